"""Samples to characters: for each cell the glyph and the two layers that come nearest to what is in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from coretui.figures.raster import SAMPLES, Layer, Raster


@dataclass(frozen=True, slots=True)
class Fit:
    """One character: its ink is of the layer `front`, the rest of it of the layer `back`.

    A full block has both of one layer, so that no hairline shows between cells. `front` is EMPTY only in a space
    and in an inverse glyph: there the ink is the background, and has to be coloured so.
    """

    glyph: str
    front: Layer
    back: Layer


FigureFrame = tuple[tuple[Fit, ...], ...]
"""A picture: rows from the top, each of as many cells as the picture has columns."""

Owners = tuple[tuple[Layer, bytes], ...]
"""The layers in one cell, with a byte for each sample row from the top, its lowest bit on the left."""

NOTHING = Fit(" ", Layer.EMPTY, Layer.EMPTY)

GROUND = Fit("▁", Layer.FLOOR, Layer.EMPTY)
"""The floor, where nothing stands or lies on it."""

SPECK = 6
"""Samples of 64 below which a layer in a cell is not drawn: less is noise."""

GAIN = 6
"""Samples by which an inverse glyph must be nearer than any other: its edge may show a hairline."""

_WHOLE = SAMPLES * SAMPLES


def _inked(left: int, top: int, right: int, bottom: int) -> int:
    """Return the samples of a rectangle in a cell as one int, the top left sample lowest."""
    return sum(1 << (y * SAMPLES + x) for y in range(top, bottom) for x in range(left, right))


def _quarters(number: int) -> int:
    """Return the samples of the quadrants in four bits: upper left, upper right, lower left, lower right."""
    half = SAMPLES // 2
    corners = [(x, y) for bit in range(4) if number >> bit & 1 for y, x in (divmod(bit, 2),)]
    return sum(_inked(x * half, y * half, (x + 1) * half, (y + 1) * half) for x, y in corners)


QUADRANTS = {glyph: _quarters(number) for number, glyph in enumerate(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")}
"""The samples of the half blocks and quadrants: what is left out of one of them is another of them."""

EIGHTHS = {
    **{glyph: _inked(0, SAMPLES - n, SAMPLES, SAMPLES) for n, glyph in enumerate("▁▂▃▄▅▆▇", 1)},
    **{glyph: _inked(0, 0, n, SAMPLES) for n, glyph in enumerate("▏▎▍▌▋▊▉", 1)},
}
"""The samples of the lower and the left eighths; upper and right ones need their two colours swapped."""

GLYPHS = QUADRANTS | EIGHTHS
"""The samples of every block that a picture may hold; the halves are in both."""


DOTS = tuple(
    (bit, _inked(4 * x, 2 * y, 4 * x + 4, 2 * y + 2))
    for number, bit in enumerate((0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80))
    for y, x in (divmod(number, 2),)
)
"""The bits of a braille character, each with the samples that its dot stands for."""


def blocks(raster: Raster, *, floor: bool = True) -> FigureFrame:
    """Return the picture in half blocks, quadrants and eighths, each cell in the two layers strongest in it."""
    return _frame(raster, _block, floor=floor)


def quadrants(raster: Raster, *, floor: bool = True) -> FigureFrame:
    """Return the picture in half blocks and quadrants, for fonts without the rest; only the floor is an eighth."""
    return _frame(raster, _quadrant, floor=floor)


def dots(raster: Raster, *, floor: bool = True) -> FigureFrame:
    """Return the picture in braille: the dots of all layers, in the colour of the one strongest in the cell.

    A mat is left out: in dots it would be as bright as a limb.
    """
    layers = dict(raster.layers)
    layers.pop(Layer.MAT, None)
    return _frame(Raster(raster.columns, raster.rows, layers), _braille, floor=floor)


def _frame(raster: Raster, drawn: Callable[[Owners], Fit], *, floor: bool) -> FigureFrame:
    """Return the cells of a raster, each drawn from the layers in it."""
    blank = (NOTHING,) * raster.columns
    frame = []
    for row in range(raster.rows):
        cells = list(blank)
        for column, owned in _owners(raster, row).items():
            cells[column] = drawn(tuple(owned))
        frame.append(tuple(cells))
    if floor and frame:
        frame[-1] = tuple(GROUND if cell is NOTHING else cell for cell in frame[-1])
    return tuple(frame)


def _owners(raster: Raster, row: int) -> dict[int, list[tuple[Layer, bytes]]]:
    """Return by column what is in the cells of a row; cells and layers without a sample there are left out."""
    owners: dict[int, list[tuple[Layer, bytes]]] = {}
    for layer, samples in raster.layers.items():
        lines = samples[row * SAMPLES : (row + 1) * SAMPLES]
        if not any(lines):
            continue
        joined = b"".join([line.to_bytes(raster.columns, "little") for line in lines])
        shadow = 0
        for line in lines:
            shadow |= line
        for column, some in enumerate(shadow.to_bytes(raster.columns, "little")):
            if some:
                owners.setdefault(column, []).append((layer, joined[column :: raster.columns]))
    return owners


@lru_cache(maxsize=8192)
def _block(owned: Owners) -> Fit:
    """Return the block nearest to what is in a cell."""
    front, back, inked, bare = _strongest(owned)
    if front == back:
        return _solid(front)
    glyph, error = _nearest(GLYPHS, inked, bare)
    other, inverse = _nearest(EIGHTHS, bare, inked)
    if inverse + (GAIN if back == Layer.EMPTY else 0) < error:
        return Fit(other, back, front)
    return _shaded(glyph, front, back)


@lru_cache(maxsize=8192)
def _quadrant(owned: Owners) -> Fit:
    """Return the half block or quadrant nearest to what is in a cell."""
    front, back, inked, bare = _strongest(owned)
    if front == back:
        return _solid(front)
    glyph, _ = _nearest(QUADRANTS, inked, bare)
    return _shaded(glyph, front, back)


@lru_cache(maxsize=8192)
def _braille(owned: Owners) -> Fit:
    """Return the braille whose dots are at least half filled by any layer."""
    front = max(owned, key=lambda own: int.from_bytes(own[1], "little").bit_count())[0]
    inked = sum(int.from_bytes(samples, "little") for _, samples in owned)
    raised = sum(bit for bit, dot in DOTS if 2 * (inked & dot).bit_count() >= dot.bit_count())
    return Fit(chr(0x2800 + raised), front, Layer.EMPTY) if raised else NOTHING


@lru_cache(maxsize=65536)
def apart(one: Fit, other: Fit) -> int:
    """Return how many of the 64 samples of a cell change their layer from one character to another."""
    inks = _ink(one.glyph), _ink(other.glyph)
    ours, theirs = (
        ((cell.front, ink), (cell.back, ((1 << _WHOLE) - 1) & ~ink))
        for cell, ink in zip((one, other), inks, strict=True)
    )
    return sum((here & there).bit_count() for a, here in ours for b, there in theirs if a != b)


def _ink(glyph: str) -> int:
    """Return the samples that a block or a braille character inks."""
    if glyph in GLYPHS:
        return GLYPHS[glyph]
    return sum(dot for bit, dot in DOTS if (ord(glyph) - 0x2800) & bit)


def _strongest(owned: Owners) -> tuple[Layer, Layer, int, int]:
    """Return the two layers with the most of a cell and their samples: the stronger first, but EMPTY always last.

    They are the same layer where no second one has more than a speck.
    """
    shares = [(samples.bit_count(), layer, samples) for layer, samples in _with_empty(owned)]
    (_, front, inked), (less, back, bare) = sorted(shares, key=lambda share: -share[0])[:2]
    if less < SPECK:
        return front, front, inked, 0
    if front == Layer.EMPTY:
        return back, front, bare, inked
    return front, back, inked, bare


def _with_empty(owned: Owners) -> list[tuple[Layer, int]]:
    """Return the layers in a cell and what they leave empty, with their samples as ints."""
    layers = [(layer, int.from_bytes(samples, "little")) for layer, samples in owned]
    return [*layers, (Layer.EMPTY, (1 << _WHOLE) - 1 - sum(samples for _, samples in layers))]


def _nearest(glyphs: dict[str, int], inked: int, bare: int) -> tuple[str, int]:
    """Return the glyph with the fewest samples in the wrong layer, and how many; a third layer's do not count."""
    errors = {glyph: (inked & ~ink).bit_count() + (bare & ink).bit_count() for glyph, ink in glyphs.items()}
    return min(errors.items(), key=lambda error: error[1])


def _shaded(glyph: str, front: Layer, back: Layer) -> Fit:
    """Return a cell of two layers, or of the one that the glyph shows."""
    return _solid(back) if glyph == " " else _solid(front) if glyph == "█" else Fit(glyph, front, back)


def _solid(layer: Layer) -> Fit:
    """Return a cell of one layer."""
    return Fit("█", layer, layer) if layer else NOTHING
