"""The shape that breathes, with words standing still on it and a line that runs through the phase."""

from __future__ import annotations

from typing import ClassVar, Literal, get_args

from textual.app import ComposeResult
from textual.reactive import reactive
from textual.widget import Widget

from coretui.figures.figure import Figure, FigureInstant
from coretui.tui.widgets.breath.bar import BreathBar
from coretui.tui.widgets.breath.body import NARROWEST, BreathBody
from coretui.tui.widgets.breath.canvas import Canvas
from coretui.tui.widgets.breath.disc import Disc
from coretui.tui.widgets.breath.paint import Picture
from coretui.tui.widgets.breath.tones import Tones
from coretui.tui.widgets.figure.view import FigureView
from coretui.tui.widgets.seams import Seam

Shape = Literal["disc", "body", "bar"]
Finish = Literal["gradient", "flat"]

SMALLEST = 16, 7
"""Columns and rows below which there is only room for the bar."""
SEAMS = 9
"""Enough for 200 columns; those beside the room are not drawn."""


class Breath(Widget):
    """A breath as a disc in a ring, a person lying down, or a bar; what is set is shown at once.

    `fullness` is how full the lungs are, already eased, and `turn` the share of the phase that has passed; both
    run from 0 to 1. `words` are up to three lines: a sign, what to do, the seconds left. `finish` is a
    gradient with soft edges or one colour for each part; `ascii` draws in plain characters, which are flat.

    The person is the `body` and drawn in the `look` of a `FigureView`; where there is none, the disc is shown.
    """

    BLANK = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "breath--shape",
        "breath--lit",
        "breath--track",
        "breath--words",
    }
    DEFAULT_CSS = """
    Breath {
        width: 1fr;
        height: 1fr;
        layers: seams picture body;
        layout: horizontal;
        overflow: hidden hidden;
        & > FigureView { layer: body; }
        & > .breath--shape { color: $done; }
        & > .breath--lit { color: $onbreak; }
        & > .breath--track { color: $faint; }
        & > .breath--words { color: $foreground; }
    }
    """

    fullness: reactive[float] = reactive(0.0, repaint=False)
    turn: reactive[float] = reactive(0.0, repaint=False)
    words: reactive[tuple[str, ...]] = reactive[tuple[str, ...]]((), repaint=False)
    shape: reactive[Shape] = reactive[Shape]("disc", repaint=False)
    finish: reactive[Finish] = reactive[Finish]("gradient", repaint=False)
    ascii: reactive[bool] = reactive(default=False, repaint=False)
    body: reactive[Figure | None] = reactive[Figure | None](None, repaint=False)
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
        self._canvas = Canvas(self._draw, self._tones)
        self._person = FigureView()
        self._drawn_person: Figure | None = None

    def compose(self) -> ComposeResult:
        """Yield the canvas, and the seams that let it be repainted in small pieces."""
        for _ in range(SEAMS):
            yield Seam()
        yield self._canvas
        yield self._person

    def validate_fullness(self, share: float) -> float:
        """Keep the share between 0 and 1."""
        return min(max(share, 0.0), 1.0)

    validate_turn = validate_fullness

    def validate_shape(self, shape: Shape) -> Shape:
        """Refuse a shape that there is no drawing of."""
        if shape not in get_args(Shape):
            raise ValueError(f"no such shape: {shape!r}")
        return shape

    def validate_finish(self, finish: Finish) -> Finish:
        """Refuse a finish that is not known."""
        if finish not in get_args(Finish):
            raise ValueError(f"no such finish: {finish!r}")
        return finish

    def watch_fullness(self) -> None:
        """Show the moment."""
        self._canvas.show(self.fullness, self.turn)
        self._show_person()

    watch_turn = watch_fullness

    def watch_words(self) -> None:
        """Show the words."""
        self._canvas.say(self.words)

    def watch_shape(self) -> None:
        """Draw everything anew."""
        self._canvas.plain = self.ascii
        self._canvas.reset()
        self._place_person()

    watch_finish = watch_ascii = watch_body = watch_look = watch_shape

    def on_resize(self) -> None:
        """Give the person the room that there is now."""
        self._place_person()

    def notify_style_update(self) -> None:
        """Take over the colours of another theme."""
        super().notify_style_update()
        self._canvas.reset()

    def _draw(self, width: int, height: int) -> Picture:
        """Return the picture for a room of so many columns and rows."""
        smooth = self._tones().smooth
        small = width < SMALLEST[0] or height < SMALLEST[1]
        if small or self.shape == "bar":
            return BreathBar(width, height, smooth=smooth)
        if person := self._lying(width):
            return BreathBody(person, width, height, smooth=smooth)
        return Disc(width, height, smooth=smooth)

    def _lying(self, width: int) -> Figure | None:
        """Return the person to be drawn in so many columns, if one is."""
        drawn = self.shape == "body" and not self.ascii and self.look != "text" and width - 2 >= NARROWEST
        return self.body if drawn else None

    def _place_person(self) -> None:
        width, height = self.size
        person = self._lying(width) if width >= SMALLEST[0] and height >= SMALLEST[1] else None
        if person:
            room, styles = BreathBody(person, width, height), self._person.styles
            styles.width, styles.height, styles.offset = room.columns, room.rows, (room.left, room.top)
            self._person.look = self.look
        else:
            self._person.show(None, FigureInstant(0))
        self._drawn_person = person
        self._show_person()

    def _show_person(self) -> None:
        if person := self._drawn_person:
            self._person.show(person, person.filled(self.fullness))

    def _tones(self) -> Tones:
        _, behind = self.background_colors
        shape, lit, track, words = (
            self.get_component_styles(f"breath--{part}").color for part in ("shape", "lit", "track", "words")
        )
        gradient = self.finish == "gradient" and not self.ascii
        return Tones(behind, shape, lit, track, words, gradient=gradient)
