"""The reminders of a session and of breathing, at the times the person has set; never without being asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from coretui.domain.chair.messages import Call, Notice
from coretui.domain.chair.view import ChairState
from coretui.domain.days import Instant, Zone, calendar_day, clock_shows
from coretui.domain.habits.streaks import DayMark
from coretui.errors import StoreError
from coretui.paths import read_regular, replace_private
from coretui.services.workplace import Workplace
from coretui.store.breathing import finished_since
from coretui.store.timeoff import flaring

LATE = 10 * 60
"""Seconds after which a time that was slept through is not reminded of any more."""

LENGTH = 10_000
"""Bytes that are read of what was reminded of: many times more than there are."""

SILENT = {ChairState.HELD, ChairState.OFF, ChairState.SESSION}


def passed(
    times: Iterable[tuple[int, int]], before: Instant, now: Instant, zone: Zone
) -> Iterator[tuple[date, int]]:
    """Yield which of the times (weekday from Monday 0, seconds after midnight) the clock has passed.

    Each by its date and its seconds, as clock and calendar showed them at two moments: whoever comes into another
    zone, or whose clock is set, passes what lies between. One long ago is no news.
    """
    since, until = before.wall + before.offset, now.wall + now.offset
    since = max(since, until - LATE)
    today = calendar_day(now.wall, zone)
    for day in (today - timedelta(days=1), today):
        for weekday, seconds in times:
            wall = clock_shows(day, seconds, zone)[0]
            if day.weekday() == weekday and since < wall + zone(wall) <= until:
                yield day, seconds


def before(times: Sequence[int], day: date, seconds: int, zone: Zone) -> float:
    """Return the wall time of the daily time before this one of a day: an earlier, or the last of yesterday."""
    earlier = [one for one in times if one < seconds]
    if earlier:
        return clock_shows(day, max(earlier), zone)[0]
    return clock_shows(day - timedelta(days=1), max(times), zone)[0]


@dataclass(slots=True)
class Reminder:
    """Tells once when a session or breathing is due.

    No session is due when the week's are done, nor on a day that has had one; no breathing when a pattern was
    finished since the time before, or as many today as there are times. The times that have been, which a zone to
    the west or a clock set back brings again, are kept in a file: it may be another process that looks then.
    """

    workplace: Workplace
    looked: Instant

    @classmethod
    def of(cls, workplace: Workplace) -> Reminder:
        """Begin to look now: what has been is not told of."""
        return cls(workplace, workplace.now)

    def look(self) -> tuple[Notice, ...]:
        """Return the notices whose time has come since the last look; one that goes wrong does not count."""
        now, settings = self.workplace.now, self.workplace.settings
        every_day = [(weekday, seconds) for weekday in range(7) for seconds in settings.breathing.remind]
        come = {
            (call, *one)
            for call, times in ((Call.SESSION, settings.session.remind), (Call.BREATHING, every_day))
            for one in passed(times, self.looked, now, self.workplace.clocks.zone)
        }
        keeps = bool(come) and self.workplace.keeper.keeping
        been = self._been() if keeps else set()
        come -= been
        calls = dict.fromkeys(call for call, _day, _seconds in sorted(come))
        due = tuple(Notice(call) for call in calls if self._due(call, come))
        self.looked = now
        if keeps:
            self._keep(been | come)
        return due

    def _been(self) -> set[tuple[Call, date, int]]:
        """Return the times that have been; none where that cannot be read."""
        try:
            kept = json.loads(read_regular(self.workplace.home.reminded, LENGTH))
            return {(Call(call), date.fromisoformat(day), int(seconds)) for call, day, seconds in kept}
        except (OSError, StoreError, ValueError, TypeError):
            return set()

    def _keep(self, been: set[tuple[Call, date, int]]) -> None:
        """Keep the times of the last days; where that is impossible, one may come twice."""
        since = self.workplace.today - timedelta(days=2)
        lately = [(call, day.isoformat(), seconds) for call, day, seconds in sorted(been) if day > since]
        with suppress(OSError, StoreError):
            replace_private(self.workplace.home.reminded, json.dumps(lately))

    def _due(self, call: Call, come: Iterable[tuple[Call, date, int]]) -> bool:
        keeper = self.workplace.keeper
        if not keeper.keeping or keeper.view().state in SILENT:
            return False
        if call is Call.SESSION:
            return self._session_due()
        last = max((day, seconds) for one, day, seconds in come if one is call)
        return self._breathing_due(*last)

    def _session_due(self) -> bool:
        workplace = self.workplace
        overviews = workplace.overviews()
        day, week = overviews.day(workplace.today), overviews.week_of_today()
        core = week.habit("core")
        return not (day.facts.sessions or (core and core.week.count >= core.week.target))

    def _breathing_due(self, day: date, seconds: int) -> bool:
        """Tell whether somebody is to breathe at a time of a day; not while breathing, nor on time off."""
        workplace, times = self.workplace, self.workplace.settings.breathing.remind
        store, today, chair = workplace.store, workplace.today, workplace.keeper.chair
        if chair and chair.quiet_until:
            return False
        seen = workplace.overviews().day(today)
        habit = next((one for one in seen.habits if one.habit.id == "breathing"), None)
        if habit and habit.mark is DayMark.OFF and not flaring(store, today):
            return False  # in a flare-up breathing is what is easy enough
        done = seen.facts.breathing_finished
        if habit and habit.evidence.done and done < habit.evidence.goal:
            done += 1  # by hand, and nobody knows when
        since = before(times, day, seconds, workplace.clocks.zone)
        return done < len(times) and not finished_since(store, since, today)
