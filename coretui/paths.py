"""Where things live: one folder when `CORETUI_HOME` says so, else the platform's usual places."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from coretui.errors import StoreError, UsageError
from coretui.i18n import N_, _

FOLDER_MODE = 0o700
FILE_MODE = 0o600
KINDS = {
    stat.S_IFDIR: N_("a folder"),
    stat.S_IFIFO: N_("a pipe"),
    stat.S_IFSOCK: N_("a socket"),
    stat.S_IFCHR: N_("a device"),
    stat.S_IFBLK: N_("a device"),
}
"""What may lie in the place of a file, by its kind in the mode."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one user's coretui, as plain strings: the fast commands do without pathlib."""

    config_dir: str
    data_dir: str

    @property
    def config(self) -> str:
        """The settings, a TOML file."""
        return os.path.join(self.config_dir, "config.toml")

    @property
    def exercises(self) -> str:
        """The folder of the user's own exercises and programmes, TOML files."""
        return os.path.join(self.config_dir, "exercises")

    @property
    def database(self) -> str:
        """The SQLite file with everything recorded."""
        return os.path.join(self.data_dir, "coretui.db")

    @property
    def health(self) -> str:
        """The file that says when the database was last found whole; where it is, there has been one."""
        return os.path.join(self.data_dir, "health.json")

    @property
    def backups(self) -> str:
        """The folder of copies of the database."""
        return os.path.join(self.data_dir, "backups")

    @property
    def log(self) -> str:
        """The file with what went wrong inside the program."""
        return os.path.join(self.data_dir, "coretui.log")

    @property
    def own(self) -> tuple[str, ...]:
        """All that coretui keeps by itself: files, and the folder of backups."""
        database, log = self.database, self.log
        beside = (f"{database}-wal", f"{database}-shm", f"{database}-journal")
        return (
            self.config,
            database,
            *beside,
            self.health,
            self.reminded,
            self.backups,
            log,
            f"{log}.1",
            self.lock,
        )

    @property
    def reminded(self) -> str:
        """The file with the times that were reminded of lately, whichever process did it."""
        return os.path.join(self.data_dir, "reminded.json")

    @property
    def lock(self) -> str:
        """The file that the one process that keeps the chair holds locked."""
        return os.path.join(self.data_dir, "keeper.lock")


UNSAVED = ("unsaved-", ".jsonl")
"""How a file beside the store is called in which what it did not take waits: its beginning and its end."""


def is_unsaved(name: str) -> bool:
    """Tell whether a file in the folder of the store is one of those, by its name."""
    return name.startswith(UNSAVED[0]) and name.endswith(UNSAVED[1])


def find_home(environ: Mapping[str, str] | None = None) -> Home:
    """Return where this user's files are.

    Raises `UsageError` for a `CORETUI_HOME` that is no full path.
    """
    environ = os.environ if environ is None else environ
    if asked := environ.get("CORETUI_HOME"):
        root = os.path.expanduser(asked)
        if not os.path.isabs(root):  # another record in each folder where a command is given
            example = os.path.abspath(root)
            sentence = _("CORETUI_HOME is {path}, which is not a full path; write one such as {example}.")
            raise UsageError(sentence.format(example=example, path=asked))
        root = os.path.abspath(root)
        return Home(root, root)
    platform: str = sys.platform
    if platform.startswith("linux"):
        # platformdirs says the same, but costs `status` more than all the rest of its start.
        user = _full(os.path.expanduser("~")) or _home_of_account()
        config = _full(environ.get("XDG_CONFIG_HOME")) or f"{user}/.config"
        data = _full(environ.get("XDG_DATA_HOME")) or f"{user}/.local/share"
        return Home(f"{config}/coretui", f"{data}/coretui")
    from platformdirs import user_config_dir, user_data_dir  # noqa: PLC0415 - Linux does without

    return Home(user_config_dir("coretui", appauthor=False), user_data_dir("coretui", appauthor=False))


def _home_of_account() -> str:
    """Return the folder that the system knows as the user's own, whatever `HOME` says; the root where none is."""
    import pwd  # noqa: PLC0415 - hardly ever needed, and not there on Windows

    try:
        return _full(pwd.getpwuid(os.getuid()).pw_dir).rstrip("/")
    except KeyError:
        return ""


def _full(path: str | None) -> str:
    """Return a path that begins at the root; the XDG rules have any other one ignored, `~/…` too."""
    return path if path and os.path.isabs(path) else ""


def companions(path: str) -> tuple[str, str]:
    """Return the files that SQLite keeps beside a database: its log of writes and the index into that."""
    return f"{path}-wal", f"{path}-shm"


def address(path: str, how: str) -> str:
    """Return the URI of a file; urllib would cost too much."""
    return f"file:{path.replace('%', '%25').replace('?', '%3f').replace('#', '%23')}?{how}"


def size_of(path: str) -> int:
    """Return the size of a file in bytes; 0 where there is none."""
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def private_folder(path: str) -> None:
    """Make a folder that only its owner can look into; one that is there already stays as its owner made it.

    Raises `StoreError` if it cannot be made.
    """
    try:
        os.makedirs(path, mode=FOLDER_MODE, exist_ok=True)
    except OSError as error:
        raise StoreError(
            _("The folder {path} cannot be used ({error}); CORETUI_HOME can name another one.").format(
                path=path, error=error.strerror
            )
        ) from error


def refuse_irregular(path: str) -> None:
    """Raise `StoreError` for a folder, a pipe, a device, or a link to one; a path that is not there will do."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):  # not there, or not to be looked at: whoever opens it says so
        return
    if not stat.S_ISREG(mode):
        kind = _(KINDS.get(stat.S_IFMT(mode), KINDS[stat.S_IFCHR]))
        raise StoreError(_("{path} is {kind}; it must be a file.").format(path=path, kind=kind))


def read_regular(path: str, most: int) -> bytes:
    """Return what is in a file, at most so many bytes; raises `StoreError` for what is none, else `OSError`."""
    refuse_irregular(path)
    # What was put there in the meantime does not hold us up either.
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as file:
        return file.read(most)


def replace_private(path: str, text: str) -> None:
    """Put a file for its owner only in a place, whole or not at all; a link there is replaced, not followed.

    Raises `StoreError` where something else than a file is in the place, else `OSError`.
    """
    from secrets import token_hex  # noqa: PLC0415 - only needed for writing

    refuse_irregular(path)
    beside = f"{path}.{token_hex(4)}"
    file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    try:
        with open(file, "w", encoding="utf-8") as out:
            out.write(text)
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.remove(beside)
        raise
