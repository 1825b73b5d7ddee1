"""Breathe: the pacer on the screen, round by round."""

from __future__ import annotations

import pytest

from coretui.app import CoretuiApp
from coretui.domain.view import State
from coretui.paths import Home
from coretui.screens.breathe import BreatheScreen
from coretui.widgets.disc import Disc
from tests.clock import FakeClocks
from tests.ui.desk import SIZE, make_app, text, wait

pytestmark = pytest.mark.usefixtures("_utc")


def stored(app: CoretuiApp) -> list[tuple[str, int, int, float]]:
    query = "select pattern, planned, rounds, seconds from breathing"
    return [tuple(row) for row in app.workplace.store.db.execute(query).fetchall()]


def frame(app: CoretuiApp) -> Disc:
    assert isinstance(app.screen, BreatheScreen)
    app.screen.frame()
    return app.screen.query_one(Disc)


async def test_a_breath_goes_in_holds_and_goes_out(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        assert frame(app).words == ("get ready", "", "3")
        clocks.advance(3)
        assert frame(app).words == ("breathe in", "", "4")
        assert frame(app).fullness == 0
        clocks.advance(4)
        assert frame(app).words == ("hold", "", "7")
        assert frame(app).fullness == 1
        clocks.advance(7)
        assert frame(app).words == ("breathe out", "", "8")
        clocks.advance(7.5)
        assert frame(app).words == ("breathe out", "", "1")
        assert stored(app) == []


async def test_each_round_is_committed_as_it_ends(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        clocks.advance(3 + 19)
        frame(app)
        assert stored(app) == [("4-7-8", 4, 1, 19)]
        clocks.advance(3 * 19)
        frame(app)
        assert stored(app) == [("4-7-8", 4, 4, 76)]
        assert text(app, "#do") == "Done: all 4 rounds."


async def test_a_stall_shows_the_right_phase_at_once(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        clocks.advance(3 + 2 * 19 + 5)
        assert frame(app).words == ("hold", "", "6")
        assert stored(app) == [("4-7-8", 4, 2, 38)]


async def test_a_pause_begins_the_interrupted_round_anew(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        clocks.advance(3 + 19 + 10)
        await pilot.press("space")
        assert frame(app).words[0] == "paused"
        clocks.advance(600)
        await pilot.press("space")
        clocks.advance(3)
        assert frame(app).words == ("breathe in", "", "4")
        clocks.advance(3 * 19)
        frame(app)
        assert stored(app) == [("4-7-8", 4, 4, 76)]


async def test_enter_finishes_the_round_and_stops(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        clocks.advance(3 + 5)
        await pilot.press("enter")
        frame(app)
        assert stored(app) == []
        clocks.advance(14)
        frame(app)
        assert stored(app) == [("4-7-8", 4, 1, 19)]
        assert text(app, "#do") == "1 whole round, written down."


async def test_escape_keeps_the_whole_rounds_only(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        clocks.advance(3 + 19 + 18)
        await pilot.press("escape")
        assert stored(app) == [("4-7-8", 4, 1, 19)]


async def test_leaving_the_screen_pauses(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        clocks.advance(3 + 19 + 10)
        await pilot.press("1")
        clocks.advance(300)
        await pilot.press("2")
        await pilot.pause()
        assert frame(app).words[0] == "paused"
        assert stored(app) == [("4-7-8", 4, 1, 19)]


async def test_rounds_can_be_planned_before_the_start(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "minus", "minus", "minus", "minus", "space")
        clocks.advance(3 + 19)
        frame(app)
        assert stored(app) == [("4-7-8", 1, 1, 19)]


async def test_belly_breathing_has_no_hold(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "down", "space")
        clocks.advance(3 + 4)
        assert frame(app).words == ("breathe out", "", "6")
        clocks.advance(6)
        frame(app)
        assert stored(app) == [("belly", 30, 1, 10)]


async def test_no_notice_comes_in_the_middle_of_a_breath(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        wait(app, clocks, 29 * 60 + 30)
        await pilot.press("2", "space")
        wait(app, clocks, 60)
        assert app.workplace.keeper.view().state is State.SITTING
        clocks.advance(3 + 16)
        frame(app)
        app.tick()
        assert app.workplace.keeper.view().state is State.DUE


async def test_reduced_motion_shows_a_bar_and_words(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, look__motion="reduced")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        clocks.advance(3 + 5)
        assert frame(app).bar
        assert frame(app).words == ("hold", "", "6")
