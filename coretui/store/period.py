"""Reading what happened over some days, a week or what a report is on: sessions, skips, movement, breaths."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from coretui.domain.exercises.dose import Side, Sides
from coretui.domain.exercises.plan import Plan
from coretui.domain.habits.movement import minutes_covered
from coretui.domain.habits.overview import SessionFact, WeekFacts
from coretui.domain.pain import Pain
from coretui.store.care import back_pain
from coretui.store.database import Store
from coretui.store.plans import read_plan
from coretui.store.sessions import Counted

_BETWEEN = "day between ? and ?"


_DEEDS = ("prompt", "breathing", "session", "movement", "self_check", "tick", "pain", "note", "posture_note")
_WRITTEN = {**dict.fromkeys(_DEEDS, "true"), "span": "body != 'away'"}
"""The tables of what somebody did on a day, and which rows of them count."""


def last_day_on_record(store: Store, before: date) -> date | None:
    """Return the last day before another on which anything was done, None if there is none."""

    def last(table: str, counts: str) -> str | None:
        query = f"select day from {table} where day < ? and {counts} order by day desc limit 1"
        row = store.db.execute(query, [before.isoformat()]).fetchone()
        return row[0] if row else None

    found = [day for table, counts in _WRITTEN.items() if (day := last(table, counts))]
    return date.fromisoformat(max(found)) if found else None


def days_on_record(store: Store, first: date, last: date) -> frozenset[date]:
    """Return the days from `first` to `last` on which anything was done."""
    limits = [first.isoformat(), last.isoformat()]
    found: set[str] = set()
    for table, counts in _WRITTEN.items():
        query = f"select distinct day from {table} where day between ? and ? and {counts}"
        found.update(day for (day,) in store.db.execute(query, limits))
    return frozenset(map(date.fromisoformat, found))


@dataclass(frozen=True, slots=True)
class DoneSet:
    """A set as it was done: of which exercise or in place of which, on which side, how much of what was asked.

    `worth` is how many of the prescribed sets it stands for. `side` is empty for both at once. `counted_by`
    is who says that it was done.
    """

    exercise: str
    instead_of: str
    side: str
    prescribed: int
    done: int
    unit: str
    worth: float
    counted_by: str | None = None

    @property
    def by_player(self) -> bool:
        """Tell whether nobody but the player's clock says that it was done."""
        return self.counted_by == Counted.PLAYER

    @property
    def whole(self) -> bool:
        """Tell whether all of it was done."""
        return self.done >= self.prescribed


@dataclass(frozen=True, slots=True)
class Felt:
    """Pain that was given in a session, at one of its exercises or, with None, of the whole."""

    exercise: str | None
    pain: Pain


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session in which something was done or felt; `plan` is None where it was the programme's own.

    `cut` is the minutes to which it was cut, None where it was not. `planned` is how many sets that are, which is
    what the habit goes by.
    """

    id: str
    day: date
    programme: str
    counts_as: str
    sides: Sides
    first: Side
    plan: Plan | None
    cut: int | None
    planned: float
    sets: tuple[DoneSet, ...]
    felt: tuple[Felt, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """Breaks that were skipped for one reason: how often, and what was written beside it."""

    reason: str
    times: int
    notes: tuple[str, ...]


def _days(first: date, last: date) -> list[str]:
    return [first.isoformat(), last.isoformat()]


def sessions(store: Store, first: date, last: date) -> tuple[PastSession, ...]:
    """Return the sessions of these days in which something was done or felt, the oldest first."""
    done: defaultdict[str, list[DoneSet]] = defaultdict(list)
    rows = store.db.execute(
        "select session, exercise, instead_of, side, prescribed, done, unit, worth, counted_by"
        " from session_set"
        f" where session in (select id from session where {_BETWEEN}) order by done_at, id",
        _days(first, last),
    )
    for session, *values in rows:
        done[session].append(DoneSet(*values))
    felt: defaultdict[str, list[Felt]] = defaultdict(list)
    rows = store.db.execute(
        "select session, exercise, score, leg from pain"
        f" where session in (select id from session where {_BETWEEN}) order by felt_at, id",
        _days(first, last),
    )
    for session, exercise, score, leg in rows:
        felt[session].append(Felt(exercise, Pain(score, bool(leg))))
    rows = store.db.execute(
        "select id, day, programme, counts_as, sides, first_side, plan, cut, planned"
        f" from session where {_BETWEEN} order by started_at, id",
        _days(first, last),
    )
    return tuple(
        PastSession(
            id=session,
            day=date.fromisoformat(day),
            programme=programme,
            counts_as=counts_as,
            sides=Sides(sides),
            first=Side(first_side),
            plan=read_plan(plan) if plan else None,
            cut=cut,
            planned=planned,
            sets=tuple(done[session]),
            felt=tuple(felt[session]),
        )
        for session, day, programme, counts_as, sides, first_side, plan, cut, planned in rows
        if done[session] or felt[session]
    )


def skips(store: Store, first: date, last: date) -> tuple[Skipped, ...]:
    """Return the reasons for which breaks were skipped, with the words beside them, the most frequent first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows = store.db.execute(
        f"select reason, note from prompt where outcome = 'skipped' and {_BETWEEN} order by due_at, id",
        _days(first, last),
    )
    for reason, note in rows:
        found[reason].append(note)
    every = (Skipped(one, len(notes), tuple(filter(None, notes))) for one, notes in found.items())
    return tuple(sorted(every, key=lambda one: (-one.times, one.reason)))


