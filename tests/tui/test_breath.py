"""The shape that breathes: its geometry by value, and what the widget repaints."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import pytest
from textual.geometry import Region

from coretui.catalogue.figures import built_in
from coretui.figures.figure import FigureInstant
from coretui.tui.widgets.breath.bar import BreathBar
from coretui.tui.widgets.breath.body import BreathBody
from coretui.tui.widgets.breath.disc import Disc
from coretui.tui.widgets.breath.paint import (
    FULL,
    NOTHING,
    BreathPose,
    Paint,
    PaintedPart,
    Picture,
    lit,
    paint,
)
from coretui.tui.widgets.seams import spans

LYING = built_in()["belly-breathing", False]
Pixels = dict[tuple[int, int], Paint]

WORDS = ("▲", "breathe in", "4")
SIZES = [(16, 7), (20, 8), (21, 9), (24, 8), (40, 12), (60, 20), (66, 26), (67, 27), (120, 40), (200, 60)]
SHARES = [step / 40 for step in range(41)]


def drawn(picture: Picture, fullness: float, turn: float = 0.0) -> Pixels:
    return {(x, y): paint for x, y, paint in picture.dabs(None, picture.pose(fullness, turn))}


def covers(pixels: Pixels, *parts: PaintedPart) -> Iterator[tuple[tuple[int, int], int]]:
    return ((place, paint.cover) for place, paint in pixels.items() if paint.part in parts)


def covered(pixels: Pixels, *parts: PaintedPart) -> int:
    return sum(cover for _, cover in covers(pixels, *parts))


def pictures(width: int, height: int) -> list[Picture]:
    finishes = (True, False)
    shapes = [kind(width, height, smooth=smooth) for kind in (Disc, BreathBar) for smooth in finishes]
    return [*shapes, *(BreathBody(LYING, width, height, smooth=smooth) for smooth in finishes)]


# Every picture


@pytest.mark.parametrize(("width", "height"), [*SIZES, (1, 1), (3, 2), (30, 1), (12, 4)])
def test_nothing_is_outside_the_room(width: int, height: int) -> None:
    small = width < 16 or height < 7
    for picture in [BreathBar(width, height)] if small else pictures(width, height):
        for fullness in (0.0, 0.5, 1.0):
            for x, y in drawn(picture, fullness, fullness):
                assert 0 <= x < width
                assert 0 <= y < 2 * height
        for x, y in picture.letters(("▲", "breathe out slowly", "4")):
            assert 0 <= x < width
            assert 0 <= y < height


@pytest.mark.parametrize(("width", "height"), [(20, 8), (41, 13), (66, 26)])
def test_going_from_pose_to_pose_ends_as_drawing_anew(width: int, height: int) -> None:
    moments = [(0.0, 0.0), (0.1, 0.4), (0.11, 0.41), (1.0, 1.0), (1.0, 0.0), (0.3, 0.7), (0.0, 0.69)]
    for picture in pictures(width, height):
        pixels: Pixels = {}
        old: BreathPose | None = None
        for fullness, turn in moments:
            new = picture.pose(fullness, turn)
            pixels.update({(x, y): paint for x, y, paint in picture.dabs(old, new)})
            old = new
            fresh = drawn(picture, fullness, turn)
            assert {place: paint for place, paint in pixels.items() if paint is not NOTHING} == {
                place: paint for place, paint in fresh.items() if paint is not NOTHING
            }


def test_a_pose_that_stays_paints_nothing() -> None:
    for picture in pictures(60, 20):
        assert list(picture.dabs(picture.pose(0.5, 0.5), picture.pose(0.5001, 0.50001))) == []


@pytest.mark.parametrize("picture", [Disc(66, 26), BreathBody(LYING, 66, 26), BreathBar(66, 26)])
def test_the_line_lights_on_and_never_unlights(picture: Picture) -> None:
    lit = [covered(drawn(picture, 0.5, turn), PaintedPart.LIT) for turn in SHARES]
    assert lit[0] == 0
    assert all(now < then for now, then in pairwise(lit))
    last = drawn(picture, 0.5, 1.0)
    assert not any(paint.part is PaintedPart.TRACK for paint in last.values())


# The disc


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("smooth", [True, False])
def test_the_disc_is_its_own_mirror_and_quarter_turn(width: int, height: int, smooth: bool) -> None:
    disc = Disc(width, height, smooth=smooth)
    middle_x, middle_y = disc.middle
    for fullness in (0.0, 0.37, 1.0):
        pixels = drawn(disc, fullness)
        about = {(x - middle_x, y - middle_y): cover for (x, y), cover in covers(pixels, PaintedPart.SHAPE)}
        assert all(about.get((-1 - x, y)) == cover for (x, y), cover in about.items())
        assert all(about.get((x, -1 - y)) == cover for (x, y), cover in about.items())
        assert all(about.get((y, x)) == cover for (x, y), cover in about.items())


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_pixel_of_the_disc_grows_with_the_breath(width: int, height: int) -> None:
    disc = Disc(width, height)
    last: dict[tuple[int, int], int] = {}
    for fullness in SHARES:
        now = dict(covers(drawn(disc, fullness), PaintedPart.SHAPE))
        assert all(now.get(place, 0) >= cover for place, cover in last.items())
        last = now
    assert sum(last.values()) / FULL == pytest.approx(math.pi * disc.most**2, rel=0.02)


def test_beyond_the_rim_and_the_ring_is_nothing() -> None:
    disc = Disc(66, 26)
    for fullness in (0.0, 0.5, 1.0):
        radius = disc.least + (disc.most - disc.least) * fullness
        for (x, y), painted in drawn(disc, fullness).items():
            distance = math.dist((x + 0.5, y + 0.5), disc.middle)
            if (
                radius + 0.7 < distance < disc.ring - disc.thick / 2 - 0.5
                or distance > disc.ring + disc.thick / 2 + 0.5
            ):
                assert painted is NOTHING


def test_the_gradient_stands_still_while_the_disc_grows() -> None:
    disc = Disc(66, 26)
    half, full = drawn(disc, 0.5), drawn(disc, 1.0)
    inside = [place for place, cover in covers(half, PaintedPart.SHAPE) if cover == FULL]
    assert inside
    assert all(half[place] is full[place] for place in inside)
    shades = [full[x, disc.middle[1]].shade for x in range(disc.middle[0], disc.middle[0] + int(disc.most) - 1)]
    assert shades == sorted(shades)
    assert len(set(shades)) >= 10


def test_the_ring_lights_clockwise_from_the_top() -> None:
    disc = Disc(66, 26)
    middle_x, middle_y = disc.middle
    quarter = drawn(disc, 0.5, 0.25)
    right_above = {place for place, _ in covers(quarter, PaintedPart.LIT)}
    assert right_above
    assert all(x >= middle_x and y <= middle_y for x, y in right_above)
    assert all(x < middle_x or y >= middle_y - 1 for (x, y), _ in covers(quarter, PaintedPart.TRACK))
    half = drawn(disc, 0.5, 0.5)
    assert all(x >= middle_x - 1 for (x, _), _ in covers(half, PaintedPart.LIT))


@pytest.mark.parametrize(("width", "height"), [(60, 20), (66, 26), (200, 60)])
def test_the_empty_disc_has_room_for_the_words(width: int, height: int) -> None:
    disc = Disc(width, height)
    pixels = drawn(disc, 0.0)
    for x, row in disc.letters(("▲", "breathe out", "4")):
        assert pixels[x, 2 * row].cover == FULL
        assert pixels[x, 2 * row + 1].cover == FULL


# The body


def test_fuller_lungs_are_a_later_step_of_breathing_in() -> None:
    shown = [LYING.filled(share) for share in SHARES]
    assert shown[0] == FigureInstant(LYING.top - 1)
    assert shown[-1] == FigureInstant(LYING.top)
    steps = [one.step if one != shown[-1] else LYING.steps(LYING.top - 1) for one in shown]
    assert steps == sorted(steps)
    # The share is eased already: half full is half way, a little full is a little step.
    assert steps[20] == LYING.steps(LYING.top - 1) / 2
    assert steps[2] > 2 * steps[-1] / len(SHARES)


@pytest.mark.parametrize(("width", "height"), [(26, 8), (34, 11), (60, 20), (120, 40), (200, 60)])
def test_words_and_line_leave_the_person_room(width: int, height: int) -> None:
    body = BreathBody(LYING, width, height)
    assert body.left >= 0
    assert body.left + body.columns <= width
    words = {row for _, row in body.letters(WORDS)}
    line = {y // 2 for _, y in drawn(body, 0.5)}
    person = set(range(body.top, body.top + body.rows))
    assert len(person) >= 5
    assert not person & (words | line)
    assert max(words) < min(person) < max(person) < min(line) < height


# The bar


def test_the_bar_fills_from_the_left() -> None:
    bar = BreathBar(40, 7)
    amounts = [covered(drawn(bar, fullness), PaintedPart.SHAPE) for fullness in SHARES]
    assert amounts[0] == 0
    assert all(now < then for now, then in pairwise(amounts))
    xs = {x for (x, _), _ in covers(drawn(bar, 0.5), PaintedPart.SHAPE)}
    assert xs == set(range(min(xs), max(xs) + 1))
    assert not any(paint.part is PaintedPart.GROUND for paint in drawn(bar, 1.0).values())


def test_a_low_bar_has_its_words_and_what_is_between_them_in_one_line() -> None:
    letters = BreathBar(40, 3).letters(WORDS)
    assert {y for _, y in letters} == {0}
    assert "".join(letters[place] for place in sorted(letters)) == "▲  breathe in  4"


def test_changed_cells_become_tight_regions() -> None:
    assert spans([(2, 9), (2, 1), (2, 2), (3, 5)]) == [Region(1, 2, 2, 1), Region(9, 2, 1, 1), Region(5, 3, 1, 1)]
    assert spans([(0, 1), (0, 4)]) == [Region(1, 0, 4, 1)]
    assert spans([]) == []


def test_the_head_of_the_line_is_lit_by_quarters() -> None:
    pieces = [lit(FULL, share) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert [piece.part for piece in pieces] == [PaintedPart.TRACK, *[PaintedPart.LIT] * 4]
    assert [piece.cover for piece in pieces[1:]] == [2, 4, 6, FULL]
    assert all(piece.under is pieces[0] for piece in pieces[1:4])


def test_what_is_on_top_is_what_covers_most() -> None:
    under = paint(PaintedPart.SHAPE, 3, FULL)
    assert paint(PaintedPart.TRACK, 0, 5, under).topmost is PaintedPart.TRACK
    assert paint(PaintedPart.TRACK, 0, 2, under).topmost is PaintedPart.SHAPE
    assert paint(PaintedPart.TRACK, 0, 2).topmost is PaintedPart.NOTHING
    assert paint(PaintedPart.TRACK, 0, 0, under) is under
