"""The contact sheet: every cell drawn as exactly its glyph."""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree as ET

import pytest

from coretui.figures.fit import FigureFrame, Fit, blocks, dots, quadrants
from coretui.figures.raster import Layer, rasterise
from coretui.figures.sheet import HIGH, WIDE, sheet
from tests.figures.shapes import WINDOW, striding

PALETTE = {layer: f"#{17 * layer:02x}{255 - layer:02x}80" for layer in Layer}
SVG = "{http://www.w3.org/2000/svg}"
RASTER = rasterise(striding(), WINDOW)


def drawn(*pictures: tuple[str, FigureFrame], across: int = 2) -> ET.Element:
    return ET.fromstring(sheet(pictures, PALETTE, across=across, caption="#ffffff"))  # noqa: S314 - our own


def areas(svg: ET.Element) -> Counter[str]:
    """Return the pixels that the rectangles of each colour cover, without the page."""
    return Counter(
        {
            group.get("fill", ""): sum(int(box.get("width", 0)) * int(box.get("height", 0)) for box in group)
            for group in svg.iterfind(f"{SVG}g/{SVG}g")
        }
    )


def share(glyph: str) -> int:
    """Return the eighths of a cell that a glyph inks, from the glyph's own name in Unicode."""
    if glyph in "▁▂▃▄▅▆▇█":
        return ord(glyph) - 0x2580
    if glyph in "▉▊▋▌▍▎▏":
        return 0x2590 - ord(glyph)
    return {"▘": 2, "▝": 2, "▖": 2, "▗": 2, "▀": 4, "▐": 4, "▞": 4, "▚": 4, " ": 0}.get(glyph, 6)


@pytest.mark.parametrize("style", [blocks, quadrants])
def test_each_colour_covers_what_its_glyphs_do(style: type) -> None:
    frame: FigureFrame = style(RASTER)
    eighth = WIDE * HIGH // 8
    expected: Counter[str] = Counter()
    for cell in (cell for row in frame for cell in row):
        expected[PALETTE[cell.front]] += share(cell.glyph) * eighth
        expected[PALETTE[cell.back]] += (8 - share(cell.glyph)) * eighth
    del expected[PALETTE[Layer.EMPTY]]
    assert areas(drawn(("striding", frame))) == expected


def test_no_rectangle_lies_on_another() -> None:
    covered: Counter[tuple[int, int]] = Counter()
    for box in drawn(("striding", blocks(RASTER))).iterfind(f"{SVG}g/{SVG}g/{SVG}rect"):
        x, y, width, height = (int(box.get(key, 0)) for key in ("x", "y", "width", "height"))
        covered.update((left, top) for left in range(x, x + width) for top in range(y, y + height))
    assert set(covered.values()) == {1}


def test_a_glyph_lies_where_it_is_printed() -> None:
    frame = ((Fit(" ", Layer.EMPTY, Layer.EMPTY), Fit("▙", Layer.TORSO, Layer.WORK)),)
    found = {
        (group.get("fill"), tuple(int(box.get(key, 0)) for key in ("x", "y", "width", "height")))
        for group in drawn(("one", frame)).iterfind(f"{SVG}g/{SVG}g")
        for box in group
    }
    torso, work = PALETTE[Layer.TORSO], PALETTE[Layer.WORK]
    assert found == {(torso, (8, 0, 4, 8)), (torso, (8, 8, 8, 8)), (work, (12, 0, 4, 8))}


def test_equal_cells_side_by_side_are_one_rectangle() -> None:
    frame = ((Fit("▄", Layer.TORSO, Layer.EMPTY),) * 9,)
    assert len(list(drawn(("row", frame)).iterfind(f"{SVG}g/{SVG}g/{SVG}rect"))) == 1


def test_braille_is_drawn_as_its_dots() -> None:
    frame = dots(RASTER, floor=False)
    raised = sum((ord(cell.glyph) - 0x2800).bit_count() for row in frame for cell in row if cell.glyph != " ")
    assert len(list(drawn(("dots", frame)).iterfind(f"{SVG}g/{SVG}g/{SVG}circle"))) == raised
    lone = drawn(("lone", ((Fit("⠐", Layer.NEAR, Layer.EMPTY),),)))
    assert [(dot.get("cx"), dot.get("cy")) for dot in lone.iter(f"{SVG}circle")] == [("6", "6")]


def test_each_picture_has_its_caption_and_its_place() -> None:
    svg = drawn(*((f"<{number}> & more", blocks(RASTER)) for number in range(3)))
    assert [text.text for text in svg.iter(f"{SVG}text")] == ["<0> & more", "<1> & more", "<2> & more"]
    places = [tuple(map(int, group.get("transform", "")[10:-1].split())) for group in svg.iterfind(f"{SVG}g")]
    assert len(set(places)) == 3
    assert all(x + 40 * WIDE < int(svg.get("width", 0)) for x, _ in places)
    assert all(y + 16 * HIGH < int(svg.get("height", 0)) for _, y in places)
    assert places[0][0] == places[2][0] < places[1][0]
