"""The exercise that is chosen in the checklist: its dose, how it is done, and how it looks."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from coretui.catalogue.figures import figure_of
from coretui.catalogue.illustrated import IllustratedCatalogue
from coretui.domain.exercises.catalogue import Exercise
from coretui.domain.exercises.plan import PlannedSet
from coretui.figures.figure import FigureInstant
from coretui.i18n import _, language
from coretui.services.session_run import tempo_of
from coretui.services.workplace import Workplace
from coretui.store import care
from coretui.tui.screens.session.stage import mirrored
from coretui.tui.widgets.figure.view import FigureView
from coretui.tui.widgets.sentence import put
from coretui.words import care as caring
from coretui.words import sessions as training
from coretui.words.sessions import dose


class ExercisePanel(VerticalScroll):
    """Shows the exercise of some sets of a plan."""

    def __init__(self, catalogue: IllustratedCatalogue, workplace: Workplace) -> None:
        super().__init__(id="exercise", classes="panel", can_focus=False)
        self._catalogue = catalogue
        self._workplace = workplace

    def compose(self) -> ComposeResult:
        """Yield the lines, and the figure below them."""
        yield Static(id="name", markup=False)
        yield Static(id="dose", markup=False)
        yield Static(id="side", markup=False)
        yield Static(id="how", markup=False)
        yield Static(id="mind", markup=False)
        yield FigureView(id="likeness")

    def show(self, sets: Sequence[PlannedSet], upcoming: PlannedSet | None, programme: str) -> None:
        """Show the exercise of these sets of a programme, and on which side the `upcoming` one of them is."""
        exercise = self._catalogue.exercises.get(sets[-1].exercise)
        if exercise is None:
            return
        self._show_figure(exercise, upcoming)
        words = language()
        self._say("name", exercise.name.in_(words))
        self._say("dose", self._doses(exercise.id, sets, programme))
        self._say("side", training.side_of(self._catalogue, upcoming) if upcoming else "")
        steps = [f"{n}  {step}" for n, step in enumerate(exercise.steps.in_(words), 1)]
        self._say("how", "\n".join([training.position(exercise, ball=self._workplace.ball), "", *steps]))
        cautions = list(exercise.cautions.in_(words))
        if exercise.ask_if_inflamed and care.stretch_gate(self._workplace.store).ask_first:
            cautions.insert(0, _(caring.ASK_FIRST_HERE))
        self._say("mind", "\n".join(cautions))

    def _show_figure(self, exercise: Exercise, upcoming: PlannedSet | None) -> None:
        figure = figure_of(self._catalogue, exercise.id, ball=self._workplace.ball)
        likeness = self.query_one("#likeness", FigureView)
        likeness.look = self._workplace.figures
        turned = bool(figure and upcoming and mirrored(figure, upcoming))
        likeness.show(figure, figure.still if figure else FigureInstant(0), mirrored=turned)

    def _doses(self, exercise: str, sets: Sequence[PlannedSet], programme: str) -> str:
        """Write the dose, beside one's own that of the programme, and how long a repetition takes."""
        sided, timed = sets[0].side is not None, training.is_timed(self._catalogue, exercise)
        said = dose(sets[0].dose, sided, len(sets), timed=timed)
        entries = self._catalogue.programmes[programme].entries
        prescribed = next((entry.dose for entry in entries if entry.exercise_id == exercise), None)
        if exercise in self._workplace.settings.doses and prescribed:
            both = len(sets) > sets[0].dose.sets
            leaflet = dose(prescribed, sided, prescribed.sets * (1 + both), timed=timed)
            said = _("your dose {own}; in the programme {dose}").format(own=said, dose=leaflet)
        if not sets[0].dose.reps:
            return said
        tempo = tempo_of(self._workplace.settings, self._catalogue)
        return f"{said}; {training.each(tempo.rhythm_of(sets[0]))}"

    def _say(self, where: str, text: str) -> None:
        put(self.query_one(f"#{where}", Static), text)
