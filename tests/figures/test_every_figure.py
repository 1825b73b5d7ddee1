"""Every figure of the catalogue, in its poses and on the way between them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from rich.cells import cell_len

from coretui import catalogue
from coretui.catalogue.figure_reading import FigureId
from coretui.catalogue.figures import built_in, figure_of
from coretui.figures.figure import LIMBS, Figure, FigureInstant, PropKind
from coretui.figures.fit import GLYPHS
from coretui.figures.painter import HEEL, STYLES, Reel, fits, outline, window
from coretui.figures.raster import Layer
from coretui.figures.skeleton import (  # fmt: skip
    BONES,
    HIP,
    JOINTS,
    LUMBAR,
    NECK,
    RADII,
    SHOULDER,
    SINK,
    THORAX,
    FigureBody,
    between,
    side_of,
)
from coretui.figures.vectors import across, along, angle, dot, scale, sub, turned, unit
from tests import goldens

STEPS = 24
FIGURES = built_in()
SIZES = [(24, 8), (24, 12), (40, 16), (80, 30)]

every_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=lambda one: f"{one.exercise}-{one.ball:d}")


def moving(figure: Figure) -> Iterator[tuple[str, FigureBody]]:
    """Yield every in-between, with where it is."""
    for number, key in enumerate(figure.cycle):
        for step in range(STEPS):
            share = figure.eased(number, step / STEPS)
            yield f"{key.pose} + {step}/{STEPS}", between(figure, *figure.ends(number), share)


def heel(body: FigureBody, side: str) -> tuple[float, float, float]:
    knee, ankle, toe = (body.joints[f"{joint}.{side}"] for joint in ("knee", "ankle", "toe"))
    forward, shin = unit(sub(toe, ankle)), unit(sub(ankle, knee))
    return along(along(ankle, forward, -HEEL), unit(across(shin, forward)), 1.6)


def bones(body: FigureBody, limb: str) -> tuple[tuple[float, float, float], ...]:
    """Return the directions of a limb's bones, from the root on."""
    kind, _, side = limb.partition(".")
    joints = [body.joints[f"{joint}.{side}"] for joint in JOINTS[kind]]
    return tuple(unit(sub(end, start)) for start, end in itertools.pairwise(joints))


def test_every_exercise_has_a_figure_with_the_ball_and_without_where_both_are_named() -> None:
    known = catalogue.load().exercises
    for id_, exercise in known.items():
        figure = figure_of(catalogue.load(), id_, ball=False)
        assert figure is not None, id_
        assert figure.exercise == id_
        if exercise.on_ball:
            assert (id_, True) in FIGURES
        if exercise.on_floor or not exercise.on_ball:
            assert (id_, False) in FIGURES
    assert {id_ for id_, _ball in FIGURES} == set(known)


def test_the_ball_or_the_floor_is_shown_as_asked() -> None:
    for ball in (True, False):
        figure = figure_of(catalogue.load(), "side-plank-1-leg", ball=ball)
        assert figure is FIGURES["side-plank-1-leg", ball]
    assert figure_of(catalogue.load(), "superman", ball=False) is FIGURES["superman", True]
    assert figure_of(catalogue.load(), "bird-dog", ball=True) is FIGURES["bird-dog", False]


def test_who_stands_needs_more_room_than_who_lies() -> None:
    standing, lying = FIGURES["short-walk", False], FIGURES["hip-bridge", False]
    assert [fits(lying, *size) for size in ((24, 8), (23, 30), (60, 7))] == [True, False, False]
    assert [fits(standing, *size) for size in ((24, 12), (24, 11), (23, 30))] == [True, False, False]


@every_figure
def test_bones_keep_their_lengths(figure: Figure) -> None:
    for where, body in moving(figure):
        at = body.joints
        assert math.dist(at["pelvis"], at["waist"]) == pytest.approx(LUMBAR, abs=1e-6), where
        assert math.dist(at["waist"], at["chest"]) == pytest.approx(THORAX, abs=1e-6), where
        assert math.dist(at["chest"], at["head"]) == pytest.approx(NECK, abs=1e-6), where
        assert math.dist(at["hip.near"], at["hip.far"]) == pytest.approx(2 * HIP, abs=1e-6), where
        assert math.dist(at["shoulder.near"], at["shoulder.far"]) == pytest.approx(2 * SHOULDER, abs=1e-6), where
        for limb in LIMBS:
            kind, _, side = limb.partition(".")
            joints = [at[f"{joint}.{side}"] for joint in JOINTS[kind]]
            for start, end, length in zip(joints, joints[1:], BONES[kind], strict=False):
                assert math.dist(start, end) == pytest.approx(length, abs=1e-6), where


