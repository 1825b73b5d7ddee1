"""The reminder of a session, at the times that the person has set; never without being asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coretui.domain.chair.messages import Call, Notice
from coretui.domain.chair.view import ChairState
from coretui.domain.days import DAY, Zone
from coretui.services.workplace import Workplace

LATE = 10 * 60
"""Seconds after which a time that was slept through is not reminded of any more."""

SILENT = {ChairState.HELD, ChairState.OFF, ChairState.SESSION}


def passed(times: Sequence[tuple[int, int]], before: float, now: float, zone: Zone) -> bool:
    """Tell whether one of the times (weekday from Monday 0, seconds after midnight) lies between two moments.

    Moments are wall times in seconds; one long ago is no news.
    """
    since = max(before, now - LATE)
    for weekday, seconds in times:
        midnight = (now + zone(now)) // DAY * DAY - zone(now)
        at = midnight + seconds
        today = int((now + zone(now)) // DAY + 3) % 7  # the epoch began on a Thursday
        if today == weekday and since < at <= now:
            return True
    return False


@dataclass(slots=True)
class Reminder:
    """Tells once when a session is due: not when the week's are done, nor on a day that has had one."""

    workplace: Workplace
    looked: float

    @classmethod
    def of(cls, workplace: Workplace) -> Reminder:
        """Begin to look now: what has been is not told of."""
        return cls(workplace, workplace.now.wall)

    def look(self) -> tuple[Notice, ...]:
        """Return the notice, if its time has come since the last look; one that goes wrong does not count."""
        now = self.workplace.now.wall
        due = self._due(now)
        self.looked = now
        return (Notice(Call.SESSION),) if due else ()

    def _due(self, now: float) -> bool:
        workplace = self.workplace
        times = workplace.settings.session.remind
        if not times or not workplace.keeper.keeping or workplace.keeper.view().state in SILENT:
            return False
        if not passed(times, self.looked, now, workplace.clocks.zone):
            return False
        overviews = workplace.overviews()
        day, week = overviews.day(workplace.today), overviews.week_of_today()
        core = week.habit("core")
        return not (day.facts.sessions or (core and core.week.count >= core.week.target))
