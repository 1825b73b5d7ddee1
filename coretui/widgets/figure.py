"""Shows how an exercise is done: its figure, of which only those cells are repainted that change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import ceil
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.color import Color
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from coretui.domain.figure import FPS, Figure, Instant
from coretui.drawing.fit import Cell, Frame, apart
from coretui.drawing.painter import STANDING, Reel, box, fits, window
from coretui.drawing.raster import Layer
from coretui.widgets.breath_canvas import Seam, spans

FILMS = 8
"""Figures that are kept as they were drawn, by size and colours; one takes a megabyte at most."""
ROWS = 4096
"""Rows that are kept as they were written; where a figure moves, the same ones come again."""
SLIGHT = 16
"""Samples of the 64 in a cell that need not be repainted on the way: where a pose is held, everything is exact."""
SEAMS = 7
"""Enough for 112 columns."""
TIRED = 300.0
"""Seconds after which a figure that nobody drives stands still: nobody is looking any more."""

PARTS = {
    Layer.PROP: "prop",
    Layer.FAR: "far",
    Layer.WORKFAR: "workfar",
    Layer.TORSO: "torso",
    Layer.HAIR: "hair",
    Layer.FACE: "face",
    Layer.NEAR: "near",
    Layer.WORK: "work",
    Layer.FLOOR: "floor",
    Layer.MAT: "mat",
}
"""The component class of each layer, after `figure--`."""


_CORNERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
OPPOSITE = dict(zip(_CORNERS, reversed(_CORNERS), strict=True))
"""For a half block or quadrant the one that is drawn where it is not."""

Pair = tuple[Layer | None, Layer]
"""The layer of the ink, None where there is none, and that of what is behind it."""


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a picture by layer, that of EMPTY being what is behind it.

    With `plain` a cell has one colour and the background, whatever it is: it may not be shown at all.
    """

    colours: tuple[Color, ...]
    plain: bool = False

    def strip(self, cells: tuple[Cell, ...]) -> Strip:
        """Return a row of a picture, in as few runs of one style as can be: styles are most of what is sent."""
        segments: list[Segment] = []
        run: list[Cell] = []
        pairs: set[Pair] = set()
        for cell in cells:
            own = self._pairs(cell)
            if run and not (common := _common(pairs, own)):
                segments.append(self._segment(run, pairs))
                run, pairs = [cell], own
            else:
                pairs = common if run else own
                run.append(cell)
        segments.append(self._segment(run, pairs))
        return Strip(segments, len(cells))

    def _pairs(self, cell: Cell) -> set[Pair]:
        """Return the layers of ink and of what is behind it in which a cell can be written."""
        front, back = cell.front, cell.back
        if self.plain:
            return {(front or None, Layer.EMPTY)}
        if front == back:
            return {(None, back)}  # a space: no font leaves a gap beside it
        if front and back and cell.glyph in OPPOSITE:
            return {(front, back), (back, front)}
        return {(front, back)}

    def _segment(self, run: list[Cell], pairs: set[Pair]) -> Segment:
        ink, behind = next(iter(pairs))
        text = "".join(self._glyph(cell, ink) for cell in run)
        colours = self.colours
        if ink == Layer.EMPTY and colours[ink].ansi is not None:
            # The terminal's own background is no colour that ink can have.
            return Segment(text, _style(colours[behind], colours[ink], reverse=True))
        return Segment(text, _style(None if ink is None else colours[ink], colours[behind]))

    def _glyph(self, cell: Cell, ink: Layer | None) -> str:
        if self.plain:
            return "█" if cell.front and cell.back else cell.glyph
        if cell.front == cell.back:
            return " "
        return cell.glyph if cell.front == ink else OPPOSITE[cell.glyph]


def _common(some: set[Pair], others: set[Pair]) -> set[Pair]:
    """Return the pairs in which two runs can be written as one; a space takes any ink."""
    return {
        (other if ink is None else ink, behind)
        for ink, behind in some
        for other, beside in others
        if behind == beside and (ink is None or other is None or ink == other)
    }


@lru_cache(maxsize=512)
def _style(ink: Color | None, behind: Color, *, reverse: bool = False) -> Style:
    return Style(
        color=None if ink is None else ink.rich_color,
        bgcolor=behind.rich_color if behind.a else None,
        reverse=reverse or None,
    )


