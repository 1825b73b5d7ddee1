"""A session made to measure: own doses, the time there is, and something lighter, heavier or else instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from coretui.domain.exercises.catalogue import Catalogue, Exercise, Programme
from coretui.domain.exercises.dose import Dose, Side, Sides
from coretui.domain.exercises.plan import Plan, PlannedSet, sets_of
from coretui.domain.exercises.steps import Tempo, steps

MOST_SETS, MOST_REPS, LONGEST_SET, LONGEST_HOLD = 20, 200, 3600, 60
"""What a dose may be at most: sets, repetitions, seconds of a set, and seconds that a repetition is held."""
MOVEMENT_MINUTES = 10
"""Minutes of another form of movement instead of an exercise; the app's own choice."""


class DoseError(ValueError):
    """A text that is no dose: `shape` (not sets × amount) or `range`."""


def parse_dose(text: str) -> Dose:
    """Read `2x20` (repetitions), `3 × 30 s` (seconds) or `3 x 25 hold 1s`; raises `DoseError`.

    A number without `s` is repetitions, whatever the exercise is.
    """
    found = re.fullmatch(
        r"\s*(\d{1,4})\s*[x×]\s*(\d{1,4})(?:\s*(s(?:ec(?:onds?|onden)?)?)|\s+hold\s+(\d{1,4})\s*s)?\s*",
        text,
        re.ASCII | re.IGNORECASE,
    )
    if not found:
        raise DoseError("shape")
    sets, amount = int(found[1]), int(found[2])
    hold = None if found[4] is None else int(found[4])
    most = LONGEST_SET if found[3] else MOST_REPS
    if not (1 <= sets <= MOST_SETS and 1 <= amount <= most and (hold is None or 0 <= hold <= LONGEST_HOLD)):
        raise DoseError("range")
    return Dose(sets, seconds=amount) if found[3] else Dose(sets, reps=amount, hold_seconds=hold)


def with_doses(programme: Programme, doses: Mapping[str, Dose]) -> Programme:
    """Return the programme with doses of the person's own, by exercise id; the one given keeps the prescribed.

    Repetitions that are held as prescribed stay so, unless the own dose says how long (0: not at all).
    """
    entries = (
        replace(entry, dose=_own(doses.get(entry.exercise_id, entry.dose), entry.dose))
        for entry in programme.entries
    )
    return replace(programme, entries=tuple(entries))


def _own(own: Dose, prescribed: Dose) -> Dose:
    hold = prescribed.hold_seconds if own.hold_seconds is None else own.hold_seconds
    if not own.reps or not hold:
        return replace(own, hold_seconds=None, each_way=False)
    return replace(own, hold_seconds=hold, each_way=own.each_way or prescribed.each_way)


def without_stretches(programme: Programme, catalogue: Catalogue, also: Set[str] = frozenset()) -> Programme:
    """Return the programme without its stretches, and without the exercises named; the numbers stay."""
    stretches = {id_ for id_, one in catalogue.exercises.items() if one.stretch}
    return _without(programme, stretches | also)


def out_of_reach(programme: Programme, catalogue: Catalogue, missing: Set[str]) -> tuple[Exercise, ...]:
    """Return the exercises that cannot be done without equipment that is missing, by its ids.

    A programme of nothing else stays whole: whoever has it knows what it is done with.
    """
    exercises = [catalogue.exercises[entry.exercise_id] for entry in programme.entries]
    found = tuple(one for one in exercises if missing & set(one.equipment))
    return found if len(found) < len(exercises) else ()


def within_reach(programme: Programme, catalogue: Catalogue, missing: Set[str]) -> Programme:
    """Return the programme without what is `out_of_reach`; the numbers stay."""
    return _without(programme, {one.id for one in out_of_reach(programme, catalogue, missing)})


def _without(programme: Programme, exercises: Set[str]) -> Programme:
    kept = (entry for entry in programme.entries if entry.exercise_id not in exercises)
    return replace(programme, entries=tuple(kept))


def easy_first(plan: Plan, catalogue: Catalogue, *, only: bool = False) -> Plan:
    """Return the plan with breathing and easy movement before all else, or with nothing else."""
    easy = tuple(one for one in plan if catalogue.exercises[one.exercise].easy)
    return easy if only else easy + tuple(one for one in plan if not catalogue.exercises[one.exercise].easy)


# the time there is


def estimate(plan: Plan, tempo: Tempo) -> float:
    """Return the seconds that a whole session takes."""
    return sum(step.expected for step in steps(plan, tempo))


