"""The hours of a day as columns: how much of each, of which a part stands out, with numbers under them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive

from coretui.tui.widgets.cells import CellWidget, Grid, blank, write
from coretui.tui.widgets.plots import column
from coretui.words.columns import width as width_of
from coretui.words.numbers import decimal

ROWS = 4
"""Rows of columns where the height is its own."""
WIDEST = 8
"""Columns of the terminal from one hour to the next at most."""
_QUIET = 0.4
"""How strong the colour is of what does not stand out."""


@dataclass(frozen=True, slots=True)
class HourSheet:
    """Hours of the clock in a row, how much each has in all and in the part that stands out, and a number of each.

    A column is full at `top`. `numbers` is what the numbers are called; they are left out where columns stand
    closer together than they are wide.
    """

    hours: tuple[int, ...] = ()
    every: tuple[float, ...] = ()
    part: tuple[float, ...] = ()
    top: float = 60.0
    numbers: str = ""
    each: tuple[str, ...] = ()


class HourBars(CellWidget):
    """A column for each hour: the part from below in full colour, the rest on top of it quietly."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "hourbars--part",
        "hourbars--axis",
        "hourbars--value",
        "hourbars--base",
    }
    DEFAULT_CSS = """
    HourBars {
        height: auto;
        & > .hourbars--part { color: $sitting; }
        & > .hourbars--axis { color: $muted; }
        & > .hourbars--value { color: $foreground; }
        & > .hourbars--base { color: $faint; }
    }
    """

    sheet: reactive[HourSheet] = reactive(HourSheet(), repaint=False)
    ascii: reactive[bool] = reactive(default=False, repaint=False)

    def watch_sheet(self) -> None:
        """Draw again."""
        self.redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows wanted: the columns, their hours, and the numbers."""
        del container, viewport, width
        return ROWS + 2

    def draw(self, width: int, height: int) -> Grid:
        """Return the columns over their hours."""
        grid, sheet = blank(width, height), self.sheet
        if not sheet.hours:
            return grid
        left = max(width_of(sheet.numbers), len(decimal(sheet.top))) + 2
        longest = max(map(len, sheet.each), default=0)
        pitch = min(WIDEST, (width - left) // len(sheet.hours))
        numbered = pitch > longest > 0
        if not numbered:
            left = len(decimal(sheet.top)) + 2
            pitch = min(WIDEST, (width - left) // len(sheet.hours))
        pitch, rows = max(1, pitch), max(1, height - 1 - numbered)
        for share in (1.0, 0.5):
            text = decimal(sheet.top * share)
            write(grid, left - 2 - len(text), round(rows * (1 - share)), text, self.ink("hourbars--axis"))
        wide, end = max(1, pitch - (2 if pitch > 4 else 1)), -1
        for place, hour in enumerate(sheet.hours):
            x = left + place * pitch
            self._column(grid, x, wide, rows, place)
            label = str(hour % 24)
            if x > end:
                write(grid, x, rows, label, self.ink("hourbars--axis"))
                end = x + len(label)
            if numbered:
                write(grid, x, rows + 1, sheet.each[place], self.ink("hourbars--value"))
        if numbered:
            write(grid, left - 2 - width_of(sheet.numbers), rows + 1, sheet.numbers, self.ink("hourbars--axis"))
        return grid

    def _column(self, grid: Grid, x: int, wide: int, rows: int, place: int) -> None:
        sheet, strong = self.sheet, self.ink("hourbars--part")
        every = column(sheet.every[place], sheet.top, rows, ascii=self.ascii)
        part = column(sheet.part[place], sheet.top, rows, ascii=self.ascii)
        _, behind = self.background_colors
        quiet = Style(color=behind.blend(self.tone("hourbars--part"), _QUIET).rich_color)
        if not every.strip():
            write(grid, x, rows - 1, ("_" if self.ascii else "▁") * wide, self.ink("hourbars--base"))
        for up, (whole, own) in enumerate(zip(every, part, strict=True)):
            sign, style = (own, strong) if own != " " else (whole, quiet)
            if own not in {" ", whole} and whole in {"█", "#"}:  # the part ends inside a cell that is full
                style = strong + Style(bgcolor=quiet.color)
            if own == " " and self.ascii and whole != " ":
                sign = ":"
            if sign != " ":
                write(grid, x, rows - 1 - up, sign * wide, style)
