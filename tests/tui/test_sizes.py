"""What stays of each screen where there is little room, and what comes where there is much."""

from __future__ import annotations

from typing import Any

import pytest
from textual.errors import NoWidget
from textual.pilot import Pilot

from coretui.paths import Home
from coretui.tui.app import CoretuiApp
from coretui.tui.widgets.frame import KeyBar, TopBar
from coretui.tui.widgets.weekgrid import WeekGrid
from tests.clock import FakeClocks
from tests.tui.desk import make_app, text, wait
from tests.tui.led import KNOWN

CALM: dict[str, Any] = {"look__motion": "reduced", **KNOWN}
TODAY, BREATHE, SESSION, WEEK, LIBRARY = "12345"


def seen(app: CoretuiApp, where: str) -> bool:
    """Tell whether a part of the present screen can be seen, all of it."""
    try:
        place = app.screen.find_widget(app.screen.query_one(where))
    except NoWidget:
        return False
    return bool(place.region) and place.visible_region == place.region


def seen_of(app: CoretuiApp, *parts: str) -> set[str]:
    """Return which of these parts can be seen."""
    return {part for part in parts if seen(app, part)}


def beside(app: CoretuiApp, left: str, right: str) -> bool:
    """Tell whether two parts that are seen stand side by side."""
    one, other = (app.screen.query_one(part).region for part in (left, right))
    return seen(app, left) and seen(app, right) and one.right <= other.x and one.y < other.bottom


async def go_to(pilot: Pilot[Any], key: str) -> None:
    await pilot.press(key)
    await pilot.pause()
    await pilot.pause()


async def test_at_40_by_10_the_chair_its_sentence_and_the_keys_remain(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=(40, 10)) as pilot:
        wait(app, friday, 900)
        await go_to(pilot, TODAY)
        parts = ("#bar", "#headline", "#why", "#ring", "#then", "#notices", "#list", "#day", "#week", "#line")
        assert seen_of(app, *parts) == {"#bar", "#headline", "#why"}
        assert text(app, "#headline") == "Stand up for a moment"
        assert text(app, "#why") == "You have sat for 30 min. Time to stand up."
        assert seen_of(app, "TopBar", "KeyBar") == {"TopBar", "KeyBar"}
        first = app.screen.query_one(KeyBar).render_line(0).text
        assert "b break" in first
        assert "z snooze" in first


@pytest.mark.parametrize(
    ("key", "stays", "gone"),
    [
        (BREATHE, "Breath", ("#patterns", "#guide")),
        (SESSION, "#sets", ("#exercise",)),
        (WEEK, "WeekGrid", ("#longest",)),
        (LIBRARY, "#shelves", ("#leaf",)),
    ],
    ids=["breathe", "session", "week", "library"],
)
async def test_at_40_by_10_a_screen_keeps_what_it_is_for(
    home: Home, friday: FakeClocks, key: str, stays: str, gone: tuple[str, ...]
) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=(40, 10)) as pilot:
        wait(app, friday, 900)
        await go_to(pilot, key)
        assert seen_of(app, "TopBar", "KeyBar", stays, *gone) == {"TopBar", "KeyBar", stays}
        assert "● stand up" in app.screen.query_one(TopBar).render_line(0).text


async def test_wide_and_high_the_week_stands_on_today_in_full_and_its_line_says_only_how_it_went(
    home: Home, friday: FakeClocks
) -> None:
    app = make_app(home, friday, **CALM)
    parts = ("#ring", "#then", "#notices", "#day", "#week", "#line")
    async with app.run_test(size=(80, 24)) as pilot:
        wait(app, friday, 900)
        assert seen_of(app, *parts) == {"#ring", "#then", "#day", "#line"}
        for size in ((120, 36), (160, 45)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert seen_of(app, *parts) == set(parts)
            assert beside(app, "#chair", "#list")
            assert app.screen.query_one("#day").size.width > 100
            assert text(app, "#line").startswith("WEEK  core 2 of 3 · longest sitting")
            assert len(app.screen.query_one("#grid", WeekGrid).sheet.lines) == 6


BESIDE = (
    (BREATHE, "#patterns", "Breath"),
    (BREATHE, "Breath", "#guide"),
    (SESSION, "#sets", "#exercise"),
    (LIBRARY, "#shelves", "#leaf"),
)
"""What stands left of what where there is room for both, by the key of the screen."""


@pytest.mark.parametrize(
    ("size", "apart"),
    [((160, 45), []), ((80, 24), []), ((60, 20), ["Breath", "#exercise", "#leaf"])],
    ids=["160x45", "80x24", "60x20"],
)
async def test_what_belongs_together_stands_side_by_side_where_there_is_room(
    home: Home, friday: FakeClocks, size: tuple[int, int], apart: list[str]
) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=size) as pilot:
        found = []
        for key, left, right in BESIDE:
            await go_to(pilot, key)
            found += [] if beside(app, left, right) else [right]
        assert found == apart


WEEK_PAIRS = (("#days", "#longest"), ("#habits", "#days"), ("#longest", "#counted"))


async def test_the_wider_the_more_of_the_week_stands_side_by_side(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=(97, 46)) as pilot:
        await go_to(pilot, WEEK)
        for columns, pairs in ((97, ()), (98, WEEK_PAIRS[:1]), (139, WEEK_PAIRS[:1]), (140, WEEK_PAIRS[1:])):
            await pilot.resize_terminal(columns, 46)
            await pilot.pause()
            assert tuple(pair for pair in WEEK_PAIRS if beside(app, *pair)) == pairs, columns


async def test_wide_an_exercise_is_shown_with_its_figure(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=(160, 45)) as pilot:
        for key, figure in ((SESSION, "#likeness"), (LIBRARY, "#leaf FigureView")):
            await go_to(pilot, key)
            assert seen(app, figure)
            await pilot.resize_terminal(60, 20)
            await pilot.pause()
            assert not seen(app, figure)
            await pilot.resize_terminal(160, 45)
            await pilot.pause()
