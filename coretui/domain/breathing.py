"""The breath: patterns, and where in one a moment is.

Everything is worked out from the seconds since one start, so a pacer that shows it cannot drift.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil


class Phase(StrEnum):
    """A part of one breath."""

    IN = "in"
    HOLD = "hold"
    OUT = "out"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Seconds for breathing in, holding, breathing out and holding again; `rounds` is what is suggested."""

    id: str
    inhale: float
    hold: float
    exhale: float
    rest: float = 0.0
    rounds: int = 4

    @property
    def phases(self) -> tuple[tuple[Phase, float], ...]:
        """The phases that last, in order, with their seconds."""
        lengths = (self.inhale, self.hold, self.exhale, self.rest)
        return tuple((phase, length) for phase, length in zip(Phase, lengths, strict=True) if length > 0)

    @property
    def seconds(self) -> float:
        """The seconds of one round."""
        return self.inhale + self.hold + self.exhale + self.rest


def rounds_for(seconds: float, pattern: Pattern) -> int:
    """Return the fewest whole rounds that last at least so many seconds."""
    return max(1, ceil(seconds / pattern.seconds))


FOUR_SEVEN_EIGHT = Pattern("4-7-8", 4, 7, 8)
"""In 4, hold 7, out 8; four rounds at first (A. Weil's usual instruction)."""

BELLY = Pattern("belly", 4, 0, 6, rounds=30)
"""Belly breathing for five minutes; there are no canonical seconds, these are the app's own choice."""

PATTERNS = {pattern.id: pattern for pattern in (FOUR_SEVEN_EIGHT, BELLY)}


@dataclass(frozen=True, slots=True)
class Beat:
    """Where a breath is: the phase, seconds into it and left in it, and the round (from 0).

    `fullness` is how full the lungs are, 0 to 1, eased so that the turn of the breath is soft.
    """

    phase: Phase
    into: float
    left: float
    round: int
    fullness: float


def beat(pattern: Pattern, elapsed: float) -> Beat:
    """Return where the breath is so many seconds after the first round began; before it, at the start."""
    number, into = divmod(max(0.0, elapsed), pattern.seconds)
    phases = pattern.phases
    for phase, length in phases:
        if into < length or phase is phases[-1][0]:
            into = min(into, length)
            return Beat(phase, into, length - into, int(number), _fullness(phase, into / length))
        into -= length
    raise AssertionError("a pattern has phases")


def _fullness(phase: Phase, share: float) -> float:
    eased = share * share * (3 - 2 * share)
    return {Phase.IN: eased, Phase.HOLD: 1.0, Phase.OUT: 1.0 - eased, Phase.REST: 0.0}[phase]
