"""Large digits of blocks, for what must be read from across a desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.geometry import Size
from textual.reactive import reactive

from coretui.tui.widgets.cells import CellWidget, Grid, blank, write

HEIGHTS = (15, 10, 5, 3)
"""The heights in rows that digits are drawn in, largest first; 10 and 15 are 5 with thicker strokes."""

Bitmap = list[list[bool]]
"""Rows of pixels, two to a cell across and two to a cell down: a pixel is as wide as half a cell."""

Dot = tuple[int, int, str]
"""A column, a row and the character there."""

# Each digit as five kinds of line: top, upper stem, middle, lower stem, bottom.
# A line: o bar rounded at both ends, F bar, > bar rounded right, < bar rounded left, l left stem, r right
# stem, x both stems, c stem in the middle, / half way from right to middle, f flag and stem.
_SHAPES = {
    "0": "oxxxo",
    "1": "fccco",
    "2": ">rolF",
    "3": ">r>r>",
    "4": "xx<rr",
    "5": "Fl>r>",
    "6": "<l>xo",
    "7": "Fr/cc",
    "8": "oxoxo",
    "9": "ox<r>",
}

# The same in ASCII, three rows of three columns, side by side.
_PLAIN = {
    "0": (" _ ", "| |", "|_|"),
    "1": ("   ", "  |", "  |"),
    "2": (" _ ", " _|", "|_ "),
    "3": (" _ ", " _|", " _|"),
    "4": ("   ", "|_|", "  |"),
    "5": (" _ ", "|_ ", " _|"),
    "6": (" _ ", "|_ ", "|_|"),
    "7": (" _ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"),
    "9": (" _ ", "|_|", " _|"),
    ":": (" ", ".", "."),
    " ": ("   ", "   ", "   "),
}

# Which block shows the pixels upper left (1), upper right (2), lower left (4) and lower right (8).
_BLOCKS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"


def drawable(text: str) -> bool:
    """Tell whether the text can be drawn large: digits, colons and spaces only, and at least one of them."""
    return bool(text) and all(character in _PLAIN for character in text)


def big(text: str, height: int = 5, *, ascii: bool = False) -> list[str]:
    """Return the text drawn large, as `height` rows of equal width in blocks, or in plain ASCII.

    Every digit is as wide as any other (3 columns at 3 rows, 4 at 5, 8 at 10), so that a running clock stands
    still. Raises ValueError for a height not in `HEIGHTS` and for anything but 0-9, ':' and space.
    """
    pixels = bitmap(text, height)
    return _plain(text, height) if ascii else blocks(pixels)


def bitmap(text: str, height: int = 5) -> Bitmap:
    """Return the pixels of the text, `2 * height` rows of them; raises ValueError as `big` does."""
    if height not in HEIGHTS:
        raise ValueError(f"digits are drawn in {HEIGHTS} rows, not {height}")
    if not drawable(text):
        raise ValueError(f"only digits, ':' and space can be drawn large, not {text!r}")
    scale, rows = (height // 5, 5) if height > 5 else (1, height)
    gap = [[False] * 2] * (2 * rows)
    lines: Bitmap = [[] for _ in range(2 * rows)]
    for index, character in enumerate(text):
        for line, space, pixels in zip(lines, gap, _glyph(character, rows), strict=True):
            line.extend(space if index else [])
            line.extend(pixels)
    return [[pixel for pixel in line for _ in range(scale)] for line in lines for _ in range(scale)]


def blocks(pixels: Bitmap, right: int = 0, down: int = 0) -> list[str]:
    """Return the pixels as rows of block characters, moved `right` and `down` by 0 or 1 pixel."""
    width = right + len(pixels[0]) + (right + len(pixels[0])) % 2
    empty = [False] * width
    lines = [[*[False] * right, *line, *[False] * (width - right - len(line))] for line in pixels]
    lines = [*[empty] * down, *lines, *[empty] * ((down + len(pixels)) % 2)]
    return [
        "".join(_BLOCKS[upper[x] + 2 * upper[x + 1] + 4 * lower[x] + 8 * lower[x + 1]] for x in range(0, width, 2))
        for upper, lower in zip(lines[::2], lines[1::2], strict=True)
    ]


def _glyph(character: str, rows: int) -> Bitmap:
    """Return one character as `2 * rows` lines of pixels."""
    width = 6 if rows == 3 else 8
    height = 2 * rows
    if character in ": ":
        lit = {height // 2 - 2, height // 2 + 1} if character == ":" else set()
        return [[y in lit] * (2 if character == ":" else width) for y in range(height)]
    top, upper, middle, lower, bottom = tuple(_SHAPES[character])
    kinds = top + upper * (rows - 2) + middle + lower * (rows - 1) + bottom
    return [[pixel == "#" for pixel in _line(kind, width)] for kind in kinds]


def _line(kind: str, width: int) -> str:
    """Return one line of a digit as '#' and ' '; a stem is two pixels wide."""
    side = (width - 2) // 2
    return {
        "o": " " + "#" * (width - 2) + " ",
        "F": "#" * width,
        ">": "#" * (width - 1) + " ",
        "<": " " + "#" * (width - 1),
        "l": "##" + " " * (width - 2),
        "r": " " * (width - 2) + "##",
        "x": "##" + " " * (width - 4) + "##",
        "c": " " * side + "##" + " " * side,
        "/": " " * (width - 3) + "## ",
        "f": " " * (side - 2) + "####" + " " * side,
    }[kind]


def _plain(text: str, height: int) -> list[str]:
    """Return the text in ASCII: seven strokes a digit at 3 rows, thick ones of `#` above that."""
    if height == 3:
        return [" ".join(_PLAIN[character][row] for character in text) for row in range(3)]
    scale = height // 5
    rows = [" ".join(line) for line in zip(*(_thick(character) for character in text), strict=True)]
    return ["".join(character * scale for character in row) for row in rows for _ in range(scale)]


def _thick(character: str) -> list[str]:
    """Return one character in five rows of `#`, from its seven strokes."""
    if character in ": ":
        return [" ", "#", " ", "#", " "] if character == ":" else ["    "] * 5
    over, upper, lower = _PLAIN[character]
    bars = [row[1] == "_" for row in (over, upper, lower)]
    left, right = ([False, upper[side] == "|", lower[side] == "|", False] for side in (0, 2))
    rows = []
    for index, bar in enumerate(bars):
        ends = [bar or stems[index] or stems[index + 1] for stems in (left, right)]
        rows.append((ends[0], bar, bar, ends[1]))
        if index < 2:
            rows.append((left[index + 1], False, False, right[index + 1]))
    return ["".join("#" if cell else " " for cell in row) for row in rows]


def placed(text: str, height: int, at: tuple[int, int], *, ascii: bool = False) -> Iterator[Dot]:
    """Yield the characters of the large text and the column and row of each, for a text at `at`.

    `at` is its left in half columns and its top in half rows, so that it can stand in the middle of any space
    to half a cell; ASCII, which knows no halves, to a cell.
    """
    (left, dx), (top, dy) = divmod(at[0], 2), divmod(at[1], 2)
    rows = big(text, height, ascii=True) if ascii else blocks(bitmap(text, height), dx, dy)
    for y, row in enumerate(rows, top + dy if ascii else top):
        for x, character in enumerate(row, left):
            if character != " ":
                yield x, y, character


def columns(text: str, height: int) -> int:
    """Return how many columns the large text takes; one row of text is as wide as it is long."""
    if height == 1:
        return len(text)
    width = 3 if height == 3 else 4
    return (sum(2 if character == ":" else width + 1 for character in text) - 1) * max(1, height // 5)


class Countdown(CellWidget):
    """A time in large digits in the middle of its space, as high as that allows; `text` is as in "0:42".

    Text that cannot be drawn large, or has no room, is written in one bold row. `ascii` draws it in plain
    characters.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"countdown--digits"}
    DEFAULT_CSS = """
    Countdown {
        width: auto;
        height: 5;
        & > .countdown--digits { color: $foreground; text-style: bold; }
    }
    """

    text: reactive[str] = reactive("", repaint=False)
    ascii: reactive[bool] = reactive(default=False, repaint=False)

    def watch_text(self, old: str, new: str) -> None:
        """Repaint what differs; ask for another width when the text is longer or shorter."""
        self.redraw()
        if len(old) != len(new):
            self.refresh(layout=True)

    def watch_ascii(self) -> None:
        """Repaint what differs."""
        self.redraw()

    def draw(self, width: int, height: int) -> Grid:
        """Return the digits in the middle of the space."""
        grid = blank(width, height)
        size = self._height(width, height)
        if size > 1:
            middle = width - columns(self.text, size), height - size
            for x, y, character in placed(self.text, size, middle, ascii=self.ascii):
                write(grid, x, y, character, self.ink("countdown--digits"))
        else:
            left = (width - len(self.text)) // 2
            write(grid, left, (height - 1) // 2, self.text, self.ink("countdown--digits"))
        return grid

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's
        """Return the columns that the text takes at the height it has, for `width: auto`."""
        rows = self.styles.height
        height = int(rows.value) if rows is not None and rows.is_cells else container.height
        return columns(self.text, self._height(container.width, height))

    def _height(self, width: int, height: int) -> int:
        """Return the rows of the largest digits with room in so many columns and rows; 1 for plain text."""
        fitting = (
            rows
            for rows in HEIGHTS
            if rows <= height and drawable(self.text) and columns(self.text, rows) <= width
        )
        return next(fitting, 1)
