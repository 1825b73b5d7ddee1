"""What was written while the clock was ahead: habits that begin in years to come are asked for today.

Facts stay where they are: nobody knows when they were. Reading takes a plain connection, so that the doctor can.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from coretui.store.database import Store

FEW = 7
"""Days with records to come up to which the clock was ahead then; with more of them it is behind now."""
JOURNEY = timedelta(days=1)
"""How far ahead a habit is that was added in a zone to the east."""
_LONG_AHEAD = timedelta(days=14)
"""A schedule that was changed holds from the next week at the latest; what is further ahead is a mistake."""
_FACTS = ("tick", "span", "prompt", "movement", "breathing", "session", "self_check", "pain", "note")


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
        db.execute("update schedule set effective_from = :day where effective_from > :late", day)
        first = "select min(effective_from) from schedule as one where one.habit = schedule.habit"
        late = f"habit in (select id from habit where created_day > :day) and effective_from = ({first})"
        db.execute(f"update schedule set effective_from = :day where effective_from > :day and {late}", day)
        db.execute("update goal set effective_from = :day where effective_from > :day", day)
        db.execute("update habit set retired_day = :day where retired_day > :day", day)
        db.execute("update habit set created_day = :day where created_day > :day", day)
        db.execute("update time_off set first = :day where last is null and first > :day", day)
    return found