@every_figure
def test_nothing_goes_through_the_floor(figure: Figure) -> None:
    for where, body in moving(figure):
        low = {name: place[1] - RADII.get(name.partition(".")[0], 0.0) for name, place in body.joints.items()}
        low |= {f"heel.{side}": heel(body, side)[1] - 2.2 for side in ("near", "far")}
        assert min(low.values()) > -0.5, (where, min(low, key=low.__getitem__))


@every_figure
def test_limbs_get_to_where_they_rest(figure: Figure) -> None:
    for where, body in moving(figure):
        assert all(short < 0.5 for short in body.short.values()), (where, body.short)


@every_figure
def test_what_rests_does_not_slip(figure: Figure) -> None:
    for number in range(len(figure.cycle)):
        one, other = figure.ends(number)
        for limb in LIMBS:
            a, b = one.limbs[limb], other.limbs[limb]
            if a.target is None or a.target != b.target or a.target.on not in {"floor", "air", "ball"}:
                continue
            kind, _, side = limb.partition(".")
            joint = f"{JOINTS[kind][1 if a.target.middle else 2]}.{side}"
            places = [between(figure, one, other, step / STEPS).joints[joint] for step in range(STEPS + 1)]
            assert max(math.dist(place[:2], places[0][:2]) for place in places) < 0.02, (joint, number)


@every_figure
def test_no_joint_jumps(figure: Figure) -> None:
    poses = list(moving(figure))
    for (_, before), (where, after) in zip([poses[-1], *poses], poses, strict=False):
        for joint, place in after.joints.items():
            assert math.dist(place, before.joints[joint]) < 7, (where, joint)


class LimbAngles(NamedTuple):
    """How a limb stands to the trunk, in degrees."""

    sideways: float
    """How far the upper bone is raised from the middle of the body outward; at 90 it points straight out."""
    forward: float
    """How far it has swung forward from hanging down; less than 0 is backward."""
    bent: float
    """How far the elbow or knee is bent from straight."""
    lower_forward: float
    """How much the lower bone leaves the upper one to the front: from 1 through 0, sideways, to -1, backward."""


SWING = {"leg": (-30, 130), "arm": (-60, 190)}
"""How far forward a thigh and an upper arm can be, from all the way back."""
RAISED = 60
"""Degrees sideways from which forward and backward mean nothing."""
STRAIGHT = 10
"""Degrees up to which an elbow or knee is as good as straight, and bent nowhere."""


def kind_of(limb: str) -> str:
    return limb.partition(".")[0]


def angles(body: FigureBody, limb: str) -> LimbAngles:
    """Measure a limb."""
    trunk = body.frames["pelvis" if kind_of(limb) == "leg" else "chest"]
    upper, lower, _tip = bones(body, limb)
    outward = scale(trunk.near, side_of(limb))
    sideways = 90 - angle(upper, outward)
    forward = math.degrees(math.atan2(dot(upper, trunk.front), -dot(upper, trunk.up)))
    if kind_of(limb) == "arm" and forward < -120:
        forward += 360  # an arm that points up and back got there by the front
    front_of_upper = turned(trunk.front, trunk.up, forward)
    return LimbAngles(sideways, forward, angle(upper, lower), dot(unit(across(lower, upper)), front_of_upper))


@every_figure
def test_elbows_and_knees_bend_only_as_far_as_flesh_allows(figure: Figure) -> None:
    for where, body in moving(figure):
        for limb in LIMBS:
            assert angles(body, limb).bent <= 150, (where, limb)


@every_figure
def test_legs_and_arms_swing_only_as_far_as_people_s_do(figure: Figure) -> None:
    for where, body in moving(figure):
        for limb in LIMBS:
            at = angles(body, limb)
            back, front = SWING[kind_of(limb)]
            assert abs(at.sideways) > RAISED or back <= at.forward <= front, (where, limb, at)


@every_figure
def test_knees_bend_backward_and_elbows_forward(figure: Figure) -> None:
    for where, body in moving(figure):
        for limb in LIMBS:
            at = angles(body, limb)
            if at.bent > STRAIGHT and abs(at.sideways) <= RAISED:
                right = at.lower_forward < 0.4 if kind_of(limb) == "leg" else at.lower_forward > -0.5
                assert right, (where, limb, at)


@every_figure
def test_who_is_on_the_ball_touches_it_and_does_not_sink_in(figure: Figure) -> None:
    ball = next((prop for prop in figure.props if prop.kind is PropKind.BALL), None)
    assert (ball is not None) == figure.ball
    if ball is None:
        return
    for where, body in moving(figure):
        joints = {name: place for name, place in body.joints.items() if name.partition(".")[0] in RADII}
        off = {
            name: math.dist(place[:2], ball.at[:2]) - ball.size - RADII[name.partition(".")[0]]
            for name, place in joints.items()
            if name.partition(".")[0] not in {"hand", "toe", "hip", "shoulder"}
        }
        assert -4 * SINK < min(off.values()) < 4 * SINK, (where, min(off, key=off.__getitem__), min(off.values()))


