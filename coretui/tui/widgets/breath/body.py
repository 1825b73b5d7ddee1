"""A person lying on the back whose belly rises and falls: the figure of belly breathing, with words and a line."""

from __future__ import annotations

from collections.abc import Iterator

from coretui.figures.figure import Figure
from coretui.tui.widgets.breath.paint import QUARTERS, BreathPose, Dab, Letters, centred, joint, phase_line, steps
from coretui.tui.widgets.figure.film import rows_for

NARROWEST = 24
"""Columns below which a lying body cannot be read."""
LONGEST = 112
"""The most columns that a person takes: larger only grows coarser."""


class BreathBody:
    """What stands round the person: the words above and the phase's line below.

    `left`, `top`, `columns` and `rows` are the room of the figure, as large as it can be drawn there.
    """

    def __init__(self, figure: Figure, width: int, height: int, *, smooth: bool = True) -> None:
        self._width, self._smooth = width, smooth
        self.columns = max(1, min(width - 2, LONGEST))
        needed = rows_for(figure, self.columns)
        for self._lines, air in ((3, 1), (1, 1), (1, 0)):
            room = height - self._lines - air - 1
            if room >= 0.8 * needed:
                break
        self.rows = max(1, min(needed, room))
        self._first = max(0, (height - self._lines - air - self.rows - 1) // 2)
        self.top = self._first + self._lines + air
        self.left = (width - self.columns) // 2
        self._line = min(2 * (self.top + self.rows) + 1, 2 * height - 1)

    def pose(self, fullness: float, turn: float) -> BreathPose:
        """Return the length of the line, in quarters of a pixel; the figure shows the rest."""
        del fullness
        return BreathPose(0, steps(turn, self.columns * QUARTERS))

    def dabs(self, old: BreathPose | None, new: BreathPose) -> Iterator[Dab]:
        """Return the piece of the line that has changed."""
        was = None if old is None else old.line
        return phase_line((self.left, self._line), self.columns, was, new.line, smooth=self._smooth)

    def letters(self, words: tuple[str, ...]) -> Letters:
        """Return the words above the person."""
        lines = words if len(words) <= self._lines else (joint(words, self._width),)
        return centred(lines, self._first + self._lines - len(lines), 0, self._width)
