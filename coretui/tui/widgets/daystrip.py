"""A day at the desk as a strip of blocks, whose height tells what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor
from typing import ClassVar, Literal, get_args

from textual.geometry import Size
from textual.reactive import reactive

from coretui.tui.widgets.cells import Cell, CellWidget, Grid, blank, write
from coretui.words.columns import cut

StripKind = Literal["sitting", "standing", "break", "session", "away"]

WORKDAY = (9, 18)
"""The hours shown at least, when anything in them was or is."""

FINEST = 5
"""The least minutes that one cell stands for."""

COARSEST = 20
"""The most minutes of a cell that a short break may take for itself."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of the day, in minutes since the midnight it began with: past 1440 it is after the next one.

    `long` marks a stretch of sitting that went over its interval.
    """

    kind: StripKind
    start: int
    end: int
    long: bool = False


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A note of the day: the minute it was made, counted as those of a `Piece`, and its sign of one column."""

    minute: int
    sign: str
    standing: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """How a kind of cell looks: in one row, and as upper and lower of two; then the same in ASCII."""

    one: str
    two: str
    plain_one: str
    plain_two: str


# Heights in eighths of a row, in one row and in two: long 7 and 16, sitting 5 and 12, standing 4 and 8 (dotted
# in one row), break 2 and 4; exercise is striped, away a line. One row leaves air under the row above it.
_LOOKS = {
    "long": _Look("▇", "██", "@", "##"),
    "sitting": _Look("▅", "▄█", "#", " #"),
    "session": _Look("▌", " ▌", "%", " %"),
    "standing": _Look("⣤", " █", "=", " ="),
    "break": _Look("▂", " ▄", "_", " _"),
    "away": _Look("─", " ▁", "-", " -"),
    "future": _Look("·", " ╌", ".", " ."),
    "": _Look("·", "  ", ".", "  "),
}


