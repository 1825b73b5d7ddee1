"""What the store has not taken yet, in a small file beside it: JSON lines, for its owner only, on disk at once.

Each process has a file of its own, locked while it lives. It is removed when all in it is done; if its process was
ended before, the next one finds the file, does what can be done, and says what cannot.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from secrets import token_hex
from typing import Any

from coretui.domain.days import Instant
from coretui.paths import FILE_MODE, UNSAVED, Home, is_unsaved, read_regular, refuse_irregular
from coretui.store.calls import DeedCall
from coretui.store.codec import EARLIEST, LATEST, UNREADABLE

if sys.platform != "win32":
    import fcntl

MOST = 8_000_000
"""Bytes that are read of a file at most: a month of seconds at a desk."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Something that was done and is not saved: what a person would call it, when it was, and how it is done.

    `call` is None where it cannot be done by another process; `told` is empty for what nobody did, a second of the
    chair.
    """

    id: str
    told: str
    at: Instant
    call: DeedCall | None


class UnsavedFile:
    """The file of this process; there is none until something is kept, and none when all is done."""

    def __init__(self, home: Home) -> None:
        self._folder = home.data_dir
        self._file: int | None = None
        self.path = ""

    def adopt(self, path: str) -> bool:
        """Go on with the file of a process that is gone; tell whether it is gone. Raises `OSError`."""
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW)
        if not _lock(file):
            os.close(file)
            return False
        self._file, self.path = file, path
        return True

    def keep(self, one: Unsaved) -> bool:
        """Write something down, and tell whether it is on disk: a full disk or a read-only one takes nothing."""
        return self._append(json.dumps(asdict(one)), durable=bool(one.told))

    def done(self, one: str) -> None:
        """Write down that something is saved now, or never will be."""
        if self._file is not None:
            self._append(json.dumps({"done": one}), durable=True)

    def remove(self) -> None:
        """Remove the file: all of it is done."""
        if self._file is not None:
            with suppress(OSError):
                os.remove(self.path)
            os.close(self._file)
            self._file, self.path = None, ""

    def close(self) -> None:
        """Leave the file to the next process."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _append(self, line: str, *, durable: bool) -> bool:
        try:
            file = self._open()
            before = os.fstat(file).st_size
            text = f"{line}\n".encode()
            try:
                whole = os.write(file, text) == len(text)
                if durable:
                    os.fsync(file)
            except OSError:
                whole = False
            if not whole:
                os.ftruncate(file, before)  # half a line is in the way of the next
        except OSError:
            return False
        return whole

    def _open(self) -> int:
        if self._file is None:
            path = os.path.join(self._folder, token_hex(4).join(UNSAVED))
            self._file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL, FILE_MODE)
            self.path = path
            _lock(self._file)
            _sync_folder(self._folder)
        return self._file


def left_behind(home: Home) -> list[str]:
    """Return the files of this kind in a home, those of processes that live included."""
    try:
        names = os.listdir(home.data_dir)
    except OSError:
        return []
    return sorted(os.path.join(home.data_dir, name) for name in names if is_unsaved(name))


@contextmanager
def taken_over(path: str) -> Iterator[tuple[UnsavedFile, list[Unsaved]] | None]:
    """Give the file of a process that is gone, with what waits in it; None while its process lives.

    Raises `OSError` and `StoreError` where it cannot be read.
    """
    file = UnsavedFile(Home("", os.path.dirname(path)))
    refuse_irregular(path)
    if not file.adopt(path):
        yield None
        return
    try:
        yield file, _waiting(read_regular(path, MOST))
    finally:
        file.close()


def _waiting(text: bytes) -> list[Unsaved]:
    """Return what is still to be done, in its order; a line that was cut off is left out."""
    found: dict[str, Unsaved] = {}
    for line in text.decode("utf-8", "replace").splitlines():
        with suppress(*UNREADABLE):
            row: dict[str, Any] = json.loads(line)
            if "done" in row:
                found.pop(row["done"], None)
                continue
            at = Instant(**row["at"])
            if not EARLIEST <= at.wall <= LATEST:
                continue
            call = DeedCall(**row["call"]) if row["call"] else None
            found[str(row["id"])] = Unsaved(str(row["id"]), str(row["told"]), at, call)
    return list(found.values())


def _lock(file: int) -> bool:
    """Hold a file until the process ends, and tell whether no other process held it."""
    if sys.platform == "win32":  # pragma: no cover - a file that is open there cannot be removed by others
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sync_folder(path: str) -> None:
    """Let the disk know of a new name in a folder."""
    with suppress(OSError):
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
