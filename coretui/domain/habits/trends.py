"""Trends: what happened on days, gathered into columns over the weeks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

Gather = Callable[[Sequence[float]], float]
"""Makes one value of several."""
Columns = tuple[float | None, ...]
"""A value for each column, the oldest first, None where nothing is known."""


def columns(
    per_day: Mapping[date, float],
    first: date,
    weeks: int,
    parts: int,
    gather: Gather,
) -> Columns:
    """Return columns for so many weeks from the day `first`, each week in `parts` (1 to 7) of whole days.

    `gather` makes one value of those of a part's days, the oldest first; a part without any is None.
    """
    found: list[float | None] = []
    for week in range(weeks):
        days = [first + timedelta(days=7 * week + n) for n in range(7)]
        for part in range(parts):
            mine = [day for n, day in enumerate(days) if n * parts // 7 == part]
            values = [per_day[day] for day in mine if day in per_day]
            found.append(gather(values) if values else None)
    return tuple(found)


def widened(values: Sequence[float | None], times: int) -> Columns:
    """Return each column so many times, for a wider line."""
    return tuple(value for value in values for _ in range(times))


def latest(values: Sequence[float]) -> float:
    """Return the last value."""
    return values[-1]


def mean(values: Sequence[float]) -> float:
    """Return the mean of some values; there is at least one."""
    return sum(values) / len(values)
