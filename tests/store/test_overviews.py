"""Overviews read from the store: each as it is at one moment, whatever another process writes meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date

import pytest

from coretui.domain.days import Instant
from coretui.domain.habits.habit import Habit
from coretui.domain.habits.schedules import Repeat, Schedule, week_of
from coretui.domain.pain import Pain
from coretui.errors import StoreError
from coretui.paths import Home
from coretui.services import overviews as reading
from coretui.services.overviews import Overviews, read_week
from coretui.services.trends import read_weeks
from coretui.settings import file as config
from coretui.store import care, habits, journal
from coretui.store.database import Store
from coretui.store.habits import read_habits
from coretui.store.records import tick
from tests.clock import FakeClocks, utc

MONDAY = date(2026, 11, 23)


def add(store: Store, name: str, now: Instant) -> None:
    schedule = Schedule(MONDAY, Repeat.DAILY)
    habit = Habit(id="", name=name, derived=False, goal=1, unit="", created=MONDAY, retired=None, position=0)
    habits.add(store, habit, schedule, now)


def names(store: Store) -> list[str]:
    return [one.name or one.id for one in read_habits(store, MONDAY)]


@pytest.mark.parametrize("step", ["records", "facts", "week_facts", "tension"])
def test_a_week_is_read_as_it_is_at_one_moment(
    store: Store, home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    read: Callable[..., object] = getattr(reading, step)

    def meanwhile(*args: object, **more: object) -> object:
        found = read(*args, **more)
        with closing(Store(store.path, busy_seconds=0.1)) as other:
            add(other, f"Added {len(names(other))}", clocks.now())
            care.feel(other, Pain(3), MONDAY, clocks.now())
        return found

    overviews = Overviews(store, config.load(home.config)[0], utc, MONDAY)
    before = names(store)
    with monkeypatch.context() as patch:
        patch.setattr(reading, step, meanwhile)
        seen = read_week(overviews, week_of(MONDAY, 0))
    assert [one.habit.name or one.habit.id for one in seen.seen.habits] == before
    assert list(seen.records) == before
    assert list(seen.trends) == before
    assert not seen.facts.back
    assert store.changed()
    after = read_week(overviews, week_of(MONDAY, 0))
    assert [one.habit.name or one.habit.id for one in after.seen.habits] == names(store)
    assert len(names(store)) > len(before)
    assert after.facts.back == {MONDAY: Pain(3)}


def test_what_weeks_came_to_is_read_as_a_column_each(store: Store, home: Home, clocks: FakeClocks) -> None:
    row = {"due_at": 0.0, "utc_offset": 0, "reason": ""}
    with store.write() as db:
        for day, outcome in ((17, "taken"), (19, "skipped"), (23, "taken")):
            db.table("prompt").insert({**row, "id": f"p{day}", "day": f"2026-11-{day}", "outcome": outcome})
    care.feel(store, Pain(6), MONDAY, clocks.now())
    trends = read_weeks(Overviews(store, config.load(home.config)[0], utc, MONDAY))
    assert (trends.first, trends.last) == (week_of(MONDAY, 0).shift(-11), week_of(MONDAY, 0))
    assert trends.kept[-3:] == (None, 0.5, 1.0)
    assert trends.back[-2:] == (None, 6.0)
    assert trends.sat[-1] is None


def test_a_reading_holds_one_state_and_ends_however_its_block_ends(store: Store, clocks: FakeClocks) -> None:
    before = names(store)
    with closing(Store(store.path)) as other:
        with suppress(KeyError), store.reading(), store.reading():
            assert names(store) == before
            add(other, "Tea", clocks.now())
            assert names(store) == before
            assert not store.changed()
            raise KeyError
        assert not store.db.conn.in_transaction
        assert store.changed()
        assert names(store) == [*before, "Tea"]


def test_a_reading_inside_a_write_sees_it_and_does_not_end_it(store: Store, clocks: FakeClocks) -> None:
    with suppress(KeyError), store.write():
        add(store, "Tea", clocks.now())
        with store.reading():
            assert "Tea" in names(store)
            assert not store.settled
        assert store.db.conn.in_transaction
        raise KeyError
    assert "Tea" not in names(store)


def test_a_write_inside_a_reading_is_kept_unless_somebody_else_wrote(store: Store, clocks: FakeClocks) -> None:
    with store.reading():
        tick(store, "core", MONDAY, clocks.now())
    assert journal.undo(store).code == "tick"
    with closing(Store(store.path)) as other:
        with store.reading():
            names(store)
            add(other, "Tea", clocks.now())
            with pytest.raises(StoreError):
                tick(store, "core", MONDAY, clocks.now())
        tick(store, "core", MONDAY, clocks.now())


def test_what_a_reading_read_is_kept_until_something_is_written(
    store: Store, home: Home, clocks: FakeClocks
) -> None:
    overviews = Overviews(store, config.load(home.config)[0], utc, MONDAY)
    with store.reading():
        first = overviews.records()
    assert overviews.records() is first
    with store.reading():
        assert overviews.records() is first
        tick(store, "core", MONDAY, clocks.now())
        assert overviews.records() is not first
    assert overviews.records() is not first
