"""Week: seven days, past weeks, ticks on days gone by."""

from __future__ import annotations

from datetime import date

import pytest

from coretui.app import CoretuiApp
from coretui.paths import Home
from coretui.store import records
from coretui.widgets.weekgrid import WeekGrid
from tests.clock import FakeClocks
from tests.ui.desk import SIZE, make_app, text, wait

pytestmark = pytest.mark.usefixtures("_utc")


def ticks(app: CoretuiApp) -> list[tuple[str, str]]:
    rows = app.workplace.store.db.execute("select habit, day from tick order by day").fetchall()
    return [tuple(row) for row in rows]


async def test_the_grid_shows_marks_counts_and_streaks(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    store = app.workplace.store
    for day in (2, 4, 6, 9, 11, 13, 16, 18, 20, 23):
        records.tick(store, "core", date(2026, 11, day), clocks.now())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4")
        await pilot.pause()
        line = next(line for line in app.screen.query_one(WeekGrid).sheet.lines if line.id == "core")
        assert (line.count, line.streak) == ("1 of 3", "3 weeks")
        assert line.marks == ("done", "rest", "rest", "rest", "rest", "rest", "rest")


async def test_brackets_turn_weeks_and_t_comes_back(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "left_square_bracket")
        assert text(app, "#which") == "Week 47   16–22 November"
        await pilot.press("t")
        assert text(app, "#which") == "Week 48   23–29 November"
        await pilot.press("right_square_bracket")
        assert text(app, "#which") == "Week 48   23–29 November"


async def test_past_days_can_be_ticked_and_unticked(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "left_square_bracket", "j", "j", "l", "space")
        assert ticks(app) == [("core", "2026-11-17")]
        await pilot.press("space")
        assert ticks(app) == []


async def test_a_day_to_come_is_refused(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "right", "space")
        assert ticks(app) == []
        assert [str(note.message) for note in app._notifications] == ["Tue 24 Nov is still to come."]


async def test_sitting_and_breaks_stand_beside_each_day(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        wait(app, clocks, 30 * 60)
        await pilot.press("b")
        wait(app, clocks, 120)
        await pilot.press("4")
        await pilot.pause()
        assert "1/1" in text(app, "#sat-0")
        assert "30 min" in text(app, "#sat-0")
        assert text(app, "#sat-1") == "–"


async def test_arrows_and_letters_move_and_never_act(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "down", "right", "k", "h", "j", "l", "up", "left")
        assert ticks(app) == []
        grid = app.screen.query_one(WeekGrid)
        assert (grid.line, grid.day) == (0, 0)
