"""Measure what a breath costs to show, and how late its phases are shown.

Each app runs in a terminal of its own, all at the same time and through whole rounds. Nothing in them is made
for measuring: what they show is read from the terminal, and when they began from their store.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from statistics import median, quantiles

from bench.engine import REST_LIMIT, Child, Figure, in_terminal
from coretui.domain.breathing.patterns import FOUR_SEVEN_EIGHT, Pattern, Phase, parse
from coretui.tui.breath_guide import FRAMES
from coretui.words.breathing import SENTENCES

SIZE = (100, 30)
QUICK = parse("0.5-0.5-0.5")
"""A pattern with many phases in little time, for how late they are shown."""
ROUNDS = 2
WARM_UP, KEY, SETTLED, LEFT = 5.0, 0.4, 4.0, 1.5
"""Seconds for the apps to start, after a key, for the first breath to begin, and for a screen to be left."""
CPU_LIMIT, GRADIENT_LIMIT, FLAT_LIMIT, LATE_LIMIT = 6.0, 80.0, 25.0, 3.0
WORDS = {" ".join(SENTENCES[phase].split()[:2]): phase for phase in (Phase.IN, Phase.HOLD, Phase.OUT)}
"""How the sentence of each phase begins; the rest of it may stand on the next line."""


@dataclass(slots=True)
class Watched:
    """A program in a terminal, all that it has written with the time of each piece, and what it used."""

    child: Child
    home: Path
    pieces: list[tuple[float, bytes]] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    flows: list[float] = field(default_factory=list)

    @property
    def written(self) -> int:
        """The bytes so far."""
        return sum(len(piece) for _, piece in self.pieces)

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self.child.terminal, keys.encode())

    def shown(self, words: dict[str, Phase]) -> list[tuple[float, Phase]]:
        """Return when each phase was first to be read, by what stands for it."""
        wanted = re.compile("|".join(words).encode())
        seen: list[tuple[float, Phase]] = []
        rest = b""
        for at, piece in self.pieces:
            text, end = rest + piece, 0
            for match in wanted.finditer(text):
                phase, end = words[match[0].decode()], match.end()
                if not seen or seen[-1][1] is not phase:
                    seen.append((at, phase))
            rest = text[max(end, len(text) - 64) :]  # words can come in two pieces
        return seen


def read(watched: Sequence[Watched], seconds: float) -> None:
    """Read what the programs write, as their terminals do, for so long."""
    ends = time.monotonic() + seconds
    of = {one.child.terminal: one for one in watched}
    while (left := ends - time.monotonic()) > 0:
        for ready in select.select(list(of), [], [], left)[0]:
            with contextlib.suppress(OSError):
                piece = os.read(ready, 65_536)
                of[ready].pieces.append((time.monotonic(), piece))


def began(home: Path) -> float:
    """Return when the only run of a home began, on this machine's monotonic clock."""
    with closing(sqlite3.connect(f"file:{home / 'coretui.db'}?mode=ro", uri=True)) as db:
        [(wall,)] = db.execute("select started_at from breathing").fetchall()
    return float(wall) - time.time() + time.monotonic()


def lateness(shown: Sequence[tuple[float, Phase]], start: float, pattern: Pattern) -> list[float]:
    """Return how late each phase was shown after its time in the schedule, in frames."""
    lengths = [length for _, length in pattern.phases]
    late = []
    for at, phase in shown:
        round_number = int(max(0.0, at - start) // pattern.seconds)
        times = [
            start + number * pattern.seconds + before
            for number in (round_number - 1, round_number, round_number + 1)
            for (one, _), before in zip(pattern.phases, accumulate(lengths, initial=0.0), strict=False)
            if one is phase and number >= 0
        ]
        late.append(min((at - then for then in times), key=abs) * FRAMES)
    return late


def figures() -> list[Figure]:
    """Measure everything at once, through whole rounds."""
    with ExitStack() as stack:

        def run(*arguments: str, finish: str = "gradient") -> Watched:
            home = stack.enter_context(tempfile.TemporaryDirectory(prefix="coretui-bench-"))
            (Path(home) / "config.toml").write_text(
                f'[look]\ndisc = "{finish}"\nlanguage = "en"\n[notices]\nchannels = []\n', encoding="utf-8"
            )
            child = stack.enter_context(in_terminal(home, *arguments, size=SIZE, COLORTERM="truecolor"))
            return Watched(child, Path(home))

        app = ("-m", "coretui")
        gradient, flat, away, quick = run(*app), run(*app, finish="flat"), run(*app), run(*app)
        bare = run("-m", "bench.frames")
        loop = run("-m", "bench.loop", QUICK.parts)
        apps, everything = (gradient, flat, away, quick), (gradient, flat, away, quick, bare, loop)
        read(everything, WARM_UP)
        for one in apps:
            one.press("2")
        read(everything, KEY)
        quick.press("o")
        read(everything, KEY)
        quick.press(f"{QUICK.parts}\r")
        read(everything, KEY)
        for one in apps:
            one.press(" ")
        read(everything, SETTLED)
        away.press("1")
        read(everything, LEFT)
        for _ in range(ROUNDS):
            before = [(one.child.cpu(), one.written) for one in everything]
            since = time.monotonic()
            read(everything, FOUR_SEVEN_EIGHT.seconds)
            took = time.monotonic() - since
            for one, (cpu, written) in zip(everything, before, strict=True):
                one.shares.append((one.child.cpu() - cpu) / took * 100)
                one.flows.append((one.written - written) / took / 1000)
        ours = lateness(quick.shown(WORDS), began(quick.home), QUICK)
        ours += lateness(gradient.shown(WORDS), began(gradient.home), FOUR_SEVEN_EIGHT)
        start = float(loop.pieces[0][1].split()[0])
        theirs = lateness(loop.shown({f"\n{phase}\r": phase for phase in Phase}), start, QUICK)
    return [
        Figure("breathing 4-7-8 in a gradient, of a core", gradient.shares, " %", CPU_LIMIT),
        Figure("breathing 4-7-8 in flat colours, of a core", flat.shares, " %", CPU_LIMIT),
        Figure("another screen in front of a breath, of a core", away.shares, " %", REST_LIMIT),
        Figure("a Textual app with thirty frames a second", bare.shares, " %"),
        Figure("breathing 4-7-8 in a gradient, sent", gradient.flows, "kB/s", GRADIENT_LIMIT),
        Figure("breathing 4-7-8 in flat colours, sent", flat.flows, "kB/s", FLAT_LIMIT),
        Figure("another screen in front of a breath, sent", away.flows, "kB/s"),
        Figure("a Textual app with thirty frames, sent", bare.flows, "kB/s"),
        *late("a phase is shown after its time", ours, LATE_LIMIT),
        *late("a bare loop with as many frames", theirs),
    ]


def late(name: str, frames: Sequence[float], limit: float | None = None) -> list[Figure]:
    """Return the median, the 99th percentile (which has the limit) and the worst of so many frames late."""
    worst = quantiles(frames, n=100, method="inclusive")[98]
    return [
        Figure(f"{name}, half of {len(frames)} within", [median(frames)], " frames"),
        Figure(f"{name}, 99 % within", [worst], " frames", limit),
        Figure(f"{name}, all within", [max(frames, key=abs)], " frames"),
    ]
