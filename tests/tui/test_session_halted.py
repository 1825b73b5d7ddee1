"""What a session does not go on with before a clear yes: much pain closes an exercise, a flare-up asks first."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta

from textual.pilot import Pilot

from coretui.domain.care.selfcheck import SelfCheck
from coretui.paths import Home
from coretui.store import care, timeoff
from coretui.store.database import open_store
from coretui.tui.app import CoretuiApp
from coretui.tui.dialogs.choice import Choice
from coretui.tui.dialogs.heed import Heed
from coretui.tui.dialogs.red_flags import RedFlags
from coretui.tui.screens.breathe import BreatheScreen
from coretui.tui.widgets.setlist import SetList
from tests.clock import FakeClocks
from tests.tui.desk import SIZE, make_app, text, told
from tests.tui.led import KNOWN, READY, go, lead, rows, session

MONDAY = date(2026, 11, 23)
PLANK = "front-plank-2-legs"


async def press(pilot: Pilot[str], *keys: str) -> None:
    """Press keys that answer questions: each after the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
        await pilot.pause()


def pains(app: CoretuiApp) -> list[tuple[object, ...]]:
    found = app.workplace.store.db.execute("select score, leg, exercise from pain order by rowid")
    return [tuple(row) for row in found.fetchall()]


def heading(app: CoretuiApp) -> str:
    assert isinstance(app.screen, Heed)
    return app.screen.question


# much pain


async def test_much_pain_closes_the_exercise_until_a_clear_yes(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 10)
        await press(pilot, "p", "7", "1")
        assert heading(app) == "STOP  ·  Front plank, 2 legs"
        assert isinstance(app.screen, Heed)
        assert app.screen.said[0].startswith("Stop this exercise. Ask your physician or physiotherapist before")
        assert pains(app) == [(7, 0, PLANK)]
        assert told(app) == []
        await press(pilot, "f")
        assert isinstance(app.screen, RedFlags)
        await press(pilot, "escape", "4", "enter")  # going on is asked once more, and the first answer is no
        assert heading(app).startswith("STOP")
        await press(pilot, "escape")
        assert session(app).led.coach is None  # left open, it is left for now
        await press(pilot, "enter")
        assert heading(app).startswith("STOP")
        await press(pilot, "4", "2", "space")
        assert text(app, "#doing").startswith("get ready")
        go(app, clocks, READY + 30)
        assert (PLANK, 1, "", 30, 30) in rows(app)


async def test_pain_in_the_rest_after_an_exercise_is_of_that_one_and_leaves_the_next(
    home: Home, clocks: FakeClocks
) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 3 * 30 + 2 * 30 + 2)
        await pilot.pause()
        assert text(app, "#act").startswith("Front plank, 1 leg")
        await press(pilot, "p")
        assert text(app, "#question") == "Front plank, 2 legs: how much does it hurt?"
        await press(pilot, "8", "1")
        assert pains(app) == [(8, 0, PLANK)]
        assert heading(app) == "STOP  ·  Front plank, 2 legs"
        assert isinstance(app.screen, Heed)
        assert [name for name, _ in app.screen.answers] == ["out", "later"]
        assert text(app, "#hint").endswith("esc: stop for now")
        await press(pilot, "1")
        assert text(app, "#act").startswith("Front plank, 1 leg")
        await press(pilot, "minus")
        assert told(app)[-1] == "Stopped: Front plank, 2 legs hurt too much in this session."
        assert text(app, "#act").startswith("Front plank, 1 leg")
        await press(pilot, "escape")
        [first, second, *_] = app.screen.query_one(SetList).rows
        assert (first.mark, second.mark) == ("missed", "")


