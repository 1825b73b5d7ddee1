"""When the user's own pseudo terminals were last read from, which is when a key reached one of them."""

from __future__ import annotations

import os

from coretui.desktop.signs.source import NoSignError, Stamps, WatchHealth
from coretui.i18n import N_

FOLDER = "/dev/pts"
"""Where the machine has its pseudo terminals."""


class Terminals:
    """The access times of all terminals of this user.

    Linux moves the access time of a terminal only once in every eight seconds, to the first key in them: the
    last key may be up to eight seconds later. Keys in windows that are no terminals are not seen. Over SSH
    the terminal that ssh opened is among them, so that it serves there too.
    """

    name = N_("terminals")
    every = 2.0
    grain = 8.0
    complete = False
    beside = False

    def __init__(self, folder: str, user: int | None = None) -> None:
        self._folder = folder
        self._user = user

    async def open(self) -> None:
        """See that the user has a terminal."""
        if not hasattr(os, "getuid"):
            raise NoSignError(WatchHealth.ABSENT)
        self._user = os.getuid() if self._user is None else self._user
        await self.look()

    async def look(self) -> Stamps:
        """Look at each terminal of the user; raise `NoSignError` if there is none."""
        stamps = {}
        try:
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    if not entry.name.isdigit():
                        continue
                    try:
                        found = entry.stat()
                    except OSError:
                        continue  # closed since
                    if found.st_uid == self._user:
                        stamps[entry.name] = found.st_atime
        except OSError as error:
            raise NoSignError(WatchHealth.ABSENT) from error
        if not stamps:
            raise NoSignError(WatchHealth.ABSENT)
        return Stamps(stamps)

    async def close(self) -> None:
        """Nothing is open."""
