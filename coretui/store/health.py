"""Whether the store is whole: what SQLite finds, the tables and columns there have to be, and values that can be.

Nothing is written into a store that is not: the first writer of a day looks before it writes, and notes beside the
store that it has.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from time import monotonic

from coretui.domain.days import DAY, SOUND_YEARS
from coretui.errors import StoreDamagedError, StoreError
from coretui.i18n import _
from coretui.paths import Home, read_regular, replace_private
from coretui.store.codec import EARLIEST, LATEST, UNREADABLE, decode
from coretui.store.database import migration_files
from coretui.store.place import damaged, open_to_read, passing, reason
from coretui.store.tables import ID_RULES

THOROUGH = 20_000_000
"""Bytes up to which the thorough checks take less than a second."""
LENGTH = 2000
"""Bytes of a verdict at most."""
DEADLINE = 60.0
"""Seconds that looking through all of a store may take."""
MOST = 10
"""How many troubles SQLite looks for before it gives up."""
SENTENCE = 200
"""Letters of what is wrong that are kept."""
STEPS = 10_000
"""Steps of SQLite's machine after which the clock is looked at: well below a millisecond of work."""
THOROUGH_EACH = timedelta(days=7)
"""How often a large store is looked through row by row: its pages are every day."""
DAYS = {
    "habit": ("created_day", "retired_day"), "schedule": ("effective_from",), "tick": ("day",), "span": ("day",),
    "prompt": ("day",), "movement": ("day",), "breathing": ("day",), "session": ("day",), "pain": ("day",),
    "note": ("day",), "self_check": ("day",), "goal": ("effective_from",),
    "posture_note": ("day",), "posture_ask": ("day",),
}  # fmt: skip
STRETCHES = ("time_off", "retirement")
"""Tables of days from the first to the last, which an older version took from any year on."""
MOMENTS = {
    "tick": ("ticked_at",), "span": ("started_at",), "prompt": ("due_at", "ended_at"), "movement": ("started_at",),
    "breathing": ("started_at",), "session": ("started_at", "ended_at"), "session_set": ("done_at",),
    "pain": ("felt_at",), "note": ("written_at",), "self_check": ("checked_at",), "journal": ("made_at",),
    "posture_note": ("noted_at",), "posture_ask": ("asked_at",),
}  # fmt: skip
NEAR = {"span": "started_at", "prompt": "due_at", "movement": "started_at", "breathing": "started_at",
        "session": "started_at", "posture_note": "noted_at", "posture_ask": "asked_at"}  # fmt: skip
"""Facts whose day is that on which they began; a tick may be for any day."""
OFFSETS = (
    "tick",
    "span",
    "prompt",
    "movement",
    "breathing",
    "session",
    "session_set",
    "pain",
    "note",
    "self_check",
    "posture_note",
    "posture_ask",
)
AMOUNTS = {"habit": "goal", "goal": "amount", "tick": "times", "movement": "minutes", "breathing": "seconds",
           "session_set": "worth", "span": "seconds"}  # fmt: skip
JSON = {
    ("session", "plan"): "array", ("self_check", "signs"): "array", ("self_check", "reasons"): "array",
    ("journal", "changes"): "array", ("journal", "words"): "object", ("chair", "state"): "object",
}  # fmt: skip


def value_rules() -> Iterator[tuple[str, str, str]]:
    """Yield what no row may be: table, column, and the condition in SQL that only a damaged row meets."""
    first, after = SOUND_YEARS
    for table, columns in DAYS.items():
        for column in columns:
            yield (
                table,
                column,
                f"date({column}, '+0 days') is not {column} or {column} not between '{first}' and '{after}'",
            )
    for table in STRETCHES:
        for column in ("first", "last"):
            yield table, column, f"date({column}, '+0 days') is not {column}"
    for table, columns in MOMENTS.items():
        for column in columns:
            yield table, column, f"{column} not between {EARLIEST} and {LATEST}"
    for table in OFFSETS:
        yield table, "utc_offset", f"abs(utc_offset) > {DAY} or utc_offset % 60"
    for table, column in NEAR.items():
        local = f"({column} + utc_offset) / 86400.0 + 2440587.5"
        yield table, "day", f"abs(julianday(day) + 0.5 - ({local})) > 2.1"
    for table, column in AMOUNTS.items():
        yield table, column, f"{column} > 1e9"
    for table, rule in ID_RULES.items():
        yield table, "id", rule
    for (table, column), kind in JSON.items():
        yield table, column, f"{column} is not null and json_type({column}) is not '{kind}'"
    for table in sorted({*DAYS, *STRETCHES, "session_set"} - {"habit", *ID_RULES}):  # whose ids say what they are
        yield table, "id", "length(id) <> 16 or id glob '*[^0-9a-f]*'"
    yield "chair", "state", "json_extract(state, '$.body') is null"


