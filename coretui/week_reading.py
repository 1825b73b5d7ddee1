"""Everything that a week shows, read in one place, for the screens and for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coretui.domain.habits.habit import DayFacts
from coretui.domain.habits.overview import Record, WeekView
from coretui.domain.habits.streaks import Week
from coretui.domain.habits.year import WeekFacts, shares
from coretui.services.overviews import Overviews
from coretui.store.reading import tension
from coretui.store.weekfacts import week_facts

WEEKS = 12
"""Over how many weeks trends go."""


@dataclass(frozen=True, slots=True)
class WeekRead:
    """A week, the days of the one before it, each habit's record and trend, and what else was said and done."""

    seen: WeekView
    before: tuple[DayFacts, ...]
    records: Mapping[str, Record]
    trends: Mapping[str, tuple[float | None, ...]]
    facts: WeekFacts
    tension: tuple[float, float] | None


def read_week(overviews: Overviews, week: Week) -> WeekRead:
    """Read a week as it is shown."""
    records = {record.habit.id: record for record in overviews.records()}
    seen = overviews.week(week)
    earlier = week.shift(-1)
    return WeekRead(
        seen=seen,
        before=read_days(overviews, earlier.first, earlier.last),
        records=records,
        trends={one.habit.id: shares(records[one.habit.id], week, overviews.today, WEEKS) for one in seen.habits},
        facts=week_facts(overviews.store, week.first, week.last),
        tension=tension(overviews.store.db.conn, week.first, week.last),
    )


def read_days(overviews: Overviews, first: date, last: date) -> tuple[DayFacts, ...]:
    """Read the facts of the days from `first` to `last`, in order."""
    return tuple(overviews.facts(first, last))
