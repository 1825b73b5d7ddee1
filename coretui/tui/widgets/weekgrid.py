"""The grid of a week: habits down, days across, with what came of it on the right."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from coretui.i18n import N_
from coretui.tui.widgets.cells import Grid, blank, write
from coretui.tui.widgets.cursor import CursorWidget
from coretui.tui.widgets.marks import MARKS, amount, mark, spark
from coretui.words.columns import cut
from coretui.words.columns import width as width_of


@dataclass(frozen=True, slots=True)
class GridLine:
    """A habit's row: its id and name, the names of seven marks, n of target, its streak.

    `amounts` are shares of what is counted, shown in eighths where a day is done partly; `trend` is how much of
    the target was reached week by week, the oldest first.
    """

    id: str
    name: str
    marks: tuple[str, ...]
    count: str
    streak: str
    kept_up: bool = False
    amounts: tuple[float, ...] = ()
    trend: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole grid: its title, names of the days, which of them is today (None if none), rows, headings.

    `noted` are the days about which something is written; `widest` the least columns for names, so that grids
    under each other agree.
    """

    title: str = ""
    days: tuple[str, ...] = ()
    today: int | None = None
    lines: tuple[GridLine, ...] = ()
    target: str = ""
    streak: str = ""
    trend: str = ""
    noted: frozenset[int] = frozenset()
    widest: int = 0


@dataclass(frozen=True, slots=True)
class GridPlan:
    """Where things stand in a grid: columns for names, for each day, and what is shown right of the days."""

    name: int
    cell: int
    tail: int
    end: int
    gap: int
    count: bool
    streak: bool
    trend: bool

    @property
    def days(self) -> int:
        """The column in which the first day begins."""
        return 3 + self.name

    @property
    def after(self) -> int:
        """The column after the days and the air behind them."""
        return self.days + 7 * self.cell + self.gap

    def streak_end(self, width: int, weeks: int) -> int:
        """Return the column after the streaks, which is right or before the trend of so many weeks."""
        right = width - 1 - (weeks + self.gap if self.trend else 0)
        return min(right, self.after + self.tail + FARTHEST + self.end)


FARTHEST = 12
"""Columns between targets and streaks at most: in a wide window the eye would lose its row between them."""
LONG = 24
"""Columns that a name has where there is a spark line; it is cut before that is left out."""
_AIR = ((6, 3), (5, 3), (5, 2), (4, 2))
# Columns for each day, and between what stands right of the days.


def plan(sheet: Sheet, width: int) -> GridPlan:
    """Return where things stand: what matters least is left out first, then days move together, names are cut."""
    tail = max([len(sheet.target), *(len(line.count) for line in sheet.lines)])
    end = max([len(sheet.streak), *(len(line.streak) for line in sheet.lines)], default=0)
    names = max((width_of(text) for text in (sheet.title, *(line.name for line in sheet.lines))), default=0)
    names = max(names, sheet.widest)
    trend = max((len(line.trend) for line in sheet.lines), default=0)
    if trend:
        for wide, (cell, gap) in product((names, min(names, max(LONG, sheet.widest))), _AIR):
            if width >= wide + 4 + 7 * cell + tail + end + trend + 3 * gap:
                return GridPlan(wide, cell, tail, end, gap, count=True, streak=True, trend=True)
    cell = 6 if width >= names + 3 + 7 * 6 + tail + end + 6 else 4
    room = width - 3 - 7 * cell
    streak = room - tail - 3 >= 12 + end + 3
    count = room >= 10 + tail + 3
    name = min(names, room - (tail + 3 if count else 0) - (end + 3 if streak else 0))
    return GridPlan(name, cell, tail, end, 3, count, streak, trend=False)


NOTE = ("✎", '"')
"""Stands beside a day about which something is written, and the ASCII in its place."""


