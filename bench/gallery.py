"""The app that figures are measured in: so many of them in turn, each for some seconds, at 40 by 16 cells.

Each is shown as the player does: the rest before a set and then the set, as much of each as there is of a session.
All pictures are drawn before it begins, and it says so by its line; without figures it has only its frames.
"""

from __future__ import annotations

import sys
import time

from textual.app import App, ComposeResult
from textual.widgets import Static

from coretui.catalogue import load
from coretui.catalogue.figures import built_in
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.exercises.player import PlayerMoment
from coretui.domain.exercises.rep import rep_at
from coretui.domain.exercises.steps import Step, StepKind, Tempo
from coretui.figures.figure import FPS, Figure, FigureInstant
from coretui.tui.screens.session.stage import instant_of
from coretui.tui.theme import THEMES, role_variables
from coretui.tui.widgets.figure.view import FigureCanvas, FigureView

COLUMNS, ROWS = 40, 16
SECONDS = 8.0
"""For which each figure is shown."""
READY = "all is drawn"


class GalleryApp(App[None]):
    """Shows the figures of one share of the catalogue."""

    CSS = f"Screen {{ background: $surface; }} FigureView {{ width: {COLUMNS}; height: {ROWS}; }}"

    def __init__(self, share: int, shares: int) -> None:
        super().__init__()
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name
        self.figures = list(built_in().values())[share::shares] if shares else []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the theme our colour roles."""
        return role_variables(self.current_theme)

    def compose(self) -> ComposeResult:
        """Yield the figure and the line."""
        yield FigureView()
        yield Static(id="said")

    def on_mount(self) -> None:
        """Draw every picture, then begin."""
        self.view = self.query_one(FigureView)
        for figure in self.figures:
            self.view.show(figure, figure.still)
            if film := self.view.film(COLUMNS, ROWS):
                for instant in figure.instants():
                    _ = film.reel[instant]
        self.query_one(FigureCanvas).reset()
        self.began = time.monotonic()
        self.query_one("#said", Static).update(READY)
        self.set_interval(1 / FPS, self.frame)

    def frame(self) -> None:
        """Show this frame."""
        if not self.figures:
            return
        turn, passed = divmod(time.monotonic() - self.began, SECONDS)
        figure = self.figures[int(turn) % len(self.figures)]
        self.view.show(figure, led(figure, passed))


def led(figure: Figure, passed: float) -> FigureInstant:
    """Return the picture that the player shows when so many of the seconds have passed."""
    catalogue = load()
    tempo = Tempo(rhythms=catalogue.rhythms)
    doses = [entry.dose for _programme, entry in catalogue.appearances(figure.exercise)]
    if not doses:
        return figure.at(passed)
    planned = PlannedSet(figure.exercise, 1, None, doses[0])
    rhythm, works = tempo.rhythm_of(planned), tempo.seconds_of(planned)
    rests = SECONDS * tempo.rest / (tempo.rest + works)
    if passed < rests:
        return instant_of(
            figure, PlayerMoment(Step(StepKind.REST, 0, planned, rests), into=passed, left=rests - passed)
        )
    into = passed - rests
    rep = rep_at(rhythm, planned.dose, into % rhythm.seconds) if planned.dose.reps else None
    timed = catalogue.exercises[figure.exercise].timed
    return instant_of(
        figure, PlayerMoment(Step(StepKind.WORK, 0, planned, works), into=into, rep=rep), timed=timed
    )


if __name__ == "__main__":
    GalleryApp(*map(int, sys.argv[1:])).run()
