"""The reminders of a session and of breathing: at the times that were set, once, and only while one is due."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from coretui.catalogue import load
from coretui.domain.breathing.patterns import parse
from coretui.domain.chair.messages import Breathe, Call, Pause
from coretui.domain.days import DAY, Instant, Zone, fixed
from coretui.domain.exercises.dose import Side, Sides
from coretui.domain.exercises.plan import plan
from coretui.paths import Home
from coretui.services.reminder import LATE, Reminder, before, passed
from coretui.store import records, sessions, timeoff
from coretui.store.breathing import Run
from coretui.store.sessions import Outline
from coretui.tui.app import CoretuiApp
from tests.clock import MONDAY_NINE, FakeClocks, amsterdam, los_angeles, tokyo, utc
from tests.tui.desk import make_app

NINE, TEN = 9 * 3600, 10 * 3600


def at(seconds: float, offset: int = 0) -> Instant:
    """Return the instant so many seconds after nine."""
    return Instant(MONDAY_NINE + seconds, 1000 + seconds, "boot", offset)


@pytest.mark.parametrize(
    ("times", "before", "now", "told"),
    [
        (((0, NINE),), -1, 0, True),
        (((0, NINE),), 0, 1, False),
        (((0, NINE),), -1, 0.5, True),
        (((1, NINE),), -1, 0, False),
        (((1, NINE), (0, NINE)), -1, 0, True),
        (((0, NINE),), -3600, LATE - 1, True),
        (((0, NINE),), -3600, LATE + 1, False),
        (((1, NINE),), DAY - 1, DAY, True),
        ((), -1, 0, False),
    ],
)
def test_a_time_is_told_of_when_it_passes(
    times: tuple[tuple[int, int], ...], before: float, now: float, told: bool
) -> None:
    found = passed(times, at(before), at(now), utc)
    assert bool(list(found)) is told


def test_a_time_is_one_of_the_persons_zone() -> None:
    here = fixed(3600)
    assert list(passed(((0, TEN),), at(-1, 3600), at(0, 3600), here)) == [(date(2026, 11, 23), TEN)]
    assert not list(passed(((0, NINE),), at(-1, 3600), at(0, 3600), here))


def test_a_time_just_before_midnight_is_told_of_just_after_it() -> None:
    late = 24 * 3600 - 60
    found = passed(((0, late),), at(late - NINE - 30), at(late - NINE + 90), utc)
    assert list(found) == [(date(2026, 11, 23), late)]


@pytest.mark.parametrize(
    ("text", "before", "now"),
    [
        ("9:00 in the summer night", "2026-10-25T08:59:59+01:00", "2026-10-25T09:00:01+01:00"),
        ("9:00 in the spring night", "2026-03-29T08:59:59+02:00", "2026-03-29T09:00:01+02:00"),
    ],
)
def test_a_time_is_the_clocks_also_on_the_day_the_clock_is_changed(text: str, before: str, now: str) -> None:
    walls = (datetime.fromisoformat(one).timestamp() for one in (before, now))
    first, last = (Instant(wall, 0, "boot", amsterdam(wall)) for wall in walls)
    assert [seconds for _day, seconds in passed(((6, NINE),), first, last, amsterdam)] == [NINE]


def at_ten(home: Home, clocks: FakeClocks) -> CoretuiApp:
    app = make_app(home, clocks, session__remind=["mon 10:00"])
    app.workplace.keeper.tick()
    return app


def look(app: CoretuiApp, clocks: FakeClocks) -> list[Call]:
    reminder = Reminder.of(app.workplace)
    calls = []
    for _ in range(3 * 60):
        clocks.advance(30)
        app.workplace.keeper.tick()
        calls += [notice.call for notice in reminder.look()]
    app.workplace.keeper.lock.release()
    return calls


def test_a_session_is_reminded_of_once(home: Home, clocks: FakeClocks) -> None:
    assert look(at_ten(home, clocks), clocks) == [Call.SESSION]


@pytest.mark.parametrize("zone", [tokyo, los_angeles])
def test_a_session_is_reminded_of_where_one_is(home: Home, clocks: FakeClocks, zone: Zone) -> None:
    app = at_ten(home, clocks)
    reminder = Reminder.of(app.workplace)
    clocks.travel(zone)
    told = []
    for _ in range(26 * 12):
        clocks.advance(300)
        app.workplace.keeper.tick()
        told += [clocks.now() for _notice in reminder.look()]
    app.workplace.keeper.lock.release()
    local = [(one.wall + one.offset - MONDAY_NINE + NINE) / 3600 % 24 for one in told]
    assert local == ([10.0] if zone is los_angeles else []), "in Tokyo it is past ten already"


def test_a_time_that_comes_again_in_the_west_is_told_of_once(home: Home, clocks: FakeClocks) -> None:
    app = at_ten(home, clocks)
    reminder = Reminder.of(app.workplace)
    calls = []
    for minute in range(26 * 60):
        clocks.advance(60)
        if minute == 90:
            clocks.travel(los_angeles)
        app.workplace.keeper.tick()
        calls += [notice.call for notice in reminder.look()]
    app.workplace.keeper.lock.release()
    assert calls == [Call.SESSION]


def test_a_time_that_has_been_is_told_of_by_no_other_process(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, session__remind=["mon 09:00"])
    app.workplace.keeper.tick()
    calls = [len(Reminder(app.workplace, at(-60)).look()) for _process in range(2)]
    Path(home.reminded).write_text("[[3, 4], what]")
    calls.append(len(Reminder(app.workplace, at(-60)).look()))
    app.workplace.keeper.lock.release()
    assert calls == [1, 0, 1]


def test_a_day_that_had_its_session_is_left_alone(home: Home, clocks: FakeClocks) -> None:
    app = at_ten(home, clocks)
    workplace = app.workplace
    session = sessions.begin(workplace.store, Outline("programme", 51), workplace.now, 4 * 3600)
    known = load()
    first = plan(known.programmes["programme"], known, Sides.EACH, Side.LEFT)[0]
    sessions.finish_set(workplace.store, session, first, workplace.now)
    assert look(app, clocks) == []


def test_a_hold_is_silence(home: Home, clocks: FakeClocks) -> None:
    app = at_ten(home, clocks)
    app.workplace.keeper.command(Pause(None, None, ""))
    assert look(app, clocks) == []


def test_one_that_follows_leaves_it_to_the_keeper(home: Home, clocks: FakeClocks) -> None:
    first, second = at_ten(home, clocks), at_ten(home, clocks)
    assert look(second, clocks) == []
    first.workplace.keeper.lock.release()


@pytest.mark.parametrize(("hour", "earlier"), [(10, 23 - 24), (20, 10), (23, 20)])
def test_before_a_daily_time_is_an_earlier_one_or_the_last_of_yesterday(hour: int, earlier: int) -> None:
    found = before((TEN, 20 * 3600, 23 * 3600), date(2026, 11, 23), hour * 3600, utc)
    assert found == MONDAY_NINE - NINE + earlier * 3600


def breathing_at(home: Home, clocks: FakeClocks, *times: str) -> CoretuiApp:
    app = make_app(home, clocks, breathing__remind=[*times])
    app.workplace.keeper.tick()
    return app


def breathe(app: CoretuiApp, hours: float, rounds: int = 4) -> None:
    """Put four rounds of 4-7-8 down, begun so many hours after nine, of which some were breathed."""
    Run(app.workplace.store, parse("4-7-8"), 4, at(hours * 3600), 4 * 3600).keep(rounds)


def test_breathing_is_reminded_of_at_each_of_its_times(home: Home, clocks: FakeClocks) -> None:
    assert look(breathing_at(home, clocks, "9:30", "10:30"), clocks) == [Call.BREATHING] * 2


@pytest.mark.parametrize(
    ("breathed", "told"),
    [
        ([(0.25, 4)], 1),  # before the first time: that one needs none
        ([(0.25, 4), (0.3, 4)], 0),  # as many as there are times
        ([(0.25, 3)], 2),  # not to the end
        ([(-14, 4)], 1),  # last night, since the last of yesterday's times
        ([(-24, 4)], 2),  # before that
    ],
)
def test_who_has_breathed_since_the_time_before_is_left_alone(
    home: Home, clocks: FakeClocks, breathed: list[tuple[float, int]], told: int
) -> None:
    app = breathing_at(home, clocks, "9:30", "10:30")
    for hours, rounds in breathed:
        breathe(app, hours, rounds)
    assert look(app, clocks) == [Call.BREATHING] * told


def test_a_tick_is_one_time_of_breathing(home: Home, clocks: FakeClocks) -> None:
    app = breathing_at(home, clocks, "10:00")
    records.tick(app.workplace.store, "breathing", app.workplace.today, app.workplace.now)
    assert look(app, clocks) == []


def test_in_a_flare_up_breathing_is_still_reminded_of(home: Home, clocks: FakeClocks) -> None:
    app = breathing_at(home, clocks, "9:30", "10:30")
    workplace = app.workplace
    timeoff.flare_on(workplace.store, workplace.today, workplace.now)
    assert look(app, clocks) == [Call.BREATHING] * 2


def test_time_off_needs_no_breathing(home: Home, clocks: FakeClocks) -> None:
    app = breathing_at(home, clocks, "10:00")
    workplace = app.workplace
    timeoff.take(workplace.store, workplace.today, workplace.today, workplace.now)
    assert look(app, clocks) == []


def test_who_breathes_just_now_is_not_told_to(home: Home, clocks: FakeClocks) -> None:
    app = breathing_at(home, clocks, "10:00")
    app.workplace.keeper.command(Breathe(2 * 3600))
    assert look(app, clocks) == []
