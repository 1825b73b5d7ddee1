"""A contact sheet: pictures side by side as one SVG without block glyphs, so that it looks alike everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from coretui.figures.fit import GLYPHS, FigureFrame, Fit
from coretui.figures.raster import SAMPLES, Layer

WIDE, HIGH = 8, 16
"""Pixels of a cell, so that every edge of a glyph lies between two pixels."""

TITLE = 22
"""Pixels for the caption above a picture."""

GAP = 10
"""Pixels between pictures, and round the sheet."""

Tile = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels."""


def sheet(
    pictures: Sequence[tuple[str, FigureFrame]], palette: Mapping[Layer, str], *, across: int, caption: str
) -> str:
    """Return an SVG of the pictures, so many across, each under its caption (in the colour `caption`).

    The palette gives a colour such as "#12131a" for each layer in the pictures, and for EMPTY: the background.
    """
    wide = max((len(frame[0]) for _, frame in pictures if frame), default=0) * WIDE
    high = max((len(frame) for _, frame in pictures), default=0) * HIGH + TITLE
    down = -(-len(pictures) // across)
    full = f'width="{GAP + across * (wide + GAP)}" height="{GAP + down * (high + GAP)}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {full}>',
        f'<rect class="page" {full} fill={quoteattr(palette[Layer.EMPTY])}/>',
    ]
    for number, (name, frame) in enumerate(pictures):
        row, column = divmod(number, across)
        left, top = GAP + column * (wide + GAP), GAP + row * (high + GAP)
        lines.append(
            f'<text x="{left}" y="{top + TITLE - 8}" fill={quoteattr(caption)} font-family="monospace"'
            f' font-size="13">{escape(name)}</text>'
        )
        lines.append(f'<g transform="translate({left} {top + TITLE})" shape-rendering="crispEdges">')
        lines.extend(_drawn(frame, palette))
        lines.append("</g>")
    return "\n".join([*lines, "</svg>", ""])


def _drawn(frame: FigureFrame, palette: Mapping[Layer, str]) -> Iterator[str]:
    """Yield the elements of one picture: for each layer its rectangles and dots."""
    shapes: dict[Layer, list[str]] = {}
    for row, cells in enumerate(frame):
        for layer, boxes in _boxes(cells).items():
            shapes.setdefault(layer, []).extend(
                f'<rect x="{left}" y="{top + row * HIGH}" width="{right - left}" height="{bottom - top}"/>'
                for left, top, right, bottom in _merged(boxes)
            )
        for column, cell in enumerate(cells):
            shapes.setdefault(cell.front, []).extend(
                f'<circle cx="{column * WIDE + x}" cy="{row * HIGH + y}" r="1.5"/>' for x, y in _raised(cell.glyph)
            )
    for layer in sorted(shapes):
        if layer != Layer.EMPTY and shapes[layer]:
            yield f"<g fill={quoteattr(palette[layer])}>"
            yield from shapes[layer]
            yield "</g>"


def _boxes(cells: Sequence[Fit]) -> dict[Layer, list[Tile]]:
    """Return by layer the rectangles of a row of cells, none over another."""
    boxes: dict[Layer, list[Tile]] = {}
    for column, cell in enumerate(cells):
        ink = GLYPHS.get(cell.glyph, 0)
        for layer, samples in ((cell.front, ink), (cell.back, ~ink)):
            boxes.setdefault(layer, []).extend(
                (column * WIDE + left, top, column * WIDE + right, bottom)
                for left, top, right, bottom in _rectangles(samples)
            )
    return boxes


def _rectangles(samples: int) -> Iterator[Tile]:
    """Yield the rectangles that the samples of one cell make up, in bands of equal sample rows."""
    bands = [samples >> (SAMPLES * y) & 0xFF for y in range(SAMPLES)]
    starts = [y for y in range(SAMPLES) if y == 0 or bands[y] != bands[y - 1]]
    for top, bottom in zip(starts, [*starts[1:], SAMPLES], strict=True):
        runs = f"{bands[top]:08b}"[::-1]
        left = runs.find("1")
        while left >= 0:
            right = (runs + "0").find("0", left)
            yield left * WIDE // SAMPLES, top * HIGH // SAMPLES, right * WIDE // SAMPLES, bottom * HIGH // SAMPLES
            left = runs.find("1", right)


def _merged(boxes: Sequence[Tile]) -> list[Tile]:
    """Return rectangles with those joined that touch side by side and are of one height."""
    merged: list[Tile] = []
    for left, top, right, bottom in sorted(boxes, key=lambda box: (box[1], box[3], box[0])):
        if merged and merged[-1][1:] == (top, left, bottom):
            merged[-1] = (merged[-1][0], top, right, bottom)
        else:
            merged.append((left, top, right, bottom))
    return merged


def _raised(glyph: str) -> Iterator[tuple[int, int]]:
    """Yield the middles of a braille character's dots, in pixels; none for another character."""
    dots = ord(glyph) - 0x2800
    if not 0 <= dots <= 0xFF:
        return
    for number, bit in enumerate((0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)):
        y, x = divmod(number, 2)
        if dots & bit:
            yield WIDE // 4 + x * WIDE // 2, HIGH // 8 + y * HIGH // 4