def hours_of(pieces: Iterable[Piece], now: int | None = None) -> tuple[int, int]:
    """Return the first and last hour to show for pieces, of one day or of several that share an axis.

    At least the working day, unless it all happens after it: who starts at ten in the evening gets nine hours
    from ten. `now`, in minutes, is kept in sight when it is past the last piece.
    """
    pieces = tuple(pieces)
    if not pieces:
        return WORKDAY
    first = min(piece.start for piece in pieces) // 60
    last = -(-max(*(piece.end for piece in pieces), now or 0, 0) // 60)
    if first >= WORKDAY[1]:
        return first, max(last, first + WORKDAY[1] - WORKDAY[0])
    return min(first, WORKDAY[0]), max(last, WORKDAY[1])


@dataclass(frozen=True, slots=True)
class Axis:
    """Which minutes each cell stands for: `cells` of them, `minutes` long each, from minute `start`."""

    start: int
    minutes: float
    cells: int

    @classmethod
    def fitting(cls, hours: tuple[int, int], width: int) -> Axis:
        """Return the axis for these hours: as many whole cells an hour as fit, so that hours look alike.

        Two columns are left free at the end, for the last hour's label.
        """
        first, last = hours
        width = max(1, width - 2)
        span = max(1, last - first)
        each = min(width // span, 60 // FINEST)
        minutes = 60 / each if each else 60 * span / width
        return cls(first * 60, minutes, each * span if each else width)

    def cell(self, minute: float) -> float:
        """Return where a minute falls, in cells from the left; it may be outside."""
        return (minute - self.start) / self.minutes


def kinds(pieces: Iterable[Piece], now: int | None, axis: Axis) -> list[str]:
    """Return what each cell shows: a kind, "long", "future", or "" for time of which nothing is known.

    A cell at least half full shows what fills most of it. A piece too short for that, such as most breaks, gets
    the cell of its middle, so that what happened is not hidden; but not beside one of its kind, nor where a cell
    is more than `COARSEST` minutes, or a day of short breaks would seem to be one long one.
    """
    cells = []
    filled: list[dict[str, float]] = [{} for _ in range(axis.cells)]
    brief = []
    for piece in pieces:
        name = "long" if piece.long and piece.kind == "sitting" else piece.kind
        start, end = axis.cell(piece.start), axis.cell(piece.end)
        if name != "sitting" and end - start < 1 and axis.minutes <= COARSEST:
            brief.append((floor((start + end) / 2), name))
        for x in range(max(0, floor(start)), min(axis.cells, ceil(end))):
            filled[x][name] = filled[x].get(name, 0.0) + min(end, x + 1) - max(start, x)
    for x, shares in enumerate(filled):
        passed = now is None or axis.start + (x + 0.5) * axis.minutes < now
        unknown = "" if passed else "future"
        cells.append(max(shares, key=shares.__getitem__) if sum(shares.values()) >= 0.5 - 1e-9 else unknown)
    shown = (-1, "")
    for x, name in brief:
        if 0 <= x < axis.cells and shown != (x - 1, name):
            cells[x] = name
            shown = x, name
    return cells


def labels(axis: Axis) -> list[tuple[int, int, str]]:
    """Return hours with the column they start in and what to write there, fewer where they would touch."""
    width = 60 / axis.minutes
    step = next((step for step in (1, 2, 3, 4, 6, 12) if step * width >= 3), 24)
    first, last = axis.start // 60, round((axis.start + axis.cells * axis.minutes) / 60)
    return [(hour, round(axis.cell(60 * hour)), str(hour % 24)) for hour in range(first, last + 1, step)]


class DayStrip(CellWidget):
    """What the day was: sitting in amber, taller when over the interval; low teal breaks; standing; away a line.

    `pieces` are the day's spans; `now` is the minute up to which it has passed, None for a day gone by;
    `hours` is the first and last hour shown, None to choose them by the pieces. Three rows have blocks two
    rows high and the hours below, two rows blocks of one; `compact` is blocks of one row alone. `notes` have a
    row of their own above the hours, where the last one in a column stands; None leaves that row out. `empty`
    is said above a day that has next to nothing yet, where blocks are two rows high. `ascii` draws it in plain
    characters.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"daystrip--{kind}" for kind in (*get_args(StripKind), "future", "hour", "this-hour", "note")),
    }
    DEFAULT_CSS = """
    DayStrip {
        width: 1fr;
        height: auto;
        & > .daystrip--sitting { color: $sitting; }
        & > .daystrip--standing { color: $standing; }
        & > .daystrip--break { color: $onbreak; }
        & > .daystrip--session { color: $session; }
        & > .daystrip--away { color: $away; }
        & > .daystrip--future { color: $faint; }
        & > .daystrip--hour { color: $muted; }
        & > .daystrip--this-hour { color: $foreground; text-style: bold; }
        & > .daystrip--note { color: $foreground; }
    }
    """

    pieces: reactive[tuple[Piece, ...]] = reactive((), repaint=False)
    notes: reactive[tuple[NoteMark, ...] | None] = reactive[tuple[NoteMark, ...] | None](None, repaint=False)
    now: reactive[int | None] = reactive[int | None](None, repaint=False)
    hours: reactive[tuple[int, int] | None] = reactive[tuple[int, int] | None](None, repaint=False)
    empty: reactive[str] = reactive("", repaint=False)
    compact: reactive[bool] = reactive(default=False, repaint=False, layout=True)
    ascii: reactive[bool] = reactive(default=False, repaint=False)

    def watch_pieces(self) -> None:
        """Repaint what differs."""
        self.redraw()

    watch_now = watch_hours = watch_compact = watch_ascii = watch_empty = watch_notes = watch_pieces

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return the rows wanted for `height: auto`: one when compact, else three, and one for notes."""
        return 1 if self.compact else 3 + (self.notes is not None)

    def draw(self, width: int, height: int) -> Grid:
        """Return the blocks, the notes, and the hours under them where there is a row for those."""
        grid = blank(width, height)
        labelled = height > 1 and not self.compact
        noted = self.notes is not None and labelled and height > 2
        double = labelled and height > 2 + noted
        # A note may be of an hour of which nothing else is known.
        known = (*self.pieces, *(Piece("away", one.minute, one.minute + 1) for one in self.notes or ()))
        axis = Axis.fitting(self.hours or hours_of(known, self.now), width)
        for x, kind in enumerate(kinds(self.pieces, self.now, axis)):
            for y, cell in enumerate(self._column(kind, double=double)):
                grid[y][x] = cell
        if double:
            write(grid, 0, 0, cut(self.empty, width), self.ink("daystrip--hour"))
        for note in (self.notes or ()) if noted else ():
            if 0 <= (x := floor(axis.cell(note.minute))) < axis.cells:
                style = self.ink("daystrip--standing" if note.standing else "daystrip--note")
                write(grid, x, 1 + double, note.sign, style)
        for hour, x, label in labels(axis) if labelled else ():
            here = self.now is not None and hour == self.now // 60
            style = self.ink("daystrip--this-hour" if here else "daystrip--hour")
            write(grid, x, 1 + double + noted, label, style)
        return grid

    def _column(self, kind: str, *, double: bool) -> list[Cell]:
        """Return the one or two cells of a kind, from above."""
        look = _LOOKS[kind]
        text = (
            (look.plain_two if self.ascii else look.two)
            if double
            else (look.plain_one if self.ascii else look.one)
        )
        style = self.ink(f"daystrip--{ {'long': 'sitting', '': 'future'}.get(kind, kind) }")
        return [(character, style) for character in text]


class HourScale(CellWidget):
    """The hours alone, in one row: under compact strips as wide and with the same `hours`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hourscale--hour"}
    DEFAULT_CSS = """
    HourScale {
        width: 1fr;
        height: 1;
        & > .hourscale--hour { color: $muted; }
    }
    """

    hours: reactive[tuple[int, int]] = reactive(WORKDAY, repaint=False)

    def watch_hours(self) -> None:
        """Repaint what differs."""
        self.redraw()

    def draw(self, width: int, height: int) -> Grid:
        """Return the hours under their first cells."""
        grid = blank(width, height)
        for _, x, label in labels(Axis.fitting(self.hours, width)):
            write(grid, x, 0, label, self.ink("hourscale--hour"))
        return grid
