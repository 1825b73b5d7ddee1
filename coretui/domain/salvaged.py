"""What came back of a damaged record, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TableSalvaged:
    """What came back of a table: rows that were read, and those that are from the backup or from the journal."""

    name: str
    read: int
    from_backup: int
    from_journal: int
    total: int


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came back of a damaged store.

    `pages` are all there were, `lost` those of which not all could be read; `unread` rows were seen and could not
    be read, and `parted` ones belong to something that is lost. `thin` are days of which little is left.
    """

    tables: tuple[TableSalvaged, ...]
    pages: int
    lost: int
    unread: int
    parted: int
    thin: tuple[date, ...]

    @property
    def read(self) -> int:
        """How many rows of the record were read."""
        return sum(table.read for table in self.tables)

    @property
    def from_backup(self) -> int:
        """How many rows of the record are the backup's."""
        return sum(table.from_backup for table in self.tables)

    @property
    def total(self) -> int:
        """How many rows the record has now."""
        return sum(table.total for table in self.tables)

    @property
    def hurt(self) -> bool:
        """Whether anything could not be read."""
        return bool(self.lost or self.unread or self.parted)
