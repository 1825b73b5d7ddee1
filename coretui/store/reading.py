"""Reading facts back: per day, per habit. What they mean is worked out in the domain."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from coretui.domain.days import Zone
from coretui.domain.habits import BUILT_IN_IDS, DayFacts, Evidence, Habit, counted, derive
from coretui.domain.overview import Record
from coretui.domain.seat import Body
from coretui.domain.sitting import Span, longest_by_day, seconds_by_day
from coretui.domain.weeks import History, Repeat, Schedule
from coretui.store.database import Store, new_id
from coretui.store.day import COUNT_DUE, COUNT_KEPT, spans

CORE_PROGRAMMES = ("programme", "pillars")
MOVEMENT_PROGRAMMES = ("gentle", "desk")
"""Whose sessions count as movement, by their minutes."""
LONGEST_SESSION = 3 * 60
"""Minutes that a session adds to movement at most."""
LEFT_OPEN = 30 * 60
"""Seconds after its last set from which a session was left open rather than ended."""


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


# From its beginning to its end, or to its last set if it was only closed long after that.
_SESSION_MINUTES = (
    f"(select max(0, min({LONGEST_SESSION}, (case"
    f" when session.ended_at between max(done_at) and max(done_at) + {LEFT_OPEN} then session.ended_at"
    " else max(done_at) end - session.started_at) / 60.0))"
    " from session_set where session = session.id)"
)

# Of the sets that were planned those that were done in full; a cut session has planned what it was cut to.
_PER_DAY = {
    "breaks_due": COUNT_DUE,
    "breaks_kept": COUNT_KEPT,
    "breathing_seconds": "select day, sum(seconds) from breathing where true",
    "breathing_finished": "select day, sum(rounds >= planned) from breathing where true",
    "sessions": (
        "select day, count(*) from session where exists (select 1 from session_set where session = session.id)"
    ),
    "core_share": (
        "select day, max(min(1.0, (select sum(worth * (done >= prescribed)) from session_set"
        " where session = session.id) * 1.0 / planned))"
        f" from session where programme in ({_quoted(CORE_PROGRAMMES)})"
    ),
    "movement_minutes": (
        "select day, sum(minutes) from (select day, minutes from movement union all"
        f" select day, {_SESSION_MINUTES} from session where programme in ({_quoted(MOVEMENT_PROGRAMMES)}))"
        " where true"
    ),
    "self_checks": "select day, count(*) from self_check where true",
}
_EVIDENCE = tuple(name for name in _PER_DAY if name != "sessions")
"""The facts that habits are derived from; sitting is no habit and costs the most to add up."""


def facts(
    db: sqlite3.Connection,
    first: date,
    last: date,
    *,
    day_start: int,
    zone: Zone,
    live: Iterable[Span] = (),
) -> dict[date, DayFacts]:
    """Return the facts of each day from `first` to `last`; `live` spans are running and not stored yet."""
    found = _sums(db, _PER_DAY, first, last)
    all_spans = [*spans(db, first, last), *live]
    for name, per_day in (
        ("sitting_seconds", seconds_by_day(all_spans, Body.SITTING, day_start, zone)),
        ("standing_seconds", seconds_by_day(all_spans, Body.STANDING, day_start, zone)),
        ("longest_seconds", longest_by_day(all_spans)),
    ):
        for day, seconds in per_day.items():
            found[day][name] = seconds
    kinds = db.execute(
        "select distinct day, kind from movement where day between ? and ? order by started_at",
        [first.isoformat(), last.isoformat()],
    )
    for day, kind in kinds:
        values = found[date.fromisoformat(day)]
        values["kinds"] = (*values.get("kinds", ()), kind)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {day: DayFacts(day, **found.get(day, {})) for day in days}


def _sums(
    db: sqlite3.Connection, queries: dict[str, str], first: date | None, last: date | None
) -> defaultdict[date, dict[str, Any]]:
    found: defaultdict[date, dict[str, Any]] = defaultdict(dict)
    limits = [first.isoformat() if first else "", last.isoformat() if last else "9"]
    for name, query in queries.items():
        for day, value in db.execute(f"{query} and day between ? and ? group by day", limits):
            if value is not None:
                found[date.fromisoformat(day)][name] = value
    return found


def records(store: Store, today: date) -> tuple[Record, ...]:
    """Return every habit with its whole history, in the user's order."""
    db = store.db.conn
    found = _sums(db, {name: _PER_DAY[name] for name in _EVIDENCE}, None, today)
    known = {day: DayFacts(day, **values) for day, values in found.items()}
    ticks: defaultdict[str, dict[date, float]] = defaultdict(dict)
    for habit, day, times in db.execute("select habit, day, sum(times) from tick group by habit, day"):
        ticks[habit][date.fromisoformat(day)] = times
    schedules: defaultdict[str, list[Schedule]] = defaultdict(list)
    for row in store.db.query("select * from schedule order by effective_from, rowid"):
        schedules[row["habit"]].append(
            Schedule(
                date.fromisoformat(row["effective_from"]),
                Repeat(row["repeat"]),
                row["times"],
                frozenset(int(digit) for digit in row["weekdays"]),
            )
        )
    off = days_off(db, today)
    return tuple(
        _record(_habit(row), tuple(schedules[row["id"]]), known, ticks[row["id"]], off, today)
        for row in store.db.query("select * from habit order by position, id")
    )


