"""Breathe: the pacer on the screen, round by round."""

from __future__ import annotations

from contextlib import closing

import pytest
from textual import constants

from coretui.domain.chair.view import ChairState
from coretui.errors import StoreError
from coretui.paths import Home
from coretui.store.breathing import Run
from coretui.store.chair import load
from coretui.tui import breath_guide
from coretui.tui.app import CoretuiApp
from coretui.tui.dialogs.scale import Scale
from coretui.tui.screens.breathe import BreatheScreen
from coretui.tui.widgets.breath.widget import Breath
from tests.clock import FakeClocks
from tests.stores import a_store
from tests.tui.desk import SIZE, make_app, text, told, wait


def stored(app: CoretuiApp) -> list[tuple[str, int, int, float]]:
    query = "select pattern, planned, rounds, seconds from breathing"
    return [tuple(row) for row in app.workplace.store.db.execute(query).fetchall()]


def frame(app: CoretuiApp) -> Breath:
    assert isinstance(app.screen, BreatheScreen)
    app.screen.frame()
    return app.screen.query_one(Breath)


def go(app: CoretuiApp, clocks: FakeClocks, seconds: float) -> None:
    """Let time pass with a frame every two seconds, as it does while the breath is shown; none at the end."""
    while seconds > 2:
        clocks.advance(2)
        seconds -= 2
        frame(app)
    clocks.advance(seconds)