def trouble(db: sqlite3.Connection, *, in_passing: bool = False, thorough: bool = False) -> str:
    """Return what is wrong with an open store, in the words of whoever found it; empty if nothing is.

    Above `THOROUGH` bytes the pages are looked at, and the rows in them only if it is to be `thorough`;
    `in_passing`, when somebody waits for it, only the tables.
    """
    try:
        if in_passing and _is_large(db):
            return _schema_trouble(db)
        return _found(db, rows=thorough or not _is_large(db))
    except (sqlite3.Error, *UNREADABLE) as error:  # also names that are no text, numbers that are none
        return reason(error)


def _is_large(db: sqlite3.Connection) -> bool:
    return _number(db, "page_size") * _number(db, "page_count") > THOROUGH


def _found(db: sqlite3.Connection, *, rows: bool) -> str:
    """Look at the pages, and at the rows and indexes in them too; raises `sqlite3.Error` and `UNREADABLE`."""
    verdicts = db.execute(f"pragma {'integrity' if rows else 'quick'}_check({MOST})").fetchall()
    if verdicts != [("ok",)]:
        lines = [line for (text,) in verdicts for line in str(text).splitlines()]
        return " ".join(next((line for line in lines if not line.startswith("***")), lines[0]).split())
    return _schema_trouble(db) or (_value_trouble(db) if rows else "")


def damage(home: Home) -> str:
    """Return what is wrong with the store of a home, empty if nothing is or if there is none; it is only read."""
    if not os.path.isfile(home.database):
        return ""
    try:
        with closing(open_to_read(home)) as db:
            return trouble(db)
    except (OSError, sqlite3.Error) as error:
        return reason(error)


def _value_trouble(db: sqlite3.Connection) -> str:
    if found := db.execute("pragma foreign_key_check").fetchone():
        return _("a row of {table} belongs to something that is missing").format(table=found[0])
    columns = {table: set(_columns(db, table)) for table, _column, _rule in value_rules()}
    for table, column, rule in value_rules():
        known = (
            column in columns[table]
            and db.execute(f"select 1 from [{table}] where {column} is not null and ({rule}) limit 1").fetchone()
        )
        if known:
            return _("an impossible value in {table}.{column}").format(column=column, table=table)
    if found := _text_trouble(db):
        return found
    from coretui.store.plans import read_plan  # noqa: PLC0415 - only where values are looked at

    readers = {"state from chair": decode, "plan from session where plan is not null": read_plan}
    for what, read in readers.items():
        for (text,) in db.execute(f"select {what}"):
            try:
                read(text)
            except UNREADABLE:
                column, _from, table, *_rest = what.split()
                return _("an impossible value in {table}.{column}").format(column=column, table=table)
    return ""


def _text_trouble(db: sqlite3.Connection) -> str:
    """Read every text: SQLite keeps whatever bytes there are."""
    query = "select name from pragma_table_info(?) where type = 'text' collate nocase and name <> 'id'"
    for table in sorted({table for table, _column, _rule in value_rules()}):
        names = [name for (name,) in db.execute(query, [table])]
        try:
            for _row in db.execute(f"select {', '.join(names)} from [{table}]"):
                pass
        except sqlite3.OperationalError as error:
            if "decode" not in str(error):
                raise
            column = next((name for name in names if f"'{name}'" in str(error)), "")
            return _("an impossible value in {table}.{column}").format(column=column, table=table)
    return ""


def _schema_trouble(db: sqlite3.Connection) -> str:
    """Compare with a store that was made by the same migrations; what others have added is theirs."""
    query = "select name from _sqlite_migrations where migration_set = 'coretui'"
    applied = {name for (name,) in db.execute(query)}
    with closing(sqlite3.connect(":memory:")) as fresh:
        for file in migration_files():
            before = _objects(fresh)
            fresh.executescript(file.read_text(encoding="utf-8"))
            if file.stem not in applied and (half := (_objects(fresh) - before) & _objects(db)):
                return _("{name} exists already, from an update of the file that was interrupted").format(
                    name=min(half)[1]
                )
            if file.stem not in applied:
                return ""
        if missing := _objects(fresh) - _objects(db):
            return _("{name} is missing").format(name=min(missing)[1])
        for kind, table in _objects(fresh):
            if kind == "table" and (lost := set(_columns(fresh, table)) - set(_columns(db, table))):
                return _("{column} is missing in {table}").format(column=min(lost), table=table)
    return ""


