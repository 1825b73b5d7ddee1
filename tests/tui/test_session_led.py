"""Session: the player that leads, without hands, and what can be done meanwhile."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from coretui.domain.care.selfcheck import SelfCheck
from coretui.domain.chair.state import Body
from coretui.domain.chair.view import ChairState
from coretui.paths import Home
from coretui.store import care
from coretui.tui.app import CoretuiApp
from coretui.tui.dialogs.choice import Choice
from coretui.tui.dialogs.scale import Scale
from coretui.tui.screens.session.screen import SessionScreen
from coretui.tui.widgets.digits import Countdown
from coretui.tui.widgets.setlist import SetList
from tests.clock import FakeClocks
from tests.tui.desk import SIZE, make_app, text, told

KNOWN: dict[str, Any] = {"session__sides": "each", "session__ball": "no"}
READY = 5
WHOLE = 75 * 60
"""More seconds than the longest session takes."""


def rows(app: CoretuiApp) -> list[tuple[object, ...]]:
    query = "select exercise, number, side, prescribed, done from session_set order by rowid"
    return [tuple(row) for row in app.workplace.store.db.execute(query).fetchall()]


def session(app: CoretuiApp) -> SessionScreen:
    assert isinstance(app.screen, SessionScreen)
    return app.screen


def go(app: CoretuiApp, clocks: FakeClocks, seconds: float) -> None:
    """Let time pass as the app sees it: a frame every two seconds at least, and the chair kept."""
    while seconds > 0:
        step = min(2.0, seconds)
        clocks.advance(step)
        seconds -= step
        app.workplace.keeper.tick()
        if isinstance(app.screen, SessionScreen):
            app.screen.led.frame()


async def lead(pilot: Pilot[str], *keys: str) -> None:
    await pilot.press("3", *keys, "enter")
    await pilot.pause()
    await pilot.pause()


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
        assert "51 of 51 sets  ·  left 15 · right 15  ·  pain 0" in text(app, "#next")
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
        assert rows(app)[-1] == ("front-plank-1-leg", 1, "left", 15, 12)
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
        await pilot.press("enter", "x", "escape")  # a part of set 1, and nothing of set 2
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


async def test_leaving_the_screen_pauses(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 10)
        await pilot.press("1")
        await pilot.pause()
        clocks.advance(300)
        await pilot.press("3")
        await pilot.pause()
        go(app, clocks, 2)
        assert text(app, "#doing") == "paused"
        assert rows(app) == []


async def test_what_the_leaflet_leaves_open_is_asked_once(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Choice)
        assert [words for _, words in app.screen.answers] == [
            "for each side: 51 sets, about 1 h 08",
            "in all, sides in turn: 36 sets, about 53 min",
        ]
        await pilot.press("2")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        await pilot.pause()
        assert app.workplace.settings.session.sides == "total"
        assert app.workplace.settings.session.ball is False
        assert text(app, "#progress").startswith("0 of 36 sets")
        assert text(app, "#doing").startswith("get ready")


async def test_at_rest_it_follows_the_size_of_the_terminal(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=(140, 50)) as pilot:
        await lead(pilot)
        await pilot.press("x", "x", "x")
        go(app, clocks, READY + 6)
        await pilot.pause()
        go(app, clocks, 1)
        await pilot.press("space")
        assert text(app, "#held").endswith("─  1 of 15")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert text(app, "#held").endswith("─\n1 of 15")


async def test_a_question_left_open_begins_nothing(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert app.workplace.store.db.table("session").count == 0
        assert app.workplace.settings.session.sides == "ask"


async def test_lighter_takes_the_neighbour_and_counts(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        await pilot.press(*["right"] * 6)
        await pilot.press("minus")
        await pilot.pause()
        assert text(app, "#act").startswith("Front plank, 2 legs")
        go(app, clocks, 30 + READY + 30)
        found = app.workplace.store.db.execute(
            "select exercise, instead_of, worth > 0 from session_set"
        ).fetchall()
        assert found[-1] == ("front-plank-2-legs", "front-plank-1-leg", 1)
        await pilot.press("minus")
        await pilot.pause()
        assert "nothing lighter" in told(app)[-1]


async def test_something_else_is_written_down_as_what_it_was(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        await pilot.pause()
        movement = app.workplace.store.db.execute("select kind, minutes from movement").fetchall()
        assert movement == [("walk", 10)]
        assert text(app, "#act").startswith("Front plank, 1 leg")
        assert rows(app) == []


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_question_stays_above_its_many_answers(
    home: Home, clocks: FakeClocks, size: tuple[int, int]
) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=size) as pilot:
        await lead(pilot)
        await pilot.press("s", "end")
        await pilot.pause()
        assert isinstance(app.screen, Choice)
        for line in ("#question", "#hint"):
            assert app.screen.query_one(line).region in app.screen.region
        assert app.screen.query_one(OptionList).highlighted == len(app.screen.answers) - 1


async def test_skip_leaves_a_set_out(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 10)
        await pilot.press("x")
        await pilot.pause()
        assert text(app, "#act") == "Front plank, 2 legs  ·  set 2 of 3"
        assert rows(app) == []


async def test_of_a_session_without_a_set_nothing_is_asked(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        await pilot.press(*["x"] * 51)
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        assert app.screen.led.coach is None
        assert text(app, "#progress").startswith("0 of 51 sets")


async def test_much_pain_stops_and_says_what_follows(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, READY + 10)
        await pilot.press("p")
        await pilot.pause()
        await pilot.press("7")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        await pilot.pause()
        felt = app.workplace.store.db.execute("select score, leg, exercise from pain").fetchall()
        assert felt == [(7, 0, "front-plank-2-legs")]
        assert "Stop this exercise" in told(app)[-1]
        assert text(app, "#doing") == "paused"


async def test_a_note_is_kept_with_the_exercise(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"wider", "enter")
        await pilot.pause()
        found = app.workplace.store.db.execute("select words, exercise from note").fetchall()
        assert found == [("wider", "front-plank-2-legs")]


async def test_a_session_is_cut_to_the_time_there_is(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "m")
        await pilot.pause()
        await pilot.press(*"20m", "enter")
        await pilot.pause()
        assert text(app, "#progress").endswith(("about 19 min", "about 20 min"))
        planned = len(session(app).plan)
        assert 12 <= planned < 51
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert app.workplace.store.db.execute("select planned, cut from session").fetchone() == (planned, 20)


async def test_an_own_dose_stands_beside_the_prescribed_one(home: Home, clocks: FakeClocks) -> None:
    doses: dict[str, Any] = {"session__doses__front-plank-2-legs": "2x20s"}
    app = make_app(home, clocks, **KNOWN, **doses)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert text(app, "#dose") == "yours 2 × 20 s hold; prescribed 3 × 30 s hold"
        assert text(app, "#progress").startswith("0 of 50 sets")


async def test_another_programme_hides_stretches_until_the_self_check(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "c")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        exercises = {one.exercise for one in session(app).plan}
        assert "dead-bug" in exercises
        assert not exercises & {"low-lunge", "happy-baby", "lying-twist"}
        assert "No self-check yet" in text(app, "#next")
        assert "Instead of stretching" in text(app, "#next")


async def test_stretches_are_there_after_a_self_check_without_reasons(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        care.check(app.workplace.store, SelfCheck(app.workplace.today), app.workplace.now)
        await pilot.press("3", "c")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        exercises = {one.exercise for one in session(app).plan}
        assert exercises >= {"low-lunge", "happy-baby", "lying-twist"}
        assert "free of pain" in text(app, "#next")


async def test_what_a_bell_says_is_seen_too(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        go(app, clocks, 3)
        assert text(app, "#doing").split()[-1] == "●"
        go(app, clocks, 2.5)
        assert text(app, "#doing").endswith("go")
        go(app, clocks, 5)
        assert text(app, "#doing") == "still to hold"
        go(app, clocks, 10)
        assert text(app, "#doing").endswith("half way")
        go(app, clocks, 12.5)
        assert text(app, "#doing").count("●") == 2


@pytest.fixture
def _own_programme(home: Home) -> None:
    folder = Path(home.exercises)
    folder.mkdir(mode=0o700, parents=True)
    (folder / "mine.toml").write_text(
        """[programmes.mine]
