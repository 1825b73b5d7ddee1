"""Reading facts back: per day, per habit. What they mean is worked out in the domain."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from coretui.domain.chair.spans import Span, got_up_by_day, longest_by_day, seconds_by_day
from coretui.domain.chair.state import Body
from coretui.domain.days import Zone
from coretui.domain.habits.habit import UNASKED_IDS, DayFacts, Evidence, Habit, counted, derive
from coretui.domain.habits.overview import Record
from coretui.domain.habits.schedules import Schedule
from coretui.domain.habits.streaks import History
from coretui.store.database import Store
from coretui.store.day import read_spans
from coretui.store.habits import read_habits, read_retired, read_schedules
from coretui.store.perday import EVIDENCE, FACTS, sums
from coretui.store.summary import RECENT, Judged, Past, past
from coretui.store.timeoff import days_off


def spans(store: Store, first: date, last: date) -> list[Span]:
    """Return the spans that began from a week before `first` to `last`, in order: one may last for days."""
    return read_spans(store.db.conn, first, last)


def facts(
    store: Store,
    first: date,
    last: date,
    *,
    day_start: int,
    zone: Zone,
    live: Iterable[Span] = (),
) -> dict[date, DayFacts]:
    """Return the facts of each day from `first` to `last`; `live` spans are running and not stored yet."""
    found = sums(store, FACTS, first, last)
    all_spans = [*spans(store, first, last), *live]
    for name, per_day in (
        ("sitting_seconds", seconds_by_day(all_spans, Body.SITTING, day_start, zone)),
        ("longest_seconds", longest_by_day(all_spans)),
        ("got_up", got_up_by_day(all_spans, day_start, zone)),
    ):
        for day, value in per_day.items():
            found[day][name] = value
    kinds = store.db.execute(
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
    begin = today - RECENT
    before = past(store, begin)
    recent = {day: DayFacts(day, **values) for day, values in sums(store, EVIDENCE, begin, today).items()}
    ticks: defaultdict[str, dict[date, float]] = defaultdict(dict)
    for habit, day, times in store.db.execute("select habit, day, sum(times) from tick group by habit, day"):
        ticks[habit][date.fromisoformat(day)] = times
    schedules, habits = read_schedules(store), read_habits(store, today)
    retired = read_retired(store, habits, today)
    return tuple(
        _record(
            one,
            schedules[one.id],
            _judged(one, before, recent, ticks[one.id]),
            ticks[one.id],
            days_off(store, today, one.id) | retired.get(one.id, _NEVER),
            today,
        )
        for one in habits
    )


_NEVER: frozenset[date] = frozenset()


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
    if habit.id in UNASKED_IDS:
        first = min([begun, *seen.done])
        # Today is open: a break can still fall due on it, and an hour at the desk pass.
        days = map(date.fromordinal, range(first.toordinal(), today.toordinal()))
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
