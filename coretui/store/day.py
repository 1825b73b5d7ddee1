"""One day's totals, read by the standard library alone: what `status` needs, and nothing slow.

So these take a plain connection where everything else in this room takes a `Store`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from coretui.domain.chair.spans import Span, longest_by_day, seconds_by_day
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
    """Return the spans that began from a week before `first` to `last`, in order: one may last for days."""
    rows = db.execute(
        "select body, started_at, seconds, day, ends_stretch, utc_offset from span"
        " where day between ? and ? order by started_at",
        [(first - timedelta(days=7)).isoformat(), last.isoformat()],
    )
    return [
        Span(Body(body), start, seconds, date.fromisoformat(day), bool(ends), offset)
        for body, start, seconds, day, ends, offset in rows
    ]


def totals(db: sqlite3.Connection, day: date, *, day_start: int, zone: Zone, live: Iterable[Span] = ()) -> Totals:
    """Return the totals of a day; `live` spans are running and not stored yet."""
    found = [*read_spans(db, day, day), *live]

    def count(query: str) -> int:
        row = db.execute(f"{query} and day = ? group by day", [day.isoformat()]).fetchone()
        return int(row[1]) if row else 0

    return Totals(
        sitting_seconds=seconds_by_day(found, Body.SITTING, day_start, zone).get(day, 0.0),
        due=count(COUNT_DUE),
        kept=count(COUNT_KEPT),
        longest_seconds=longest_by_day(found).get(day, 0.0),
    )
