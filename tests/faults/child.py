"""A coretui that is to be ended: it works on a home, and says on stdout what it has done once that is done.

`python -m tests.faults.child commands HOME SEED [N]` gives commands, N of them or until it is killed; `app` in
their place presses keys in an app without a terminal.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import sys
from pathlib import Path
from random import Random

from coretui import cli
from coretui.paths import Home
from tests.clock import FakeClocks
from tests.tui.desk import make_app

KEYS = ("space", "down", "up", "s", "b", "u", "U", "2", "1", "4")
"""Ticking, standing, breaks, undoing, and other screens between them."""


def commands(home: Home, seed: int, most: int | None) -> None:
    """Count a glass of water, or note a posture, one after the other; say how often each was done."""
    os.environ["CORETUI_HOME"] = home.data_dir
    random, done = Random(seed), {"tick": 0, "posture_note": 0}  # noqa: S311 - no secret
    sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - as long as this process
    for _ in itertools.count() if most is None else range(most):
        table, command = random.choice([("tick", ["done", "water"]), ("posture_note", ["posture", "slumped"])])
        if cli.main(command) != 0:
            sys.exit(1)
        done[table] += 1
        _say(f"{done['tick']} {done['posture_note']}")


async def app(home: Home, seed: int) -> None:
    """Press keys, and say which step of the journal is the last after each."""
    clocks, random = FakeClocks(), Random(seed)  # noqa: S311 - no secret
    one = make_app(home, clocks)
    async with one.run_test(size=(80, 24)) as pilot:
        while True:
            clocks.advance(random.choice([1, 20]))
            one.tick()
            await pilot.press(random.choice(KEYS))
            if not one.workplace.unsaved:
                [(step,)] = one.workplace.store.db.execute("select max(seq) from journal").fetchall()
                _say(str(step or 0))


def _say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def main() -> None:
    """Do what the arguments say."""
    what, folder, seed, *most = sys.argv[1:]
    home = Home(folder, folder)
    if what == "app":
        asyncio.run(app(home, int(seed)))
    else:
        commands(home, int(seed), int(most[0]) if most else None)


if __name__ == "__main__":
    main()
