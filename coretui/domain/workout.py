"""The session: which sets it has, in which order and on which side, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coretui.domain.exercises import Catalogue, Dose, Exercise, Programme


class Side(StrEnum):
    """The side that works."""

    LEFT = "left"
    RIGHT = "right"


class Sides(StrEnum):
    """How the sets of a sided exercise are meant: for each side, or in all.

    The leaflet ("3 × 15, 15 left, 15 right, 15 left …") leaves it open, so the person says.
    """

    EACH = "each"
    TOTAL = "total"


Key = tuple[str, int, Side | None]
"""What names a set within a session: exercise id, number (from 1) and side."""


@dataclass(frozen=True, slots=True)
class PlannedSet:
    """One set: of which exercise, which of its sets, on which side, and how much of what."""

    exercise: str
    number: int
    side: Side | None
    dose: Dose

    @property
    def key(self) -> Key:
        """What names this set within its session."""
        return self.exercise, self.number, self.side

    @property
    def amount(self) -> int:
        """The prescribed repetitions, or the seconds of a hold."""
        return self.dose.reps or self.dose.seconds or 0


def plan(
    programme: Programme, catalogue: Catalogue, sides: Sides = Sides.EACH, first: Side = Side.LEFT
) -> tuple[PlannedSet, ...]:
    """Return the sets of a programme in the order they are done, sides alternating."""
    return tuple(
        planned
        for entry in programme.entries
        for planned in _sets(catalogue.exercises[entry.exercise_id], entry.dose, sides, first)
    )


def _sets(exercise: Exercise, dose: Dose, sides: Sides, first: Side) -> Iterable[PlannedSet]:
    second = Side.RIGHT if first is Side.LEFT else Side.LEFT
    for number in range(1, dose.sets + 1):
        if not exercise.sides:
            yield PlannedSet(exercise.id, number, None, dose)
        elif sides is Sides.EACH:
            yield PlannedSet(exercise.id, number, first, dose)
            yield PlannedSet(exercise.id, number, second, dose)
        else:
            yield PlannedSet(exercise.id, number, first if number % 2 else second, dose)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a session is: the sets of its plan, and the keys of those that are done."""

    plan: tuple[PlannedSet, ...]
    done: frozenset[Key] = frozenset()

    @property
    def count(self) -> int:
        """The sets done."""
        return sum(planned.key in self.done for planned in self.plan)

    @property
    def share(self) -> float:
        """The share of the plan that is done, 0 to 1."""
        return self.count / len(self.plan) if self.plan else 0.0

    def next(self, exercise: str | None = None) -> PlannedSet | None:
        """Return the first set still open, of one exercise if one is named."""
        return self._first(self.plan, exercise, done=False)

    def last(self, exercise: str | None = None) -> PlannedSet | None:
        """Return the last set done, of one exercise if one is named."""
        return self._first(self.plan[::-1], exercise, done=True)

    def _first(self, sets: Sequence[PlannedSet], exercise: str | None, *, done: bool) -> PlannedSet | None:
        wanted = (s for s in sets if (s.key in self.done) is done and exercise in {None, s.exercise})
        return next(wanted, None)
