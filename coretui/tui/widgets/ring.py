"""The chair as a ring round large digits, or as a bar where there is no room for one."""

from __future__ import annotations

from bisect import bisect_left
from typing import ClassVar, Literal, get_args

from rich.style import Style
from textual.reactive import reactive

from coretui.tui.widgets.cells import Cell, CellWidget, Grid, blank, write
from coretui.tui.widgets.circle import arrange, circle
from coretui.tui.widgets.digits import columns, drawable, placed
from coretui.tui.widgets.marks import bar

Mode = Literal["counting", "due", "break", "held", "standing", "away", "off", "session"]

SMALLEST = (12, 6)
"""The columns and rows that a ring needs; below that a bar is drawn."""

_SHADES = 24
_ASCII = {"due": "!", "break": "<", "held": "=", "standing": "|", "session": "+"}


class Gauge(CellWidget):
    """What ring and bar have in common: how much of the interval has passed, and what stands beside it.

    `fraction` is the share from 0 to 1 that has passed of the interval (or of the break, which empties, or of
    the session); `mode` is what the chair does; `big` is what stands large, such as "15" or "0:42"; `small` is
    a word or two about it; `ascii` draws it all in plain characters.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "gauge--track",
        "gauge--start",
        "gauge--end",
        "gauge--due",
        "gauge--break",
        "gauge--held",
        "gauge--standing",
        "gauge--away",
        "gauge--session",
        "gauge--digits",
        "gauge--caption",
    }
    DEFAULT_CSS = """
    Gauge {
        & > .gauge--track { color: $faint; }
        & > .gauge--start { color: $done; }
        & > .gauge--end { color: $sitting; }
        & > .gauge--due { color: $due; text-style: bold; }
        & > .gauge--break { color: $onbreak; text-style: bold; }
        & > .gauge--held { color: $away; text-style: bold; }
        & > .gauge--standing { color: $standing; text-style: bold; }
        & > .gauge--away { color: $away; text-style: bold; }
        & > .gauge--session { color: $session; text-style: bold; }
        & > .gauge--digits { color: $foreground; text-style: bold; }
        & > .gauge--caption { color: $muted; }
    }
    """

    fraction: reactive[float] = reactive(0.0, repaint=False)
    mode: reactive[Mode] = reactive[Mode]("off", repaint=False)
    big: reactive[str] = reactive("", repaint=False)
    small: reactive[str] = reactive("", repaint=False)
    ascii: reactive[bool] = reactive(default=False, repaint=False)

    def validate_fraction(self, fraction: float) -> float:
        """Keep the share between 0 and 1."""
        return min(max(fraction, 0.0), 1.0)

    def validate_mode(self, mode: Mode) -> Mode:
        """Refuse a mode that has no look."""
        if mode not in get_args(Mode):
            raise ValueError(f"no such mode: {mode!r}")
        return mode

    def watch_fraction(self) -> None:
        """Repaint what differs."""
        self.redraw()

    watch_mode = watch_big = watch_small = watch_ascii = watch_fraction

    @property
    def share(self) -> float:
        """How much of the ring or bar is full: all when due, less and less on a break, none when away or off."""
        if self.mode in {"away", "off"}:
            return 0.0
        return {"due": 1.0, "break": 1.0 - self.fraction}.get(self.mode, self.fraction)

    def shade(self, turn: float) -> Style:
        """Return the colour of what is full at this share of the whole: from sage to amber while counting."""
        if self.mode != "counting":
            return self.ink("gauge--track" if self.mode == "off" else f"gauge--{self.mode}")
        step = min(int(turn * _SHADES), _SHADES - 1)
        if (key := f"shade {step}") not in self._inks:
            start, end = self.tone("gauge--start"), self.tone("gauge--end")
            mixed = end if start.ansi is not None and step > _SHADES * 2 // 3 else start
            if start.ansi is None:
                mixed = start.blend(end, step / (_SHADES - 1))
            self._inks[key] = Style(color=mixed.rich_color)
        return self._inks[key]

    @property
    def track(self) -> Style:
        """The colour of what is not full."""
        return self.ink("gauge--away" if self.mode == "away" else "gauge--track")

    @property
    def figures(self) -> Style:
        """The colour of the digits: that of the state where the state matters more than the time."""
        plain = self.mode in {"counting", "off"}
        return self.ink("gauge--digits" if plain else f"gauge--{self.mode}")

    def figure(self, grid: Grid, size: int, at: tuple[int, int]) -> None:
        """Write `big`, `size` rows high, with its left at so many half columns and its top at half rows."""
        if size == 1:
            write(grid, at[0] // 2, at[1] // 2, self.big, self.figures)
            return
        for x, y, character in placed(self.big, size, at, ascii=self.ascii):
            write(grid, x, y, character, self.figures)

    def draw_bar(self, width: int, height: int) -> Grid:
        """Return a bar in eighths of a column, with the digits before it: three rows high where there is room."""
        grid = blank(width, height)
        large = height >= 3 and drawable(self.big) and columns(self.big, 3) + 12 <= width
        top = (height - 3) // 2 if large else (height - 1) // 2
        row = top + 1 if large else top
        left = columns(self.big, 3) + 3 if large else len(self.big) + 1
        self.figure(grid, 3 if large else 1, (0, 2 * top))
        if large:
            write(grid, left, row + 1, self.small, self.ink("gauge--caption"))
        elif self.small and left + len(self.small) + 12 <= width:
            write(grid, left, row, self.small, self.ink("gauge--caption"))
            left += len(self.small) + 2
        self._fill(grid[row], left)
        return grid

    def _fill(self, row: list[Cell], left: int) -> None:
        """Draw the bar into the row from column `left` to its end."""
        length = len(row) - left
        if length <= 0:
            return
        filled = bar(self.share, length)
        if self.ascii:
            filled = _ASCII.get(self.mode, "#") * round(self.share * length)
        row[left:] = [
            (filled[x], self.shade(x / length)) if x < len(filled) else ("-" if self.ascii else "─", self.track)
            for x in range(length)
        ]


class Ring(Gauge):
    """The chair as a ring, four dots of braille thick, with the digits in the middle.

    It takes the largest circle its space allows; with less than `SMALLEST` it is a bar. Only cells that
    look different are repainted, and the ring itself is drawn again only when another cell of it is full.
    """

    DEFAULT_CSS = "Ring { width: 27; height: 13; }"

    _circle: tuple[object, Grid] = (None, [])
    """The ring last drawn, after what it was drawn for."""

    def draw(self, width: int, height: int) -> Grid:
        """Return the ring with what stands inside it."""
        if width < SMALLEST[0] or height < SMALLEST[1]:
            return self.draw_bar(width, height)
        grid = [row.copy() for row in self._drawn(width, height)]
        layout = arrange(self.big, self.small, (width, height))
        if self.big:
            self.figure(grid, layout.rows, (width - columns(self.big, layout.rows), layout.top))
        if layout.caption is not None:
            write(grid, (width - len(self.small)) // 2, layout.caption, self.small, self.ink("gauge--caption"))
        return grid

    def notify_style_update(self) -> None:
        """Forget the coloured ring too when CSS or theme change."""
        super().notify_style_update()
        self._circle = (None, [])

    def _drawn(self, width: int, height: int) -> Grid:
        """Return the ring alone, kept until another cell of it is full, or mode or size change."""
        ring = circle(width, height)
        full = bisect_left(ring.turns, self.share)
        key = (width, height, self.mode, full, self.ascii)
        if self._circle[0] != key:
            grid = blank(width, height)
            sign = _ASCII.get(self.mode, "#")
            for index, arc in enumerate(ring.arcs):
                if index < full:
                    cell = sign if self.ascii else arc.full, self.shade(arc.turn)
                else:
                    cell = "." if self.ascii else arc.track, self.track
                grid[arc.y][arc.x] = cell
            self._circle = (key, grid)
        return self._circle[1]


class ChairBar(Gauge):
    """The same chair as a bar, for panes of 60×20 and smaller: one row, or three with large digits."""

    DEFAULT_CSS = "ChairBar { width: 1fr; height: 1; }"

    def draw(self, width: int, height: int) -> Grid:
        """Return the bar with the digits beside it."""
        return self.draw_bar(width, height)
