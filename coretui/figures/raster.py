"""Flat shapes to samples: which layer owns each of the eight by eight samples of every cell."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations

SAMPLES = 8
"""Samples across a cell, and as many down it: a sample is twice as high as wide, as the cell is."""

STROKE = 0.9
"""The least radius of a disc, in dots (half a cell wide, a quarter high): a thinner stroke breaks up in blocks."""

HALO = 0.65
"""The margin cleared round a part, in dots: crossed limbs stay apart even in one colour."""

_DOT = SAMPLES / 2
"""A dot in sample widths."""

_FAR_OFF = 1e9
"""Beyond any window, in sample widths: the end of a span not met yet."""

Round = tuple[float, float, float]
"""x, y and radius in units (1 = 1 % of stature); y counts upwards from the floor."""

BitRows = list[int]
"""One int per sample row from the top; bit 0 is the leftmost sample."""


class Layer(IntEnum):
    """Who owns a sample, and so its colour: every part lies in one layer."""

    EMPTY = 0
    """Nothing: the background."""
    PROP = 1
    """A ball, a chair, a mat."""
    FAR = 2
    """The limbs away from the viewer."""
    WORKFAR = 3
    """A limb away from the viewer that does the work."""
    TORSO = 4
    """Pelvis to neck."""
    HAIR = 5
    """The back of the head."""
    FACE = 6
    """The front of the head: it shows which way one looks."""
    NEAR = 7
    """The limbs towards the viewer."""
    WORK = 8
    """A limb towards the viewer that does the work."""
    FLOOR = 9
    """The line of the floor: never painted, only set in cells that stay empty."""
    MAT = 10
    """A mat seen from above: hardly another colour than the background."""


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A convex shape: the hull of one, two or three discs (a circle, a tapered capsule, a rounded triangle).

    Where `hollow` is above 0, only so thick a rim (in units) of its one disc is painted, as for a ball. `halo`
    clears a margin round it first, in all layers. A part `joined` is of one limb with the part before it in the
    order: their halos spare each other, so that a knee shows no gap.
    """

    layer: Layer
    discs: tuple[Round, ...]
    hollow: float = 0.0
    halo: bool = True
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """What is seen: so many columns and rows of cells, `scale` units to a cell's width (a row is twice that high).

    `left` is the x of the left edge and `bottom` the y of the lower edge of the last row, in units.
    """

    columns: int
    rows: int
    scale: float
    left: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True, slots=True)
class Raster:
    """The samples of a picture: for each layer that shows at all its sample rows; no two layers share a sample."""

    columns: int
    rows: int
    layers: Mapping[Layer, Sequence[int]]

    def area(self, layer: Layer) -> float:
        """Return how many cells' worth of samples a layer owns."""
        return sum(row.bit_count() for row in self.layers.get(layer, ())) / SAMPLES**2


def rasterise(parts: Sequence[BodyPart], window: Window, *, stroke: float = STROKE, halo: float = HALO) -> Raster:
    """Return the parts painted back to front, in the order given; `stroke` and `halo` are in dots.

    It goes from the front to the back and keeps what is covered, which gives the same picture for less work.
    """
    high = window.rows * SAMPLES
    covered, waiting = [0] * high, [0] * high
    layers: dict[Layer, BitRows] = {}
    for part in reversed(parts):
        rim, margin = stroke * _DOT, halo * _DOT
        discs = [_placed(disc, window, rim) for disc in part.discs]
        thick = max(part.hollow * SAMPLES / window.scale, 2 * rim) if part.hollow else 0.0
        painted = layers.setdefault(part.layer, [0] * high)
        for row, mask in _masks(discs, 0.0, thick, window):
            painted[row] |= mask & ~covered[row]
            covered[row] |= mask
        if part.halo:
            for row, mask in _masks(discs, margin, thick + 2 * margin if thick else 0.0, window):
                waiting[row] |= mask
        if not part.joined:
            covered = [own | near for own, near in zip(covered, waiting, strict=True)]
            waiting = [0] * high
    for layer in (Layer.FAR, Layer.WORKFAR, Layer.NEAR, Layer.WORK):
        if layer in layers:
            layers[layer] = _opened(layers[layer])
    return Raster(window.columns, window.rows, {layer: tuple(rows) for layer, rows in layers.items() if any(rows)})


