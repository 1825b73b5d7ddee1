"""What another program's file says, in one shape for all of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from coretui.domain.days import FIRST_DAY, LAST_DAY

MOST_AMOUNT = 1e9
"""The largest amount that a store takes."""
MOST_ENTRIES = 1_000_000
"""Entries of one file: a hundred habits of 27 years."""


@dataclass(frozen=True, slots=True)
class ForeignEntry:
    """What was kept of a habit on a day: how much was done, 0 for nothing, or that it was skipped, and a note."""

    day: date
    amount: float = 0.0
    skipped: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForeignHabit:
    """A habit of another program.

    `key` is what it is known by there, the same in every file of that person. It is wanted `per_week` times, 7 for
    each day, and `goal` in `unit` makes a day done. A habit that is `stopped` is asked for no longer.
    """

    key: str
    name: str
    per_week: int = 7
    goal: float = 1.0
    unit: str = ""
    stopped: bool = False
    entries: tuple[ForeignEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What does not come in as it was, by its code, with the names of the habits, or a count."""

    code: str
    names: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class ForeignRecord:
    """All that a file of another program holds; `kind` is the program in short, `program` its name."""

    kind: str
    program: str
    habits: tuple[ForeignHabit, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class Remarks:
    """Gathers what does not come in as it was."""

    _names: dict[str, list[str]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def name(self, code: str, name: str) -> None:
        """Remember a habit."""
        self._names.setdefault(code, []).append(name)

    def count(self, code: str, by: int = 1) -> None:
        """Count something."""
        if by:
            self._counts[code] = self._counts.get(code, 0) + by

    def all(self) -> tuple[Remark, ...]:
        """Return them, in the order in which they came up."""
        named = (Remark(code, tuple(names), len(names)) for code, names in self._names.items())
        return (*named, *(Remark(code, (), count) for code, count in self._counts.items()))


def day_of(text: object) -> date | None:
    """Return the day with which a text begins, None without one that can be on record."""
    try:
        found = date.fromisoformat(str(text)[:10])
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def amount_of(value: object) -> float | None:
    """Return a number of something done, None for what is none or is out of all bounds."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) <= MOST_AMOUNT and math.isfinite(value) else None


def per_week(times: int, days: int) -> tuple[int, bool]:
    """Return how often a week `times` in so many `days` is, at least once; and whether that is exact."""
    if times <= 0 or days <= 0:
        return 7, False
    if times >= days:
        return 7, True
    if days == 7:
        return times, True
    return max(1, min(7, (14 * times + days) // (2 * days))), False


def approximate(name: str, times: int, days: int, found: int) -> str:
    """Write a habit with how often it was wanted, and how often it is: Run (1/10 → 1/7)."""
    return f"{name} ({times}/{days} → {found}/7)"


def by_day(entries: Iterable[ForeignEntry]) -> tuple[ForeignEntry, ...]:
    """Return one entry a day, the one that came last, in the order of the days."""
    found = {one.day: one for one in entries}
    return tuple(found[day] for day in sorted(found))
