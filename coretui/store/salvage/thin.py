"""Days of which little is left: far less than is usual on that day of the week."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from statistics import median

OF_A_DAY = ("span", "prompt", "movement", "breathing", "session", "tick")
"""Tables of what happens on most days."""
WEEKS = 8
"""How many weeks before a day tell what is usual."""
LITTLE = 0.5
"""Less than this share of what is usual is little."""
WEEKS_KNOWN, ROWS_KNOWN = 3, 6
"""In how many weeks, and by how many rows of a day, something has to be usual for its lack to say anything."""


def thin_days(db: sqlite3.Connection, backed_until: date | None) -> tuple[date, ...]:
    """Return the days that look thin; those before the last day of the backup are whole, for they are its own."""
    days = " union all ".join(f"select day from main.[{table}]" for table in OF_A_DAY)
    counts = {
        date.fromisoformat(day): number
        for day, number in db.execute(f"select day, count(*) from ({days}) group by day")
    }
    if not counts:
        return ()
    day, last = max(min(counts), backed_until or date.min), max(counts)
    found = []
    while day <= last:
        usual = [counts.get(day - timedelta(weeks=back), 0) for back in range(1, WEEKS + 1)]
        known = [number for number in usual if number]
        usually = median(known) if len(known) >= WEEKS_KNOWN else 0
        if usually >= ROWS_KNOWN and counts.get(day, 0) < LITTLE * usually:
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)
