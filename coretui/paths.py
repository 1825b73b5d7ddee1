"""Where things live: one folder when `CORETUI_HOME` says so, else the platform's usual places."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from coretui.errors import StoreError
from coretui.i18n import _

FOLDER_MODE = 0o700
FILE_MODE = 0o600


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
    def lock(self) -> str:
        """The file that the one process that keeps the chair holds locked."""
        return os.path.join(self.data_dir, "keeper.lock")


def find_home(environ: Mapping[str, str] | None = None) -> Home:
    """Return where this user's files are."""
    environ = os.environ if environ is None else environ
    if root := environ.get("CORETUI_HOME"):
        root = os.path.abspath(os.path.expanduser(root))
        return Home(root, root)
    platform: str = sys.platform
    if platform.startswith("linux"):
        # platformdirs says the same, but costs `status` more than all the rest of its start.
        user = os.path.expanduser("~")
        config = environ.get("XDG_CONFIG_HOME") or f"{user}/.config"
        data = environ.get("XDG_DATA_HOME") or f"{user}/.local/share"
        return Home(f"{config}/coretui", f"{data}/coretui")
    from platformdirs import user_config_dir, user_data_dir  # noqa: PLC0415 - Linux does without

    return Home(user_config_dir("coretui", appauthor=False), user_data_dir("coretui", appauthor=False))


def private_folder(path: str) -> None:
    """Make a folder that only its owner can look into; one that is there already stays as its owner made it.

    Raises `StoreError` if it cannot be made.
    """
    try:
        os.makedirs(path, mode=FOLDER_MODE, exist_ok=True)
    except OSError as error:
        raise StoreError(
            _("The folder {path} cannot be used: {error}.").format(path=path, error=error.strerror)
        ) from error


def refuse_irregular(path: str) -> None:
    """Make sure that what we open, replace or change here is a file, or nothing yet; a link to a file is one.

    Raises `StoreError` with a sentence for a folder, a pipe or a device, which would be waited for or replaced.
    """
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        sentence = _("{path} cannot be used ({error}).").format(path=path, error=error.strerror)
        raise StoreError(sentence) from error
    if not stat.S_ISREG(mode):
        kind = _("a folder") if stat.S_ISDIR(mode) else _("a pipe or a device")
        raise StoreError(_("{path} is {kind} and not a file; it was left as it is.").format(path=path, kind=kind))
