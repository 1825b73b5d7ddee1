"""Measure what a figure costs: to draw its loop, and to let it move once that is done.

The catalogue is shown in several apps at the same time, a share of it in each; beside them the real player leads a
session, and an app has as many frames with nothing to show. What they write is read from their terminals.
"""

from __future__ import annotations

import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import mean

from bench.breathing import Watched, read
from bench.engine import Figure, in_terminal
from bench.gallery import COLUMNS, READY, ROWS, SECONDS
from coretui.catalogue.figures import built_in
from coretui.figures import figure as domain
from coretui.figures import fit, painter

SHARES = 5
"""Apps that share the catalogue: none has more figures than are kept drawn."""
SIZE = (100, 30)
RUNS = 3
WARM_UP, KEY, WAIT = 6.0, 1.5, 60.0
CPU_LIMIT, FLOW_LIMIT, LOOP_LIMIT = 4.0, 8.0, 500.0
CONFIG = """
[look]
language = "en"
[notices]
channels = []
[session]
sides = "each"
ball = "no"
asked = ["goal", "band"]
bells = "off"
"""


def loop() -> Figure:
    """Measure how long it takes to draw all pictures of the figure that has most, with nothing known of it yet."""
    largest = max(built_in().values(), key=lambda figure: len(list(figure.instants())))
    return Figure(
        f"the loop of {largest.exercise} drawn (CPU)", [_drawn(largest) for _ in range(RUNS)], "ms", LOOP_LIMIT
    )


def _drawn(figure: domain.Figure) -> float:
    for known in (painter.box, painter.hidden, fit._block):  # noqa: SLF001 - as it is when the app starts
        known.cache_clear()
    began = time.process_time()
    reel = painter.Reel(figure, COLUMNS, ROWS)
    for instant in figure.instants():
        _ = reel[instant]
    return 1000 * (time.process_time() - began)


def figures() -> list[Figure]:
    """Measure everything at once, every figure for some seconds."""
    with ExitStack() as stack:

        def run(*arguments: str) -> Watched:
            home = stack.enter_context(tempfile.TemporaryDirectory(prefix="coretui-bench-"))
            (Path(home) / "config.toml").write_text(CONFIG, encoding="utf-8")
            child = stack.enter_context(in_terminal(home, *arguments, size=SIZE, COLORTERM="truecolor"))
            return Watched(child, Path(home))

        shown = [run("-m", "bench.gallery", str(share), str(SHARES)) for share in range(SHARES)]
        player, bare = run("-m", "coretui"), run("-m", "bench.gallery", "0", "0")
        everything = [*shown, player, bare]
        read(everything, WARM_UP)
        for key in ("3", "\r"):
            player.press(key)
            read(everything, KEY)
        ends = time.monotonic() + WAIT
        while time.monotonic() < ends and not all(_ready(one) for one in shown):
            read(everything, 0.5)
        turns = -(-len(built_in()) // SHARES)
        for _ in range(turns):
            before = [(one.child.cpu(), one.written) for one in everything]
            since = time.monotonic()
            read(everything, SECONDS)
            took = time.monotonic() - since
            for one, (cpu, written) in zip(everything, before, strict=True):
                one.shares.append((one.child.cpu() - cpu) / took * 100)
                one.flows.append((one.written - written) / took / 1000)
    shares = [share for one in shown for share in one.shares]
    flows = [flow for one in shown for flow in one.flows]
    return [
        loop(),
        Figure(f"{len(built_in())} figures in turn, of a core, mean", [mean(shares)], " %", CPU_LIMIT),
        Figure("a figure in turn, of a core", shares, " %"),
        Figure("a session led by the player, of a core, mean", [mean(player.shares)], " %", CPU_LIMIT),
        Figure("an app with as many frames and no figure", bare.shares, " %"),
        Figure(f"{len(built_in())} figures in turn, sent, mean", [mean(flows)], "kB/s", FLOW_LIMIT),
        Figure("a figure in turn, sent", flows, "kB/s"),
        Figure("a session led by the player, sent, mean", [mean(player.flows)], "kB/s", FLOW_LIMIT),
    ]


def _ready(one: Watched) -> bool:
    return READY.encode() in b"".join(piece for _, piece in one.pieces)
