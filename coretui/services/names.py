"""What exercises and habits are called, wherever an id of theirs comes from, and what to do in a break."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from coretui import catalogue
from coretui.domain.exercises.catalogue import Exercise
from coretui.i18n import language
from coretui.store.database import Store
from coretui.store.habits import read_habits
from coretui.store.reading import breaks_begun
from coretui.words.habits import named


def namer(store: Store, today: date) -> Callable[[str], str]:
    """Return a function that names an exercise or a habit by its id."""
    own = {one.id: named(one) for one in read_habits(store, today)}

    def name(item: str) -> str:
        if exercise := catalogue.load().exercises.get(item):
            return exercise.name.in_(language())
        return own.get(item, item)

    return name


def exercise_of_the_break(store: Store, today: date) -> Exercise:
    """Return what to do in the break that runs or comes next: the movements of `desk` in turn.

    Stretches are left out: nobody has said yet that stretching suits this person.
    """
    known = catalogue.load()
    entries = (known.exercises[entry.exercise_id] for entry in known.programmes["desk"].entries)
    movements = [exercise for exercise in entries if not exercise.stretch]
    return movements[breaks_begun(store, today) % len(movements)]


def movement_of_the_break(store: Store, today: date) -> str:
    """Say what to do in the break that runs or comes next."""
    chosen = exercise_of_the_break(store, today)
    return f"{chosen.name.in_(language())}: {chosen.cue.in_(language())}"
