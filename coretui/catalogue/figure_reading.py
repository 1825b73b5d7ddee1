"""Reads figures from TOML and says precisely what is wrong in them; README.md here lists their keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeGuard

from coretui.catalogue.tables import Allowed, Known, Table, check_id, wrong
from coretui.figures.figure import (
    LIMBS,
    Figure,
    FigurePose,
    FigureSide,
    KeyPose,
    Lean,
    Limb,
    Place,
    Prop,
    PropKind,
    Target,
    Trunk,
)
from coretui.figures.skeleton import JOINTS, between
from coretui.figures.vectors import Vec
from coretui.i18n import _

SLACK = 0.5
"""How far a limb may miss the place where it rests, in units."""
LONGEST = 60.0
"""The most seconds of a hold or a move."""
FAR = 400.0
"""The largest number that a figure has use for."""

TRUNK = ("trunk", "roll", "lumbar", "thorax", "lean", "twist", "neck", "turn", "belly")
ARM = {"shoulder": "flexion", "out": "out", "turn": "turn", "elbow": "bend", "wrist": "end", "hand": "tip"}
LEG = {"hip": "flexion", "out": "out", "turn": "turn", "knee": "bend", "ankle": "end", "foot": "tip"}
"""The keys of a limb, each with what it is in the domain."""
PLACES = ("on", "at", "middle", "pole")
MIDDLES = ("pelvis", "waist", "chest", "head", "belly")
ENDS = tuple(f"{joint}.{side}" for joints in JOINTS.values() for joint in joints for side in ("near", "far"))
TOP = ("exercise", "ball", "like", "view", "work", "props", "cycle", "top", "still", "side", "poses")

SIDES: tuple[FigureSide, ...] = ("left", "right")

FigureId = tuple[str, bool]
"""An exercise, and whether it is done with the ball."""


class _Numbers:
    """One table of a figure, read key by key; each reading checks what it returns."""

    def __init__(self, file: str, path: str, values: object, keys: Collection[str]) -> None:
        self.table = Table(file, path, values, keys, {})
        self.values = self.table.values
        self.file, self.path = file, path

    def number(self, key: str, default: float | None = None, *, least: float = -FAR, most: float = FAR) -> float:
        value = self.values.get(key, default)
        if not _is_number(value) or not least <= value <= most:
            expected = _("a number from {least:g} to {most:g}").format(least=least, most=most)
            raise self.table.wrong(key, expected)
        return float(value)

    def numbers(self, key: str, fewest: int, most: int) -> tuple[float, ...]:
        value = self.values.get(key)
        if not isinstance(value, list) or not fewest <= len(value) <= most or not all(map(_is_number, value)):
            expected = _("a list of {fewest} to {most} numbers").format(fewest=fewest, most=most)
            raise self.table.wrong(key, expected)
        return tuple(float(one) for one in value)

    def way(self, key: str) -> Vec | None:
        """Return a direction of two or three numbers."""
        if key not in self.values:
            return None
        x, y, z = (*self.numbers(key, 2, 3), 0.0)[:3]
        if not (x or y or z):
            raise self.table.wrong(key, _("a direction, not zero"))
        return x, y, z

    def point(self, key: str) -> tuple[float, float]:
        x, y = self.numbers(key, 2, 2)
        return x, y

    def choice(self, key: str, allowed: Collection[Allowed]) -> Allowed:
        return self.table.choice(key, allowed)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= FAR


def _merged(file: str, id_: str, raw: Mapping[str, object], seen: tuple[str, ...] = ()) -> dict[str, object]:
    """Return what a figure says, with what it has from the one it is like."""
    values = raw.get(id_)
    if not isinstance(values, dict):
        raise wrong(file, f"figures.{id_}", values, _("a table"))
    base = values.get("like")
    if base is None:
        return values
    if base not in raw or base in (*seen, id_):
        raise wrong(file, f"figures.{id_}.like", base, _("the id of another figure in this file"))
    under = _merged(file, str(base), raw, (*seen, id_))
    poses = {**_dict(under.get("poses")), **_dict(values.get("poses"))}
    own = {key: value for key, value in values.items() if key != "like"}
    below = {key: value for key, value in under.items() if key not in {"exercise", "ball"}}
    return {**below, **own, "poses": poses}


def _dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def read_figure(file: str, id_: str, raw: Mapping[str, object], known: Known) -> tuple[FigureId, Figure]:
    """Return a figure and what it belongs to, from all the figures of its file; raises `CatalogueError`."""
    path = f"figures.{id_}"
    table = Table(file, path, _merged(file, id_, raw), TOP, known)
    table.values.setdefault("exercise", id_)
    exercise, ball = table.reference("exercise", "exercises"), table.flag("ball")
    poses = _poses(file, path, table)
    cycle = tuple(_cycle(file, path, table, poses))
    top = _key(table, "top", cycle, cycle[-1].pose)
    view = _Numbers(file, f"{path}.view", table.values.get("view", {}), ("yaw", "pitch"))
    work = table.values.get("work", [])
    if not isinstance(work, list) or any(limb not in LIMBS for limb in work):
        raise table.wrong("work", _("a list of {values}").format(values=", ".join(LIMBS)))
    figure = Figure(
        exercise=exercise,
        ball=ball,
        yaw=view.number("yaw", 16.0, least=-180, most=180),
        pitch=view.number("pitch", 0.0, least=0, most=90),
        work=frozenset(work),
        props=tuple(_props(file, path, table)),
        cycle=cycle,
        top=top,
        best=_key(table, "still", cycle, cycle[top].pose),
        side=table.choice("side", SIDES) if "side" in table.values else "right",
        poses=poses,
    )
    _check(file, path, figure)
    return (exercise, ball), figure


def _key(table: Table, name: str, cycle: Sequence[KeyPose], default: str) -> int:
    """Return which key of the cycle has a pose, the first of them."""
    poses = [key.pose for key in cycle]
    wanted = table.values.get(name, default)
    if wanted not in poses:
        raise table.wrong(name, _("a pose of the cycle"))
    return poses.index(str(wanted))


def _list(table: Table, key: str, *, needed: bool) -> list[object]:
    value = table.values.get(key, [])
    if not isinstance(value, list) or (needed and not value):
        raise table.wrong(key, _("a list of tables"))
    return value


def _cycle(file: str, path: str, table: Table, poses: Mapping[str, FigurePose]) -> Iterator[KeyPose]:
    for number, values in enumerate(_list(table, "cycle", needed=True), 1):
        one = _Numbers(file, f"{path}.cycle[{number}]", values, ("pose", "hold", "move"))
        hold = one.number("hold", 0.0, least=0, most=LONGEST)
        yield KeyPose(one.choice("pose", poses), hold, one.number("move", 1.5, least=0.2, most=LONGEST))


def _props(file: str, path: str, table: Table) -> Iterator[Prop]:
    for number, values in enumerate(_list(table, "props", needed=False), 1):
        one = _Numbers(file, f"{path}.props[{number}]", values, ("kind", "at", "size", "to"))
        kind = one.choice("kind", list(PropKind))
        x, y, z = (*one.numbers("at", 1, 3), 0.0, 0.0)[:3]
        size = one.number("size", 15.0 if kind is PropKind.BALL else 1.0)
        if kind is PropKind.BALL and len(one.numbers("at", 1, 3)) == 1:
            y = size
        yield Prop(kind, (x, y, z), size, one.choice("to", ENDS) if kind is PropKind.BAND else "")


def _poses(file: str, path: str, table: Table) -> dict[str, FigurePose]:
    raw = table.values.get("poses")
    if not isinstance(raw, dict) or not raw:
        raise table.wrong("poses", _("a table of poses"))
    return {name: _pose(file, f"{path}.poses.{name}", _inherited(file, path, name, raw)) for name in raw}


def _inherited(
    file: str, path: str, name: str, raw: Mapping[str, object], seen: tuple[str, ...] = ()
) -> dict[str, object]:
    """Return what a pose says, with what it has from the one it is like."""
    values = raw[name]
    if not isinstance(values, dict):
        raise wrong(file, f"{path}.poses.{name}", values, _("a table"))
    own = dict(values)
    for kind in ("arm", "leg"):
        limbs = _dict(own.pop(kind, {}))
        both = limbs.pop("both", None) if "both" in (limbs := dict(limbs)) else None
        if both is not None:
            limbs = {"near": both, "far": both, **limbs}
        own |= {f"{kind}.{side}": limb for side, limb in limbs.items()}
    base = own.pop("like", None)
    if base is None:
        return own
    if base not in raw or base in (*seen, name):
        raise wrong(file, f"{path}.poses.{name}.like", base, _("the name of another pose"))
    under = _inherited(file, path, str(base), raw, (*seen, name))
    if "pin" in own:
        under.pop("hip", None)
        under.pop("lean_on", None)
    if "hip" in own:
        under.pop("pin", None)
        under.pop("lean_on", None)
    return {**under, **own}


def _pose(file: str, path: str, values: dict[str, object]) -> FigurePose:
    one = _Numbers(file, path, values, ("hip", "pin", "lean_on", *TRUNK, *LIMBS))
    if ("hip" in values) == ("pin" in values):
        raise one.table.wrong("hip", _("either hip or pin"))
    one.number("trunk")  # the one without a default
    trunk = Trunk(**{"pitch" if key == "trunk" else key: one.number(key, 0.0) for key in TRUNK})
    limbs = {name: _limb(file, f"{path}.{name}", name, values.get(name, {})) for name in LIMBS}
    return FigurePose(_place(file, path, one), trunk, limbs)


def _place(file: str, path: str, one: _Numbers) -> Place:
    if "hip" in one.values:
        if "lean_on" in one.values:
            raise one.table.alone("lean_on", "pin")
        return Place(one.point("hip"))
    pin = _Numbers(file, f"{path}.pin", one.values["pin"], ("joint", "at"))
    lean = None
    if "lean_on" in one.values:
        on = _Numbers(file, f"{path}.lean_on", one.values["lean_on"], ("joint", "at", "far"))
        lean = Lean(on.choice("joint", (*MIDDLES, *ENDS)), on.point("at"), on.number("far", least=0))
    return Place(pin.point("at"), pin.choice("joint", (*MIDDLES, *ENDS)), lean)


def _limb(file: str, path: str, name: str, values: object) -> Limb:
    keys = LEG if name.startswith("leg") else ARM
    one = _Numbers(file, path, values, (*keys, *PLACES, "lower"))
    angles = {field: one.number(key, 0.0, least=-180, most=200) for key, field in keys.items() if field != "tip"}
    tip = next(key for key, field in keys.items() if field == "tip")
    return Limb(**angles, target=_target(one, name), lower=one.way("lower"), tip=one.way(tip))


def _target(one: _Numbers, name: str) -> Target | None:
    if "on" not in one.values:
        return None
    others = [joint for joint in ENDS if not name.startswith("leg") or joint.startswith(("shoulder", "hip"))]
    on = one.choice("on", ("floor", "air", "ball", *MIDDLES, *others))
    fewest = {"floor": 1, "air": 2, "ball": 1}.get(on, 0)
    at = one.numbers("at", fewest, 3) if fewest or "at" in one.values else ()
    return Target(on, at, one.table.flag("middle"), one.way("pole"))


def _check(file: str, path: str, figure: Figure) -> None:
    """Raise `CatalogueError` for a pose whose limbs do not get to where they rest."""
    needs_ball = any(
        limb.target and limb.target.on == "ball" for pose in figure.poses.values() for limb in pose.limbs.values()
    )
    if needs_ball and not any(prop.kind is PropKind.BALL for prop in figure.props):
        raise wrong(file, f"{path}.props", [], _("a ball, for what rests on it"))
    for name, pose in figure.poses.items():
        for limb, short in between(figure, pose, pose, 0.0).short.items():
            if short > SLACK:
                expected = _("a place within reach; it is {short:.1f} units too far").format(short=short)
                raise wrong(file, f"{path}.poses.{name}", limb, expected)


def read_figures(file: str, raw: Mapping[str, object], known: Known) -> Iterator[tuple[FigureId, Figure]]:
    """Yield the figures of a file; raises `CatalogueError` at the first mistake."""
    for id_ in raw:
        check_id(file, "figures", id_)
        yield read_figure(file, id_, raw, known)
