"""Widgets drawn cell by cell, which repaint only the cells that came out different."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from coretui.domain.harmless import harmless
from coretui.words.columns import graphemes, narrow

Cell = tuple[str, Style]
"""One sign and its style without a background (the widget's own shows); behind one of two columns stands an empty
one, so that every cell is a column."""

Grid = list[list[Cell]]
"""Rows of cells, every row as wide as the widget's content."""

EMPTY: Cell = (" ", Style.null())


def blank(width: int, height: int) -> Grid:
    """Return a grid of empty cells."""
    return [[EMPTY] * width for _ in range(height)]


def write(grid: Grid, x: int, y: int, text: str, style: Style) -> None:
    """Write text from column `x` of row `y`; what falls outside is cut, and half of a wide sign is a space."""
    if not 0 <= y < len(grid):
        return
    row, cells = grid[y], _cells(harmless(text), style)
    start, end = max(0, x), min(x + len(cells), len(row))
    if start >= end:
        return
    if start and not row[start][0]:
        row[start - 1] = (" ", row[start - 1][1])
    if end < len(row) and not row[end][0]:
        row[end] = (" ", row[end][1])
    row[start:end] = cells[start - x : end - x]
    if not row[start][0]:
        row[start] = (" ", style)
    if end - x < len(cells) and not cells[end - x][0]:
        row[end - 1] = (" ", style)


def _cells(text: str, style: Style) -> list[Cell]:
    if narrow(text):
        return [(sign, style) for sign in text]
    cells: list[Cell] = []
    for sign in graphemes(text):
        if columns := cell_len(sign):  # as Textual counts them, which joins the cells
            cells += [(sign, style), *[("", style)] * (columns - 1)]
    return cells


def changed(old: Grid, new: Grid) -> list[Region]:
    """Return for each row that differs the span from its first to its last changed cell; sizes must agree."""
    regions = []
    for y, (before, after) in enumerate(zip(old, new, strict=True)):
        if before != after:
            columns = [x for x, (was, now) in enumerate(zip(before, after, strict=True)) if was != now]
            first, last = columns[0], columns[-1]
            while first and not (before[first][0] and after[first][0]):  # a wide sign is painted whole
                first -= 1
            while last + 1 < len(after) and not (before[last + 1][0] and after[last + 1][0]):
                last += 1
            regions.append(Region(first, y, last - first + 1, 1))
    return regions


class CellWidget(Widget):
    """A widget that is a grid of cells: `draw` says what it looks like, watchers call `redraw`.

    Colours come from component classes, so that TCSS and themes can set them.
    """

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self._grid: Grid = []
        self._inks: dict[str, Style] = {}

    def draw(self, width: int, height: int) -> Grid:
        """Return the cells for content of this size, in columns and rows; both are at least 1."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw again and have only the cells repainted that differ from those last drawn."""
        old, (width, height) = self._grid, self.size
        if not self.is_mounted or not self._fits(old):
            self._grid = []
            self.refresh()
            return
        self._grid = self.draw(width, height)
        if regions := changed(old, self._grid):
            self.refresh(*regions)

    def ink(self, component: str) -> Style:
        """Return the style of a component class: its colour and weight, with no background unless it has one."""
        if component not in self._inks:
            self._inks[component] = self.get_component_rich_style(component, partial=True)
        return self._inks[component]

    def tone(self, component: str) -> Color:
        """Return the colour of a component class, to blend with."""
        return self.get_component_styles(component).color

    def render_line(self, y: int) -> Strip:
        """Return row `y` of the content."""
        width, height = self.size
        if not self._fits(self._grid):
            self._grid = self.draw(width, height) if width and height else []
        if not 0 <= y < len(self._grid):
            return Strip.blank(width)
        _, background = self.background_colors
        behind = Style(bgcolor=background.rich_color) if background.a else Style.null()
        return Strip(
            [
                Segment("".join(character for character, _ in run), behind + style)
                for style, run in groupby(self._grid[y], key=itemgetter(1))
            ],
            width,
        )

    def notify_style_update(self) -> None:
        """Forget colours and cells when CSS or theme change."""
        super().notify_style_update()
        self._inks.clear()
        self._grid = []

    def _fits(self, grid: Grid) -> bool:
        width, height = self.size
        return len(grid) == height and bool(grid) and len(grid[0]) == width
