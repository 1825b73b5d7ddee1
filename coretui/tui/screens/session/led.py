"""A session being led: the coach, the frames in which it is shown, and the keys that act meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.reactive import var

from coretui.catalogue.illustrated import IllustratedCatalogue
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.exercises.player import PlayerMoment
from coretui.errors import CoretuiError
from coretui.figures.figure import FPS
from coretui.i18n import N_
from coretui.services.session_run import Coach
from coretui.services.workplace import Workplace
from coretui.store import care, timeoff
from coretui.tui.outcome import outcome
from coretui.tui.screens.page import asks
from coretui.tui.screens.session.halts import Halts
from coretui.tui.screens.session.questions import instead_of
from coretui.tui.screens.session.stage import Stage
from coretui.tui.widgets.panel import Panel
from coretui.words import sessions as training
from coretui.words.shown import stalled

T = TypeVar("T")

FRAMES = FPS
"""Frames a second while a session is led."""


class Led(Container):
    """Leads through a session on the stage that it adds to the panels in it.

    While it leads it has the focus, so that its keys come before those of the screen whatever is clicked.
    The screen brings the coach and takes it away again, to end the session or to keep it for later.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pause", N_("pause"), tooltip=N_("Pause")),
        Binding("space", "resume", N_("go on"), tooltip=N_("Go on where it was paused")),
        Binding(
            "enter", "done", N_("done"), key_display="enter",
            tooltip=N_("All of this set is done; between sets: go on"),
        ),
        Binding("left", "back", N_("back"), show=False, tooltip=N_("One step back")),
        Binding(
            "right", "forward", N_("forward"), show=False,
            tooltip=N_("One step on; what was counted of the set is saved"),
        ),
        Binding(
            "minus", "lighter", N_("easier"), key_display="-", tooltip=N_("Change to the easier exercise")
        ),
        Binding(
            "plus,equals_sign", "heavier", N_("harder"), key_display="+",
            tooltip=N_("Change to the harder exercise"),
        ),
        Binding("s", "instead", N_("swap"), tooltip=N_("Another exercise, or another form of movement")),
        Binding("x", "skip", N_("skip"), tooltip=N_("Leave this set out")),
    ]  # fmt: skip

    moment: var[PlayerMoment | None] = var(None)
    """What is shown now; None while nobody is led."""

    class Changed(Message):
        """What is stored or planned of the session is not what it was."""

    class Finished(Message):
        """The last set is over: the coach has nothing left to lead through."""

    class Halted(Message):
        """An exercise is not gone on with before it is asked about."""

        def __init__(self, exercise: str) -> None:
            super().__init__()
            self.exercise = exercise

    def __init__(self, catalogue: IllustratedCatalogue, workplace: Workplace, halts: Halts) -> None:
        super().__init__(id="session")
        self._catalogue = catalogue
        self._workplace = workplace
        self._halts_of = halts
        self.coach: Coach | None = None

    def compose(self) -> ComposeResult:
        """Yield the stage; it comes after the panels that the screen puts in here."""
        yield Stage(self._catalogue, self._workplace)

    def on_mount(self) -> None:
        """Hold the frames until they are needed."""
        self._frames = self.set_interval(1 / FRAMES, self.frame, pause=True)

    @property
    def current(self) -> PlannedSet | None:
        """The set under way or next; None while nobody is led, and when all is over."""
        coach = self.coach
        return None if coach is None or coach.player.over else coach.plan[coach.player.index]

    @property
    def begun(self) -> bool:
        """Whether the set is under way, if only before an interruption: what comes before it is not."""
        return self.coach is not None and self.coach.begun

    # what the screen has it do

    def lead(self, coach: Coach) -> None:
        """Lead from where the session was left, and take the keys."""

        def begin() -> None:
            self.coach = coach
            self.query_one(Stage).ask_first = care.stretch_gate(self._workplace.store).ask_first
            self.add_class("-led")
            self.screen.set_focus(self)
            self._follow()

        outcome(self.app, self._workplace, coach.start, begin, waits=False)

    def pause(self) -> None:
        """Rest: the person is asked something."""
        if self.coach and self.coach.running:
            self._do(Coach.pause)

    def drop(self) -> None:
        """Leave out the rest of this exercise."""
        self._do(Coach.drop)

    async def replace(self) -> bool:
        """Ask for something else in the place of this exercise, and tell whether it was chosen."""
        self.pause()
        if (current := self.current) is None:
            return False
        chosen = await instead_of(
            self.app, self._workplace, self._catalogue, current.exercise, self._halts_of.shut
        )
        if chosen:
            self._do(lambda coach: coach.another(chosen))
        return chosen is not None

    def rest(self) -> None:
        """Rest, and let the chair go on: the person went to another screen."""
        if self.coach:
            self._do(Coach.rest)

    def let_go(self) -> Coach | None:
        """Lead no longer, and return the coach who did."""
        coach, self.coach = self.coach, None
        self._frames.pause()
        self.moment = None
        self.remove_class("-led")
        return coach

    # what is shown

    def frame(self) -> None:
        """Show this instant; store what has ended."""
        coach = self.coach
        if coach is None:
            return
        before, running = coach.player.index, coach.running
        try:
            cues = coach.tick()
        except CoretuiError as error:
            self._frames.pause()
            self.app.notify(str(error), severity="error")
            return
        if coach.running and self._halts():
            return
        if cues and self._workplace.settings.session.bells:
            self.app.bell()
        moment = coach.moment()
        if moment.over or moment.paused:
            self._frames.pause()
            self.refresh_bindings()
        if running and moment.paused:
            self.app.notify(stalled(), severity="warning")
        if moment.over:
            self.post_message(self.Finished())
            return
        if before != coach.player.index:
            self.post_message(self.Changed())
        self.moment = moment

    def watch_moment(self, moment: PlayerMoment | None) -> None:
        """Show the moment on the stage."""
        if moment:
            self.query_one(Stage).show(moment)

    @on(Panel.Fitted)
    def fit_words(self) -> None:
        """Show the moment in the room there is now; while it is paused no other frame would."""
        self.watch_moment(self.moment)

    # the keys

    def allow_focus(self) -> bool:
        """Take the focus only while it leads: else a click on a panel would take it from the checklist."""
        return self.coach is not None

    def on_blur(self) -> None:
        """Keep the keys while it leads, for a terminal that loses the focus takes it from what has it."""
        if self.coach is not None:
            self.screen.set_focus(self, scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Offer the keys only while there is a set to lead through, and nothing heavier in a flare-up."""
        if self.coach is None or self.current is None:
            return False
        if action in {"pause", "resume"}:
            return self.coach.running is (action == "pause")
        if action in {"lighter", "heavier"} and not self.coach.neighbour(lighter=action == "lighter"):
            return False
        return action != "heavier" or not timeoff.flaring(self._workplace.store, self._workplace.today)

    def action_pause(self) -> None:
        """Rest."""
        self._do(Coach.pause)

    def action_resume(self) -> None:
        """Go on where it was paused."""
        if not self._halts():
            self._do(Coach.start)

    def action_done(self) -> None:
        """End the set, all of it done; between sets: go on."""
        if not self._halts():
            self._do(Coach.done)

    def action_forward(self) -> None:
        """Go one step on."""
        self._do(Coach.forward)

    def action_back(self) -> None:
        """Go one step back."""
        self._do(Coach.back)

    def action_skip(self) -> None:
        """Leave this set out."""
        self._do(Coach.skip)

    def action_lighter(self) -> None:
        """Take the lighter neighbour."""
        self._take_neighbour(lighter=True)

    def action_heavier(self) -> None:
        """Take the heavier neighbour."""
        self._take_neighbour(lighter=False)

    def _take_neighbour(self, *, lighter: bool) -> None:
        """Go on with a neighbour of this exercise, but with none that pain has closed."""
        coach = self.coach
        if coach is None or (neighbour := coach.neighbour(lighter=lighter)) is None:
            return
        if self._halts_of.shut(neighbour):
            name = training.called(self._catalogue, neighbour)
            self.app.notify(training.closed(name))
        else:
            self._do(Coach.lighter if lighter else Coach.heavier)

    @asks
    async def action_instead(self) -> None:
        """Put something else in the place of this exercise."""
        await self.replace()

    def _halts(self) -> bool:
        """Rest and have it asked about, if the exercise under way is not simply gone on with."""
        current = self.current
        if current is None or not self._halts_of.why(current.exercise):
            return False
        self.pause()
        self.post_message(self.Halted(current.exercise))
        return True

    def _do(self, action: Callable[[Coach], T]) -> T | None:
        """Have the coach do something, show what came of it, and return that; None if it was not possible."""
        coach = self.coach
        return None if coach is None else outcome(self.app, self._workplace, lambda: action(coach), self._follow)

    def _follow(self) -> None:
        """Show where the player is after what was done."""
        self.post_message(self.Changed())
        self._frames.resume()
        self.frame()
