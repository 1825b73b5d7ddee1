"""The shape that breathes: a disc of half blocks, two square pixels to a cell, with words standing still in it."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.reactive import reactive

from coretui.widgets.cells import EMPTY, Cell, CellWidget, Grid, write


class Disc(CellWidget):
    """A disc between its least and its greatest size as `fullness` goes from 0 to 1, with `words` in the middle.

    `bar` draws a bar in its place, for reduced motion and rooms too small for a disc.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"disc--full", "disc--ghost", "disc--words", "disc--bare"}
    DEFAULT_CSS = """
    Disc {
        & > .disc--full { color: $done; }
        & > .disc--ghost { color: $faint; }
        & > .disc--words { color: $ink; background: $done; text-style: bold; }
        & > .disc--bare { color: $foreground; text-style: bold; }
    }
    """
    LEAST = 0.38
    """The empty disc, as a share of the full one: wide enough for the words."""

    fullness: reactive[float] = reactive(0.0, repaint=False)
    words: reactive[tuple[str, ...]] = reactive((), repaint=False)
    bar: reactive[bool] = reactive(default=False, repaint=False)

    def watch_fullness(self) -> None:
        """Draw what changed."""
        self.redraw()

    watch_words = watch_bar = watch_fullness

    def draw(self, width: int, height: int) -> Grid:
        """Return the disc, or the bar where there is no room for one."""
        if self.bar or height < 7 or width < 16:
            return self._bar(width, height)
        most = min(width, height * 2) / 2 - 0.5
        radius = most * (self.LEAST + (1 - self.LEAST) * self.fullness)
        middle_x, middle_y = width / 2, float(height)
        full, ghost = self.ink("disc--full"), self.ink("disc--ghost")

        def inside(x: int, y: int, r: float) -> bool:
            return (x + 0.5 - middle_x) ** 2 + (y + 0.5 - middle_y) ** 2 <= r * r

        def cell(x: int, row: int) -> Cell:
            upper, lower = inside(x, 2 * row, radius), inside(x, 2 * row + 1, radius)
            if upper or lower:
                return ("█" if upper and lower else "▀" if upper else "▄"), full
            edge = inside(x, 2 * row, most) and not inside(x, 2 * row, most - 1)
            return ("·", ghost) if edge else EMPTY

        grid = [[cell(x, row) for x in range(width)] for row in range(height)]
        self._place(grid, width, height)
        return grid

    def _place(self, grid: Grid, width: int, height: int) -> None:
        on, bare = self.ink("disc--words"), self.ink("disc--bare")
        top = (height - len(self.words)) // 2
        for row, text in enumerate(self.words, top):
            left = (width - len(text)) // 2
            for x, char in enumerate(text, left):
                if char != " " and 0 <= row < height and 0 <= x < width:
                    grid[row][x] = (char, on if grid[row][x][0] == "█" else bare)

    def _bar(self, width: int, height: int) -> Grid:
        grid: Grid = [[EMPTY] * width for _ in range(height)]
        row = height // 2
        filled = round(self.fullness * (width - 2))
        full: Style = self.ink("disc--full")
        write(grid, 1, row, "━" * filled, full)
        write(grid, 1 + filled, row, "─" * (width - 2 - filled), self.ink("disc--ghost"))
        text = "  ".join(self.words)
        write(grid, max(0, (width - len(text)) // 2), max(0, row - 1), text, self.ink("disc--bare"))
        return grid