async def test_a_closed_exercise_is_left_out_whole(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        await press(pilot, "p", "1", "2")
        assert pains(app) == [(1, 1, PLANK)]
        await press(pilot, "1")
        assert text(app, "#act").startswith("Front plank, 1 leg")
        assert text(app, "#doing") == "paused, get ready"
        await press(pilot, "escape", "home", "space")
        assert heading(app).startswith("STOP")  # ticked by hand it is asked about too
        await press(pilot, "escape")
        assert rows(app) == []


async def test_the_score_is_kept_when_the_app_is_ended_at_the_question(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        await press(pilot, "p", "8")
        app.terminal_gone()
    with closing(open_store(home)) as store:
        found = store.db.execute("select score, leg, exercise from pain").fetchall()
        assert [tuple(row) for row in found] == [(8, 0, PLANK)]
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        assert heading(app).startswith("STOP")


async def test_pain_after_the_session_stays_with_its_exercise_until_it_is_read(
    home: Home, clocks: FakeClocks
) -> None:
    app = make_app(home, clocks, **KNOWN, profile__goal="rehabilitation")
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 30)
        led = session(app).led
        while led.coach and not led.coach.player.over:
            led.action_skip()
        await pilot.pause()
        await pilot.pause()
        await press(pilot, "6", "1")
        assert isinstance(app.screen, Choice)
        assert pains(app) == [(6, 0, None)]
        await press(pilot, "3")
        assert heading(app) == "STOP"
        assert pains(app)[0][2] is not None
        await press(pilot, "enter")
        asks = "Before your next session, ask your doctor or physiotherapist."
        assert text(app, "#next") == f"counted by coretui: 1  ·  pain 6\n{asks}"  # no day is promised after a stop
        await press(pilot, "u")
        assert pains(app) == []
        assert text(app, "#next").startswith("counted by coretui: 1\nNext session: ")
        await press(pilot, "u", "enter")  # a set is open again: the session goes on
        assert app.workplace.store.db.table("session").count == 1
        assert text(app, "#act").startswith("Front plank, 2 legs")


# a flare-up


async def test_in_a_flare_up_what_is_easy_comes_first_and_load_is_asked_about(
    home: Home, clocks: FakeClocks
) -> None:
    app = make_app(home, clocks, **KNOWN)
    timeoff.flare_on(app.workplace.store, MONDAY, clocks.now())
    async with app.run_test(size=SIZE) as pilot:
        assert "Your back is playing up" in text(app, "#then")
        await press(pilot, "3")
        assert text(app, "#programme") == "INSTEAD OF STRETCHING"
        assert text(app, "#next").startswith("Flare-up since Mon 23 Nov: ")
        assert [one.exercise for one in session(app).plan][:2] == ["belly-breathing", "short-walk"]
        await press(pilot, "enter")
        assert heading(app) == "YOUR BACK IS PLAYING UP"
        assert isinstance(app.screen, Heed)
        assert [name for name, _ in app.screen.answers] == ["breathe", "easy", "all"]
        await press(pilot, "escape")
        assert app.workplace.store.db.table("session").count == 0
        await press(pilot, "enter", "2")
        assert {one.exercise for one in session(app).plan} == {"belly-breathing", "short-walk"}
        assert text(app, "#doing").startswith("get ready")
        await press(pilot, "s", "end", "enter", "space")
        assert heading(app).startswith("FLARE-UP")  # what was chosen in its place loads
        await press(pilot, "4", "2", "space")
        assert text(app, "#doing").startswith("get ready")


async def test_in_a_flare_up_a_tick_in_the_list_is_asked_about_once(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    timeoff.flare_on(app.workplace.store, MONDAY, clocks.now())
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "3", "space")
        assert [one[0] for one in rows(app)] == ["belly-breathing"]
        await press(pilot, "end", "space")
        assert heading(app).startswith("FLARE-UP")
        await press(pilot, "1")
        assert len(rows(app)) == 1
        await press(pilot, "space", "2", "2", "space")
        assert len(rows(app)) == 3


async def test_a_flare_up_begun_in_the_middle_is_asked_about_where_it_goes_on(
    home: Home, clocks: FakeClocks
) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        await press(pilot, "1")
        timeoff.flare_on(app.workplace.store, MONDAY, clocks.now())
        await press(pilot, "3", "space")
        assert heading(app).startswith("FLARE-UP")


async def test_breathing_is_the_first_answer_in_a_flare_up(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    timeoff.flare_on(app.workplace.store, MONDAY - timedelta(days=1), clocks.now())
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "3", "enter", "1")
        assert isinstance(app.screen, BreatheScreen)


# an inflamed psoas


async def test_what_lifts_a_leg_says_ask_first_when_the_psoas_is_inflamed(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    inflamed = SelfCheck(MONDAY, reasons=frozenset({"inflamed"}))
    care.check(app.workplace.store, inflamed, clocks.now())
    lifts = {"front-plank-1-leg", "side-plank-1-leg", "back-plank-1-leg", "lower-abdominals"}
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        led, found = session(app).led, set()
        while (current := led.current) is not None:
            if text(app, "#ask-first").startswith("Ask your doctor or physiotherapist first"):
                found.add(current.exercise)
            led.drop()
        assert found == lifts
