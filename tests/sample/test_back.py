"""The back of the made-up person: noted, written about, and over a flare-up; the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta

import pytest

from coretui.domain.habits.schedules import week_of
from coretui.domain.habits.streaks import WeekState, week_state
from coretui.paths import Home
from coretui.sample.back import BackStory
from coretui.sample.weeks import fill
from coretui.store import care, period, timeoff
from coretui.store.database import Store, open_store
from coretui.store.reading import records
from tests.clock import FakeClocks

TODAY = date(2026, 11, 23)
FIRST = date(2026, 10, 5)
"""The Monday on which eight weeks begin."""


@pytest.fixture(scope="module")
def eight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store with eight sample weeks, up to a Monday morning."""
    folder = str(tmp_path_factory.mktemp("eight"))
    clocks = FakeClocks()
    with closing(open_store(Home(folder, folder))) as store:
        fill(store, today=TODAY, now=clocks.now(), weeks=8, seed=1, zone=clocks.zone, day_start=4 * 3600)
        yield store


@pytest.mark.parametrize("seed", range(20))
def test_the_back_is_noted_on_three_to_five_days_of_every_week(seed: int) -> None:
    back = BackStory(seed, FIRST, 8)
    for week in range(7):
        days = [FIRST + timedelta(weeks=week, days=n) for n in range(7)]
        assert 3 <= sum(back.noted(day) is not None for day in days) <= 5, week


def test_two_weeks_have_no_flare_up_and_more_have_one_that_is_over() -> None:
    assert BackStory(1, FIRST, 2).flare is None
    assert BackStory(1, FIRST, 8).flare == (date(2026, 11, 11), date(2026, 11, 15))


@pytest.mark.parametrize("week_start", range(7))
def test_the_flare_up_is_in_the_past_whenever_a_week_begins(week_start: int) -> None:
    for n in range(7):
        today = TODAY + timedelta(days=n)
        flare = BackStory(1, week_of(today, week_start).first - timedelta(weeks=7), 8).flare
        assert flare is not None
        assert timedelta(1) <= today - flare[1] < timedelta(days=20)


def test_the_flare_up_is_on_record_and_its_week_is_met_all_the_same(eight: Store) -> None:
    [off] = timeoff.all_time_off(eight)
    assert (off.first, off.last, off.reason) == (date(2026, 11, 11), date(2026, 11, 15), timeoff.FLARE)
    core = next(one.history for one in records(eight, TODAY) if one.habit.id == "core")
    assert week_state(core, week_of(off.first, 0), TODAY).state is WeekState.MET
    rested = period.sessions(eight, off.first + timedelta(days=1), date(2026, 11, 15))
    assert [one for one in rested if one.counts_as == "core"] == []


def test_sessions_say_which_exercise_hurt_what_was_swapped_and_what_the_player_counted(eight: Store) -> None:
    hurt = eight.db.execute(
        "select distinct exercise from pain where session is not null and score > 0 order by 1"
    ).fetchall()
    assert {"side-plank-1-leg", "superman"} <= {one for (one,) in hurt}
    swaps = eight.db.execute(
        "select distinct exercise, instead_of, worth from session_set where instead_of != '' order by 1"
    ).fetchall()
    assert swaps == [
        ("side-plank-1-leg", "side-plank-2-legs", 1.0),
        ("side-plank-2-legs", "side-plank-1-leg", 1.0),
    ]
    counted = eight.db.execute("select distinct exercise from session_set where counted_by = 'player'").fetchall()
    assert counted == [("pelvic-tilts",)]
    own = eight.db.execute("select distinct prescribed from session_set where exercise = 'superman' order by 1")
    assert own.fetchall() == [(20,), (30,)]


def test_there_is_a_self_check_every_friday_of_the_last_weeks_and_notes_of_both_kinds(eight: Store) -> None:
    days = [check.day for check in care.checks(eight, date(2026, 10, 26), TODAY)]
    assert days == [date(2026, 10, 30), date(2026, 11, 6), date(2026, 11, 13), date(2026, 11, 20)]
    assert len(care.checks(eight, FIRST, TODAY)[0].signs) > len(care.checks(eight, FIRST, TODAY)[-1].signs)
    kinds = eight.db.execute("select count(exercise), sum(exercise is null) from note").fetchall()
    assert kinds == [(6, 3)]