def cut_to(plan: Plan, seconds: float, tempo: Tempo) -> Plan:
    """Return what fits into so many seconds: fewer sets, evenly, in the same order.

    The exercise with the most sets left loses its last one (left and right together), a later exercise before
    an earlier, until each has one. If that is still too long, whole exercises go, spread over the session so
    that no part of it is lost, and as few as will do. One exercise stays, however short the time is.
    """
    rounds = {one.exercise: 0 for one in plan}
    for one in plan:
        rounds[one.exercise] = max(rounds[one.exercise], one.number)
    while estimate(kept := _kept(plan, rounds), tempo) > seconds and max(rounds.values()) > 1:
        most = max(rounds.values())
        rounds[next(name for name in reversed(rounds) if rounds[name] == most)] -= 1
    names = list(rounds)
    for count in range(len(names) - 1, 0, -1):
        if estimate(kept, tempo) <= seconds:
            break
        spread = {names[place * len(names) // count] for place in range(count)}
        kept = _kept(plan, {name: rounds[name] for name in names if name in spread})
    return kept


def _kept(plan: Plan, rounds: Mapping[str, int]) -> Plan:
    """Return the sets up to that many of each exercise; they know that there are no more."""
    return tuple(
        replace(one, dose=replace(one.dose, sets=min(one.dose.sets, rounds[one.exercise])))
        for one in plan
        if one.number <= rounds.get(one.exercise, 0)
    )


# something instead


@dataclass(frozen=True, slots=True)
class Prescription:
    """What a session was planned from, and the plan as it was before anything was swapped."""

    plan: Plan
    programme: Programme
    catalogue: Catalogue
    sides: Sides = Sides.EACH
    first: Side = Side.LEFT

    def sets(self, exercise: str, origin: str) -> Iterable[PlannedSet]:
        """Return the sets of an exercise in as many rounds as the one it stands in for; that one has its own.

        The dose is that of this programme, else of any, else of the exercise it stands in for.
        """
        originals = [one for one in self.plan if one.exercise == origin]
        if exercise == origin:
            return originals
        ours = [entry.dose for entry in self.programme.entries if entry.exercise_id == exercise]
        theirs = [entry.dose for _, entry in self.catalogue.appearances(exercise)]
        dose = next(iter((*ours, *theirs, originals[0].dose)))
        rounds = max(one.number for one in originals)
        sides = self.sides if ours else Sides.EACH  # only the programme's own sets may be in total
        return sets_of(self.catalogue.exercises[exercise], replace(dose, sets=rounds), sides, self.first)


def lighter(plan: Plan, index: int, prescription: Prescription) -> Plan | None:
    """Return the plan with the lighter neighbour for the rest of this exercise; None if there is none."""
    now = prescription.catalogue.exercises.get(plan[index].exercise)
    return _neighbour(plan, index, now.lighter if now else None, prescription)


def heavier(plan: Plan, index: int, prescription: Prescription) -> Plan | None:
    """Return the plan with the heavier neighbour for the rest of this exercise; None if there is none."""
    now = prescription.catalogue.exercises.get(plan[index].exercise)
    return _neighbour(plan, index, now.heavier if now else None, prescription)


def _neighbour(plan: Plan, index: int, exercise: str | None, prescription: Prescription) -> Plan | None:
    if exercise is None:
        return None
    return _swapped(plan, index, exercise, prescription, counts=plan[index].counts)


def another(plan: Plan, index: int, exercise: str, prescription: Prescription) -> Plan:
    """Return the plan with another exercise for the rest of this one: the sets prescribed are not done by it.

    The exercise that was planned is the way back.
    """
    return _swapped(plan, index, exercise, prescription, counts=False)


def movement(plan: Plan, index: int, kind: str, minutes: int = MOVEMENT_MINUTES) -> Plan:
    """Return the plan with minutes of walking, swimming or the like for the rest of this exercise."""
    now = plan[index]
    dose = Dose(1, seconds=minutes * 60)
    return replaced(plan, index, [PlannedSet(kind, now.number, None, dose, now.origin, counts=False)])


def _swapped(plan: Plan, index: int, exercise: str, prescription: Prescription, *, counts: bool) -> Plan:
    now = plan[index]
    passed = {(one.number, one.side) for one in plan[:index] if one.origin == now.origin}
    back = exercise == now.origin
    return replaced(
        plan,
        index,
        [
            replace(one, instead_of="" if back else now.origin, counts=back or counts)
            for one in prescription.sets(exercise, now.origin)
            if one.number >= now.number and (one.number, one.side) not in passed
        ],
    )


def replaced(plan: Plan, from_index: int, by: Sequence[PlannedSet]) -> Plan:
    """Return the plan with other sets for those that are left of an exercise, together worth as much."""
    origin, end = plan[from_index].origin, from_index
    while end < len(plan) and plan[end].origin == origin:
        end += 1
    worth = sum(one.worth for one in plan[from_index:end]) / len(by)
    return (*plan[:from_index], *(replace(one, worth=worth) for one in by), *plan[end:])
