"""Session: who has the keys, the one who leads or the checklist, whatever has the focus."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.events import AppBlur
from textual.pilot import Pilot

from coretui.errors import StoreError
from coretui.paths import Home
from coretui.services.session_run import Coach
from coretui.tui.app import CoretuiApp
from coretui.tui.dialogs.scale import Scale
from coretui.tui.screens.help import Help
from coretui.tui.screens.session.led import Led
from coretui.tui.widgets.frame import KeyBar
from coretui.tui.widgets.setlist import SetList
from tests.clock import FakeClocks
from tests.tui.desk import make_app
from tests.tui.led import KNOWN, READY, lead, session

WIDE = (120, 36)
"""Wide enough for the checklist beside the stage."""
LED = {binding.action for binding in Led.BINDINGS} - {"pause", "resume", "lighter", "heavier"}  # type: ignore[union-attr]
"""What acts while a session is led, but for pausing, going on, and neighbours that not every exercise has."""
HOLD = 30
LENGTH = READY + HOLD
"""Seconds of getting ready and of the one set."""


def offered(app: CoretuiApp) -> list[str]:
    """Return what the line of keys offers, in its order."""
    shown = [one.binding for one in app.screen.active_bindings.values() if one.enabled and one.binding.show]
    return list(dict.fromkeys(binding.description for binding in shown))


def acting(app: CoretuiApp) -> set[str]:
    return {one.binding.action for one in app.screen.active_bindings.values() if one.enabled}


async def lead_one_set(pilot: Pilot[str], app: CoretuiApp, clocks: FakeClocks) -> None:
    """Lead through a session of one set, up to its last second."""
    await pilot.press("3", "m")
    await pilot.pause()
    await pilot.press(*"1m", "enter")
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()
    await pilot.pause()
    for _ in range(LENGTH - 1):
        clocks.advance(1)
        session(app).led.frame()


async def test_pain_and_leaving_are_named_in_however_little_room(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=(60, 20)) as pilot:
        await lead(pilot)
        shown = app.screen.query_one(KeyBar).render_line(0).text
        assert shown.strip() == "space pause  enter done  + harder  p pain  esc leave"


async def test_the_keys_of_the_one_who_leads_come_first(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert offered(app)[:4] == ["tick the next set", "start", "programme", "time"]
        assert not LED & acting(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        led = ["pause", "done", "harder", "swap", "skip", "pain", "leave", "undo", "help"]
        assert offered(app)[: len(led)] == led
        assert acting(app) >= LED
        assert not {"tick", "start", "go_on", "programme", "cut"} & acting(app)


async def turn(pilot: Pilot[str], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def blur(pilot: Pilot[str]) -> None:
    pilot.app.post_message(AppBlur())
    await pilot.pause()


async def show_help(pilot: Pilot[str]) -> None:
    await turn(pilot, "question_mark")
    await pilot.pause()
    await turn(pilot, "question_mark")


async def test_escape_closes_the_help_before_it_leaves_the_session(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=WIDE) as pilot:
        await lead(pilot)
        await turn(pilot, "question_mark", "escape")
        assert not isinstance(app.screen, Help)
        assert session(app).led.coach
        await turn(pilot, "escape")
        assert session(app).led.coach is None


DISTURBED: dict[str, Callable[[Pilot[str]], Awaitable[object]]] = {
    "another screen and back": lambda pilot: turn(pilot, "tab", "shift+tab"),
    "the screen before and back": lambda pilot: turn(pilot, "shift+tab", "tab"),
    "a question left open": lambda pilot: turn(pilot, "n", "escape"),
    "another exercise left open": lambda pilot: turn(pilot, "s", "escape"),
    "a click on the stage": lambda pilot: pilot.click("#stage"),
    "a click on the list": lambda pilot: pilot.click(SetList),
    "a click on the line of tabs": lambda pilot: pilot.click("TopBar", offset=(1, 0)),
    "a terminal without the focus": blur,
    "the keys shown": show_help,
}


@pytest.mark.slow
async def test_no_key_is_lost_whatever_has_the_focus(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=WIDE) as pilot:
        await lead(pilot)
        for what, disturb in DISTURBED.items():
            await disturb(pilot)
            await pilot.pause()
            assert acting(app) >= LED, what
            before = session(app).led.current
            await pilot.press("x")
            await pilot.pause()
            assert session(app).led.current not in (before, None), what


@pytest.mark.parametrize("where", ["#exercise", "#sets", "#progress"])
async def test_the_checklist_keeps_its_keys_when_a_panel_is_clicked(
    home: Home, clocks: FakeClocks, where: str
) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("3")
        await pilot.pause()
        await pilot.click(where)
        await pilot.press("down")
        await pilot.pause()
        assert app.screen.query_one(SetList).cursor == 1


async def test_the_checklist_has_its_keys_again_after_leaving(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=WIDE) as pilot:
        await lead(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert not LED & acting(app)
        await pilot.press("down", "space")
        await pilot.pause()
        sets = app.workplace.store.db.execute("select exercise from session_set").fetchall()
        assert sets == [("front-plank-1-leg",)]


async def test_a_session_that_cannot_begin_leaves_the_keys_to_the_checklist(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_coach: Coach) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(Coach, "start", refuse)
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=WIDE) as pilot:
        await lead(pilot)
        assert not LED & acting(app)
        assert {"tick", "go_on"} <= acting(app)


async def test_the_end_is_asked_about_once(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=WIDE) as pilot:
        await lead_one_set(pilot, app, clocks)
        led = session(app).led
        clocks.advance(1)
        for _ in range(3):
            led.frame()
        assert (LED | {"tick", "go_on"}) & acting(app) == set()
        await pilot.pause()
        await pilot.pause()
        assert [type(screen) for screen in app.screen_stack[1:]] == [Scale]
        assert led.coach is None
        assert app.workplace.store.db.execute("select done from session_set").fetchall() == [(HOLD,)]


async def test_something_else_is_not_asked_for_when_the_last_set_has_just_ended(
    home: Home, clocks: FakeClocks
) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=WIDE) as pilot:
        await lead_one_set(pilot, app, clocks)
        clocks.advance(1)
        session(app).led.action_instead()  # by the key, a frame could come before it
        await pilot.pause()
        await pilot.pause()
        assert [type(screen) for screen in app.screen_stack[1:]] == [Scale]
        assert app.workplace.store.db.execute("select ended_at is not null from session").fetchone() == (1,)
