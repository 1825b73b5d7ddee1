"""The session: which sets it has, in which order and on which side, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from coretui.domain.exercises.catalogue import Catalogue, Exercise, Programme
from coretui.domain.exercises.dose import Dose, Side, Sides

INSTEAD = ("walk", "swim", "cycle", "yoga")
"""Forms of movement that can stand in for an exercise (source: sceptic)."""

SetKey = tuple[str, int, Side | None] | tuple[str, int, Side | None, str]
"""What names a set within a session: exercise id, number (from 1), side, and what it stands in for, if it does."""


@dataclass(frozen=True, slots=True)
class PlannedSet:
    """One set: of which exercise, which of its sets, on which side, and how much of what.

    A set that stands in for others names their exercise in `instead_of`; `worth` is how many of the prescribed
    sets it stands for, so that a plan is worth as much after a swap as before. With `counts` false it is
    something else altogether, and what it stands for is not done by it.
    """

    exercise: str
    number: int
    side: Side | None
    dose: Dose
    instead_of: str = ""
    counts: bool = True
    worth: float = 1.0

    @property
    def key(self) -> SetKey:
        """What names this set within its session."""
        if self.instead_of:
            return self.exercise, self.number, self.side, self.instead_of
        return self.exercise, self.number, self.side

    @property
    def origin(self) -> str:
        """The exercise of the programme that it is, or stands in for."""
        return self.instead_of or self.exercise

    @property
    def moves(self) -> bool:
        """Whether it is another form of movement in the place of an exercise: its time is movement."""
        return self.exercise in INSTEAD and not self.counts

    @property
    def amount(self) -> int:
        """The prescribed repetitions, or the seconds of a hold."""
        return self.dose.reps or self.dose.seconds or 0


Plan = tuple[PlannedSet, ...]
"""The sets of a session in the order they are done."""


def plan(programme: Programme, catalogue: Catalogue, sides: Sides = Sides.EACH, first: Side = Side.LEFT) -> Plan:
    """Return the sets of a programme in the order they are done, sides alternating."""
    return tuple(
        planned
        for entry in programme.entries
        for planned in sets_of(catalogue.exercises[entry.exercise_id], entry.dose, sides, first)
    )


def sets_of(exercise: Exercise, dose: Dose, sides: Sides, first: Side) -> Iterator[PlannedSet]:
    """Yield the sets of one exercise in the order they are done."""
    second = Side.RIGHT if first is Side.LEFT else Side.LEFT
    for number in range(1, dose.sets + 1):
        if not exercise.sides:
            yield PlannedSet(exercise.id, number, None, dose)
        elif sides is Sides.EACH:
            yield PlannedSet(exercise.id, number, first, dose)
            yield PlannedSet(exercise.id, number, second, dose)
        else:
            yield PlannedSet(exercise.id, number, first if number % 2 else second, dose)


def last_kept(plan: Plan, upcoming: PlannedSet, kept: Set[SetKey]) -> PlannedSet | None:
    """Return the last set up to the one that comes next of which something was done; None if there is none."""
    passed = plan[: plan.index(upcoming) + 1]
    return next((one for one in reversed(passed) if one.key in kept), None)


@dataclass(frozen=True, slots=True)
class SetProgress:
    """How far a session is: the sets of its plan, and the keys of those that are done."""

    plan: Plan
    done: frozenset[SetKey] = frozenset()

    @property
    def total(self) -> int:
        """The sets prescribed, however many stand in for them."""
        return round(self._worth(self.plan))

    @property
    def count(self) -> int:
        """The prescribed sets that are done, by themselves or by a neighbour; whole ones only."""
        return int(self._done + 1e-6)

    @property
    def share(self) -> float:
        """The share of what is prescribed that is done, 0 to 1."""
        return self._done / self._worth(self.plan) if self.plan else 0.0

    @property
    def _done(self) -> float:
        return self._worth([planned for planned in self.plan if planned.counts and planned.key in self.done])

    @staticmethod
    def _worth(sets: Sequence[PlannedSet]) -> float:
        return sum(planned.worth for planned in sets)

    def next(self, exercise: str | None = None) -> PlannedSet | None:
        """Return the first set still open, of one exercise if one is named."""
        return self._first(self.plan, exercise, done=False)

    def last(self, exercise: str | None = None) -> PlannedSet | None:
        """Return the last set done, of one exercise if one is named."""
        return self._first(self.plan[::-1], exercise, done=True)

    def _first(self, sets: Sequence[PlannedSet], exercise: str | None, *, done: bool) -> PlannedSet | None:
        wanted = (s for s in sets if (s.key in self.done) is done and exercise in {None, s.exercise})
        return next(wanted, None)
