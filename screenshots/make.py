"""Make the pictures in this folder: the real app on the demo's weeks, on a Friday afternoon.

`make screenshots` runs it. The clock stands still, so the same code always makes the same pictures.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from coretui import cli, i18n
from coretui.desktop.notices.notifier import NoNotifier
from coretui.domain.days import Instant, logical_day
from coretui.paths import Home
from coretui.sample.weeks import WEEKS, fill
from coretui.services.desk import Desk
from coretui.services.workplace import Workplace
from coretui.settings.keys import QUESTIONS, Settings
from coretui.tui.app import CoretuiApp
from coretui.tui.screens.breathe import BreatheScreen
from coretui.tui.screens.session.led import Led
from coretui.tui.screens.session.screen import SessionScreen

FRIDAY = datetime(2026, 11, 20, 14, 32, tzinfo=UTC).timestamp()
DAY_START = 4 * 3600
MOVING = 10
"""Frames a second of a moving picture."""
SIZE = (100, 32)
PICTURES = {
    "today": ("1",),
    "week": ("4",),
    "year": ("4", "y"),
    "insights": ("4", "i"),
    "library": ("5", "down", "down", "down"),
}
LONGER = {"insights": 60}
"""How many weeks some of them take; the others are of what the demo has unless somebody asks for more."""
FILMS = {"breathe": (("2", "space"), 22, 19), "session": (("3", "enter"), 38, 8)}
"""Keys, seconds that are skipped and seconds that are kept: one round of 4-7-8, two repetitions."""


class StillClocks:
    """Clocks that stand at the Friday afternoon until they are moved."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> Instant:
        """Return the moment."""
        return Instant(FRIDAY + self.passed, 1e6 + self.passed, "a boot", 0)

    def monotonic(self) -> float:
        """Return seconds for pacing."""
        return self.passed

    def zone(self, wall: float) -> int:
        """Return UTC's offset."""
        del wall
        return 0


def make_app(folder: str, clocks: StillClocks, weeks: int = WEEKS) -> CoretuiApp:
    """Put the app together on so many sample weeks."""
    home = Home(folder, folder)
    desk = Desk(home, Settings.of(session__asked=[*QUESTIONS], insights__show="on"), clocks)
    now, today = clocks.now(), logical_day(clocks.now(), DAY_START)
    fill(desk.open(), today=today, now=now, weeks=weeks, seed=1, zone=clocks.zone, day_start=DAY_START)
    return CoretuiApp(Workplace.of(desk, NoNotifier()))


async def picture(name: str, keys: tuple[str, ...], folder: Path) -> None:
    """Press the keys and save what the screen shows."""
    with tempfile.TemporaryDirectory() as home:
        clocks = StillClocks()
        app = make_app(home, clocks, LONGER.get(name, WEEKS))
        app.patience = 0
        async with app.run_test(size=SIZE) as pilot:
            for key in keys:
                await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
            app.clear_notifications()
            await pilot.pause()
            svg = app.export_screenshot(title="coretui")
    # The fonts of whoever looks will do: nothing is fetched.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    (folder / f"{name}.svg").write_text(svg, encoding="utf-8")


async def moving(name: str, keys: tuple[str, ...], skip: int, seconds: int, folder: Path) -> None:
    """Press the keys and save so many seconds as a moving picture, after those that are skipped."""
    import animate  # noqa: PLC0415 - beside this file

    with tempfile.TemporaryDirectory() as home:
        clocks = StillClocks()
        app = make_app(home, clocks)
        app.patience = 0
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            app.clear_notifications()
            frames = []
            for number in range(-skip * MOVING, seconds * MOVING):
                clocks.passed += 1 / MOVING
                if isinstance(app.screen, BreatheScreen):
                    app.screen.frame()
                if isinstance(app.screen, SessionScreen):
                    app.screen.query_one(Led).frame()
                if number >= 0:
                    await pilot.pause()
                    frames.append(animate.cells(app))
    animate.save(frames, 1 / MOVING, folder / f"{name}.gif")


def main() -> None:
    """Make every picture."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    i18n.use("en")
    folder = Path(__file__).parent
    for name, keys in PICTURES.items():
        asyncio.run(picture(name, keys, folder))
    for name, (keys, skip, seconds) in FILMS.items():
        asyncio.run(moving(name, keys, skip, seconds, folder))
    cli.main(["figures", "--sheet", str(folder / "figures.svg"), "--force"])


if __name__ == "__main__":
    main()
