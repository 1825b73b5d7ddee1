"""The reminder of a session: at the times that were set, once, and only while a session is due."""

from __future__ import annotations

import pytest

from coretui.catalogue import load
from coretui.domain.chair.messages import Call, Pause
from coretui.domain.days import DAY
from coretui.domain.exercises.dose import Side, Sides
from coretui.domain.exercises.plan import plan
from coretui.paths import Home
from coretui.services.reminder import LATE, Reminder, passed
from coretui.store import sessions
from coretui.store.sessions import Outline
from coretui.tui.app import CoretuiApp
from tests.clock import MONDAY_NINE, FakeClocks
from tests.tui.desk import make_app

NINE, TEN = 9 * 3600, 10 * 3600


def utc(_wall: float) -> int:
    return 0


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
    assert passed(times, MONDAY_NINE + before, MONDAY_NINE + now, utc) is told


def test_a_time_is_one_of_the_persons_zone() -> None:
    assert passed(((0, TEN),), MONDAY_NINE - 1, MONDAY_NINE, lambda _wall: 3600)
    assert not passed(((0, NINE),), MONDAY_NINE - 1, MONDAY_NINE, lambda _wall: 3600)


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
