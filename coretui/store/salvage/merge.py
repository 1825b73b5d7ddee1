"""A new store out of what could be read of a damaged one, and the newest backup beside it.

Where both have a row the backup's wins: facts hardly ever change after their day, and a letter or a number that
was damaged looks as good as any other. It does not where the row was changed later, as the journal tells, or was
still open in the backup. What only the backup has comes back, unless the journal says that it was deleted since.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from coretui.domain.habits.habit import BUILT_IN_IDS, DERIVED_IDS, built_in_habit
from coretui.domain.salvaged import Salvaged, TableSalvaged
from coretui.store.database import Store
from coretui.store.journal import OF_A_HABIT, JournalRow, RowChange
from coretui.store.salvage.pages import PageRow, Pages
from coretui.store.salvage.rows import KEPT, Judge
from coretui.store.salvage.thin import OF_A_DAY, thin_days
from coretui.store.tables import RECORD, first_id

AT_ONCE = 200
"""After how many pages it is told how far it is."""
STILL_OPEN = {"session": "ended_at"}
"""Facts that go on while this column is null: all of such a row may be newer than the backup."""

Tell = Callable[[int, int], None]
"""Is told how many pages have been read, and of how many."""


@dataclass(slots=True)
class _Read:
    """What reading the pages came to."""

    rows: dict[str, int]
    pages: int = 0
    lost: int = 0
    unread: int = 0


def rebuild(damaged: str, target: str, backup: str | None, today: date, tell: Tell) -> Salvaged:
    """Make a store at `target` of what can be read of a damaged one, and of a backup of the same schema.

    Any of the damaged files may be missing. Raises `StoreError`, `OSError` and `sqlite3.Error`.
    """
    Store(target).close()
    with closing(sqlite3.connect(target, isolation_level=None)) as db, closing(Judge()) as judge:
        if backup:
            db.execute("attach ? as backup", [backup])
        db.execute("begin")
        read = _read_pages(db, judge, damaged, tell)
        since = _changed_since(db, backup=bool(backup))
        taken = {table: _from_backup(db, table, since) if backup else 0 for table in RECORD}
        told = {table: _from_journal(db, judge, table, since, backup=bool(backup)) for table in RECORD}
        if backup and not db.execute("select 1 from main.journal").fetchone():
            db.execute("insert into main.journal select * from backup.journal")
        parted = _join(db, today)
        tables = tuple(
            TableSalvaged(table, read.rows[table], taken[table], told[table], _count(db, table))
            for table in RECORD
        )
        thin = thin_days(db, _last_day(db, "backup") if backup else None) if read.lost else ()
        db.execute("commit")
        db.execute("pragma main.wal_checkpoint(truncate)")
    return Salvaged(tables, read.pages, read.lost, read.unread, parted, thin)


def _count(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"select count(*) from main.[{table}]").fetchone()[0])


def _read_pages(db: sqlite3.Connection, judge: Judge, path: str, tell: Tell) -> _Read:
    """Put every row that can be read into the store."""
    found = _Read(dict.fromkeys(KEPT, 0))
    with Pages(path) as pages:
        found.pages = pages.count + pages.missing
        hurt = set()
        for leaf in pages.leaves():
            if leaf.number % AT_ONCE == 0:
                tell(leaf.number, pages.count)
            shape, rows = judge.judged(leaf)
            unread = leaf.unread + len(leaf.rows) - len(rows)
            if unread:
                hurt.add(leaf.number)
                found.unread += unread
            if shape is None or shape.name not in KEPT:
                continue
            marks = ", ".join("?" * len(shape.columns))
            before = db.total_changes
            db.executemany(f"insert or ignore into [{shape.name}] values ({marks})", rows)
            found.rows[shape.name] += db.total_changes - before
        found.lost = len(pages.lost | hurt) + pages.missing
        tell(pages.count, pages.count)
    return found


Since = dict[tuple[str, str], JournalRow | None]
"""Rows by table and id as the journal left them; None for one that it deleted."""


def _changed_since(db: sqlite3.Connection, *, backup: bool) -> Since:
    """Return the rows that the steps of the journal changed since the backup, as they left them."""
    known = (
        "where not exists (select 1 from backup.journal as old where old.seq = journal.seq"
        " and old.undone = journal.undone and old.changes = journal.changes)"
    )
    query = f"select changes, undone from main.journal as journal {known if backup else ''} order by seq"
    steps = db.execute(query).fetchall()
    found: Since = {}
    for changes, undone in [*(one for one in steps if not one[1]), *(one for one in reversed(steps) if one[1])]:
        made: list[RowChange] = json.loads(changes)
        for one in reversed(made) if undone else made:
            row_id = (one["before"] or one["after"] or {}).get("id")
            if one["table"] in RECORD and isinstance(row_id, str):
                found[one["table"], row_id] = one["before"] if undone else one["after"]
    return found


def _from_backup(db: sqlite3.Connection, table: str, since: Since) -> int:
    """Take over what the backup has of a table; return how many rows that are different then, or new."""
    db.execute("create temp table if not exists later (id text primary key)")
    db.execute("delete from later")
    db.executemany("insert into later values (?)", [(row_id,) for one, row_id in since if one == table])
    known = db.execute("select name, [notnull] from pragma_table_info(?)", [table]).fetchall()
    closed = [f"(old.{name} is null and new.{name} is not null)" for name, required in known if not required]
    closed += [f"old.{STILL_OPEN[table]} is null"] if table in STILL_OPEN else []
    newer = (
        f"select new.id from main.[{table}] as new join backup.[{table}] as old using (id)"
        f" where {' or '.join(closed) or '0'}"
    )
    names = ", ".join(name for name, _required in known)
    before = db.total_changes
    db.execute(
        f"insert or replace into main.[{table}] ({names}) select {names} from"
        f" (select {names} from backup.[{table}] except select {names} from main.[{table}])"
        f" where id not in later and id not in ({newer})"
    )
    return db.total_changes - before


def _from_journal(db: sqlite3.Connection, judge: Judge, table: str, since: Since, *, backup: bool) -> int:
    """Delete what the journal deleted, and take from it what no page has any more; return how many rows."""
    shape, taken = judge.shapes[table], 0
    for row_id, row in [(row_id, row) for (one, row_id), row in since.items() if one == table]:
        if row is None:
            db.execute(f"delete from main.[{table}] where id = ?", [row_id])
        elif not db.execute(f"select 1 from main.[{table}] where id = ?", [row_id]).fetchone():
            kept = judge.fitted(shape, PageRow(0, tuple(row.get(name) for name in shape.columns)))
            if kept:
                marks = ", ".join("?" * len(kept))
                taken += db.execute(f"insert or ignore into main.[{table}] values ({marks})", kept).rowcount
            elif backup:  # an older one is better than none
                db.execute(
                    f"insert or ignore into main.[{table}] select * from backup.[{table}] where id = ?", [row_id]
                )
    return taken


# what belongs together


def _join(db: sqlite3.Connection, today: date) -> int:
    """Let every row have what it belongs to; return how many had to be left out, for that is lost.

    A habit is made anew with its id for a name: what was ticked is worth more than what it was called.
    """
    created = _first_day(db) or today
    known = {row_id for (row_id,) in db.execute("select id from habit")}
    wanted = {row_id for table in OF_A_HABIT for (row_id,) in db.execute(f"select habit from [{table}]")}
    for row_id in sorted({*wanted, *BUILT_IN_IDS} - known - {None}):
        _add_habit(db, row_id, created)
    parted = 0
    while rows := db.execute("pragma foreign_key_check").fetchall():
        for table, row, _parent, _key in rows:
            if table == "chair":
                db.execute("delete from chair")
            else:
                db.execute(f"delete from [{table}] where rowid = ?", [row])
                parted += 1
    return parted


def _add_habit(db: sqlite3.Connection, row_id: str, created: date) -> None:
    """Make a habit anew whose own row is lost, with a schedule unless it has one."""
    row: tuple[object, ...]
    if row_id in DERIVED_IDS:
        habit, schedule = built_in_habit(row_id, created)
        row = (row_id, None, habit.goal, habit.unit, created.isoformat())
        times = (schedule.repeat.value, schedule.times, "".join(map(str, sorted(schedule.weekdays))))
    else:
        row, times = (row_id, row_id, 1.0, "", created.isoformat()), ("daily", 1, "")
    columns = "id, name, goal, unit, created_day, position"
    db.execute(f"insert into habit ({columns}) select ?, ?, ?, ?, ?, count(*) from habit", row)
    if not db.execute("select 1 from schedule where habit = ?", [row_id]).fetchone():
        columns = "id, habit, repeat, times, weekdays, effective_from"
        db.execute(
            f"insert into schedule ({columns}) values (?, ?, ?, ?, ?, ?)",
            (first_id(row_id), row_id, *times, created.isoformat()),
        )


def _first_day(db: sqlite3.Connection) -> date | None:
    return _day(db, "min", "main")


def _last_day(db: sqlite3.Connection, schema: str) -> date | None:
    return _day(db, "max", schema)


def _day(db: sqlite3.Connection, which: str, schema: str) -> date | None:
    days = " union all ".join(f"select {which}(day) as day from {schema}.[{table}]" for table in OF_A_DAY)
    [(found,)] = db.execute(f"select {which}(day) from ({days})").fetchall()
    return date.fromisoformat(found) if found else None
