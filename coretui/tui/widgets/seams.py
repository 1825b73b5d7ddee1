"""What keeps a repaint small: regions round the cells that changed, and edges close to them."""

from __future__ import annotations

from collections.abc import Iterable

from textual.geometry import Region
from textual.widget import Widget

NEAR = 4
"""Changed cells of a row so many columns apart are repainted together with what is between them."""


class Seam(Widget):
    """A strip that lies hidden under the canvas.

    Textual sends the cells that changed together with all those from the nearest edge of a widget on their left;
    the edges of the seams keep that short.
    """

    BLANK = True
    DEFAULT_CSS = "Seam { layer: seams; width: 12; height: 100%; margin-right: 12; }"


def spans(cells: Iterable[tuple[int, int]]) -> list[Region]:
    """Return regions one row high over all these (row, column) pairs, with small gaps closed."""
    regions: list[Region] = []
    row, first, last = -1, 0, 0
    for y, x in sorted(cells):
        if y == row and x - last <= NEAR:
            last = x
            continue
        if row >= 0:
            regions.append(Region(first, row, last - first + 1, 1))
        row, first, last = y, x, x
    if row >= 0:
        regions.append(Region(first, row, last - first + 1, 1))
    return regions
