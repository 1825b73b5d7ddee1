"""What things with an id are called, wherever the id comes from: exercises, habits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from coretui import catalogue
from coretui.i18n import language
from coretui.store.database import Store
from coretui.store.reading import records
from coretui.telling import habit_name


def namer(store: Store, today: date) -> Callable[[str], str]:
    """Return a function that names an exercise or a habit by its id."""
    own = {record.habit.id: record.habit.name for record in records(store, today)}

    def name(item: str) -> str:
        if exercise := catalogue.load().exercises.get(item):
            return exercise.name.in_(language())
        return habit_name(item, own.get(item))

    return name
