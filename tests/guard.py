"""A guard at the door of this process: a test sees nothing of the machine and the person it runs for.

It hears, as an audit hook, what is opened, connected to and started, and refuses what the test did not make
itself: the person's own coretui, their terminals and buses, and programs of the machine.
"""

from __future__ import annotations

import os
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from pathlib import Path

from coretui.paths import find_home

OWN_HOME = tuple(os.path.realpath(folder) for folder in (find_home().config_dir, find_home().data_dir))
"""The folders of the person who runs the tests, as they are before any test changes the environment."""
MADE = (os.path.realpath(tempfile.gettempdir()), sysconfig.get_path("scripts"), str(Path(sys.executable)))
"""Where a test's own sockets and programs may lie."""


class TouchedError(AssertionError):
    """A test reached for something that it did not make."""


def _within(path: str, folders: tuple[str, ...]) -> bool:
    return any(path == folder or path.startswith(f"{folder}{os.sep}") for folder in folders)


class Guard:
    """Refuses by what it hears; `real` tests may use the machine's programs, terminals and buses."""

    def __init__(self) -> None:
        self.real = True
        self._checks: dict[str, Callable[..., None]] = {
            "open": self._path,
            "sqlite3.connect": self._path,
            "os.mkdir": self._path,
            "os.remove": self._path,
            "os.rename": self._path,
            "os.chmod": self._path,
            "os.listdir": self._path,
            "os.scandir": self._path,
            "socket.connect": self._socket,
            "subprocess.Popen": self._program,
        }

    def hear(self, event: str, args: tuple[object, ...]) -> None:
        """Let what is allowed pass; raise `TouchedError` for the rest."""
        if check := self._checks.get(event):
            check(*args)

    def _path(self, path: object, *_: object) -> None:
        if not isinstance(path, (str, bytes, os.PathLike)):
            return  # a descriptor: whoever opened it was heard
        name = os.path.abspath(os.fsdecode(path))
        if _within(name, OWN_HOME):
            raise TouchedError(f"the coretui of whoever runs this test: {name}")
        if not self.real and _within(name, ("/dev/pts",)):
            raise TouchedError(f"the machine's terminals: {name}")

    def _socket(self, _: object, address: object) -> None:
        if not self.real and isinstance(address, (str, bytes)) and not _within(os.fsdecode(address), MADE):
            raise TouchedError(f"a socket of the machine: {os.fsdecode(address)}")

    def _program(self, program: object, *_: object) -> None:
        """Let the test's own programs start; what is only named is not there, as on a bare machine."""
        name = os.fsdecode(program) if isinstance(program, (str, bytes, os.PathLike)) else str(program)
        if self.real or _within(name, MADE):
            return
        if os.sep in name:
            raise TouchedError(f"a program of the machine: {name}")
        raise FileNotFoundError(f"a machine on which nothing is installed has no {name}")


GUARD = Guard()
sys.addaudithook(GUARD.hear)
