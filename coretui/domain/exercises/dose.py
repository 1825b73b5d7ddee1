"""How much of an exercise: sets, repetitions or seconds, and on which sides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise: sets, each of so many repetitions or so many seconds, never both.

    `hold_seconds` is how long each repetition is held; with `each_way` it is held at both of its ends.
    Whether the sets of a sided exercise are per side or in all is the person's setting, not the dose's.
    """

    sets: int
    reps: int | None = None
    seconds: int | None = None
    hold_seconds: int | None = None
    each_way: bool = False


class Side(StrEnum):
    """The side that works."""

    LEFT = "left"
    RIGHT = "right"


class Sides(StrEnum):
    """How the sets of a sided exercise are meant: for each side, or in all.

    The leaflet ("3 × 15, 15 left, 15 right, 15 left …") leaves it open, so the person says.
    """

    EACH = "each"
    TOTAL = "total"
