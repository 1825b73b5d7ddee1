"""The reminder of a session: at the times that were set, once, and only while a session is due."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from coretui.catalogue import load
from coretui.domain.chair.messages import Call, Pause
from coretui.domain.days import DAY, Instant, Zone, fixed
from coretui.domain.exercises.dose import Side, Sides
from coretui.domain.exercises.plan import plan
from coretui.paths import Home
from coretui.services.reminder import LATE, Reminder, passed
from coretui.store import sessions
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
    for _ in range(26 * 60):
        clocks.advance(60)
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
