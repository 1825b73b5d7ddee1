"""Session: what is asked first, what is changed on the way, and what a person made to measure."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import OptionList

from coretui.domain.care.selfcheck import SelfCheck
from coretui.paths import Home
from coretui.store import care
from coretui.tui.dialogs.choice import Choice
from coretui.tui.screens.session.led import Led
from coretui.tui.screens.session.screen import SessionScreen
from tests.clock import FakeClocks
from tests.tui.desk import SIZE, make_app, text, told
from tests.tui.led import KNOWN, READY, go, lead, rows, session

ASKED = ("goal", "sides", "ball", "band")


async def test_before_the_first_session_it_asks_once_for_injury_sides_ball_and_band(
    home: Home, clocks: FakeClocks
) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "enter")
        await pilot.pause()
        found = []
        for key in ("2", "2", "1", "2"):
            assert isinstance(app.screen, Choice)
            found.append((app.screen.question, len(app.screen.said), [words for _, words in app.screen.answers]))
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause()
        assert [question for question, _, _ in found] == [
            "Did a doctor or therapist prescribe your exercises because of an injury?",
            "Left and right: what does 3 × 15 mean in the core programme?",
            "Do you have an exercise ball (Swiss ball)?",
            "Do you have an elastic exercise band?",
        ]
        assert all(explained for _, explained, _ in found)
        assert [words.split(",")[0] for words in found[1][2]] == [
            "for each side: 51 sets",
            "in total",
        ]
        settings = app.workplace.settings
        assert settings.profile.goal == "rehabilitation"
        assert (settings.session.sides, settings.session.ball, settings.session.band) == ("total", False, True)
        assert settings.session.asked == ASKED
        assert text(app, "#progress").startswith("0 of 33 sets")
        assert text(app, "#doing").startswith("get ready")


async def test_ticking_by_hand_asks_first_as_well(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, profile__goal="prevention", session__ball="yes", session__asked=["sides"])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "space")
        await pilot.pause()
        assert isinstance(app.screen, Choice)
        assert app.screen.question == "Do you have an elastic exercise band?"
        await pilot.press("1")
        await pilot.pause()
        await pilot.pause()
        assert app.workplace.settings.session.band is False
        assert [row[:2] for row in rows(app)] == [("front-plank-2-legs", 1)]


async def test_nothing_is_offered_that_there_is_no_equipment_for(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **{**KNOWN, "session__ball": "no", "session__band": "no"})
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        led = session(app).led
        assert (led.check_action("lighter", ()), led.check_action("heavier", ())) == (False, True)
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, Choice)
        offered = {name for name, _ in app.screen.answers}
        assert {"walk", "dead-bug"} <= offered
        assert not {"superman", "pallof-press"} & offered


async def test_a_question_that_was_skipped_leaves_its_setting_and_is_not_asked_again(
    home: Home, clocks: FakeClocks
) -> None:
    app = make_app(home, clocks, session__ball="yes", session__asked=["band"])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "enter")
        for _ in range(2):
            await pilot.pause()
            assert isinstance(app.screen, Choice)
            await pilot.press("escape")
        await pilot.pause()
        await pilot.pause()
        assert text(app, "#doing").startswith("get ready")
        settings = app.workplace.settings
        assert (settings.profile.goal, settings.session.sides) == ("prevention", "ask")
        assert "profile.goal" not in settings.written
        assert set(settings.session.asked) == {"band", "goal", "sides"}


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
        assert app.screen.query_one(Led).check_action("lighter", ()) is False  # there is nothing easier than that


async def test_a_walk_instead_is_led_and_counts_when_it_is_done(home: Home, clocks: FakeClocks) -> None:
    def moved() -> list[tuple[object, ...]]:
        found = app.workplace.store.db.execute("select kind, minutes from movement").fetchall()
        return [tuple(row) for row in found]

    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        await pilot.pause()
        assert moved() == []
        assert text(app, "#act") == "Walk"
        assert text(app, "#cue") == "Counts as movement when it is done."
        await pilot.press("space")
        go(app, clocks, READY + 299)
        assert (text(app, "#doing"), moved()) == ("left   half way", [])
        go(app, clocks, 301)
        assert moved() == [("walk", 10)]
        assert text(app, "#act").startswith("Front plank, 1 leg")
        await pilot.press("u")
        await pilot.pause()
        assert (moved(), rows(app)) == ([], [])
        assert told(app)[-1].startswith("Undone: walk, 10 min")


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
            assert app.screen.region.contains_region(app.screen.query_one(line).region)
        assert app.screen.query_one(OptionList).highlighted == len(app.screen.answers) - 1


async def test_of_a_session_without_a_set_nothing_is_asked(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await lead(pilot)
        led = app.screen.query_one(Led)
        for _ in range(51):
            led.action_skip()
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        assert led.coach is None
        assert text(app, "#progress").startswith("0 of 51 sets")


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
        first = session(app).plan[0]
        assert sum(one.exercise == first.exercise for one in session(app).plan) == 1
        assert text(app, "#act") == "Front plank, 2 legs", "one set needs no number"


async def test_an_own_dose_stands_beside_the_prescribed_one(home: Home, clocks: FakeClocks) -> None:
    doses: dict[str, Any] = {"session__doses__front-plank-2-legs": "2x20s"}
    app = make_app(home, clocks, **KNOWN, **doses)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert text(app, "#dose") == "your dose 2 × 20 s hold; in the programme 3 × 30 s hold"
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
