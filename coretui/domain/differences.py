"""What differs between the record as it is now and a copy of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TableRows:
    """How many rows a table has now and in a copy, and how many of them are only there, or another way there."""

    table: str
    now: int
    then: int
    only_now: int
    only_then: int

    @property
    def alike(self) -> bool:
        """Whether each row is the same in both."""
        return not (self.only_now or self.only_then)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs: by table, those that are alike included, and the days whose rows differ, in order."""

    tables: tuple[TableRows, ...]
    days: tuple[date, ...]

    @property
    def alike(self) -> bool:
        """Whether nothing differs."""
        return all(one.alike for one in self.tables)
