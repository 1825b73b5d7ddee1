"""A year as a map: weeks across, days down, how much was done by tone and by shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from coretui.i18n import N_
from coretui.tui.widgets.cells import CellWidget, Grid, blank, write
from coretui.tui.widgets.marks import MARKS, mark

SHADES = {"1": ("▂", ":"), "2": ("▃", "="), "3": ("▅", "%"), "4": ("▇", "#")}
"""How much was done, from a little to all of it: the sign, and the ASCII in its place."""
_STRENGTH = {"1": 0.5, "2": 0.65, "3": 0.85, "4": 1.0}


@dataclass(frozen=True, slots=True)
class HeatSheet:
    """A map: the first day of its first week, a level for each day from there on, names of months and days.

    A level is one of `SHADES`, a name of `MARKS`, or empty for days that are not shown. `months` are the
    columns in which a month begins, with its name.
    """

    first: date = date.min
    levels: tuple[str, ...] = ()
    months: tuple[tuple[int, str], ...] = ()
    weekdays: tuple[str, ...] = ()

    @property
    def weeks(self) -> int:
        """How many columns there are."""
        return len(self.levels) // 7


class Heat(CellWidget, can_focus=True):
    """A map of days with a cursor; arrow keys move it by days and weeks, from the first to the last day shown."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "heat--label", "heat--here", "heat--cursor", "heat--tone",
        *(f"heat--{sign.role}" for sign in MARKS.values()),
    }  # fmt: skip
    DEFAULT_CSS = """
    Heat {
        height: 8;
        & > .heat--label { color: $muted; }
        & > .heat--here { color: $foreground; text-style: bold; }
        & > .heat--cursor { color: $foreground; background: $raised; text-style: bold; }
        & > .heat--tone { color: $done; }
        & > .heat--done { color: $done; }
        & > .heat--sitting { color: $sitting; }
        & > .heat--muted { color: $muted; }
        & > .heat--faint { color: $faint; }
        & > .heat--due { color: $due; }
        & > .heat--away { color: $away; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", N_("Day before"), show=False),
        Binding("down,j", "move(1)", N_("Day after"), show=False),
        Binding("left,h", "move(-7)", N_("Week before"), show=False),
        Binding("right,l", "move(7)", N_("Week after"), show=False),
    ]

    sheet: reactive[HeatSheet] = reactive(HeatSheet(), repaint=False)
    cursor: reactive[int] = reactive(0, repaint=False)
    ascii: reactive[bool] = reactive(default=False, repaint=False)

    @dataclass
    class Moved(Message):
        """A key or a click leads to a day, whether it is on the map or not."""

        day: date

    @property
    def day(self) -> date:
        """The day under the cursor."""
        return self.sheet.first + timedelta(days=self.cursor)

    def watch_sheet(self) -> None:
        """Draw again."""
        self.redraw()

    watch_cursor = watch_sheet

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a line for the months and one for each day of the week."""
        del container, viewport, width
        return 8

    def draw(self, width: int, height: int) -> Grid:
        """Return the map; where it is wider than there is room, the part round the cursor, else its end."""
        grid, sheet = blank(width, height), self.sheet
        if not sheet.levels:
            return grid
        label = max((len(name) for name in sheet.weekdays), default=0) + 2
        cell, start, shown = self._window(width - label)
        week, weekday = divmod(self.cursor, 7)
        end = -1
        for column, name in sheet.months:
            x = label + (column - start) * cell
            if column >= start and x > end and x + len(name) <= width:
                here = name == self._month(week)
                write(grid, x, 0, name, self.ink("heat--here" if here else "heat--label"))
                end = x + len(name)
        for row in range(7):
            here = row == weekday
            if height >= 8 or row % 2 == 0 or here:
                write(grid, 1, row + 1, sheet.weekdays[row], self.ink("heat--here" if here else "heat--label"))
            if here:
                write(grid, 0, row + 1, ">" if self.ascii else "▸", self.ink("heat--done"))
            for column in range(start, min(start + shown, sheet.weeks)):
                place = column * 7 + row
                sign, style = self._cell(sheet.levels[place])
                x = label + (column - start) * cell
                if place == self.cursor:
                    style = self.ink("heat--cursor")
                    if sign in {" ", "·", "."}:
                        sign = "+" if self.ascii else "◇"
                    elif sheet.levels[place] in SHADES:
                        sign = "@" if self.ascii else "◆"
                write(grid, x, row + 1, sign, style)
        return grid

    def _month(self, week: int) -> str:
        return next((name for column, name in reversed(self.sheet.months) if column <= week), "")

    def _window(self, room: int) -> tuple[int, int, int]:
        """Return how wide a week is, the first one shown, and how many are."""
        weeks = self.sheet.weeks
        cell = 2 if room >= 2 * weeks else 1
        shown = min(weeks, room // cell)
        last = max(place for place, level in enumerate(self.sheet.levels) if level or place == 0) // 7
        start = min(max(0, last + 1 - shown), max(0, weeks - shown))
        here = self.cursor // 7
        start = min(start, here)
        return cell, max(start, here + 1 - shown), shown

    def _cell(self, level: str) -> tuple[str, Style]:
        if level in SHADES:
            _, behind = self.background_colors
            tone = behind.blend(self.tone("heat--tone"), _STRENGTH[level])
            return SHADES[level][self.ascii], Style(color=tone.rich_color)
        if level in MARKS:
            return mark(level, ascii=self.ascii), self.ink(f"heat--{MARKS[level].role}")
        return " ", self.ink("heat--faint")

    def action_move(self, days: int) -> None:
        """Tell which day a key leads to; who shows the map knows whether there is more of it."""
        self.post_message(self.Moved(self.day + timedelta(days=days)))

    def on_click(self, event: events.Click) -> None:
        """Go to the day that was clicked."""
        label = max((len(name) for name in self.sheet.weekdays), default=0) + 2
        cell, start, shown = self._window(self.size.width - label)
        column = start + (event.x - label) // cell
        if event.x >= label and 1 <= event.y <= 7 and column < min(start + shown, self.sheet.weeks):
            self.post_message(self.Moved(self.sheet.first + timedelta(days=7 * column + event.y - 1)))
