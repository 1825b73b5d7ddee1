"""Reading what trends are drawn from: what days said of the body, and what weeks came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from coretui.domain.habits.schedules import Week, week_of
from coretui.domain.habits.trends import Columns, columns, mean
from coretui.domain.posture.notes import changed
from coretui.services.overviews import WEEKS, Overviews
from coretui.store import care, posture

A_MINUTE = 60
"""Seconds of sitting from which a day is one with sitting."""


@dataclass(frozen=True, slots=True)
class BodyDays:
    """What the days from `first` on said, where they said anything.

    How many signs a self-check told, how the back was (0 to 10), seconds sat, and how many sessions were done.
    """

    first: date
    signs: Mapping[date, float]
    pain: Mapping[date, float]
    sat: Mapping[date, float]
    sessions: Mapping[date, float]


def read_body(overviews: Overviews, first: date) -> BodyDays:
    """Read the days from `first` to today, as they are at one moment."""
    store, today = overviews.store, overviews.today
    with store.reading():
        checks = care.checks(store, first, today)
        back = care.back_pain(store, first, today)
        days = overviews.facts(first, today)
    return BodyDays(
        first=first,
        signs={one.day: float(len(one.signs)) for one in checks},
        pain={day: float(one.score) for day, one in back.items()},
        sat={one.date: one.sitting_seconds for one in days if one.sitting_seconds},
        sessions={one.date: float(one.sessions) for one in days},
    )


@dataclass(frozen=True, slots=True)
class WeekTrends:
    """What each of the weeks from `first` to `last` came to, in a column each.

    Seconds sat and times got up on a day that saw any sitting (the means), the longest stretch in seconds, the
    share of the breaks due that were kept, seconds breathed, sessions done, and how bad the back was at its worst
    (0 to 10). Of how somebody sat: the share of notes that differ from the one before, and how many notes there
    are.
    """

    first: Week
    last: Week
    sat: Columns
    stretch: Columns
    up: Columns
    kept: Columns
    breathed: Columns
    sessions: Columns
    back: Columns
    changed: Columns
    notes: Columns


def read_weeks(overviews: Overviews) -> WeekTrends:
    """Read the weeks up to this one, as they are at one moment; days before the first habit began are unknown."""
    store, today = overviews.store, overviews.today
    last = week_of(today, overviews.settings.days.week_start)
    first = last.shift(1 - WEEKS)
    with store.reading():
        since = begun(overviews)
        days = [day for day in overviews.facts(first.first, today) if day.date >= since]
        back = care.back_pain(store, first.first, today)
        notes = posture.notes(store, first.first, today)
    weeks = [first.shift(n) for n in range(WEEKS)]
    noted = [tuple(note for note in notes if note.day in week) for week in weeks]
    weekly = partial(columns, first=first.first, weeks=WEEKS, parts=1)
    seated = [day for day in days if day.sitting_seconds >= A_MINUTE]
    asked = [day for day in days if day.breaks_due]
    due = weekly({day.date: day.breaks_due for day in asked}, gather=sum)
    kept = weekly({day.date: day.breaks_kept for day in asked}, gather=sum)
    return WeekTrends(
        first=first,
        last=last,
        sat=weekly({day.date: day.sitting_seconds for day in seated}, gather=mean),
        stretch=weekly({day.date: day.longest_seconds for day in seated}, gather=max),
        up=weekly({day.date: day.got_up for day in seated}, gather=mean),
        kept=tuple(k / d if d and k is not None else None for k, d in zip(kept, due, strict=True)),
        breathed=weekly({day.date: day.breathing_seconds for day in days}, gather=sum),
        sessions=weekly({day.date: float(day.sessions) for day in days}, gather=sum),
        back=weekly({day: float(one.score) for day, one in back.items()}, gather=max),
        changed=tuple(changed(there).share for there in noted),
        notes=tuple(float(len(there)) or None for there in noted),
    )


def begun(overviews: Overviews) -> date:
    """Return the day from which days count: before the first habit nothing was kept."""
    return min((one.history.first_day for one in overviews.records()), default=overviews.today)
