"""Shows how an exercise is done: its figure, of which only those cells are repainted that change."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from coretui.figures.figure import FPS, Figure, FigureInstant
from coretui.figures.fit import Fit
from coretui.figures.raster import Layer
from coretui.tui.widgets.figure.film import Film, Inks, changes, film_of, rows_for, style_of
from coretui.tui.widgets.seams import Seam, spans

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


class FigureCanvas(Widget):
    """The picture alone. `develop` makes the film for a size in columns and rows, when it is about to be shown.

    `instant` is what is to be seen, and `rows` the cells that are drawn: until the figure rests, some of them may
    be slightly behind it.
    """

    DEFAULT_CSS = "FigureCanvas { layer: picture; width: 100%; height: 100%; }"

    def __init__(self, develop: Callable[[int, int], Film | None], begun: Callable[[], None]) -> None:
        super().__init__()
        self._develop, self._begun = develop, begun
        self.instant = FigureInstant(0)
        self._ready = False
        self._film: Film | None = None
        self.rows: list[tuple[Fit, ...]] = []

    @property
    def seen(self) -> bool:
        """Whether what is drawn now can be seen."""
        return self.screen in self.app.screen_stack and self.is_on_screen

    def reset(self) -> None:
        """Draw everything anew when it is next shown."""
        self._ready, self._film, self.rows = False, None, []
        if self.is_mounted:
            self.refresh()

    def show(self, instant: FigureInstant) -> None:
        """Show an instant: the cells that change are repainted."""
        old, self.instant = self.instant, instant
        if not self._ready or instant == old:
            return
        if not self.seen:
            self.reset()
            return
        if self._film:
            frame = self._film.reel[instant]
            rests = instant.step == 0 and self._film.reel.figure.cycle[instant.key].hold > 0
            cells = changes(self.rows, frame, 0 if rests else SLIGHT)
            for y, row in groupby(cells, lambda cell: cell[0]):
                painted = list(self.rows[y])
                for _, x in row:
                    painted[x] = frame[y][x]
                self.rows[y] = tuple(painted)
            if cells:
                self.refresh(*spans(cells))

    def render_line(self, y: int) -> Strip:
        """Return row `y`."""
        width, height = self.size
        if not self._ready or (self._film and self._film.reel.size != (width, height)):
            self._ready, self._film = True, self._develop(width, height)
            self.rows = list(self._film.reel[self.instant]) if self._film else []
            self._begun()
        if self._film and y < len(self.rows):
            return self._film.strip(self.rows[y])
        _, behind = self.background_colors
        return Strip.blank(width, style_of(None, behind))


class FigureView(Widget):
    """A figure as large as there is room for; nothing where there is none.

    `look` is `blocks`, `quadrants` or `dots`; `text` draws nothing at all.

    `show` shows one instant of it, for who has the time; `play` lets it move by itself. With `height: auto` it
    takes the rows that it needs at its width. `figure` is the one that is shown, `mirrored` whether it is the
    other way round, and `canvas` what it is drawn on.
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
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self.canvas = FigureCanvas(self.film, self._begun)
        self.figure: Figure | None = None
        self.mirrored = False
        self._clock: Callable[[], float] | None = None
        self._since = 0.0
        self._frames: Timer | None = None
        self.add_class("-none")

    def compose(self) -> ComposeResult:
        """Yield the picture, and the seams that let it be repainted in small pieces."""
        for _ in range(SEAMS):
            yield Seam()
        yield self.canvas

    def show(self, figure: Figure | None, instant: FigureInstant, *, mirrored: bool = False) -> None:
        """Show one instant of a figure, or nothing without one."""
        self._clock = None
        self._use(figure, mirrored=mirrored)
        self.canvas.show(instant)

    def play(self, figure: Figure | None, clock: Callable[[], float] | None, *, mirrored: bool = False) -> None:
        """Let a figure move in its loop by a clock in seconds; without a clock it stands still.

        Another picture of the same exercise goes on where that was.
        """
        was = self.figure.exercise if self.figure and self._clock else None
        self._clock = clock
        if clock and figure and figure.exercise != was:
            self._since = clock()
        self._use(figure, mirrored=mirrored)
        if clock and self.is_mounted:
            self._go_on()
        self.frame()

    def watch_look(self) -> None:
        """Draw everything anew."""
        self.set_class(self.figure is None or self.look == "text", "-none")
        self.canvas.reset()

    def notify_style_update(self) -> None:
        """Take over the colours of another theme."""
        super().notify_style_update()
        self.canvas.reset()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows that the figure takes where its width decides how large it is."""
        del container, viewport
        if self.figure is None or width < 1:
            return 0
        return rows_for(self.figure, width)

    def _use(self, figure: Figure | None, *, mirrored: bool) -> None:
        if figure is self.figure and mirrored == self.mirrored:
            return
        self.figure, self.mirrored = figure, mirrored
        self.set_class(figure is None or self.look == "text", "-none")
        self.canvas.reset()
        if self.styles.height is not None and self.styles.height.is_auto:
            self.refresh(layout=True)

    @property
    def moves(self) -> bool:
        """Whether frames are to come: none while it stands still, and none where nobody sees it."""
        return self._frames is not None

    def frame(self) -> None:
        """Show this instant of the loop; rest where nobody sees it."""
        figure, clock = self.figure, self._clock
        if figure is None or clock is None or not self.is_mounted:
            self._rest()
            if figure:
                self.canvas.show(figure.still)
            return
        passed = clock() - self._since
        self.canvas.show(figure.at(passed) if passed < TIRED else figure.still)
        seen = self.canvas.seen
        if passed >= TIRED or not seen:
            self._rest()
        if not seen:
            self.canvas.reset()

    def _begun(self) -> None:
        """Go on: it is seen again."""
        if self._clock:
            if self._clock() - self._since >= TIRED:
                self._since = self._clock()
            self._go_on()

    def _go_on(self) -> None:
        if self._frames is None:
            self._frames = self.set_interval(1 / FPS, self.frame)

    def _rest(self) -> None:
        if self._frames:
            self._frames.stop()
            self._frames = None

    def film(self, width: int, height: int) -> Film | None:
        """Return the film for a room of so many columns and rows."""
        if self.figure is None or self.look == "text":
            return None
        inks = self.inks
        # In one colour what two layers share of a cell is drawn best by the dots of both.
        style = "dots" if inks.plain and self.look == "blocks" else self.look
        return film_of(self.figure, (width, height), style, inks, mirrored=self.mirrored)

    @property
    def inks(self) -> Inks:
        """The colours of the theme by layer, plain where the terminal is to show none."""
        _, behind = self.background_colors
        colours = {part: self.get_component_styles(f"figure--{part}").color for part in set(PARTS.values())}
        return Inks(
            tuple(colours[PARTS[layer]] if layer else behind for layer in sorted(Layer)), plain=self.app.no_color
        )
