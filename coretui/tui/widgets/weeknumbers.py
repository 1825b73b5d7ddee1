"""The numbers of seven days, in columns."""

from __future__ import annotations

from typing import ClassVar

from textual.geometry import Size
from textual.reactive import reactive

from coretui.tui.widgets.cells import CellWidget, Grid, blank, write
from coretui.tui.widgets.weekgrid import GridPlan, Sheet, plan
from coretui.words.columns import cut
from coretui.words.columns import width as width_of
from coretui.words.tables import NOTHING, Numbers


class WeekNumbers(CellWidget):
    """The numbers of seven days, under the columns of a grid with the same `sheet` and width, or beside it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"numbers--name", "numbers--value", "numbers--quiet", "numbers--head",
        "numbers--today", "numbers--title"}  # fmt: skip
    DEFAULT_CSS = """
    WeekNumbers {
        height: auto;
        & > .numbers--title { color: $muted; text-style: bold; }
        & > .numbers--name { color: $foreground; }
        & > .numbers--value { color: $foreground; }
        & > .numbers--quiet { color: $muted; }
        & > .numbers--head { color: $muted; }
        & > .numbers--today { color: $foreground; text-style: bold; }
    }
    """

    sheet: reactive[Sheet] = reactive(Sheet(), repaint=False)
    rows: reactive[tuple[Numbers, ...]] = reactive((), repaint=False)
    beside: reactive[bool] = reactive(default=False)
    """Whether it stands beside the grid: then its columns are its own."""

    def watch_sheet(self) -> None:
        """Draw again."""
        self.redraw()

    def watch_rows(self, old: tuple[Numbers, ...], new: tuple[Numbers, ...]) -> None:
        """Draw again, with the height right."""
        if len(old) != len(new):
            self.refresh(layout=True)
        self.redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one line for the days and one for each row."""
        del container, viewport, width
        return len(self.rows) + 1

    def _plan(self, width: int) -> GridPlan:
        """Return where things stand with nothing above to stand under: names are whole while there is room."""
        names = max(width_of(text) for text in (self.sheet.title, *(row.name for row in self.rows)))
        sums = max(len(text) for text in (self.sheet.target, *(row.sum for row in self.rows)))
        room = width - 3 - 3 - sums
        cell = 6 if room >= names + 7 * 6 else 4
        name = min(names, room - 7 * cell)
        return GridPlan(name, cell, sums, 0, 3, count=True, streak=False, trend=False)

    def draw(self, width: int, height: int) -> Grid:
        """Return the numbers, right-aligned under the days."""
        grid, sheet = blank(width, height), self.sheet
        place = self._plan(width) if self.beside else plan(sheet, width)
        write(grid, 1, 0, sheet.title[: place.name + 2], self.ink("numbers--title"))
        for column, day in enumerate(sheet.days):
            text = day if place.cell > len(day) else day[:2]
            style = self.ink("numbers--today" if column == sheet.today else "numbers--head")
            write(grid, place.days + column * place.cell + (place.cell - len(text)) // 2, 0, text, style)
        write(grid, place.after, 0, sheet.target, self.ink("numbers--head"))
        for y, row in enumerate(self.rows, 1):
            write(
                grid, 2, y, cut(row.name, place.name), self.ink("numbers--quiet" if row.quiet else "numbers--name")
            )
            for column, value in enumerate(row.values):
                end = place.days + column * place.cell + (place.cell + 3) // 2
                style = self.ink("numbers--quiet" if row.quiet or value == NOTHING else "numbers--value")
                write(grid, end - len(value), y, value, style)
            room = width - place.after
            if len(row.sum) <= room:
                write(grid, place.after, y, row.sum, self.ink("numbers--quiet" if row.quiet else "numbers--value"))
        return grid
