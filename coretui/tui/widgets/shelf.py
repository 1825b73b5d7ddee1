"""A long list in groups, each under its heading; the cursor passes over headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.geometry import Spacing

from coretui.tui.widgets.cells import Grid, write
from coretui.tui.widgets.marks import MARKS, mark
from coretui.tui.widgets.rows import Row, Rows
from coretui.words.columns import cut


@dataclass(frozen=True, slots=True)
class ShelfRow(Row):
    """A row with what stands before it, such as its number; a heading is only read, and may be empty."""

    before: str = ""
    heading: bool = False


class Shelf(Rows):
    """Rows under headings; the selected one stays bold while the keys go elsewhere."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"shelf--heading", "shelf--before", "shelf--chosen"}
    DEFAULT_CSS = """
    Shelf {
        & > .shelf--heading { color: $muted; text-style: bold; }
        & > .shelf--before { color: $muted; }
        & > .shelf--chosen { color: $foreground; text-style: bold; }
    }
    """
    SURROUNDING: ClassVar[Spacing] = Spacing(1, 0, 1, 0)

    def draw_row(self, grid: Grid, y: int, row: Row, width: int) -> None:
        """Write a heading, or a row with what stands before it."""
        if not isinstance(row, ShelfRow):
            return
        if row.heading:
            write(grid, 1, y, cut(row.text, width - 2), self.ink("shelf--heading"))
            return
        chosen = y == self.cursor
        selected = chosen and self.has_focus
        behind = self.ink("rows--selected")
        if selected:
            write(grid, 0, y, " " * width, behind)
        before, style = f"{row.before:>2}", self.ink("shelf--before")
        if row.mark:
            before = f" {mark(row.mark, ascii=self.ascii)}"
            style = self.ink(f"rows--{MARKS[row.mark].role}")
        write(grid, 1, y, before, style + behind if selected else style)
        words = "rows--selected-text" if selected else "shelf--chosen" if chosen else "rows--text"
        write(grid, 4, y, cut(row.text, width - 5), self.ink(words))

    def action_move(self, by: int) -> None:
        """Move the cursor over so many rows that are no headings."""
        places = [place for place, row in enumerate(self.rows) if not _is_heading(row)]
        if places:
            here = sum(place < self.cursor for place in places)
            self.cursor = places[min(max(0, here + by), len(places) - 1)]

    def on_click(self, event: events.Click) -> None:
        """Select the row that was clicked, and no heading."""
        event.prevent_default()
        if 0 <= event.y < len(self.rows) and not _is_heading(self.rows[event.y]):
            self.cursor = event.y


def _is_heading(row: Row) -> bool:
    return isinstance(row, ShelfRow) and row.heading
