"""The idle time of Windows, by its count of milliseconds since it was started."""

from __future__ import annotations

from typing import Any

from coretui.desktop.signs.source import NoSignError, Rest, WatchHealth

WRAP = 1 << 32
"""Milliseconds after which the count begins again: 49.7 days."""
EARLY = 1000
"""Milliseconds by which the last input may be stamped ahead of the count."""


def rested(last: int, now: int) -> float:
    """Return the seconds from the count `last` to the count `now`, either of which may have begun again."""
    gap = (now - last) % WRAP
    return 0.0 if gap > WRAP - EARLY else gap / 1000


class Windows:
    """The idle time of the whole session."""

    name = "Windows"
    every = 1.0
    grain = 0.0
    complete = True
    beside = False

    async def open(self) -> None:
        """Nothing has to be opened."""

    async def look(self) -> Rest:
        """Ask for the count at the last input, then for the count now."""
        import ctypes  # noqa: PLC0415 - only Windows pays for it

        # What the system's libraries offer is known on Windows alone.
        windows: Any = ctypes.__dict__["windll"]
        last = (ctypes.c_uint32 * 2)(8, 0)  # LASTINPUTINFO: its own size in bytes, the count
        if not windows.user32.GetLastInputInfo(ctypes.byref(last)):
            raise NoSignError(WatchHealth.REFUSED)
        return Rest(rested(last[1], int(windows.kernel32.GetTickCount()) % WRAP))

    async def close(self) -> None:
        """Nothing is open."""
