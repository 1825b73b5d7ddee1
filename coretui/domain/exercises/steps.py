"""The steps a session is led through: sets, rests and changes of side, in order, and how long each takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coretui.domain.exercises.plan import Plan, PlannedSet
from coretui.domain.exercises.rep import Rhythm

SHORTEST_MOVE = 1.0
"""Seconds of moving that every repetition has, however fast its rhythm and long its holds."""


class StepKind(StrEnum):
    """What a step of a session is."""

    READY = "ready"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Tempo:
    """How long everything takes, in seconds; all of it the app's own choice and the person's to change.

    `ready` comes before the first set. `switch` is for changing sides, or place, and for getting ready again
    after an interruption; `rest` is for what is between two sets besides. `rhythms` are those of the exercises by
    id, done at `speed` times their pace; `rep` is a whole repetition where there is none, and `reps` are whole
    ones that the person has set. Without `hands_free` a set ends when the person says so, and these seconds are
    only what it is expected to take.
    """

    ready: float = 12.0
    switch: float = 10.0
    rest: float = 30.0
    rep: float = 4.0
    speed: float = 1.0
    rhythms: Mapping[str, Rhythm] = field(default_factory=dict)
    reps: Mapping[str, float] = field(default_factory=dict)
    hands_free: bool = True

    def rhythm_of(self, planned: PlannedSet) -> Rhythm:
        """Return the rhythm of a set's repetitions: holds as they are prescribed, all else at the speed."""
        dose, usual = planned.dose, self.rhythms.get(planned.exercise) or Rhythm.plain(self.rep)
        hold = float(dose.hold_seconds or 0)
        stay, rest = (0.0 if hold else usual.stay), (0.0 if hold and dose.each_way else usual.rest)
        moving = usual.there + stay + usual.back + rest
        held = hold * (2 if dose.each_way else 1)
        own = self.reps.get(planned.exercise)
        wanted = moving / self.speed if own is None else own - held
        factor = max(wanted, SHORTEST_MOVE) / moving
        return Rhythm(
            usual.there * factor,
            hold or stay * factor,
            usual.back * factor,
            hold if hold and dose.each_way else rest * factor,
        )

    def unit_of(self, planned: PlannedSet) -> float:
        """Return the seconds of what is counted: one of what is timed, else of a repetition."""
        return self.rhythm_of(planned).seconds if planned.dose.reps else 1.0

    def seconds_of(self, planned: PlannedSet) -> float:
        """Return the seconds of a whole set."""
        return planned.amount * self.unit_of(planned)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `planned` is the set under way, or the one it leads to, and `index` where the plan has it.

    `whole` is what it takes from its beginning, `before` what of that was done when it was interrupted, both in
    seconds. An `open` step ends when the person says so.
    """

    kind: StepKind
    index: int
    planned: PlannedSet
    whole: float
    before: float = 0.0
    open: bool = False

    @property
    def seconds(self) -> float | None:
        """The seconds until it ends by itself; None if it does not."""
        return None if self.open else self.expected

    @property
    def expected(self) -> float:
        """The seconds it takes by the tempo."""
        return self.whole - self.before


def steps(plan: Plan, tempo: Tempo, start: int = 0, ready: float | None = None) -> tuple[Step, ...]:
    """Return the steps from a set of the plan on, by its index; `ready` seconds come first, else the tempo's."""
    return tuple(_steps(plan, tempo, start, tempo.ready if ready is None else ready))


def _steps(plan: Plan, tempo: Tempo, start: int, ready: float) -> Iterator[Step]:
    for index in range(start, len(plan)):
        planned = plan[index]
        if index == start:
            yield Step(StepKind.READY, index, planned, ready)
        elif _pairs(plan, index - 1):
            yield Step(StepKind.SWITCH, index, planned, tempo.switch)
        else:
            moves_on = plan[index - 1].exercise != planned.exercise
            yield Step(StepKind.REST, index, planned, max(tempo.rest, tempo.switch if moves_on else 0.0))
        yield Step(StepKind.WORK, index, planned, tempo.seconds_of(planned), open=not tempo.hands_free)


def _pairs(plan: Plan, index: int) -> bool:
    """Tell whether a set and the next are two sides of one round: 1 left 1 right, or in all 1 left 2 right."""
    apart = not any(_changes_side(plan, near, further=0) for near in (index - 1, index, index + 1))
    in_all = apart and plan[index].number % 2 == 1 and _changes_side(plan, index, further=1)
    return in_all or _changes_side(plan, index, further=0)


def _changes_side(plan: Plan, index: int, further: int) -> bool:
    """Tell whether the next set is the other side of the same exercise, its number so much further."""
    if not 0 <= index < len(plan) - 1:
        return False
    one, following = plan[index], plan[index + 1]
    same = (one.exercise, one.origin, one.number + further)
    return one.side is not following.side and same == (following.exercise, following.origin, following.number)
