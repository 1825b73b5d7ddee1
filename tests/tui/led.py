"""A session that is led: how to begin one, and how time passes in it."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from coretui.tui.app import CoretuiApp
from coretui.tui.screens.session.screen import SessionScreen
from tests.clock import FakeClocks

KNOWN: dict[str, Any] = {"session__sides": "each", "session__ball": "yes", "session__asked": ["goal", "band"]}
READY, SWITCH = 12, 10
WHOLE = 90 * 60
"""More seconds than the longest session takes."""


def rows(app: CoretuiApp) -> list[tuple[object, ...]]:
    query = "select exercise, number, side, prescribed, done from session_set order by rowid"
    return [tuple(row) for row in app.workplace.store.db.execute(query).fetchall()]


def session(app: CoretuiApp) -> SessionScreen:
    assert isinstance(app.screen, SessionScreen)
    return app.screen


def go(app: CoretuiApp, clocks: FakeClocks, seconds: float) -> None:
    """Let time pass as the app sees it: a frame every two seconds at least, and the chair kept."""
    while seconds > 0:
        step = min(2.0, seconds)
        clocks.advance(step)
        seconds -= step
        app.workplace.keeper.tick()
        if isinstance(app.screen, SessionScreen):
            app.screen.led.frame()


async def lead(pilot: Pilot[str], *keys: str) -> None:
    await pilot.press("3", *keys, "enter")
    await pilot.pause()
    await pilot.pause()
