"""What the stored facts of a logical day come to, each fact by a query that reads nothing but its own days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from coretui.domain.chair.state import Body
from coretui.domain.chair.transitions import FRESH
from coretui.domain.habits.movement import minutes_covered
from coretui.domain.posture.asking import AT_DESK
from coretui.store.database import Store
from coretui.store.day import COUNT_DUE, COUNT_KEPT, KEPT_OUTCOMES, shared_hours, shared_prompts

SEATED = frozenset({Body.SITTING, Body.STANDING})
"""What is time at the desk."""
LONGEST_SESSION = 3 * 60
"""Minutes that a session adds to movement at most."""
LEFT_OPEN = 30 * 60
"""Seconds after its last set from which a session was left open rather than ended."""


# From its beginning to its end, or to its last set if it was only closed long after that.
_SESSION_MINUTES = (
    f"(select max(0, min({LONGEST_SESSION}, (case"
    f" when session.ended_at between max(done_at) and max(done_at) + {LEFT_OPEN} then session.ended_at"
    " else max(done_at) end - session.started_at) / 60.0))"
    " from session_set where session = session.id)"
)

_ANSWERED = (
    "select 1 from prompt where prompt.day in (span.day, date(span.day, '-1 day')) and outcome in"
    f" ({KEPT_OUTCOMES}) and ended_at between started_at - 1 and started_at + seconds + 1"
)
EARLY = f"body in ('break', 'away') and ends_stretch = 1 and seconds < {FRESH} and not exists ({_ANSWERED})"
"""What is true of a span that was a whole break, though none was due: one of one's own accord."""

# Of the sets that were planned those that were done in full; a cut session has planned what it was cut to.
PER_DAY: Mapping[str, str] = {
    "breaks_due": COUNT_DUE,
    "breaks_kept": COUNT_KEPT,
    "breathing_seconds": "select day, sum(seconds) from breathing where true",
    "breathing_finished": "select day, sum(rounds >= planned) from breathing where true",
    "sessions": (
        "select day, count(*) from session"
        " where exists (select 1 from session_set where session = session.id and done > 0)"
    ),
    "core_share": (
        "select day, max(min(1.0, (select sum(worth * (done >= prescribed)) from session_set"
        " where session = session.id) * 1.0 / planned))"
        " from session where counts_as = 'core'"
    ),
    "breaks_early": f"select day, count(*) from span where {EARLY}",
    "self_checks": "select day, count(*) from self_check where true",
    "posture_notes": "select day, count(*) from posture_note where true",
    "at_desk": f"select day, sum(seconds) >= {AT_DESK} from span where body in ('sitting', 'standing')",
}
"""A query for each fact of a day, ready for more conditions."""
MOVED = "movement_minutes"
_MOVEMENTS = (
    "select day, started_at, 60 * minutes from movement where {days} union all"
    f" select day, started_at, 60 * {_SESSION_MINUTES} from session where counts_as = 'movement' and {{days}}"
)
FACTS = (*PER_DAY, MOVED)
"""The facts of a day that are read from what was written down on it."""
EVIDENCE = tuple(name for name in FACTS if name not in {"sessions", "breaks_early"})
"""The facts that habits are derived from; sitting is no habit and costs the most to add up."""
SEEN_IN: Mapping[str, tuple[str, ...]] = {
    "breaks": ("breaks_due", "breaks_kept"),
    "breathing": ("breathing_seconds", "breathing_finished"),
    "core": ("core_share",),
    "movement": ("movement_minutes",),
    "self-check": ("self_checks",),
    "posture": ("posture_notes", "at_desk"),
}
"""The facts that each built-in habit is seen in."""
TABLES = ("prompt", "breathing", "session", "movement", "self_check", "posture_note", "span")
"""The tables of facts with a day of their own that these are read from."""


def sums(store: Store, names: Iterable[str], first: date, last: date) -> defaultdict[date, dict[str, Any]]:
    """Return these facts of the days from `first` to `last` that have any of them, as fields of `DayFacts`."""
    names = tuple(names)
    found: defaultdict[date, dict[str, Any]] = defaultdict(dict)
    limits = [first.isoformat(), last.isoformat()]
    for name in names:
        if name == MOVED:
            for day, minutes in _moved(store, limits).items():
                found[day][name] = minutes
            continue
        for day, value in store.db.execute(f"{PER_DAY[name]} and day between ? and ? group by day", limits):
            if value is not None:
                found[date.fromisoformat(day)][name] = value
    _once(store, found, {*names}, first, last)
    return found


def _once(
    store: Store, found: defaultdict[date, dict[str, Any]], names: set[str], first: date, last: date
) -> None:
    """Count what two machines saw at the same time once."""
    if names & {"breaks_due", "breaks_kept"}:
        for day, counts in shared_prompts(store.db.conn, first, last).items():
            found[day].update(zip(("breaks_due", "breaks_kept"), counts, strict=True))
    if "at_desk" in names:
        for day, seconds in shared_hours(store.db.conn, first, last, SEATED).items():
            found[day]["at_desk"] = int(seconds >= AT_DESK)


def _moved(store: Store, limits: list[str]) -> dict[date, int]:
    """Return the minutes moved on each day that has any movement."""
    movements: defaultdict[date, list[tuple[float, float]]] = defaultdict(list)
    for day, start, seconds in store.db.execute(_MOVEMENTS.format(days="day between ? and ?"), limits * 2):
        if seconds is not None:
            movements[date.fromisoformat(day)].append((start, seconds))
    return {day: minutes_covered(there) for day, there in movements.items()}
