"""Measure what the chair's engine and the whole app at rest cost, and say whether that is within the limits.

Ratios and shares are compared, never seconds: they hold on any machine.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pty
import select
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from coretui.desktop.clocks import MachineClocks
from coretui.desktop.lock import KeeperLock
from coretui.desktop.signs.terminals import FOLDER
from coretui.desktop.signs.watcher import Watcher, sources_here
from coretui.domain.chair.engine import step
from coretui.domain.chair.messages import Event
from coretui.domain.chair.reading import Reading, Signs
from coretui.domain.chair.state import Chair, Policy
from coretui.domain.days import DAY, Instant
from coretui.paths import Home
from coretui.services.keeper import Keeper
from coretui.store.database import open_store

Step = Callable[[Chair | None, Reading, Policy], tuple[Chair | None, tuple[Event, ...]]]

MONDAY = 1_795_392_000.0
"""Midnight before a Monday."""
FORTNIGHT = 14
AT_WORK = ((9.0, 12.5), (13.25, 17.5))
"""Hours of a working day with input, a few minutes of rest in each."""
RUNS = 3
WINDOWS, WINDOW, WARM_UP = 3, 20.0, 6.0
STEP_LIMIT = 4.0
REST_LIMIT = 0.8
TICKS, TICK_LIMIT = 2000, 0.3


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured: a name, each run, how to write it, and the most that it may be."""

    name: str
    runs: Sequence[float]
    unit: str
    limit: float | None = None

    @property
    def within(self) -> bool:
        """Tell whether the median keeps the limit."""
        return self.limit is None or median(self.runs) <= self.limit

    def row(self) -> str:
        """Return its line of the table."""
        spread = f"{min(self.runs):.2f} to {max(self.runs):.2f}"
        limit = "" if self.limit is None else f"{self.limit:g}{self.unit}  {'ok' if self.within else 'TOO MUCH'}"
        return f"{self.name:<52} {median(self.runs):>6.2f}{self.unit:<7}  {spread:<14}  {limit}".rstrip()


# --- the engine ---------------------------------------------------------------------------------------------


def nothing(chair: Chair | None, _reading: Reading, _policy: Policy) -> tuple[Chair | None, tuple[Event, ...]]:
    """Do nothing with the arguments of `step`."""
    return chair, ()


def live(do: Step, days: int) -> float:
    """Return the CPU seconds of so many days, one tick a second, as a desk with a source of input has them."""
    policy, chair = Policy(), None
    elapsed = 1000.0
    last = Instant(MONDAY, elapsed, "boot")
    began = time.process_time()
    for day in range(days):
        begins = MONDAY + day * DAY
        work = [(int(start * 3600), int(end * 3600)) for start, end in AT_WORK] if day % 7 < 5 else []
        inputs = bytearray(DAY)
        for start, end in work:
            # Input every seventh second, and three minutes of reading in each twenty-five.
            inputs[start:end] = bytes(second % 7 == 0 and second % 1500 >= 180 for second in range(start, end))
        for second in range(DAY):
            now = Instant(begins + second, elapsed + second, "boot")
            if inputs[second]:
                last = now
            signs = Signs(last, now.elapsed - last.elapsed, source="x11")
            chair, _events = do(chair, Reading(now, signs=signs), policy)
        elapsed += DAY
    return time.process_time() - began


def engine() -> Figure:
    """Measure a fortnight of ticks against the same loop around an empty function."""
    return Figure(
        "a fortnight of ticks, to an empty function",
        [live(step, FORTNIGHT) / live(nothing, FORTNIGHT) for _ in range(RUNS)],
        "x",
        STEP_LIMIT,
    )


# --- the app at rest ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Child:
    """A program in a terminal of its own."""

    pid: int
    terminal: int

    def cpu(self) -> float:
        """Return the CPU seconds of it, and of the children that it has waited for, so far."""
        parts = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        if parts[0] == "Z":
            sys.exit("What was to be measured has ended by itself.")
        return sum(map(int, parts[11:15])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def in_terminal(home: str, *arguments: str, size: tuple[int, int] = (80, 24), **more: str) -> Iterator[Child]:
    """Run a Python program in a terminal of its own, with `more` environment; it is ended with the block."""
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - this is the other program
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        env = {"LANG": "C.UTF-8", **kept, "TERM": "xterm-256color", "HOME": home, "CORETUI_HOME": home}
        env |= {"COLUMNS": str(size[0]), "LINES": str(size[1]), **more}
        os.execve(sys.executable, [sys.executable, *arguments], env)  # noqa: S606 - our own interpreter
    try:
        yield Child(pid, terminal)
    finally:
        os.kill(pid, 15)
        drain([terminal], 3)
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(terminal)


def drain(terminals: Sequence[int], seconds: float) -> None:
    """Read what the programs paint, as a terminal does, for so long."""
    ends = time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 0:
        for ready in select.select(terminals, [], [], left)[0]:
            with contextlib.suppress(OSError):  # it has ended
                if os.read(ready, 65_536):
                    continue
            return


def at_rest() -> tuple[Figure, Figure]:
    """Measure coretui on Today beside a clock, both untouched, at the same time."""
    ours: list[float] = []
    clock: list[float] = []
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="coretui-bench-"))
        children = [
            stack.enter_context(in_terminal(home, "-m", "coretui")),
            stack.enter_context(in_terminal(home, "-m", "bench.clock")),
        ]
        terminals = [child.terminal for child in children]
        drain(terminals, WARM_UP)
        for _ in range(WINDOWS):
            before, began = [child.cpu() for child in children], time.monotonic()
            drain(terminals, WINDOW)
            took = time.monotonic() - began
            for child, figures, then in zip(children, (ours, clock), before, strict=True):
                figures.append((child.cpu() - then) / took * 100)
    return (
        Figure("coretui at rest on Today, of a core", ours, " %", REST_LIMIT),
        Figure("a Textual app with a clock, of a core", clock, " %"),
    )


async def tick_share() -> Figure:
    """Measure a tick of the keeper on real parts: clocks, signs, engine, store."""
    clocks = MachineClocks()
    with tempfile.TemporaryDirectory() as folder:
        home = Home(folder, folder)
        watcher = Watcher(clocks, os.environ, sources_here(os.environ, FOLDER))
        await watcher.start()
        store = open_store(home)
        keeper = Keeper(store, clocks, Policy(), KeeperLock(home.lock), watcher)
        taken = []
        for _ in range(TICKS):
            began = time.thread_time()
            keeper.tick()
            taken.append(1000 * (time.thread_time() - began))
        keeper.close()
        store.close()
        await watcher.stop()
    per_run = TICKS // RUNS
    runs = [median(taken[n : n + per_run]) for n in range(0, TICKS, per_run)]
    return Figure("a tick: clocks, signs, engine, store (CPU)", runs, "ms", TICK_LIMIT)


def figures() -> list[Figure]:
    """Measure the engine, and a tick."""
    return [engine(), asyncio.run(tick_share())]
