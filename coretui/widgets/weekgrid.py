"""The grid of a week: habits down, days across, with what came of it on the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import reactive

from coretui.i18n import N_
from coretui.widgets.cells import CellWidget, Grid, blank, write
from coretui.widgets.marks import MARKS, mark


@dataclass(frozen=True, slots=True)
class Line:
    """A habit's row: its id and name, the names of seven marks, n of target, its streak."""

    id: str
    name: str
    marks: tuple[str, ...]
    count: str
    streak: str
    kept_up: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole grid: its title, names of the days, which of them is today (None if none), rows, headings."""

    title: str = ""
    days: tuple[str, ...] = ()
    today: int | None = None
    lines: tuple[Line, ...] = ()
    target: str = ""
    streak: str = ""


class WeekGrid(CellWidget, can_focus=True):
    """A week's habits; with the focus it has a cursor on one habit and day."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "week--title", "week--name", "week--head", "week--today", "week--count", "week--streak", "week--selected",
        "week--selected-name", *(f"week--{sign.role}" for sign in MARKS.values()),
    }  # fmt: skip
    DEFAULT_CSS = """
    WeekGrid {
        height: auto;
        & > .week--title { color: $muted; text-style: bold; }
        & > .week--name { color: $foreground; }
        & > .week--selected-name { color: $foreground; text-style: bold; }
        & > .week--head { color: $muted; }
        & > .week--today { color: $foreground; text-style: bold; }
        & > .week--count { color: $foreground; }
        & > .week--streak { color: $done; }
        & > .week--selected { background: $raised; }
        & > .week--done { color: $done; }
        & > .week--sitting { color: $sitting; }
        & > .week--muted { color: $muted; }
        & > .week--faint { color: $faint; }
        & > .week--due { color: $due; }
        & > .week--away { color: $away; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1, 0)", N_("Up"), show=False),
        Binding("down,j", "move(1, 0)", N_("Down"), show=False),
        Binding("left,h", "move(0, -1)", N_("Day before"), show=False),
        Binding("right,l", "move(0, 1)", N_("Day after"), show=False),
    ]

    sheet: reactive[Sheet] = reactive(Sheet(), repaint=False)
    line: reactive[int] = reactive(0, repaint=False)
    day: reactive[int] = reactive(0, repaint=False)
    ascii: reactive[bool] = reactive(default=False, repaint=False)

    def watch_sheet(self, old: Sheet, new: Sheet) -> None:
        """Draw again, with the height right and the cursor inside."""
        if len(old.lines) != len(new.lines):
            self.line = min(self.line, max(0, len(new.lines) - 1))
            self.refresh(layout=True)
        self.redraw()

    def watch_line(self) -> None:
        """Draw again."""
        self.redraw()

    watch_day = watch_line

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Show the cursor only where keys go."""
        super().watch_has_focus(_has_focus)
        self.redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one line for the days and one for each habit."""
        del container, viewport, width
        return len(self.sheet.lines) + 1

    def draw(self, width: int, height: int) -> Grid:
        """Return the grid; names are cut, then the streak left out, where there is no room."""
        grid = blank(width, height)
        sheet = self.sheet
        tail = max((len(line.count) for line in sheet.lines), default=0)
        end = max([len(sheet.streak), *(len(line.streak) for line in sheet.lines)], default=0)
        name = max((len(text) for text in (sheet.title, *(line.name for line in sheet.lines))), default=0)
        cell = 6 if width >= name + 3 + 7 * 6 + tail + end + 6 else 4
        room = width - 3 - 7 * cell
        show_streak = room - tail - 3 >= 12 + end + 3
        show_count = room >= 10 + tail + 3
        name = min(name, room - (tail + 3 if show_count else 0) - (end + 3 if show_streak else 0))
        write(grid, 1, 0, sheet.title[: name + 2], self.ink("week--title"))
        for column, day in enumerate(sheet.days):
            style = self.ink("week--today" if column == sheet.today else "week--head")
            text = day if cell > len(day) else day[:2]
            write(grid, 3 + name + column * cell + (cell - len(text)) // 2, 0, text, style)
        if show_count and cell == 6:
            write(
                grid, 3 + name + 7 * cell + 3 + tail - len(sheet.target), 0, sheet.target, self.ink("week--head")
            )
        if show_streak:
            write(grid, width - 1 - len(sheet.streak), 0, sheet.streak, self.ink("week--head"))
        for y, line in enumerate(sheet.lines, 1):
            chosen = self.has_focus and y - 1 == self.line
            if chosen:
                write(grid, 0, y, ">" if self.ascii else "▸", self.ink("week--done"))
            cut = line.name if len(line.name) <= name else line.name[: max(0, name - 1)] + "…"
            write(grid, 2, y, cut, self.ink("week--selected-name" if chosen else "week--name"))
            for column, sign in enumerate(line.marks):
                x = 3 + name + column * cell
                style = self.ink(f"week--{MARKS[sign].role}")
                if chosen and column == self.day:
                    write(grid, x, y, " " * cell, self.ink("week--selected"))
                    style += self.ink("week--selected")
                write(grid, x + (cell - 1) // 2, y, mark(sign, ascii=self.ascii), style)
            if show_count:
                x = 3 + name + 7 * cell + 3
                write(grid, x + tail - len(line.count), y, line.count, self.ink("week--count"))
            if show_streak:
                style = self.ink("week--streak" if line.kept_up else "week--head")
                write(grid, width - 1 - len(line.streak), y, line.streak, style)
        return grid

    def action_move(self, lines: int, days: int) -> None:
        """Move the cursor."""
        self.line = min(max(0, self.line + lines), max(0, len(self.sheet.lines) - 1))
        self.day = min(max(0, self.day + days), 6)
