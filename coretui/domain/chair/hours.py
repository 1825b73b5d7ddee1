"""Working hours: on which times of which weekdays reminders may come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from coretui.domain.days import DAY, Instant, Zone

Range = tuple[int, int]
"""Seconds after local midnight, from and to; a range across midnight ends after 86 400."""


FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Hours:
    """Ranges for each weekday, Monday first; no ranges at all means always."""

    weekdays: tuple[tuple[Range, ...], ...] = ()

    def open_at(self, now: Instant) -> bool:
        """Tell whether reminders may come at this instant."""
        if not any(self.weekdays):
            return True
        day, second = divmod(int(now.wall + now.offset), DAY)
        today = (day + 3) % 7  # 1 January 1970 was a Thursday
        return any(start <= second < end for start, end in self.weekdays[today]) or any(
            start <= second + DAY < end for start, end in self.weekdays[today - 1]
        )

    def last_working_day(self, first: date) -> date:
        """Return the last day with hours of the seven from the first one on; Friday where there are no hours."""
        days = [first + timedelta(days=n) for n in range(7)]
        working = [day for day in days if self.weekdays[day.weekday()]] if any(self.weekdays) else []
        return working[-1] if working else next(day for day in days if day.weekday() == FRIDAY)

    def opens_at(self, now: Instant, zone: Zone | None = None) -> float | None:
        """Return the wall time at which the next range begins; None if there is none.

        With a zone the answer holds across a change of the clocks.
        """
        if not any(self.weekdays):
            return None
        local = now.wall + now.offset
        day, second = divmod(int(local), DAY)
        begins = [
            (day + ahead) * DAY + start
            for ahead in range(8)
            for start, _ in self.weekdays[(day + ahead + 3) % 7]
            if ahead or start > second
        ]
        if not begins:
            return None
        guess = min(begins) - now.offset
        return min(begins) - zone(guess) if zone else guess
