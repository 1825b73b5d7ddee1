"""Weeks and streaks: when a habit is met, and for how long it has been.

A habit is judged in *periods*: weeks where it is done a number of times a week, days where it is daily or on
some weekdays. Every day here is a logical day. What is asked, and from when, stands in `schedules`.

Inside, a history is a line of bytes, one for each day or week. Splitting such a line where something was
missed finds the streaks of fifty years in milliseconds, without an object for each day.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from coretui.domain.habits.runs import Changed, KeptUp, Streak
from coretui.domain.habits.schedules import (
    Schedule,
    ScheduleTimeline,
    Unit,
    Week,
    first_of_week,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class WeekState(StrEnum):
    """What became of a period. Only met periods add to a streak, and only missed ones break it."""

    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    OFF = "off"


class DayMark(StrEnum):
    """What the grid shows for a day; `REST` is a day on which nothing is asked."""

    DONE = "done"
    PARTLY = "partly"
    OPEN = "open"
    MISSED = "missed"
    OFF = "off"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days judged as one: days done of the target, and what that makes it.

    `OFF` with a target of 0 is time off. `OFF` with a target is the period in which the habit began, or one
    before that: it ended unmet, which is nobody's fault.
    """

    first: date
    last: date
    count: int
    target: int
    state: WeekState
    unit: Unit


