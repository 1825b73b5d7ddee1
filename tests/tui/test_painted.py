"""What stands in the layout is what was painted, whatever scrolled or was laid out in between."""

from __future__ import annotations

import pytest

from coretui.paths import Home
from tests.clock import FakeClocks
from tests.tui.desk import make_app
from tests.tui.emulated import rows_shown, settle
from tests.tui.painted import Painting

SIZE = (60, 20)


async def test_a_list_that_scrolls_back_to_where_it_was_laid_out_is_painted(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(home, clocks)
    painting = Painting(app, *SIZE, monkeypatch)
    async with app.run_test(size=SIZE) as pilot:
        for key in ("5", "down", "down", "down", "a", "a", "home"):
            await pilot.press(key)
            await settle(app, pilot)
        assert "Front plank, 2 legs" in painting.rows[3]
        assert painting.rows == rows_shown(app)
