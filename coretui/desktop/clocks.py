"""The three clocks of the machine: wall, elapsed with sleep counted, monotonic."""

from __future__ import annotations

import os
import time
from functools import cache
from typing import Protocol

from coretui.domain.days import Instant

# Counts sleep on Linux; on macOS the monotonic clock's "raw" sibling does not, but time.monotonic there
# stands still in sleep as well, so the uptime clock is the best that the standard library reaches.
_ELAPSED = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


@cache
def _boot_id() -> str:
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        # Without a boot id, the moment the elapsed clock was zero is as good, to the minute.
        return f"boot-{round((time.time() - time.clock_gettime(_ELAPSED)) / 60)}"


class _MachineZone:
    """The zone that the machine is in now: the C library keeps the one a process was born in unless it is asked.

    It looks at /etc/localtime again each time, but at a file that TZ names only when TZ changes.
    """

    def __init__(self) -> None:
        self._file = self._named()

    def follow(self) -> None:
        """Take over a zone that was changed since; a microsecond or two where none was."""
        if not hasattr(time, "tzset"):
            return  # Windows asks each time
        named = self._named()
        if named != self._file:
            self._file = named
            kept = os.environ["TZ"] if named else None
            if kept is not None:
                os.environ["TZ"] = "UTC0"
                time.tzset()
                os.environ["TZ"] = kept
        time.tzset()

    def offset(self, wall: float) -> int:
        """Return the offset from UTC at a wall time, in seconds that make whole minutes: others are long past."""
        return round(time.localtime(wall).tm_gmtoff / 60) * 60

    @staticmethod
    def _named() -> tuple[str, int, int, int] | None:
        """Return the file that TZ names and what tells it from another; None if it names none."""
        path = os.environ.get("TZ", "").removeprefix(":")
        if not path.startswith("/"):
            return None
        try:
            found = os.stat(path)
        except OSError:
            return path, 0, 0, 0
        return path, found.st_dev, found.st_ino, found.st_mtime_ns


_ZONE = _MachineZone()
"""The one place that asks the machine for its zone; who wants to know asks the clocks."""


class Clocks(Protocol):
    """The clocks of the machine, or of a test."""

    def now(self) -> Instant:
        """Return this moment."""

    def monotonic(self) -> float:
        """Return seconds for pacing something on the screen; they stand still while the machine sleeps."""

    def zone(self, wall: float) -> int:
        """Return the offset from UTC in seconds at a wall time."""


class MachineClocks:
    """Reads the machine's clocks, and its zone anew with each moment."""

    def now(self) -> Instant:
        """Return this moment."""
        _ZONE.follow()
        wall = time.time()
        return Instant(wall, time.clock_gettime(_ELAPSED), _boot_id(), _ZONE.offset(wall))

    def monotonic(self) -> float:
        """Return seconds for pacing something on the screen."""
        return time.monotonic()

    def zone(self, wall: float) -> int:
        """Return the offset from UTC in seconds at a wall time, where the machine was when it was last asked."""
        return _ZONE.offset(wall)
