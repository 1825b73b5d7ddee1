"""How long a habit has been kept up: met weeks or days in a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coretui.domain.habits.schedules import Unit


@dataclass(frozen=True, slots=True)
class KeptUp:
    """Met periods in a row: so many weeks or days."""

    length: int
    unit: Unit

    @property
    def days(self) -> int:
        """How long that is in days, to compare it."""
        return self.length * (7 if self.unit is Unit.WEEKS else 1)

    def within(self, unit: Unit) -> int:
        """Return how many whole weeks or days that is."""
        return self.length if unit is self.unit else self.days if unit is Unit.DAYS else self.days // 7


@dataclass(frozen=True, slots=True)
class Changed:
    """From a day on a habit is counted in another unit; `before` is what ran until then."""

    day: date
    before: KeptUp


@dataclass(frozen=True, slots=True)
class Streak:
    """Met periods in a row: up to now, and the most there ever were, in weeks or in days.

    `other` is the longest run where that was one in the other unit, which `longest` tells in this one. `changed`
    is the last change to this unit if something ran until then.
    """

    current: int
    longest: int
    unit: Unit
    other: KeptUp | None = None
    changed: Changed | None = None

    @property
    def best(self) -> KeptUp:
        """The longest run in the unit it was counted in."""
        return self.other or KeptUp(self.longest, self.unit)
