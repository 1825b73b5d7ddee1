"""The surface that a breathing shape is painted on: half blocks, of which only those that change are repainted."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from coretui.tui.widgets.breath.paint import NOTHING, BreathPose, Letters, Paint, Picture
from coretui.tui.widgets.breath.tones import Tones
from coretui.tui.widgets.cells import Cell
from coretui.tui.widgets.seams import spans


class Canvas(Widget):
    """A picture in its pose, and the words on it; `picture` is None until something is drawn.

    `draw` makes the picture for a size in columns and rows, `mix` its colours; both are asked when something is
    drawn that was not drawn before. Nothing is worked out while the screen is not shown.
    """

    DEFAULT_CSS = "Canvas { layer: picture; width: 100%; height: 100%; }"

    def __init__(self, draw: Callable[[int, int], Picture], mix: Callable[[], Tones]) -> None:
        super().__init__()
        self._draw, self._mix = draw, mix
        self.plain = False
        self._moment = 0.0, 0.0
        self._words: tuple[str, ...] = ()
        self.picture: Picture | None = None
        self._pose: BreathPose | None = None
        self._look: Callable[[Paint, Paint], Cell]
        self._ink: Callable[[Paint, Paint], Style]
        self._paints: list[list[Paint]] = []
        self._cells: list[list[Cell]] = []
        self._letters: Letters = {}

    def reset(self) -> None:
        """Draw everything anew when it is next shown."""
        self.picture = self._pose = None
        if self.is_mounted:
            self.refresh()

    def show(self, fullness: float, turn: float) -> None:
        """Show how full the lungs are and how much of the phase has passed, both 0 to 1."""
        self._moment = fullness, turn
        if self.picture is None or self._pose is None:
            return
        if not self._seen:
            self.reset()
            return
        new = self.picture.pose(fullness, turn)
        if new != self._pose:
            changed = self._apply(self.picture, new)
            self._repaint(changed)

    def say(self, words: tuple[str, ...]) -> None:
        """Put these words in the place of those that stand."""
        self._words = words
        if self.picture is None:
            return
        if not self._seen:
            self.reset()
            return
        old, self._letters = self._letters, self._placed(self.picture)
        places = old.items() ^ self._letters.items()
        self._repaint({(y, x) for (x, y), _ in places})

    def render_line(self, y: int) -> Strip:
        """Return row `y`."""
        width, height = self.size
        if self.picture is None or len(self._cells) != height or len(self._cells[0]) != width:
            self._begin(width, height)
        if not 0 <= y < len(self._cells):
            return Strip.blank(width)
        segments: list[Segment] = []
        run: list[str] = []
        row = self._cells[y]
        style = row[0][1]
        for letter, look in row:
            if look is not style:
                segments.append(Segment("".join(run), style))
                run, style = [], look
            run.append(letter)
        segments.append(Segment("".join(run), style))
        return Strip(segments, width)

    @property
    def _seen(self) -> bool:
        """Whether what is drawn now can be seen."""
        return self.screen in self.app.screen_stack and self.is_on_screen

    def _begin(self, width: int, height: int) -> None:
        """Draw everything for a size."""
        tones = self._mix()
        self._look, self._ink = (tones.plain, tones.plain_ink) if self.plain else (tones.cell, tones.ink)
        self.picture = picture = self._draw(width, height)
        self._pose = None
        self._paints = [[NOTHING] * width for _ in range(2 * height)]
        self._letters = self._placed(picture)
        self._apply(picture, picture.pose(*self._moment))
        self._cells = [[self._cell(x, y) for x in range(width)] for y in range(height)]

    def _placed(self, picture: Picture) -> Letters:
        letters = picture.letters(self._words)
        if self.plain:
            # Letters among other letters need air to be read.
            for y in {y for _, y in letters}:
                columns = [x for x, row in letters if row == y]
                for x in range(max(0, min(columns) - 1), min(self.size.width, max(columns) + 2)):
                    letters.setdefault((x, y), " ")
        return letters

    def _apply(self, picture: Picture, new: BreathPose) -> set[tuple[int, int]]:
        """Paint what another pose changes; return the rows and columns of the cells."""
        paints, changed = self._paints, set()
        for x, y, paint in picture.dabs(self._pose, new):
            row = paints[y]
            if row[x] is not paint:
                row[x] = paint
                changed.add((y // 2, x))
        self._pose = new
        return changed

    def _repaint(self, changed: set[tuple[int, int]]) -> None:
        for y, x in changed:
            self._cells[y][x] = self._cell(x, y)
        if changed:
            self.refresh(*spans(changed))

    def _cell(self, x: int, y: int) -> Cell:
        upper, lower = self._paints[2 * y][x], self._paints[2 * y + 1][x]
        if letter := self._letters.get((x, y)):
            return letter, self._ink(upper, lower)
        return self._look(upper, lower)
