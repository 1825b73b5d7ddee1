"""A figure in colours: its pictures as the rows that a terminal is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from coretui.figures.figure import Figure
from coretui.figures.fit import FigureFrame, Fit, apart
from coretui.figures.painter import AIR, STANDING, Reel, box, fits, window
from coretui.figures.raster import Layer

FILMS = 8
"""Figures that are kept as they were drawn, by size and colours; one takes a megabyte at most."""
ROWS = 4096
"""Rows that are kept as they were written; where a figure moves, the same ones come again."""

_CORNERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
OPPOSITE = dict(zip(_CORNERS, reversed(_CORNERS), strict=True))
"""For a half block or quadrant the one that is drawn where it is not."""

Pair = tuple[Layer | None, Layer]
"""The layer of the ink, None where there is none, and that of what is behind it."""


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a picture by layer, that of EMPTY being what is behind it.

    With `plain` a cell has one colour and the background, whatever it is: it may not be shown at all.
    """

    colours: tuple[Color, ...]
    plain: bool = False

    def strip(self, cells: tuple[Fit, ...]) -> Strip:
        """Return a row of a picture, in as few runs of one style as can be: styles are most of what is sent."""
        segments: list[Segment] = []
        run: list[Fit] = []
        pairs: set[Pair] = set()
        for cell in cells:
            own = self._pairs(cell)
            if run and not (common := _common(pairs, own)):
                segments.append(self._segment(run, pairs))
                run, pairs = [cell], own
            else:
                pairs = common if run else own
                run.append(cell)
        segments.append(self._segment(run, pairs))
        return Strip(segments, len(cells))

    def _pairs(self, cell: Fit) -> set[Pair]:
        """Return the layers of ink and of what is behind it in which a cell can be written."""
        front, back = cell.front, cell.back
        if self.plain:
            return {(front or None, Layer.EMPTY)}
        if front == back:
            return {(None, back)}  # a space: no font leaves a gap beside it
        if front and back and cell.glyph in OPPOSITE:
            return {(front, back), (back, front)}
        return {(front, back)}

    def _segment(self, run: list[Fit], pairs: set[Pair]) -> Segment:
        ink, behind = next(iter(pairs))
        text = "".join(self._glyph(cell, ink) for cell in run)
        colours = self.colours
        if ink == Layer.EMPTY and colours[ink].ansi is not None:
            # The terminal's own background is no colour that ink can have.
            return Segment(text, style_of(colours[behind], colours[ink], reverse=True))
        return Segment(text, style_of(None if ink is None else colours[ink], colours[behind]))

    def _glyph(self, cell: Fit, ink: Layer | None) -> str:
        if self.plain:
            return "█" if cell.front and cell.back else cell.glyph
        if cell.front == cell.back:
            return " "
        return cell.glyph if cell.front == ink else OPPOSITE[cell.glyph]


def _common(some: set[Pair], others: set[Pair]) -> set[Pair]:
    """Return the pairs in which two runs can be written as one; a space takes any ink."""
    return {
        (other if ink is None else ink, behind)
        for ink, behind in some
        for other, beside in others
        if behind == beside and (ink is None or other is None or ink == other)
    }


@lru_cache(maxsize=512)
def style_of(ink: Color | None, behind: Color, *, reverse: bool = False) -> Style:
    """Return the style of ink on what is behind it; a colour without opacity is left to the terminal."""
    return Style(
        color=None if ink is None else ink.rich_color,
        bgcolor=behind.rich_color if behind.a else None,
        reverse=reverse or None,
    )


class Film:
    """The pictures of a figure in one size and its colours, each made when it is first shown, and kept."""

    def __init__(self, reel: Reel, inks: Inks) -> None:
        self.reel, self._inks = reel, inks
        self._strips: dict[tuple[Fit, ...], Strip] = {}

    def strip(self, row: tuple[Fit, ...]) -> Strip:
        """Return a row in colour."""
        if row not in self._strips:
            if len(self._strips) >= ROWS:
                self._strips.clear()
            self._strips[row] = self._inks.strip(row)
        return self._strips[row]


@lru_cache(maxsize=FILMS)
def film_of(figure: Figure, size: tuple[int, int], style: str, inks: Inks, *, mirrored: bool) -> Film | None:
    """Return the film of a figure, the same for every widget; None if it cannot be read at that size."""
    columns, rows = size
    # Rows that it has no use for at this width make it no easier to read.
    if not fits(figure, columns, max(rows, STANDING) if rows >= rows_for(figure, columns) else rows):
        return None
    return Film(Reel(figure, *size, style=style, mirrored=mirrored), inks)


def changes(old: Sequence[tuple[Fit, ...]], new: FigureFrame, slight: int) -> list[tuple[int, int]]:
    """Return the rows and columns of the cells of which more samples differ than a slight change has.

    What becomes all of one layer is never slight: specks would stay behind.
    """
    return [
        (y, x)
        for y, (before, after) in enumerate(zip(old, new, strict=True))
        if before != after
        for x, (was, now) in enumerate(zip(before, after, strict=True))
        if was is not now and was != now and (not slight or now.front == now.back or apart(was, now) > slight)
    ]


def rows_for(figure: Figure, columns: int) -> int:
    """Return the rows that a figure takes where nothing but the columns limits it; none where they are all air."""
    if columns <= 2 * AIR:  # for a moment, while a window becomes narrow
        return 0
    scale = window(figure, columns, rows=columns).scale  # no figure is twice as high as wide
    room = box(figure)
    return ceil(((room.high - room.low) / scale + 1) / 2)
