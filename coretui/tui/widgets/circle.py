"""The geometry of the ring: its braille dots, and where the words inside it fit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from coretui.tui.widgets.digits import HEIGHTS, columns, drawable


@dataclass(frozen=True, slots=True)
class Arc:
    """One cell of a ring: where it is, its braille in full and as track, and its turn clockwise from the top."""

    x: int
    y: int
    full: str
    track: str
    turn: float


@dataclass(frozen=True, slots=True)
class Circle:
    """A ring in braille: its cells by turn, and the radius of the free disc inside, in dots (a quarter row)."""

    arcs: tuple[Arc, ...]
    turns: tuple[float, ...]
    inside: float


@lru_cache(maxsize=16)
def circle(width: int, height: int) -> Circle:
    """Return the largest ring in so many columns and rows, in their middle.

    A braille dot is half a column and a quarter row, so as wide as high; the ring is four dots thick, and
    three to six where it is small or large. The track has every second dot: shape tells it from what is full.
    """
    across, down = 2 * width, 4 * height
    diameter = min(across, down)
    thick = 3 if diameter < 36 else 4 if diameter < 72 else 5 if diameter < 100 else 6
    middle_x, middle_y = (across - 1) / 2, (down - 1) / 2
    inner, outer = (diameter / 2 - thick) ** 2, (diameter / 2) ** 2
    dots: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for y in range(down):
        beside = outer - (y - middle_y) ** 2
        reach = math.sqrt(beside) if beside > 0 else -1.0
        for x in range(math.ceil(middle_x - reach), math.floor(middle_x + reach) + 1):
            if inner < (x - middle_x) ** 2 + (y - middle_y) ** 2:
                dots.setdefault((x // 2, y // 4), []).append((x, y))
    arcs = []
    for (column, row), inked in dots.items():
        right = sum(x for x, _ in inked) / len(inked) - middle_x
        below = sum(y for _, y in inked) / len(inked) - middle_y
        turn = math.atan2(right, -below) / math.tau % 1
        track = _braille([(x, y) for x, y in inked if (x + y) % 2])
        arcs.append(Arc(column, row, _braille(inked), track, turn))
    arcs.sort(key=lambda arc: arc.turn)
    return Circle(tuple(arcs), tuple(arc.turn for arc in arcs), diameter / 2 - thick)


def _braille(dots: list[tuple[int, int]]) -> str:
    """Return the braille character for the dots of one cell, given by their place on the whole screen."""
    bits = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
    return chr(0x2800 + sum(bits[x % 2][y % 4] for x, y in dots)) if dots else " "


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the words in a ring stand: digits `rows` high from `top` (half rows), the caption's row or None."""

    rows: int
    top: int
    caption: int | None


@lru_cache(maxsize=32)
def arrange(big: str, small: str, size: tuple[int, int]) -> Layout:
    """Return the largest layout with clear air between the words and a ring in so many columns and rows.

    The digits stand in the middle, or up to three half rows above it if their caption needs that. Digits too
    large for the ring with their caption lose the caption; only then do they become plain text. One digit gets
    the room of two, so that 9 is as large as 10. A caption with no digits stands in the middle, if it fits.
    """
    inside, middle = circle(*size).inside, 2 * size[1]

    def within(wide: int, edge: int, air: float) -> bool:
        return math.hypot(wide, edge - middle) <= inside - air

    if not big:
        row = (size[1] - 1) // 2
        fits = within(len(small), 4 * row, air=0.5) and within(len(small), 4 * row + 4, air=0.5)
        return Layout(1, 2 * row, row if fits else None)
    for tall, captioned in ((True, True), (True, False), (False, True), (False, False)):
        if (tall and not drawable(big)) or (captioned and not small):
            continue
        for rows in HEIGHTS if tall else (1,):
            for top, caption in _heights(rows, size[1]):
                wide, bottom = columns(big.rjust(2), rows), top + 2 * rows
                if not all(within(wide, 2 * edge, air=1.5 if tall else 0) for edge in (top, bottom)):
                    continue
                if not captioned:
                    return Layout(rows, size[1] - rows, None)
                if within(len(small), 4 * caption, air=0.5) and within(len(small), 4 * caption + 4, air=0.5):
                    return Layout(rows, top, caption)
    return Layout(1, size[1] - 1, None)


def _heights(rows: int, height: int) -> list[tuple[int, int]]:
    """Return tops of the digits in half rows with rows for their caption, the best balanced first.

    Best is in the very middle with a row of air under it; half a row up costs less than half a row of air.
    Plain text stands right on its caption.
    """
    if rows == 1:
        row = (height - 1) // 2
        return [(2 * row, row + 1)]

    def cost(place: tuple[int, int]) -> float:
        top, caption = place
        air = 2 * caption - (top + 2 * rows)
        return (height - rows - top) + 1.5 * abs(2 - air)

    tops = range(height - rows, height - rows - 4, -1)
    return sorted(((top, (top + 2 * rows + 1) // 2 + gap) for top in tops for gap in (0, 1)), key=cost)
