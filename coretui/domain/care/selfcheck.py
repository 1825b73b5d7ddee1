"""The self-check: signs that the psoas may be out of balance, and reasons not to stretch it now.

The signs come from `core-psoas` and `posture`, the reasons from `stretching`. Nothing here says what somebody
has: the answers are the person's own, and all they decide is whether stretches are offered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

SIGNS: Final = ("hollow", "hips", "pull", "unequal", "stiff")
"""Lower back hollow or tense, lunges or hip extension hard, a pull when the knee lifts, unequal legs, stiff."""

INFLAMED: Final = "inflamed"
UNSTABLE: Final = "unstable"
REASONS: Final = (INFLAMED, UNSTABLE, "stress", "overstretched")
"""Overloaded or inflamed; an unstable pelvis or weak trunk muscles; tension from stress; over-stretched."""

ESTABLISHED: Final = frozenset({INFLAMED, UNSTABLE})
"""Reasons that a doctor or therapist establishes: to these "don't know" is an answer, and is no reason."""


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """One self-check: the day it is about, the signs noticed, the reasons not to stretch that hold."""

    day: date
    signs: frozenset[str] = frozenset()
    reasons: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gate:
    """What the last self-check lets through.

    Stretches are offered only when `stretches` is true; `checked` tells whether there was a self-check at
    all, and `reasons` why they are hidden since. With `ask_first` the exercises that say `ask_if_inflamed`
    are for after a word with one's own professional.
    """

    stretches: bool
    checked: bool
    reasons: tuple[str, ...] = ()
    ask_first: bool = False

    def offers(self, *, stretch: bool) -> bool:
        """Tell whether an exercise may be offered, given whether it is a stretch."""
        return self.stretches or not stretch


def gate(last: SelfCheck | None) -> Gate:
    """Return what the last self-check lets through: nothing that stretches before there is one.

    A reason that this version does not know keeps stretches hidden as well.
    """
    if last is None:
        return Gate(stretches=False, checked=False)
    return Gate(
        stretches=not last.reasons,
        checked=True,
        reasons=in_order(last.reasons, REASONS),
        ask_first=INFLAMED in last.reasons,
    )


def in_order(found: Iterable[str], order: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids in the order in which they are asked; those it does not know come last."""
    return tuple(sorted(found, key=lambda one: (order.index(one) if one in order else len(order), one)))


@dataclass(frozen=True, slots=True)
class Answers:
    """A self-check that is being answered: a yes or no for each sign and reason, None for "don't know".

    What is not asked yet is not in `given`. A sign that was not answered is one that was not noticed; a
    reason has to be answered.
    """

    given: dict[str, bool | None] = field(default_factory=dict)

    @classmethod
    def after(cls, last: SelfCheck | None) -> Answers:
        """Begin a self-check: what was a reason last time still is, until the answer is another one."""
        return cls(dict.fromkeys(last.reasons & frozenset(REASONS), True) if last else {})

    def answered(self, item: str, answer: bool | None) -> Answers:
        """Return the answers with another one; "don't know" fits only what a professional establishes."""
        if answer is None and item not in ESTABLISHED:
            return self
        return Answers({**self.given, item: answer})

    def turned(self, item: str) -> Answers:
        """Return the answers with the next one for an item: yes, no and, where it fits, don't know."""
        order: tuple[bool | None, ...] = (True, False, None) if item in ESTABLISHED else (True, False)
        if item not in self.given:
            return self.answered(item, answer=True)
        return self.answered(item, order[(order.index(self.given[item]) + 1) % len(order)])

    @property
    def open(self) -> tuple[str, ...]:
        """The reasons that are still to be answered."""
        return tuple(reason for reason in REASONS if reason not in self.given)

    def check(self, day: date) -> SelfCheck:
        """Return the self-check that these answers make."""
        said = frozenset(item for item, answer in self.given.items() if answer)
        return SelfCheck(day, said & frozenset(SIGNS), said & frozenset(REASONS))