def days_off(db: sqlite3.Connection, today: date) -> frozenset[date]:
    """Return the days on which targets rest: time off and flare-ups, one that goes on until today."""
    found: set[date] = set()
    for first, last in db.execute("select first, last from time_off"):
        start, end = date.fromisoformat(first), date.fromisoformat(last) if last else today
        found.update(start + timedelta(days=n) for n in range((end - start).days + 1))
    return frozenset(found)


def _habit(row: dict[str, Any]) -> Habit:
    return Habit(
        id=row["id"],
        name=row["name"],
        derived=row["id"] in BUILT_IN_IDS,
        goal=row["goal"],
        unit=row["unit"],
        created=date.fromisoformat(row["created_day"]),
        retired=date.fromisoformat(row["retired_day"]) if row["retired_day"] else None,
        position=row["position"],
    )


def _record(
    habit: Habit,
    schedules: tuple[Schedule, ...],
    known: dict[date, DayFacts],
    ticks: dict[date, float],
    off: frozenset[date],
    today: date,
) -> Record:
    evidence: dict[date, Evidence] = {}
    if habit.derived:
        evidence = {day: derive(habit.id, values, habit.goal) for day, values in known.items()}
        for day in ticks:
            seen = evidence.get(day) or derive(habit.id, DayFacts(day), habit.goal)
            evidence[day] = seen.ticked()
    else:
        evidence = {day: counted(times, habit.goal) for day, times in ticks.items()}
    done = frozenset(day for day, seen in evidence.items() if seen.done)
    unscheduled: frozenset[date] = frozenset()
    if habit.id == "breaks":
        begun = min([habit.created, *done])
        asked = {day for day, seen in evidence.items() if seen.scheduled}
        days = (begun + timedelta(days=n) for n in range((today - begun).days + 1))
        unscheduled = frozenset(day for day in days if day not in asked)
    history = History(
        schedules=schedules,
        begun=habit.created,
        done=done,
        partly=frozenset(day for day, seen in evidence.items() if seen.partly),
        off=off,
        unscheduled=unscheduled,
    )
    return Record(habit, history, evidence, ticks)


def add_built_in_habits(store: Store, habits: Sequence[tuple[Habit, Schedule]]) -> None:
    """Put the built-in habits into a store that does not have them yet."""
    known = "select 1 from habit where id = ?"
    if all(store.db.execute(known, [habit.id]).fetchone() for habit, _ in habits):
        return
    with store.write() as db:
        for habit, schedule in habits:
            if db.execute(known, [habit.id]).fetchone():
                continue
            db.table("habit").insert(
                {
                    "id": habit.id,
                    "goal": habit.goal,
                    "unit": habit.unit,
                    "position": habit.position,
                    "created_day": habit.created.isoformat(),
                }
            )
            db.table("schedule").insert(
                {
                    "id": new_id(),
                    "habit": habit.id,
                    "repeat": schedule.repeat.value,
                    "times": schedule.times,
                    "weekdays": "".join(str(day) for day in sorted(schedule.weekdays)),
                    "effective_from": schedule.effective_from.isoformat(),
                }
            )


def breaks_begun(store: Store, day: date) -> int:
    """Return how many breaks of a day are over."""
    query = "select count(*) from span where day = ? and body = 'break'"
    return int(store.db.execute(query, [day.isoformat()]).fetchone()[0])


def first_breathed(db: sqlite3.Connection, pattern: str) -> date | None:
    """Return the day on which a breathing pattern was first done, None if it never was."""
    [(day,)] = db.execute("select min(day) from breathing where pattern = ?", [pattern])
    return date.fromisoformat(day) if day else None


def tension(db: sqlite3.Connection, first: date, last: date) -> tuple[float, float] | None:
    """Return the mean tension (0 to 10) before and after breathing on these days, of runs that tell both."""
    [(count, before, after)] = db.execute(
        "select count(*), avg(tension_before), avg(tension_after) from breathing"
        " where tension_before is not null and tension_after is not null and day between ? and ?",
        [first.isoformat(), last.isoformat()],
    )
    return (before, after) if count else None
