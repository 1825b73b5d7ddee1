"""A question is answered once, and by nobody who has not seen it; a key that bounces is one press."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from coretui.paths import Home
from coretui.store import care
from coretui.tui.app import CoretuiApp
from coretui.tui.dialogs.choice import Choice
from coretui.tui.dialogs.dialog import Dialog
from coretui.tui.dialogs.line import LineDialog
from coretui.tui.dialogs.red_flags import RedFlags
from coretui.tui.dialogs.scale import Scale
from coretui.tui.terminal.key_guard import BOUNCE
from tests.clock import FakeClocks
from tests.tui.desk import SIZE, make_app
from tests.tui.led import KNOWN

CALM: dict[str, Any] = {"look__motion": "reduced", **KNOWN}


@pytest.fixture
def app(home: Home, clocks: FakeClocks) -> CoretuiApp:
    """Return an app in which a key bounces as it does for a person."""
    made = make_app(home, clocks, **CALM)
    made.bounce = BOUNCE
    return made


def at_once(app: CoretuiApp, *keys: str) -> None:
    """Let keys come faster than the app can do what the first one says."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def until_settled(pilot: Pilot[str]) -> None:
    for _ in range(6):
        await pilot.pause()


@pytest.mark.parametrize(
    ("keys", "answer"),
    [("p", "enter"), ("p", "1"), ("p", "escape"), ("3 m", "enter"), ("4 g", "enter"), ("4 e", "1"), ("5 f", "q")],
)
async def test_the_second_of_two_answers_changes_nothing(app: CoretuiApp, keys: str, answer: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys.split())
        await until_settled(pilot)
        assert isinstance(app.screen, Dialog)
        below, mode = app.screen_stack[0], app.current_mode
        at_once(app, answer, answer)
        await until_settled(pilot)
        rest: list[Screen[object]] = app.screen_stack[1:]
        assert app.is_running
        assert (app.screen_stack[0], app.current_mode) == (below, mode)
        assert [type(one) for one in rest] == ([LineDialog] if keys == "4 e" else [])  # the next question waits


async def test_a_key_doubled_across_two_questions_answers_the_first(app: CoretuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("r")
        await until_settled(pilot)
        assert isinstance(app.screen, Scale)
        first, second, worn = (events.Key("2", "2") for _ in range(3))
        app.post_message(first)
        app.post_message(second)
        await until_settled(pilot)
        worn.time = first.time + 0.1
        app.post_message(worn)
        await until_settled(pilot)
        assert isinstance(app.screen, Choice)  # whether it runs into a leg is still to be said
        await pilot.press("1")
        await until_settled(pilot)
        today = app.workplace.today
        assert care.back_pain(app.workplace.store, today, today)[today].score == 2


async def test_a_key_that_comes_before_the_question_is_seen_changes_nothing(app: CoretuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        for keys in (("p", "2"), ("p", "p"), ("p", "enter"), ("r", "3"), ("4", "g", "5")):
            at_once(app, *keys)
            await until_settled(pilot)
            assert isinstance(app.screen, Dialog), keys
            assert len(app.screen_stack) == 2, keys
            chair = app.workplace.keeper.chair
            assert chair is not None
            assert chair.hold is None, keys
            await pilot.press("escape")
            await until_settled(pilot)
            assert len(app.screen_stack) == 1, keys


async def test_the_red_flags_are_not_closed_by_the_key_that_shows_them(app: CoretuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5")
        at_once(app, "f", "f")
        await until_settled(pilot)
        assert isinstance(app.screen, RedFlags)


@pytest.mark.parametrize("size", [(10, 3), (3, 2)])
async def test_paging_where_nothing_has_room_does_nothing(app: CoretuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        for key in ("ctrl+p", "p"):
            await pilot.press(key, "pageup", "pagedown", "end", "home", "pageup", "escape")
            await until_settled(pilot)
        assert len(app.screen_stack) == 1


async def test_two_keys_for_the_palette_close_only_it(app: CoretuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        for keys in (("escape", "escape"), ("down", "enter", "enter")):
            await pilot.press("ctrl+p", *"Today")
            await app.workers.wait_for_complete()
            at_once(app, *keys)
            await until_settled(pilot)
            assert len(app.screen_stack) == 1, keys
