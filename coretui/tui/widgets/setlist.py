"""The checklist of a session: exercises with their sets as dots, left and right apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from coretui.tui.widgets.cells import Grid, write
from coretui.tui.widgets.marks import MARKS, mark
from coretui.tui.widgets.rows import Row, Rows
from coretui.words.columns import cut

SIDE_COLUMN = 7
"""Columns for the sets of one side."""


@dataclass(frozen=True, slots=True)
class SetRow(Row):
    """An exercise: its number, and for each column of sets how each is: `done`, `partly` or `open`.

    Its `mark` stands before the number. `middle` are the sets without sides, else `left` and `right` those of the
    sides.
    """

    number: int = 0
    middle: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    right_sets: tuple[str, ...] = ()


class SetList(Rows):
    """A session's exercises; sets without sides stand in the middle."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--number"}
    DEFAULT_CSS = "SetList > .rows--number { color: $muted; }"

    def draw_row(self, grid: Grid, y: int, row: Row, width: int) -> None:
        """Write one exercise."""
        if not isinstance(row, SetRow):
            return
        selected = y == self.cursor and (self.has_focus or self.disabled)
        behind = self.ink("rows--selected")
        if selected:
            write(grid, 0, y, " " * width, behind)
        number = self.ink("rows--number")
        write(grid, 1, y, f"{row.number:>2}", number + behind if selected else number)
        if row.mark:
            closed = self.ink(f"rows--{MARKS[row.mark].role}")
            write(grid, 0, y, mark(row.mark, ascii=self.ascii), closed + behind if selected else closed)
        words = self.ink("rows--selected-text" if selected else "rows--quiet" if row.quiet else "rows--text")
        sets = 2 * SIDE_COLUMN + 1
        room = width - 4 - sets
        write(grid, 4, y, cut(row.text, room), words)
        start = width - sets
        for dots, x in (
            (row.left, start),
            (row.middle, start + (sets - len(row.middle)) // 2 - 1),
            (row.right_sets, start + SIDE_COLUMN + 1),
        ):
            for column, done in enumerate(dots, x):
                style = self.ink(f"rows--{MARKS[done].role}" if done != "open" else "rows--muted")
                sign = mark(done, ascii=self.ascii)
                write(grid, column, y, sign, style + behind if selected else style)
