"""The stage of a session: what to do now, large enough to be read from the mat, and what comes next."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from coretui import training
from coretui.domain.exercises import Catalogue
from coretui.domain.player import Kind, Moment
from coretui.i18n import _, language
from coretui.widgets.digits import Countdown
from coretui.wording import countdown

FULL, EMPTY = ("━", "─"), ("=", "-")
"""What a bar is drawn with, and what stands for it in plain characters."""


def bar(share: float, width: int, *, ascii: bool) -> str:  # noqa: A002 - what it is
    """Return a bar of so many columns."""
    done, open_ = FULL if not ascii else EMPTY
    filled = round(min(1.0, max(0.0, share)) * width)
    return done * filled + open_ * (width - filled)


class Stage(Vertical):
    """Shows a moment of the player; `ball` says what the person lies on."""

    def __init__(self, catalogue: Catalogue, *, ball: bool, ascii: bool) -> None:  # noqa: A002 - what it is
        super().__init__(id="stage", classes="panel")
        self._catalogue = catalogue
        self._ball = ball
        self._ascii = ascii

    def compose(self) -> ComposeResult:
        """Yield the lines, from what is on to what comes."""
        yield Static(id="act", markup=False)
        yield Static(id="act-side", markup=False)
        yield Static(id="cue", markup=False)
        yield Static(id="pose", markup=False)
        yield Static(id="doing", markup=False)
        clock = Countdown(id="clock")
        clock.ascii = self._ascii
        yield clock
        yield Static(id="held", markup=False)
        yield Static(id="soon", markup=False)

    def show(self, moment: Moment) -> None:
        """Show this moment."""
        step = moment.step
        if step is None:
            return
        exercise = self._catalogue.exercises.get(step.planned.exercise)
        words = language()
        self._say("act", training.heading(self._catalogue, step))
        self._say("act-side", training.side_of(self._catalogue, step.planned))
        self._say("cue", exercise.cue.in_(words) if exercise else "")
        between = step.kind is not Kind.WORK
        self._say("pose", training.position(exercise, ball=self._ball) if exercise and between else "")
        self._say("doing", training.doing(moment))
        self.query_one(Countdown).text = self._clock(moment)
        self._say("held", self._held(moment))
        lines = training.following(self._catalogue, moment)
        soon = _("Next  {what}").format(what=" · ".join(lines)) if lines else _("The last set.")
        self._say("soon", f"{soon}\n{training.left(moment.remaining)}")
        self.set_class(step.kind is Kind.REST, "-resting")
        self.set_class(moment.paused, "-paused")

    @staticmethod
    def _clock(moment: Moment) -> str:
        """Return the large figures: repetitions while they are counted, else the seconds left."""
        step = moment.step
        if step is None:
            return ""
        if step.kind is Kind.WORK and step.planned.dose.reps:
            return str(min(step.planned.amount, moment.done + 1) if moment.rep else step.planned.amount)
        return countdown(moment.count if moment.count is not None else moment.into)

    def _held(self, moment: Moment) -> str:
        step = moment.step
        if step is None or step.kind is not Kind.WORK:
            return training.amount(step.planned) if step else ""
        share = moment.done / step.planned.amount if step.planned.amount else 0.0
        return f"{bar(share, 24, ascii=self._ascii)}  {training.done_of(moment)}"

    def _say(self, where: str, text: str) -> None:
        place = self.query_one(f"#{where}", Static)
        if getattr(place, "said", None) != text:
            place.said = text  # type: ignore[attr-defined]
            place.update(text)
            place.set_class(not text, "-empty")
