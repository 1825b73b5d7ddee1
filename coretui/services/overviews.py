"""Reading a day or a week from the store as the screens and the commands show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from coretui.domain.chair.spans import Span
from coretui.domain.days import Zone
from coretui.domain.habits.habit import DayFacts
from coretui.domain.habits.overview import DayView, Record, WeekRead, WeekView, day_view, week_view
from coretui.domain.habits.schedules import Week, week_of
from coretui.domain.habits.year import shares
from coretui.settings.keys import Settings
from coretui.store import posture
from coretui.store.breathing import tension
from coretui.store.database import Store
from coretui.store.period import week_facts
from coretui.store.reading import facts, records, spans


@dataclass(frozen=True, slots=True)
class Overviews:
    """Reads overviews: `today` is the logical day, `live` are the spans that still run."""

    store: Store
    settings: Settings
    zone: Zone
    today: date
    live: tuple[Span, ...] = ()

    def records(self) -> tuple[Record, ...]:
        """Return every habit with its history; it is read again only when something was written."""
        return records(self.store, self.today)

    def day(self, day: date) -> DayView:
        """Return the overview of a day."""
        with self.store.reading():
            facts, records = self.facts(day, day)[0], self.records()
        return day_view(day, facts, records, self.today, self.settings.days.week_start)

    def week(self, week: Week) -> WeekView:
        """Return the overview of a week."""
        with self.store.reading():
            days, records = self.facts(week.first, week.last), self.records()
        return week_view(week, days, records, self.today, self.settings.days.week_start)

    def week_of_today(self) -> WeekView:
        """Return the overview of this week."""
        return self.week(week_of(self.today, self.settings.days.week_start))

    def spans(self, first: date, last: date) -> tuple[Span, ...]:
        """Return the spans that began on these days or the week before, in order, those that run included."""
        return (*spans(self.store, first, last), *self._live(first, last))

    def _live(self, first: date, last: date) -> Iterable[Span]:
        return [span for span in self.live if first - timedelta(days=7) <= span.day <= last]

    def facts(self, first: date, last: date) -> list[DayFacts]:
        """Return the facts of each of these days."""
        start = self.settings.days.start
        live = self._live(first, last)
        found = facts(self.store, first, last, day_start=start, zone=self.zone, live=live)
        return [found[first + timedelta(days=n)] for n in range((last - first).days + 1)]


WEEKS = 12
"""Over how many weeks trends go."""


def read_week(overviews: Overviews, week: Week) -> WeekRead:
    """Read a week as it is shown, all of it as it is at one moment."""
    store, today, earlier = overviews.store, overviews.today, week.shift(-1)
    with store.reading():
        records = overviews.records()
        days = overviews.facts(week.first, week.last)
        before = read_days(overviews, earlier.first, earlier.last)
        said = week_facts(store, week.first, week.last)
        felt = tension(store, week.first, week.last)
        sat = posture.notes(store, week.first, week.last)
    seen = week_view(week, days, records, today, overviews.settings.days.week_start)
    known = {record.habit.id: record for record in records}
    return WeekRead(
        seen=seen,
        before=before,
        records=known,
        trends={one.habit.id: shares(known[one.habit.id], week, today, WEEKS) for one in seen.habits},
        facts=said,
        tension=felt,
        postures=sat,
    )


def read_days(overviews: Overviews, first: date, last: date) -> tuple[DayFacts, ...]:
    """Read the facts of the days from `first` to `last`, in order."""
    return tuple(overviews.facts(first, last))
