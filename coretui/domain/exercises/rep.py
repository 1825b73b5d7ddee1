"""One repetition: which phase it is in, and how far."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coretui.domain.exercises.dose import Dose


class RepPhase(StrEnum):
    """A part of one repetition."""

    UP = "up"
    HOLD = "hold"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Rep:
    """Where a repetition is: its phase, the share of that, and how far from the start position, all 0 to 1."""

    phase: RepPhase
    share: float
    reach: float


def rep_at(dose: Dose, seconds: float, into: float) -> Rep:
    """Return where a repetition of so many seconds is; the holds have theirs, both ways share the rest."""
    hold = dose.hold_seconds or 0
    way = (seconds - hold * (2 if dose.each_way else 1)) / 2
    if into < way:
        return Rep(RepPhase.UP, into / way, into / way)
    if (into := into - way) < hold:
        return Rep(RepPhase.HOLD, into / hold, 1.0)
    into -= hold
    if hold and dose.each_way and into >= way:
        return Rep(RepPhase.HOLD, min(1.0, (into - way) / hold), 0.0)
    share = min(1.0, into / way)
    return Rep(RepPhase.DOWN, share, 1.0 - share)
