"""The figure on the screen: its colours, what is repainted, and when nothing is drawn at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip
from textual.theme import BUILTIN_THEMES
from textual.widget import Widget

from coretui.catalogue.figures import built_in
from coretui.figures.figure import FigureInstant
from coretui.figures.fit import Fit, apart
from coretui.figures.painter import Reel
from coretui.figures.raster import Layer
from coretui.tui.theme import THEMES, contrast, role_variables
from coretui.tui.widgets.figure.film import OPPOSITE, Inks, film_of, rows_for
from coretui.tui.widgets.figure.view import PARTS, SLIGHT, TIRED, FigureCanvas, FigureView

FIGURE = built_in()["bird-dog", False]
WALK = built_in()["short-walk", False]
ROOM = (40, 16)
BLACK, WHITE = Color(0, 0, 0), Color(255, 255, 255)


class FigureApp(App[None]):
    """One figure of a given size, in any theme."""

    CSS = "Screen { background: $surface; }"

    def __init__(self, width: int | str = 40, height: int | str = 16, theme: str = "coretui-dark") -> None:
        super().__init__()
        for own in THEMES:
            self.register_theme(own)
        self.theme = theme
        self.view = FigureView()
        self.view.styles.width, self.view.styles.height = width, height

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return role_variables(self.current_theme)

    def compose(self) -> ComposeResult:
        yield self.view

    @property
    def canvas(self) -> FigureCanvas:
        return self.screen.query_one(FigureCanvas)

    @property
    def rows(self) -> list[str]:
        return [self.canvas.render_line(y).text for y in range(self.canvas.size.height)]

    @property
    def styles_shown(self) -> list[Style]:
        return [
            segment.style
            for y in range(self.canvas.size.height)
            for segment in self.canvas.render_line(y)
            if segment.style
        ]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Region, ...]]:
    """Collect the regions that a canvas asks to have repainted."""
    calls: list[tuple[Region, ...]] = []
    refresh = FigureCanvas.refresh

    def spy(
        self: FigureCanvas, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Widget:
        if repaint and not layout:
            calls.append(regions)
        return refresh(self, *regions, repaint=repaint, layout=layout, recompose=recompose)

    monkeypatch.setattr(FigureCanvas, "refresh", spy)
    return calls


def seen(glyph: str, ink: object, behind: object) -> tuple[object, ...]:
    """Return what is seen of a cell, however it is written: opposite glyphs look alike in swapped colours."""
    if glyph == " ":
        return (behind,)
    if glyph == "█":
        return (ink,)
    return min((glyph, str(ink), str(behind)), (OPPOSITE.get(glyph, glyph), str(behind), str(ink)))


def looks(strip: Strip) -> list[tuple[object, ...]]:
    """Return what is seen in each cell of a row."""
    cells = [(glyph, segment.style) for segment in strip for glyph in segment.text]
    return [seen(glyph, style.color, style.bgcolor) for glyph, style in cells if style]


def clock_of(times: list[float]) -> Callable[[], float]:
    return lambda: times[-1]


# Colours


@pytest.mark.parametrize("theme", [*BUILTIN_THEMES, *(theme.name for theme in THEMES)])
async def test_every_layer_has_a_colour_in_every_theme(theme: str) -> None:
    app = FigureApp(theme=theme)
    async with app.run_test(size=(60, 20)):
        colours = dict(zip(sorted(Layer), app.view.inks.colours, strict=True))
        behind = colours.pop(Layer.EMPTY)
        assert colours.keys() == PARTS.keys()
        for layer, colour in colours.items():
            assert colour.a == 1 or colour.ansi is not None, layer
            assert colour != behind, layer
        body = (Layer.NEAR, Layer.TORSO, Layer.FAR, Layer.WORK, Layer.WORKFAR, Layer.HAIR, Layer.PROP)
        assert len({colours[layer] for layer in body}) == len(body)
        if behind.ansi is None:
            reads = {layer: contrast(colour, behind) for layer, colour in colours.items()}
            assert reads[Layer.NEAR] > reads[Layer.TORSO] > reads[Layer.FAR]
            assert reads[Layer.NEAR] >= 4
            assert min(reads[layer] for layer in body) >= 1.5


def test_an_inverse_glyph_is_inked_with_what_is_behind() -> None:
    colours = tuple(Color(10 * layer, 0, 0) for layer in sorted(Layer))
    (segment,) = Inks(colours).strip((Fit("▂", Layer.EMPTY, Layer.NEAR),))
    assert segment.style == Style(color=colours[0].rich_color, bgcolor=colours[Layer.NEAR].rich_color)


def test_in_the_colours_of_the_terminal_an_inverse_glyph_is_reversed() -> None:
    default = Color.parse("ansi_default")
    colours = (default, *(Color.parse("ansi_white") for _ in sorted(Layer)[1:]))
    (segment,) = Inks(colours).strip((Fit("▂", Layer.EMPTY, Layer.NEAR),))
    assert segment.style
    assert segment.style.reverse
    assert segment.style.color == colours[1].rich_color


def pictured() -> Iterator[tuple[Fit, ...]]:
    """Yield every row of every figure in its still pose."""
    for figure in built_in().values():
        yield from Reel(figure, *ROOM)[figure.still]


LAYERED = Inks(tuple(Color(10 * layer, 0, 0) for layer in sorted(Layer)))
"""A colour of its own for each layer."""


def test_a_row_looks_like_its_cells() -> None:
    colours = [colour.rich_color for colour in LAYERED.colours]
    for cells in pictured():
        wanted = [
            seen(" " if cell.front == cell.back else cell.glyph, colours[cell.front], colours[cell.back])
            for cell in cells
        ]
        assert looks(LAYERED.strip(cells)) == wanted


def test_what_is_all_of_one_layer_is_written_as_a_space() -> None:
    for cells in pictured():
        for cell, glyph in zip(cells, LAYERED.strip(cells).text, strict=True):
            assert glyph == " " or cell.front != cell.back


def test_a_row_takes_fewer_runs_than_its_cells_change_layers() -> None:
    rows = list(pictured())
    runs = sum(len(list(LAYERED.strip(cells))) for cells in rows)
    changes = sum(1 for cells in rows for _layers in groupby((cell.front, cell.back) for cell in cells))
    assert runs < 0.8 * changes


async def test_in_one_colour_nothing_stands_on_another_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    for look in ("blocks", "quadrants"):
        app = FigureApp()
        async with app.run_test(size=(60, 20)) as pilot:
            app.view.look = look
            app.view.show(FIGURE, FIGURE.still)
            await pilot.pause()
            assert len({style.bgcolor for style in app.styles_shown}) == 1
            drawn = set("".join(app.rows)) - {" ", "▁"}
            assert drawn
            assert all(0x2800 < ord(glyph) < 0x2900 for glyph in drawn) is (look == "blocks")


async def test_another_theme_is_other_colours_at_once() -> None:
    app = FigureApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.show(FIGURE, FIGURE.still)
        await pilot.pause()
        dark = {style.bgcolor for style in app.styles_shown}
        app.theme = "coretui-light"
        await pilot.pause()
        assert not dark & {style.bgcolor for style in app.styles_shown}


# What is drawn


@pytest.mark.parametrize("look", ["blocks", "quadrants", "dots"])
async def test_no_cell_is_wider_than_a_column(look: str) -> None:
    app = FigureApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.look = look
        for figure in built_in().values():
            app.view.show(figure, figure.still)
            await pilot.pause()
            assert [cell_len(row) for row in app.rows] == [ROOM[0]] * ROOM[1]
            assert all(cell_len(glyph) == 1 for row in app.rows for glyph in row)
            assert "".join(app.rows).strip(" ▁")


async def test_mirrored_is_the_other_way_round() -> None:
    app = FigureApp()
    async with app.run_test(size=(60, 20)) as pilot:

        async def shape(*, mirrored: bool) -> list[list[bool]]:
            app.view.show(WALK, WALK.still, mirrored=mirrored)
            await pilot.pause()
            surface = app.view.inks.colours[Layer.EMPTY].rich_color
            return [
                [glyph not in " ▁" or (segment.style is not None and segment.style.bgcolor != surface)]
                for row in map(app.canvas.render_line, range(15))
                for segment in row
                for glyph in segment.text
            ]

        one, other = await shape(mirrored=False), await shape(mirrored=True)
        flipped = [
            cell for start in range(0, len(one), ROOM[0]) for cell in reversed(one[start : start + ROOM[0]])
        ]
        assert one != other
        agreeing = sum(left == right for left, right in zip(flipped, other, strict=True))
        assert agreeing > 0.95 * len(one)


async def test_too_little_room_shows_nothing() -> None:
    for size, shown in (((23, 16), False), ((24, 12), True), ((40, 7), False), ((24, 11), False)):
        app = FigureApp(*size)
        async with app.run_test(size=(60, 20)) as pilot:
            app.view.show(WALK, WALK.still)
            await pilot.pause()
            assert bool("".join(app.rows).strip()) is shown, size


async def test_a_figure_is_as_high_as_its_width_asks_for() -> None:
    app = FigureApp(40, "auto")
    async with app.run_test(size=(60, 40)) as pilot:
        for figure in (FIGURE, WALK):
            app.view.show(figure, figure.still)
            await pilot.pause()
            assert app.canvas.size == (40, rows_for(figure, 40))
            assert app.rows[0].strip() or app.rows[1].strip()
        app.view.show(None, FigureInstant(0))
        await pilot.pause()
        assert not app.view.display


async def test_with_text_there_is_no_figure() -> None:
    app = FigureApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.show(FIGURE, FIGURE.still)
        app.view.look = "text"
        await pilot.pause()
        assert not app.view.display
        app.view.look = "blocks"
        await pilot.pause()
        assert "".join(app.rows).strip()


# What is repainted


async def test_only_what_changes_is_repainted(asked: list[tuple[Region, ...]]) -> None:
    app = FigureApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.show(FIGURE, FigureInstant(0, 5))
        await pilot.pause()
        before = [looks(app.canvas.render_line(y)) for y in range(ROOM[1])]
        asked.clear()
        app.view.show(FIGURE, FigureInstant(0, 6))
        (regions,) = asked
        after = [looks(app.canvas.render_line(y)) for y in range(ROOM[1])]

        changed = {(x, y) for y in range(ROOM[1]) for x in range(ROOM[0]) if before[y][x] != after[y][x]}
        assert changed
        assert all(any(region.contains(x, y) for region in regions) for x, y in changed)
        for region in regions:
            assert (region.x, region.y) in changed
            assert (region.right - 1, region.y) in changed
        assert sum(region.area for region in regions) < ROOM[0] * ROOM[1] / 4


async def test_the_same_picture_repaints_nothing(asked: list[tuple[Region, ...]]) -> None:
    app = FigureApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.show(FIGURE, FIGURE.still)
        await pilot.pause()
        asked.clear()
        app.view.show(FIGURE, FIGURE.still)
        app.view.look = "blocks"
        assert asked == []


async def test_a_second_round_draws_nothing_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    app = FigureApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.show(FIGURE, FIGURE.still)
        await pilot.pause()
        strips: list[object] = []
        write = Inks.strip

        def strip(inks: Inks, cells: tuple[Fit, ...]) -> Strip:
            strips.append(cells)
            return write(inks, cells)

        monkeypatch.setattr(Inks, "strip", strip)
        for _ in range(2):
            strips.clear()
            for instant in FIGURE.instants():
                app.view.show(FIGURE, instant)
                for y in range(ROOM[1]):
                    app.canvas.render_line(y)
        assert strips == []


async def test_on_the_way_slight_changes_wait_and_at_rest_everything_is_exact() -> None:
    app = FigureApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.show(FIGURE, FigureInstant(0))
        await pilot.pause()
        reel = Reel(FIGURE, *ROOM)
        late = 0
        for step in range(1, FIGURE.steps(0)):
            app.view.show(FIGURE, FigureInstant(0, step))
            shown, exact = app.canvas.rows, reel[FigureInstant(0, step)]
            off = [
                apart(one, other)
                for row, there in zip(shown, exact, strict=True)
                for one, other in zip(row, there, strict=True)
            ]
            assert max(off) <= SLIGHT
            late += sum(map(bool, off))
        assert late
        assert FIGURE.cycle[FIGURE.top].hold
        app.view.show(FIGURE, FigureInstant(FIGURE.top))
        assert tuple(app.canvas.rows) == reel[FigureInstant(FIGURE.top)]


async def test_nothing_is_drawn_while_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    film_of.cache_clear()
    app = FigureApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.show(FIGURE, FIGURE.still)
        await pilot.pause()
        app.view.visible = app.view.display = False
        await pilot.pause()
        drawn: list[FigureInstant] = []
        monkeypatch.setattr("coretui.figures.painter.Reel.__getitem__", lambda _reel, one: drawn.append(one))
        for instant in FIGURE.instants():
            app.view.show(FIGURE, instant)
        await pilot.pause()
        assert drawn == []
        monkeypatch.undo()
        app.view.visible = app.view.display = True
        await pilot.pause()
        assert "".join(app.rows).strip()


# Playing


async def test_a_figure_moves_by_its_clock_and_rests_when_nobody_looks() -> None:
    times = [100.0]
    app = FigureApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.play(FIGURE, clock_of(times))
        await pilot.pause()
        shown = []
        for passed in (0.0, 1.0, FIGURE.cycle[0].hold + 0.5):
            times.append(100.0 + passed)
            app.view.frame()
            assert app.canvas.instant == FIGURE.at(passed)
            shown.append(app.rows)
        assert shown[0] != shown[-1]
        times.append(100.0 + TIRED + 1)
        app.view.frame()
        assert app.canvas.instant == FIGURE.still
        assert not app.view.moves


@pytest.mark.usefixtures("every_picture")
async def test_a_hidden_figure_costs_no_frames_and_goes_on_when_it_is_seen_again() -> None:
    times = [0.0]
    app = FigureApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.play(FIGURE, clock_of(times))
        moved = []
        for seen in (True, False, True):
            app.view.display = seen
            await pilot.pause()
            app.view.frame()
            moved.append(app.view.moves)
        assert moved == [True, False, True]


async def test_without_a_clock_a_figure_stands_still() -> None:
    app = FigureApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.play(FIGURE, None)
        await pilot.pause()
        assert app.canvas.instant == FIGURE.still
        assert not app.view.moves
