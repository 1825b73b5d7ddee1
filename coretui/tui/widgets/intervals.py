"""What was compared, row by row, and on one axis for all of them where the difference may lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import ClassVar

from textual.geometry import Size
from textual.reactive import reactive

from coretui.tui.widgets.cells import CellWidget, Grid, blank, write
from coretui.words.columns import width, wrapped

NAMED, GAP = 28, 2
"""The least columns for the names, and those kept free behind them and behind what came of it."""
SHORTEST_AXIS, LONGEST_AXIS = 25, 61
"""The columns of an axis that stands beside the names at least, and of any axis at most."""
REACH = 2
"""Points of pain at the ends of the axis, unless something lies further out."""
SIGNS = {"end": "·", "zero": "│", "span": "─", "low": "├", "high": "┤", "across": "┼", "here": "●"}
PLAIN = {"end": ".", "zero": "|", "span": "-", "low": "[", "high": "]", "across": "+", "here": "*"}

Written = tuple[int, str, str]
"""A column, the text from there on, and the role it is written in."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A difference in points and the ends between which it may lie; below 0 is less pain."""

    low: float
    here: float
    high: float


@dataclass(frozen=True, slots=True)
class Compared:
    """A row: what was compared, on which day the pain is, what came of it, on how many days, and its interval.

    `between` says the interval in words, where there is room; `told` is the sentence of one that `stands_out`.
    """

    name: str
    lag: str
    verdict: str
    days: str = ""
    between: str = ""
    told: str = ""
    interval: Interval | None = None
    stands_out: bool = False


@dataclass(frozen=True, slots=True)
class Comparisons:
    """All rows, and what the ends of their axis mean."""

    rows: tuple[Compared, ...] = ()
    less: str = ""
    more: str = ""


class Intervals(CellWidget):
    """Rows with air between them, as tall as they need; no side of the axis has a colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"intervals--{role}" for role in ("name", "verdict", "out", "quiet", "axis", "span")),
    }
    DEFAULT_CSS = """
    Intervals {
        height: auto;
        & > .intervals--name { color: $foreground; }
        & > .intervals--verdict { color: $foreground; }
        & > .intervals--out { color: $foreground; text-style: bold; }
        & > .intervals--quiet { color: $muted; }
        & > .intervals--axis { color: $faint; }
        & > .intervals--span { color: $foreground; }
    }
    """

    shown: reactive[Comparisons] = reactive(Comparisons(), repaint=False, layout=True)
    ascii: reactive[bool] = reactive(default=False, repaint=False)

    def watch_shown(self) -> None:
        """Draw again."""
        self.redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows it takes."""
        del container, viewport
        return len(laid_out(self.shown, width, ascii=self.ascii))

    def draw(self, width: int, height: int) -> Grid:
        """Return the rows."""
        grid = blank(width, height)
        for y, line in enumerate(laid_out(self.shown, width, ascii=self.ascii)):
            for x, text, role in line:
                write(grid, x, y, text, self.ink(f"intervals--{role}"))
        return grid


def laid_out(shown: Comparisons, wide: int, *, ascii: bool) -> list[list[Written]]:
    """Return all lines in so many columns; where names and axis have no room beside each other, one is below."""
    rows = shown.rows
    if not rows or wide < 1:
        return []
    name, x = _columns(rows, wide)
    axis = DifferenceAxis(x, wide - x, _reach(rows), ascii=ascii)
    lines = [axis.heading(shown)] if any(row.interval for row in rows) else []
    for n, row in enumerate(rows):
        lines += [[]] if n else []
        lines += _beside(row, name, axis, wide) if name else _below(row, axis, wide)
        lines += [[(0, line, "name")] for line in wrapped(row.told, wide)]
    return lines


def _columns(rows: Sequence[Compared], wide: int) -> tuple[int, int]:
    """Return where what came of it stands, and the axis; 0 for both where they stand below the names."""
    name = max(NAMED, *(width(row.name) for row in rows)) + GAP
    axis = name + max((width(row.verdict) for row in rows if row.interval), default=0) + GAP
    fits = axis + SHORTEST_AXIS <= wide and all(name + width(row.verdict) <= wide for row in rows)
    return (name, axis) if fits else (0, 0)


def _reach(rows: Iterable[Compared]) -> int:
    """Return the whole points at the ends of an axis that holds everything."""
    ends = [abs(end) for row in rows if row.interval for end in (row.interval.low, row.interval.high)]
    return max(REACH, ceil(max(ends, default=0)))


def _beside(row: Compared, name: int, axis: DifferenceAxis, wide: int) -> list[list[Written]]:
    """Return a row with its axis beside it."""
    first: list[Written] = [(0, row.name, "name"), (name, row.verdict, _role(row))]
    said = f"{row.days} · {row.between}" if row.between else row.days
    if width(said) > wide - name:
        said = row.days
    return [
        first + (axis.of(row.interval) if row.interval else []),
        [(0, f"({row.lag})", "quiet"), *([(name, said, "quiet")] if said else [])],
    ]


def _below(row: Compared, axis: DifferenceAxis, wide: int) -> list[list[Written]]:
    """Return a row with its axis under it."""
    lag = f"({row.lag})"
    lines = [*_together(row.name, "name", lag, wide), *_together(row.verdict, _role(row), row.days, wide)]
    return [*lines, axis.of(row.interval)] if row.interval else lines


def _together(words: str, role: str, after: str, wide: int) -> list[list[Written]]:
    """Return words with quieter ones after them, on the same line if there is room."""
    lines: list[list[Written]] = [[(0, line, role)] for line in wrapped(words, wide)]
    if width(words) + GAP + width(after) <= wide:
        lines[-1].append((width(words) + GAP, after, "quiet"))
        return lines
    return [*lines, *([(0, line, "quiet")] for line in wrapped(after, wide))]


def _role(row: Compared) -> str:
    return "out" if row.stands_out else "verdict"


class DifferenceAxis:
    """So many columns from `x` on, of which the middle one is no difference and the ends are `reach` points."""

    def __init__(self, x: int, room: int, reach: int, *, ascii: bool) -> None:
        self._half = max(1, (min(room, LONGEST_AXIS) - 1) // 2)
        self._x, self._reach = x, reach
        self._signs = PLAIN if ascii else SIGNS

    def heading(self, words: Comparisons) -> list[Written]:
        """Return what the ends mean, over them."""
        right = self._x + 2 * self._half + 1 - width(words.more)
        return [(self._x, words.less, "quiet"), (self._x + self._half, "0", "quiet"), (right, words.more, "quiet")]

    def of(self, one: Interval) -> list[Written]:
        """Return the axis with an interval on it; none of its ends stands on no difference unless it is that."""
        signs, middle = self._signs, self._x + self._half
        low, high = self._end(one.low), self._end(one.high)
        here = min(max(low, self._column(one.here)), high)
        pieces: list[Written] = [(self._x, signs["end"], "axis"), (self._x + 2 * self._half, signs["end"], "axis")]
        pieces.append((middle, signs["zero"], "quiet"))
        span = signs["low"] + signs["span"] * (high - low - 1) + signs["high"] * (high > low)
        pieces.append((low, span, "span"))
        if low < middle < high:
            pieces.append((middle, signs["across"], "span"))
        return [*pieces, (here, signs["here"], "span")]

    def _end(self, value: float) -> int:
        """Return the column of an end, moved off that of no difference if it lies to a side of it."""
        column, middle = self._column(value), self._x + self._half
        return middle + (value > 0) - (value < 0) if column == middle else column

    def _column(self, value: float) -> int:
        return self._x + self._half + round(self._half * value / self._reach)
