"""Whose rows a page holds: a row has the columns, the types and the values of its table, as SQLite judges."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from coretui.store.codec import UNREADABLE, decode
from coretui.store.database import migration_files
from coretui.store.health import value_rules
from coretui.store.plans import read_plan
from coretui.store.salvage.pages import Leaf, PageRow
from coretui.store.salvage.records import Stored
from coretui.store.tables import RECORD

KEPT = (*RECORD, "journal", "chair")
"""The tables whose rows are brought back."""
SQLITES = {
    "_sqlite_migrations": "create table _sqlite_migrations"
    " (id integer primary key, migration_set text not null, name text not null, applied_at text not null) strict",
    "sqlite_sequence": "create table sequence (name text not null, seq integer not null) strict",
    "sqlite_schema": "create table schema (type text not null, name text not null, tbl_name text not null,"
    " rootpage integer, sql text, check (type in ('table', 'index', 'trigger', 'view'))) strict",
}
"""What else lies in leaf pages: known, so that it is not taken for something lost."""
TYPES: dict[str, tuple[type, ...]] = {"TEXT": (str,), "REAL": (float, int), "INTEGER": (int,), "BLOB": (bytes,)}
ASKED = 12
"""How many rows of a page are asked at most whose they are."""
READERS = {("chair", "state"): decode, ("session", "plan"): read_plan}
"""Values that only we can judge."""

Values = tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class RowShape:
    """A table, as a row must fit into it.

    `least` is how many columns its oldest rows have. `numbered` says that its key is the number of the row.
    """

    name: str
    columns: tuple[str, ...]
    types: tuple[tuple[type, ...], ...]
    least: int
    numbered: bool

    def could_hold(self, values: Sequence[Stored]) -> bool:
        """Tell whether a row has as many columns, and values of their types."""
        return self.least <= len(values) <= len(self.columns) and all(
            value is None or isinstance(value, kinds) for value, kinds in zip(values, self.types, strict=False)
        )


class Judge:
    """Says which table a page's rows are of, and gives each row with all columns the table has today.

    Asked is SQLite itself: each row is put into an empty table of that shape, in memory, and taken out again.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._least: dict[str, tuple[str, ...]] = {}
        for file in migration_files():
            self._db.executescript(file.read_text(encoding="utf-8"))
            self._look()
        for statement in SQLITES.values():
            with suppress(sqlite3.OperationalError):  # the schema may have made one of them itself
                self._db.execute(statement)
            self._look()
        self._db.executescript("pragma foreign_keys = off;")
        self._rules = self._refusing()
        self.shapes = {name: self._shape(name) for name in self._least}
        self._empty()

    def close(self) -> None:
        """Let go of the tables in memory."""
        self._db.close()

    def _look(self) -> None:
        """Note the columns that tables have: the first ones of rows that were never written anew."""
        query = "select name from sqlite_master where type = 'table' and sql like '% strict'"
        for (name,) in self._db.execute(query).fetchall():
            columns = self._columns(name)
            known = self._least.get(name)
            if known is None or columns[: len(known)] != known:
                self._least[name] = columns  # a table that was made anew has no older rows

    def _columns(self, table: str) -> tuple[str, ...]:
        return tuple(name for (name,) in self._db.execute("select name from pragma_table_info(?)", [table]))

    def _refusing(self) -> dict[str, str]:
        """Return for each table the condition that only a damaged row meets."""
        rules: dict[str, list[str]] = {}
        for table, column, rule in value_rules():
            if column in self._columns(table):
                rules.setdefault(table, []).append(f"({column} is not null and ({rule}))")
        return {table: " or ".join(found) for table, found in rules.items()}

    def _shape(self, name: str) -> RowShape:
        known = self._db.execute("select name, type, pk from pragma_table_info(?)", [name]).fetchall()
        types = tuple(TYPES[kind.upper()] for _name, kind, _key in known)
        numbered = any(key and kind.upper() == "INTEGER" for _name, kind, key in known)
        return RowShape(name, tuple(name for name, *_rest in known), types, len(self._least[name]), numbered)

    def _empty(self) -> None:
        for (trigger,) in self._db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            self._db.execute(f"drop trigger [{trigger}]")
        for name in self.shapes:
            self._db.execute(f"delete from [{name}]")

    def fitted(self, shape: RowShape, row: PageRow) -> Values | None:
        """Return a row as the table would keep it, with columns it is too old for; None if it cannot be one."""
        values = [row.number, *row.values[1:]] if shape.numbered else list(row.values)
        if not shape.could_hold(values):
            return None
        named = ", ".join(shape.columns[: len(values)])
        marks = ", ".join("?" * len(values))
        rule = self._rules.get(shape.name, "0")
        self._db.execute("begin")
        try:
            self._db.execute(f"insert into [{shape.name}] ({named}) values ({marks})", values)
            *kept, wrong = self._db.execute(f"select *, coalesce({rule}, 1) from [{shape.name}]").fetchone()
            if not wrong:
                self._read(shape, kept)
        except (sqlite3.Error, *UNREADABLE):  # numbers and texts that no column takes, or that cannot be read
            return None
        finally:
            self._db.execute("rollback")
        return None if wrong else tuple(kept)

    def _read(self, shape: RowShape, values: Sequence[Stored]) -> None:
        for (table, column), read in READERS.items():
            if table == shape.name and isinstance(text := values[shape.columns.index(column)], str):
                read(text)

    def shape_of(self, rows: Sequence[PageRow]) -> RowShape | None:
        """Return the table that most of a page's rows fit into; None if none of them fits into any."""
        asked = rows[:: max(1, len(rows) // ASKED)]
        votes = {name: self._count(shape, asked) for name, shape in self.shapes.items()}
        best = max(votes, key=lambda name: (votes[name], len(self.shapes[name].columns)))
        return self.shapes[best] if votes[best] else None

    def _count(self, shape: RowShape, rows: Iterable[PageRow]) -> int:
        return sum(1 for row in rows if self.fitted(shape, row) is not None)

    def judged(self, leaf: Leaf) -> tuple[RowShape | None, list[Values]]:
        """Return the table of a page and those of its rows that fit into it."""
        shape = self.shape_of(leaf.rows) if leaf.rows else None
        if shape is None:
            return None, []
        found = (self.fitted(shape, row) for row in leaf.rows)
        return shape, [values for values in found if values is not None]
