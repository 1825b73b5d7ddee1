"""Shapes to samples: exact spans, and each sample of one layer alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import takewhile
from operator import or_

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coretui.figures.raster import HALO, SAMPLES, BodyPart, Layer, Raster, Round, Window, rasterise
from tests.figures.shapes import WINDOW, striding

SMALL = Window(columns=12, rows=6, scale=2.0, left=-12.0, bottom=-1.0)
DISCS = st.tuples(st.floats(-15, 15), st.floats(-4, 26), st.floats(1.5, 8))


def samples(window: Window) -> Iterator[tuple[int, int, float, float]]:
    """Yield each sample's column and row, and the x and y of its middle."""
    wide, high = window.scale / SAMPLES, 2 * window.scale / SAMPLES
    for row in range(window.rows * SAMPLES):
        for column in range(window.columns * SAMPLES):
            y = window.bottom + (window.rows * SAMPLES - row - 0.5) * high
            yield column, row, window.left + (column + 0.5) * wide, y


def inked(raster: Raster, layer: Layer, column: int, row: int) -> bool:
    return layer in raster.layers and bool(raster.layers[layer][row] >> column & 1)


def outside(discs: list[Round], x: float, y: float) -> float:
    """Return how far a point lies from a hull, below 0 inside: the best that a line between them can do."""

    def gap(turn: float) -> float:
        a, b = math.cos(turn), math.sin(turn)
        return min(a * (x - disc[0]) + b * (y - disc[1]) - disc[2] for disc in discs)

    around = [(gap(n * math.tau / 48), n * math.tau / 48) for n in range(48)]
    peaks = [around[n] for n in range(48) if around[n - 1] <= around[n] >= around[(n + 1) % 48]]
    for step in (math.tau / 48 / 8**n for n in range(1, 6)):
        peaks = [max((gap(turn + n * step), turn + n * step) for n in range(-8, 9)) for _, turn in peaks]
    return max(peaks)[0]


@pytest.mark.slow
@given(st.lists(DISCS, min_size=1, max_size=3))
@example([(0, 10, 5), (0, 10, 2)])
@example([(-6, 10, 4), (6, 10, 4)])
@example([(0, 2, 4), (0, 20, 4)])
def test_a_hull_has_every_sample_that_no_line_parts_from_its_discs(discs: list[Round]) -> None:
    rows = rasterise([BodyPart(Layer.TORSO, tuple(discs))], SMALL).layers.get(Layer.TORSO, (0,) * 48)
    for column, row, x, y in samples(SMALL):
        span = rows[row]
        first, last = (span & -span).bit_length() - 1, span.bit_length() - 1
        assert span == (1 << last + 1) - (1 << first if span else 1)
        if row % 2 == 0 and (column in {first - 1, first, last, last + 1} if span else column % 12 == 0):
            beyond = outside(discs, x, y)
            assert abs(beyond) < 1e-4 or (beyond < 0) == bool(span >> column & 1)


def test_a_disc_is_as_wide_as_high_in_units() -> None:
    raster = rasterise([BodyPart(Layer.TORSO, ((0, 5, 4),))], SMALL)
    rows = [row for row in raster.layers[Layer.TORSO] if row]
    assert max(row.bit_count() for row in rows) * SMALL.scale / SAMPLES == pytest.approx(8, abs=0.5)
    assert len(rows) * 2 * SMALL.scale / SAMPLES == pytest.approx(8, abs=0.5)


def test_a_ring_is_its_rim_alone() -> None:
    raster = rasterise([BodyPart(Layer.PROP, ((0, 5, 5),), hollow=2)], SMALL)
    for column, row, x, y in samples(SMALL):
        apart = math.hypot(x, y - 5)
        if min(abs(apart - 5), abs(apart - 3)) > 0.01:
            assert inked(raster, Layer.PROP, column, row) == (3 < apart < 5)


def test_no_sample_has_two_layers() -> None:
    raster = rasterise(striding(), WINDOW)
    assert set(raster.layers) == {*Layer} - {Layer.EMPTY, Layer.FLOOR, Layer.MAT}
    for rows in zip(*raster.layers.values(), strict=True):
        assert sum(row.bit_count() for row in rows) == reduce(or_, rows).bit_count()


def spots(rows: Sequence[int]) -> set[tuple[int, int]]:
    return {(x, y) for y, row in enumerate(rows) for x in range(row.bit_length()) if row >> x & 1}


def alone(part: BodyPart, grown: float = 0.0) -> set[tuple[int, int]]:
    """Return the samples of a part painted by itself, its discs made larger by some dots."""
    dot = WINDOW.scale / 2
    discs = tuple((x, y, max(radius, 0.9 * dot) + grown * dot) for x, y, radius in part.discs)
    return spots(rasterise([BodyPart(Layer.TORSO, discs)], WINDOW).layers[Layer.TORSO])