class WeekGrid(CursorWidget, can_focus=True):
    """A week's habits; with the focus it has a cursor on one habit and day. `airy` leaves a row between habits."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "week--title", "week--name", "week--head", "week--today", "week--count", "week--streak", "week--selected",
        "week--selected-name", "week--trend", *(f"week--{sign.role}" for sign in MARKS.values()),
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
        & > .week--trend { color: $done; }
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
    airy: reactive[bool] = reactive(default=False, layout=True)

    @dataclass
    class Moved(Message):
        """The cursor is on another habit or day."""

    @dataclass
    class Beyond(Message):
        """A key led past the first or the last habit, by so many lines."""

        lines: int

    def watch_sheet(self, old: Sheet, new: Sheet) -> None:
        """Draw again, with the height right and the cursor on its habit, wherever that is now."""
        here = old.lines[self.line].id if self.line < len(old.lines) else ""
        line = next((n for n, one in enumerate(new.lines) if one.id == here), self.line)
        self.line = min(line, max(0, len(new.lines) - 1))
        if len(old.lines) != len(new.lines):
            self.refresh(layout=True)
        self.redraw()

    def watch_line(self) -> None:
        """Draw again, and tell."""
        self.redraw()
        self.post_message(self.Moved())

    watch_day = watch_line

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Show the cursor only where keys go."""
        super().watch_has_focus(_has_focus)
        self.redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one line for the days and one for each habit, two where there is air."""
        del container, viewport, width
        return len(self.sheet.lines) * self._step + 1

    @property
    def _step(self) -> int:
        return 2 if self.airy else 1

    def _row(self, line: int) -> int:
        return (line + 1) * self._step

    @property
    def cursor_row(self) -> int:
        """The row of cells in which the habit under the cursor is."""
        return self._row(self.line)

    def draw(self, width: int, height: int) -> Grid:
        """Return the grid; the spark line goes first where there is no room, then the streak; names are cut."""
        grid, sheet = blank(width, height), self.sheet
        place = plan(sheet, width)
        self._head(grid, place, width)
        for n, line in enumerate(sheet.lines):
            y = self._row(n)
            chosen = self.has_focus and n == self.line
            if chosen:
                write(grid, 0, y, ">" if self.ascii else "▸", self.ink("week--done"))
            write(
                grid, 2, y, cut(line.name, place.name), self.ink("week--selected-name" if chosen else "week--name")
            )
            self._marks(grid, place, line, y, chosen=chosen)
            if place.count:
                write(grid, place.after + place.tail - len(line.count), y, line.count, self.ink("week--count"))
            end = place.streak_end(width, len(line.trend))
            if place.streak:
                style = self.ink("week--streak" if line.kept_up else "week--head")
                write(grid, end - len(line.streak), y, line.streak, style)
            if place.trend:
                self._trend(grid, end + place.gap, y, line.trend)
        return grid

    def _head(self, grid: Grid, place: GridPlan, width: int) -> None:
        sheet = self.sheet
        write(grid, 1, 0, sheet.title[: place.name + 2], self.ink("week--title"))
        for column, day in enumerate(sheet.days):
            style = self.ink("week--today" if column == sheet.today else "week--head")
            text = day if place.cell > len(day) else day[:2]
            x = place.days + column * place.cell + (place.cell - len(text)) // 2
            write(grid, x, 0, text, style)
            if column in sheet.noted:
                write(grid, x + len(text), 0, NOTE[self.ascii], self.ink("week--done"))
        head = self.ink("week--head")
        if place.count:
            write(grid, place.after + place.tail - len(sheet.target), 0, sheet.target, head)
        weeks = max((len(line.trend) for line in sheet.lines), default=0)
        end = place.streak_end(width, weeks)
        if place.trend:
            write(grid, end + place.gap + weeks - len(sheet.trend), 0, sheet.trend, head)
        if place.streak:
            write(grid, end - len(sheet.streak), 0, sheet.streak, head)

    def _marks(self, grid: Grid, place: GridPlan, line: GridLine, y: int, *, chosen: bool) -> None:
        for column, sign in enumerate(line.marks):
            x = place.days + column * place.cell
            style = self.ink(f"week--{MARKS[sign].role}")
            if chosen and column == self.day:
                write(grid, x, y, " " * place.cell, self.ink("week--selected"))
                style += self.ink("week--selected")
            glyph = mark(sign, ascii=self.ascii)
            if (
                sign == "partly" and line.amounts and not self.ascii
            ):  # its eighths would be other signs' characters
                glyph = amount(line.amounts[column], 1.0)
            write(grid, x + (place.cell - 1) // 2, y, glyph, style)

    def _trend(self, grid: Grid, x: int, y: int, trend: tuple[float | None, ...]) -> None:
        _, behind = self.background_colors
        tone = self.tone("week--trend")
        line = spark(trend, len(trend), ascii=self.ascii)
        if not self.airy:  # full columns would run into those of the row above
            line = line.translate(str.maketrans("▇█", "▆▇"))
        for n, sign in enumerate(line):
            strength = 0.45 + 0.55 * (n + 1) / len(trend)
            write(grid, x + n, y, sign, Style(color=behind.blend(tone, strength).rich_color))

    def action_move(self, lines: int, days: int) -> None:
        """Move the cursor; tell where it would have gone past the first or the last habit."""
        wanted, last = self.line + lines, max(0, len(self.sheet.lines) - 1)
        self.line = min(max(0, wanted), last)
        self.day = min(max(0, self.day + days), 6)
        if lines and not 0 <= wanted <= last:
            self.post_message(self.Beyond(lines))
