"""Which things are laid beside back pain, what a day tells of them, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

OUTCOME = "back-pain"
"""The id of what everything is laid beside."""


class Verdict(StrEnum):
    """What a pair comes to."""

    TOO_FEW = "too-few"
    NO_SIGN = "no-sign"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class PainPair:
    """A question that is asked of everyone's days.

    `after` is how many days lie between what was done and the pain: 1 for what people do less of in pain, so that
    the pain cannot be the reason for it. From `split` on a day counts as one with it; None is the person's own
    median. `says` is what the sources lead one to expect, 1 more pain, -1 less, 0 nothing said; it decides
    nothing.
    """

    id: str
    after: int
    split: float | None
    says: int


PAIRS = (
    PainPair("longest", 0, None, 1),  # `posture`: long sitting shortens; minutes
    PainPair("movement", 1, 20.0, -1),  # `sceptic`: walking and swimming help; minutes
    PainPair("core", 1, 0.8, 0),  # the leaflet: may hurt, and serves the back; share of a session's sets
    PainPair("changes", 0, None, -1),  # `sceptic`: vary; different postures among three notes
)
"""Few, and chosen before anyone's days were seen. Breaks kept are left out: nearly the longest sitting once more.

A single posture is left out because no source calls one bad, breathing because no source expects it to change
pain.
"""


@dataclass(frozen=True, slots=True)
class Day:
    """What is known of one day: the back pain (0 to 10), and what was done by the id of its pair.

    What is not known is not there, and never 0. `early` names the pairs for which the pain was noted before there
    was anything to go together with.
    """

    pain: float | None = None
    done: Mapping[str, float] = field(default_factory=dict)
    early: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one pair comes to.

    `days` on which both are known, on `yes` and `no` either side of the `split`; where `at_least` is true the
    split itself counts as yes. `difference` is in points of pain with its interval from `low` to `high`;
    `chance` before the correction for several pairs, `chance_of_any` after it. `wants` is how many days are
    wanting at least where there are too few; 0 then says that the days are too much alike. `first_time` marks
    what would be a sign if it had been one at the look before.
    """

    pair: PainPair
    days: int
    yes: int
    no: int
    split: float
    at_least: bool
    difference: float = 0.0
    low: float = 0.0
    high: float = 0.0
    chance: float = 1.0
    chance_of_any: float = 1.0
    verdict: Verdict = Verdict.TOO_FEW
    wants: int = 0
    first_time: bool = False
