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
from coretui.app import CoretuiApp
from coretui.config import Settings
from coretui.demo import fill
from coretui.desktop.notices import NoNotifier
from coretui.domain.days import Instant, logical_day
from coretui.paths import Home
from coretui.screens.breathe import BreatheScreen
from coretui.screens.session import SessionScreen
from coretui.store.database import open_store
from coretui.workplace import Workplace

FRIDAY = datetime(2026, 11, 20, 14, 32, tzinfo=UTC).timestamp()
DAY_START = 4 * 3600
MOVING = 10
"""Frames a second of a moving picture."""
SIZE = (100, 32)
PICTURES = {
    "today": ("1",),
    "week": ("4",),
    "year": ("4", "y"),
    "library": ("5", "down", "down", "down"),
}
REPEATED = 8
"""Seconds of the moving picture of a session: two repetitions."""
LED = 38
"""Seconds into the session that is led."""


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


def make_app(folder: str, clocks: StillClocks) -> CoretuiApp:
    """Put the app together on sample weeks."""
    home = Home(folder, folder)
    store = open_store(home)
    today = logical_day(clocks.now(), DAY_START)
    fill(store, today=today, now=clocks.now(), seed=1, zone=clocks.zone, day_start=DAY_START)
    settings = Settings.of()
    return CoretuiApp(
        Workplace.of(store=store, clocks=clocks, settings=settings, home=home, notifier=NoNotifier())
    )


async def picture(name: str, keys: tuple[str, ...], folder: Path) -> None:
    """Press the keys and save what the screen shows."""
    with tempfile.TemporaryDirectory() as home:
        clocks = StillClocks()
        app = make_app(home, clocks)
        app.patience = 0
        async with app.run_test(size=SIZE) as pilot:
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            app.clear_notifications()
            await pilot.pause()
            svg = app.export_screenshot(title="coretui")
    # The fonts of whoever looks will do: nothing is fetched.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    (folder / f"{name}.svg").write_text(svg, encoding="utf-8")


async def led(folder: Path) -> None:
    """Save two repetitions of a led session as a moving picture."""
    import animate  # noqa: PLC0415 - beside this file

    with tempfile.TemporaryDirectory() as home:
        clocks = StillClocks()
        app = make_app(home, clocks)
        app.patience = 0
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("3", "enter")
            await pilot.pause()
            app.clear_notifications()
            frames = []
            for number in range(-LED * MOVING, REPEATED * MOVING):
                clocks.passed += 1 / MOVING
                if isinstance(app.screen, SessionScreen):
                    app.screen.frame()
                if number >= 0:
                    await pilot.pause()
                    frames.append(animate.cells(app))
    animate.save(frames, 1 / MOVING, folder / "session.gif")


async def breath(folder: Path) -> None:
    """Save one round of 4-7-8 as a moving picture."""
    import animate  # noqa: PLC0415 - beside this file

    with tempfile.TemporaryDirectory() as home:
        clocks = StillClocks()
        app = make_app(home, clocks)
        app.patience = 0
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("2", "space")
            await pilot.pause()
            app.clear_notifications()
            frames = []
            for number in range(19 * MOVING):
                clocks.passed = 3 + 19 + number / MOVING
                if isinstance(app.screen, BreatheScreen):
                    app.screen.frame()
                await pilot.pause()
                frames.append(animate.cells(app))
    animate.save(frames, 1 / MOVING, folder / "breathe.gif")


def main() -> None:
    """Make every picture."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    i18n.use("en")
    for name, keys in PICTURES.items():
        asyncio.run(picture(name, keys, Path(__file__).parent))
    asyncio.run(breath(Path(__file__).parent))
    asyncio.run(led(Path(__file__).parent))
    cli.main(["figures", "--sheet", str(Path(__file__).parent / "figures.svg"), "--force"])


if __name__ == "__main__":
    main()