name.en = "Mine"
about.en = "My physiotherapist's."
times_per_week = 2
counts_as = "core"
sources = ["programme"]
entries = [{ exercise = "superman", sets = 1, seconds = 10 }]
""",
        encoding="utf-8",
    )


@pytest.mark.usefixtures("_own_programme")
async def test_an_own_programme_counts_as_it_says(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "c")
        await pilot.pause()
        await pilot.press("5")
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        day = app.workplace.overviews().day(app.workplace.today)
        assert next(one for one in day.habits if one.habit.id == "core").evidence.done


@pytest.mark.usefixtures("_own_programme")
async def test_a_session_outlives_its_own_programme(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "c")
        await pilot.pause()
        await pilot.press("5", "enter")
        await pilot.pause()
        await pilot.press("escape")
    shutil.rmtree(home.exercises)
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        assert text(app, "#act").startswith("Superman")
        await pilot.press("minus", "plus")
        await pilot.pause()
        go(app, clocks, READY + 10)
        assert rows(app) == [("superman", 1, "", 10, 10)]


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


@pytest.mark.parametrize(("key", "off", "cut"), [("1", True, True), ("2", True, False), ("3", False, False)])
async def test_after_two_weeks_away_it_offers_time_off_and_a_lighter_beginning(
    home: Home, clocks: FakeClocks, key: str, off: bool, cut: bool
) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "space", "escape")
    clocks.advance(14 * 86400)
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Choice)
        await pilot.press(key)
        await pilot.pause()
        await pilot.pause()
        assert text(app, "#doing").startswith("get ready")
        store = app.workplace.store
        rest = store.db.execute("select first, last, reason from time_off").fetchall()
        assert rest == ([("2026-11-24", "2026-12-06", "off")] if off else [])
        planned, minutes = store.db.execute("select planned, cut from session order by started_at desc").fetchone()
        assert ((planned, minutes) == (51, None)) is not cut
