"""The geometry of the ring: round at every size, and words that never touch it."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from coretui.tui.widgets.circle import arrange, circle
from coretui.tui.widgets.digits import columns
from tests.tui.ink import Spot, dots, dots_of

SIZES = [(12, 6), (13, 6), (20, 10), (23, 11), (27, 13), (28, 13), (60, 13), (14, 20), (40, 20), (60, 30)]


def ring_dots(width: int, height: int) -> set[Spot]:
    """Return the dots of the full ring in so many columns and rows: two to a column, four to a row."""
    return dots_of(circle(width, height).arcs)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_ring_is_as_wide_as_high_and_fills_its_room(width: int, height: int) -> None:
    drawn = ring_dots(width, height)
    xs, ys = [x for x, _ in drawn], [y for _, y in drawn]
    room = min(2 * width, 4 * height)
    assert (max(xs) - min(xs) + 1, max(ys) - min(ys) + 1) == (room, room)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_ring_is_the_same_from_every_side(width: int, height: int) -> None:
    drawn = ring_dots(width, height)
    assert drawn == {(2 * width - 1 - x, y) for x, y in drawn}
    assert drawn == {(x, 4 * height - 1 - y) for x, y in drawn}


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_rim_is_equally_far_from_the_middle_in_every_direction(width: int, height: int) -> None:
    middle_x, middle_y, radius = width - 0.5, 2 * height - 0.5, min(width, 2 * height)
    farthest: dict[int, float] = {}
    for x, y in ring_dots(width, height):
        direction = round(math.degrees(math.atan2(y - middle_y, x - middle_x)) / 5) % 72
        farthest[direction] = max(farthest.get(direction, 0), math.hypot(x - middle_x, y - middle_y))
    assert len(farthest) == 72
    assert all(radius - 1.5 < rim < radius for rim in farthest.values())


@pytest.mark.parametrize(
    ("size", "thick"), [((12, 6), 3), ((20, 10), 4), ((27, 13), 4), ((40, 20), 5), ((60, 30), 6)]
)
def test_a_larger_ring_is_thicker(size: tuple[int, int], thick: int) -> None:
    width, height = size
    middle = 2 * (width // 2)
    assert len([y for x, y in ring_dots(width, height) if x == middle and y < 2 * height]) == thick


def test_the_track_has_half_the_dots_of_the_full_ring() -> None:
    arcs = circle(27, 13).arcs
    assert sum(len(dots(arc.track)) for arc in arcs) * 2 == sum(len(dots(arc.full)) for arc in arcs)
    assert all(arc.track != arc.full for arc in arcs if len(dots(arc.full)) > 1)


def test_the_ring_begins_at_the_top_and_goes_clockwise() -> None:
    arcs = circle(27, 13).arcs
    assert (arcs[0].x, arcs[0].y) == (13, 0)
    assert all(one.turn <= other.turn for one, other in pairwise(arcs))
    assert {(arc.x, arc.y) for arc in arcs if arc.turn == 0.25} == {(24, 6), (25, 6), (26, 6)}
    assert {(arc.x, arc.y) for arc in arcs if arc.turn == 0.75} == {(0, 6), (1, 6), (2, 6)}


# What stands inside


@pytest.mark.parametrize(
    ("size", "big", "height"),
    [
        ((12, 6), "15", 1),
        ((16, 8), "15", 3),
        ((27, 13), "15", 5),
        ((27, 13), "0:42", 5),
        ((40, 20), "15", 10),
        ((60, 30), "15", 15),
    ],
)
def test_digits_are_as_large_as_the_ring_allows(size: tuple[int, int], big: str, height: int) -> None:
    layout = arrange(big, "minutes", size)
    assert layout.rows == height
    assert layout.caption is not None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("big", ["", "9", "15", "0:42", "12:42", "now"])
@pytest.mark.parametrize("small", ["left", "minutes", "until Monday", "outside working hours"])
def test_words_never_touch_the_ring(size: tuple[int, int], big: str, small: str) -> None:
    layout, ring_cells = arrange(big, small, size), {(arc.x, arc.y) for arc in circle(*size).arcs}
    first = (size[0] - columns(big, layout.rows)) // 2
    for y in range(layout.top // 2, -(-(layout.top + 2 * layout.rows) // 2)):
        assert not {(x, y) for x in range(first, first + columns(big, layout.rows))} & ring_cells
    if layout.caption is not None:
        left = (size[0] - len(small)) // 2
        assert 2 * layout.caption >= layout.top + 2 * layout.rows or not big
        assert not {(x, layout.caption) for x in range(left, left + len(small))} & ring_cells


def test_nine_minutes_stand_as_large_as_ten() -> None:
    for size in SIZES:
        assert arrange("9", "minutes", size) == arrange("10", "minutes", size)
