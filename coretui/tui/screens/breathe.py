"""Breathe: the patterns, and the pacer."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from coretui.domain.breathing.pacer import BreathMoment, Pacer
from coretui.domain.breathing.patterns import (
    BELLY,
    FASTEST,
    FOUR_SEVEN_EIGHT,
    PATTERNS,
    SLOWEST,
    Pattern,
    PatternError,
    most_rounds,
    parse,
    suggested,
)
from coretui.errors import CoretuiError, UsageError
from coretui.i18n import N_, _
from coretui.services.breathing_run import Breather
from coretui.services.workplace import Workplace
from coretui.settings import file as settings_file
from coretui.settings import keys
from coretui.store.breathing import first_breathed
from coretui.tui.breath_guide import FRAMES, BreathBell, breathed, finish, lying, phase_lines, rounds_so_far
from coretui.tui.dialogs.line import LineDialog
from coretui.tui.dialogs.scale import Scale
from coretui.tui.screens.page import Page, asks
from coretui.tui.widgets.breath.widget import Breath
from coretui.tui.widgets.rows import Row, Rows, RowsPane
from coretui.words import breathing as breaths
from coretui.words.shown import stalled
from coretui.words.time import countdown

MOST_ROUNDS = 99
NAMES = 15
"""Columns for the sign and the name of a phase."""
STEP = 0.1
"""What one key changes the speed by."""
AT_REST = 0.35
"""How full the shape is before anything is begun."""


class BreatheScreen(Page):
    """A pacer for the breath: every finished round is on disk as it ends."""

    MODE = "breathe"
    CSS_PATH = "breathe.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "start", N_("start"), tooltip=N_("Start breathing")),
        Binding("space", "start(True)", N_("go on"), tooltip=N_("Go on: the paused round begins again")),
        Binding("space", "pause", N_("pause"), tooltip=N_("Pause; the round begins again afterwards")),
        Binding(
            "enter", "finish", N_("finish this round"), key_display="enter", tooltip=N_("Stop after this round")
        ),
        Binding("plus,equals_sign", "rounds(1)", N_("more"), key_display="+", tooltip=N_("One more round")),
        Binding("minus", "rounds(-1)", N_("fewer"), key_display="-", tooltip=N_("One round fewer")),
        Binding(
            "less_than_sign", "speed(-1)", N_("slower"), key_display="<", tooltip=N_("Slower, in the same ratio")
        ),
        Binding(
            "greater_than_sign", "speed(1)", N_("faster"), key_display=">", tooltip=N_("Faster, in the same ratio")
        ),
        Binding("o", "own", N_("own"), tooltip=N_("A pattern of your own")),
        Binding("escape", "stop", N_("stop"), tooltip=N_("Stop; whole rounds are saved")),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.breather: Breather | None = None
        self._planned: dict[str, int] = {}
        self._typed: dict[str, Pattern] = {}
        self._speed: float = workplace.settings.breathing.speed
        self._first: date | None = None
        self._told = self._trouble = ""
        self._said: tuple[object, ...] = ()
        self._bell = BreathBell()

    def body(self) -> ComposeResult:
        """Yield the panels."""
        with Container(id="breathe"):
            with Vertical(id="patterns", classes="panel"):
                with Horizontal(classes="head"):
                    yield Static(id="title", classes="title", markup=False)
                    yield Static(id="usual", classes="aside", markup=False)
                with RowsPane():
                    yield Rows(id="choose").data_bind(Page.ascii)
                yield Static(id="pattern", markup=False)
                yield Static(id="breathed", markup=False)
            with Horizontal(id="pacer", classes="panel"):
                yield Breath()
                with Vertical(id="guide"):
                    yield Static(id="do", markup=False)
                    yield Static(id="phases", markup=False)
                    yield Static(id="rounds", markup=False)
                    yield Static(id="caution", markup=False)

    def begin(self) -> None:
        """Show the patterns and hold the frames until they are needed."""
        self._frames: Timer = self.set_interval(1 / FRAMES, self.frame, pause=True)
        super().begin()
        self.query_one(Rows).focus()

    # what is shown

    @property
    def patterns(self) -> dict[str, Pattern]:
        """Every pattern there is to choose from: built in, the person's own, typed just now."""
        return {**PATTERNS, **self.workplace.settings.patterns, **self._typed}

    @property
    def pattern(self) -> Pattern:
        """The pattern that runs, or the one that is chosen."""
        if self.breather:
            return self.breather.run.pattern
        row = self.query_one(Rows).current
        return self.patterns.get(row.id if row else "", next(iter(PATTERNS.values())))

    @property
    def planned(self) -> int:
        """The rounds that are planned of the chosen pattern."""
        pattern = self.pattern
        return self._planned.get(pattern.id, suggested(pattern, self._speed))

    def reload(self) -> None:
        """Show the patterns, and what was breathed today and this week."""
        workplace = self.workplace
        self.say("title", _("BREATHE"))
        self.query_one(Rows).rows = tuple(
            Row(pattern.id, "", breaths.name(pattern.id), breaths.parts(pattern))
            for pattern in self.patterns.values()
        )
        with workplace.store.reading():
            self._first = first_breathed(workplace.store, FOUR_SEVEN_EIGHT.id)
            self.say("breathed", breathed(workplace))
        self.frame()

    def frame(self) -> None:
        """Show this instant of the breath; commit a round that has ended."""
        breather = self.breather
        if breather is None:
            self._show_rest()
            return
        self._keep(breather)
        if breather.over:
            self._end(breather)
            return
        if not breather.running:
            self._frames.pause()
            self.call_after_refresh(self.refresh_bindings)
        moment, plain = breather.moment(), self.workplace.ascii
        self._bell.ring(self, moment, wanted=self.workplace.settings.breathing.sound)
        words = breaths.shape_words(moment, breather.pacer, ascii=plain)
        self._show(moment, breather.pacer, words, moment.fullness)
        self.say("do", breaths.sentence(moment))

    def _show_rest(self) -> None:
        planned = self.planned
        pacer = Pacer(self.pattern.at(self._speed), planned)
        resting = BreathMoment(0, planned * pacer.pattern.seconds)
        self._show(resting, pacer, (_("space: start"),), AT_REST)
        self.say("do", self._told or _("Sit or lie comfortably."))

    def _show(self, moment: BreathMoment, pacer: Pacer, words: tuple[str, ...], fullness: float) -> None:
        workplace, pattern = self.workplace, self.pattern
        shape = self.query_one(Breath)
        shape.ascii = workplace.ascii
        shape.finish = finish(workplace.settings.look.disc, self.app.console.color_system)
        shape.shape = "bar" if workplace.still else "body" if pattern.id == BELLY.id else "disc"
        shape.look = workplace.figures
        if shape.shape == "body":
            shape.body = lying()
        shape.fullness, shape.turn, shape.words = fullness, moment.turn, words
        said = (pattern, self._speed, pacer.goal, words, moment.done, round(moment.left), self._revision)
        if said == self._said:
            return  # most frames change nothing but the shape
        self._said = said
        most = most_rounds(pattern, self._first, workplace.today)
        self.say("pattern", breaths.too_many(most) if most and pacer.planned > most else breaths.note(pattern))
        self.say("usual", breaths.usual(pattern))
        self.say("caution", breaths.caution(pattern))
        phases = phase_lines(moment, pacer, plain=workplace.ascii, here="bold $done", width=NAMES)
        self.say("phases", Content("\n").join(phases))
        left = countdown(moment.left) if self.breather else breaths.length(pacer)
        speed = "" if self._speed == 1 else "\n" + _("speed {factor:.0%}").format(factor=self._speed)
        self.say("rounds", f"{rounds_so_far(moment, pacer, plain=workplace.ascii)}\n{left}{speed}")

    @on(Rows.Selected)
    def choose(self) -> None:
        """Show the chosen pattern."""
        if self.breather is None:
            self._told = ""
            self.frame()
            self.refresh_bindings()

    # what is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what makes sense now."""
        running = self.breather is not None and self.breather.running
        match action:
            case "start":
                return not running and (self.breather is not None) is (parameters == (True,))
            case "pause" | "finish":
                return running
            case "stop":
                return self.breather is not None
            case "rounds" | "own":
                return self.breather is None
            case "speed":
                faster = bool(parameters and parameters[0] == 1)
                return self.breather is None and (self._speed < FASTEST if faster else self._speed > SLOWEST)
            case _:
                return super().check_action(action, parameters)

    @asks
    async def action_start(self, again: bool = False) -> None:  # noqa: ARG002, FBT - it names the key
        """Begin, or go on at the beginning of the round that was interrupted."""
        if self.breather is None:
            felt = await self._ask_tension(_("How tense are you now?"))
            self.breather = Breather.of(
                self.workplace, self.pattern, self.planned, speed=self._speed, tension=felt
            )
        self._told = ""
        breather = self.breather
        if self.attempt(breather.start, waits=False):
            self.query_one(Rows).disabled = True
            self._frames.resume()
        self.refresh_bindings()
        self.frame()

    async def _ask_tension(self, question: str) -> int | None:
        if not self.workplace.settings.breathing.tension:
            return None
        return await self.app.push_screen_wait(Scale(question, (_("0 at ease"), _("10 worst imaginable"))))

    def action_pause(self) -> None:
        """Rest."""
        if self.breather and self.breather.running:
            self.attempt(self.breather.pause)
            self.frame()

    def action_finish(self) -> None:
        """Let this round be the last."""
        if self.breather:
            self.breather.finish()
            self.frame()

    def action_stop(self) -> None:
        """Stop now; the whole rounds stay."""
        if self.breather:
            self._end(self.breather)

    def action_rounds(self, by: int) -> None:
        """Plan more or fewer rounds."""
        self._planned[self.pattern.id] = min(MOST_ROUNDS, max(1, self.planned + by))
        self._told = ""
        self.frame()

    def action_speed(self, by: int) -> None:
        """Breathe faster or slower."""
        self._speed = min(FASTEST, max(SLOWEST, round(self._speed + by * STEP, 1)))
        self._told = ""
        self.frame()
        self.refresh_bindings()

    @asks
    async def action_own(self) -> None:
        """Ask for a pattern; with a name before it, it is kept in the settings."""
        question = _("Seconds for in, hold and out; put a name before them to save the pattern.")
        line = await self.app.push_screen_wait(LineDialog(question, _("4-2-6, or calm 4-2-6")))
        if not line:
            return
        name, _space, parts = line.strip().rpartition(" ")

        def take() -> None:
            try:
                pattern = parse(parts)
            except PatternError as error:
                raise UsageError(breaths.no_pattern(parts, str(error))) from error
            if name:
                settings_file.write(self.workplace.home.config, keys.OWN_PATTERN + name.strip(), parts)
                self.workplace.follow_settings()
            elif pattern.id not in PATTERNS:
                self._typed[pattern.id] = pattern
            self.reload()
            self.query_one(Rows).select(name.strip() or pattern.id)

        self.attempt(take)

    def on_screen_suspend(self) -> None:
        """Leaving the screen pauses; a question asked on top of it does not leave it."""
        if self.app.current_mode != self.MODE:
            self.action_pause()

    def _keep(self, breather: Breather) -> None:
        """Commit what has ended; what goes wrong is said once, and tried again with the next frame."""
        running = breather.running
        try:
            if breather.keep():
                self.workplace.keeper.revision += 1
            self._trouble = ""
        except CoretuiError as error:
            if str(error) != self._trouble:
                self._trouble = str(error)
                self.app.notify(self._trouble, severity="error")
        if running and not breather.running:
            self.app.notify(stalled(), severity="warning")

    def _end(self, breather: Breather) -> None:
        self.breather, self._bell = None, BreathBell()  # first: all that follows shows the screen anew
        self.attempt(breather.end)
        self._told = breaths.ended(breather.run.rounds, breather.run.planned)
        self._frames.pause()
        choose = self.query_one(Rows)
        choose.disabled = False
        choose.focus()
        self.reload()
        self.refresh_bindings()
        if breather.run.rounds:
            self._ask_afterwards(breather)

    @work
    async def _ask_afterwards(self, breather: Breather) -> None:
        felt = await self._ask_tension(_("How tense are you now?"))
        if felt is not None:
            self.attempt(lambda: breather.run.relaxed(felt, self.workplace.now))
            self.reload()
