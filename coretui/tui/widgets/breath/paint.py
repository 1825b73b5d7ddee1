"""What the breathing shapes are made of: paints, poses, and the letters that stand on them.

A picture says which paint each pixel has, and which pixels another pose changes; it knows no colours. A pixel is
as wide as a column and half as high as a row, which makes it square in most terminals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import NamedTuple, Protocol

FULL = 8
"""The cover of a pixel that lies wholly inside a shape."""
SHADES = 14
"""Steps of the gradient from the light middle (0) to the deep rim."""
QUARTERS = 4
"""Steps to a pixel in which edges move and the lit line grows: finer than the eye follows, and few enough."""

Letters = dict[tuple[int, int], str]
"""The characters of the words by column and row; a space among them is left to the picture."""


class PaintedPart(Enum):
    """What a pixel belongs to; the value stands for it in plain characters."""

    NOTHING = " "
    SHAPE = "#"
    TRACK = "."
    LIT = "o"
    GROUND = "_"


@dataclass(frozen=True, slots=True, eq=False)
class Paint:
    """How a pixel is painted: `cover` of `FULL` in a shade of its part, over what is under it.

    Shades count from 0 to `SHADES - 1`. There is one object for each paint, so that they compare by identity.
    """

    part: PaintedPart
    shade: int
    cover: int
    under: Paint | None

    @property
    def topmost(self) -> PaintedPart:
        """The part that covers most of the pixel."""
        if self.cover * 2 >= FULL:
            return self.part
        return self.under.topmost if self.under else PaintedPart.NOTHING


NOTHING = Paint(PaintedPart.NOTHING, 0, 0, None)


@cache
def paint(part: PaintedPart, shade: int, cover: int, under: Paint = NOTHING) -> Paint:
    """Return the one paint of this kind; with no cover it is what is under it."""
    return Paint(part, shade, cover, under) if cover else under


def steps(share: float, most: int) -> int:
    """Return the share, held between 0 and 1, in whole steps of which `most` are 1."""
    return round(min(max(share, 0.0), 1.0) * most)


def lit(track: int, share: float) -> Paint:
    """Return a piece of the line that shows the phase: `track` is its cover, `share` how much of it is lit."""
    quarter = steps(share, QUARTERS)
    if quarter in {0, QUARTERS}:
        return paint(PaintedPart.LIT if quarter else PaintedPart.TRACK, 0, track)
    # Two parts share the pixel: what is lit covers its own part of the track.
    return paint(PaintedPart.LIT, 0, track * quarter // QUARTERS, paint(PaintedPart.TRACK, 0, track))


def crossed(old: int | None, new: int, long: int) -> range:
    """Return the pixels of a line `long` pixels in all that an end crossed, given in quarters; all, after None."""
    if old is None:
        return range(long)
    return range(min(old, new) // QUARTERS, min(long, -(-max(old, new) // QUARTERS)))


class BreathPose(NamedTuple):
    """A moment of the breath in the steps that a picture can show: how full the shape is, how far the line."""

    full: int
    line: int


class Dab(NamedTuple):
    """A pixel, from the left and from the top, and its paint."""

    x: int
    y: int
    paint: Paint


def phase_line(start: tuple[int, int], long: int, old: int | None, new: int, *, smooth: bool) -> Iterator[Dab]:
    """Return what changes of a level line as its lit length goes from `old` to `new`, in quarters of a pixel."""
    left, y = start
    for column in crossed(old, new, long):
        share = new / QUARTERS - column
        yield Dab(left + column, y, lit(FULL, share if smooth else float(share >= 0.5)))


class Picture(Protocol):
    """A shape drawn for one room, in columns and rows."""

    def pose(self, fullness: float, turn: float) -> BreathPose:
        """Return the pose for how full the lungs are and how much of the phase has passed, both 0 to 1."""
        ...

    def dabs(self, old: BreathPose | None, new: BreathPose) -> Iterable[Dab]:
        """Return the pixels that may differ between two poses, as they are in the new one; all, after None."""
        ...

    def letters(self, words: tuple[str, ...]) -> Letters:
        """Return where the words stand; what has no room is cut."""
        ...


def centred(lines: Iterable[str], top: int, left: int, width: int) -> Letters:
    """Return the lines one under the other from row `top`, each in the middle of so many columns from `left`."""
    return {
        (left + max(0, (width - len(line)) // 2) + column, row): letter
        for row, line in enumerate(lines, top)
        for column, letter in enumerate(line[:width].rstrip())
    }


def joint(words: tuple[str, ...], width: int) -> str:
    """Return the words in one line, with wide gaps where that many columns allow them."""
    told = [word for word in words if word]
    wide = "  ".join(told)
    return wide if len(wide) <= width else " ".join(told)
