"""Where characters have ink: the eight dots of braille, and the four quarters of blocks."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import name

from coretui.tui.widgets.circle import Arc

Spot = tuple[int, int]
"""How far to the right and how far down, from 0."""

DOTS: dict[str, Spot] = {
    "1": (0, 0), "4": (1, 0),
    "2": (0, 1), "5": (1, 1),
    "3": (0, 2), "6": (1, 2),
    "7": (0, 3), "8": (1, 3),
}  # fmt: skip
"""The dots of a cell of braille where they stand, by their numbers in Unicode."""
QUARTERS: dict[str, Spot] = {"▘": (0, 0), "▝": (1, 0), "▖": (0, 1), "▗": (1, 1)}
BLOCKS = {
    "▀": "▘▝", "▄": "▖▗", "▌": "▘▖", "▐": "▝▗", "▚": "▘▗", "▞": "▝▖",
    "▛": "▘▝▖", "▜": "▘▝▗", "▙": "▘▖▗", "▟": "▝▖▗", "█": "▘▝▖▗",
}  # fmt: skip
"""The quarters that larger blocks are made of."""


def dots(braille: str) -> set[Spot]:
    """Return the dots of a cell; a space has none."""
    return {DOTS[number] for number in name(braille).partition("DOTS-")[2]}


def dots_of(arcs: Iterable[Arc]) -> set[Spot]:
    """Return the dots of a full ring, by their place on the screen."""
    return {(2 * arc.x + x, 4 * arc.y + y) for arc in arcs for x, y in dots(arc.full)}


def quarters_of(rows: Iterable[str]) -> set[Spot]:
    """Return the quarters of all blocks in some rows, by their place on the screen; other characters have none."""
    return {
        (2 * column + x, 2 * row + y)
        for row, line in enumerate(rows)
        for column, character in enumerate(line)
        for x, y in (QUARTERS[quarter] for quarter in BLOCKS.get(character, character) if quarter in QUARTERS)
    }
