"""The summary of days long past: it says what the facts say, whatever is done to them, and by whom."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.breathing.patterns import FOUR_SEVEN_EIGHT
from coretui.domain.care.selfcheck import SelfCheck
from coretui.domain.days import Instant
from coretui.domain.exercises.dose import Dose
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.habits.habit import DayFacts, built_in_habits, derive
from coretui.domain.habits.overview import Record
from coretui.domain.habits.streaks import streak, why
from coretui.errors import NotNowError
from coretui.paths import Home
from coretui.store import care, journal, summary
from coretui.store.breathing import Run
from coretui.store.database import Store, open_store
from coretui.store.habits import add_built_in_habits
from coretui.store.perday import EVIDENCE, sums
from coretui.store.reading import records
from coretui.store.records import log_movement, tick, untick
from coretui.store.sessions import Outline, begin, finish_set, reopen_set
from tests.conftest import CREATED
from tests.examples import examples

FOUR = 4 * 3600
TODAY = date(2027, 3, 1)
OLD = TODAY - 2 * summary.RECENT
"""A day whose facts are kept in the summary."""
HABITS = ("breaks", "breathing", "core", "movement", "self-check")
OUTCOMES = ("taken", "skipped", "missed", "lapsed", None)


def noon(day: date) -> Instant:
    return Instant(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp(), 0.0, "boot")


def walk(store: Store, day: date, minutes: float = 20) -> None:
    log_movement(store, "walk", minutes, noon(day), FOUR)


def record_of(store: Store, habit: str) -> Record:
    return next(record for record in records(store, TODAY) if record.habit.id == habit)


def kept(store: Store) -> list[tuple[Any, ...]]:
    """Return the rows of the summary that say anything."""
    some = f"coalesce({', '.join(EVIDENCE)}) is not null"
    return list(store.db.execute(f"select * from day_summary where {some} order by day").fetchall())  # noqa: S608


def plainly(store: Store, habit: str, ticks: dict[date, float]) -> dict[date, Any]:
    """Return the evidence of a habit from its facts alone, day by day."""
    known = sums(store, EVIDENCE, date(1970, 1, 1), TODAY)
    days = known.keys() | ticks.keys()
    seen = {day: derive(habit, DayFacts(day, **known.get(day, {}))) for day in days}
    return {day: one.ticked() if day in ticks else one for day, one in seen.items()}


def check(store: Store) -> None:
    """Hold what is read against the facts."""
    for record in records(store, TODAY):
        evidence = plainly(store, record.habit.id, dict(record.ticked))
        assert dict(record.evidence) == evidence
        history = record.history
        assert history.done == {day for day, seen in evidence.items() if seen.done}
        assert history.partly == {day for day, seen in evidence.items() if seen.partly}
        if record.habit.id == "breaks":
            since = min([history.begun, *history.done])
            days = {since + timedelta(days=n) for n in range((TODAY - since).days)}
            assert history.unscheduled == days - {day for day, seen in evidence.items() if seen.scheduled}


class Life:
    """A store to which things are done, on days so many before today."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.session = ""

    def do(self, what: str, ago: int, n: int) -> None:
        day = TODAY - timedelta(days=ago)
        getattr(self, f"_{what}")(day, n)

    def _walk(self, day: date, n: int) -> None:
        walk(self.store, day, 7 * n + 1)

    def _move_walk(self, day: date, n: int) -> None:
        row = self.store.db.execute("select id from movement order by id limit 1 offset ?", [n]).fetchone()
        if row:
            with journal.recorded(self.store, 0.0, "movement") as changes:
                changes.update("movement", row[0], day=day.isoformat())

    def _tick(self, day: date, n: int) -> None:
        tick(self.store, HABITS[n], day, noon(day))

    def _untick(self, day: date, n: int) -> None:
        untick(self.store, HABITS[n], day, noon(day))

    def _check(self, day: date, n: int) -> None:
        care.check(self.store, SelfCheck(day, frozenset(), frozenset()), noon(day))

    def _prompt(self, day: date, n: int) -> None:
        row = {"due_at": noon(day).wall, "utc_offset": 0, "day": day.isoformat(), "outcome": OUTCOMES[n]}
        with self.store.write() as db:
            count = db.table("prompt").count
            db.table("prompt").insert({"id": f"{count:03}-{n}-{day}", **row}, ignore=True)

    def _end_prompt(self, day: date, n: int) -> None:
        with self.store.write() as db:
            db.execute("update prompt set outcome = ? where id = (select max(id) from prompt)", [OUTCOMES[n]])

    def _revoke(self, day: date, n: int) -> None:
        with self.store.write() as db:
            db.execute("delete from prompt where day = ?", [day.isoformat()])

    def _breathe(self, day: date, n: int) -> None:
        run = Run(self.store, FOUR_SEVEN_EIGHT, 3, noon(day), FOUR)
        for rounds in range(1, n + 1):
            run.keep(rounds)
            check(self.store)

    def _begin(self, day: date, n: int) -> None:
        programme = ("programme", "pillars", "gentle", "desk", "programme")[n]
        self.session = begin(
            self.store, Outline(programme, 2, counts_as="movement" if n in {2, 3} else "core"), noon(day), FOUR
        )

    def _set(self, day: date, n: int) -> None:
        if self.store.db.execute("select 1 from session where id = ?", [self.session]).fetchone():
            finish_set(self.store, self.session, self._planned(n), noon(day).later(60 * n), amount=5 + n % 2)

    def _reopen(self, day: date, n: int) -> None:
        reopen_set(self.store, self.session, self._planned(n), noon(day))

    def _planned(self, n: int) -> PlannedSet:
        return PlannedSet("log-roll", n % 2 + 1, None, Dose(3, reps=6))

    def _amend_set(self, day: date, n: int) -> None:
        with self.store.write() as db:
            db.execute("update session_set set done = ?", [3 * n])

    def _forget_walks(self, day: date, n: int) -> None:
        with self.store.write() as db:
            db.execute("delete from movement where day = ?", [day.isoformat()])

    def _forget_breaths(self, day: date, n: int) -> None:
        with self.store.write() as db:
            db.execute("delete from breathing where day = ?", [day.isoformat()])

    def _move_check(self, day: date, n: int) -> None:
        with self.store.write() as db:
            db.execute("delete from self_check where day = ?", [day.isoformat()])
            db.execute(
                "update self_check set day = ? where day = (select min(day) from self_check)", [day.isoformat()]
            )

    def _forget_session(self, day: date, n: int) -> None:
        with self.store.write() as db:
            db.execute("delete from session where id = ?", [self.session])

    def _move_session(self, day: date, n: int) -> None:
        with self.store.write() as db:
            db.execute("update session set day = ? where id = ?", [day.isoformat(), self.session])

    def _undo(self, day: date, n: int) -> None:
        with suppress(NotNowError):
            journal.undo(self.store)

    def _redo(self, day: date, n: int) -> None:
        with suppress(NotNowError):
            journal.redo(self.store)

    def _read(self, day: date, n: int) -> None:
        check(self.store)

    def _empty(self, day: date, n: int) -> None:
        summary.empty(self.store)


