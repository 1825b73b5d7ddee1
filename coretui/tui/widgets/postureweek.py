"""Notes of how somebody sat: the days of a week by the hour, and beside them how often each posture was noted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import floor
from typing import ClassVar

from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive

from coretui.tui.widgets.cells import CellWidget, Grid, blank, write
from coretui.tui.widgets.daystrip import WORKDAY, Axis, labels
from coretui.words.columns import cut
from coretui.words.columns import width as width_of

NAME = 6
"""Columns before the strips, for the names of the days."""
AIR = 3
"""Columns between what stands beside each other."""
SHARE = 8
"""Columns of a share of four weeks."""
TOGETHER = " · "
WIDEST = 6
"""Columns of an hour at most."""
BARS = (4, 14)
"""Columns that the bars need at least, and take at most."""


@dataclass(frozen=True, slots=True)
class NoteSign:
    """A note: the hour it is of, its sign, and whether it is of standing, which alone has a colour."""

    hour: int
    sign: str
    standing: bool


@dataclass(frozen=True, slots=True)
class PostureRow:
    """What is counted: its sign and name, how often in the week, and what it is in each of the spells before.

    `share` is how long its bar is, 0 to 1.
    """

    sign: str
    name: str
    count: str
    spells: tuple[str, ...]
    share: float = 0.0
    standing: bool = False


@dataclass(frozen=True, slots=True)
class PostureSheet:
    """A week of notes: its days by name, the notes of each, the hours shown, the seven postures, and sums.

    `heads` are the headings of the week and of the spells together, `begins` the days each of those begins on.
    `words` are said of it all: the first is of the notes, the others stand behind it where there is room.
    """

    title: str = ""
    days: tuple[str, ...] = ()
    notes: tuple[tuple[NoteSign, ...], ...] = ()
    hours: tuple[int, int] = WORKDAY
    postures: tuple[PostureRow, ...] = ()
    sums: tuple[PostureRow, ...] = ()
    heads: tuple[str, str] = ("", "")
    begins: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PosturePlan:
    """Where things stand: columns of the strips, of the names, of the bars, and whether there are spells."""

    strips: int
    right: int
    names: int
    count: int
    bars: int
    spells: bool
    beside: bool

    @property
    def values(self) -> int:
        """The column in which counts end."""
        return self.right + 2 + self.names + self.count


def plan(sheet: PostureSheet, width: int) -> PosturePlan:
    """Return where things stand: the spells are left out first, then the words beside, the bars, and the names."""
    span = sheet.hours[1] - sheet.hours[0] + 2
    rows, sums = sheet.postures, sheet.sums
    count = max((len(row.count) for row in (*rows, *sums)), default=0) + 2
    short = max((width_of(row.name) for row in rows), default=0)
    long = max((width_of(row.name) for row in (*rows, *sums)), default=0)
    tail = SHARE * len(sheet.begins)
    words = max(map(width_of, sheet.words), default=0)

    def fits(names: int, bars: int, spells: int, least: int, beside: int = 0) -> PosturePlan | None:
        taken = 2 + names + count + spells
        strips = width - NAME - AIR - max(taken + bars, beside)
        strips = _whole_hours(strips, span - 2)
        room = width - NAME - AIR - strips - taken - 2
        found = PosturePlan(
            strips=strips,
            right=NAME + strips + AIR,
            names=names,
            count=count,
            bars=min(BARS[1], room) if bars else 0,
            spells=spells > 0,
            beside=beside > 0,
        )
        return found if strips >= least else None

    bars = 1 + BARS[0]
    return (
        (fits(long, 2 * bars, tail, 2 * span - 2) if tail else None)
        or fits(short, bars, 0, span, words)
        or fits(short, bars, 0, span)
        or fits(short, 0, 0, span)
        or fits(0, 0, 0, 1)
        or PosturePlan(1, NAME + 1, 0, count, 0, spells=False, beside=False)
    )


def _whole_hours(columns: int, hours: int) -> int:
    """Return the columns that a strip needs for as many cells an hour as there is room for."""
    each = min((columns - 2) // hours, WIDEST)
    return hours * each + 2 if each > 0 else columns


def bar(share: float, width: int, *, ascii: bool) -> str:
    """Return a thin bar of so many columns at most, in halves of a column; any share above nothing shows."""
    halves = max(1, round(2 * width * min(1.0, share)))
    return "=" * max(1, halves // 2) if ascii else "━" * (halves // 2) + "╸" * (halves % 2)


def placed(notes: Iterable[NoteSign], axis: Axis) -> Iterator[tuple[int, NoteSign]]:
    """Yield the notes of a day with the cells they stand in, each in one of its own hour.

    Those of an hour stand beside each other, in the order they were made; where it has fewer cells than notes the
    last ones stand, as on Today. Hours that share a cell show the last of them.
    """
    for hour, there in groupby(notes, key=lambda note: note.hour):
        first = min(max(0, floor(axis.cell(60 * hour))), axis.cells - 1)
        cells = max(1, floor(axis.cell(60 * hour + 60)) - first)
        yield from enumerate(list(there)[-cells:], first)


class PostureWeek(CellWidget):
    """How somebody sat in a week. No posture has a colour but standing, which has its own everywhere."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "posture--title", "posture--name", "posture--value", "posture--quiet", "posture--nothing",
        "posture--standing", "posture--bar",
    }  # fmt: skip
    DEFAULT_CSS = """
    PostureWeek {
        height: auto;
        & > .posture--title { color: $muted; text-style: bold; }
        & > .posture--name { color: $foreground; }
        & > .posture--value { color: $foreground; text-style: bold; }
        & > .posture--quiet { color: $muted; }
        & > .posture--nothing { color: $faint; }
        & > .posture--standing { color: $standing; }
        & > .posture--bar { color: $muted; }
    }
    """

    sheet: reactive[PostureSheet] = reactive(PostureSheet(), repaint=False)
    ascii: reactive[bool] = reactive(default=False, repaint=False)

    def watch_sheet(self) -> None:
        """Draw again, with the height right."""
        self.refresh(layout=True)
        self.redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows: a title, seven days, the hours, and what is said, which may stand beside those."""
        del container, viewport
        place = plan(self.sheet, width)
        if place.spells:
            return 12
        return 9 + (self._first(place) if place.beside else len(self._said(width)))

    def _first(self, place: PosturePlan) -> int:
        """Return the row of the first posture: that of the title, if there is room beside it."""
        return 2 if place.spells else int(width_of(self.sheet.title) > place.right - 2)

    def draw(self, width: int, height: int) -> Grid:
        """Return the strips, and the counts beside them."""
        grid, sheet = blank(width, height), self.sheet
        place = plan(sheet, width)
        write(grid, 1, 0, sheet.title, self.ink("posture--title"))
        top = 2 if place.spells else 1
        self._days(grid, place, top)
        first = self._first(place)
        for y, row in enumerate(sheet.postures, first):
            self._row(grid, place, y, row)
        if place.spells:
            self._spells(grid, place, first)
            write(grid, 1, first + 9, TOGETHER.join(sheet.words), self.ink("posture--quiet"))
        elif place.beside:
            for y, words in enumerate(sheet.words, 7 + first):
                write(grid, place.right, y, words, self.ink("posture--quiet"))
        else:
            for y, words in enumerate(self._said(width), 9):
                write(grid, 1, y, words, self.ink("posture--quiet"))
        return grid

    def _said(self, width: int) -> tuple[str, ...]:
        """Return what is said below, on one line if it fits."""
        words = self.sheet.words
        together = TOGETHER.join(words)
        return (together,) if width_of(together) < width else words

    def _days(self, grid: Grid, place: PosturePlan, top: int) -> None:
        sheet = self.sheet
        axis = Axis.fitting(sheet.hours, place.strips)
        nothing = ("." if self.ascii else "·") * axis.cells
        for row, name in enumerate(sheet.days):
            write(grid, 1, top + row, name, self.ink("posture--quiet"))
            write(grid, NAME, top + row, nothing, self.ink("posture--nothing"))
            for x, note in placed(sheet.notes[row], axis):
                write(grid, NAME + x, top + row, note.sign, self._ink(note.standing))
        for _hour, x, label in labels(axis):
            write(grid, NAME + x, top + 7, label, self.ink("posture--quiet"))

    def _ink(self, standing: bool) -> Style:
        return self.ink("posture--standing" if standing else "posture--name")

    def _row(self, grid: Grid, place: PosturePlan, y: int, row: PostureRow) -> None:
        quiet = self.ink("posture--quiet")
        write(grid, place.right, y, row.sign, self._ink(row.standing))
        write(grid, place.right + 2, y, cut(row.name, place.names), self.ink("posture--name"))
        nothing = row.count == "0"
        write(grid, place.values - len(row.count), y, row.count, quiet if nothing else self.ink("posture--value"))
        x = place.values
        for value in row.spells if place.spells else ():
            x += SHARE
            write(grid, x - len(value), y, value, quiet)
        if place.bars and row.share:
            text = bar(row.share, place.bars, ascii=self.ascii)
            write(grid, x + 1 + place.spells, y, text, self.ink("posture--bar"))

    def _spells(self, grid: Grid, place: PosturePlan, first: int) -> None:
        sheet, title, quiet = self.sheet, self.ink("posture--title"), self.ink("posture--quiet")
        week, spells = sheet.heads
        write(grid, place.values - width_of(week), 0, week, title)
        write(grid, place.values + SHARE * len(sheet.begins) - width_of(spells), 0, spells, title)
        for column, begins in enumerate(sheet.begins, 1):
            write(grid, place.values + SHARE * column - width_of(begins), first - 1, begins, quiet)
        for y, row in enumerate(sheet.sums, first + 7):
            self._row(grid, place, y, row)
