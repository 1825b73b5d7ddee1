"""The three clocks of the machine: wall, elapsed with sleep counted, monotonic."""

from __future__ import annotations

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


def zone(wall: float) -> int:
    """Return the machine's offset from UTC in seconds at a wall time."""
    return time.localtime(wall).tm_gmtoff


class Clocks(Protocol):
    """The clocks of the machine, or of a test."""

    def now(self) -> Instant:
        """Return this moment."""

    def monotonic(self) -> float:
        """Return seconds for pacing something on the screen; they stand still while the machine sleeps."""

    def zone(self, wall: float) -> int:
        """Return the offset from UTC in seconds at a wall time."""


class MachineClocks:
    """Reads the machine's clocks."""

    def now(self) -> Instant:
        """Return this moment."""
        wall = time.time()
        return Instant(wall, time.clock_gettime(_ELAPSED), _boot_id(), zone(wall))

    def monotonic(self) -> float:
        """Return seconds for pacing something on the screen."""
        return time.monotonic()

    def zone(self, wall: float) -> int:
        """Return the offset from UTC in seconds at a wall time."""
        return zone(wall)