async def test_a_breath_goes_in_holds_and_goes_out(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2")
        assert text(app, "#pattern").endswith("four rounds, twice a day (A. Weil).")
        assert text(app, "#caution").startswith("Stop if you feel dizzy. Told to avoid holding your breath?")
        await pilot.press("space")
        assert frame(app).words == ("", "get ready", "3")
        go(app, clocks, 3)
        assert frame(app).words == ("▲", "breathe in", "4")
        assert frame(app).fullness == 0
        go(app, clocks, 4)
        assert frame(app).words == ("■", "hold", "7")
        assert frame(app).fullness == 1
        go(app, clocks, 7)
        assert frame(app).words == ("▼", "breathe out", "8")
        go(app, clocks, 7.5)
        assert frame(app).words == ("▼", "breathe out", "1")
        assert stored(app) == []


async def test_each_round_is_committed_as_it_ends(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        go(app, clocks, 3 + 19)
        frame(app)
        assert stored(app) == [("4-7-8", 4, 1, 19)]
        go(app, clocks, 3 * 19)
        frame(app)
        assert stored(app) == [("4-7-8", 4, 4, 76)]
        assert text(app, "#do") == "Done: all 4 rounds."


async def test_a_stall_pauses_at_the_round_that_was_interrupted(home: Home, clocks: FakeClocks) -> None:
    """Stopped in the second round from 5 s to 90 s: nothing is credited that was not shown."""
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        go(app, clocks, 3 + 19 + 5)
        clocks.advance(85)
        assert frame(app).words[1] == "paused"
        await pilot.pause()
        assert told(app) == ["Paused: for a few seconds the screen could not be updated."]
        assert "start(True)" in [binding.binding.action for binding in app.screen.active_bindings.values()]
        assert isinstance(app.screen, BreatheScreen)
        assert (stored(app), app.workplace.underway) == ([("4-7-8", 4, 1, 19)], {app.screen.breather})
        await pilot.press("space")
        go(app, clocks, 3 + 4)
        assert frame(app).words == ("■", "hold", "7")


async def test_leaving_the_app_keeps_the_whole_rounds(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        go(app, clocks, 3 + 19 + 18)
        app.terminal_gone()
    with closing(a_store(home)) as store:
        assert store.db.execute("select rounds from breathing").fetchall() == [(1,)]
        chair = load(store)
    assert chair
    assert (chair.quiet_until, chair.closed) == (None, True)
    assert app.unkept == ()


async def test_a_pause_begins_the_interrupted_round_anew(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        go(app, clocks, 3 + 19 + 10)
        await pilot.press("space")
        assert frame(app).words[1] == "paused"
        clocks.advance(600)
        await pilot.press("space")
        go(app, clocks, 3)
        assert frame(app).words == ("▲", "breathe in", "4")
        go(app, clocks, 3 * 19)
        frame(app)
        assert stored(app) == [("4-7-8", 4, 4, 76)]


async def test_enter_finishes_the_round_and_stops(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        go(app, clocks, 3 + 5)
        await pilot.press("enter")
        frame(app)
        assert stored(app) == []
        go(app, clocks, 14)
        frame(app)
        assert stored(app) == [("4-7-8", 4, 1, 19)]
        assert text(app, "#do") == "1 whole round, recorded."


async def test_escape_keeps_the_whole_rounds_only(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        go(app, clocks, 3 + 19 + 18)
        await pilot.press("escape")
        assert stored(app) == [("4-7-8", 4, 1, 19)]


async def test_leaving_the_screen_pauses(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        go(app, clocks, 3 + 19 + 10)
        await pilot.press("1")
        clocks.advance(300)
        await pilot.press("2")
        await pilot.pause()
        assert frame(app).words[1] == "paused"
        assert stored(app) == [("4-7-8", 4, 1, 19)]


async def test_ctrl_z_pauses(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        go(app, clocks, 3 + 19 + 10)
        await pilot.press("ctrl+z")
        assert frame(app).words[1] == "paused"
        assert stored(app) == [("4-7-8", 4, 1, 19)]


async def test_rounds_can_be_planned_before_the_start(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "minus", "minus", "minus", "minus", "space")
        go(app, clocks, 3 + 19)
        frame(app)
        assert stored(app) == [("4-7-8", 1, 1, 19)]


async def test_belly_breathing_has_no_hold(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "down", "space")
        go(app, clocks, 3 + 4)
        assert frame(app).words == ("▼", "breathe out", "6")
        go(app, clocks, 6)
        frame(app)
        assert stored(app) == [("belly", 30, 1, 10)]


async def test_no_notice_comes_in_the_middle_of_a_breath(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        wait(app, clocks, 29 * 60 + 30)
        await pilot.press("2", "space")
        wait(app, clocks, 60)
        assert app.workplace.keeper.view().state is ChairState.SITTING
        go(app, clocks, 3 + 16)
        frame(app)
        app.tick()
        assert app.workplace.keeper.view().state is ChairState.DUE


async def test_reduced_motion_shows_a_bar_and_words(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, look__motion="reduced")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        go(app, clocks, 3 + 5)
        assert frame(app).shape == "bar"
        assert frame(app).words == ("■", "hold", "6")


async def test_slower_keeps_the_ratio_and_is_written_down(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "less_than_sign", "less_than_sign", "space")
        go(app, clocks, 3 + 4 / 0.8 - 0.01)
        assert frame(app).words == ("▲", "breathe in", "1")
        go(app, clocks, 0.02)
        assert frame(app).words == ("■", "hold", "9")
        go(app, clocks, 15 / 0.8)
        frame(app)
        row = app.workplace.store.db.execute("select speed, rounds, seconds from breathing").fetchone()
        assert row == (0.8, 1, 23.75)


@pytest.mark.parametrize(("key", "speed"), [("less_than_sign", 0.5), ("greater_than_sign", 1.5)])
async def test_speed_has_its_ends(home: Home, clocks: FakeClocks, key: str, speed: float) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "down", *[key] * 12)
        assert text(app, "#rounds").endswith(f"speed {speed:.0%}")
        assert text(app, "#rounds").startswith(f"round 1 of {round(30 * speed)}")


async def test_more_than_four_rounds_of_4_7_8_are_advised_against_and_done(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2")
        assert "first month" not in text(app, "#pattern")
        await pilot.press("plus")
        assert "No more than four rounds in the first month" in text(app, "#pattern")
        await pilot.press("space")
        go(app, clocks, 3 + 5 * 19)
        frame(app)
        assert stored(app) == [("4-7-8", 5, 5, 95)]
        for _ in range(5):  # the app is not left open for a month without a tick
            clocks.advance(8 * 86400)
            app.tick()
        await pilot.press("1", "2", "plus")
        assert "first month" not in text(app, "#pattern")
        await pilot.press(*["plus"] * 3)
        assert "No more than eight rounds" in text(app, "#pattern")


async def test_an_own_pattern_is_typed_and_breathed(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "o", *"4-2-6", "enter")
        await pilot.pause()
        assert isinstance(app.screen, BreatheScreen)
        assert app.screen.pattern.id == "4-2-6"
        await pilot.press("space")
        go(app, clocks, 3 + 12)
        frame(app)
        assert stored(app) == [("4-2-6", 25, 1, 12)]
        assert app.workplace.settings.patterns == {}


async def test_an_own_pattern_with_a_name_is_kept(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "o", *"calm", "space", *"4-2-6", "enter")
        await pilot.pause()
        assert isinstance(app.screen, BreatheScreen)
        assert app.screen.pattern.id == "calm"
        assert app.workplace.settings.patterns["calm"].parts == "4-2-6"


async def test_what_is_no_pattern_is_said(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2")
        for typed in ("4-7", "a-b-c", "4-7-800", "4-2-6 4-2-6"):
            app.clear_notifications()
            await pilot.press("o", *[{" ": "space"}.get(key, key) for key in typed], "enter")
            await pilot.pause()
            assert isinstance(app.screen, BreatheScreen)
            [said] = told(app)
            assert "is not a" in said
            assert app.screen.pattern.id == "4-7-8"


async def test_tension_is_asked_before_and_after_if_wanted(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, breathing__tension="on")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        await pilot.pause()
        assert isinstance(app.screen, Scale)
        await pilot.press("t")
        await pilot.pause()
        assert frame(app).words == ("", "get ready", "3")
        go(app, clocks, 3 + 19)
        frame(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Scale)
        await pilot.press("3")
        await pilot.pause()
        felt = app.workplace.store.db.execute("select tension_before, tension_after from breathing").fetchall()
        assert felt == [(10, 3)]
        assert "Tension 10 → 3" in text(app, "#breathed")
        await pilot.press("4")
        await pilot.pause()
        assert "Tension 10 → 3" in text(app, "#besides")


async def test_tension_may_be_left_open(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, breathing__tension="on")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        go(app, clocks, 3 + 76)
        frame(app)
        await pilot.pause()
        assert isinstance(app.screen, Scale)
        await pilot.press("escape")
        await pilot.pause()
        felt = app.workplace.store.db.execute("select tension_before, tension_after from breathing").fetchall()
        assert felt == [(None, None)]


@pytest.mark.parametrize(("sound", "bells"), [("off", 0), ("on", 3)])
async def test_the_bell_rings_once_for_in_and_twice_for_out(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch, sound: str, bells: int
) -> None:
    monkeypatch.setattr(BreatheScreen, "set_timer", lambda _screen, _delay, ring: ring())
    app = make_app(home, clocks, breathing__sound=sound)
    rung: list[float] = []
    monkeypatch.setattr(app, "bell", lambda: rung.append(clocks.monotonic()))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        for seconds in (2, 1, 2, 2, 7, 7.9):
            go(app, clocks, seconds)
            frame(app)
            frame(app)
        assert len(rung) == bells


async def test_breathing_standing_in_place_of_a_break_is_the_break(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        wait(app, clocks, 30 * 60)
        assert app.workplace.keeper.view().state is ChairState.DUE
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert frame(app).words == ("", "get ready", "3")
        assert app.workplace.keeper.view().state is ChairState.BREAK
        wait(app, clocks, 3 + 76)
        frame(app)
        assert stored(app) == [("4-7-8", 4, 4, 76)]
        assert app.workplace.keeper.view().state is ChairState.BREAK
        wait(app, clocks, 60)
        [(outcome,)] = app.workplace.store.db.execute("select outcome from prompt").fetchall()
        assert outcome == "taken"


async def test_breathing_sitting_in_place_of_a_break_is_none(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        wait(app, clocks, 30 * 60)
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        wait(app, clocks, 3 + 76)
        frame(app)
        assert stored(app) == [("4-7-8", 4, 4, 76)]
        assert app.workplace.store.db.execute("select outcome from prompt").fetchall() == [(None,)]
        assert app.workplace.keeper.view().state is ChairState.DUE


async def test_belly_breathing_is_a_body_and_the_others_a_disc(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2")
        assert frame(app).shape == "disc"
        await pilot.press("down")
        assert frame(app).shape == "body"


@pytest.mark.parametrize(
    ("setting", "ssh", "colours", "painted"),
    [
        ("auto", "", "truecolor", "gradient"),
        ("auto", "1", "truecolor", "flat"),
        *(("auto", "", few, "flat") for few in ("256", "standard", None)),
        ("gradient", "1", "256", "gradient"),
        ("flat", "", "truecolor", "flat"),
    ],
)
def test_over_ssh_and_with_few_colours_the_disc_is_flat_unless_it_is_set(
    monkeypatch: pytest.MonkeyPatch, setting: str, ssh: str, colours: str | None, painted: str
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", ssh)
    assert breath_guide.finish(setting, colours) == painted


@pytest.mark.parametrize(("colours", "painted"), [("truecolor", "gradient"), ("256", "flat")])
async def test_the_disc_goes_by_the_colours_that_the_terminal_has(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch, colours: str, painted: str
) -> None:
    monkeypatch.setattr(constants, "COLOR_SYSTEM", colours)
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2")
        assert app.screen.query_one(Breath).finish == painted


async def test_a_resize_in_the_middle_of_a_breath_loses_nothing(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        go(app, clocks, 3 + 19 + 4)
        for size in ((20, 8), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert frame(app).words == ("■", "hold", "7")
        assert stored(app) == [("4-7-8", 4, 1, 19)]


async def test_a_store_that_takes_nothing_is_said(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "space")
        go(app, clocks, 3 + 19)

        def full(*_: object) -> bool:
            raise StoreError("The disk is full.")

        with monkeypatch.context() as broken:
            broken.setattr(Run, "keep", full)
            frame(app)
            frame(app)
            await pilot.pause()
        assert told(app) == ["The disk is full."]
        frame(app)
        assert stored(app) == [("4-7-8", 4, 1, 19)]
