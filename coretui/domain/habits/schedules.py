"""What is asked of a habit, and from when: schedules, and the weeks they are counted in.

Weekdays are numbered from Monday 0; `week_start` is the weekday on which weeks begin. Every day here is a
logical day.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Repeat(StrEnum):
    """How a habit comes back: so many days in a week, each day, or on some weekdays."""

    TIMES = "times"
    DAILY = "daily"
    WEEKDAYS = "weekdays"


class Unit(StrEnum):
    """What periods and streaks are counted in."""

    WEEKS = "weeks"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is asked of a habit from a day on: `times` days a week, every day, or the `weekdays`.

    `times` means something for `Repeat.TIMES` only, `weekdays` for `Repeat.WEEKDAYS` only. Raises ValueError
    for a number of times that a week cannot hold, and for weekdays that are none or no weekdays.
    """

    effective_from: date
    repeat: Repeat
    times: int = 1
    weekdays: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.repeat is Repeat.TIMES and not 1 <= self.times <= 7:
            raise ValueError(f"times a week go from 1 to 7, not {self.times}")
        if self.repeat is Repeat.WEEKDAYS and not (self.weekdays and self.weekdays <= set(range(7))):
            raise ValueError("weekdays are some of 0 (Monday) to 6 (Sunday)")

    @property
    def unit(self) -> Unit:
        """What a habit with this schedule is judged by."""
        return Unit.WEEKS if self.repeat is Repeat.TIMES else Unit.DAYS

    def asks(self, weekday: int) -> bool:
        """Say whether this very weekday is asked for, which no number of times a week does."""
        return self.repeat is Repeat.DAILY or (self.repeat is Repeat.WEEKDAYS and weekday in self.weekdays)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from `first`, which falls on the day that weeks start."""

    first: date

    @property
    def last(self) -> date:
        """The seventh day."""
        return self.first + timedelta(days=6)

    @property
    def days(self) -> tuple[date, ...]:
        """The seven days, in order."""
        return tuple(self.first + timedelta(days=n) for n in range(7))

    @property
    def name(self) -> str:
        """The ISO week of the fourth day, such as `2026-W47`."""
        year, week, _ = (self.first + timedelta(days=3)).isocalendar()
        return f"{year:04}-W{week:02}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def shift(self, weeks: int) -> Week:
        """Return the week so many weeks later, or earlier for a negative number.

        Raises OverflowError outside the years 1 to 9999.
        """
        return Week(self.first + timedelta(weeks=weeks))


def week_of(day: date, week_start: int) -> Week:
    """Return the week that holds the day."""
    return Week(day - timedelta(days=(day.weekday() - week_start) % 7))


def parse_week(text: str, week_start: int) -> Week | None:
    """Return the week named `2026-W47`; None if the text names no week, such as a 53rd in a year of 52."""
    match = re.fullmatch(r"([0-9]{4})-W([0-9]{2})", text.strip().upper())
    if match and 1 < int(match[1]) < 9999:  # the outermost years hold weeks that dates cannot
        with suppress(ValueError):
            # Whatever day weeks start on, their fourth day lies in the ISO week they are named for.
            fourth = date.fromisocalendar(int(match[1]), int(match[2]), (week_start + 3) % 7 + 1)
            return Week(fourth - timedelta(days=3))
    return None


def schedule_on(schedules: Iterable[Schedule], day: date, week_start: int) -> Schedule:
    """Return the schedule in force on a day; the first one holds for all earlier days too.

    A change between daily and weekday schedules holds from its own day. A change from or to a number of times
    a week holds from the first week that begins on its day or later, so that no week is judged by two rules.
    What a later change overtakes before it came into force never does.

    Raises ValueError without any schedule.
    """
    return ScheduleTimeline.of(schedules, week_start).on(day.toordinal())


def holds_from(in_force: Schedule, change: Schedule, today: date, week_start: int) -> date:
    """Return the day from which a change made today holds: today, or the first day of the next week.

    What is counted in weeks changes between weeks only. On a week's first day, too: that week has begun.
    """
    if Unit.WEEKS in (in_force.unit, change.unit):
        return week_of(today, week_start).shift(1).first
    return today


def change_of_this_week(
    schedules: Iterable[Schedule], today: date, week_start: int
) -> tuple[Schedule, Schedule, date] | None:
    """Return the change between weeks and days with which this week began: to what, from what, and that day.

    Changing back in that week takes it back, as if it had never been. None where it began with no such change.
    """
    changes = [one for one in ScheduleTimeline.of(schedules, week_start).changes if one[0] <= today.toordinal()]
    if len(changes) < 2:
        return None
    (_start, before), (start, change) = changes[-2:]
    if before.unit is change.unit or start < first_of_week(today.toordinal(), week_start):
        return None
    return change, before, date.fromordinal(start)


@dataclass(frozen=True, slots=True)
class ScheduleTimeline:
    """Which schedule came into force on which day, the oldest first. Days are ordinals here."""

    changes: tuple[tuple[int, Schedule], ...]

    @classmethod
    def of(cls, schedules: Iterable[Schedule], week_start: int) -> ScheduleTimeline:
        """Put schedules in the order in which they came into force, by the rule of `schedule_on`."""
        by_day = sorted(schedules, key=attrgetter("effective_from"))
        if not by_day:
            raise ValueError("a habit has at least one schedule")
        timeline = cls(((0, by_day[0]),))
        for change in by_day[1:]:
            start = change.effective_from.toordinal()
            if Unit.WEEKS in (change.unit, timeline.on(start).unit):
                start = first_of_week(start + 6, week_start)
            timeline = cls((*(earlier for earlier in timeline.changes if earlier[0] < start), (start, change)))
        return timeline

    def on(self, day: int) -> Schedule:
        """Return the schedule in force on a day."""
        _, first = self.changes[0]
        return next((schedule for start, schedule in reversed(self.changes) if start <= day), first)

    def stretches(self, first: int, end: int) -> Iterator[tuple[int, int, Schedule]]:
        """Yield from which day, before which day and by which schedule, from `first` to before `end`."""
        starts = [first, *(max(first, start) for start, _ in self.changes[1:]), end]
        for n, (_, schedule) in enumerate(self.changes):
            if starts[n] < (until := min(starts[n + 1], end)):
                yield starts[n], until, schedule


def first_of_week(day: int, week_start: int) -> int:
    """Return the first day of the week that holds a day, both as ordinals."""
    return day - (day - 1 - week_start) % 7  # ordinal 1 was a Monday
