"""The breath: patterns, and where in one a moment is.

Everything is worked out from the seconds since one start, so a pacer that shows it cannot drift.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
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

    @property
    def parts(self) -> str:
        """The seconds as they are typed: 4-7-8, or 4-4-4-4 with a rest."""
        lengths = (self.inhale, self.hold, self.exhale, *((self.rest,) if self.rest else ()))
        return "-".join(f"{length:g}" for length in lengths)

    def at(self, speed: float) -> Pattern:
        """Return the pattern so many times as fast; the ratio of its phases stays."""
        inhale, hold, exhale, rest = (
            length / speed for length in (self.inhale, self.hold, self.exhale, self.rest)
        )
        return replace(self, inhale=inhale, hold=hold, exhale=exhale, rest=rest)


def rounds_for(seconds: float, pattern: Pattern) -> int:
    """Return the fewest whole rounds that last at least so many seconds."""
    return max(1, ceil(round(seconds / pattern.seconds, 9)))


def suggested(pattern: Pattern, speed: float) -> int:
    """Return the rounds to suggest: those of 4-7-8 are counted, of all others timed."""
    if pattern.id == FOUR_SEVEN_EIGHT.id:
        return pattern.rounds
    return rounds_for(pattern.rounds * pattern.seconds, pattern.at(speed))


FOUR_SEVEN_EIGHT = Pattern("4-7-8", 4, 7, 8)
"""In 4, hold 7, out 8; four rounds at first (A. Weil's usual instruction)."""

BELLY = Pattern("belly", 4, 0, 6, rounds=30)
"""Belly breathing for five minutes; there are no canonical seconds, these are the app's own choice."""

BOX = Pattern("box", 4, 4, 4, 4, rounds=19)
"""Four equal sides, for five minutes."""

COHERENT = Pattern("coherent", 5.5, 0, 5.5, rounds=55)
"""Five and a half breaths a minute, for ten minutes."""

PATTERNS = {pattern.id: pattern for pattern in (FOUR_SEVEN_EIGHT, BELLY, BOX, COHERENT)}

TYPED_SECONDS = 300
"""How long a typed pattern is suggested for."""
SLOWEST, FASTEST = 0.5, 1.5
"""The speeds at which a pattern can be breathed, as a factor."""
BREATH = (0.5, 20.0)
"""Seconds that breathing in, and breathing out, may last in a typed pattern."""
LONGEST_HOLD = 20.0
"""Seconds for which no pattern holds the breath longer."""
FIRST_MONTH = timedelta(days=30)
MOST_AT_FIRST, MOST = 4, 8
"""Rounds of 4-7-8 in the first month, and ever (A. Weil's usual instruction)."""


class PatternError(ValueError):
    """A text that is no pattern: `shape` (not three or four numbers), `half` or `range`."""


def parse(text: str) -> Pattern:
    """Read `in-hold-out[-hold]` in seconds and halves of them; raises `PatternError`.

    Seconds of a built-in pattern give that pattern, under its name.
    """
    text = re.sub(" *[-–] *", "-", text.strip(" ")).replace(",", ".")
    if not re.fullmatch(r"\d{1,4}(\.\d{1,4})?(-\d{1,4}(\.\d{1,4})?){2,3}", text, re.ASCII):
        raise PatternError("shape")
    inhale, hold, exhale, rest, *_ = (*(float(part) for part in text.split("-")), 0.0)
    if any(length * 2 % 1 for length in (inhale, hold, exhale, rest)):
        raise PatternError("half")
    least, most = BREATH
    if not (least <= inhale <= most and least <= exhale <= most and max(hold, rest) <= LONGEST_HOLD):
        raise PatternError("range")
    typed = Pattern("", inhale, hold, exhale, rest)
    built_in = next((one for one in PATTERNS.values() if one.parts == typed.parts), None)
    return built_in or replace(typed, id=typed.parts, rounds=rounds_for(TYPED_SECONDS, typed))


def most_rounds(pattern: Pattern, first: date | None, today: date) -> int | None:
    """Return the most rounds to suggest, None if it does not matter.

    `first` is the day on which this pattern was first breathed. Only 4-7-8 comes with such advice.
    """
    if pattern.id != FOUR_SEVEN_EIGHT.id:
        return None
    return MOST_AT_FIRST if first is None or today - first < FIRST_MONTH else MOST


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
