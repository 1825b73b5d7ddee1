"""Reading the database of Loop Habit Tracker, version 12 to 26 (iSoron/uhabits, as of 2026)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from coretui.domain.days import FIRST_DAY, LAST_DAY
from coretui.i18n import _
from coretui.store.exchange.foreign.record import (
    MOST_ENTRIES,
    ForeignEntry,
    ForeignHabit,
    ForeignRecord,
    Remarks,
    amount_of,
    approximate,
    by_day,
    per_week,
)
from coretui.store.exchange.header import LONGEST_LINE, UnfitError

VERSIONS = range(12, 27)
"""The versions of the database that are known; 26 is that of its development branch."""
DAY_MS = 86_400_000
"""Loop counts days as milliseconds of Unix time, at midnight UTC."""
DONE, SKIPPED = 2, (3, -3)
"""Of yes or no: -1 is unknown, 0 no, 1 only worked out. An older version skipped with -3."""
AT_MOST = 1
MOST_HABITS = 5000
STEPS = 1_000_000
"""Steps of SQLite's machine between two looks at how long a query takes already."""
MOST_LOOKS = 3000
"""Looks until a query is no honest one: a million entries take about 20."""


@dataclass(slots=True)
class LoopHabit:
    """A habit of Loop, as both kinds of file tell of it; `target` is for habits in numbers."""

    key: str
    name: str
    times: int = 1
    days: int = 1
    numeric: bool = False
    at_most: bool = False
    target: float = 1.0
    unit: str = ""
    archived: bool = False
    entries: list[tuple[date, int, str]] = field(default_factory=list)


def settle(habits: Iterable[LoopHabit], remarks: Remarks) -> ForeignRecord:
    """Return what comes in of habits of Loop."""
    found = []
    for one in habits:
        if one.numeric and one.at_most:
            remarks.name("at-most", one.name)
            continue
        often, exact = per_week(one.times, one.days)
        if one.numeric and one.days != 1:
            remarks.name("together", approximate(one.name, one.times, one.days, often))
        elif not exact:
            remarks.name("approximate", approximate(one.name, one.times, one.days, often))
        goal = one.target if one.numeric and one.target > 0 else 1.0
        entries = by_day(_entry(one, *entry) for entry in one.entries)
        unit = one.unit if one.numeric else ""
        found.append(ForeignHabit(one.key, one.name, often, goal, unit, one.archived, entries))
    return ForeignRecord("loop", "Loop Habit Tracker", tuple(found), remarks.all())


def _entry(habit: LoopHabit, day: date, value: int, note: str) -> ForeignEntry:
    if value in SKIPPED:
        return ForeignEntry(day, skipped=True, note=note)
    if habit.numeric:
        return ForeignEntry(day, max(value, 0) / 1000, note=note)
    return ForeignEntry(day, float(value == DONE), note=note)


