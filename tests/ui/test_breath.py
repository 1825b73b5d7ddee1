"""The shape that breathes: its geometry by value, and what the widget repaints."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from coretui.catalogue.figures import built_in
from coretui.figures.figure import FigureInstant
from coretui.tui.theme import THEMES, contrast, role_variables
from coretui.tui.widgets.breath.bar import BreathBar
from coretui.tui.widgets.breath.body import BreathBody
from coretui.tui.widgets.breath.canvas import Canvas
from coretui.tui.widgets.breath.disc import Disc
from coretui.tui.widgets.breath.paint import (
    FULL,
    NOTHING,
    BreathPose,
    Dab,
    Paint,
    PaintedPart,
    Picture,
    lit,
    paint,
)
from coretui.tui.widgets.breath.widget import Breath, Finish, Shape
from coretui.tui.widgets.figure.view import FigureCanvas
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


def test_a_low_bar_has_its_words_in_one_line() -> None:
    letters = BreathBar(40, 3).letters(WORDS)
    assert {y for _, y in letters} == {0}
    assert "".join(letters[place] for place in sorted(letters)) == "▲breathein4"


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


# The widget


class BreathApp(App[None]):
    """One breath of a given size, in any theme."""

    CSS = "Screen { background: $surface; }"

    def __init__(self, breath: Breath, width: int, height: int, theme: str = "coretui-dark") -> None:
        super().__init__()
        for own in THEMES:
            self.register_theme(own)
        self.theme = theme
        self.breath = breath
        breath.styles.width, breath.styles.height = width, height

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return role_variables(self.current_theme)

    def compose(self) -> ComposeResult:
        yield self.breath

    @property
    def canvas(self) -> Canvas:
        return self.screen.query_one(Canvas)

    @property
    def rows(self) -> list[str]:
        return [self.canvas.render_line(y).text for y in range(self.canvas.size.height)]

    def style_at(self, x: int, y: int) -> Style:
        segment = next(iter(self.canvas.render_line(y).crop(x, x + 1)))
        assert segment.style
        return segment.style


def breath(
    fullness: float = 0.5,
    *,
    shape: Shape = "disc",
    finish: Finish = "gradient",
    plain: bool = False,
    words: tuple[str, ...] = WORDS,
) -> Breath:
    widget = Breath()
    widget.fullness, widget.turn, widget.words = fullness, 0.3, words
    widget.shape, widget.finish, widget.ascii = shape, finish, plain
    widget.body = LYING
    return widget


def one_cell(strip: Strip, x: int) -> list[Segment]:
    return list(strip.crop(x, x + 1))


def triplet(style: Style, *, behind: bool = False) -> Color:
    colour = style.bgcolor if behind else style.color
    assert colour
    return Color(*colour.get_truecolor())


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Region, ...]]:
    """Collect the regions that a canvas asks to have repainted."""
    calls: list[tuple[Region, ...]] = []
    refresh = Canvas.refresh

    def spy(
        self: Canvas, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Widget:
        if repaint and not layout:
            calls.append(regions)
        return refresh(self, *regions, repaint=repaint, layout=layout, recompose=recompose)

    monkeypatch.setattr(Canvas, "refresh", spy)
    return calls


async def test_equal_values_repaint_nothing(asked: list[tuple[Region, ...]]) -> None:
    app = BreathApp(breath(), 60, 20)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        asked.clear()
        app.breath.fullness, app.breath.turn, app.breath.words = 0.5, 0.3, WORDS
        app.breath.shape, app.breath.finish, app.breath.ascii = "disc", "gradient", False
        app.breath.fullness, app.breath.turn = 0.500001, 0.300001
        assert asked == []


async def test_words_that_look_the_same_repaint_nothing(asked: list[tuple[Region, ...]]) -> None:
    app = BreathApp(breath(), 60, 20)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        asked.clear()
        app.breath.words = ("▲", "breathe in", "4 ")
        assert asked == []


async def test_a_turning_ring_repaints_a_few_cells(asked: list[tuple[Region, ...]]) -> None:
    app = BreathApp(breath(), 66, 26)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        asked.clear()
        app.breath.turn = 0.31
        assert len(asked) == 1
        assert 0 < sum(region.area for region in asked[0]) <= 12


async def test_a_growing_disc_repaints_its_two_edges(asked: list[tuple[Region, ...]]) -> None:
    app = BreathApp(breath(), 66, 26)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        asked.clear()
        before = [app.canvas.render_line(y) for y in range(26)]
        app.breath.fullness = 0.53
        (regions,) = asked
        assert sum(region.area for region in regions) < 66 * 26 / 6
        middle = [region for region in regions if region.y == 12]
        assert [region.x < 33 for region in middle] == [True, False]
        after = [app.canvas.render_line(y) for y in range(26)]
        rows = {region.y for region in regions}
        assert {y for y in range(26) if before[y] != after[y]} == rows
        for region in regions:
            for x in (region.x, region.right - 1):
                assert one_cell(before[region.y], x) != one_cell(after[region.y], x)


async def test_another_second_repaints_one_letter(asked: list[tuple[Region, ...]]) -> None:
    app = BreathApp(breath(), 60, 20)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        asked.clear()
        app.breath.words = ("▲", "breathe in", "3")
        ((region,),) = asked
        assert region.area == 1
        assert "3" in app.rows[region.y]


async def test_nothing_is_worked_out_on_a_screen_that_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    class BreathScreen(Screen[None]):
        def compose(self) -> ComposeResult:
            yield breath(0.0)

    app = BreathApp(breath(), 60, 20)
    app.add_mode("breathe", BreathScreen)
    app.add_mode("elsewhere", Screen)
    async with app.run_test(size=(60, 20)) as pilot:
        await app.switch_mode("breathe")
        await pilot.pause()
        widget, before = app.screen.query_one(Breath), app.rows
        await app.switch_mode("elsewhere")
        worked: list[BreathPose] = []
        dabs = Disc.dabs

        def spy(self: Disc, old: BreathPose | None, new: BreathPose) -> Iterator[Dab]:
            worked.append(new)
            return dabs(self, old, new)

        monkeypatch.setattr(Disc, "dabs", spy)
        for step in range(10):
            widget.fullness, widget.words = step / 10, (str(step),)
        await pilot.pause()
        assert worked == []
        await app.switch_mode("breathe")
        await pilot.pause()
        assert len(set(worked)) == 1  # the moment that is shown, none of those before it
        assert any("9" in row for row in app.rows)
        assert app.rows != before


async def test_nothing_is_worked_out_while_hidden(asked: list[tuple[Region, ...]]) -> None:
    app = BreathApp(breath(0.0), 60, 20)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        before = app.rows
        app.breath.display = False
        await pilot.pause()
        app.canvas._begin(60, 20)
        asked.clear()
        for step in range(1, 10):
            app.breath.fullness = step / 10
        assert asked == [()]
        app.breath.display = True
        await pilot.pause()
        assert app.rows != before


@pytest.mark.parametrize("theme", ["coretui-dark", "coretui-light", "nord", "dracula", "solarized-light"])
@pytest.mark.parametrize("finish", ["gradient", "flat"])
@pytest.mark.parametrize("size", [(20, 8), (66, 26)])
async def test_words_read_well_at_every_size_of_the_disc(
    theme: str, finish: Finish, size: tuple[int, int]
) -> None:
    app = BreathApp(breath(0.0, finish=finish), *size, theme=theme)
    async with app.run_test(size=(100, 30)) as pilot:
        for fullness in (0.0, 0.2, 0.5, 1.0):
            app.breath.fullness = fullness
            await pilot.pause()
            y = next(y for y, row in enumerate(app.rows) if "in" in row)
            for x in (x for x, letter in enumerate(app.rows[y]) if letter.isalpha()):
                style = app.style_at(x, y)
                assert style.bold
                assert contrast(triplet(style), triplet(style, behind=True)) >= 4.5


@pytest.mark.parametrize("shape", ["disc", "body", "bar"])
async def test_words_stand_still(shape: Shape) -> None:
    app = BreathApp(breath(shape=shape), 60, 20)
    async with app.run_test(size=(100, 30)) as pilot:
        places = set()
        for fullness in (0.0, 0.5, 1.0):
            app.breath.fullness = fullness
            await pilot.pause()
            places.add(tuple((y, x) for y, row in enumerate(app.rows) for x, at in enumerate(row) if at.isalnum()))
        assert len(places) == 1
        assert len(places.pop()) == len("breathein4")


async def test_the_middle_of_the_disc_carries_the_words() -> None:
    app = BreathApp(breath(words=("space starts",)), 60, 21)
    async with app.run_test(size=(100, 30)):
        assert app.rows[10][24:36].replace("▀", " ").replace("▄", " ") == "space starts"


async def test_the_person_breathes_between_the_words_and_the_line() -> None:
    app = BreathApp(breath(0.0, shape="body"), 60, 20)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        person = app.breath.query_one(FigureCanvas)

        def belly() -> list[str]:
            return [person.render_line(y).text for y in range(person.size.height)]

        empty = belly()
        assert any("█" in row or "▄" in row for row in empty)
        app.breath.fullness = 1.0
        await pilot.pause()
        assert belly() != empty
        app.breath.shape = "disc"
        await pilot.pause()
        assert not person.seen
        assert isinstance(app.canvas._picture, Disc)


@pytest.mark.parametrize(("look", "plain"), [("text", False), ("blocks", True)])
async def test_without_figures_the_disc_breathes(look: str, plain: bool) -> None:
    app = BreathApp(breath(shape="body", plain=plain), 60, 20)
    app.breath.look = look
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert isinstance(app.canvas._picture, Disc)
        assert not app.breath.query_one(FigureCanvas).seen


@pytest.mark.parametrize("shape", ["disc", "body", "bar"])
@pytest.mark.parametrize("size", [(12, 4), (20, 8), (66, 26)])
async def test_plain_characters_are_plain(shape: Shape, size: tuple[int, int]) -> None:
    app = BreathApp(breath(shape=shape, plain=True, words=("^", "breathe in", "4")), *size)
    async with app.run_test(size=(100, 30)):
        text = "".join(app.rows)
        assert text.isascii()
        assert "#" in text
        assert "." in text
        assert "o" in text


async def test_too_little_room_is_a_bar() -> None:
    app = BreathApp(breath(), 15, 7)
    async with app.run_test(size=(100, 30)) as pilot:
        assert isinstance(app.canvas._picture, BreathBar)
        app.breath.styles.width = 16
        await pilot.pause()
        assert isinstance(app.canvas._picture, Disc)


@pytest.mark.parametrize("shape", ["disc", "body", "bar"])
async def test_another_size_is_drawn_for_it(shape: Shape) -> None:
    app = BreathApp(breath(shape=shape), 20, 8)
    async with app.run_test(size=(200, 60)) as pilot:
        for width, height in ((20, 8), (200, 60), (33, 11), (1, 1)):
            app.breath.styles.width, app.breath.styles.height = width, height
            await pilot.pause()
            fresh = BreathApp(breath(shape=shape), width, height)
            assert app.canvas.size == (width, height)
            rows = app.rows
            async with fresh.run_test(size=(200, 60)):
                assert rows == fresh.rows


async def test_another_theme_is_other_colours_at_once() -> None:
    app = BreathApp(breath(), 60, 20)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        dark = app.style_at(30, 2).bgcolor, app.style_at(24, 9).bgcolor
        app.theme = "coretui-light"
        await pilot.pause()
        light = app.style_at(30, 2).bgcolor, app.style_at(24, 9).bgcolor
        assert dark[0] != light[0]
        assert dark[1] != light[1]


async def test_flat_is_one_colour_for_each_part() -> None:
    app = BreathApp(breath(finish="flat", words=()), 66, 26)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        colours = {
            colour.get_truecolor().hex
            for y in range(26)
            for segment in app.canvas.render_line(y)
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour
        }
        assert len(colours) == 4  # what is behind, the disc, the track, what is lit


async def test_terminal_colours_are_not_blended() -> None:
    app = BreathApp(breath(), 66, 26, theme="ansi-dark")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        styles = [segment.style for y in range(26) for segment in app.canvas.render_line(y) if segment.style]
        assert styles
        assert all(colour.triplet is None for style in styles for colour in (style.color, style.bgcolor) if colour)


async def test_values_out_of_range_are_held_and_unknown_ones_refused() -> None:
    app = BreathApp(breath(), 60, 20)
    async with app.run_test(size=(100, 30)):
        app.breath.fullness, app.breath.turn = 7.0, -1.0
        assert (app.breath.fullness, app.breath.turn) == (1.0, 0.0)
        with pytest.raises(ValueError, match="no such shape"):
            app.breath.shape = "heart"  # type: ignore[assignment]
        with pytest.raises(ValueError, match="no such finish"):
            app.breath.finish = "glossy"  # type: ignore[assignment]