DEEDS = tuple(name[1:] for name in vars(Life) if name.startswith("_") and name[1] != "_" and name != "_planned")


@contextmanager
def in_memory() -> Iterator[Store]:
    with closing(Store(":memory:")) as store:
        add_built_in_habits(store, built_in_habits(CREATED))
        yield store


@given(
    deeds=st.lists(
        st.tuples(
            st.one_of(st.sampled_from(DEEDS), st.just("read")),
            st.integers(30, 44),
            st.integers(0, 4),
        ),
        max_size=60,
    )
)
@examples(60)
def test_whatever_is_done_the_summary_says_what_the_facts_say(deeds: list[tuple[str, int, int]]) -> None:
    with in_memory() as store:
        life = Life(store)
        for deed in deeds:
            life.do(*deed)
        check(store)
        before = kept(store)
        summary.empty(store)
        check(store)
        assert kept(store) == before


@pytest.mark.parametrize("deed", DEEDS)
def test_whatever_is_done_to_a_day_in_the_summary_is_seen(deed: str) -> None:
    with in_memory() as store:
        life = Life(store)
        life.do("walk", 44, 0)
        for number in range(5):
            for other in ("walk", "prompt", "check", "breathe", "begin", "set"):
                life.do(other, 40, number)
            for ago in (40, 41):
                check(store)
                life.do(deed, ago, (number + 1) % 5)
                check(store)


