"""Measure what a week costs to show with many years of data, beside eight weeks of it.

Both stores are what `coretui demo` writes. Fifty years of it take longer to write than to measure, so there are
ten here; `python -m bench.weeks 50` does it with fifty.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from textual.app import App, ComposeResult
from textual.widgets import Static

from bench.engine import Figure
from coretui.cli import build, make_app
from coretui.paths import Home

YEARS = 10
SIZE = (100, 30)
RUNS, TURNS = 5, 8
RATIO_LIMIT, PAGE_LIMIT = 2.0, 100.0


class Pages(App[None]):
    """A bare app whose one text fills the screen and is another one after each key."""

    def compose(self) -> ComposeResult:
        """Yield the text."""
        yield Static(markup=False)

    def on_key(self) -> None:
        """Show other letters everywhere."""
        letter = chr(ord("a") + int(time.monotonic() * 1000) % 26)
        self.query_one(Static).update("\n".join(letter * SIZE[0] for _ in range(SIZE[1])))


def child(*arguments: str, home: str) -> float:
    """Run coretui on a home; return the CPU milliseconds that took."""
    pid = os.fork()
    if pid == 0:  # pragma: no cover - this is the other program
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        env = {**os.environ, "CORETUI_HOME": home}
        os.execve(sys.executable, [sys.executable, "-m", "coretui", *arguments], env)  # noqa: S606 - our own
    _pid, status, used = os.wait4(pid, 0)
    if status:
        sys.exit(f"coretui {' '.join(arguments)} ended with {os.waitstatus_to_exitcode(status)}.")
    return 1000 * (used.ru_utime + used.ru_stime)


async def keys(app: App[Any], pressed: Sequence[str]) -> list[float]:
    """Press keys in an app without a terminal; return the CPU milliseconds of each until the app is at rest."""
    taken = []
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(1)
        for key in pressed:
            began = time.process_time()
            await pilot.press(key)
            await pilot.pause()
            taken.append(1000 * (time.process_time() - began))
    return taken


def app_on(home: str) -> App[Any]:
    """Return the app on a home, as `coretui` makes it but without looking for input."""
    return make_app(build(Home(home, home)), demo=True)


def figures(years: int = YEARS) -> list[Figure]:
    """Measure the command, opening Week, and turning its pages, on both stores by turns."""
    with ExitStack() as stack:
        homes = []
        for length in (("--weeks", "8"), ("--years", str(years))):
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="coretui-bench-"))
            home = str(Path(folder) / "home")
            child("demo", home, *length, home=folder)
            child("week", "--json", home=home)  # what is summed up once is summed up here
            homes.append(home)
        told: list[list[float]] = [[], []]
        opened: list[list[float]] = [[], []]
        turned: list[list[float]] = [[], []]
        for _ in range(RUNS):
            for number, home in enumerate(homes):
                told[number].append(child("week", "--json", home=home))
                first, *pages = asyncio.run(keys(app_on(home), ["4", *["left_square_bracket"] * TURNS]))
                opened[number].append(first)
                turned[number].append(median(pages))
        control = asyncio.run(keys(Pages(), ["x"] * TURNS))

    def ratio(what: str, of: list[list[float]]) -> Figure:
        runs = [many / few for few, many in zip(*of, strict=True)]
        return Figure(f"{what}: {years} years, to 8 weeks", runs, "x", RATIO_LIMIT)

    return [
        ratio("coretui week --json", told),
        ratio("opening Week", opened),
        ratio("turning a page of Week", turned),
        Figure(f"a page of Week with {years} years (CPU)", turned[1], "ms", PAGE_LIMIT),
        Figure("a bare app that paints all its cells anew (CPU)", control, "ms"),
    ]


if __name__ == "__main__":
    for figure in figures(int(sys.argv[1]) if len(sys.argv) > 1 else YEARS):
        sys.stdout.write(f"{figure.row()}\n")