def _objects(db: sqlite3.Connection) -> set[tuple[str, str]]:
    query = "select type, name from sqlite_master where name not like 'sqlite_%' and name not like '_sqlite_%'"
    return set(db.execute(query).fetchall())


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [name for (name,) in db.execute("select name from pragma_table_info(?)", [table])]


def _number(db: sqlite3.Connection, pragma: str) -> int:
    return int(db.execute(f"pragma {pragma}").fetchone()[0])


@dataclass(frozen=True, slots=True)
class HealthVerdict:
    """What was found the last time somebody looked: on which day the store was whole, and by its rows, too.

    `wrong` says what was not, on `day`; empty if nothing. `schema` is the number of the schema that was compared.
    """

    day: date | None = None
    whole: date | None = None
    rows: date | None = None
    wrong: str = ""
    schema: int = 0


@dataclass(slots=True)
class Vouch:
    """Lets a store be written only on a day on which it was found whole, by this process or another."""

    home: Home
    today: Callable[[], date]
    _found_whole: date | None = None

    def __call__(self, db: sqlite3.Connection) -> None:
        """Look, unless somebody has today. Raises `StoreDamagedError` or `StoreError` with a sentence."""
        today = self.today()
        if self._found_whole == today:
            return
        last = last_verdict(self.home)
        if last.whole != today or last.wrong:
            if not SOUND_YEARS[0] <= today.year < SOUND_YEARS[1]:
                sentence = _("The clock of this machine says {day}; nothing is saved until you set it right.")
                raise StoreError(sentence.format(day=today.isoformat()))
            # What was found wrong may have been put right by hand: all of it is looked at then.
            if wrong := trouble(db, in_passing=not last.wrong):
                raise StoreDamagedError(damaged(self.home.database, wrong))
            keep_verdict(
                self.home, replace(last, day=today, whole=today, wrong="", schema=_number(db, "schema_version"))
            )
        self._found_whole = today


def refuse_other_tables(home: Home, db: sqlite3.Connection) -> None:
    """Make sure of the tables of a store that was just opened, unless they are those that were compared before.

    Raises `StoreDamagedError` with a sentence.
    """
    try:
        if _number(db, "schema_version") == last_verdict(home).schema:
            return
        wrong = _schema_trouble(db)
    except (sqlite3.Error, *UNREADABLE) as error:
        wrong = reason(error)
    if wrong:
        raise StoreDamagedError(damaged(home.database, wrong))


def full_check(home: Home, today: date, seconds: float = DEADLINE) -> HealthVerdict:
    """Look through all of a store with a connection of its own, and keep what came of it: once a day, in a thread.

    The pages of a large store are looked at every day, its rows once a week. What is not done within so many
    `seconds` says nothing. Where there is no store the last verdict holds.
    """
    last = last_verdict(home)
    if not os.path.isfile(home.database):
        return last
    try:
        with closing(open_to_read(home)) as db:
            end = monotonic() + seconds
            db.set_progress_handler(lambda: monotonic() > end, STEPS)
            rows = not _is_large(db) or last.rows is None or today - last.rows >= THOROUGH_EACH
            wrong, schema = _found(db, rows=rows), _number(db, "schema_version")
    except sqlite3.OperationalError as error:
        if passing(error):
            return last  # held by another program, or not done in time
        wrong, rows, schema = reason(error), True, 0
    except (OSError, sqlite3.Error, *UNREADABLE) as error:
        wrong, rows, schema = reason(error), True, 0
    if wrong:
        found = replace(last, day=today, wrong=wrong)
    else:
        found = HealthVerdict(today, today, today if rows else last.rows, "", schema)
    keep_verdict(home, found)
    return found


def last_verdict(home: Home) -> HealthVerdict:
    """Return what was found the last time somebody looked; nothing where it is not known."""
    try:
        said = json.loads(read_regular(home.health, LENGTH))
        day, whole, rows = (
            date.fromisoformat(said[key]) if said.get(key) else None for key in ("day", "whole", "rows")
        )
        return HealthVerdict(day, whole, rows, str(said.get("wrong", "")), int(said.get("schema", 0)))
    except (StoreError, OSError, ValueError, TypeError, LookupError, AttributeError):
        return HealthVerdict()


def keep_verdict(home: Home, verdict: HealthVerdict) -> None:
    """Keep the verdict; where that cannot be, the next process looks again."""
    days = {"day": verdict.day, "whole": verdict.whole, "rows": verdict.rows}
    said: dict[str, object] = {key: day.isoformat() for key, day in days.items() if day}
    said |= {"wrong": verdict.wrong[:SENTENCE], "schema": verdict.schema}
    with suppress(StoreError, OSError):
        replace_private(home.health, json.dumps(said))
