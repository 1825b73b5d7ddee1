"""Built-in habits that are there only once somebody wants them."""

from __future__ import annotations

from datetime import date

from coretui.domain.habits.habit import OFFERED_IDS, Habit, built_in_habit
from coretui.domain.habits.schedules import Schedule
from coretui.errors import NotNowError
from coretui.i18n import _
from coretui.parsing.names import folded
from coretui.services.desk import Desk
from coretui.words.habits import named, names_of


def offered(name: str, today: date) -> tuple[Habit, Schedule] | None:
    """Return the habit of that id or name that is offered, with its schedule; None if none is called so."""
    for id_ in OFFERED_IDS:
        one, asks = built_in_habit(id_, today)
        if folded(name) in {id_, *(folded(called) for called in names_of(one))}:
            return one, asks
    return None


def switch_on(desk: Desk, one: Habit, asks: Schedule) -> tuple[Habit, Schedule]:
    """Add a habit that is offered, or bring it back if it was stopped; return it with what it asks.

    Raises `NotNowError` if it is on already.
    """
    from coretui.store.habits import add_offered, read_habits, read_schedules, restore  # noqa: PLC0415 - as a command does

    store, today = desk.open(), desk.today
    known = next((known for known in read_habits(store, today) if known.id == one.id), None)
    if known is None:
        add_offered(store, one, asks, desk.now)
        return one, asks
    if known.retired is None:
        sentence = _("There is already a habit called {name}; choose another name.")
        raise NotNowError(sentence.format(name=named(known)))
    restore(store, known, today, desk.now)
    return known, read_schedules(store)[known.id][-1]
