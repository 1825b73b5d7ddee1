"""What to do in a break: the movements that fit beside a desk, each in its turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from coretui.domain.exercises.catalogue import Exercise

AT_HAND: Final = frozenset({"chair"})
"""The equipment that stands at every desk."""
EASY: Final = frozenset({"short-walk", "belly-breathing", "standing-belly-breathing"})
"""Breathing and easy movement, which neither load nor stretch (`stretching`): all that a flare-up is offered."""


def for_breaks(desk: Iterable[Exercise], own: Iterable[Exercise], *, flaring: bool) -> tuple[Exercise, ...]:
    """Return the movements that take turns: those of the programme `desk`, then a person's own.

    Left out are stretches, since nobody has said yet that stretching suits this person, what an inflamed psoas
    has to ask about first, and what needs more than a chair. In a flare-up only `EASY` ones are left.
    """
    known = dict.fromkeys([*desk, *own])
    fit = (one for one in known if not (one.stretch or one.ask_if_inflamed) and AT_HAND.issuperset(one.equipment))
    return tuple(one for one in fit if one.id in EASY or not flaring)


def in_turn(movements: Sequence[Exercise], number: int) -> Exercise:
    """Return the movement of the break with this number: none comes again before all have come."""
    return movements[number % len(movements)]
