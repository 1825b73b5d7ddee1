"""What was written while the clock was wrong by years: habits that begin then are asked for from now on.

Facts stay where they are: nobody knows when they were. Reading takes a plain connection, so that the doctor can.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from sqlite_utils import Database

from coretui.store.database import Store
from coretui.store.tables import dated_id, first_id

FEW = 7
"""Days with records to come up to which the clock was ahead then; with more of them it is behind now."""
JOURNEY = timedelta(days=1)
"""How far ahead a habit is that was added in a zone to the east."""
OLDEST = date(2020, 1, 1)
"""A habit that begins before, with next to nothing on record of then, was added while the clock stood still."""
_LONG_AHEAD = timedelta(days=14)
"""A schedule that was changed holds from the next week at the latest; what is further ahead is a mistake."""
_FACTS = (
    "tick", "span", "prompt", "movement", "breathing", "session", "self_check", "pain", "note", "posture_note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ahead:
    """Habits that begin after today, the first day of the last of them, and how many days to come have records."""

    habits: tuple[str, ...]
    until: date | None
    days: int

    @property
    def behind_now(self) -> bool:
        """Tell whether it is rather the clock of today that is wrong."""
        return self.days > FEW

    def beyond_a_journey(self, today: date) -> bool:
        """Tell whether that is more than another zone makes."""
        return self.until is not None and self.until > today + JOURNEY


def read_ahead(db: sqlite3.Connection, today: date) -> Ahead:
    """Return what lies ahead of today, though nobody can have written it there."""
    rows = db.execute("select id, created_day from habit where created_day > ? order by 2", [today.isoformat()])
    found = rows.fetchall()
    recorded = " union ".join(f"select day from {table} where day > :day" for table in _FACTS)
    query = f"select count(*) from ({recorded})"
    [(days,)] = db.execute(query, {"day": (today + JOURNEY).isoformat()}).fetchall()
    until = date.fromisoformat(found[-1][1]) if found else None
    return Ahead(tuple(habit for habit, _day in found), until, days)


def begin_today(store: Store, today: date) -> Ahead:
    """Let habits that begin after today begin today, with their schedules and goals; return what was ahead.

    Nothing is changed where it is rather the clock of today that is wrong.
    """
    day = {"day": today.isoformat(), "late": (today + _LONG_AHEAD).isoformat()}
    found = read_ahead(store.db.conn, today)
    if not found.habits or found.behind_now:
        return found
    with store.write() as db:
        _move(db, "schedule", "effective_from > :late", day, today)
        first = "select min(effective_from) from schedule as one where one.habit = schedule.habit"
        late = f"habit in (select id from habit where created_day > :day) and effective_from = ({first})"
        _move(db, "schedule", f"effective_from > :day and {late}", day, today)
        _move(db, "goal", "effective_from > :day", day, today)
        db.execute("update habit set retired_day = :day where retired_day > :day", day)
        db.execute("update habit set created_day = :day where created_day > :day", day)
        db.execute("update time_off set first = :day where last is null and first > :day", day)
    return found


def begin_with_records(store: Store, today: date) -> date | None:
    """Let habits begin no sooner than their records if the clock stood years back then; return when they began.

    None where there was nothing to mend. What is on record of those years, a few days, stays where it is.
    """
    old = {"old": OLDEST.isoformat(), "today": today.isoformat()}
    [(began,)] = store.db.execute("select min(created_day) from habit where created_day < :old", old)
    if began is None or today < OLDEST:
        return None
    days = " union ".join(f"select day from {table}" for table in _FACTS)
    query = f"select count(*) filter (where day < :old), min(day) filter (where day >= :old) from ({days})"
    [(stopped, first)] = store.db.execute(query, old)
    if stopped > FEW:
        return None
    old["first"] = min(first or old["today"], old["today"])
    with store.write() as db:
        for table in ("schedule", "goal"):
            _move(db, table, "effective_from < :old", old, date.fromisoformat(old["first"]))
        for column in ("retired_day", "created_day"):
            db.execute(f"update habit set {column} = :first where {column} < :old", old)
    return date.fromisoformat(began)


def _move(db: Database, table: str, which: str, values: dict[str, str], to: date) -> None:
    """Let schedules or goals hold from another day; of those of a habit that would share it the last one does."""
    query = f"select id, habit from {table} where {which} order by effective_from"
    for row, habit in db.execute(query, values).fetchall():
        moved = row if row == first_id(habit) else dated_id(habit, to.isoformat())
        if moved != row:
            db.execute(f"delete from {table} where id = ?", [moved])
        db.execute(f"update {table} set id = ?, effective_from = ? where id = ?", [moved, to.isoformat(), row])
