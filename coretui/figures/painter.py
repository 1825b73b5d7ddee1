"""A body to shapes: who looks on from where, what stands before what, and how large it is drawn."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from coretui.figures.figure import BREATHS, LIMBS, Figure, FigureInstant, Prop, PropKind
from coretui.figures.fit import FigureFrame as Picture
from coretui.figures.fit import blocks, dots, quadrants
from coretui.figures.raster import BodyPart, Layer, Round, Window, rasterise
from coretui.figures.skeleton import JOINTS, RADII, FigureBody, between, body
from coretui.figures.vectors import Vec, across, along, mix, scale, unit

ABOVE = 45.0
"""Degrees of the look from above from which there is no floor line, and both sides are equally near."""
BREATH = 1.6
"""How far the belly rises in the breath of a hold, in units: seen at 40 columns, and just so."""
COMPACT = 75.0
"""The least units that a picture is wide: a folded body is no giant beside a long one."""
SMALL = 2.6
"""Units to a cell from which the head is drawn larger, or it could not be read."""
AIR = 1.0
"""Cells kept free at the sides and above."""
HEEL = 3.4
"""From the ankle back to the heel, in units."""
SMALLEST, STANDING, TALL = (24, 8), 12, 84.0
"""The fewest cells of any figure, the fewest rows of one taller than so many units."""
SLIVER = 0.3
"""The share of a far limb that has to be seen at its best, or it is left out."""
MARK = Layer.FLOOR
"""The layer in which a limb is measured: nothing else is painted in it, seen from the side."""
SPINE = 4
"""Pieces of the curve from the hips to the shoulders."""
SEAT, BACK, DEPTH = 27.0, 56.0, 18.0
"""A chair: the heights of its seat and back, and how deep the seat is, in units."""
MAT = 28.0
"""Half the width of a mat, in units."""

STYLES: Mapping[str, Callable[..., Picture]] = {"blocks": blocks, "quadrants": quadrants, "dots": dots}


class Point(NamedTuple):
    """A place in the picture, in units, and how near it is to who looks on."""

    x: float
    y: float
    depth: float


@dataclass(frozen=True, slots=True)
class Camera:
    """Where one looks from: turned to the front and raised, by degrees; `mirrored` swaps left and right."""

    yaw: float
    pitch: float
    mirrored: bool = False

    def see(self, place: Vec) -> Point:
        """Return where a place of the world is in the picture."""
        x, y, z = place
        yaw, pitch = math.radians(self.yaw), math.radians(self.pitch)
        right, towards = x * math.cos(yaw) + z * math.sin(yaw), z * math.cos(yaw) - x * math.sin(yaw)
        up, depth = (
            y * math.cos(pitch) - towards * math.sin(pitch),
            y * math.sin(pitch) + towards * math.cos(pitch),
        )
        return Point(-right if self.mirrored else right, up, depth)


class _Painter:
    """Paints one body of a figure, seen by a camera.

    `large` is how much larger the head is drawn. The limbs of `without` are left out, and one that is `marked` is
    in a layer of its own, to be measured.
    """

    def __init__(
        self,
        figure: Figure,
        solved: FigureBody,
        camera: Camera,
        large: float = 1.0,
        without: frozenset[str] = frozenset(),
    ) -> None:
        self.figure, self.body, self.camera, self.large, self.without = figure, solved, camera, large, without
        self.marked = ""

    def parts(self) -> Iterator[BodyPart]:
        """Yield the shapes, the farthest first."""
        bands = [prop for prop in self.figure.props if prop.kind is PropKind.BAND]
        for prop in self.figure.props:
            if prop not in bands:
                yield from self.prop(prop)
        for paint in self._order():
            yield from paint
        for band in bands:
            yield from self.prop(band)  # it is held in the hand, whose margin would part them
        yield from self.head()

    def _order(self) -> list[Iterator[BodyPart]]:
        """Return the trunk and the limbs, those behind it first."""
        joints = self.body.joints

        def depth(limb: str) -> float:
            kind, _, side = limb.partition(".")
            # From the side by its root: an arm that is stretched forward would sort behind the trunk.
            names = JOINTS[kind][: 3 if max(self.camera.pitch, abs(self.camera.yaw)) > ABOVE else 1]
            return sum(self.camera.see(joints[f"{name}.{side}"]).depth for name in names) / len(names)

        middle = self.camera.see(mix(joints["pelvis"], joints["chest"], 0.5)).depth
        ordered = sorted(LIMBS, key=lambda limb: (depth(limb), limb.endswith(".near")))
        behind = [limb for limb in ordered if depth(limb) < middle or (depth(limb) == middle and "far" in limb)]
        before = [limb for limb in ordered if limb not in behind]
        shown = [[self.limb(limb) for limb in limbs if limb not in self.without] for limbs in (behind, before)]
        return [*shown[0], self.trunk(), *shown[1]]

    def disc(self, place: Vec, radius: float) -> Round:
        """Return a disc round a place."""
        x, y, _depth = self.camera.see(place)
        return x, y, radius

    def trunk(self) -> Iterator[BodyPart]:
        """Yield the neck, the back on its curve with the belly, the shoulders and the hips."""
        joints = self.body.joints
        pelvis, waist, chest = joints["pelvis"], joints["waist"], joints["chest"]
        neck = mix(chest, joints["head"], 0.6)
        yield self.hull(Layer.TORSO, (chest, RADII["neck"] + 0.6), (neck, RADII["neck"]))
        bend = along(scale(waist, 2), mix(pelvis, chest, 0.5), -1.0)  # the curve passes through the waist
        places = [
            mix(mix(pelvis, bend, k / SPINE), mix(bend, chest, k / SPINE), k / SPINE) for k in range(SPINE + 1)
        ]
        radii = [RADII["pelvis"], 6.0, RADII["waist"], 6.3, RADII["chest"]]
        yield self.hull(
            Layer.TORSO, *((joints[f"hip.{side}"], RADII["hip"]) for side in ("far", "near")), joined=True
        )
        shoulders = ((joints[f"shoulder.{side}"], RADII["shoulder"] + 0.6) for side in ("far", "near"))
        yield self.hull(Layer.TORSO, *shoulders, joined=True)
        for k in range(SPINE):
            yield self.hull(Layer.TORSO, (places[k], radii[k]), (places[k + 1], radii[k + 1]), joined=True)
        if self.body.belly > 0:
            front = self.body.frames["pelvis"].front
            top = along(mix(pelvis, waist, 0.75), front, self.body.belly)
            yield self.hull(
                Layer.TORSO, (places[0], 5.0), (top, RADII["waist"]), (places[SPINE - 1], 5.0), joined=True
            )

    def limb(self, name: str) -> Iterator[BodyPart]:
        """Yield a limb from its root."""
        kind, _, side = name.partition(".")
        names = JOINTS[kind]
        root, middle, end, tip = (self.body.joints[f"{joint}.{side}"] for joint in names)
        radii = [RADII[joint] for joint in names]
        working, near = name in self.figure.work, side == "near" or self.camera.pitch > ABOVE
        layer = (Layer.WORK if near else Layer.WORKFAR) if working else (Layer.NEAR if near else Layer.FAR)
        if name == self.marked:
            layer = MARK
        yield self.hull(layer, (root, radii[0]), (middle, radii[1]))
        yield self.hull(layer, (middle, radii[1]), (end, radii[2]), joined=True)
        if kind == "leg":
            forward = unit((tip[0] - end[0], tip[1] - end[1], tip[2] - end[2]))
            shin = unit((end[0] - middle[0], end[1] - middle[1], end[2] - middle[2]))
            sole = unit(across(shin, forward))
            heel = along(along(end, forward, -HEEL), sole, 1.6)
            yield self.hull(layer, (end, radii[2]), (heel, 2.2), (tip, radii[3]), joined=True)
        else:
            yield self.hull(layer, (end, radii[2]), (tip, radii[3]), joined=True)

    def head(self) -> Iterator[BodyPart]:
        """Yield the hair, and the face where it can be seen."""
        place, frame = self.body.joints["head"], self.body.frames["head"]
        hair = BodyPart(Layer.HAIR, (self.disc(place, RADII["head"] * self.large),))
        yield hair
        # The neck once more, across the margin that the head has cleared round it.
        nape, throat = (mix(self.body.joints["chest"], place, share) for share in (0.45, 0.8))
        yield replace(
            self.hull(Layer.TORSO, (nape, RADII["neck"]), (throat, RADII["neck"]), joined=True), halo=False
        )
        yield replace(hair, halo=False, joined=True)
        if self.camera.see(frame.front).depth < -0.6:
            return  # the back of the head
        face = along(along(place, frame.front, 2.9 * self.large), frame.up, -1.3 * self.large)
        yield BodyPart(Layer.FACE, (self.disc(face, 5.6 * self.large),), halo=False, joined=True)

    def prop(self, prop: Prop) -> Iterator[BodyPart]:
        """Yield a thing."""
        x, y, z = prop.at
        if prop.kind is PropKind.BALL:
            yield BodyPart(Layer.PROP, (self.disc(prop.at, prop.size),), hollow=1.5)
            light = [
                (x + 0.55 * prop.size * math.cos(turn), y + 0.55 * prop.size * math.sin(turn), z)
                for turn in (2.0, 2.6)
            ]
            yield self.hull(Layer.PROP, *((place, 0.8) for place in light))
        elif prop.kind is PropKind.CHAIR:
            deep = DEPTH if prop.size >= 0 else -DEPTH
            yield self.hull(Layer.PROP, ((x, 1.0, z), 1.0), ((x, BACK, z), 1.0))
            yield self.hull(Layer.PROP, ((x, SEAT, z), 1.0), ((x + deep, SEAT, z), 1.0), joined=True)
            yield self.hull(Layer.PROP, ((x + deep, SEAT, z), 1.0), ((x + deep, 1.0, z), 1.0), joined=True)
        elif prop.kind is PropKind.BAND:
            yield replace(self.hull(Layer.PROP, (prop.at, 1.0), (self.body.joints[prop.to], 0.8)), halo=False)
        elif self.camera.pitch > ABOVE:
            half = prop.size / 2
            corners = [(x + right * half, 0.0, z + near * MAT) for right in (-1, 1) for near in (-1, 1)]
            yield BodyPart(Layer.MAT, tuple(self.disc(corner, 0.1) for corner in corners), halo=False)

    def hull(self, layer: Layer, *places: tuple[Vec, float], joined: bool = False) -> BodyPart:
        """Return the hull of discs round places."""
        return BodyPart(layer, tuple(self.disc(place, radius) for place, radius in places), joined=joined)


def outline(figure: Figure, solved: FigureBody) -> list[BodyPart]:
    """Return the shapes of a body, the farthest first."""
    return list(_Painter(figure, solved, _camera(figure)).parts())


class Box(NamedTuple):
    """What a figure takes of the picture in all its poses, in units."""

    left: float
    right: float
    low: float
    high: float


@lru_cache(maxsize=256)
def box(figure: Figure) -> Box:
    """Return the room that a figure takes, also on its way between its poses; on a floor from the floor up."""
    discs = [
        disc
        for number in range(len(figure.cycle))
        for share in (0.0, 0.25, 0.5, 0.75)
        for part in outline(figure, between(figure, *figure.ends(number), share))
        for disc in part.discs
    ]
    low = 0.0 if _has_floor(figure) else min(y - radius for _, y, radius in discs)
    return Box(
        min(x - radius for x, _, radius in discs),
        max(x + radius for x, _, radius in discs),
        low,
        max(y + radius for _, y, radius in discs),
    )


def _has_floor(figure: Figure) -> bool:
    return figure.pitch <= ABOVE


def _camera(figure: Figure, *, mirrored: bool = False) -> Camera:
    return Camera(figure.yaw, figure.pitch, mirrored)


def fits(figure: Figure, columns: int, rows: int) -> bool:
    """Tell whether a figure can be read at a size: from 24 by 8 cells, a tall one from 24 by 12."""
    room = box(figure)
    return columns >= SMALLEST[0] and rows >= (SMALLEST[1] if room.high - room.low < TALL else STANDING)


def window(figure: Figure, columns: int, rows: int) -> Window:
    """Return what is seen of a figure at a size: the same for all its pictures, so that nothing jumps."""
    left, right, low, high = box(figure)
    fit = max(max(right - left, COMPACT) / (columns - 2 * AIR), (high - low) / (2 * rows - AIR))
    bottom = 0.0 if _has_floor(figure) else (high + low) / 2 - rows * fit
    return Window(columns, rows, fit, (left + right - columns * fit) / 2, bottom)


@lru_cache(maxsize=256)
def hidden(figure: Figure) -> frozenset[str]:
    """Return the far limbs of which so little is ever seen that they would look like noise."""
    seen = window(figure, 40, 16)
    shown = dict.fromkeys(LIMBS, 0.0)
    for number in range(len(figure.cycle)):
        solved = between(figure, *figure.ends(number), 0.0)
        painter = _Painter(figure, solved, _camera(figure))
        for limb in (limb for limb in LIMBS if limb.endswith(".far")):
            painter.marked = limb
            raster = rasterise(list(painter.parts()), seen)
            alone = rasterise(list(painter.limb(limb)), seen)
            shown[limb] = max(shown[limb], raster.area(MARK) / max(alone.area(MARK), 1 / 64))
    return frozenset(limb for limb, share in shown.items() if limb.endswith(".far") and share < SLIVER)


class Reel:
    """The pictures of a figure at one size, each drawn when it is first asked for and kept.

    `style` is `blocks`, `quadrants` or `dots`; `mirrored` shows the other side.
    """

    def __init__(
        self, figure: Figure, columns: int, rows: int, *, style: str = "blocks", mirrored: bool = False
    ) -> None:
        self.figure, self.size = figure, (columns, rows)
        self._fit = STYLES[style]
        self._camera = _camera(figure, mirrored=mirrored)
        self._window = window(figure, columns, rows)
        if mirrored:
            right = self._window.left + columns * self._window.scale
            self._window = replace(self._window, left=-right)
        self._seen: dict[FigureInstant, Picture] = {}

    def __getitem__(self, instant: FigureInstant) -> Picture:
        if instant not in self._seen:
            self._seen[instant] = self._drawn(instant)
        return self._seen[instant]

    def _drawn(self, instant: FigureInstant) -> Picture:
        solved = body(self.figure, instant)
        if instant.breath:
            solved = replace(solved, belly=solved.belly + BREATH * instant.breath / (BREATHS - 1))
        large = 1.12 if self._window.scale > SMALL else 1.0
        painter = _Painter(self.figure, solved, self._camera, large, hidden(self.figure))
        return self._fit(rasterise(list(painter.parts()), self._window), floor=_has_floor(self.figure))
