"""The disc that grows with the breath, and the ring around it that shows the phase."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator

from coretui.tui.widgets.breath.paint import (
    FULL,
    QUARTERS,
    SHADES,
    BreathPose,
    Dab,
    Letters,
    PaintedPart,
    centred,
    lit,
    paint,
    steps,
)

LEAST = 0.38
"""The radius of the empty disc as a share of the full one."""
WORDS = 7.0
"""The radius in pixels that leaves eleven letters on the empty disc, where there is room for it."""


class Disc:
    """The largest disc and ring in so many columns and rows; `smooth` blends its edges by what they cover.

    The gradient is fixed in space: a growing disc reveals it. All pixels are kept in order of their distance
    from the middle, those of the ring clockwise from the top, so that a step looks only at the pixels near
    the edge that moves.
    """

    def __init__(self, width: int, height: int, *, smooth: bool = True) -> None:
        self._width, self._height, self._smooth = width, height, smooth
        # One or three lines stand in the middle of an odd number of rows: where there is room, so does the disc.
        down = 2 * height - 2 if height % 2 == 0 and height >= 12 else 2 * height
        self.middle = width // 2, down // 2
        half = min(self.middle)
        self.thick = 1.0 if half < 10 else min(max(half * 0.06, 1.25), 3.5)
        # Where the ring crosses the axes its middle is that of a pixel: it is crisp there, and even all round.
        self.ring = math.floor(half - self.thick / 2 - 0.5) + 0.5
        self.most = round(self.ring - self.thick / 2 - max(1.0, half * 0.1))
        self.least = max(LEAST * self.most, min(WORDS, 0.72 * self.most))
        self._around = math.tau * self.ring
        self._disc: list[tuple[float, int, int]] = []
        self._ring: list[tuple[float, int, int, int]] = []
        self._survey()
        self._distances = [distance for distance, _, _ in self._disc]
        self._arcs = [arc for arc, _, _, _ in self._ring]

    def _survey(self) -> None:
        """Measure every pixel once, one quarter for all four."""
        middle_x, middle_y = self.middle
        inner, outer = self.ring - self.thick / 2 - 0.5, self.ring + self.thick / 2 + 0.5
        for right in range(middle_x, self._width):
            across = right + 0.5 - middle_x
            for below in range(middle_y, 2 * self._height):
                along = below + 0.5 - middle_y
                distance = math.hypot(across, along)
                if distance >= outer:
                    break
                left, above = 2 * middle_x - 1 - right, 2 * middle_y - 1 - below
                places = ((right, above), (right, below), (left, below), (left, above))
                if distance < self.most + 0.5:
                    self._disc += [(distance, x, y) for x, y in places]
                elif distance > inner:
                    cover = self._cover(self.thick / 2 - abs(distance - self.ring))
                    turn = math.atan2(across, along) / math.tau
                    turns = (turn, 0.5 - turn, 0.5 + turn, 1 - turn)
                    self._ring += [
                        (share * self._around, x, y, cover)
                        for share, (x, y) in zip(turns, places, strict=True)
                        if cover
                    ]
        self._disc.sort()
        self._ring.sort()

    def _cover(self, inside: float) -> int:
        """Return how much of a pixel is covered whose middle is so many pixels inside the edge."""
        return steps(inside + 0.5, FULL) if self._smooth else FULL * (inside >= 0)

    def pose(self, fullness: float, turn: float) -> BreathPose:
        """Return the radius and the lit length, both in quarters of a pixel."""
        radius = self.least + (self.most - self.least) * min(max(fullness, 0.0), 1.0)
        return BreathPose(round(radius * QUARTERS), steps(turn, round((self._around + 1) * QUARTERS)))

    def dabs(self, old: BreathPose | None, new: BreathPose) -> Iterator[Dab]:
        """Return the pixels near the edge of the disc and near the head of the lit ring."""
        if old is None or old.full != new.full:
            yield from self._grown(None if old is None else old.full, new.full)
        if old is None or old.line != new.line:
            yield from self._turned(None if old is None else old.line, new.line)

    def _grown(self, old: int | None, new: int) -> Iterator[Dab]:
        radius, was = new / QUARTERS, (0 if old is None else old / QUARTERS)
        first = bisect_left(self._distances, min(radius, was) - 0.5)
        last = bisect_left(self._distances, max(radius, was) + 0.5)
        for distance, x, y in self._disc[first:last]:
            shade = int(min((distance / self.most) ** 1.5, 0.999) * SHADES) if self._smooth else 0
            yield Dab(x, y, paint(PaintedPart.SHAPE, shade, self._cover(radius - distance)))

    def _turned(self, old: int | None, new: int) -> Iterator[Dab]:
        head, was = new / QUARTERS, (-1.0 if old is None else old / QUARTERS)
        first = 0 if old is None else bisect_left(self._arcs, min(head, was) - 1)
        last = len(self._arcs) if old is None else bisect_left(self._arcs, max(head, was))
        for arc, x, y, cover in self._ring[first:last]:
            share = head - arc
            yield Dab(x, y, lit(cover, share if self._smooth else float(share >= 0.5)))

    def letters(self, words: tuple[str, ...]) -> Letters:
        """Return the words in the middle of the disc."""
        return centred(words, max(0, (self._height - len(words)) // 2), 0, self._width)
