"""The facts of days long past, kept one row a day so that fifty years of them are read as quickly as eight weeks.

A row is worked out where it is missing, and taken away by triggers when a fact of its day is written, changed
or removed, by whatever process. So the table may be emptied at any time and nothing is lost. Facts belong to the
day that was stored with them: neither the day's start nor the zone changes a row.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import compress, groupby
from typing import Any

from coretui.domain.habits.habit import DayFacts, Evidence, Habit, derive
from coretui.errors import StoreError
from coretui.store.database import Store
from coretui.store.perday import EVIDENCE, SEEN_IN, TABLES, sums

RECENT = timedelta(days=35)
"""Days that are always read from the facts: they still change."""
GAP = 30
"""Missing days that lie closer together than this are worked out in one go."""

_COLUMNS = ", ".join(EVIDENCE)
_BETWEEN = "from day_summary where day >= ? and day < ?"


@dataclass(frozen=True, slots=True)
class Judged:
    """What many days say of a habit: the evidence of each, and on which it was done, in part, or asked at all."""

    evidence: MutableMapping[date, Evidence]
    done: frozenset[date]
    partly: frozenset[date]
    asked: frozenset[date]


@dataclass(frozen=True, slots=True)
class Past:
    """The facts of the days before some day that have any, the oldest first: each fact in a column of its own."""

    days: Sequence[date] = ()
    columns: dict[str, Sequence[Any]] = field(default_factory=dict)  # of the type that `DayFacts` gives each
    _judged: dict[Hashable, Judged] = field(default_factory=dict)

    def judged(self, habit: Habit) -> Judged:
        """Return what these days say of a built-in habit.

        Many days are alike, so each kind of day is judged once.
        """
        key = (habit.id, habit.goal, habit.goals)
        if key not in self._judged:
            self._judged[key] = self._judge(habit)
        return self._judged[key]

    def _judge(self, habit: Habit) -> Judged:
        evidence: dict[date, Evidence] = {}
        said: dict[str, list[date]] = {"done": [], "partly": [], "scheduled": []}
        names = SEEN_IN[habit.id]
        values = list(zip(*(self.columns.get(name, ()) for name in names), strict=True))
        for start, end in self._stretches(habit):
            days, alike = self.days[start:end], values[start:end]
            goal = habit.goal_on(days[0])
            kinds = {
                value: derive(habit.id, DayFacts(days[0], **_known(names, value)), goal) for value in set(alike)
            }
            evidence.update(zip(days, map(kinds.__getitem__, alike), strict=True))
            for name, there in said.items():
                with_it = {value for value, seen in kinds.items() if getattr(seen, name)}
                if len(with_it) == len(kinds):
                    there.extend(days)
                elif with_it:
                    there.extend(compress(days, map(with_it.__contains__, alike)))
        return Judged(evidence, *(frozenset(found) for found in said.values()))

    def _stretches(self, habit: Habit) -> Iterator[tuple[int, int]]:
        """Yield the places from which and before which one goal held."""
        if len(habit.goals) < 2:
            lengths = [len(self.days)] if self.days else []
        else:
            lengths = [sum(1 for _day in run) for _goal, run in groupby(self.days, habit.goal_on)]
        start = 0
        for length in lengths:
            yield start, start + length
            start += length


def _known(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}


def past(store: Store, before: date) -> Past:
    """Return the facts before a day, from the summary; what is missing in it is worked out and kept.

    Where nothing can be written, the facts themselves are read.
    """
    first = _first_day(store, before)
    if first is None:
        return Past()
    [(version,)] = store.db.execute("select version from day_summary_state").fetchall()
    state = (version, first, before)
    kept = store.kept.get("past")
    if kept is None or kept[0] != state:
        if not _complete(store, first, before):
            try:
                with store.write():
                    _fill(store, first, before)
            except StoreError:
                return _unkept(store, first, before)
            return past(store, before)
        kept = (state, _read(store, first, before))
        if store.settled:
            store.kept["past"] = kept
    found: Past = kept[1]
    return found


def empty(store: Store) -> None:
    """Throw the summary away; it is worked out anew when it is next asked for."""
    with store.write() as db:
        db.execute("delete from day_summary")


def _first_day(store: Store, before: date) -> date | None:
    """Return the first day before another with any fact on it."""
    found = (store.db.execute(f"select min(day) from {table}").fetchone()[0] for table in TABLES)
    first = min((day for day in found if day is not None), default=None)
    return date.fromisoformat(first) if first is not None and first < before.isoformat() else None


def _complete(store: Store, first: date, before: date) -> bool:
    [(count,)] = store.db.execute(f"select count(*) {_BETWEEN}", _limits(first, before)).fetchall()
    return bool(count == (before - first).days)


def _limits(first: date, before: date) -> list[str]:
    return [first.isoformat(), before.isoformat()]


def _read(store: Store, first: date, before: date) -> Past:
    some = f"coalesce({_COLUMNS}) is not null"
    rows = store.db.execute(
        f"select day, {_COLUMNS} {_BETWEEN} and {some} order by day", _limits(first, before)
    ).fetchall()
    if not rows:
        return Past()
    days, *columns = zip(*rows, strict=True)
    return Past(tuple(map(date.fromisoformat, days)), dict(zip(EVIDENCE, columns, strict=True)))


def _unkept(store: Store, first: date, before: date) -> Past:
    found = sorted(sums(store, EVIDENCE, first, before - timedelta(days=1)).items())
    return Past(
        tuple(day for day, _values in found),
        {name: tuple(values.get(name) for _day, values in found) for name in EVIDENCE},
    )


def _fill(store: Store, first: date, before: date) -> None:
    """Work out the days that are missing; nobody else writes meanwhile."""
    rows = store.db.execute(f"select day {_BETWEEN}", _limits(first, before))
    there = {date.fromisoformat(day) for (day,) in rows.fetchall()}
    days = (first + timedelta(days=n) for n in range((before - first).days))
    missing = [day for day in days if day not in there]
    for start, end in _runs(missing):
        found = sums(store, EVIDENCE, start, end)
        wanted = (start + timedelta(days=n) for n in range((end - start).days + 1))
        store.db.conn.executemany(
            f"insert or ignore into day_summary (day, {_COLUMNS}) values (?{', ?' * len(EVIDENCE)})",
            ((day.isoformat(), *(found[day].get(name) for name in EVIDENCE)) for day in wanted),
        )
    store.db.execute("update day_summary_state set version = version + 1")


def _runs(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """Yield the first and the last of each run of days, the gaps in it shorter than a month."""
    start = end = None
    for day in days:
        if start is not None and end is not None and (day - end).days > GAP:
            yield start, end
            start = None
        start, end = start or day, day
    if start is not None and end is not None:
        yield start, end
