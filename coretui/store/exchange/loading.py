"""Building a store of an export, apart from the one in use: whole, checked and up to date, or not at all."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice

from sqlite_utils import Database

from coretui.domain.harmless import quoted
from coretui.errors import StoreError
from coretui.i18n import _
from coretui.store.database import migration_files, migrations
from coretui.store.exchange.foreign.record import ForeignRecord
from coretui.store.exchange.header import (
    DEEPEST,
    LONGEST_TEXT,
    MOST_ROWS,
    ExportHeader,
    ExportTable,
    UnfitError,
    Value,
    depth,
    newer,
)
from coretui.store.health import JSON, trouble
from coretui.store.tables import RECORD

SOME = 1000
"""Rows that are held in memory at a time."""


@dataclass(frozen=True, slots=True)
class LoadedExport:
    """An export as a store of its own, at `path`: what it says of itself, and how many rows it has.

    `foreign` is what another program's file held, for one that was made from such a file.
    """

    path: str
    header: ExportHeader
    rows: int
    foreign: ForeignRecord | None = None


@contextmanager
def loaded(
    header: ExportHeader, tables: Iterable[ExportTable], told: Callable[[int], None] | None = None
) -> Iterator[LoadedExport]:
    """Give a store of all these rows, in a private folder that goes with the block; `told` is how many are read.

    Raises `UnfitError` for rows that no store has, and where a newer version wrote them.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix="coretui-import-", ignore_cleanup_errors=True)
    except OSError as error:
        sentence = _("No folder can be made for what is to be imported: {error}.")
        raise StoreError(sentence.format(error=error.strerror)) from error
    with folder as place:
        path = os.path.join(place, "import.db")
        try:
            rows = _build(path, header.schema, tables, told)
        except sqlite3.Error as error:
            raise UnfitError(str(error)) from error
        yield LoadedExport(path, header, rows)


def schema_now() -> str:
    """Return the name of the last migration, which is that of the schema."""
    return migration_files()[-1].stem


def _build(path: str, schema: str, tables: Iterable[ExportTable], told: Callable[[int], None] | None) -> int:
    names = [file.stem for file in migration_files()]
    if schema not in names:
        raise (
            newer()
            if schema > names[-1]
            else UnfitError(_("its schema {name} is unknown").format(name=quoted(schema)))
        )
    after = names[names.index(schema) + 1 :]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        db = Database(connection)
        migrations().apply(db, stop_before=after[0] if after else None)
        rows = _Filling(connection, told).fill(tables)
        connection.commit()
        migrations().apply(db)
        connection.commit()
        if wrong := trouble(connection, thorough=True):
            raise UnfitError(wrong)
    return rows


class _Filling:
    """Puts rows into an empty store."""

    def __init__(self, db: sqlite3.Connection, told: Callable[[int], None] | None) -> None:
        self._db = db
        self._told = told
        self._rows = 0

    def fill(self, tables: Iterable[ExportTable]) -> int:
        """Put all of them in; return how many they were."""
        seen: set[str] = set()
        for table, columns, rows in tables:
            known = [name for (name,) in self._db.execute("select name from pragma_table_info(?)", [table])]
            if table not in RECORD or not known or table in seen:
                raise UnfitError(_("a table {name} is not part of an export").format(name=quoted(table)))
            if sorted(columns) != sorted(known):
                raise UnfitError(_("{table} has other columns than it should").format(table=table))
            seen.add(table)
            self._fill(table, columns, rows)
        return self._rows

    def _fill(self, table: str, columns: tuple[str, ...], rows: Iterator[list[Value]]) -> None:
        names, values = ", ".join(f"[{name}]" for name in columns), ", ".join("?" * len(columns))
        deep = [place for place, name in enumerate(columns) if (table, name) in JSON]
        query = f"insert into [{table}] ({names}) values ({values})"
        while some := list(islice(rows, SOME)):
            self._rows += len(some)
            if self._told:
                self._told(self._rows)
            if self._rows > MOST_ROWS:
                raise UnfitError(_("it has more than {most} rows").format(most=MOST_ROWS))
            if not all(_fits(row, deep) for row in some):
                raise _impossible(table)
            try:
                self._db.executemany(query, some)
            except (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.ProgrammingError) as error:
                raise _impossible(table) from error
            except (OverflowError, UnicodeError) as error:
                raise _impossible(table) from error


def _impossible(table: str) -> UnfitError:
    return UnfitError(_("a row of {table} is impossible").format(table=table))


def _fits(row: list[Value], deep: list[int]) -> bool:
    """Tell whether values are such as a store has, and no larger."""
    for value in row:
        if value is not None and type(value) not in (str, int, float):
            return False
        if type(value) is str and len(value) > LONGEST_TEXT:
            return False
    return all(depth(str(row[place])) <= DEEPEST for place in deep)
