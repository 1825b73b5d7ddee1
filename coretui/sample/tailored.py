"""What the made-up person makes of a programme."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from coretui import catalogue
from coretui.domain.exercises.dose import Dose, Side, Sides
from coretui.domain.exercises.plan import Plan, plan
from coretui.domain.exercises.tailoring import Prescription, heavier, lighter, with_doses


@dataclass(frozen=True, slots=True)
class Tailored:
    """What somebody makes of a programme.

    Own `doses`, an exercise `swapped` for the lighter neighbour or else the heavier one, and what the player
    counts by itself, all by the id of an exercise.
    """

    doses: Mapping[str, Dose] = field(default_factory=dict)
    swapped: str = ""
    lighter: bool = True
    by_player: Set[str] = frozenset()

    def plan(self, programme: str) -> Plan:
        """Return the sets that it comes to."""
        known = catalogue.load()
        own = with_doses(known.programmes[programme], self.doses)
        sets = plan(own, known, Sides.EACH, Side.LEFT)
        if not self.swapped:
            return sets
        place = next(n for n, one in enumerate(sets) if one.exercise == self.swapped)
        swap = lighter if self.lighter else heavier
        return swap(sets, place, Prescription(sets, own, known)) or sets


AS_PRESCRIBED = Tailored()
