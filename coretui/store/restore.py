"""Putting what a copy of the store holds into the store that is in use, in one transaction.

Never a file in the place of the open one: SQLite would take its log of writes for that file's own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date

from coretui.domain.days import Instant
from coretui.domain.differences import Difference, TableRows
from coretui.domain.harmless import one_line
from coretui.errors import StoreError, StoreNewerError
from coretui.i18n import _
from coretui.paths import Home
from coretui.store.backups import Backup, count_rows, make, unpacked
from coretui.store.database import BUSY_SECONDS, Store
from coretui.store.health import trouble
from coretui.store.place import open_to_read, reason
from coretui.store.refusals import refusal
from coretui.store.tables import RECORD

BY_DAY = (
    "tick", "span", "prompt", "movement", "breathing", "session", "pain", "note", "self_check", "posture_note",
    "posture_ask",
)  # fmt: skip
"""The tables whose rows belong to a day."""


@contextmanager
def prepared(home: Home, name: str) -> Iterator[str]:
    """Give the path of what a copy holds as this version has it: brought up to date, and looked at.

    Raises `StoreError` with a sentence for one that is damaged or from a newer version, `UsageError` for none.
    """
    with unpacked(home, name) as path:
        try:
            with closing(Store(path)) as copy:
                wrong = trouble(copy.db.conn)
        except StoreNewerError as error:
            sentence = _("The backup {name} was made by a newer version of coretui; update coretui first.")
            raise StoreError(sentence.format(name=one_line(name))) from error
        if wrong:
            sentence = _("The backup {name} is damaged ({error}); choose another one.")
            raise StoreError(sentence.format(name=one_line(name), error=wrong))
        yield path


def restore(store: Store, home: Home, name: str, at: Instant) -> Backup:
    """Put back what a copy holds; return the copy of what was there until now, which takes that back.

    That copy is made when nobody else can write any more: what came in between would be in neither.
    Raises `StoreError` with a sentence, and nothing is changed then; `UsageError` for a name that is none.
    """
    with prepared(home, name) as path, _attached(store.db.conn, path), store.write():
        before = make(home, "restore", at)
        _replace(store.db.conn)
    return before


def restore_beside(home: Home, name: str, at: Instant) -> Backup:
    """Do as `restore` does, through a connection of its own: for a thread, beside a store that is open."""
    with prepared(home, name) as path:
        try:
            with closing(sqlite3.connect(home.database, timeout=BUSY_SECONDS)) as db, _attached(db, path):
                return _restore_beside(home, db, at)
        except sqlite3.DatabaseError as error:
            raise refusal(home.database, error) from error


def _restore_beside(home: Home, db: sqlite3.Connection, at: Instant) -> Backup:
    db.execute("pragma foreign_keys = on")
    db.execute("begin immediate")
    try:
        _refuse_newer(home, db)
        before = make(home, "restore", at)
        _replace(db)
        db.execute("commit")
    except BaseException:
        db.rollback()
        raise
    return before


def _refuse_newer(home: Home, db: sqlite3.Connection) -> None:
    names = "select name from {}._sqlite_migrations where migration_set = 'coretui'"
    if newer := db.execute(f"{names.format('main')} except {names.format('copy')}").fetchone():
        sentence = _(
            "{path} was written by a newer version of coretui ({name}); update coretui here, or restart it."
        )
        raise StoreNewerError(sentence.format(path=home.database, name=newer[0]))


def put_in(store: Store, path: str) -> None:
    """Replace the record, and the steps that can be undone, by those of another file of the same tables.

    One transaction: others wait for it, read what was or what is, and hear of it as of anything that is written.
    What goes on in the chair goes on. Raises `StoreError` with a sentence, and nothing is changed then.
    """
    with _attached(store.db.conn, path), store.write():
        _replace(store.db.conn)


@contextmanager
def _attached(db: sqlite3.Connection, path: str) -> Iterator[None]:
    """Have another file beside the store as `copy`: not while something is being written, which SQLite refuses."""
    db.execute("attach database ? as copy", [path])
    try:
        yield
    finally:
        db.execute("detach database copy")


def _replace(db: sqlite3.Connection) -> None:
    """Make the record that of the copy; rows that are the same stay: each that is written costs its triggers."""
    db.execute("pragma defer_foreign_keys = on")  # until the end: the chair belongs to a prompt
    still_open = db.execute("select * from prompt where id = (select prompt from chair)").fetchall()
    db.execute("delete from day_summary")  # first, so that no fact has a day to take away
    for table in (*reversed(RECORD), "journal"):
        db.execute(f"delete from main.[{table}] as one where {_nowhere_else(db, table, 'main')}")
    for table in (*RECORD, "journal"):  # what went with a row that it belonged to comes back too
        columns = ", ".join(f"[{name}]" for name in _columns(db, table))
        rows = f"select {columns} from copy.[{table}] as one where {_nowhere_else(db, table, 'copy')}"
        db.execute(f"insert into main.[{table}] ({columns}) {rows}")
    for row in still_open:
        db.execute(f"insert or replace into prompt values ({', '.join('?' * len(row))})", row)
    db.execute("delete from day_summary")
    db.execute("update day_summary_state set version = version + 1")


def _nowhere_else(db: sqlite3.Connection, table: str, schema: str) -> str:
    """Return the condition that the row `one` of one of the two files is not in the other."""
    other = "copy" if schema == "main" else "main"
    key, *rest = _columns(db, table)
    alike = " and ".join([f"other.[{key}] = one.[{key}]", *(f"other.[{name}] is one.[{name}]" for name in rest)])
    return f"not exists (select 1 from {other}.[{table}] as other where {alike})"


def difference(home: Home, path: str) -> Difference:
    """Compare the store with the file of a copy of the same tables. Raises `StoreError` with a sentence."""
    try:
        with closing(open_to_read(home)) as db:
            db.execute("attach database ? as copy", [path])
            db.execute("begin")
            now, then = count_rows(db), count_rows(db, "copy")
            tables = tuple(
                TableRows(table, now[table], then[table], _only(db, table, "main"), _only(db, table, "copy"))
                for table in RECORD
            )
            differing = {one.table for one in tables if not one.alike}
            return Difference(tables, tuple(_days(db, differing)))
    except (OSError, sqlite3.Error, KeyError) as error:
        raise StoreError(
            _("{path} cannot be read ({error}).").format(path=home.database, error=reason(error))
        ) from error


def _only(db: sqlite3.Connection, table: str, schema: str) -> int:
    """Return how many rows of a table are in one of the two files and not in the other."""
    [(rows,)] = db.execute(f"select count(*) {_rows_only(db, table, schema)}").fetchall()
    return int(rows)


def _rows_only(db: sqlite3.Connection, table: str, schema: str) -> str:
    return f"from {schema}.[{table}] as one where {_nowhere_else(db, table, schema)}"


def _days(db: sqlite3.Connection, tables: set[str]) -> Iterator[date]:
    """Yield the days of which rows of these tables differ, in order."""
    parts = [
        f"select day {_rows_only(db, table, schema)}"
        for table in BY_DAY
        if table in tables
        for schema in ("main", "copy")
    ]
    if "session_set" in tables:
        for schema in ("main", "copy"):
            sessions = f"select session {_rows_only(db, 'session_set', schema)}"
            parts.append(f"select day from {schema}.session where id in ({sessions})")
    if parts:
        for (day,) in db.execute(f"{' union '.join(parts)} order by 1"):
            yield date.fromisoformat(day)


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [name for (name,) in db.execute("select name from pragma_table_info(?, 'main')", [table])]
