"""A list of questions under headings, with the answers on the right."""

from __future__ import annotations

from typing import ClassVar

from textual.geometry import Spacing

from coretui.tui.widgets.cells import Grid
from coretui.tui.widgets.rows import Row, Rows
from coretui.tui.widgets.shelf import Shelf, ShelfRow


class Questions(Shelf):
    """Rows under headings that show what stands right of them, which a shelf does not."""

    SURROUNDING: ClassVar[Spacing] = Spacing(1, 0, 4, 0)
    """Below the last one stands the question in full."""

    def draw_row(self, grid: Grid, y: int, row: Row, width: int) -> None:
        """Write a heading, or a question and its answer."""
        heading = isinstance(row, ShelfRow) and row.heading
        (Shelf if heading else Rows).draw_row(self, grid, y, row, width)
