"""What is counted in the seven days of a week, as it is shown: rows of numbers, and pairs of columns.

Nothing here draws, so what prints a week in a terminal can say the same without a screen.
"""

from __future__ import annotations

from dataclasses import dataclass

NOTHING = "·"
"""Stands for none of what is counted on a day that has been."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """A row of numbers: what they are, one for each of seven days, what they come to; `quiet` is for comparing."""

    name: str
    values: tuple[str, ...]
    sum: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two values for each label: `now` and what it was `before`, in the same unit."""

    labels: tuple[str, ...] = ()
    now: tuple[float, ...] = ()
    before: tuple[float, ...] = ()
