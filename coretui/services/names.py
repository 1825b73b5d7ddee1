"""What exercises and habits are called, wherever an id of theirs comes from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from coretui import catalogue
from coretui.i18n import language
from coretui.store.database import Store
from coretui.store.habits import read_habits
from coretui.words.habits import named


def namer(store: Store, today: date) -> Callable[[str], str]:
    """Return a function that names an exercise or a habit by its id."""
    own = {one.id: named(one) for one in read_habits(store, today)}

    def name(item: str) -> str:
        if exercise := catalogue.load().exercises.get(item):
            return exercise.name.in_(language())
        return own.get(item, item)

    return name
