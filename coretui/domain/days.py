"""Instants, logical days and durations: every question of "when" has its one answer here.

A *logical day* begins at the day start (04:00 unless set otherwise), so that half past midnight still
belongs to the evening before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

Zone = Callable[[float], int]
"""The offset from UTC in seconds that is in force at a wall time."""

DAY = 86_400
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)
"""The days that can be on record: wall times are counted from the first, and nothing is older."""
SOUND_YEARS = (1900, 2200)
"""The first year of a day that is stored, and the first after the last: what is outside is damage."""


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment as three clocks saw it.

    `wall` is Unix time in seconds, for calendars. `elapsed` counts seconds since boot, sleep included, and
    only means something beside the same `boot` id. `offset` is the zone's distance from UTC in seconds then.
    """

    wall: float
    elapsed: float
    boot: str
    offset: int = 0

    def later(self, seconds: float) -> Instant:
        """Return the instant so many seconds after this one, on every clock."""
        return Instant(self.wall + seconds, self.elapsed + seconds, self.boot, self.offset)


def fixed(offset: int) -> Zone:
    """Return the zone that is so many seconds from UTC all year."""
    return lambda _wall: offset


def zone_then(wall: float, offset: int | None, zone: Zone) -> Zone:
    """Return where something was written down that keeps the offset it had at a wall time.

    That is the zone of now with its clock changes, unless the offset tells of another one.
    """
    return zone if offset is None or zone(wall) == offset else fixed(offset)


def between(start: Instant, end: Instant) -> float:
    """Return the seconds from `start` to `end`: by the elapsed clock within a boot, by the wall across boots.

    Across boots the wall may have been set back; a duration is never negative then.
    """
    if start.boot == end.boot:
        return end.elapsed - start.elapsed
    return max(0.0, end.wall - start.wall)


def logical_day(instant: Instant, day_start: int) -> date:
    """Return the day of an instant, for days that start `day_start` seconds after midnight."""
    return datetime.fromtimestamp(instant.wall + instant.offset - day_start, UTC).date()


def day_began(start: Instant, end: Instant, day_start: int) -> bool:
    """Tell whether a logical day began between two instants, for days that start as for `logical_day`.

    By the clock of the end: one that was put right in between begins no day.
    """
    begun = Instant(end.wall - between(start, end), start.elapsed, start.boot, start.offset)
    return logical_day(begun, day_start) != logical_day(end, day_start)


def day_of(wall: float, day_start: int, zone: Zone) -> date:
    """Return the logical day of a wall time where the zone holds."""
    return datetime.fromtimestamp(wall + zone(wall) - day_start, UTC).date()


def day_begins(day: date, day_start: int, zone: Zone) -> float:
    """Return the wall time at which the logical day begins where the zone holds.

    On the two odd days of a year the neighbouring boundary is 23 or 25 hours away.
    """
    local = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() + day_start
    guess = local - zone(local)
    return local - zone(guess)


def calendar_day(wall: float, zone: Zone) -> date:
    """Return the date that a calendar on the wall shows where the zone holds."""
    return datetime.fromtimestamp(wall + zone(wall), UTC).date()


def clock_shows(day: date, seconds: int, zone: Zone) -> tuple[float, ...]:
    """Return the wall times of a date at which the clock shows so many seconds after midnight, in order.

    There are two where the clock is set back over it. What the clock skips is shown as much later as it skips.
    """
    local = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() + seconds
    before, after = zone(local - DAY), zone(local + DAY)
    found = sorted({local - offset for offset in (before, after) if zone(local - offset) == offset})
    return tuple(found) or (local - before,)


def split(start: float, seconds: float, day_start: int, zone: Zone) -> Iterator[tuple[date, float, float]]:
    """Yield `(day, start, seconds)` for each logical day that a span touches."""
    left = seconds
    while True:
        day = day_of(start, day_start, zone)
        room = day_begins(day + timedelta(days=1), day_start, zone) - start
        part = min(left, room) if room > 0 else left
        yield day, start, part
        left -= part
        if left <= 0:
            return
        start += part


def duration(seconds: float) -> str:
    """Write seconds as people type them: `90s` is `1m30s`, an hour and twenty minutes `1h20m`."""
    hours, rest = divmod(round(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return "".join(f"{n}{unit}" for n, unit in ((hours, "h"), (minutes, "m"), (left, "s")) if n) or "0s"
