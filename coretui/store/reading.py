"""Reading facts back: per day, per habit. What they mean is worked out in the domain."""

from __future__ import annotations

import sqlite3
from collections import ChainMap, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from coretui.domain.chair.spans import Span, longest_by_day, seconds_by_day
from coretui.domain.chair.state import Body
from coretui.domain.days import Zone
from coretui.domain.habits.habit import DayFacts, Evidence, Habit, counted, derive
from coretui.domain.habits.overview import Record
from coretui.domain.habits.streaks import History, Schedule
from coretui.store.database import Store, new_id
from coretui.store.day import spans
from coretui.store.habits import read_habits, read_retired, read_schedules
from coretui.store.perday import EVIDENCE, PER_DAY, sums
from coretui.store.summary import RECENT, Judged, Past, past


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
    found = sums(db, PER_DAY, first, last)
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


def records(store: Store, today: date) -> tuple[Record, ...]:
    """Return every habit with its whole history, in the user's order."""
    return store.once(("records", today), lambda: _records(store, today))


def _records(store: Store, today: date) -> tuple[Record, ...]:
    db = store.db.conn
    begin = today - RECENT
    before = past(store, begin)
    recent = {day: DayFacts(day, **values) for day, values in sums(db, EVIDENCE, begin, today).items()}
    ticks: defaultdict[str, dict[date, float]] = defaultdict(dict)
    for habit, day, times in db.execute("select habit, day, sum(times) from tick group by habit, day"):
        ticks[habit][date.fromisoformat(day)] = times
    schedules, habits = read_schedules(db), read_habits(db, today)
    retired = read_retired(db, habits, today)
    return tuple(
        _record(
            one,
            schedules[one.id],
            _judged(one, before, recent, ticks[one.id]),
            ticks[one.id],
            days_off(db, today, one.id) | retired.get(one.id, _NEVER),
            today,
        )
        for one in habits
    )


_NEVER: frozenset[date] = frozenset()


def days_off(db: sqlite3.Connection, today: date, habit: str | None = None) -> frozenset[date]:
    """Return the days on which all targets rest, and those of a habit if one is given.

    That is time off and flare-ups, one that goes on until today.
    """
    found: set[date] = set()
    query = "select first, last from time_off where habit is null or habit = ?"
    for first, last in db.execute(query, [habit]):
        start, end = date.fromisoformat(first), date.fromisoformat(last) if last else today
        found.update(start + timedelta(days=n) for n in range((end - start).days + 1))
    return frozenset(found)


def _judged(habit: Habit, before: Past, recent: dict[date, DayFacts], ticks: dict[date, float]) -> Judged:
    """Return what all days say of a habit: those long past as they were judged, the recent ones, and ticks."""
    if not habit.derived:
        counts = {day: counted(times, habit.goal_on(day)) for day, times in ticks.items()}
        return Judged(counts, _where(counts, "done"), _where(counts, "partly"), frozenset(counts))
    known = before.judged(habit)
    evidence = {day: derive(habit.id, values, habit.goal_on(day)) for day, values in recent.items()}
    partly, asked = known.partly | _where(evidence, "partly"), known.asked | _where(evidence, "scheduled")
    done = known.done | _where(evidence, "done") | ticks.keys()
    by_hand: dict[Evidence, Evidence] = {}
    for day in ticks:
        seen = evidence.get(day) or known.evidence.get(day) or derive(habit.id, DayFacts(day), habit.goal_on(day))
        evidence[day] = by_hand.get(seen) or by_hand.setdefault(seen, seen.ticked())
    return Judged(ChainMap(evidence, known.evidence), done, partly - ticks.keys(), asked)


def _where(evidence: dict[date, Evidence], what: str) -> frozenset[date]:
    return frozenset(day for day, seen in evidence.items() if getattr(seen, what))


def _record(
    habit: Habit,
    schedules: tuple[Schedule, ...],
    seen: Judged,
    ticks: dict[date, float],
    off: frozenset[date],
    today: date,
) -> Record:
    begun = min([habit.created, *ticks])  # a tick is a beginning even where it is not enough for the day
    unscheduled: frozenset[date] = frozenset()
    if habit.id == "breaks":
        first = min([begun, *seen.done])
        days = map(date.fromordinal, range(first.toordinal(), today.toordinal() + 1))
        unscheduled = frozenset(days) - seen.asked
    history = History(
        schedules=schedules,
        begun=begun,
        done=seen.done,
        partly=seen.partly,
        off=off,
        unscheduled=unscheduled,
    )
    return Record(habit, history, seen.evidence, ticks)


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
