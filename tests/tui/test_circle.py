"""The geometry of the ring: round at every size, and words that never touch it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from coretui.tui.widgets.circle import arrange, circle
from coretui.tui.widgets.digits import columns

SIZES = [(12, 6), (13, 6), (20, 10), (23, 11), (27, 13), (28, 13), (60, 13), (14, 20), (40, 20), (60, 30)]


def dots(braille: str) -> int:
    return 0 if braille == " " else (ord(braille) - 0x2800).bit_count()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_ring_is_round_and_the_same_from_every_side(width: int, height: int) -> None:
    spots = {(arc.x, arc.y): dots(arc.full) for arc in circle(width, height).arcs}
    assert spots == {(width - 1 - x, y): ink for (x, y), ink in spots.items()}
    assert spots == {(x, height - 1 - y): ink for (x, y), ink in spots.items()}
    across = max(x for x, _ in spots) - min(x for x, _ in spots) + 1
    down = max(y for _, y in spots) - min(y for _, y in spots) + 1
    assert abs(across - 2 * down) <= 2
    assert across <= width
    assert down == min(height, -(-width // 2) + (height - width // 2) % 2 * (width < 2 * height))


@pytest.mark.parametrize(
    ("size", "thick"), [((12, 6), 3), ((20, 10), 4), ((27, 13), 4), ((40, 20), 5), ((60, 30), 6)]
)
def test_the_ring_is_four_dots_thick_at_its_usual_sizes(size: tuple[int, int], thick: int) -> None:
    width, height = size
    column = width // 2
    above = [arc for arc in circle(width, height).arcs if arc.x == column and arc.y < height / 2]
    side = [(0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80)][0]
    assert sum(bool((ord(arc.full) - 0x2800) & bit) for arc in above for bit in side) == thick


def test_the_track_has_half_the_dots_of_the_full_ring() -> None:
    arcs = circle(27, 13).arcs
    assert sum(dots(arc.track) for arc in arcs) * 2 == sum(dots(arc.full) for arc in arcs)
    assert all(arc.track != arc.full for arc in arcs if dots(arc.full) > 1)


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
