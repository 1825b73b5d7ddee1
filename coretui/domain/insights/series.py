"""Values of days in a row, some unknown: what is left of them without trend and weekday, and how they split.

The first day of every series is a Monday, and the first of a spell of days that are compared with each other.
"""

from __future__ import annotations

from collections.abc import Sequence

WEEK = 7
SPELL = 28
"""Days that are compared with one another: four weeks."""

Series = Sequence[float | None]
"""One value for each day, None where it is not known."""


def known(values: Series) -> list[float]:
    """Return the values that are known."""
    return [value for value in values if value is not None]


def within(values: Series) -> list[float | None]:
    """Return each value less the mean of its spell and kind of day, Monday to Friday or weekend."""
    cells = [(n // SPELL, n % WEEK >= 5) for n in range(len(values))]
    sums: dict[tuple[int, bool], tuple[float, int]] = {}
    for cell, value in zip(cells, values, strict=True):
        if value is not None:
            total, count = sums.get(cell, (0.0, 0))
            sums[cell] = (total + value, count + 1)
    means = {cell: total / count for cell, (total, count) in sums.items()}
    return [None if value is None else value - means[cell] for cell, value in zip(cells, values, strict=True)]


def without(values: Series, other: Series) -> list[float | None]:
    """Return what is left of values once what goes with another series is taken out, in a straight line."""
    top = bottom = 0.0
    for value, beside in zip(values, other, strict=True):
        if value is not None and beside is not None:
            top += value * beside
            bottom += beside * beside
    slope = top / bottom if bottom else 0.0
    return [
        None if value is None or beside is None else value - slope * beside
        for value, beside in zip(values, other, strict=True)
    ]


def split(values: Sequence[float], fixed: float | None) -> tuple[float, bool]:
    """Return where days part, and whether the split itself is on the side of yes; seen without the pain.

    That is a fixed amount, or more than the person's own median. Where amounts are of few kinds, the median counts
    as yes if that parts the days more evenly.
    """
    if fixed is not None:
        return fixed, True
    half = median(values)
    above, at_least = sum(value > half for value in values), sum(value >= half for value in values)
    return half, abs(2 * above - len(values)) > abs(2 * at_least - len(values))


def median(values: Sequence[float]) -> float:
    """Return the value in the middle, 0 without any."""
    if not values:
        return 0.0
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
