"""What was done of each exercise, added up from the sessions of a report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coretui.domain.exercises.catalogue import Catalogue
from coretui.domain.exercises.dose import Dose
from coretui.domain.exercises.plan import Plan, plan
from coretui.domain.pain import Pain
from coretui.reporting.report import BOTH, SIDES, Count, ExerciseLine, NoteLine, Swap, SwapKind
from coretui.store.period import DoneSet, Felt, PastSession


def plan_of(session: PastSession, catalogue: Catalogue) -> Plan:
    """Return the sets that were planned; none for a programme that is not there any more."""
    if session.plan is not None:
        return session.plan
    programme = catalogue.programmes.get(session.programme)
    return plan(programme, catalogue, session.sides, session.first) if programme else ()


def worst(felt: Iterable[Felt]) -> Pain | None:
    """Return the highest score that was given, and whether any of it ran into a leg; None if nothing was given."""
    pains = [one.pain for one in felt]
    if not pains:
        return None
    return Pain(max(pain.score for pain in pains), any(pain.leg for pain in pains))


@dataclass(slots=True)
class _Tally:
    """What there is of one exercise so far."""

    prescribed: dict[Dose, None] = field(default_factory=dict)
    own: dict[Dose, None] = field(default_factory=dict)
    planned: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    done: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    amounts: Counter[str] = field(default_factory=Counter)
    swapped: Counter[str] = field(default_factory=Counter)
    felt: list[Felt] = field(default_factory=list)
    by_player: float = 0.0
    notes: list[int] = field(default_factory=list)

    def add(self, each: DoneSet, *, is_planned: bool) -> None:
        """Take in a set that was done, of the exercise or in its place."""
        if each.whole:
            self.done[each.side] += each.worth
            self.by_player += each.worth * each.by_player
        if each.instead_of:
            self.swapped[each.exercise] += each.whole
        else:
            self.amounts[each.unit] += each.done
        if not is_planned:
            self.planned[each.side] += each.worth


def exercise_lines(
    past: Sequence[PastSession], plans: Sequence[Plan], notes: Iterable[NoteLine], catalogue: Catalogue
) -> tuple[ExerciseLine, ...]:
    """Return the exercises in the order of the plans, those of the core programmes first."""
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    for session, planned in sorted(zip(past, plans, strict=True), key=lambda one: one[0].counts_as != "core"):
        _doses(session, planned, catalogue, tallies)
        for one in planned:
            tallies[one.origin].planned[one.side or BOTH] += one.worth
        for each in session.sets:
            tallies[each.instead_of or each.exercise].add(each, is_planned=bool(planned))
    for session in past:
        for felt in session.felt:
            if felt.exercise:
                tallies[_line_of(felt.exercise, tallies)].felt.append(felt)
    for note in notes:
        if note.exercise:
            tallies[_line_of(note.exercise, tallies)].notes.append(note.number)
    return tuple(_line(exercise, tally, catalogue) for exercise, tally in tallies.items())


def _doses(session: PastSession, planned: Plan, catalogue: Catalogue, tallies: dict[str, _Tally]) -> None:
    """Gather the doses of a programme, and those of a plan that differ from them; a cut plan has its own sets."""
    programme = catalogue.programmes.get(session.programme)
    prescribed = {entry.exercise_id: entry.dose for entry in programme.entries} if programme else {}
    for one in planned:
        tally = tallies[one.origin]
        if one.origin in prescribed:
            tally.prescribed.setdefault(prescribed[one.origin])
        is_own = session.cut is None and not one.instead_of
        if is_own and one.dose != prescribed.get(one.exercise, one.dose):
            tally.own.setdefault(one.dose)


def _line_of(exercise: str, tallies: Mapping[str, _Tally]) -> str:
    """Return the exercise whose line tells of another one: its own, or of the one that it was done in place of."""
    if exercise in tallies:
        return exercise
    return next((origin for origin, tally in tallies.items() if exercise in tally.swapped), exercise)


def _line(exercise: str, tally: _Tally, catalogue: Catalogue) -> ExerciseLine:
    return ExerciseLine(
        exercise=exercise,
        prescribed=tuple(tally.prescribed),
        own=tuple(tally.own),
        sets={
            side: Count(tally.done[side], tally.planned[side])
            for side in SIDES
            if tally.done[side] or tally.planned[side]
        },
        repetitions=tally.amounts["reps"],
        seconds=tally.amounts["seconds"],
        swaps=tuple(Swap(other, _kind(exercise, other, catalogue), sets) for other, sets in tally.swapped.items()),
        pain=worst(tally.felt),
        hurt=sum(one.pain.score > 0 for one in tally.felt),
        by_player=tally.by_player,
        notes=tuple(tally.notes),
    )


def _kind(origin: str, other: str, catalogue: Catalogue) -> SwapKind:
    """Tell whether another exercise is among the lighter or the heavier neighbours of this one."""
    for kind in (SwapKind.LIGHTER, SwapKind.HEAVIER):
        seen, now = {origin}, catalogue.exercises.get(origin)
        while now and (name := now.lighter if kind is SwapKind.LIGHTER else now.heavier) and name not in seen:
            if name == other:
                return kind
            seen.add(name)
            now = catalogue.exercises.get(name)
    return SwapKind.OTHER