class Film:
    """The pictures of a figure in one size and its colours, each made when it is first shown, and kept."""

    def __init__(self, reel: Reel, inks: Inks) -> None:
        self.reel, self._inks = reel, inks
        self._strips: dict[tuple[Cell, ...], Strip] = {}

    def strip(self, row: tuple[Cell, ...]) -> Strip:
        """Return a row in colour."""
        if row not in self._strips:
            if len(self._strips) >= ROWS:
                self._strips.clear()
            self._strips[row] = self._inks.strip(row)
        return self._strips[row]


@lru_cache(maxsize=FILMS)
def film_of(figure: Figure, size: tuple[int, int], style: str, inks: Inks, *, mirrored: bool) -> Film | None:
    """Return the film of a figure, the same for every widget; None if it cannot be read at that size."""
    columns, rows = size
    # Rows that it has no use for at this width make it no easier to read.
    if not fits(figure, columns, max(rows, STANDING) if rows >= rows_for(figure, columns) else rows):
        return None
    return Film(Reel(figure, *size, style=style, mirrored=mirrored), inks)


def changes(old: Sequence[tuple[Cell, ...]], new: Frame, slight: int) -> list[tuple[int, int]]:
    """Return the rows and columns of the cells of which more samples differ than a slight change has.

    What becomes all of one layer is never slight: specks would stay behind.
    """
    return [
        (y, x)
        for y, (before, after) in enumerate(zip(old, new, strict=True))
        if before != after
        for x, (was, now) in enumerate(zip(before, after, strict=True))
        if was is not now and was != now and (not slight or now.front == now.back or apart(was, now) > slight)
    ]


class FigureCanvas(Widget):
    """The picture alone. `develop` makes the film for a size in columns and rows, when it is about to be shown."""

    DEFAULT_CSS = "FigureCanvas { layer: picture; width: 100%; height: 100%; }"

    def __init__(self, develop: Callable[[int, int], Film | None], begun: Callable[[], None]) -> None:
        super().__init__()
        self._develop, self._begun = develop, begun
        self._instant = Instant(0)
        self._ready = False
        self._film: Film | None = None
        self._rows: list[tuple[Cell, ...]] = []

    @property
    def seen(self) -> bool:
        """Whether what is drawn now can be seen."""
        return self.screen in self.app.screen_stack and self.is_on_screen

    def reset(self) -> None:
        """Draw everything anew when it is next shown."""
        self._ready, self._film, self._rows = False, None, []
        if self.is_mounted:
            self.refresh()

    def show(self, instant: Instant) -> None:
        """Show an instant: the cells that change are repainted."""
        old, self._instant = self._instant, instant
        if not self._ready or instant == old:
            return
        if not self.seen:
            self.reset()
            return
        if self._film:
            frame = self._film.reel[instant]
            rests = instant.step == 0 and self._film.reel.figure.cycle[instant.key].hold > 0
            cells = changes(self._rows, frame, 0 if rests else SLIGHT)
            for y, row in groupby(cells, lambda cell: cell[0]):
                painted = list(self._rows[y])
                for _, x in row:
                    painted[x] = frame[y][x]
                self._rows[y] = tuple(painted)
            if cells:
                self.refresh(*spans(cells))

    def render_line(self, y: int) -> Strip:
        """Return row `y`."""
        width, height = self.size
        if not self._ready or (self._film and self._film.reel.size != (width, height)):
            self._ready, self._film = True, self._develop(width, height)
            self._rows = list(self._film.reel[self._instant]) if self._film else []
            self._begun()
        if self._film and y < len(self._rows):
            return self._film.strip(self._rows[y])
        _, behind = self.background_colors
        return Strip.blank(width, _style(None, behind))


