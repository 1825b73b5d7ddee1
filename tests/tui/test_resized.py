"""Words and dialogs fit a window that was given another size, whatever was in front meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Static

from coretui.domain.care.advice import WEEKS_BACK
from coretui.paths import Home
from tests.clock import FakeClocks
from tests.tui.desk import make_app, text
from tests.tui.emulated import settle
from tests.tui.led import KNOWN

CALM: dict[str, Any] = {"look__motion": "reduced", **KNOWN}
NARROW, WIDE = (80, 24), (120, 36)
ALL_SUMS = "sat 3 h 48 · longest 31 min · 7 of 7 breaks kept"
LESS = "sat 3 h 48 · longest 31 min"


@pytest.mark.parametrize("over", ["p", None], ids=["under-a-dialog", "in-front"])
async def test_the_sums_of_today_fit_the_window_as_it_is_now(
    home: Home, friday: FakeClocks, over: str | None
) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=WIDE) as pilot:
        shown = app.screen.query_one("#sums", Static)
        for size, sums in ((NARROW, LESS), (WIDE, ALL_SUMS), (NARROW, LESS)):
            if over:
                await pilot.press(over)
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            assert shown.content == sums
            if over:
                await pilot.press("escape")
            await settle(app, pilot)
            assert shown.content == sums


async def test_trends_of_the_self_check_are_as_long_as_there_is_room(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.press("c", *"nnnnnnnnn", "enter")
        await settle(app, pilot)
        trend = app.screen.query_one("#sitting-line", Static)
        seen = [len(str(trend.content))]
        for size in (NARROW, (160, 45)):
            await pilot.press("f")  # the red flags lie over it meanwhile
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            seen.append(len(str(trend.content)))
            await pilot.press("escape")
        assert seen == [WEEKS_BACK * 3, WEEKS_BACK, WEEKS_BACK * 3]


async def test_a_paused_set_has_its_bar_beside_its_words_where_there_is_room(
    home: Home, friday: FakeClocks
) -> None:
    app = make_app(home, friday, **CALM)
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.press("3", "enter", "right", "space")
        await settle(app, pilot)
        seen = []
        for size in ((160, 45), NARROW, (160, 45)):
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            seen.append("below" if "\n" in text(app, "#held") else "beside")
        assert seen == ["beside", "below", "beside"]
