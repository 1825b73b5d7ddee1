"""Reading over twelve weeks when in the day somebody sat, and how."""

from __future__ import annotations

from datetime import date

from coretui.domain.chair.by_hour import LONG, SittingHours, by_hour
from coretui.domain.chair.spans import seconds_by_day
from coretui.domain.chair.state import Body
from coretui.domain.habits.schedules import Week
from coretui.domain.posture.notes import PostureNote, spells
from coretui.services.overviews import WEEKS, Overviews
from coretui.services.trends import A_MINUTE, begun
from coretui.store import posture


def read_hours(overviews: Overviews, week: Week) -> SittingHours:
    """Read when in the day somebody sat, over the twelve weeks up to this one, days as in `read_weeks`."""
    first, last = week.shift(1 - WEEKS).first, min(week.last, overviews.today)
    start, zone = overviews.settings.days.start, overviews.zone
    with overviews.store.reading():
        since = begun(overviews)
        spans = overviews.spans(first, last)
    sat = seconds_by_day(spans, Body.SITTING, start, zone)
    days = {day for day, seconds in sat.items() if max(first, since) <= day <= last and seconds >= A_MINUTE}
    long = LONG * overviews.settings.policy.interval
    return SittingHours(len(days), long, by_hour(spans, days, long, start, zone))


def read_postures(overviews: Overviews, week: Week) -> tuple[tuple[date, date, tuple[PostureNote, ...]], ...]:
    """Read the notes of how somebody sat over the twelve weeks up to this one, by four weeks."""
    first = week.shift(1 - WEEKS).first
    with overviews.store.reading():
        return spells(posture.notes(overviews.store, first, week.last), first, week.last)
