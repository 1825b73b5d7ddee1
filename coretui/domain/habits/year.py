"""What else a week holds beside its habits, and how a year of habits looks day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from coretui.domain.habits.overview import Record
from coretui.domain.habits.schedules import Week, week_of
from coretui.domain.habits.streaks import DayMark, WeekState, marks, week_state

LEVELS = 4
"""How many tones an amount above nothing can have; the last one is all of it."""


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day of one habit or of all: what became of it, and how many of the habits that it asked for were done.

    `share` (0 to 1) is how much of one habit was done, or how many of all.
    """

    mark: DayMark
    share: float
    done: int
    asked: int

    @property
    def level(self) -> str:
        """The tone of the day: 1 to 4 for an amount above nothing, else the name of its mark."""
        if self.share <= 0:
            return self.mark.value
        return str(LEVELS if self.share >= 1 else 1 + int(self.share * (LEVELS - 1)))


def shares(record: Record, week: Week, today: date, weeks: int) -> tuple[float | None, ...]:
    """Return how much of its target was reached in so many weeks up to this one, 0 to 1.

    None for a week before the habit began, and for one that was off.
    """
    found: list[float | None] = []
    for back in range(1 - weeks, 1):
        one = week.shift(back)
        period = week_state(record.history, one, today)
        known = one.last >= record.history.first_day and period.state is not WeekState.OFF and period.target
        found.append(min(1.0, period.count / period.target) if known else None)
    return tuple(found)


def year_days(
    records: Sequence[Record], first: date, last: date, today: date, week_start: int
) -> dict[date, YearDay]:
    """Return the days from `first` to `last` as they look for these habits together, none after today."""
    found: dict[date, list[tuple[DayMark, float]]] = {}
    for record in records:
        for day, mark in _marks(record, first, min(last, today), today, week_start):
            share = 1.0 if mark is DayMark.DONE else 0.0
            if mark is DayMark.PARTLY and (seen := record.evidence.get(day)):
                share = min(0.99, max(0.01, seen.amount / seen.goal))
            found.setdefault(day, []).append((mark, share))
    return {day: _together(said) for day, said in found.items()}


def _marks(
    record: Record, first: date, last: date, today: date, week_start: int
) -> Iterator[tuple[date, DayMark]]:
    week = week_of(first, week_start)
    while week.first <= last:
        for day, mark in zip(week.days, marks(record.history, week, today), strict=True):
            if first <= day <= last:
                yield day, mark
        week = week.shift(1)


_ASKED = frozenset({DayMark.DONE, DayMark.PARTLY, DayMark.MISSED, DayMark.OPEN})


def _together(said: list[tuple[DayMark, float]]) -> YearDay:
    seen = {mark for mark, _ in said}
    done = sum(mark is DayMark.DONE for mark, _ in said)
    asked = sum(mark in _ASKED for mark, _ in said)
    if len(said) == 1:
        return YearDay(*said[0], done, asked)
    if not asked:
        return YearDay(DayMark.OFF if DayMark.OFF in seen else DayMark.REST, 0.0, 0, 0)
    share = done / asked
    if share >= 1:
        mark = DayMark.DONE
    elif share > 0:
        mark = DayMark.PARTLY
    else:
        mark = DayMark.OPEN if DayMark.OPEN in seen else DayMark.MISSED
    return YearDay(mark, share, done, asked)


def months(columns: Iterable[date]) -> tuple[tuple[int, int], ...]:
    """Return in which column each month begins, for columns given by one day of each: (column, month)."""
    groups = groupby(enumerate(columns), key=lambda pair: pair[1].month)
    return tuple((next(iter(group))[0], month) for month, group in groups)
