"""Habits edited on Week."""

from __future__ import annotations

import pytest
from textual.binding import Binding
from textual.widgets import Input

from coretui.domain.exercises.dose import Dose, Side
from coretui.domain.exercises.plan import PlannedSet
from coretui.paths import Home
from coretui.store.sessions import Outline, begin, finish_set
from coretui.tui.dialogs.choice import Choice
from coretui.tui.screens.week.screen import WeekScreen
from coretui.tui.screens.week.year import YearScreen
from coretui.tui.widgets.weekgrid import WeekGrid
from tests.clock import FakeClocks
from tests.tui.desk import SIZE, make_app, told
from tests.tui.weeks import add_water, names, schedules


async def test_a_habit_is_renamed_moved_and_retired(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "down", "e")
        await pilot.pause()
        assert isinstance(app.screen, Choice)
        await pilot.press("1", *"Breath", "enter")
        await pilot.pause()
        grid = app.screen.query_one(WeekGrid)
        assert [line.name for line in grid.sheet.lines][1] == "Breath"
        await pilot.press("e", "4")
        await pilot.pause()
        assert (grid.sheet.lines[0].id, grid.line) == ("breathing", 0)
        await pilot.press("e", "5")
        await pilot.pause()
        query = "select retired_day from habit where id = 'breathing'"
        assert app.workplace.store.db.execute(query).fetchone() == ("2026-11-23",)
        await pilot.press("u", "u", "u")
        assert [line.id for line in grid.sheet.lines][:2] == ["breaks", "breathing"]


async def test_how_often_and_how_much_can_be_changed(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    add_water(app)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "down", "down", "e", "2", "5")
        await pilot.pause()
        assert (
            told(app) == ["This applies from Mon 30 Nov."]
            or "4" in app.screen.query_one(WeekGrid).sheet.lines[2].count
        )
        await pilot.press(*["down"] * 3, "e", "3", "5", "enter")
        await pilot.pause()
        query = "select amount from goal where habit = 'water'"
        assert app.workplace.store.db.execute(query).fetchall() == [(5.0,)]
        await pilot.press("e", "3", *"lots", "enter")
        await pilot.pause()
        assert told(app)[-1] == "'lots' is not a goal; write a whole number from 1."


@pytest.mark.parametrize(("place", "name"), [(1, "water"), (5, "self-CHECK")])
async def test_a_name_that_another_habit_has_is_refused_and_stays_typed(
    home: Home, clocks: FakeClocks, place: int, name: str
) -> None:
    app = make_app(home, clocks)
    add_water(app)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", *["down"] * place, "e", "1", *name, "enter")
        await pilot.pause()
        assert told(app) == [f"There is already a habit called {name}; choose another name."]
        assert app.screen.query_one(Input).value == name
        assert names(app) == [(None,)] * 5 + [("Water",)]
        await pilot.press(*"fall", "enter")
        await pilot.pause()
        assert (f"{name}fall",) in names(app)
        assert isinstance(app.screen, WeekScreen)


async def test_a_habit_may_be_given_its_own_name_again(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    add_water(app)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", *["down"] * 5, "e", "1", *"WATER", "enter")
        await pilot.pause()
        assert (told(app), names(app)[-1]) == ([], ("WATER",))


@pytest.mark.parametrize(
    ("place", "goal", "kept"),
    [
        (0, "101", False),
        (3, "1440", True),
        (5, "2.5", False),
    ],
)
async def test_a_goal_has_to_be_within_reach(
    home: Home, clocks: FakeClocks, place: int, goal: str, *, kept: bool
) -> None:
    app = make_app(home, clocks)
    add_water(app)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", *["down"] * place, "e", "3", *goal, "enter")
        await pilot.pause()
        found = app.workplace.store.db.execute("select amount from goal").fetchall()
        assert found == ([(float(goal),)] if kept else [])
        assert told(app) == ([] if kept else [f"'{goal}' is not a goal; write a whole number from 1."])
        assert kept or app.screen.query_one(Input).value == goal


@pytest.mark.parametrize(
    ("typed", "repeat", "weekdays", "times"),
    [("mon wed fri", "weekdays", "024", 1), ("2 per week", "times", "", 2)],
)
async def test_any_weekdays_can_be_chosen(
    home: Home, clocks: FakeClocks, typed: str, repeat: str, weekdays: str, times: int
) -> None:
    app = make_app(home, clocks)
    add_water(app)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", *["down"] * 5, "e", "2", "9")
        await pilot.pause()
        await pilot.press(*("space" if letter == " " else letter for letter in typed), "enter")
        await pilot.pause()
        assert isinstance(app.screen, WeekScreen)
        assert schedules(app)[1:] == [(repeat, weekdays, times)]
        await pilot.press("u")
        assert len(schedules(app)) == 1


async def test_days_that_are_none_are_refused_in_a_sentence_and_stay_typed(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    add_water(app)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", *["down"] * 5, "e", "2", "9", *"mon", "space", *"lunch", "enter")
        await pilot.pause()
        assert told(app) == ["'mon lunch' is not a schedule; write mon wed fri, daily, or 1 to 7 per week."]
        assert app.screen.query_one(Input).value == "mon lunch"
        assert len(schedules(app)) == 1
        await pilot.press(*["backspace"] * 5, *"tue", "enter")
        await pilot.pause()
        assert schedules(app)[1:] == [("weekdays", "01", 1)]


async def test_leaving_the_line_changes_nothing(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    add_water(app)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", *["down"] * 5, "e", "2", "9", *"mon", "escape")
        await pilot.pause()
        assert (isinstance(app.screen, WeekScreen), len(schedules(app))) == (True, 1)


async def test_strips_have_the_room_that_their_panel_leaves(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.press("4")
        for size in ((160, 45), (100, 30), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.screen.query_one("#strip-0").size.width >= 2 * 12 + 2


@pytest.mark.parametrize("sessions", [0, 6])
async def test_the_longest_stretches_have_their_days_under_them(
    home: Home, clocks: FakeClocks, sessions: int
) -> None:
    app = make_app(home, clocks)
    for number in range(sessions):
        one = PlannedSet("front-plank-1-leg", 1, Side.LEFT, Dose(3, reps=15))
        begun = begin(app.workplace.store, Outline(programme="programme", planned=51), clocks.now(), 4 * 3600)
        finish_set(app.workplace.store, begun, one, clocks.now().later(number), amount=15)
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.press("4")
        for size in ((160, 45), (160, 30), (100, 30)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.pause()
            panels, panel, bars = (
                app.screen.query_one(name).region for name in ("#panels", "#longest", "PairBars")
            )
            assert panels.contains_region(bars)
            assert panel.contains_region(bars)


async def test_every_column_of_the_grid_has_its_heading(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        grid = app.screen.query_one(WeekGrid)
        heading = grid.render_line(0).text.split()
        assert heading == ["HABITS", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "target", "streak"]


async def test_a_letter_is_the_same_key_in_every_language(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coretui.tui.app._", {"y": "j", "space": "spatie"}.__getitem__)
    app = make_app(home, clocks)
    shown = [app.get_key_display(Binding(key, "tick", "")) for key in ("y", "space")]
    app.workplace.store.close()
    assert shown == ["y", "spatie"]


@pytest.mark.slow
async def test_every_size_has_a_grid_and_a_year(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.press("4")
        for size in ((160, 45), (100, 30), (80, 24), (60, 20), (40, 10)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.screen.query_one(WeekGrid).region.height > 0
            await pilot.press("y")
            await pilot.pause()
            assert isinstance(app.screen, YearScreen)
            await pilot.press("escape")
            await pilot.pause()
