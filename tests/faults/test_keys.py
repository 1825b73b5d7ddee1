"""Keys that nobody would press like that: no fault comes of them, and the store stays whole."""

from __future__ import annotations

from random import Random

import pytest

from coretui.paths import Home
from coretui.store.health import trouble
from tests.clock import FakeClocks
from tests.stores import lay_out, two_weeks_until_friday
from tests.tui.desk import make_app

KEYS = (
    *"abcdefghijklmnoprstuvwxyz0123456789,.?/+-U[] ", "enter", "escape", "tab", "shift+tab", "up", "down", "left",
    "right", "pageup", "pagedown", "home", "end", "space", "backspace", "delete", "ctrl+p", "ctrl+left", "f1",
)  # fmt: skip
"""All that do something somewhere, but those that leave."""
SIZES = ((80, 24), (60, 20), (40, 10))


async def campaign(home: Home, size: tuple[int, int], seed: int, presses: int) -> None:
    """Press keys at random while time goes by; an exception, or a fault that was only said, fails the test."""
    lay_out(home, two_weeks_until_friday())
    clocks, random = FakeClocks(), Random(seed)  # noqa: S311 - no secret
    app = make_app(home, clocks)
    async with app.run_test(size=size) as pilot:
        for number in range(presses):
            await pilot.press(random.choice(KEYS))
            clocks.advance(random.choice([0, 0, 1, 30]))
            if number % 5 == 0:
                app.tick()
        assert app.workplace.unsaved == 0
        assert trouble(app.workplace.store.db.conn) == ""
    assert (app.unkept, app.fault) == ((), "")


async def test_no_fault_comes_of_any_keys(home: Home) -> None:
    await campaign(home, SIZES[1], 0, 60)


@pytest.mark.slow
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", range(1, 8))
async def test_no_fault_comes_of_20000_keys(home: Home, size: tuple[int, int], seed: int) -> None:
    await campaign(home, size, seed, 955)  # 7 × 3 × 955: and a few more