@every_figure
def test_the_body_stands_over_what_it_stands_on(figure: Figure) -> None:
    for key in {0, figure.top}:
        pose, _next = figure.ends(key)
        body = between(figure, pose, pose, 0.0)
        feet = {f"heel.{side}": heel(body, side) for side in ("near", "far")}
        radii = {**{name: RADII[name.partition(".")[0]] for name in body.joints if name != "belly"}, "heel": 2.2}
        rests = [
            place[0]
            for name, place in {**body.joints, **feet}.items()
            if name != "belly" and place[1] - radii.get(name, 2.2) < 1.5
        ]
        rests += [prop.at[0] for prop in figure.props if prop.kind is PropKind.BALL]
        middle = sum(body.joints[joint][0] for joint in ("pelvis", "waist", "chest")) / 3
        assert min(rests) - 5 <= middle <= max(rests) + 5, (key, middle, rests)


@every_figure
@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_it_stays_in_its_box_at_one_scale(figure: Figure, columns: int, rows: int) -> None:
    seen = window(figure, columns, rows)
    right, top = seen.left + columns * seen.scale, seen.bottom + 2 * rows * seen.scale
    for where, body in moving(figure):
        for part in outline(figure, body):
            for x, y, radius in part.discs:
                assert seen.left <= x - radius, where
                assert x + radius <= right, where
                assert y + radius <= top, where


@every_figure
@pytest.mark.parametrize("style", STYLES)
def test_every_cell_is_one_column_of_the_glyphs_of_its_style(figure: Figure, style: str) -> None:
    allowed = {"blocks": {*GLYPHS, " ", "█", "▁"}, "quadrants": set(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█▁"), "dots": None}[style]
    for columns, rows in SIZES:
        picture = Reel(figure, columns, rows, style=style)[figure.still]
        assert [len(row) for row in picture] == [columns] * rows
        glyphs = {cell.glyph for row in picture for cell in row}
        assert all(cell_len(glyph) == 1 for glyph in glyphs)
        braille = {glyph for glyph in glyphs if "\u2800" < glyph <= "\u28ff"} | {" ", "▁"}
        assert glyphs <= (braille if allowed is None else allowed)


@every_figure
def test_it_can_be_read_when_small(figure: Figure) -> None:
    rows = 8 if fits(figure, 24, 8) else 12
    assert fits(figure, 24, rows)
    picture = Reel(figure, 24, rows)[figure.still]
    cells = [cell for row in picture for cell in row if cell.glyph != " "]

    def shown(*layers: Layer) -> int:
        return sum(cell.front in layers or cell.back in layers for cell in cells)

    assert shown(Layer.TORSO) >= 3
    assert shown(Layer.HAIR) >= 1
    assert shown(Layer.HAIR, Layer.FACE) >= 3
    assert shown(Layer.NEAR, Layer.WORK) >= 6
    if figure.work:
        assert shown(Layer.WORK, Layer.WORKFAR) >= 3
    if figure.ball:
        assert shown(Layer.PROP) >= 4


@every_figure
def test_the_loop_closes(figure: Figure) -> None:
    assert figure.at(0.0) == figure.at(figure.seconds)
    for number in range(len(figure.cycle)):
        one, other = figure.ends(number)
        following = figure.ends((number + 1) % len(figure.cycle))
        arrived, begun = between(figure, one, other, 1.0), between(figure, *following, 0.0)
        for joint, place in arrived.joints.items():
            assert math.dist(place, begun.joints[joint]) < 0.05, (number, joint)


@pytest.mark.parametrize(
    ("figure_id", "size"),
    [
        (("front-plank-2-legs", False), (40, 16)),
        (("bird-dog", False), (24, 8)),
        (("superman", True), (24, 8)),
        (("short-walk", False), (24, 12)),
    ],
)
def test_the_picture_is_the_golden_one(figure_id: FigureId, size: tuple[int, int]) -> None:
    picture = Reel(FIGURES[figure_id], *size)[FIGURES[figure_id].still]
    name = f"figures/{figure_id[0]}-{size[0]}x{size[1]}.txt"
    goldens.check(name, {name: goldens.text_of("".join(cell.glyph for cell in row) for row in picture)})


@every_figure
def test_mirrored_it_is_the_same_picture_the_other_way_round(figure: Figure) -> None:
    ours, theirs = (Reel(figure, 40, 16, mirrored=mirrored)[FigureInstant(0)] for mirrored in (False, True))
    for row, other in zip(ours, theirs, strict=True):
        there = [cell.glyph != " " for cell in row]
        back = [cell.glyph != " " for cell in reversed(other)]
        assert (
            sum(a != b for a, b in zip(there, back, strict=True)) <= 4
        )  # edges fall on the other side of a sample
