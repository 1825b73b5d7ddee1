"""Coming back after weeks away: the days that can be called time off, so that nothing was missed in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from coretui.domain.care.advice import comeback
from coretui.services.workplace import Workplace
from coretui.store import timeoff
from coretui.store.period import last_day_on_record


@dataclass(frozen=True, slots=True)
class Gap:
    """The days between what was last done and today, both ends counted."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1


def gap(workplace: Workplace) -> Gap | None:
    """Return the weeks somebody was away who is back today; None for less, and for time off already taken."""
    store, today = workplace.store, workplace.today
    last = store.once(("last day on record", today), lambda: last_day_on_record(store, today))
    if last is None or not comeback(last, today):
        return None
    if not comeback(last, today, timeoff.rested(store, last, today)):
        return None
    return Gap(last + timedelta(days=1), today - timedelta(days=1))


def rest(workplace: Workplace, away: Gap) -> None:
    """Let the days of a gap be time off; `u` takes that back."""
    timeoff.rest(workplace.store, away.first, away.last, workplace.now)