@pytest.mark.parametrize("goal_day", [OLD, TODAY])
def test_a_goal_judges_the_days_from_its_own_on(store: Store, goal_day: date) -> None:
    with store.write() as db:
        for number, (amount, day) in enumerate(((20, date(2020, 1, 1)), (30, goal_day))):
            row = {"id": f"{number}", "habit": "movement", "amount": amount, "effective_from": day.isoformat()}
            db.table("goal").insert(row)
    for day in (OLD - timedelta(days=1), OLD, OLD + timedelta(days=1)):
        walk(store, day, 25)
    done = {OLD - timedelta(days=1)} | ({OLD, OLD + timedelta(days=1)} if goal_day == TODAY else set())
    movement = record_of(store, "movement")
    assert movement.history.done == done
    assert movement.evidence[OLD].goal == (20 if goal_day == TODAY else 30)


def test_streaks_and_their_reasons_come_out_the_same_from_an_emptied_summary(store: Store) -> None:
    for ago in range(100):
        if ago != 60:
            walk(store, TODAY - timedelta(days=ago))
    history = record_of(store, "movement").history
    told = streak(history, TODAY, 0), why(history, TODAY, 0)
    assert told[0].current == 60
    summary.empty(store)
    history = record_of(store, "movement").history
    assert (streak(history, TODAY, 0), why(history, TODAY, 0)) == told


def test_days_long_past_come_from_the_summary_and_recent_ones_from_the_facts(store: Store) -> None:
    recent = TODAY - timedelta(days=1)
    walk(store, OLD)
    walk(store, recent)
    assert record_of(store, "movement").history.done == {OLD, recent}
    with store.write() as db:
        for (name,) in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            db.execute(f"drop trigger {name}")
        db.execute("update movement set minutes = 1")
    assert record_of(store, "movement").history.done == {OLD}
    summary.empty(store)
    store.kept.clear()
    assert record_of(store, "movement").history.done == set()


def test_what_another_process_writes_is_seen(home: Home, store: Store) -> None:
    walk(store, OLD)
    assert record_of(store, "movement").history.done == {OLD}
    with closing(open_store(home)) as other:
        walk(other, OLD + timedelta(days=1))
        assert record_of(other, "movement").history.done == {OLD, OLD + timedelta(days=1)}
        assert record_of(store, "movement").history.done == {OLD, OLD + timedelta(days=1)}
        journal.undo(other)
    assert record_of(store, "movement").history.done == {OLD}


def test_a_fact_from_before_all_others_is_seen(store: Store) -> None:
    walk(store, OLD)
    assert record_of(store, "movement").history.done == {OLD}
    first = OLD - timedelta(days=400)
    walk(store, first)
    assert record_of(store, "movement").history.done == {first, OLD}
    assert [row[0] for row in kept(store)] == [first.isoformat(), OLD.isoformat()]


def test_what_was_rolled_back_is_forgotten(store: Store) -> None:
    walk(store, OLD)

    def fail() -> None:
        walk(store, OLD + timedelta(days=1))
        assert len(record_of(store, "movement").history.done) == 2
        raise NotNowError

    with pytest.raises(NotNowError), store.write():
        fail()
    assert record_of(store, "movement").history.done == {OLD}
    walk(store, OLD + timedelta(days=2))
    assert record_of(store, "movement").history.done == {OLD, OLD + timedelta(days=2)}


def test_where_nothing_can_be_written_the_facts_are_read(home: Home, store: Store) -> None:
    walk(store, OLD)
    with (
        closing(Store(home.database, busy_seconds=0.01)) as other,
        closing(sqlite3.connect(home.database)) as busy,
    ):
        busy.execute("begin immediate")
        assert record_of(other, "movement").history.done == {OLD}
        assert kept(other) == []


def test_nothing_is_read_twice_until_something_is_written(home: Home, store: Store) -> None:
    reads: list[int] = []

    def read() -> int:
        reads.append(len(reads))
        return len(reads)

    assert (store.once("a", read), store.once("a", read)) == (1, 1)
    assert store.once("b", read) == 2
    walk(store, TODAY)
    assert (store.once("a", read), store.once("a", read)) == (3, 3)
    with closing(open_store(home)) as other:
        walk(other, TODAY)
    assert (store.once("a", read), store.once("a", read)) == (4, 4)
    with store.write():
        assert (store.once("a", read), store.once("a", read)) == (5, 6)
