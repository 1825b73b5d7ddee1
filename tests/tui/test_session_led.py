"""Session: the player that leads, without hands, and what can be done meanwhile."""

from __future__ import annotations

from contextlib import closing

import pytest

from coretui.domain.chair.state import Body
from coretui.domain.chair.view import ChairState
from coretui.paths import Home
from coretui.store import sessions
from coretui.store.chair import load
from coretui.tui.dialogs.scale import Scale
from coretui.tui.screens.session.screen import SessionScreen
from coretui.tui.widgets.digits import Countdown
from coretui.tui.widgets.setlist import SetList
from tests.clock import FakeClocks
from tests.stores import a_store
from tests.tui.desk import SIZE, make_app, text, told, wait
from tests.tui.led import KNOWN, READY, SWITCH, WHOLE, go, lead, rows, session


@pytest.mark.slow
async def test_the_whole_programme_without_a_key(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        began = clocks.monotonic()
        while isinstance(app.screen, SessionScreen) and clocks.monotonic() - began < WHOLE:
            go(app, clocks, 30)
            await pilot.pause()
        found = rows(app)
        assert len(found) == 51
        assert all(done == prescribed for *_, prescribed, done in found)
        assert len({row[:3] for row in found}) == 51
        assert [row[2] for row in found if row[0] == "front-plank-1-leg"] == ["left", "right"] * 3
        assert 60 * 60 < clocks.monotonic() - began < WHOLE
        assert isinstance(app.screen, Scale)
        await pilot.press("0")
        await pilot.pause()
        assert text(app, "#progress") == "51 of 51 sets"
        assert "left 15 · right 15  ·  counted by coretui: 51  ·  pain 0" in text(app, "#next")
        assert app.workplace.keeper.view().body is Body.SITTING
        assert app.workplace.store.db.execute("select ended_at is not null from session").fetchone() == (1,)
        day = app.workplace.overviews().day(app.workplace.today)
        assert next(one for one in day.habits if one.habit.id == "core").evidence.done


async def test_a_hold_counts_down_and_the_chair_waits(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        assert text(app, "#doing").startswith("get ready")
        assert "Facing the floor" in text(app, "#pose")
        go(app, clocks, READY)
        assert text(app, "#act") == "Front plank, 2 legs  ·  set 1 of 3"
        assert app.screen.query_one(Countdown).text == "0:30"
        go(app, clocks, 22)
        assert app.screen.query_one(Countdown).text == "0:08"
        assert text(app, "#held").endswith("22 of 30 s")
        assert app.workplace.keeper.view().state is ChairState.SESSION
        go(app, clocks, 8)
        assert text(app, "#doing") == "rest"
        assert rows(app) == [("front-plank-2-legs", 1, "", 30, 30)]


async def test_reps_are_counted_at_their_rhythm(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        await pilot.press(*["right"] * 6)
        go(app, clocks, 0.5)
        assert text(app, "#act") == "Front plank, 1 leg  ·  set 1 of 3"
        assert text(app, "#act-side") == "left leg up"
        await pilot.press("right")
        await pilot.pause()
        go(app, clocks, 2)
        assert app.screen.query_one(Countdown).text == "1"
        go(app, clocks, 12 * 4)
        assert text(app, "#held").endswith("12 of 15")
        await pilot.press("enter")
        await pilot.pause()
        assert rows(app)[-1] == ("front-plank-1-leg", 1, "left", 15, 15)  # "done" is all of it
        assert text(app, "#doing").startswith("other side")
        assert text(app, "#act-side") == "right leg up"


async def test_own_pace_waits_for_enter(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN, session__pace="own")
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 120)
        assert rows(app) == []
        await pilot.press("enter")
        await pilot.pause()
        assert rows(app) == [("front-plank-2-legs", 1, "", 30, 30)]


async def test_a_pause_stops_the_clock_and_begins_with_getting_ready(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 20)
        await pilot.press("space")
        await pilot.pause()
        go(app, clocks, 60)
        assert text(app, "#doing") == "paused"
        assert rows(app) == []
        await pilot.press("space")
        await pilot.pause()
        assert text(app, "#doing").startswith("get ready")
        go(app, clocks, READY + 10)
        assert rows(app) == [("front-plank-2-legs", 1, "", 30, 30)]


async def test_going_back_opens_the_set_again(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 32)
        assert len(rows(app)) == 1
        await pilot.press("left")
        await pilot.pause()
        assert rows(app) == []
        assert text(app, "#act") == "Front plank, 2 legs  ·  set 1 of 3"


async def test_leaving_keeps_what_was_done_and_goes_on_at_the_same_set(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 30 + 30 + 22)
        await pilot.press("escape")
        await pilot.pause()
        assert rows(app) == [("front-plank-2-legs", 1, "", 30, 30), ("front-plank-2-legs", 2, "", 30, 22)]
        assert app.workplace.keeper.view().body is Body.SITTING
    clocks.advance(600)
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        assert text(app, "#act") == "Front plank, 2 legs  ·  set 2 of 3"
        go(app, clocks, READY + 30)
        assert rows(app)[1:] == [("front-plank-2-legs", 2, "", 30, 30)]


@pytest.mark.parametrize("way", ["quit", "terminal_gone"])
async def test_the_chair_does_not_wait_for_a_session_that_was_left_by_leaving_the_app(
    home: Home, clocks: FakeClocks, way: str
) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 20)
        if way == "quit":
            await app.action_quit()
        else:
            app.terminal_gone()
    with closing(a_store(home)) as store:
        chair = load(store)
        assert chair
        assert (chair.body, chair.closed) == (Body.SITTING, True)
        session = sessions.running(store, app.workplace.today)
    assert session
    assert list(session.amounts.values()) == [20]


async def test_quitting_in_the_middle_goes_on_at_the_same_set_and_side(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        await pilot.press(*["right"] * 9)  # the right side of set 1 of exercise 2
        await pilot.pause()
        assert text(app, "#act-side") == "right leg up"
    clocks.advance(60)
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        assert text(app, "#act") == "Front plank, 1 leg  ·  set 1 of 3"
        assert text(app, "#act-side") == "right leg up"


async def test_what_is_said_to_come_next_is_where_it_goes_on(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 12)
        await pilot.press("enter", "x", "escape")  # set 1, and nothing of set 2
        await pilot.pause()
        assert text(app, "#next") == "Next: Front plank, 2 legs, set 3"
        await pilot.press("enter")
        await pilot.pause()
        assert text(app, "#act") == "Front plank, 2 legs  ·  set 3 of 3"


async def test_a_tick_that_was_taken_back_is_where_it_goes_on(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot, "space", "space", "space", "u")
        assert text(app, "#act") == "Front plank, 2 legs  ·  set 3 of 3"


async def test_a_session_that_was_left_stands_at_the_exercise_that_was_replaced(
    home: Home, clocks: FakeClocks
) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        await pilot.press(*["x"] * 3, "minus")  # a front plank on two legs instead of one
        await pilot.pause()
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3")
        await pilot.pause()
        selected = session(app).query_one(SetList).current
        assert selected
        assert selected.id == "front-plank-1-leg"


async def test_a_stall_records_no_set_and_pauses_in_the_one_that_was_interrupted(
    home: Home, clocks: FakeClocks
) -> None:
    """3 x 30 s: stopped 5 s into the first for 75 s."""
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 5)
        clocks.advance(75)
        go(app, clocks, 60)
        await pilot.pause()
        assert rows(app) == []
        assert text(app, "#act") == "Front plank, 2 legs  ·  set 1 of 3"
        assert text(app, "#doing") == "paused"
        assert told(app) == ["Paused: for a few seconds the screen could not be updated."]


async def test_leaving_the_screen_pauses(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 10)
        await pilot.press("1")
        await pilot.pause()
        assert app.workplace.keeper.view().state is ChairState.SITTING, "the chair goes on"
        wait(app, clocks, 31 * 60)
        assert app.workplace.keeper.view().state is ChairState.DUE
        await pilot.press("3")
        await pilot.pause()
        go(app, clocks, 2)
        assert text(app, "#doing") == "paused"
        assert rows(app) == []


async def test_at_rest_it_follows_the_size_of_the_terminal(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=(140, 50)) as pilot:
        await lead(pilot)
        await pilot.press("x", "x", "x")
        go(app, clocks, SWITCH + 6)
        await pilot.pause()
        go(app, clocks, 1)
        await pilot.press("space")
        assert text(app, "#held").endswith("─  1 of 15")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert text(app, "#held").endswith("─\n1 of 15")


async def test_skip_leaves_a_set_out(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 10)
        await pilot.press("x")
        await pilot.pause()
        assert text(app, "#act") == "Front plank, 2 legs  ·  set 2 of 3"
        assert rows(app) == []


async def test_what_a_bell_says_is_seen_too(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY - 2)
        assert text(app, "#doing").split()[-1] == "●"
        go(app, clocks, 2.5)
        assert text(app, "#doing").endswith("go")
        go(app, clocks, 5)
        assert text(app, "#doing") == "hold"
        go(app, clocks, 10)
        assert text(app, "#doing").endswith("half way")
        go(app, clocks, 12.5)
        assert text(app, "#doing").count("●") == 2


@pytest.mark.parametrize(("setting", "rings"), [("on", True), ("off", False)])
async def test_bells_can_be_switched_off(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch, setting: str, rings: bool
) -> None:
    app = make_app(home, clocks, **KNOWN, session__bells=setting)
    rung: list[int] = []
    monkeypatch.setattr(app, "bell", lambda: rung.append(1))
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 30)
        assert bool(rung) is rings


async def test_the_player_fits_every_size(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=(80, 24)) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 3)
        for size in ((20, 8), (40, 10), (60, 20), (80, 24), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            clock = app.screen.query_one(Countdown)
            assert clock.text == "0:27"
            assert app.screen.region.contains_region(clock.region)
            assert clock.region.area
