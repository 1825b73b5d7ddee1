"""The idle time of a Mac, from its registry of devices."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coretui.desktop.signs.child import output
from coretui.desktop.signs.source import NoSignError, Rest, WatchHealth

NANOSECONDS = 1e9


def parse(registry: str) -> float:
    """Return the seconds since the last input in what `ioreg` prints; raise `NoSignError` if it does not say.

    There is one entry per input system; the newest input counts.
    """
    found = re.findall(r'"HIDIdleTime"\s*=\s*(\d+)', registry)
    if not found:
        raise NoSignError(WatchHealth.ABSENT)
    return min(map(int, found)) / NANOSECONDS


class MacOS:
    """The idle time of the whole Mac; over SSH that is somebody else's desk."""

    name = "macOS"
    every = 5.0  # each look is a child process
    grain = 0.0
    complete = True
    beside = False

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._over_ssh = bool(environ.get("SSH_CONNECTION"))

    async def open(self) -> None:
        """See that the person sits at this Mac."""
        if self._over_ssh:
            raise NoSignError(WatchHealth.OVER_SSH)

    async def look(self) -> Rest:
        """Ask `ioreg`."""
        return Rest(parse(await output("/usr/sbin/ioreg", "-r", "-d", "1", "-c", "IOHIDSystem")))

    async def close(self) -> None:
        """Nothing is open."""
