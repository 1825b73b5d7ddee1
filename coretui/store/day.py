"""One day's totals, read by the standard library alone: what `status` needs, and nothing slow.

So these take a plain connection where everything else in this room takes a `Store`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from coretui.domain.chair.spans import (
    TOGETHER,
    Span,
    due_and_kept,
    longest_by_day,
    one_body,
    seconds_by_day,
)
from coretui.domain.chair.state import COUNTED, KEPT, Body
from coretui.domain.days import Zone

_COUNTED = ", ".join(f"'{outcome}'" for outcome in sorted(COUNTED))
KEPT_OUTCOMES = ", ".join(f"'{outcome}'" for outcome in sorted(KEPT))

COUNT_DUE = f"select day, count(*) from prompt where outcome in ({_COUNTED})"
COUNT_KEPT = f"select day, count(*) from prompt where outcome in ({KEPT_OUTCOMES})"


@dataclass(frozen=True, slots=True)
class Totals:
    """A day in four numbers: seconds sat, breaks due and kept, the longest stretch in seconds."""

    sitting_seconds: float = 0.0
    due: int = 0
    kept: int = 0
    longest_seconds: float = 0.0


def read_spans(db: sqlite3.Connection, first: date, last: date) -> list[Span]:
    """Return the spans that began from a week before `first` to `last`, in order: one may last for days.

    What two machines saw at once is there once.
    """
    rows = db.execute(
        "select boot, body, started_at, seconds, day, ends_stretch, utc_offset from span"
        " where day between ? and ? order by started_at, id",
        [(first - timedelta(days=7)).isoformat(), last.isoformat()],
    )
    return one_body(
        (boot, Span(Body(body), start, seconds, date.fromisoformat(day), bool(ends), offset))
        for boot, body, start, seconds, day, ends, offset in rows
    )


def shared_prompts(db: sqlite3.Connection, first: date, last: date) -> dict[date, tuple[int, int]]:
    """Return how many breaks were due and kept on the days on which two machines asked at about the same time."""
    prompts = f"select * from prompt where day between ? and ? and outcome in ({_COUNTED})"
    limits = [first.isoformat(), last.isoformat()]
    before = "over (partition by day order by due_at)"
    days = db.execute(
        f"select distinct day from (select day, due_at - lag(due_at) {before} as apart, boot is lag(boot) {before}"
        f" as alike from ({prompts})) where apart <= {TOGETHER} and not alike",
        limits,
    ).fetchall()
    found = {}
    for (day,) in days:
        asked = f"select due_at, boot, outcome in ({KEPT_OUTCOMES}) from ({prompts})"
        found[date.fromisoformat(day)] = due_and_kept(db.execute(asked, [day, day]).fetchall())
    return found


def shared_hours(db: sqlite3.Connection, first: date, last: date, bodies: frozenset[Body]) -> dict[date, float]:
    """Return the seconds in these bodies on the days on which two machines saw anything at the same time."""
    before = "over (partition by day order by started_at, id rows between unbounded preceding and 1 preceding)"
    days = db.execute(
        f"select distinct day from (select day, started_at, max(started_at + seconds) {before} as reach from span"
        " where day between ? and ?) where started_at < reach - 1",
        [first.isoformat(), last.isoformat()],
    ).fetchall()
    found = {}
    for (text,) in days:
        day = date.fromisoformat(text)
        found[day] = sum(one.seconds for one in read_spans(db, day, day) if one.day == day and one.body in bodies)
    return found


def totals(db: sqlite3.Connection, day: date, *, day_start: int, zone: Zone, live: Iterable[Span] = ()) -> Totals:
    """Return the totals of a day; `live` spans are running and not stored yet."""
    found = [*read_spans(db, day, day), *live]

    shared = shared_prompts(db, day, day).get(day)

    def count(query: str) -> int:
        row = db.execute(f"{query} and day = ? group by day", [day.isoformat()]).fetchone()
        return int(row[1]) if row else 0

    return Totals(
        sitting_seconds=seconds_by_day(found, Body.SITTING, day_start, zone).get(day, 0.0),
        due=shared[0] if shared else count(COUNT_DUE),
        kept=shared[1] if shared else count(COUNT_KEPT),
        longest_seconds=longest_by_day(found).get(day, 0.0),
    )
