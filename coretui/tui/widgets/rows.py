"""A list of rows with a cursor: a mark, a name, and something on the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from coretui.i18n import N_
from coretui.tui.widgets.cells import Grid, blank, write
from coretui.tui.widgets.cursor import CursorWidget
from coretui.tui.widgets.marks import MARKS, mark
from coretui.words.columns import cut
from coretui.words.columns import width as width_of


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its id, the name of its mark (see `MARKS`; empty for none), its text, what stands right.

    A `quiet` row is done or of no concern now; `role` colours what stands right.
    """

    id: str
    mark: str
    text: str
    right: str = ""
    quiet: bool = False
    role: str = "muted"


class Rows(CursorWidget, can_focus=True):
    """Rows with one selected; arrow keys move, a click selects."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--text", "rows--quiet", "rows--selected", "rows--selected-text",
        *(f"rows--{sign.role}" for sign in MARKS.values()), "rows--standing",
    }  # fmt: skip
    DEFAULT_CSS = """
    Rows {
        height: auto;
        & > .rows--text { color: $foreground; }
        & > .rows--quiet { color: $muted; }
        & > .rows--selected { background: $raised; }
        & > .rows--selected-text { color: $foreground; background: $raised; text-style: bold; }
        & > .rows--done { color: $done; }
        & > .rows--sitting { color: $sitting; }
        & > .rows--muted { color: $muted; }
        & > .rows--faint { color: $faint; }
        & > .rows--due { color: $due; }
        & > .rows--away { color: $away; }
        & > .rows--standing { color: $standing; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", N_("Up"), show=False),
        Binding("down,j", "move(1)", N_("Down"), show=False),
        Binding("home", "move(-999)", N_("First"), show=False),
        Binding("end", "move(999)", N_("Last"), show=False),
    ]

    rows: reactive[tuple[Row, ...]] = reactive((), repaint=False)
    cursor: reactive[int] = reactive(0, repaint=False)
    ascii: reactive[bool] = reactive(default=False, repaint=False)

    @dataclass
    class Selected(Message):
        """The cursor is on another row."""

        row: Row

    @property
    def current(self) -> Row | None:
        """The selected row."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def watch_rows(self, old: tuple[Row, ...], new: tuple[Row, ...]) -> None:
        """Keep the cursor on its row, wherever that is now, and the height right."""
        if self.cursor < len(old) and (here := old[self.cursor].id):
            self.select(here)
        if new and self.cursor >= len(new):
            self.cursor = len(new) - 1
        if len(old) != len(new):
            self.refresh(layout=True)
        self.redraw()

    def watch_cursor(self) -> None:
        """Show the selected row and tell which it is."""
        self.redraw()
        if self.current:
            self.post_message(self.Selected(self.current))
        self.call_after_refresh(self.show_cursor)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Show the cursor only where keys go."""
        super().watch_has_focus(_has_focus)
        self.redraw()

    @property
    def cursor_row(self) -> int:
        """The row of cells in which the selected row is: the same one."""
        return self.cursor

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one line for each row."""
        del container, viewport, width
        return len(self.rows)

    def draw(self, width: int, height: int) -> Grid:
        """Return the rows."""
        grid = blank(width, height)
        for y, row in enumerate(self.rows[:height]):
            self.draw_row(grid, y, row, width)
        return grid

    def draw_row(self, grid: Grid, y: int, row: Row, width: int) -> None:
        """Write one row into the grid."""
        selected = y == self.cursor and (self.has_focus or self.disabled)
        if selected:
            write(grid, 0, y, " " * width, self.ink("rows--selected"))
        behind = self.ink("rows--selected") if selected else None
        words = self.ink("rows--selected-text" if selected else "rows--quiet" if row.quiet else "rows--text")
        x = 1
        if row.mark:
            style = self.ink(f"rows--{MARKS[row.mark].role}")
            write(grid, x, y, mark(row.mark, ascii=self.ascii), style + behind if behind else style)
            x += 2
        room = width - x - 1 - (width_of(row.right) + 2 if row.right else 0)
        write(grid, x, y, cut(row.text, room), words)
        right = self.ink(f"rows--{row.role}")
        write(grid, width - 1 - width_of(row.right), y, row.right, right + behind if behind else right)

    def select(self, row: str) -> None:
        """Put the cursor on the row with this id, if there is one."""
        self.cursor = next((place for place, one in enumerate(self.rows) if one.id == row), self.cursor)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        if self.rows:
            self.cursor = min(max(0, self.cursor + by), len(self.rows) - 1)

    def on_click(self, event: events.Click) -> None:
        """Select the row that was clicked."""
        if 0 <= event.y < len(self.rows):
            self.cursor = event.y


class RowsPane(Vertical):
    """What rows scroll in: as tall as they are, and no taller than the room that is left."""

    DEFAULT_CSS = "RowsPane { width: 100%; height: 1fr; overflow-y: auto; scrollbar-size-vertical: 1; }"

    def on_mount(self) -> None:
        """Follow how many rows there are."""
        self.watch(self.query_one(Rows), "rows", self._fit)

    def _fit(self, rows: tuple[Row, ...]) -> None:
        self.styles.max_height = len(rows)
