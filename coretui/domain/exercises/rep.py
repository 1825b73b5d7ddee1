"""One repetition: its rhythm, which phase it is in, and how far."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coretui.domain.exercises.dose import Dose


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The seconds of one repetition: there, a stop where it turns, back, and a stop at the start.

    A dose that is held has its holds in the place of the stops.
    """

    there: float
    stay: float
    back: float
    rest: float = 0.0

    @property
    def seconds(self) -> float:
        """The seconds of the whole repetition."""
        return self.there + self.stay + self.back + self.rest

    @classmethod
    def plain(cls, seconds: float) -> Rhythm:
        """Return the rhythm of an exercise that has none of its own: a stop of a quarter where it turns."""
        return cls(seconds * 3 / 8, seconds / 4, seconds * 3 / 8)


class RepPhase(StrEnum):
    """A part of one repetition."""

    THERE = "there"
    HOLD = "hold"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Rep:
    """Where a repetition is: its phase, the share of that, and how far from the start position, all 0 to 1."""

    phase: RepPhase
    share: float
    reach: float


def rep_at(rhythm: Rhythm, dose: Dose, into: float) -> Rep:
    """Return where a repetition is; only what the dose prescribes is a hold, a stop belongs to the way to it."""
    held = bool(dose.hold_seconds)
    if into < rhythm.there:
        return Rep(RepPhase.THERE, into / rhythm.there, into / rhythm.there)
    if (into := into - rhythm.there) < rhythm.stay:
        return Rep(RepPhase.HOLD, into / rhythm.stay, 1.0) if held else Rep(RepPhase.THERE, 1.0, 1.0)
    if (into := into - rhythm.stay) < rhythm.back or not rhythm.rest:
        share = min(1.0, into / rhythm.back)
        return Rep(RepPhase.BACK, share, 1.0 - share)
    if held and dose.each_way:
        return Rep(RepPhase.HOLD, min(1.0, (into - rhythm.back) / rhythm.rest), 0.0)
    return Rep(RepPhase.BACK, 1.0, 0.0)
