"""Weeks and streaks once more, walking day by day with sets and lists: slow, plain, to compare with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coretui.domain.habits.schedules import Repeat, Schedule, Unit
from coretui.domain.habits.streaks import DayMark, History, WeekState

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE = timedelta(days=1)


@dataclass
class Judged:
    """A period as a plain record: its days, what was done of what, and the unit it is in."""

    days: list[date]
    count: int
    target: int
    state: WeekState
    unit: Unit


class Naive:
    """One history, walked a day at a time from the week in which it began to the week after today's."""

    def __init__(self, history: History, today: date, week_start: int) -> None:
        self.history = history
        self.today = today
        self.week_start = week_start
        self.begun = min([history.begun, *history.done])
        first = min([self.begun, today, *(s.effective_from for s in history.schedules)])
        while first.weekday() != week_start:
            first -= ONE
        last = max(today, self.begun) + timedelta(days=14)
        self.days: list[date] = []
        while first <= last or first.weekday() != week_start:
            self.days.append(first)
            first += ONE
        self.schedules = dict(zip(self.days, self._walk_schedules(), strict=True))

    def _walk_schedules(self) -> Iterator[Schedule]:
        first, *changes = sorted(self.history.schedules, key=lambda schedule: schedule.effective_from)
        in_force, waiting = first, None
        for day in self.days:
            if day.weekday() == self.week_start and waiting is not None:
                in_force, waiting = waiting, None
            for change in changes:
                if change.effective_from == day:
                    weekly = Repeat.TIMES in (change.repeat, in_force.repeat)
                    if weekly and day.weekday() != self.week_start:
                        waiting = change
                    else:
                        in_force, waiting = change, None
            yield in_force

    def weeks(self) -> Iterator[list[date]]:
        """Yield the days of each week walked."""
        for n in range(0, len(self.days), 7):
            yield self.days[n : n + 7]

    def day(self, day: date) -> WeekState | None:
        """Judge a day of a daily or weekday schedule; None if nothing is asked on it."""
        schedule = self.schedules[day]
        asked = schedule.repeat is Repeat.DAILY or (
            schedule.repeat is Repeat.WEEKDAYS and day.weekday() in schedule.weekdays
        )
        if not asked or day < self.begun:
            return None
        if day in self.history.done:
            return WeekState.MET
        if day in self.history.off:
            return WeekState.OFF
        if day in self.history.unscheduled:
            return None
        if day >= self.today:
            return WeekState.OPEN
        return WeekState.OFF if day == self.begun else WeekState.MISSED

    def week(self, days: list[date]) -> Judged:
        """Judge a week, whatever its schedule."""
        schedule = self.schedules[days[0]]
        if schedule.repeat is Repeat.TIMES:
            count = sum(day in self.history.done for day in days)
            free = sum(day not in self.history.off for day in days)
            target = 0
            while target * 7 < schedule.times * free:
                target += 1
        else:
            states = [self.day(day) for day in days]
            count = states.count(WeekState.MET)
            target = count + states.count(WeekState.OPEN) + states.count(WeekState.MISSED)
        if target == 0 and count == 0:
            state = WeekState.OFF
        elif count >= target:
            state = WeekState.MET
        elif days[-1] >= self.today:
            state = WeekState.OPEN
        elif days[0] <= self.begun:
            state = WeekState.OFF
        else:
            state = WeekState.MISSED
        return Judged(days, count, target, state, Unit.WEEKS)

    def periods(self) -> list[Judged]:
        """Return all periods from the beginning to today's, the oldest first."""
        found = []
        for days in self.weeks():
            if self.schedules[days[0]].repeat is Repeat.TIMES:
                if days[-1] >= self.begun and days[0] <= self.today:
                    found.append(self.week(days))
                continue
            for day in days:
                state = self.day(day)
                if day <= self.today and state is not None:
                    off = state is WeekState.OFF and day in self.history.off
                    found.append(Judged([day], int(state is WeekState.MET), int(not off), state, Unit.DAYS))
        return found

    def unit(self) -> Unit:
        """Return what is counted today."""
        return Unit.WEEKS if self.schedules[self.today].repeat is Repeat.TIMES else Unit.DAYS

    def run(self, unit: Unit, until: date = date.max) -> tuple[int, int]:
        """Return the current and the longest run in a unit before a day, one period after the other."""
        current = longest = 0
        for days in self.weeks():
            if self.begun > days[-1] or days[0] > self.today:
                continue
            weekly = self.schedules[days[0]].repeat is Repeat.TIMES
            if days[0] >= until:
                break
            for state in [self.week(days).state] if weekly else [self.day(d) for d in days if d <= self.today]:
                if state is WeekState.MET and weekly is (unit is Unit.WEEKS):
                    current += 1
                elif state is WeekState.MISSED:
                    current = 0
                longest = max(longest, current)
        return current, longest

    def streak(self) -> tuple[int, int, Unit]:
        """Return current, longest and unit; the longest may be a run in the other unit."""
        unit = self.unit()
        days, weeks = self.run(Unit.DAYS)[1], self.run(Unit.WEEKS)[1]
        longest = max(days, 7 * weeks) if unit is Unit.DAYS else max(weeks, days // 7)
        return self.run(unit)[0], longest, unit

    def changed(self) -> tuple[date, int] | None:
        """Return from which day this unit is counted, and what ran in the other one until then, if anything."""
        unit, day = self.unit(), self.today
        while day in self.schedules and (self.schedules[day].repeat is Repeat.TIMES) is (unit is Unit.WEEKS):
            day -= ONE
        day += ONE
        other = Unit.DAYS if unit is Unit.WEEKS else Unit.WEEKS
        ran = self.run(other, day)[0]
        return (day, ran) if ran else None

    def mark(self, day: date) -> DayMark:
        """Return what the grid shows for a day."""
        if day in self.history.done:
            return DayMark.DONE
        if day in self.history.partly:
            return DayMark.PARTLY
        if day in self.history.off:
            return DayMark.OFF
        if self.schedules[day].repeat is not Repeat.TIMES:
            return {WeekState.OPEN: DayMark.OPEN, WeekState.MISSED: DayMark.MISSED}.get(
                self.day(day) or WeekState.OFF, DayMark.REST
            )
        this_week = next(days for days in self.weeks() if day in days)
        still_open = self.week(this_week).state is WeekState.OPEN
        asked_today = day == self.today and day not in self.history.unscheduled
        return DayMark.OPEN if asked_today and still_open else DayMark.REST
