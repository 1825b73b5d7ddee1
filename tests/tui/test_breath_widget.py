"""The breath as a widget: what it repaints, its words, colours and sizes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from coretui.tui.theme import THEMES, contrast, role_variables
from coretui.tui.widgets.breath.bar import BreathBar
from coretui.tui.widgets.breath.canvas import Canvas
from coretui.tui.widgets.breath.disc import Disc
from coretui.tui.widgets.breath.paint import (
    BreathPose,
    Dab,
)
from coretui.tui.widgets.breath.widget import Breath, Finish, Shape
from coretui.tui.widgets.figure.view import FigureCanvas
from tests.tui.test_breath import LYING, WORDS


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


@pytest.mark.usefixtures("every_picture")
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
        app.canvas.render_line(0)
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


@pytest.mark.usefixtures("every_picture")
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
        assert isinstance(app.canvas.picture, Disc)


@pytest.mark.parametrize(("look", "plain"), [("text", False), ("blocks", True)])
async def test_without_figures_the_disc_breathes(look: str, plain: bool) -> None:
    app = BreathApp(breath(shape="body", plain=plain), 60, 20)
    app.breath.look = look
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert isinstance(app.canvas.picture, Disc)
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
        assert isinstance(app.canvas.picture, BreathBar)
        app.breath.styles.width = 16
        await pilot.pause()
        assert isinstance(app.canvas.picture, Disc)


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