def read_database(path: str) -> ForeignRecord:
    """Read a database that nobody writes into; raises `UnfitError` for one of others, or a damaged one."""
    try:
        with closing(sqlite3.connect(f"{Path(path).as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            _confine(db)
            return _read(db)
    except (sqlite3.Error, OverflowError) as error:
        raise UnfitError(_("the database is damaged ({error})").format(error=error)) from error


def _confine(db: sqlite3.Connection) -> None:
    """Let a file of others do nothing: no functions in its schema, no endless queries, no huge values."""
    looks = 0

    def look() -> bool:
        nonlocal looks
        looks += 1
        return looks > MOST_LOOKS

    db.execute("pragma trusted_schema = off")
    db.execute("pragma query_only = on")
    db.execute("pragma cell_size_check = on")
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_LINE)
    db.text_factory = lambda text: text.decode("utf-8", "replace")
    db.set_progress_handler(look, STEPS)


def _read(db: sqlite3.Connection) -> ForeignRecord:
    made = {
        str(name).lower(): str(sql).lower().split()
        for name, sql in db.execute("select name, sql from sqlite_master where type = 'table'")
    }
    if any(made.get(table, [])[:2] != ["create", "table"] for table in ("habits", "repetitions")):
        raise UnfitError(_("it is a database, but not one of Loop Habit Tracker"))
    [(verdict,)] = db.execute("pragma quick_check(1)").fetchall()  # a cut page would be read as empty rows
    if verdict != "ok":
        raise UnfitError(_("the database is damaged ({error})").format(error=" ".join(str(verdict).split())))
    [(version,)] = db.execute("pragma user_version").fetchall()
    if version not in VERSIONS:
        sentence = _("it is of version {version} of Loop Habit Tracker, and {first} to {last} are known")
        raise UnfitError(sentence.format(version=version, first=VERSIONS[0], last=VERSIONS[-1]))
    remarks = Remarks()
    habits = _habits(db, remarks)
    _fill(db, habits, remarks)
    if made.get("habitgroups", [])[:2] == ["create", "table"]:
        [(groups,)] = db.execute("select count(*) from HabitGroups").fetchall()
        remarks.count("groups", groups)
    return settle(habits.values(), remarks)


def _columns(db: sqlite3.Connection, table: str, wanted: Mapping[str, str]) -> str:
    """Return the columns to be read; one that a version does not have yet gets the value it stood for."""
    known = {str(row[1]).lower() for row in db.execute(f"pragma table_info({table})")}
    return ", ".join(name if name in known else f"{missing} as {name}" for name, missing in wanted.items())


def _habits(db: sqlite3.Connection, remarks: Remarks) -> dict[int, LoopHabit]:
    names = _columns(
        db,
        "Habits",
        {
            "id": "rowid", "name": "''", "uuid": "null", "freq_num": "1", "freq_den": "1", "type": "0",
            "target_type": "0", "target_value": "1", "unit": "''", "archived": "0", "position": "0",
            "question": "''", "description": "''",
        },
    )  # fmt: skip
    found: dict[int, LoopHabit] = {}
    for row in db.execute(f"select {names} from Habits order by 11, 1 limit {MOST_HABITS + 1}"):
        one, name, uuid, times, days, kind, target_type, target, unit, archived, _place, *texts = row
        if not isinstance(one, int) or len(found) >= MOST_HABITS:
            raise UnfitError(_("its habits are not those of Loop Habit Tracker"))
        called = name if isinstance(name, str) else ""
        found[one] = LoopHabit(
            key=uuid if isinstance(uuid, str) and uuid else called,
            name=called,
            times=_whole(times),
            days=_whole(days),
            numeric=kind == 1,
            at_most=target_type == AT_MOST,
            target=amount_of(target) or 0.0,
            unit=unit if isinstance(unit, str) else "",
            archived=archived == 1,
        )
        remarks.count("texts", sum(isinstance(text, str) and bool(text.strip()) for text in texts))
    return found


def _whole(value: object) -> int:
    return value if isinstance(value, int) and abs(value) <= 10_000 else 0


def _fill(db: sqlite3.Connection, habits: Mapping[int, LoopHabit], remarks: Remarks) -> None:
    names = _columns(
        db,
        "Repetitions",
        {"habit": "null", "timestamp": "null", "value": str(DONE), "notes": "''", "id": "rowid"},
    )
    query = f"select {names} from Repetitions order by 5 limit {MOST_ENTRIES + 1}"
    for number, (habit, moment, value, note, _id) in enumerate(db.execute(query)):
        if number >= MOST_ENTRIES:
            raise UnfitError(_("it has more than {most} rows").format(most=MOST_ENTRIES))
        day = _day(moment)
        if day is None or habit not in habits or not isinstance(value, int) or amount_of(value / 1000) is None:
            remarks.count("entries")
        else:
            habits[habit].entries.append((day, value, note if isinstance(note, str) else ""))


def _day(moment: object) -> date | None:
    if isinstance(moment, int):
        with suppress(OverflowError):
            found = FIRST_DAY + timedelta(days=moment // DAY_MS)
            return found if FIRST_DAY <= found <= LAST_DAY else None
    return None
