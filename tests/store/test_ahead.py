"""Habits that were added while the clock was ahead."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta

import pytest

from coretui.doctor.clock import clock
from coretui.domain.habits.habit import built_in_habits
from coretui.domain.habits.streaks import streak
from coretui.paths import Home
from coretui.services.desk import Desk
from coretui.services.heartbeat import Heartbeat
from coretui.services.workplace import Workplace
from coretui.settings.keys import Settings
from coretui.store.ahead import begin_today, begin_with_records, read_ahead
from coretui.store.database import Store
from coretui.store.habits import Change, add_built_in_habits, change, read_habits, retire
from coretui.store.reading import records
from coretui.store.records import tick
from tests.clock import FakeClocks
from tests.notices import Notices
from tests.store.test_habits import habit, times
from tests.stores import a_store

TODAY, LATER = date(2026, 11, 23), date(2083, 1, 1)
YEARS = (LATER - TODAY).days * 86_400.0
SAID = "The clock was ahead: your habits would only have begun on Fri 1 Jan 2083. Now they begin today."


@pytest.fixture
def desk(home: Home, clocks: FakeClocks) -> Desk:
    """Return a desk whose clock is years ahead."""
    clocks.set_wall(YEARS)
    return Desk(home, Settings.of(), clocks, opened=None)


def test_habits_begin_today_when_the_clock_is_put_right(desk: Desk, clocks: FakeClocks) -> None:
    desk.open().close()
    assert not desk.problems
    clocks.set_wall(-YEARS)
    [told] = clock(desk.home, TODAY)
    assert (told.ok, told.detail) == (False, "Your habits only start on Fri 1 Jan 2083.")
    desk.opened = None
    with closing(desk.open()) as store:
        assert list(desk.problems) == [SAID]
        seen = desk.overviews(None).day(TODAY)
        assert [one.due for one in seen.habits] == [True] * 5
        assert all(one.created == TODAY for one in read_habits(store, TODAY))
        assert list(clock(desk.home, TODAY)) == []
        for day in range(3):
            tick(store, "core", TODAY + timedelta(days=day), clocks.now())
        [core] = [one for one in records(store, TODAY + timedelta(days=7)) if one.habit.id == "core"]
        assert streak(core.history, TODAY + timedelta(days=7), 0).current == 1


def test_what_was_changed_meanwhile_holds_now(store: Store, clocks: FakeClocks) -> None:
    change(store, habit(store, "core"), Change(schedule=times(5)), LATER, 0, clocks.now())
    change(store, habit(store, "movement"), Change(goal=30), LATER, 0, clocks.now())
    retire(store, habit(store, "breathing"), LATER, clocks.now())
    store.db.execute("update habit set created_day = ?", [LATER.isoformat()])
    store.db.conn.commit()
    assert begin_today(store, TODAY).until == LATER
    found = {one.habit.id: one for one in records(store, TODAY)}
    assert [one.times for one in found["core"].history.schedules] == [3, 5]
    assert found["movement"].habit.goal == 30
    assert found["breathing"].habit.retired == TODAY


def test_a_running_app_notices_that_the_clock_was_put_right(desk: Desk, clocks: FakeClocks) -> None:
    workplace = Workplace.of(desk, Notices())
    heartbeat = Heartbeat.of(workplace)
    assert not heartbeat.beat().sayings
    clocks.set_wall(-YEARS)
    assert [saying.sentence for saying in heartbeat.beat().sayings] == [SAID]
    assert not heartbeat.beat().sayings
    workplace.keeper.lock.release()


def test_a_clock_that_is_behind_changes_nothing(store: Store, home: Home, clocks: FakeClocks) -> None:
    for day in range(10):
        tick(store, "core", TODAY + timedelta(days=day), clocks.now())
    past = date(2001, 1, 1)
    found = begin_today(store, past)
    assert (found.behind_now, found.days) == (True, 10)
    assert read_ahead(store.db.conn, past) == found
    [told] = clock(home, past)
    assert told.advice == ("A lot is recorded after today: check the clock of this computer.",)


def test_a_journey_to_the_west_is_no_clock_that_was_ahead(home: Home) -> None:
    with closing(a_store(home)) as store:
        add_built_in_habits(store, built_in_habits(TODAY + timedelta(days=1)))
        assert not begin_today(store, TODAY).beyond_a_journey(TODAY)
        assert {one.created for one in read_habits(store, TODAY)} == {TODAY}


def test_a_clock_that_stood_still_makes_no_years_of_missed_weeks(desk: Desk, clocks: FakeClocks) -> None:
    began = date(1970, 1, 3)
    years = (LATER - began).days * 86_400.0
    clocks.set_wall(-years)
    desk.open().close()
    clocks.set_wall(years - YEARS)
    desk.opened = None
    with closing(desk.open()) as store:
        assert list(desk.problems) == [
            (
                "The clock was years behind: your habits began on Sat 3 Jan 1970. Now they begin with the"
                " first day on record."
            )
        ]
        [core] = [one for one in records(store, TODAY) if one.habit.id == "core"]
        assert core.habit.created == TODAY
        assert begin_with_records(store, TODAY) is None


def test_habits_that_have_years_on_record_began_then(store: Store, clocks: FakeClocks) -> None:
    store.db.execute("update habit set created_day = '1990-01-01'")
    for day in range(8):
        tick(store, "core", date(1990, 1, 1) + timedelta(days=day), clocks.now())
    assert begin_with_records(store, TODAY) is None
