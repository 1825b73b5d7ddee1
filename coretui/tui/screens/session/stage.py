"""The stage of a session: what to do now, large enough to be read from the mat, and what comes next."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Static

from coretui.catalogue.figures import figure_of
from coretui.catalogue.illustrated import IllustratedCatalogue
from coretui.domain.breathing.patterns import PATTERNS, Beat, beat
from coretui.domain.exercises.catalogue import Exercise
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.exercises.player import PlayerMoment
from coretui.domain.exercises.steps import StepKind
from coretui.figures.figure import Figure, FigureInstant
from coretui.i18n import _, language
from coretui.services.workplace import Workplace
from coretui.tui.widgets.digits import Countdown
from coretui.tui.widgets.figure.view import FigureView
from coretui.tui.widgets.panel import Panel
from coretui.tui.widgets.sentence import put
from coretui.words import care as caring
from coretui.words import sessions as training
from coretui.words.time import countdown

FULL, EMPTY = ("━", "─"), ("=", "-")
"""What a bar is drawn with, and what stands for it in plain characters."""
BAR = 24
"""Columns of the bar of a set."""


def bar(share: float, width: int, *, ascii: bool) -> str:
    """Return a bar of so many columns."""
    done, open_ = FULL if not ascii else EMPTY
    filled = round(min(1.0, max(0.0, share)) * width)
    return done * filled + open_ * (width - filled)


def instant_of(
    figure: Figure, moment: PlayerMoment, *, timed: bool = False, breath: Beat | None = None
) -> FigureInstant:
    """Return the picture of a moment: a set as it is counted, breathed or held, and before it what comes.

    Nobody holds what is `timed`, such as a walk: it goes on.
    """
    step = moment.step
    if step is None:
        return figure.still
    held = bool(step.planned.dose.seconds) and not timed and figure.cycle[figure.top].hold > 0
    if step.kind is StepKind.WORK:
        if moment.rep:
            return figure.repeated(moment.rep)
        if breath:
            return figure.filled(breath.fullness)
        return figure.held(figure.top, moment.into) if held else figure.at(moment.into)
    # What comes is shown so that it gets to where the set begins just when that does.
    begins = sum(key.hold + key.move for key in figure.cycle[: figure.top]) if held else 0.0
    return figure.at(begins - (moment.left or 0.0))


def breath_of(exercise: Exercise | None, moment: PlayerMoment, speed: float) -> Beat | None:
    """Return where the breath is of an exercise that is done in the pace of a breathing pattern, at a speed.

    A set that goes on after an interruption begins with breathing in.
    """
    step = moment.step
    if step is None or step.kind is not StepKind.WORK or exercise is None or exercise.breath is None:
        return None
    return beat(PATTERNS[exercise.breath].at(speed), moment.into - step.before)


def mirrored(figure: Figure, planned: PlannedSet) -> bool:
    """Tell whether a set is for the side that its figure does not show."""
    return planned.side is not None and planned.side.value != figure.side


class Stage(Vertical):
    """Shows a moment of the player: what to do, how it looks, and the count."""

    def __init__(self, catalogue: IllustratedCatalogue, workplace: Workplace) -> None:
        super().__init__(id="stage", classes="panel")
        self._catalogue = catalogue
        self._workplace = workplace
        self.ask_first = False
        """Whether the self-check says to ask before whatever lifts a leg."""

    def compose(self) -> ComposeResult:
        """Yield the lines, from what is on to what comes."""
        yield Static(id="act", markup=False)
        yield Static(id="act-side", markup=False)
        yield Static(id="ask-first", markup=False)
        yield Static(id="cue", markup=False)
        with Container(id="scene"):
            yield FigureView(id="doer")
            with Container(id="beat"):
                clock = Countdown(id="clock")
                clock.ascii = self._workplace.ascii
                yield clock
                with Panel(id="beside"):
                    yield Static(id="doing", markup=False)
                    yield Static(id="held", markup=False)
                    yield Static(id="pose", markup=False)
                    yield Static(id="soon", markup=False)
        yield Static(id="coming", markup=False)

    def show(self, moment: PlayerMoment) -> None:
        """Show this moment."""
        step = moment.step
        if step is None:
            return
        exercise = self._catalogue.exercises.get(step.planned.exercise)
        words = language()
        self._say("act", training.heading(self._catalogue, step))
        self._say("act-side", training.side_of(self._catalogue, step.planned))
        asks = self.ask_first and exercise is not None and exercise.ask_if_inflamed
        self._say("ask-first", _(caring.ASK_FIRST_HERE) if asks else "")
        self._say("cue", exercise.cue.in_(words) if exercise else _("Counts as movement when it is done."))
        between = step.kind is not StepKind.WORK
        ball = self._workplace.ball
        self._say("pose", training.position(exercise, ball=ball) if exercise and between else "")
        breath = breath_of(exercise, moment, self._workplace.settings.breathing.speed)
        self._show_figure(moment, breath)
        self._say("doing", training.doing(self._catalogue, moment, breath))
        self.query_one(Countdown).text = self._clock(moment)
        self._say("held", self._held(moment))
        coming, left = training.coming(self._catalogue, moment), training.time_left(moment.remaining)
        self._say("soon", f"{coming}\n{left}")
        self._say("coming", f"{coming} · {left}")
        self.set_class(step.kind is StepKind.REST, "-resting")
        self.set_class(moment.paused, "-paused")
        self.set_class(not between, "-working")
        self.set_class(breath is not None, "-breathing")

    def _show_figure(self, moment: PlayerMoment, breath: Beat | None) -> None:
        if moment.step is None:
            return
        planned, view = moment.step.planned, self.query_one(FigureView)
        figure = figure_of(self._catalogue, planned.exercise, ball=self._workplace.ball)
        view.look = self._workplace.figures
        self.set_class(figure is None or view.look == "text", "-bare")
        if figure is None:
            view.show(None, FigureInstant(0))
            return
        timed = training.is_timed(self._catalogue, planned.exercise)
        now = figure.still if self._workplace.still else instant_of(figure, moment, timed=timed, breath=breath)
        view.show(figure, now, mirrored=mirrored(figure, planned))

    @staticmethod
    def _clock(moment: PlayerMoment) -> str:
        """Return the large figures: repetitions while they are counted, else the seconds left."""
        step = moment.step
        if step is None:
            return ""
        if step.kind is StepKind.WORK and step.planned.dose.reps:
            return str(min(step.planned.amount, moment.done + 1) if moment.rep else step.planned.amount)
        return countdown(moment.count if moment.count is not None else moment.into)

    def _held(self, moment: PlayerMoment) -> str:
        step = moment.step
        if step is None or step.kind is not StepKind.WORK:
            return training.prescribed(self._catalogue, step.planned) if step else ""
        share = moment.done / step.planned.amount if step.planned.amount else 0.0
        drawn, said = bar(share, BAR, ascii=self._workplace.ascii), training.done_of(moment)
        beside = self.query_one("#beside").size.width >= BAR + 2 + len(said)
        return f"{drawn}  {said}" if beside else f"{drawn}\n{said}"

    def _say(self, where: str, text: str) -> None:
        put(self.query_one(f"#{where}", Static), text)