@dataclass(frozen=True, slots=True)
class History:
    """All that is known of a habit.

    `schedules` are what was asked; of two from the same day the later in the tuple holds. `begun` is when
    the habit was created. A day in `done` counts once, whatever was done on it; `partly` is for the grid
    only. `off` is time off; the days on which a habit was retired belong there too. On `unscheduled` days a
    daily or weekday habit asks nothing although its schedule does (`breaks` on a day without dues); done all
    the same, they count.
    """

    schedules: tuple[Schedule, ...]
    begun: date
    done: frozenset[date]
    partly: frozenset[date] = frozenset()
    off: frozenset[date] = frozenset()
    unscheduled: frozenset[date] = frozenset()
    first_day: date = field(init=False, compare=False)
    """When the habit began: with its creation or on the first day done, whichever is earlier."""
    streaks: dict[tuple[date, int], Streak] = field(init=False, compare=False, repr=False, default_factory=dict)
    """The streaks that were asked for so far, by `today` and `week_start`: each page asks for the same ones."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "first_day", min(self.begun, min(self.done, default=self.begun)))


def week_state(history: History, week: Week, today: date) -> Period:
    """Return what became of a week.

    For a daily or weekday habit the target is the number of days that count: asked for, and not time off
    unless done all the same. It is met when none of them was missed.
    """
    timeline = ScheduleTimeline.of(history.schedules, week.first.weekday())
    return _week(history, timeline, week.first.toordinal(), today.toordinal())


def marks(history: History, week: Week, today: date) -> tuple[DayMark, ...]:
    """Return what the grid shows for the seven days of a week.

    A number of times a week asks for no day in particular: only today stands open, as long as the week does.
    """
    timeline = ScheduleTimeline.of(history.schedules, week.first.weekday())
    first, now = week.first.toordinal(), today.toordinal()
    if timeline.on(first).unit is Unit.DAYS:
        asked = [_MARKS.get(code, DayMark.REST) for code in _day_line(history, timeline, first, 7, now)]
    else:
        asked = [DayMark.REST] * 7
        if (
            today in week
            and today not in history.unscheduled
            and week_state(history, week, today).state is WeekState.OPEN
        ):
            asked[now - first] = DayMark.OPEN
    return tuple(_mark(history, day, mark) for day, mark in zip(week.days, asked, strict=True))


def periods(history: History, today: date, week_start: int) -> Iterator[Period]:
    """Yield the periods of a habit, the newest first, from today's back to the one in which it began.

    Days on which nothing is asked are no periods. Where the schedule changed between weeks and days, so do
    the periods.
    """
    timeline = ScheduleTimeline.of(history.schedules, week_start)
    now, begun = today.toordinal(), history.first_day.toordinal()
    everything = timeline.stretches(first_of_week(begun, week_start), first_of_week(now, week_start) + 7)
    for start, end, schedule in reversed(list(everything)):
        if schedule.unit is Unit.WEEKS:
            for first in reversed(range(start, end, 7)):
                yield _week(history, timeline, first, now)
        else:
            line = _day_line(history, timeline, start, min(end, now + 1) - start, now)
            for n in reversed(range(len(line))):
                if judged := _DAYS.get(line[n]):
                    day = date.fromordinal(start + n)
                    yield Period(day, day, *judged, Unit.DAYS)


def streak(history: History, today: date, week_start: int) -> Streak:
    """Return the streak in the unit of today's schedule; weeks and days do not add up.

    What was counted in the other unit neither adds to a streak nor breaks it, unless something was missed in it:
    so changing back finds a streak again. The longest one may be one in the other unit.
    """
    asked = (today, week_start)
    if asked not in history.streaks:
        history.streaks[asked] = _streak(history, today, week_start)
    return history.streaks[asked]


def why(history: History, today: date, week_start: int) -> tuple[Period | Changed, ...]:
    """Return what explains the current streak, the oldest first: what broke it, then the time off since.

    Days of time off in a row are told as one period; a change to this unit, with what ran until then.
    """
    run, met = streak(history, today, week_start), 0
    changed: Changed | None = run.changed
    told: list[Period | Changed] = []
    resting: Period | None = None  # the period after this one, if it is time off
    for period in periods(history, today, week_start):
        if changed and period.last < changed.day:
            told.append(changed)
            changed = None
        if period.unit is not run.unit:
            if met == run.current:
                break
            resting = None
            continue
        if period.state is WeekState.MISSED:
            told.append(period)
            break
        met += period.state is WeekState.MET
        rested = period.state is WeekState.OFF and period.target == 0
        if rested and resting and run.unit is Unit.DAYS:
            told[-1] = replace(resting, first=period.first)
        elif rested:
            told.append(period)
        last = told[-1] if rested else None
        resting = last if isinstance(last, Period) else None
    return tuple(reversed(told))


# From here on days are ordinals.

_MET, _MISSED, _OPEN, _OFF, _BEGUN, _UNSCHEDULED, _REST, _OTHER = b"mxo-b?.|"
# `_BEGUN`: begun on that day without doing it; `_REST`: nothing asked; `_OTHER`: counted in the other unit.
_NEITHER = b"o-b?.|"
_CODES = {WeekState.MET: _MET, WeekState.MISSED: _MISSED, WeekState.OPEN: _OPEN, WeekState.OFF: _OFF}
_MARKS = {_MET: DayMark.DONE, _MISSED: DayMark.MISSED, _OPEN: DayMark.OPEN, _OFF: DayMark.OFF}
_DAYS = {
    _MET: (1, 1, WeekState.MET),
    _MISSED: (0, 1, WeekState.MISSED),
    _OPEN: (0, 1, WeekState.OPEN),
    _OFF: (0, 0, WeekState.OFF),
    _BEGUN: (0, 1, WeekState.OFF),
}


def _streak(history: History, today: date, week_start: int) -> Streak:
    timeline = ScheduleTimeline.of(history.schedules, week_start)
    now, first = today.toordinal(), first_of_week(history.first_day.toordinal(), week_start)
    unit = timeline.on(now).unit
    lines = _lines(history, timeline, first, now)
    own = _runs(lines[unit], unit)
    longest = max(own, key=lambda run: run.length)
    other = Unit.DAYS if unit is Unit.WEEKS else Unit.WEEKS
    if other not in lines:
        return Streak(own[-1].length, longest.length, unit)
    best = max(_runs(lines[other], other), key=lambda run: run.length)
    ends = [end for _start, end, schedule in timeline.stretches(first, now + 1) if schedule.unit is other]
    before = _runs(lines[other][: (ends[-1] - first) // (7 if other is Unit.WEEKS else 1)], other)[-1]
    return Streak(
        current=own[-1].length,
        longest=max(longest.length, best.within(unit)),
        unit=unit,
        other=best if best.days > longest.days else None,
        changed=Changed(date.fromordinal(ends[-1]), before) if before.length else None,
    )


def _runs(line: bytearray, unit: Unit) -> list[KeptUp]:
    """Return the streaks in a line of codes, the last one the running one."""
    return [KeptUp(len(run), unit) for run in line.translate(None, delete=_NEITHER).split(b"x")]


def _lines(history: History, timeline: ScheduleTimeline, first: int, now: int) -> dict[Unit, bytearray]:
    """Return the codes of the weeks and of the days from the first day of a week on, or those that were counted.

    What was counted in the other unit is there too: as missed where something was missed in it.
    """
    units = {schedule.unit for _start, _end, schedule in timeline.stretches(first, now + 1)}
    units.add(timeline.on(now).unit)
    lines = {}
    if Unit.WEEKS in units:
        lines[Unit.WEEKS] = weeks = _week_line(history, timeline, first, now)
    if Unit.DAYS in units:
        lines[Unit.DAYS] = days = _day_line(history, timeline, first, now - first + 1, now)
    if len(lines) > 1:
        for n, code in enumerate(weeks):
            if code == _OTHER and _MISSED in days[7 * n : 7 * n + 7]:
                weeks[n] = _MISSED
            elif code == _MISSED:
                days[7 * n + 6] = _MISSED
    return lines


def _offsets(days: frozenset[date], first: int, length: int) -> list[int]:
    """Return how far the days within a window are from its first, walking the shorter of the two."""
    if length < len(days):
        return [n for n in range(length) if date.fromordinal(first + n) in days]
    return [n for day in days if 0 <= (n := day.toordinal() - first) < length]


def _state(count: int, target: int, *, ended: bool, binding: bool) -> WeekState:
    """Judge a period; one in which the habit begins is not binding."""
    if target == 0 and count == 0:
        return WeekState.OFF
    if count >= target:
        return WeekState.MET
    if not ended:
        return WeekState.OPEN
    return WeekState.MISSED if binding else WeekState.OFF


def _target(times: int, days_off: int) -> int:
    return -(-times * (7 - days_off) // 7)


def _week(history: History, timeline: ScheduleTimeline, first: int, now: int) -> Period:
    schedule = timeline.on(first)
    if schedule.unit is Unit.WEEKS:
        count = len(_offsets(history.done, first, 7))
        target = _target(schedule.times, len(_offsets(history.off, first, 7)))
    else:
        line = _day_line(history, timeline, first, 7, now)
        count = line.count(_MET)
        target = count + line.count(_MISSED) + line.count(_OPEN)
    state = _state(count, target, ended=first + 6 < now, binding=first > history.first_day.toordinal())
    return Period(date.fromordinal(first), date.fromordinal(first + 6), count, target, state, Unit.WEEKS)


def _week_line(history: History, timeline: ScheduleTimeline, first: int, now: int) -> bytearray:
    """Return a code for each week from the one in which the habit began to the one that runs."""
    weeks = max(0, (now - first) // 7 + 1)
    done = Counter((day - first) // 7 for day in map(date.toordinal, history.done))
    off = Counter((day - first) // 7 for day in map(date.toordinal, history.off))
    line = bytearray([_OTHER]) * weeks
    for start, end, schedule in timeline.stretches(first, first + 7 * weeks):
        if schedule.unit is Unit.WEEKS:
            for n in range((start - first) // 7, (end - first) // 7):
                target = _target(schedule.times, off[n])
                line[n] = _CODES[_state(done[n], target, ended=n < weeks - 1, binding=n > 0)]
    return line


def _day_line(history: History, timeline: ScheduleTimeline, first: int, length: int, now: int) -> bytearray:
    """Return a code for each of so many days."""
    length = max(0, length)
    line = bytearray(length)
    for start, end, schedule in timeline.stretches(first, first + length):
        if schedule.unit is Unit.WEEKS:
            week = bytes([_OTHER])
        else:
            week = bytes(_MISSED if schedule.asks((start + n - 1) % 7) else _REST for n in range(7))
        line[start - first : end - first] = (week * (end - start))[: end - start]
    today, begun = max(0, now - first), history.first_day.toordinal() - first
    line[today:] = line[today:].replace(bytes([_MISSED]), bytes([_OPEN]))
    if begun >= 0:
        line[:begun] = bytes([_REST]) * min(begun, length)
        if begun < length and line[begun] == _MISSED:
            line[begun] = _BEGUN
    for days, code in ((history.unscheduled, _UNSCHEDULED), (history.off, _OFF), (history.done, _MET)):
        for n in _offsets(days, first, length):
            if line[n] not in (_REST, _OTHER):
                line[n] = code
    return line


def _mark(history: History, day: date, asked: DayMark) -> DayMark:
    """Return what a day shows: what was done on it before anything that was asked."""
    for days, mark in ((history.done, DayMark.DONE), (history.partly, DayMark.PARTLY), (history.off, DayMark.OFF)):
        if day in days:
            return mark
    return asked
