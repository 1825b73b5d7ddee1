"""Clocks that stand still until a test moves them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from coretui.domain.days import Instant, Zone

MONDAY_NINE = datetime(2026, 11, 23, 9, tzinfo=UTC).timestamp()
"""A Monday morning, as a wall time in UTC."""


def utc(wall: float) -> int:
    """Return the offset of a zone that never changes."""
    return 0


def amsterdam(wall: float) -> int:
    """Return the offset of a zone with summer time."""
    offset = datetime.fromtimestamp(wall, ZoneInfo("Europe/Amsterdam")).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def tokyo(wall: float) -> int:
    """Return the offset of Tokyo, which never changes."""
    return 9 * 3600


def los_angeles(wall: float) -> int:
    """Return the offset of Los Angeles."""
    offset = datetime.fromtimestamp(wall, ZoneInfo("America/Los_Angeles")).utcoffset()
    return int(offset.total_seconds()) if offset else 0


class FakeClocks:
    """Wall, elapsed and monotonic time, moved by hand."""

    def __init__(self, wall: float = MONDAY_NINE, zone: Zone = utc) -> None:
        self._wall, self._elapsed, self._monotonic = wall, 1000.0, 500.0
        self._boot = 1
        self._zone = zone

    def now(self) -> Instant:
        """Return this moment."""
        return Instant(self._wall, self._elapsed, f"boot {self._boot}", self.zone(self._wall))

    def monotonic(self) -> float:
        """Return seconds that do not count sleep."""
        return self._monotonic

    def zone(self, wall: float) -> int:
        """Return the offset from UTC in seconds at a wall time."""
        return self._zone(wall)

    def advance(self, seconds: float) -> None:
        """Let time pass, awake."""
        self.sleep(seconds)
        self._monotonic += seconds

    def sleep(self, seconds: float) -> None:
        """Let time pass while the machine sleeps."""
        self._wall += seconds
        self._elapsed += seconds

    def set_wall(self, seconds: float) -> None:
        """Change what the wall clock says by so many seconds; no time passes."""
        self._wall += seconds

    def travel(self, zone: Zone) -> None:
        """Show the time of another zone from now on; no time passes."""
        self._zone = zone

    def reboot(self, seconds: float = 60.0) -> None:
        """Let the machine be off for so many seconds and start anew."""
        self._wall += seconds
        self._elapsed = self._monotonic = 5.0
        self._boot += 1
