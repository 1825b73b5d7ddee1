"""What coretui has laid down on this machine, by the names that it gives; what is called otherwise is not its own.

Links are never followed, and what belongs to another user is left alone.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from coretui.paths import Home

_STAMP = r"\d{4}-\d{2}-\d{2}(-\d{6})?(-\d+)?"
_DATABASE = r"\.db(-wal|-shm|-journal)?"
_MAKING = r"(\.tmp|\.[0-9a-f]{8})?"
_FILES = {
    "": rf"coretui{_DATABASE}|rescued-{_STAMP}{_DATABASE}|unsaved-[0-9a-f]{{8}}\.jsonl|coretui\.log(\.1)?|seen"
    rf"|(health|reminded)\.json{_MAKING}|keeper\.lock",
    "backups": rf"((daily|now|before-[a-z0-9_-]+)-{_STAMP}|before-\d{{4}}_\w+)\.db(\.gz)?{_MAKING}"
    rf"|index\.json{_MAKING}",
    r"backups/\.making-\w+": rf".+\.tmp|copy{_DATABASE}",
    rf"(damaged|rescued)-{_STAMP}": rf"coretui{_DATABASE}|report\.txt{_MAKING}",
}
"""The names of files, by the folder below that of the store in which they lie."""
_LAST = ("coretui.db-wal", "coretui.db-shm", "coretui.db", "keeper.lock")
"""What goes last: whoever is interrupted before has a store that is whole, and asks once more."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """A file that is called as coretui's own are: its folder below that of the store, its name, and its bytes.

    It is not `own` if it is a link or another user's.
    """

    folder: str
    name: str
    size: int
    own: bool

    def path(self, home: Home) -> str:
        """Return where it lies."""
        return os.path.join(home.data_dir, self.folder, self.name)


def belongings(home: Home) -> list[Belonging]:
    """Return what there is, in the order in which it may go. Raises `OSError` for a folder that cannot be read."""
    found = list(_found(home.data_dir, ""))
    return sorted(found, key=lambda one: (_LAST.index(one.name) + 1 if _is_last(one) else 0, one.folder, one.name))


def remove(home: Home, wanted: list[Belonging]) -> list[str]:
    """Remove these files, and the folders of coretui's own that are empty then; return the paths that stay."""
    stay = []
    for one in wanted:
        try:
            with_folder = _opened(os.path.join(home.data_dir, one.folder), follow=not one.folder)
            try:
                if _is_ours(os.stat(one.name, dir_fd=with_folder, follow_symlinks=False)):
                    os.unlink(one.name, dir_fd=with_folder)
                else:
                    stay.append(one.path(home))
            finally:
                os.close(with_folder)
        except FileNotFoundError:
            pass
        except OSError:
            stay.append(one.path(home))
    for folder in sorted({one.folder for one in wanted if one.folder}, reverse=True):
        with suppress(OSError):
            os.rmdir(os.path.join(home.data_dir, folder))
    return stay


def _found(root: str, folder: str) -> Iterator[Belonging]:
    try:
        entries = list(os.scandir(os.path.join(root, folder)))
    except (FileNotFoundError, NotADirectoryError):
        return
    pattern = next(files for one, files in _FILES.items() if re.fullmatch(one, folder))
    for entry in entries:
        below = f"{folder}/{entry.name}" if folder else entry.name
        found = entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(found.st_mode) and any(one and re.fullmatch(one, below) for one in _FILES):
            yield from _found(root, below)
        elif re.fullmatch(pattern, entry.name) or any(one and re.fullmatch(one, below) for one in _FILES):
            yield Belonging(folder, entry.name, found.st_size, _is_ours(found))


def _is_last(one: Belonging) -> bool:
    return not one.folder and one.name in _LAST


def _is_ours(found: os.stat_result) -> bool:
    """Tell whether this is a file, no link to one, of this user's own."""
    return stat.S_ISREG(found.st_mode) and (not hasattr(os, "geteuid") or found.st_uid == os.geteuid())


def _opened(folder: str, *, follow: bool) -> int:
    """Open a folder below which names are looked up, whatever becomes of its path; the root may be a link."""
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | (0 if follow else os.O_NOFOLLOW))
