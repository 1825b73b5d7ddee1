"""When a key was last pressed in any window of this tmux, by any of the people attached to it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping

from coretui.desktop.signs.child import output
from coretui.desktop.signs.source import NoSignError, Stamps, WatchHealth


def parse(listing: str) -> dict[str, float]:
    """Return the stamps by terminal in lines of `stamp terminal`; other lines are passed over."""
    stamps = {}
    for line in listing.splitlines():
        stamp, _, terminal = line.partition(" ")
        if stamp.isascii() and stamp.isdigit() and terminal:
            stamps[terminal] = float(stamp)
    return stamps


class Tmux:
    """The keys that tmux's clients send it, in whole seconds; with nobody attached there are none.

    It is listened to beside X11 or GNOME: over SSH people attach to the tmux of a machine whose own desk is
    empty, and its environment does not tell.
    """

    name = "tmux"
    every = 5.0  # each look is a child process
    grain = 1.0
    complete = False
    beside = True

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._program = ""

    async def open(self) -> None:
        """Find tmux and see that its server answers."""
        if not self._environ.get("TMUX"):
            raise NoSignError(WatchHealth.ABSENT)
        self._program = shutil.which("tmux", path=self._environ.get("PATH")) or ""
        if not self._program:
            raise NoSignError(WatchHealth.ABSENT)

    async def look(self) -> Stamps:
        """Ask for the last key of every client of the server."""
        template = "#{client_activity} #{client_tty}"
        return Stamps(parse(await output(self._program, "list-clients", "-F", template, environ=self._environ)))

    async def close(self) -> None:
        """Nothing is open."""
