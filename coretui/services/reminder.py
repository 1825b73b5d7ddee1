"""The reminder of a session, at the times that the person has set; never without being asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from coretui.domain.chair.messages import Call, Notice
from coretui.domain.chair.view import ChairState
from coretui.domain.days import Instant, Zone, calendar_day, clock_shows
from coretui.services.workplace import Workplace

LATE = 10 * 60
"""Seconds after which a time that was slept through is not reminded of any more."""

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


@dataclass(slots=True)
class Reminder:
    """Tells once when a session is due: not when the week's are done, nor on a day that has had one.

    `told` are the times that have been, which a zone to the west or a clock set back brings again.
    """

    workplace: Workplace
    looked: Instant
    told: set[tuple[date, int]] = field(default_factory=set)

    @classmethod
    def of(cls, workplace: Workplace) -> Reminder:
        """Begin to look now: what has been is not told of."""
        return cls(workplace, workplace.now)

    def look(self) -> tuple[Notice, ...]:
        """Return the notice, if its time has come since the last look; one that goes wrong does not count."""
        now = self.workplace.now
        times = self.workplace.settings.session.remind
        come = set(passed(times, self.looked, now, self.workplace.clocks.zone)) - self.told
        due = bool(come) and self._due()
        self.looked = now
        self.told |= come
        return (Notice(Call.SESSION),) if due else ()

    def _due(self) -> bool:
        workplace = self.workplace
        if not workplace.keeper.keeping or workplace.keeper.view().state in SILENT:
            return False
        overviews = workplace.overviews()
        day, week = overviews.day(workplace.today), overviews.week_of_today()
        core = week.habit("core")
        return not (day.facts.sessions or (core and core.week.count >= core.week.target))