def _placed(disc: Round, window: Window, least: float) -> Round:
    """Return a disc in sample widths: sample column i lies at x = i, sample row r at y = 2 r, downwards."""
    x, y, radius = disc
    fine = SAMPLES / window.scale
    top = window.bottom + 2 * window.scale * window.rows
    return (x - window.left) * fine - 0.5, (top - y) * fine - 1.0, max(radius * fine, least)


def _masks(discs: Sequence[Round], grown: float, thick: float, window: Window) -> list[tuple[int, int]]:
    """Return the rows a shape meets, with the samples inside it; `thick` above 0 leaves only its rim."""
    masks = _filled([(x, y, radius + grown) for x, y, radius in discs], window)
    if not thick:
        return masks
    x, y, radius = discs[0]
    if radius + grown <= thick:
        return masks
    hole = dict(_filled([(x, y, radius + grown - thick)], window))
    return [(row, mask & ~hole.get(row, 0)) for row, mask in masks]


def _filled(discs: Sequence[Round], window: Window) -> list[tuple[int, int]]:
    """Return the rows a hull of discs meets, with its samples there: one span, from its arcs and its tangents."""
    high, wide = window.rows * SAMPLES, window.columns * SAMPLES
    first = max(0, math.ceil(min(y - radius for _, y, radius in discs) / 2))
    last = min(high - 1, math.floor(max(y + radius for _, y, radius in discs) / 2))
    if first > last:
        return []
    lefts = [_FAR_OFF] * (last - first + 1)
    rights = [-_FAR_OFF] * (last - first + 1)
    for x, y, radius in discs:
        for row in range(max(first, math.ceil((y - radius) / 2)), min(last, math.floor((y + radius) / 2)) + 1):
            reach = math.sqrt(max(0.0, radius * radius - (2 * row - y) ** 2))
            lefts[row - first] = min(lefts[row - first], x - reach)
            rights[row - first] = max(rights[row - first], x + reach)
    for one, two in combinations(discs, 2):
        for rightward, (x, y), (slope, end) in _tangents(one, two):
            for row in range(max(first, math.ceil(y / 2)), min(last, math.floor(end / 2)) + 1):
                at = x + (2 * row - y) * slope
                if rightward:
                    rights[row - first] = max(rights[row - first], at)
                else:
                    lefts[row - first] = min(lefts[row - first], at)
    masks = []
    for row, (left, right) in enumerate(zip(lefts, rights, strict=True), first):
        start, stop = max(0, math.ceil(left)), min(wide, math.floor(right) + 1)
        if start < stop:
            masks.append((row, (1 << stop) - (1 << start)))
    return masks


def _tangents(one: Round, two: Round) -> list[tuple[bool, tuple[float, float], tuple[float, float]]]:
    """Return the outer tangents of two discs: whether on the right, their upper end, slope (x per y) and lower y.

    A disc inside the other has none, and a level one bounds no row.
    """
    (x1, y1, r1), (x2, y2, r2) = one, two
    across, down = x2 - x1, y2 - y1
    apart = math.hypot(across, down)
    if apart <= abs(r1 - r2):
        return []
    along = (r1 - r2) / apart
    aside = math.sqrt(1 - along * along)
    found = []
    for side in (aside, -aside):
        normal_x = (across * along - down * side) / apart
        normal_y = (down * along + across * side) / apart
        start = (x1 + r1 * normal_x, y1 + r1 * normal_y)
        end = (x2 + r2 * normal_x, y2 + r2 * normal_y)
        if start[1] > end[1]:
            start, end = end, start
        fall = end[1] - start[1]
        if fall > 0:
            found.append((normal_x > 0, start, ((end[0] - start[0]) / fall, end[1])))
    return found


def _opened(rows: BitRows) -> BitRows:
    """Return the rows without the slivers that no dot fits into: four samples by two."""
    kept = [0] * len(rows)
    for above in range(len(rows) - 1):
        fits = rows[above] & rows[above + 1]
        if not fits:
            continue
        fits &= fits >> 1
        fits &= fits >> 2
        fits |= fits << 1
        fits |= fits << 2
        kept[above] |= fits
        kept[above + 1] |= fits
    return kept