class FigureView(Widget):
    """A figure as large as there is room for; nothing where there is none.

    `look` is `blocks`, `quadrants` or `dots`; `text` draws nothing at all.

    `show` shows one instant of it, for who has the time; `play` lets it move by itself. With `height: auto` it
    takes the rows that it needs at its width.
    """

    BLANK = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"figure--{part}" for part in PARTS.values()}
    DEFAULT_CSS = """
    FigureView {
        width: 1fr;
        height: 1fr;
        layers: seams picture;
        layout: horizontal;
        overflow: hidden hidden;
        & > .figure--near { color: $figure-near; }
        & > .figure--torso { color: $figure-torso; }
        & > .figure--far { color: $figure-far; }
        & > .figure--work { color: $figure-work; }
        & > .figure--workfar { color: $figure-workfar; }
        & > .figure--hair { color: $figure-hair; }
        & > .figure--face { color: $figure-face; }
        & > .figure--prop { color: $figure-prop; }
        & > .figure--floor { color: $faint; }
        & > .figure--mat { color: $figure-mat; }
    }
    FigureView > Seam { width: 8; margin-right: 8; }
    FigureView.-none { display: none; }
    """

    look: reactive[str] = reactive("blocks", repaint=False)

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self._canvas = FigureCanvas(self.film, self._begun)
        self._figure: Figure | None = None
        self._mirrored = False
        self._clock: Callable[[], float] | None = None
        self._since = 0.0
        self._timer: Timer | None = None
        self.add_class("-none")

    def compose(self) -> ComposeResult:
        """Yield the picture, and the seams that let it be repainted in small pieces."""
        for _ in range(SEAMS):
            yield Seam()
        yield self._canvas

    def on_mount(self) -> None:
        """Hold the frames until they are needed."""
        self._timer = self.set_interval(1 / FPS, self._turn, pause=True)

    def show(self, figure: Figure | None, instant: Instant, *, mirrored: bool = False) -> None:
        """Show one instant of a figure, or nothing without one."""
        self._clock = None
        self._use(figure, mirrored=mirrored)
        self._canvas.show(instant)

    def play(self, figure: Figure | None, clock: Callable[[], float] | None, *, mirrored: bool = False) -> None:
        """Let a figure move in its loop by a clock in seconds; without a clock it stands still.

        Another picture of the same exercise goes on where that was.
        """
        was = self._figure.exercise if self._figure and self._clock else None
        self._clock = clock
        if clock and figure and figure.exercise != was:
            self._since = clock()
        self._use(figure, mirrored=mirrored)
        if clock and self._timer and self.is_mounted:
            self._timer.resume()
        self._turn()

    def watch_look(self) -> None:
        """Draw everything anew."""
        self.set_class(self._figure is None or self.look == "text", "-none")
        self._canvas.reset()

    def notify_style_update(self) -> None:
        """Take over the colours of another theme."""
        super().notify_style_update()
        self._canvas.reset()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows that the figure takes where its width decides how large it is."""
        del container, viewport
        if self._figure is None or width < 1:
            return 0
        return rows_for(self._figure, width)

    def _use(self, figure: Figure | None, *, mirrored: bool) -> None:
        if figure is self._figure and mirrored == self._mirrored:
            return
        self._figure, self._mirrored = figure, mirrored
        self.set_class(figure is None or self.look == "text", "-none")
        self._canvas.reset()
        if self.styles.height is not None and self.styles.height.is_auto:
            self.refresh(layout=True)

    def _turn(self) -> None:
        """Show this instant of the loop; rest where nobody sees it."""
        figure, clock, timer = self._figure, self._clock, self._timer
        if figure is None or clock is None or timer is None:
            if timer:
                timer.pause()
            if figure:
                self._canvas.show(figure.still)
            return
        passed = clock() - self._since
        self._canvas.show(figure.at(passed) if passed < TIRED else figure.still)
        seen = self._canvas.seen
        if passed >= TIRED or not seen:
            timer.pause()
        if not seen:
            self._canvas.reset()

    def _begun(self) -> None:
        """Go on: it is seen again."""
        if self._clock and self._timer:
            if self._clock() - self._since >= TIRED:
                self._since = self._clock()
            self._timer.resume()

    def film(self, width: int, height: int) -> Film | None:
        """Return the film for a room of so many columns and rows."""
        if self._figure is None or self.look == "text":
            return None
        plain = self.app.no_color
        # In one colour what two layers share of a cell is drawn best by the dots of both.
        style = "dots" if plain and self.look == "blocks" else self.look
        return film_of(self._figure, (width, height), style, self._inks(plain=plain), mirrored=self._mirrored)

    def _inks(self, *, plain: bool) -> Inks:
        _, behind = self.background_colors
        colours = {part: self.get_component_styles(f"figure--{part}").color for part in set(PARTS.values())}
        return Inks(tuple(colours[PARTS[layer]] if layer else behind for layer in sorted(Layer)), plain=plain)


def rows_for(figure: Figure, columns: int) -> int:
    """Return the rows that a figure takes where nothing but the columns limits it."""
    scale = window(figure, columns, rows=columns).scale  # no figure is twice as high as wide
    room = box(figure)
    return ceil(((room.high - room.low) / scale + 1) / 2)