def skipped(store: Store, first: date, last: date) -> tuple[tuple[str, int], ...]:
    """Return why breaks were skipped on these days and how often, the most frequent reason first."""
    rows = store.db.execute(
        f"select reason, count(*) as times from prompt where outcome = 'skipped' and {_BETWEEN}"
        " group by reason order by times desc, reason",
        _days(first, last),
    )
    return tuple(rows.fetchall())


def movements(store: Store, first: date, last: date) -> tuple[tuple[str, int, int], ...]:
    """Return the kinds of movement of these days: how often, and the minutes covered, most of them first.

    One that went on when a day was over is written down for both days, and is one.
    """
    ended: dict[str, tuple[str, float]] = {}
    went_on: defaultdict[str, int] = defaultdict(int)
    found: defaultdict[str, defaultdict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    query = f"select kind, day, started_at, 60 * minutes from movement where {_BETWEEN} order by started_at"
    for kind, day, start, seconds in store.db.execute(query, _days(first, last)):
        found[kind][day].append((start, seconds))
        last, end = ended.get(kind, (day, start))
        went_on[kind] += last != day and abs(end - start) < 1
        ended[kind] = day, start + seconds
    kinds = (
        (kind, sum(map(len, days.values())) - went_on[kind], sum(map(minutes_covered, days.values())))
        for kind, days in found.items()
    )
    return tuple(sorted(kinds, key=lambda one: (-one[2], one[0])))


def breaths(store: Store, first: date, last: date) -> tuple[tuple[str, int, float], ...]:
    """Return the breathing patterns of these days: how often, and the seconds in all, most of them first."""
    rows = store.db.execute(
        f"select pattern, count(*), sum(seconds) as all_of_it from breathing where {_BETWEEN}"
        " group by pattern order by all_of_it desc, pattern",
        _days(first, last),
    )
    return tuple(rows.fetchall())


def week_facts(store: Store, first: date, last: date) -> WeekFacts:
    """Return what was said and done from `first` to `last`."""
    limits = _days(first, last)
    rows = store.db.execute(
        "select session.day, programme, sum(side = 'left'), sum(side = 'right'), sum(side = ''),"
        " (select max(score) from pain where pain.session = session.id),"
        " (select max(leg) from pain where pain.session = session.id)"
        # The days come first, then their sets: the other way round every set there is would be read.
        " from session cross join session_set on session_set.session = session.id"
        f" where session_set.done > 0 and session.{_BETWEEN} group by +session.id order by session.started_at",
        limits,
    )
    notes: defaultdict[date, tuple[str, ...]] = defaultdict(tuple)
    for day, words in store.db.execute(
        f"select day, words from note where {_BETWEEN} order by written_at, id", limits
    ):
        notes[date.fromisoformat(day)] += (words,)
    return WeekFacts(
        skipped=dict(skipped(store, first, last)),
        sessions=tuple(
            SessionFact(
                day=date.fromisoformat(day),
                programme=programme,
                left=left,
                right=right,
                both=both,
                pain=None if score is None else Pain(score, bool(leg)),
            )
            for day, programme, left, right, both, score, leg in rows
        ),
        back=back_pain(store, first, last),
        notes=dict(notes),
    )
