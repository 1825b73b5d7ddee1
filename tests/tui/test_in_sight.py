"""What keys are about is in sight where there is little room, and still is when the window has another size."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from coretui.domain.habits.habit import Habit
from coretui.domain.habits.schedules import Repeat, Schedule
from coretui.paths import Home
from coretui.store import habits
from coretui.tui.app import CoretuiApp
from coretui.tui.widgets.cursor import CursorWidget
from coretui.tui.widgets.daystrip import DayStrip
from coretui.tui.widgets.questions import Questions
from coretui.tui.widgets.rows import Row, Rows
from coretui.tui.widgets.weekgrid import WeekGrid
from tests.clock import FakeClocks
from tests.tui.desk import make_app, text
from tests.tui.emulated import rows_shown, settle
from tests.tui.led import KNOWN

CALM: dict[str, Any] = {"look__motion": "reduced", **KNOWN}
Size = tuple[int, int]
SIZES: tuple[Size, ...] = ((40, 10), (60, 20), (30, 20), (80, 12), (160, 14), (160, 45))
TODAY, BREATHE, SESSION, WEEK, LIBRARY, SELF_CHECK = "1", "2", "3", "4", "5", "1c"
MANY = 18


def add_habits(app: CoretuiApp) -> None:
    """Add more habits than there is room for in most windows."""
    workplace = app.workplace
    for number in range(MANY):
        name = f"Habit {number}"
        habit = Habit("", name, derived=False, goal=1, unit="", created=workplace.today, retired=None, position=0)
        habits.add(workplace.store, habit, Schedule(workplace.today, Repeat.DAILY), workplace.now)


def with_cursor(app: CoretuiApp) -> CursorWidget:
    """Return the list or grid that has the keys on the present screen."""
    return next(one for one in app.screen.query(CursorWidget) if one.can_focus)


def in_sight(app: CoretuiApp) -> bool:
    """Tell whether the row of the cursor can be seen; also where a screen has no room for its list at all."""
    cells = with_cursor(app)
    if not cells.region:
        return True
    seen = app.screen.find_widget(cells).visible_region
    return seen.y <= cells.content_region.y + cells.cursor_row < seen.bottom


async def go_to_last(app: CoretuiApp, pilot: Pilot[Any]) -> None:
    cells = with_cursor(app)
    if isinstance(cells, WeekGrid):
        cells.action_move(len(cells.sheet.lines) - 1 - cells.line, 0)
    else:
        await pilot.press("end")
    await settle(app, pilot)


@pytest.mark.slow
@pytest.mark.parametrize(
    "keys", [TODAY, BREATHE, SESSION, WEEK, LIBRARY, SELF_CHECK],
    ids=["today", "breathe", "session", "week", "library", "self-check"],
)  # fmt: skip
async def test_the_row_under_the_cursor_is_in_sight_in_every_size(
    home: Home, friday: FakeClocks, keys: str
) -> None:
    app = make_app(home, friday, **CALM)
    add_habits(app)
    async with app.run_test(size=SIZES[-1]) as pilot:
        await pilot.press(*keys)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            assert in_sight(app), f"{size}: as it was resized"
            if not isinstance(with_cursor(app), WeekGrid):
                await pilot.press("home")
                await settle(app, pilot)
                assert in_sight(app), f"{size}: the first"
            await go_to_last(app, pilot)
            assert in_sight(app), f"{size}: the last"
            if (keys, size) == (TODAY, (60, 20)):
                strip = app.screen.find_widget(app.screen.query_one(DayStrip))
                assert strip.visible_region == strip.region, "below the last habit stands the day"


@pytest.mark.parametrize("keys", [SESSION, WEEK, LIBRARY], ids=["session", "week", "library"])
async def test_it_is_in_sight_where_the_window_changed_behind_another_screen(
    home: Home, friday: FakeClocks, keys: str
) -> None:
    app = make_app(home, friday, **CALM)
    add_habits(app)
    async with app.run_test(size=SIZES[-1]) as pilot:
        for size in SIZES[::3]:
            await pilot.press(keys)
            await settle(app, pilot)
            await go_to_last(app, pilot)
            await pilot.press(BREATHE)
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            await pilot.press(keys)
            await settle(app, pilot)
            assert in_sight(app), size


@pytest.mark.parametrize("keys", [("enter", "escape"), ("slash", "enter")], ids=["reading", "searching"])
async def test_back_from_reading_or_searching_the_list_shows_the_row_that_was_chosen(
    home: Home, friday: FakeClocks, keys: tuple[str, str]
) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(LIBRARY)
        await go_to_last(app, pilot)
        for key in keys:
            await pilot.press(key)
            await settle(app, pilot)
        assert in_sight(app)


async def test_in_a_low_window_the_heads_of_the_sides_stay_above_the_sets(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press(SESSION)
        await go_to_last(app, pilot)
        shown = rows_shown(app)
        assert "left" in shown[2]
        assert "12 Pelvic tilts" in shown[8]


async def test_a_short_list_takes_no_more_room_than_it_needs(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=(80, 45)) as pilot:
        await pilot.press(SESSION)
        await settle(app, pilot)
        assert app.screen.query_one("#progress").region.y == with_cursor(app).region.bottom + 1


# on the same row


async def test_the_cursor_stays_on_its_row_when_rows_come_before_it(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = app.screen.query_one(Rows)
        rows.select("core")
        before = rows.current
        rows.rows = (Row("new", "", "Something new"), *rows.rows)
        assert rows.current == before


async def test_the_week_stays_on_its_habit_when_another_comes_before_it(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday, **CALM)
    add_habits(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(WEEK)
        grid, workplace = app.screen.query_one(WeekGrid), app.workplace
        grid.action_move(3, 0)
        ids = [one.id for one in grid.sheet.lines]
        habits.order(workplace.store, [ids[-1], *ids[:-1]], workplace.now)
        workplace.keeper.revision += 1
        app.tick()
        await settle(app, pilot)
        assert (grid.line, grid.sheet.lines[grid.line].id) == (4, ids[3])


async def test_in_a_window_of_another_size_the_self_check_still_asks_the_same_question(
    home: Home, friday: FakeClocks
) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*SELF_CHECK, "end")
        await settle(app, pilot)
        before = app.screen.query_one(Questions).current
        asked = text(app, "#asked")
        for size in ((60, 20), (100, 30), (40, 10), (80, 24)):  # the higher ones have a row more between the parts
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            assert app.screen.query_one(Questions).current == before
            assert text(app, "#asked") == asked
