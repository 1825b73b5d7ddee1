"""Short words for days, schedules and histories; weeks start on a Monday unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from coretui.domain.habits.schedules import Repeat, Schedule, Week
from coretui.domain.habits.streaks import History

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
FIRST = date(2026, 10, 5)  # a Monday
WEEK = Week(FIRST)


def on(week: int, weekdays: str) -> set[date]:
    """Return the days of a week (from 0) named such as "Mon Wed Fri"."""
    names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return {FIRST + timedelta(weeks=week, days=names.index(name)) for name in weekdays.split()}


def times(n: int, start: date = FIRST) -> Schedule:
    return Schedule(start, Repeat.TIMES, n)


def daily(start: date = FIRST) -> Schedule:
    return Schedule(start, Repeat.DAILY)


def weekdays(days: Iterable[int], start: date = FIRST) -> Schedule:
    return Schedule(start, Repeat.WEEKDAYS, weekdays=frozenset(days))


def history(*schedules: Schedule, done: Iterable[date] = (), **more: Any) -> History:
    """Return a history that began long before, so that every week can be missed, unless told otherwise."""
    more = {name: frozenset(days) if name != "begun" else days for name, days in more.items()}
    return History(schedules, **{"begun": FIRST - timedelta(weeks=1), "done": frozenset(done), **more})


def core(done: Iterable[date], **more: Any) -> History:
    return history(times(3), done=done, **more)


def monday(week: int) -> date:
    return FIRST + timedelta(weeks=week)


MID, THU, FRI = sorted(on(0, "Wed Thu Fri"))
