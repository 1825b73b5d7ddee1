"""Samples to characters: exact where a glyph is, one column wide everywhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from coretui.figures.fit import GROUND, NOTHING, FigureFrame, Fit, apart, blocks, dots, quadrants
from coretui.figures.raster import BodyPart, Layer, Raster, Window, rasterise
from tests.figures.shapes import WINDOW, cell, striding

QUARTERED = set(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")
BLOCKS = QUARTERED | set("▁▂▃▅▆▇▏▎▍▋▊▉")
BRAILLE = {" ", *map(chr, range(0x2801, 0x2900))}
STYLES = [(blocks, BLOCKS), (quadrants, QUARTERED), (dots, BRAILLE)]
SIZES = [WINDOW, Window(24, 8, 5.0, -50, 0), Window(80, 30, 1.3, -50, 0), Window(7, 3, 3.0, -10, 20)]


def only(frame: FigureFrame) -> Fit:
    ((one,),) = frame
    return one


@pytest.mark.parametrize("window", SIZES)
@pytest.mark.parametrize(("style", "allowed"), STYLES)
def test_a_frame_is_as_large_as_its_window_and_of_narrow_glyphs(
    style: Callable[..., FigureFrame], allowed: set[str], window: Window
) -> None:
    frame = style(rasterise(striding(), window), floor=False)
    assert [len(row) for row in frame] == [window.columns] * window.rows
    glyphs = {one.glyph for row in frame for one in row}
    assert glyphs - {" "}
    assert glyphs <= allowed
    assert all(cell_len(glyph) == 1 for glyph in glyphs)


@pytest.mark.parametrize(
    ("glyph", "box"),
    [
        *((glyph, (0, 8 - n, 8, 8)) for n, glyph in enumerate("▁▂▃▄▅▆▇", 1)),
        *((glyph, (0, 0, n, 8)) for n, glyph in enumerate("▏▎▍▌▋▊▉", 1)),
        *(("▘", (0, 0, 4, 4)), ("▗", (4, 4, 8, 8)), ("▀", (0, 0, 8, 4)), ("▐", (4, 0, 8, 8))),
    ],
)
def test_a_cell_that_is_a_glyph_becomes_that_glyph(glyph: str, box: tuple[int, int, int, int]) -> None:
    assert only(blocks(cell(TORSO=box))) == Fit(glyph, Layer.TORSO, Layer.EMPTY)


@pytest.mark.parametrize(
    ("glyph", "box"),
    [
        *((glyph, (0, 0, 8, 8 - n)) for n, glyph in enumerate("▁▂▃▄▅▆▇", 1) if glyph != "▄"),
        *((glyph, (n, 0, 8, 8)) for n, glyph in enumerate("▏▎▍▌▋▊▉", 1) if glyph != "▌"),
    ],
)
def test_a_cell_that_is_the_rest_of_a_glyph_has_its_colours_swapped(
    glyph: str, box: tuple[int, int, int, int]
) -> None:
    assert only(blocks(cell(TORSO=box))) == Fit(glyph, Layer.EMPTY, Layer.TORSO)


def test_a_small_gain_does_not_swap_the_colours() -> None:
    assert only(blocks(cell(TORSO=(0, 0, 8, 5), FAR=(0, 5, 8, 8)))).glyph == "▃"
    assert only(blocks(cell(TORSO=(0, 0, 5, 5)))) == Fit("▘", Layer.TORSO, Layer.EMPTY)
    assert only(blocks(cell(TORSO=(0, 0, 6, 5)))).front == Layer.TORSO


def test_two_layers_in_a_cell_are_both_shown() -> None:
    shared = only(blocks(cell(TORSO=(0, 0, 8, 3), WORK=(0, 3, 8, 8))))
    assert shared == Fit("▅", Layer.WORK, Layer.TORSO)


def test_between_two_layers_the_nearest_glyph_is_free() -> None:
    assert only(blocks(cell(TORSO=(0, 0, 6, 5), FAR=(0, 5, 8, 8)))) == Fit("▃", Layer.FAR, Layer.TORSO)


def test_a_third_layer_gives_way_to_the_two_strongest() -> None:
    crowded = only(blocks(cell(TORSO=(0, 0, 8, 1), WORK=(0, 1, 4, 8), FAR=(4, 1, 8, 8))))
    assert crowded.glyph in "▌▐"
    assert {crowded.front, crowded.back} == {Layer.WORK, Layer.FAR}


def test_a_speck_is_left_out_of_a_cell_and_a_pinhole_filled() -> None:
    assert only(blocks(cell(NEAR=(0, 0, 5, 1)), floor=False)) is NOTHING
    assert only(blocks(cell(NEAR=(0, 0, 5, 1), TORSO=(0, 1, 8, 8)))) == Fit("█", Layer.TORSO, Layer.TORSO)


def test_a_full_cell_is_of_one_layer() -> None:
    assert only(blocks(cell(NEAR=(0, 0, 8, 8)))) == Fit("█", Layer.NEAR, Layer.NEAR)


@pytest.mark.parametrize("style", [blocks, quadrants, dots])
def test_the_floor_lies_in_the_empty_cells_of_the_last_row_alone(style: Callable[..., FigureFrame]) -> None:
    raster = rasterise(striding(), WINDOW)
    bare, floored = style(raster, floor=False), style(raster)
    assert floored[:-1] == bare[:-1]
    assert GROUND in floored[-1]
    assert all(one == (GROUND if was == NOTHING else was) for one, was in zip(floored[-1], bare[-1], strict=True))
    assert not any(one.front == Layer.FLOOR for row in bare for one in row)


def test_quadrants_take_each_quarter_by_its_larger_part() -> None:
    assert only(quadrants(cell(TORSO=(0, 5, 8, 8)))) == Fit("▄", Layer.TORSO, Layer.EMPTY)
    assert only(quadrants(cell(TORSO=(0, 0, 7, 8)))) == Fit("█", Layer.TORSO, Layer.TORSO)
    assert only(quadrants(cell(TORSO=(0, 6, 3, 8)), floor=False)) is NOTHING


def test_dots_show_every_layer_in_the_colour_of_the_strongest() -> None:
    assert only(dots(cell(TORSO=(0, 0, 8, 4), WORK=(0, 6, 4, 8)))) == Fit("⡛", Layer.TORSO, Layer.EMPTY)
    assert only(dots(cell(NEAR=(4, 2, 8, 4)))) == Fit("⠐", Layer.NEAR, Layer.EMPTY)


@pytest.mark.parametrize(("number", "dot"), list(enumerate("⠁⠈⠂⠐⠄⠠⡀⢀")))
def test_a_dot_is_raised_where_half_of_it_is_inked(number: int, dot: str) -> None:
    y, x = divmod(number, 2)
    for width, glyph in ((4, dot), (3, " ")):
        drawn = dots(cell(NEAR=(4 * x, 2 * y, 4 * x + width, 2 * y + 1)), floor=False)
        assert only(drawn).glyph == glyph


@pytest.mark.parametrize("style", [blocks, quadrants, dots])
def test_a_cell_lies_where_its_samples_do(style: Callable[..., FigureFrame]) -> None:
    raster = Raster(3, 2, {Layer.NEAR: (0,) * 8 + (0xFF << 16,) * 8, Layer.FAR: (0xFF,) * 8 + (0,) * 8})
    front = [[one.front for one in row] for row in style(raster, floor=False)]
    assert front == [[Layer.FAR, Layer.EMPTY, Layer.EMPTY], [Layer.EMPTY, Layer.EMPTY, Layer.NEAR]]


def test_an_empty_raster_is_all_space() -> None:
    assert blocks(Raster(3, 2, {}), floor=False) == ((NOTHING,) * 3,) * 2


def test_a_mat_is_no_dots() -> None:
    mat = rasterise([BodyPart(Layer.MAT, ((-9, 2, 1), (9, 2, 1), (-9, 9, 1), (9, 9, 1)), halo=False)], WINDOW)
    assert any(cell.back is Layer.MAT for row in blocks(mat) for cell in row)
    assert {cell.glyph for row in dots(mat, floor=False) for cell in row} == {" "}


@pytest.mark.parametrize(
    ("one", "other", "samples"),
    [
        (Fit("▀", Layer.NEAR, Layer.EMPTY), Fit("▀", Layer.NEAR, Layer.EMPTY), 0),
        (Fit("▀", Layer.NEAR, Layer.EMPTY), Fit("▄", Layer.EMPTY, Layer.NEAR), 0),
        (Fit("▃", Layer.NEAR, Layer.EMPTY), Fit("▅", Layer.NEAR, Layer.EMPTY), 16),
        (Fit("▌", Layer.NEAR, Layer.FAR), Fit("▌", Layer.NEAR, Layer.TORSO), 32),
        (Fit("█", Layer.NEAR, Layer.NEAR), NOTHING, 64),
        (Fit("█", Layer.NEAR, Layer.NEAR), Fit("▇", Layer.NEAR, Layer.EMPTY), 8),
        (Fit("\u2801", Layer.NEAR, Layer.EMPTY), NOTHING, 8),
        (Fit("\u2881", Layer.NEAR, Layer.EMPTY), Fit("\u2880", Layer.NEAR, Layer.EMPTY), 8),
    ],
)
def test_cells_are_as_far_apart_as_their_samples_differ(one: Fit, other: Fit, samples: int) -> None:
    assert apart(one, other) == apart(other, one) == samples
