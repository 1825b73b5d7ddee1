"""A question that lies over a screen stays in sight with its answers, in every window and after another size."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from coretui.paths import Home
from coretui.tui.app import CoretuiApp
from coretui.tui.dialogs.choice import Choice
from coretui.tui.dialogs.heed import Heed
from coretui.tui.widgets.prose import ReadingPane
from tests.clock import FakeClocks
from tests.tui.desk import make_app
from tests.tui.emulated import rows_shown, settle
from tests.tui.led import KNOWN

CALM: dict[str, Any] = {"look__motion": "reduced", **KNOWN}
QUESTION = "What do you want to do"


async def see(app: CoretuiApp, pilot: Pilot[str]) -> str:
    await settle(app, pilot)
    return "\n".join(rows_shown(app))


@pytest.mark.parametrize(
    "size", [(60, 20), (30, 7), *(pytest.param(size, marks=pytest.mark.slow) for size in ((80, 24), (40, 10)))]
)
async def test_many_answers_scroll_under_their_question(
    home: Home, friday: FakeClocks, size: tuple[int, int]
) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=size) as pilot:
        await pilot.press("3", "enter")
        await settle(app, pilot)
        await pilot.press("s")
        shown = await see(app, pilot)
        assert QUESTION in shown
        assert "1  walk, 10 min" in shown
        dialog = app.screen
        assert isinstance(dialog, Choice)
        await pilot.press("end")
        shown = await see(app, pilot)
        assert QUESTION in shown
        assert dialog.answers[-1][1] in " ".join(shown.split())
        await pilot.press("home")
        assert "1  walk, 10 min" in await see(app, pilot)


async def test_what_must_be_read_scrolls_to_its_last_answer_and_the_red_flags(
    home: Home, clocks: FakeClocks
) -> None:
    app = make_app(home, clocks)
    answers = tuple((str(n), f"answer number {n} of the four") for n in range(1, 5))
    async with app.run_test(size=(40, 10)) as pilot:
        app.push_screen(Heed("STOP", ("Stop this exercise. Ask your physician before you go on. " * 2,), answers))
        await settle(app, pilot)
        assert any("STOP" in row for row in rows_shown(app))
        await pilot.press("down", "down", "down")
        await settle(app, pilot)
        shown = " ".join(rows_shown(app))
        assert "answer number 4" in shown
        assert "f: red flags" in shown


async def test_the_hint_stays_below_the_answers_where_there_is_room(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("3", "enter")
        await settle(app, pilot)
        await pilot.press("s")
        assert "enter: confirm · esc: close" in await see(app, pilot)


@pytest.mark.slow
async def test_in_a_window_that_has_grown_answers_need_no_scroll_bar(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=(80, 24)) as pilot:
        for length in range(46, 54):  # among them those that would be broken only because of the bar
            ways = tuple((str(n), "so " * (length // 3) + "x" * (length % 3)) for n in range(3))
            app.push_screen(Choice(QUESTION, ways))
            await pilot.resize_terminal(30, 8)
            await settle(app, pilot)
            bars = [app.screen.query_one(OptionList).show_vertical_scrollbar]
            await pilot.resize_terminal(80, 24)
            await settle(app, pilot)
            bars += [app.screen.query_one(OptionList).show_vertical_scrollbar]
            assert bars == [True, False], length
            await pilot.press("escape")


@pytest.mark.slow
async def test_in_a_window_that_has_grown_the_red_flags_need_no_scroll_bar(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "f")
        for columns in range(44, 70, 3):
            await pilot.resize_terminal(40, 8)
            await settle(app, pilot)
            bars = [app.screen.query_one(ReadingPane).show_vertical_scrollbar]
            await pilot.resize_terminal(columns, 45)
            await settle(app, pilot)
            bars += [app.screen.query_one(ReadingPane).show_vertical_scrollbar]
            assert bars == [True, False], columns
