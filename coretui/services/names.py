"""What exercises and habits are called, wherever an id of theirs comes from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from coretui import catalogue
from coretui.i18n import _, language
from coretui.store.database import Store
from coretui.store.habits import read_habits
from coretui.words.habits import named
from coretui.words.journal import MOVEMENTS


def namer(store: Store, today: date, exercises: str) -> Callable[[str], str]:
    """Return a function that names an exercise, a habit or a form of movement by its id.

    `exercises` is the folder of the person's own, `Home.exercises`.
    """
    habits = {one.id: named(one) for one in read_habits(store, today)}

    def name(item: str) -> str:
        known = catalogue.load().exercises.get(item)
        if known is None and item not in habits:
            known = catalogue.load_with_own(exercises)[0].exercises.get(item)
        if known:
            return known.name.in_(language())
        return habits[item] if item in habits else _(MOVEMENTS.get(item, item))

    return name
