"""The bar that fills with the breath: for reduced motion, and for rooms too small for a shape."""

from __future__ import annotations

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
    crossed,
    joint,
    paint,
    phase_line,
    steps,
)

BROAD = 64
"""The most columns a bar takes: the eye should not have to travel."""


class BreathBar:
    """A bar with the line of the phase under it and the words above, in so many columns and rows.

    One row holds the words on the left, bar and line beside each other's halves; two rows have the words on top.
    """

    def __init__(self, width: int, height: int, *, smooth: bool = True) -> None:
        self._smooth = smooth
        beside = height == 1 and width >= 30
        air = 1 if width >= 8 else 0
        self._long = min(BROAD, width // 2 if beside else width - 2 * air)
        self._left = width - air - self._long if beside else (width - self._long) // 2
        rows = 3 if height >= 5 else 2 if height >= 3 else 1
        self._words = 3 if height >= rows + 4 else 1 if height > rows else 0
        air = 1 if self._words and height > rows + self._words else 0
        self._top = max(0, height - rows - self._words - air) // 2
        self._room = width - self._long - 2 if beside else width
        self._beside = beside
        top = 2 * (self._top + self._words + air)
        # Bar and line in pixels from the top: a row for each and air between them where there is room.
        self._bar = range(top, top + {1: 1, 2: 2, 3: 3}[rows])
        self._line = top + {1: 1, 2: 3, 3: 4}[rows]

    def pose(self, fullness: float, turn: float) -> BreathPose:
        """Return the lengths of the bar and of the line, in quarters of a pixel."""
        return BreathPose(steps(fullness, self._long * QUARTERS), steps(turn, self._long * QUARTERS))

    def dabs(self, old: BreathPose | None, new: BreathPose) -> Iterator[Dab]:
        """Return the columns between the old end and the new."""
        for column in crossed(None if old is None else old.full, new.full, self._long):
            share = min(max(new.full / QUARTERS - column, 0.0), 1.0)
            cover = steps(share, FULL) if self._smooth else FULL * (share >= 0.5)
            shade = int((1 - column / self._long) * (SHADES - 1)) if self._smooth else 0
            for y in self._bar:
                yield Dab(
                    self._left + column,
                    y,
                    paint(PaintedPart.SHAPE, shade, cover, paint(PaintedPart.GROUND, 0, FULL)),
                )
        was = None if old is None else old.line
        yield from phase_line((self._left, self._line), self._long, was, new.line, smooth=self._smooth)

    def letters(self, words: tuple[str, ...]) -> Letters:
        """Return the words above the bar, one under the other where there is room, or else on its left."""
        if self._words >= len(words) > 0:
            return centred(words, self._top + self._words - len(words), 0, self._room)
        if not self._words and not self._beside:
            return {}
        return centred((joint(words, self._room),), self._top, 0, self._room)
