"""Breathe: the patterns, and the pacer."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Static

from coretui.domain.breathing import PATTERNS, Pattern
from coretui.domain.orders import Breathe
from coretui.domain.pacer import PRELUDE, Pacer
from coretui.i18n import N_, _
from coretui.screens.page import Page
from coretui.store.records import Run, finish_round
from coretui.telling import PATTERN_NOTES, breath_words, parts, pattern_name, phase_words, rounds
from coretui.widgets.disc import Disc
from coretui.widgets.marks import mark
from coretui.widgets.rows import Row, Rows
from coretui.wording import countdown, minutes
from coretui.workplace import Workplace

FRAMES = 15
"""Frames a second while a breath is shown."""
MOST_DOTS = 8
MOST_ROUNDS = 99


class BreatheScreen(Page):
    """A pacer for the breath: every finished round is on disk as it ends."""

    MODE = "breathe"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "start", N_("start"), tooltip=N_("Start breathing")),
        Binding("space", "pause", N_("pause"), tooltip=N_("Rest; the round begins anew afterwards")),
        Binding(
            "enter",
            "finish",
            N_("finish this round"),
            key_display="enter",
            tooltip=N_("Finish this round and stop"),
        ),
        Binding("plus,equals_sign", "rounds(1)", N_("more"), key_display="+", tooltip=N_("One round more")),
        Binding("minus", "rounds(-1)", N_("fewer"), key_display="-", tooltip=N_("One round fewer")),
        Binding("escape", "stop", N_("stop"), tooltip=N_("Stop; whole rounds are kept")),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.pacer: Pacer | None = None
        self._planned = {pattern.id: pattern.rounds for pattern in PATTERNS.values()}
        self._run: Run | None = None
        self._row: str | None = None
        self._stored = 0
        self._told = ""
        self._frames: Timer | None = None

    def body(self) -> ComposeResult:
        """Yield the panels."""
        with Container(id="breathe"):
            with Vertical(id="patterns", classes="panel"):
                yield Static(id="title", classes="title", markup=False)
                yield Rows(id="choose")
                yield Static(id="pattern", markup=False)
                yield Static(id="breathed", markup=False)
            with Horizontal(id="pacer", classes="panel"):
                yield Disc()
                with Vertical(id="guide"):
                    yield Static(id="do", markup=False)
                    yield Static(id="phases", markup=False)
                    yield Static(id="rounds", markup=False)
                    yield Static(id="caution", markup=False)

    def on_mount(self) -> None:
        """Show the patterns and hold the frames until they are needed."""
        self._frames = self.set_interval(1 / FRAMES, self.frame, pause=True)
        super().on_mount()
        self.query_one(Disc).bar = self.workplace.still
        choose = self.query_one(Rows)
        choose.ascii = self.workplace.ascii
        choose.focus()

    # what is shown

    @property
    def pattern(self) -> Pattern:
        """The pattern that runs, or the one that is chosen."""
        if self.pacer:
            return self.pacer.pattern
        row = self.query_one(Rows).current
        return PATTERNS[row.id] if row else next(iter(PATTERNS.values()))

    def reload(self) -> None:
        """Show the patterns and what was breathed today."""
        self.query_one("#title", Static).update(_("BREATHE"))
        self.query_one("#caution", Static).update(_("Stop if you feel dizzy."))
        self.query_one(Rows).rows = tuple(
            Row(pattern.id, "", pattern_name(pattern.id), parts(pattern)) for pattern in PATTERNS.values()
        )
        day = self.workplace.overviews().day(self.workplace.today)
        self.query_one("#breathed", Static).update(
            _("Today {length}").format(length=minutes(day.facts.breathing_seconds))
        )
        self.frame()

    def frame(self) -> None:
        """Show this instant of the breath; commit a round that has ended."""
        now = self.workplace.clocks.monotonic()
        pacer = self.pacer
        pattern = self.pattern
        self.query_one("#pattern", Static).update(_(PATTERN_NOTES[pattern.id]))
        if pacer is None:
            self._show_rest(pattern)
            return
        if pacer.began is not None:
            self._commit(pacer, now)
        if pacer.over(now):
            self._end(pacer, now)
            return
        disc = self.query_one(Disc)
        elapsed = pacer.elapsed(now)
        if pacer.began is None:
            disc.fullness, disc.words = 0.0, (_("paused"), "", _("space goes on"))
            self._guide(_("Paused"), pattern, "", pacer.done(now), pacer)
        elif elapsed < 0:
            ready = min(int(PRELUDE), int(-elapsed) + 1)
            disc.fullness, disc.words = 0.0, (_("get ready"), "", str(ready))
            self._guide(_("Get ready"), pattern, "", pacer.before, pacer)
        else:
            beat = pacer.beat(now)
            count = str(max(1, int(beat.left + 0.999)))
            disc.fullness, disc.words = beat.fullness, (_(phase_words(beat.phase.value)), "", count)
            self._guide(_(breath_words(beat.phase.value)), pattern, beat.phase.value, pacer.done(now), pacer)

    def _show_rest(self, pattern: Pattern) -> None:
        planned = self._planned[pattern.id]
        disc = self.query_one(Disc)
        disc.fullness, disc.words = 0.35, (_("space starts"),)
        self._guide(self._told or _("Sit or lie at ease."), pattern, "", 0, Pacer(pattern, planned))

    def _guide(self, words: str, pattern: Pattern, phase: str, done: int, pacer: Pacer) -> None:
        plain = self.workplace.ascii
        self.query_one("#do", Static).update(words)
        signs = {"in": "^", "hold": "=", "out": "v", "rest": "="} if plain else {
            "in": "▲", "hold": "■", "out": "▼", "rest": "■",
        }  # fmt: skip
        lines = []
        for part, length in pattern.phases:
            here = ">" if part.value == phase else " "
            lines.append(f"{here} {signs[part.value]} {_(phase_words(part.value)):<12} {length:>3g}")
        self.query_one("#phases", Static).update("\n".join(lines))
        left = pacer.left(self.workplace.clocks.monotonic())
        self.query_one("#rounds", Static).update(self._rounds(done, pacer) + "\n" + countdown(left))

    def _rounds(self, done: int, pacer: Pacer) -> str:
        plain = self.workplace.ascii
        if pacer.goal > MOST_DOTS:
            return _("round {n} of {target}").format(n=min(done + 1, pacer.goal), target=pacer.goal)
        running = pacer.began is not None and done < pacer.goal
        signs = [mark("done", ascii=plain)] * done + [mark("partly", ascii=plain)] * running
        signs += [mark("open", ascii=plain)] * (pacer.goal - len(signs))
        return " ".join(signs)

    @on(Rows.Selected)
    def choose(self) -> None:
        """Show the chosen pattern."""
        if self.pacer is None:
            self._told = ""
            self.frame()
            self.refresh_bindings()

    # what is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what makes sense now."""
        running = self.pacer is not None and self.pacer.began is not None
        match action:
            case "start":
                return not running
            case "pause":
                return running
            case "finish":
                return running
            case "stop":
                return self.pacer is not None
            case "rounds":
                return self.pacer is None
            case _:
                return super().check_action(action, parameters)

    def action_start(self) -> None:
        """Begin, or go on at the beginning of the round that was interrupted."""
        now = self.workplace.clocks.monotonic()
        if self.pacer is None:
            pattern = self.pattern
            planned = self._planned[pattern.id]
            self.pacer = Pacer(pattern, planned)
            self._run = Run(pattern, planned, self.workplace.now.later(PRELUDE))
            self._row, self._stored, self._told = None, 0, ""
        self.pacer = self.pacer.started(now)
        self._quiet(self.pacer.left(now) + 60)
        self.query_one(Rows).disabled = True
        if self._frames:
            self._frames.resume()
        self.refresh_bindings()
        self.frame()

    def action_pause(self) -> None:
        """Rest."""
        if self.pacer and self.pacer.began is not None:
            self._commit(self.pacer, self.workplace.clocks.monotonic())
            self.pacer = self.pacer.paused(self.workplace.clocks.monotonic())
            if self._frames:
                self._frames.pause()
            self._quiet(0)
            self.refresh_bindings()
            self.frame()

    def action_finish(self) -> None:
        """Let this round be the last."""
        if self.pacer:
            self.pacer = self.pacer.finishing(self.workplace.clocks.monotonic())
            self.frame()

    def action_stop(self) -> None:
        """Stop now; the whole rounds stay."""
        if self.pacer:
            now = self.workplace.clocks.monotonic()
            if self.pacer.began is not None:
                self._commit(self.pacer, now)
            self._end(self.pacer, now)

    def action_rounds(self, by: int) -> None:
        """Plan more or fewer rounds."""
        pattern = self.pattern.id
        self._planned[pattern] = min(MOST_ROUNDS, max(1, self._planned[pattern] + by))
        self._told = ""
        self.frame()

    def on_screen_suspend(self) -> None:
        """Leaving the screen pauses."""
        self.action_pause()

    def _commit(self, pacer: Pacer, now: float) -> None:
        done = pacer.done(now)
        run = self._run
        if run is None or done <= self._stored:
            return

        def write() -> None:
            self._row = finish_round(self.workplace.store, run, self._row, done, self.workplace.settings.day_start)

        self._stored = done
        self.attempt(write)

    def _end(self, pacer: Pacer, now: float) -> None:
        self._told = rounds(pacer.done(now), pacer.planned)
        self.pacer = None
        if self._frames:
            self._frames.pause()
        choose = self.query_one(Rows)
        choose.disabled = False
        choose.focus()
        self._quiet(0)
        self.reload()
        self.refresh_bindings()

    def _quiet(self, seconds: float) -> None:
        """Let no notice come in the middle of a breath."""
        if not self.workplace.store.outdated:
            self.attempt(lambda: self.workplace.keeper.command(Breathe(seconds)))
