"""Undo and redo of everything there is to undo: any history taken back and done again gives the same tables."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from coretui.domain.care.selfcheck import REASONS, SIGNS, SelfCheck
from coretui.domain.chair.state import Policy
from coretui.domain.exercises.dose import Dose, Side
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.habits.habit import Habit
from coretui.domain.habits.schedules import Repeat, Schedule
from coretui.domain.pain import Pain
from coretui.errors import NotNowError
from coretui.store import care, corrections, habits, journal, notes, sessions, timeoff
from coretui.store.database import Store, new_id
from coretui.store.records import log_movement, log_sitting, tick, untick
from tests.clock import FakeClocks

MONDAY = date(2026, 11, 23)
FOUR = 4 * 3600
Tables = dict[str, list[tuple[Any, ...]]]


def contents(store: Store) -> Tables:
    """Return every row of every table but the journal and what SQLite keeps for itself."""
    names = [
        name for name in store.db.table_names() if name != "journal" and not name.startswith(("sqlite_", "_"))
    ]
    return {name: sorted((tuple(row.values()) for row in store.db.table(name).rows), key=repr) for name in names}


def steps(store: Store) -> int:
    return int(store.db.execute("select count(*) from journal").fetchone()[0])


class Days:
    """Somebody who does anything at all, by chance."""

    def __init__(self, store: Store, clocks: FakeClocks, seed: int) -> None:
        self.store, self.clocks = store, clocks
        self.chance = random.Random(seed)  # noqa: S311 - a history, not a secret
        self.session = sessions.begin(store, sessions.Outline("programme", 51), clocks.now(), FOUR)
        for hours in range(40):
            self.leave(hours)

    def leave(self, hours: int) -> None:
        """Store an absence as the chair does, and the prompt that it answered."""
        start = self.clocks.now().wall - hours * 3600
        span = {"id": new_id(), "body": "away", "started_at": start, "utc_offset": 0, "seconds": 600.0}
        prompt = {"id": new_id(), "due_at": start - 60 * (hours % 2), "utc_offset": 0, "outcome": "absence"}
        with self.store.write() as db:
            db.table("span").insert({**span, "ends_stretch": 1, "day": "2026-11-23"})
            db.table("prompt").insert({**prompt, "day": "2026-11-23", "ended_at": start + 300})

    @property
    def day(self) -> date:
        return MONDAY - timedelta(days=self.chance.randrange(4))

    def habit(self, *, built_in: bool = True) -> Habit:
        known = [one for one in habits.read_habits(self.store, MONDAY) if built_in or not one.derived]
        if not known:
            raise NotNowError
        return self.chance.choice(known)

    def schedule(self) -> Schedule:
        repeat = self.chance.choice([*Repeat])
        some = frozenset(self.chance.sample(range(7), self.chance.randrange(1, 7)))
        return Schedule(
            MONDAY, repeat, self.chance.randrange(1, 8), some if repeat is Repeat.WEEKDAYS else frozenset()
        )

    def act(self) -> None:
        """Do one thing or another."""
        actions = [self.tick, self.untick, self.move, self.change, self.order, self.retire, self.body, self.off]
        self.chance.choice([*actions, self.add, self.finish, self.sit, self.sit_anyway])()

    def tick(self) -> None:
        tick(self.store, self.habit().id, self.day, self.clocks.now(), self.chance.choice([1, 3, 2.5]))

    def untick(self) -> None:
        untick(self.store, self.habit().id, self.day, self.clocks.now(), self.chance.choice([None, 1, 2]))

    def move(self) -> None:
        log_movement(self.store, "walk", 20 / 3, self.clocks.now(), FOUR, "número één")

    def sit(self) -> None:
        log_sitting(self.store, self.clocks.now(), 0.1 + self.chance.random() * 3000, FOUR)

    def sit_anyway(self) -> None:
        absence = self.chance.choice(corrections.absences(self.store, MONDAY))
        corrections.sat_anyway(self.store, absence.id, self.clocks.now(), Policy())

    def add(self) -> None:
        name = f"Habit {self.chance.randrange(30)}"
        one = Habit("", name, derived=False, goal=8, unit="", created=self.day, retired=None, position=0)
        habits.add(self.store, one, self.schedule(), self.clocks.now())

    def change(self) -> None:
        wanted = habits.Change(
            name=self.chance.choice([None, f"Name {self.chance.randrange(30)}"]),
            unit=self.chance.choice([None, "glasses"]),
            goal=self.chance.choice([None, 2.0, 5.0]),
            schedule=self.chance.choice([None, self.schedule(), self.schedule()]),
        )
        today = MONDAY + timedelta(days=self.chance.randrange(10))
        habits.change(self.store, self.habit(), wanted, today, 0, self.clocks.now())

    def order(self) -> None:
        ids = [one.id for one in habits.read_habits(self.store, MONDAY)]
        self.chance.shuffle(ids)
        habits.order(self.store, ids, self.clocks.now())

    def retire(self) -> None:
        one = self.habit()
        if one.retired:
            habits.restore(self.store, one, MONDAY, self.clocks.now())
        else:
            habits.retire(self.store, one, self.day, self.clocks.now())

    def off(self) -> None:
        known = timeoff.all_time_off(self.store)
        if known and self.chance.random() < 0.3:
            timeoff.give_back(self.store, self.chance.choice(known), self.clocks.now())
            return
        first = self.day + timedelta(days=self.chance.randrange(60))
        last = first + timedelta(days=self.chance.randrange(5))
        habit = self.chance.choice([None, self.habit().id])
        timeoff.take(self.store, first, last, self.clocks.now(), habit)

    def body(self) -> None:
        now = self.clocks.now()
        match self.chance.randrange(5):
            case 0:
                care.feel(self.store, Pain(self.chance.randrange(11)), self.day, now)
            case 1:
                care.hurt(self.store, self.session, Pain(4, leg=True), now)
            case 2:
                done = SelfCheck(self.day, frozenset(SIGNS[:2]), frozenset(REASONS[:1]))
                care.check(self.store, done, now)
            case 3:
                notes.write(self.store, notes.Note("slept badly", self.day), now)
            case _ if timeoff.flare_since(self.store):
                timeoff.flare_off(self.store, MONDAY, now)
            case _:
                timeoff.flare_on(self.store, self.day, now)

    def finish(self) -> None:
        planned = PlannedSet("log-roll", self.chance.randrange(1, 4), Side.RIGHT, Dose(3, reps=5))
        if self.store.db.table("session_set").count_where("number = ?", [planned.number]):
            sessions.reopen_set(self.store, self.session, planned, self.clocks.now())
        else:
            sessions.finish_set(self.store, self.session, planned, self.clocks.now())


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3, 4))])
def test_any_history_undone_and_done_again_gives_the_same_tables(
    store: Store, clocks: FakeClocks, seed: int
) -> None:
    days, seen = Days(store, clocks, seed), [contents(store)]
    for _command in range(200):
        clocks.advance(900)
        before = steps(store)
        try:
            days.act()
        except NotNowError:
            assert contents(store) == seen[-1]  # what is refused changes nothing
        if steps(store) > before:
            seen.append(contents(store))
    codes = {row[0] for row in store.db.execute("select code from journal").fetchall()}
    assert {"habit add", "habit change", "habit order", "habit retire", "habit restore", "time off"} <= codes
    assert {"habit off", "time off back", "tick", "untick", "sat anyway", "pain"} <= codes
    assert len(seen) > 140
    for before_it in reversed(seen[:-1]):
        corrections.undo(store, clocks.now(), Policy())
        assert contents(store) == before_it
    for after_it in seen[1:]:
        corrections.redo(store, clocks.now(), Policy())
        assert contents(store) == after_it


def test_the_last_five_hundred_steps_can_be_undone(store: Store, clocks: FakeClocks) -> None:
    for _ in range(500):
        tick(store, "core", MONDAY, clocks.now())
    for _ in range(500):
        journal.undo(store)
    assert store.db.table("tick").count == 0


def test_schedules_keep_their_order_when_they_are_undone_and_done_again(store: Store, clocks: FakeClocks) -> None:
    def change(n: int, today: date) -> None:
        one = next(one for one in habits.read_habits(store, today) if one.id == "core")
        wanted = habits.Change(schedule=Schedule(MONDAY, Repeat.TIMES, n))
        habits.change(store, one, wanted, today, 0, clocks.now())

    def asked() -> list[int]:
        return [one.times for one in habits.read_schedules(store)["core"]]

    change(4, MONDAY)
    change(5, MONDAY + timedelta(weeks=1))
    change(6, MONDAY + timedelta(days=1))
    assert asked() == [3, 6]
    journal.undo(store)
    assert asked() == [3, 4, 5]
    journal.redo(store)
    assert asked() == [3, 6]
