"""Ticks by hand, set and taken back: what the screens and `coretui done` share.

A built-in habit that facts prove stays done whatever is ticked, and the person is told why.
"""

from __future__ import annotations

from datetime import date

from coretui.domain.days import Instant
from coretui.domain.habits.habit import DayFacts, Habit, derive
from coretui.errors import NotNowError
from coretui.store.database import Store
from coretui.store.records import tick, untick
from coretui.words.habits import stays_done


def turn(store: Store, habit: Habit, day: date, now: Instant, *, done_because: str) -> None:
    """Tick a habit on a day; if it is done there already, take its ticks back.

    `done_because` is empty while it is not done, else the sentence for a day that has no tick to take back:
    it comes as a `NotNowError`.
    """
    if not done_because:
        tick(store, habit.id, day, now)
    elif not untick(store, habit.id, day, now):
        raise NotNowError(done_because)


def proven(habit: Habit, facts: DayFacts, today: date) -> str:
    """Say which facts prove their day whatever was ticked; empty if none do."""
    if habit.derived and derive(habit.id, facts, habit.goal_on(facts.date)).done:
        return stays_done(habit, facts, today)
    return ""
