"""Small plots in eighths of a block: one line of columns, and two that stand side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.reactive import reactive

from coretui.tui.widgets.cells import CellWidget, Grid, blank, write
from coretui.tui.widgets.marks import UP, spark
from coretui.words.columns import cut
from coretui.words.columns import width as width_of
from coretui.words.tables import Pairs

NAMED = 6
"""The least columns for the title of a curve that stands beside it."""
VALUED = 8
"""Columns kept free for where a curve is now, if they leave `ROOMY` for its title."""
ROOMY = 14
AXIS = 8
"""Columns kept free for what the highest column stands for, where there is room."""
_PLAIN = " .:-=+*##"


def column(value: float, of: float, rows: int, *, ascii: bool = False) -> str:
    """Return a column `rows` high from below, filled by the share `value / of`; any amount above nothing shows."""
    levels = _PLAIN if ascii else UP
    eighths = 0 if value <= 0 or of <= 0 else max(1, round(8 * rows * min(value, of) / of))
    return (levels[8] * (eighths // 8) + (levels[eighths % 8] if eighths % 8 else "")).ljust(rows)


@dataclass(frozen=True, slots=True)
class Curve:
    """A plot: what it shows, where that is now, its columns (None for not known), and the ends of its axis.

    `top` is what a full column stands for; 0 for the largest value. `short` is said of what it shows where there
    is no room for its title.
    """

    title: str = ""
    now: str = ""
    values: tuple[float | None, ...] = ()
    ends: tuple[str, str] = ("", "")
    most: str = ""
    top: float = 0.0
    short: str = ""


class Plot(CellWidget):
    """A curve as columns under its title; in one row, title, spark line and value beside each other."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"plot--title", "plot--now", "plot--bar", "plot--base", "plot--axis"}
    DEFAULT_CSS = """
    Plot {
        & > .plot--title { color: $muted; }
        & > .plot--now { color: $foreground; text-style: bold; }
        & > .plot--bar { color: $onbreak; }
        & > .plot--base { color: $faint; }
        & > .plot--axis { color: $muted; }
    }
    """

    curve: reactive[Curve] = reactive(Curve(), repaint=False)
    ascii: reactive[bool] = reactive(default=False, repaint=False)

    def watch_curve(self) -> None:
        """Draw again."""
        self.redraw()

    def draw(self, width: int, height: int) -> Grid:
        """Return the plot."""
        grid, curve = blank(width, height), self.curve
        if height == 1:
            self._in_a_row(grid, width)
            return grid
        write(grid, 0, 0, curve.title[:width], self.ink("plot--title"))
        if len(curve.title) + 1 + len(curve.now) <= width:
            write(grid, width - len(curve.now), 0, curve.now, self.ink("plot--now"))
        axis = height >= 5
        self._bars(grid, width, height - 1 - axis)
        if axis:
            first, last = curve.ends
            used = self._pitch(width) * len(curve.values) - 1
            write(grid, 0, height - 1, first, self.ink("plot--axis"))
            write(grid, used - len(last), height - 1, last, self.ink("plot--axis"))
            if curve.most and used + 1 + len(curve.most) <= width:
                write(grid, width - len(curve.most), 1, curve.most, self.ink("plot--axis"))
        return grid

    def _in_a_row(self, grid: Grid, width: int) -> None:
        """Write all beside each other: the columns where they stand in every plot as wide as this one."""
        curve = self.curve
        line = spark(curve.values, min(len(curve.values), max(1, width - NAMED - 1)), ascii=self.ascii)
        valued = width >= ROOMY + 1 + len(line) + VALUED
        x = width - len(line) - (VALUED if valued else 0)
        title = curve.title if width_of(curve.title) < x else curve.short or curve.title
        write(grid, 0, 0, cut(title, max(0, x - 1)), self.ink("plot--title"))
        write(grid, x, 0, line, self.ink("plot--bar"))
        if valued:
            write(grid, width - len(curve.now), 0, curve.now, self.ink("plot--now"))

    def _pitch(self, width: int) -> int:
        room = width + 1 - (AXIS if width >= 40 else 0)
        return max(1, room // max(1, len(self.curve.values)))

    def _bars(self, grid: Grid, width: int, rows: int) -> None:
        curve = self.curve
        top = curve.top or max((value for value in curve.values if value is not None), default=0.0)
        pitch = self._pitch(width)
        wide = pitch - 1 if pitch > 1 else 1
        for place, value in enumerate(curve.values):
            if value:
                text, style = column(value, top, rows, ascii=self.ascii), self.ink("plot--bar")
            else:
                sign = (":" if self.ascii else "·") if value is None else ("_" if self.ascii else "▁")
                text, style = sign.ljust(rows), self.ink("plot--base")
            for up, character in enumerate(text):
                if character != " ":
                    write(grid, place * pitch, rows - up, character * wide, style)


class PairBars(CellWidget):
    """Two columns for each label, what is now in front and what was before to its right, with a scale."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pairs--now", "pairs--before", "pairs--axis", "pairs--here"}
    DEFAULT_CSS = """
    PairBars {
        & > .pairs--now { color: $sitting; }
        & > .pairs--before { color: $faint; }
        & > .pairs--axis { color: $muted; }
        & > .pairs--here { color: $foreground; text-style: bold; }
    }
    """

    pairs: reactive[Pairs] = reactive(Pairs(), repaint=False)
    here: reactive[int] = reactive(-1, repaint=False)
    ascii: reactive[bool] = reactive(default=False, repaint=False)

    def watch_pairs(self) -> None:
        """Draw again."""
        self.redraw()

    watch_here = watch_pairs

    def draw(self, width: int, height: int) -> Grid:
        """Return the columns over their labels, and what the highest line stands for."""
        grid, pairs, rows = blank(width, height), self.pairs, height - 1
        if not pairs.labels:
            return grid
        top = _round_up(max((*pairs.now, *pairs.before)))
        scale = len(f"{top:g}")
        pitch = max(2, (width - scale - 2) // len(pairs.labels))
        wide = min(3, max(1, (pitch - 1) // 2))
        for share in (1.0, 0.5):
            write(grid, 0, round(rows * (1 - share)), f"{top * share:>{scale}g}", self.ink("pairs--axis"))
        for place, label in enumerate(pairs.labels):
            x = scale + 2 + place * pitch
            self._put(grid, x, wide, column(pairs.now[place], top, rows, ascii=self.ascii), "now")
            old = column(pairs.before[place], top, rows, ascii=self.ascii)
            self._put(grid, x + wide, wide, old.replace("#", ":") if self.ascii else old, "before")
            role = "pairs--here" if place == self.here else "pairs--axis"
            write(grid, x, rows, label[: pitch - 1], self.ink(role))
        return grid

    def _put(self, grid: Grid, x: int, wide: int, text: str, role: str) -> None:
        for up, character in enumerate(text):
            if character != " ":
                write(grid, x, len(text) - 1 - up, character * wide, self.ink(f"pairs--{role}"))


def _round_up(value: float) -> float:
    """Return the least round number that is no less, and can be halved."""
    step = next((step for step in (10, 20, 40, 60, 120, 240, 480) if value <= 4 * step), 960)
    return max(step, -(-value // step) * step)
