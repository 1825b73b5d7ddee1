"""The skeleton of a figure, and the body that a pose makes of it.

Bones and radii are in units of 1 % of stature: the usual proportions of an adult, with the head enlarged by 15 %
so that it can be read when small.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from coretui.figures.figure import LIMBS, Figure, FigureInstant, FigurePose, Limb, Place, PropKind, Target, Trunk
from coretui.figures.vectors import NIL, Axes, Vec, across, add, along, dot, mix, scale, slerp, sub, turned, unit

LUMBAR, THORAX, NECK = 14.0, 17.0, 11.0
"""From the hips to the waist, from there to the shoulders, and from there to the middle of the head."""
SHOULDER, HIP = 9.8, 6.0
"""From the middle to a shoulder and to a hip."""
FOOT_DROP = 0.18
"""How far a flat foot falls from the ankle to the toes, for each unit forward."""

BONES = {"arm": (18.0, 15.5, 7.0), "leg": (25.0, 24.5, 12.0)}
"""The two bones of a limb and the hand or foot."""
JOINTS = {"arm": ("shoulder", "elbow", "wrist", "hand"), "leg": ("hip", "knee", "ankle", "toe")}
"""The ends of the bones of a limb, from the trunk on."""
RADII = {
    "pelvis": 6.6, "waist": 5.4, "chest": 6.8, "neck": 3.0, "head": 7.6,
    "shoulder": 3.6, "elbow": 2.9, "wrist": 2.2, "hand": 2.3,
    "hip": 5.2, "knee": 3.7, "ankle": 2.6, "toe": 2.0,
}  # fmt: skip
"""Half the width of the body at its joints."""
RESTING = {"elbow": 2.9, "wrist": 3.0, "knee": 3.7, "ankle": 4.2}
"""How high a joint is above the floor that the limb rests on: the ankle on a flat foot, the wrist on a palm."""
SINK = 1.0
"""How far a limb sinks into a ball."""

Z = (0.0, 0.0, 1.0)


class Directions(NamedTuple):
    """Where the two bones of a limb and its hand or foot point."""

    upper: Vec
    lower: Vec
    tip: Vec


@dataclass(frozen=True, slots=True)
class FigureBody:
    """A solved pose: joints in the world, by names such as `pelvis`, `head`, `knee.near`.

    `pelvis`, `chest` and `head` have their frames. `short` is how far each limb that rests somewhere fails to
    get there, in units. `belly` is how far the belly rises.
    """

    joints: Mapping[str, Vec]
    frames: Mapping[str, Axes]
    short: Mapping[str, float]
    belly: float


def side_of(limb: str) -> float:
    """Return 1 for the near side and -1 for the far one."""
    return 1.0 if limb.endswith(".near") else -1.0


def _spine(trunk: Trunk) -> tuple[dict[str, Vec], dict[str, Axes]]:
    """Return the joints of the trunk with the pelvis at the origin."""
    world = Axes((1.0, 0.0, 0.0), (0.0, -1.0, 0.0), Z)  # face down, head right
    turn = math.radians(trunk.pitch)
    spun = Axes(*(_spin(way, turn) for way in world))
    pelvis = spun.twisted(trunk.roll)
    waist = pelvis.leant(trunk.lean).flexed(trunk.lumbar).twisted(trunk.twist)
    chest = waist.flexed(trunk.thorax)
    head = chest.flexed(trunk.neck).twisted(trunk.turn)
    joints: dict[str, Vec] = {"pelvis": (0.0, 0.0, 0.0)}
    joints["waist"] = along(joints["pelvis"], waist.up, LUMBAR)
    joints["chest"] = along(joints["waist"], chest.up, THORAX)
    joints["head"] = along(joints["chest"], head.up, NECK)
    for side, sign in (("near", 1.0), ("far", -1.0)):
        joints[f"hip.{side}"] = along(joints["pelvis"], pelvis.near, sign * HIP)
        joints[f"shoulder.{side}"] = along(joints["chest"], chest.near, sign * SHOULDER)
    return joints, {"pelvis": pelvis, "chest": chest, "head": head}


def _spin(way: Vec, turn: float) -> Vec:
    """Turn a direction about the axis to who looks on, counter-clockwise."""
    x, y, z = way
    return x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn), z


def _ways(kind: str, limb: Limb, upper: Vec, front: Vec, bend: float) -> Directions:
    """Return the directions of a limb; `front` is that of its first bone, from which the second bends."""
    if kind == "leg":
        lower, ahead = turned(upper, scale(front, -1), bend), turned(front, upper, bend)
        tip = turned(ahead, lower, limb.end)
    else:
        lower, ahead = turned(upper, front, bend), turned(front, scale(upper, -1), bend)
        tip = turned(lower, scale(ahead, -1), limb.end)
    return Directions(upper, unit(limb.lower) if limb.lower else lower, unit(limb.tip) if limb.tip else tip)


def _free(kind: str, frame: Axes, limb: Limb, sign: float) -> Directions:
    """Return the directions of a limb that hangs by its angles."""
    plane = turned(scale(frame.up, -1), frame.front, limb.flexion)
    outward = scale(frame.near, sign)
    upper = turned(plane, outward, limb.out)
    front = turned(turned(frame.front, frame.up, limb.flexion), turned(outward, plane, -limb.out), limb.turn)
    return _ways(kind, limb, upper, front, limb.bend)


def _reach(lengths: tuple[float, float], way: Vec, pole: Vec) -> tuple[Vec, Vec, float]:
    """Return the directions of two bones to the end of `way`, and how much of it they miss.

    The joint between them points to the pole.
    """
    first, second = lengths
    whole = math.hypot(*way)
    length = min(max(whole, abs(first - second), NIL), first + second)
    ahead = unit(way)
    side = unit(across(pole, ahead))
    cosine = min(1.0, max(-1.0, (first**2 + length**2 - second**2) / (2 * first * length)))
    upper = turned(ahead, side, math.degrees(math.acos(cosine)))
    lower = unit(sub(scale(ahead, length), scale(upper, first)))
    return upper, lower, abs(whole - length)


class _Solver:
    """Solves one picture: a trunk, and the limbs of two poses at a share of the way between them."""

    def __init__(self, figure: Figure, trunk: Trunk, at: tuple[float, float]) -> None:
        self.joints, self.frames = _spine(trunk)
        self.joints = {name: add(joint, (*at, 0.0)) for name, joint in self.joints.items()}
        chest, pelvis = self.frames["chest"], self.frames["pelvis"]
        middle = mix(self.joints["pelvis"], self.joints["waist"], 0.75)
        self.joints["belly"] = along(middle, pelvis.front, RADII["waist"] + trunk.belly)
        self.frames |= {"leg": pelvis, "arm": chest}
        self.ball = next((prop for prop in figure.props if prop.kind is PropKind.BALL), None)
        self.short: dict[str, float] = {}

    def place(self, name: str, ways: Directions) -> None:
        """Put the joints of a limb where its directions lead."""
        kind, _, side = name.partition(".")
        point = self.joints[f"{JOINTS[kind][0]}.{side}"]
        for joint, way, length in zip(JOINTS[kind][1:], ways, BONES[kind], strict=True):
            point = self.joints[f"{joint}.{side}"] = along(point, way, length)

    def ways(self, name: str, limb: Limb) -> Directions:
        """Return the directions of a limb on the body as it is."""
        kind = name[:3]
        if limb.target is None:
            return _free(kind, self.frames[kind], limb, side_of(name))
        return self._resting(name, limb, limb.target)

    def _resting(self, name: str, limb: Limb, target: Target) -> Directions:
        kind, _, side = name.partition(".")
        frame, (first, second, _tip) = self.frames[kind], BONES[kind]
        root_name, middle, end, _last = JOINTS[kind]
        root = self.joints[f"{root_name}.{side}"]
        way = sub(self._goal(target, middle if target.middle else end, root), root)
        pole = target.pole or (
            frame.front if kind == "leg" else add(scale(frame.front, -1), scale(frame.up, -0.5))
        )
        if target.middle:
            upper, missing = unit(way), abs(math.hypot(*way) - first)
            lower = unit(limb.lower) if limb.lower else upper
        else:
            upper, lower, missing = _reach((first, second), way, pole)
        self.short[name] = max(missing, self.short.get(name, 0.0))
        aside = across(lower, upper)
        if math.hypot(*aside) < 1e-6:
            aside = scale(across(frame.front, upper), -1.0 if kind == "leg" else 1.0)
        front = scale(unit(aside), -1.0 if kind == "leg" else 1.0)
        ways = _ways(kind, limb, upper, front, _degrees(upper, lower))
        return (
            ways
            if limb.tip or target.on != "floor" or target.middle
            else ways._replace(tip=self._flat(kind, ways))
        )

    def _flat(self, kind: str, ways: Directions) -> Vec:
        """Return where a foot or hand points that lies flat on the floor."""
        frame = self.frames[kind]
        ahead = sub(frame.front, frame.up) if kind == "leg" else add(ways.lower, scale(frame.up, 0.5))
        x, _y, z = ahead
        level = unit((x, 0.0, z))
        return unit((level[0], -FOOT_DROP if kind == "leg" else -0.1, level[2]))

    def _goal(self, target: Target, joint: str, root: Vec) -> Vec:
        """Return the point that a target means for a joint."""
        if target.on == "ball" and self.ball:
            degrees, *rest = target.at
            far = self.ball.size + RADII[joint] - SINK
            turn = math.radians(degrees)
            x, y, _z = self.ball.at
            return x + far * math.cos(turn), y + far * math.sin(turn), rest[0] if rest else root[2]
        if target.on in {"floor", "air"}:
            x, *more = target.at
            y = more[0] if more else RESTING[joint]
            return x, y, more[1] if len(more) > 1 else root[2]
        x, y, z = (*target.at, 0.0, 0.0, 0.0)[:3]
        return add(self.joints[target.on], (x, y, z))


def _degrees(one: Vec, other: Vec) -> float:
    return math.degrees(math.atan2(math.hypot(*across(other, one)), dot(one, other)))


def _blended(one: float, other: float, share: float) -> float:
    return one + (other - one) * share


def _trunk(one: Trunk, other: Trunk, share: float) -> Trunk:
    """Return what is between two trunks; a body that rolls goes the shorter way round."""
    trunk = Trunk(*(_blended(a, b, share) for a, b in zip(_numbers(one), _numbers(other), strict=True)))
    rolled = (other.roll - one.roll + 180) % 360 - 180
    if rolled == -180 and other.roll > one.roll:
        rolled = 180
    return replace(trunk, roll=one.roll + rolled * share)


def _numbers(trunk: Trunk) -> tuple[float, ...]:
    return (
        trunk.pitch, trunk.roll, trunk.lumbar, trunk.thorax, trunk.lean,
        trunk.twist, trunk.neck, trunk.turn, trunk.belly,
    )  # fmt: skip


def _alike(one: Limb, other: Limb) -> bool:
    """Tell whether the numbers of two limbs mean the same, so that what is between them does too."""
    if (one.lower is None) != (other.lower is None) or (one.tip is None) != (other.tip is None):
        return False
    if one.target is None or other.target is None:
        return one.target is other.target
    a, b = one.target, other.target
    return (a.on, a.middle, len(a.at), a.pole is None) == (b.on, b.middle, len(b.at), b.pole is None)


def _vec(one: Vec | None, other: Vec | None, share: float) -> Vec | None:
    return slerp(unit(one), unit(other), share) if one and other else None


def _limb(one: Limb, other: Limb, share: float) -> Limb:
    """Return what is between two limbs whose numbers mean the same."""
    if one == other:
        return one
    target = one.target
    if one.target and other.target:
        at = tuple(_blended(a, b, share) for a, b in zip(one.target.at, other.target.at, strict=True))
        target = replace(one.target, at=at, pole=_vec(one.target.pole, other.target.pole, share))
    return Limb(
        flexion=_blended(one.flexion, other.flexion, share),
        out=_blended(one.out, other.out, share),
        turn=_blended(one.turn, other.turn, share),
        bend=_blended(one.bend, other.bend, share),
        end=_blended(one.end, other.end, share),
        target=target,
        lower=_vec(one.lower, other.lower, share),
        tip=_vec(one.tip, other.tip, share),
    )


def _solve(
    figure: Figure, one: FigurePose, other: FigurePose, share: float, trunk: Trunk, at: tuple[float, float]
) -> _Solver:
    """Return a trunk whose middle of the hips is at a point, with its limbs."""
    solver = _Solver(figure, trunk, at)
    for name in LIMBS:  # the legs first: a hand may rest on a knee
        a, b = one.limbs[name], other.limbs[name]
        if _alike(a, b):
            ways = solver.ways(name, _limb(a, b, share))
        else:
            # From resting to free: bones turn, so that they keep their lengths.
            pairs = zip(solver.ways(name, a), solver.ways(name, b), strict=True)
            ways = Directions(*(slerp(here, there, share) for here, there in pairs))
            solver.short.pop(name, None)
        solver.place(name, ways)
    return solver


def _placed(
    figure: Figure, one: FigurePose, other: FigurePose, share: float, trunk: Trunk, place: Place
) -> tuple[Trunk, tuple[float, float]]:
    """Return the trunk turned as the place wants, and where the middle of its hips comes."""
    x, y = place.at
    if place.lean:
        for _again in range(3):  # what follows the world does not turn along, so that once is not exact
            joints = _solve(figure, one, other, share, trunk, (0.0, 0.0)).joints
            trunk = replace(trunk, pitch=trunk.pitch + _leaning(joints, place))
    if place.joint == "pelvis":
        return trunk, (x, y)
    pin = _solve(figure, one, other, share, trunk, (0.0, 0.0)).joints[place.joint]
    return trunk, (x - pin[0], y - pin[1])


def _leaning(joints: Mapping[str, Vec], place: Place) -> float:
    """Return the degrees to turn a body about its pin for its lean, the shorter way."""
    lean = place.lean
    if lean is None:
        return 0.0
    pin, joint = joints[place.joint], joints[lean.joint]
    arm = math.hypot(joint[0] - pin[0], joint[1] - pin[1])
    way = lean.at[0] - place.at[0], lean.at[1] - place.at[1]
    apart = math.hypot(*way)
    cosine = (arm**2 + apart**2 - lean.far**2) / (2 * arm * apart)
    open_ = math.degrees(math.acos(min(1.0, max(-1.0, cosine))))
    now = math.degrees(math.atan2(joint[1] - pin[1], joint[0] - pin[0]))
    towards = math.degrees(math.atan2(way[1], way[0]))
    turns = [(towards + side * open_ - now + 180) % 360 - 180 for side in (1, -1)]
    return min(turns, key=abs)


def between(figure: Figure, one: FigurePose, other: FigurePose, share: float) -> FigureBody:
    """Return the body at a share of the way, eased already, from one pose of a figure to another."""
    trunk = _trunk(one.trunk, other.trunk, share)
    if one.place.joint == other.place.joint and (one.place.lean is None) == (other.place.lean is None):
        place = _place(one.place, other.place, share)
        trunk, at = _placed(figure, one, other, share, trunk, place)
    else:
        trunk, start = _placed(figure, one, other, share, trunk, one.place)
        trunk, end = _placed(figure, one, other, share, trunk, other.place)
        at = _blended(start[0], end[0], share), _blended(start[1], end[1], share)
    solver = _solve(figure, one, other, share, trunk, at)
    return FigureBody(solver.joints, solver.frames, solver.short, trunk.belly)


def _place(one: Place, other: Place, share: float) -> Place:
    at = _blended(one.at[0], other.at[0], share), _blended(one.at[1], other.at[1], share)
    lean = one.lean
    if one.lean and other.lean:
        (x, y), (x2, y2) = one.lean.at, other.lean.at
        point = _blended(x, x2, share), _blended(y, y2, share)
        lean = replace(one.lean, at=point, far=_blended(one.lean.far, other.lean.far, share))
    return Place(at, one.joint, lean)


def body(figure: Figure, instant: FigureInstant) -> FigureBody:
    """Return the body of one picture of a figure."""
    one, other = figure.ends(instant.key)
    return between(figure, one, other, figure.eased(instant.key, instant.step / figure.steps(instant.key)))
