"""Whatever goes wrong in the app is said in one sentence, and the app goes on or ends with 1."""

from __future__ import annotations

import pytest

from coretui.paths import Home
from coretui.tui.screens.today.screen import TodayScreen
from coretui.tui.screens.week.screen import WeekScreen
from tests.clock import FakeClocks
from tests.tui.desk import make_app, told

pytestmark = pytest.mark.usefixtures("faults_wanted")


def failing(*_given: object) -> None:
    raise KeyError("core")


def sentence(home: Home) -> str:
    return f"Something went wrong inside coretui (KeyError); {home.log} says where."


async def test_a_key_that_goes_wrong_leaves_the_others(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TodayScreen, "action_tick", failing)
    app = make_app(home, clocks)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("space")
        assert told(app) == [sentence(home)]
        await pilot.press("4")
        assert isinstance(app.screen, WeekScreen)


async def test_a_screen_that_cannot_be_read_is_said_once_and_tried_again(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(home, clocks)
    async with app.run_test(notifications=True) as pilot:
        tries: list[bool] = []

        def read(_screen: WeekScreen) -> None:
            tries.append(True)
            failing()

        with monkeypatch.context() as patch:
            patch.setattr(WeekScreen, "reload", read)
            await pilot.press("4")
            for _ in range(3):
                app.tick()
            assert told(app) == [sentence(home)]
            assert len(tries) > 3
        app.tick()
        assert app.screen.query("WeekGrid")


async def test_an_app_that_cannot_go_on_says_why_and_ends_with_1(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(home, clocks)
    with pytest.raises(KeyError):  # what Textual hands to a test
        async with app.run_test():
            app.call_later(failing)
    assert (app.fault, app.return_code) == (sentence(home), 1)