def test_each_limb_clears_its_halo_and_is_then_painted_over_what_is_behind() -> None:
    body = [part for part in striding() if not part.hollow]
    owner: dict[tuple[int, int], Layer] = {}
    for first, part in enumerate(body):
        if not part.joined:
            limb = [part, *takewhile(lambda near: near.joined, body[first + 1 :])]
            cleared = {spot for own in limb for spot in alone(own, grown=HALO)}
            owner = {spot: layer for spot, layer in owner.items() if spot not in cleared}
        owner |= dict.fromkeys(alone(part), part.layer)
    for layer, rows in rasterise(body, WINDOW).layers.items():
        painted = {spot for spot, own in owner.items() if own == layer}
        assert spots(rows) <= painted
        assert len(spots(rows)) > 0.97 * len(painted)  # limbs lose their slivers
        assert layer not in {Layer.TORSO, Layer.HAIR, Layer.FACE} or spots(rows) == painted


def test_a_nearer_part_stands_clear_of_the_one_it_crosses() -> None:
    level = BodyPart(Layer.FAR, ((-10, 5, 1.5), (10, 5, 1.5)))
    upright = BodyPart(Layer.NEAR, ((0, -1, 1.5), (0, 20, 1.5)))
    raster = rasterise([level, upright], SMALL)
    row = round((23 - 5) / (2 * SMALL.scale / SAMPLES))
    columns = "".join(
        "n" if inked(raster, Layer.NEAR, x, row) else "f" if inked(raster, Layer.FAR, x, row) else "."
        for x in range(SMALL.columns * SAMPLES)
    )
    assert "ffff...nnnnnnnnnnnn...ffff" in columns
    bare = rasterise([level, replace(upright, halo=False)], SMALL)
    assert inked(bare, Layer.FAR, columns.index("n") - 1, row)


def test_joined_parts_leave_no_gap_between_them_but_stand_clear_of_the_rest() -> None:
    thigh = BodyPart(Layer.NEAR, ((-8, 8, 2), (0, 8, 2)))
    shank = BodyPart(Layer.NEAR, ((0, 8, 2), (8, 8, 2)))
    apart = rasterise([thigh, shank], SMALL)
    joined = rasterise([thigh, replace(shank, joined=True)], SMALL)
    whole = rasterise([BodyPart(Layer.NEAR, ((-8, 8, 2), (8, 8, 2)))], SMALL)
    assert joined == whole
    assert apart.area(Layer.NEAR) < whole.area(Layer.NEAR)
    behind = BodyPart(Layer.TORSO, ((4, 8, 7),))
    assert rasterise([behind, thigh, replace(shank, joined=True)], SMALL) == rasterise(
        [behind, BodyPart(Layer.NEAR, ((-8, 8, 2), (8, 8, 2)))], SMALL
    )


def test_a_stroke_is_never_thinner_than_the_least() -> None:
    raster = rasterise([BodyPart(Layer.NEAR, ((0, -1, 0.1), (0, 20, 0.1)))], SMALL)
    assert {row.bit_count() for row in raster.layers[Layer.NEAR][8:40]} <= {7, 8}


def test_a_sliver_of_a_limb_is_left_out() -> None:
    limb = BodyPart(Layer.FAR, ((0, -5, 2), (0, 25, 2)))
    cover = BodyPart(Layer.TORSO, ((-0.6, -5, 2), (-0.6, 25, 2)), halo=False)
    assert Layer.FAR not in rasterise([limb, cover], SMALL).layers
    assert Layer.FAR in rasterise([limb, replace(cover, discs=((-1.1, -5, 2), (-1.1, 25, 2)))], SMALL).layers


@pytest.mark.parametrize("spot", [(-60, 5), (60, 5), (0, -60), (0, 90), (-12, 5), (12, 23), (0, -1)])
def test_a_part_beyond_the_window_is_clipped(spot: tuple[float, float]) -> None:
    for part in (
        BodyPart(Layer.NEAR, ((*spot, 3), (spot[0], spot[1] + 2, 2))),
        BodyPart(Layer.PROP, ((*spot, 3),), hollow=1),
    ):
        rows = rasterise([part], SMALL).layers.get(part.layer, ())
        assert len(rows) in {0, SMALL.rows * SAMPLES}
        assert all(0 <= row < 1 << SMALL.columns * SAMPLES for row in rows)
        assert bool(rows) == (abs(spot[0]) <= 15 and -4 <= spot[1] <= 26)


def test_an_area_is_in_cells() -> None:
    raster = rasterise([BodyPart(Layer.TORSO, ((0, 10, 6),))], SMALL)
    assert raster.area(Layer.TORSO) == pytest.approx(math.pi * 36 / (SMALL.scale * 2 * SMALL.scale), rel=0.02)
    assert raster.area(Layer.NEAR) == 0
