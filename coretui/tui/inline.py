"""The pacer under the shell prompt: a few lines that breathe, then one line that stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.driver import Driver
from textual.filter import LineFilter
from textual.geometry import Size
from textual.widgets import Static

from coretui.domain.breathing.pacer import BreathMoment
from coretui.domain.breathing.patterns import BELLY, Phase
from coretui.errors import CoretuiError, StoreError
from coretui.i18n import _
from coretui.services.breathing_run import Breather
from coretui.tui.breath_guide import FRAMES, BreathBell, finish, lying, phase_lines, rounds_so_far
from coretui.tui.terminal.inline_driver import PromptDriver
from coretui.tui.terminal.line_filter import HARMLESS
from coretui.tui.theme import THEMES, role_variables
from coretui.tui.widgets.breath.widget import Breath
from coretui.words import breathing as breaths
from coretui.words.time import countdown

HIGH = 13
"""Lines that it takes at most: a disc of eleven, with air around it."""
WIDE, TALL = 58, 11
"""Columns and lines from which the guide stands beside the shape; else there is one line under it."""
LOW = 8
"""Lines below which the shape has them all."""


class InlinePacer(App[str]):
    """Breathes a run to its end, or to the key that stops it; returns the line that is left behind.

    What could not be kept is in `error` afterwards.
    """

    INLINE_PADDING = 0
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { background: $ink; color: $foreground; border: none; overflow: hidden; }
    #pacer { height: 1fr; layout: horizontal; padding: 0 2; align-vertical: middle; }
    Breath { width: 22; height: 100%; max-height: 11; }
    Breath.-lying { width: 40%; min-width: 22; max-width: 36; }
    #guide { width: 1fr; height: auto; padding: 0 0 0 3; }
    .-small #pacer { layout: vertical; padding: 0 1; }
    .-small Breath { width: 100%; max-width: 100%; height: 1fr; max-height: 100%; }
    .-small #guide { width: 100%; height: 1; padding: 0; text-align: center; }
    .-low #pacer { padding: 0; }
    .-low #guide { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,q,escape", "stop", priority=True, show=False),
        Binding("ctrl+z", "stand_still", priority=True, show=False),
        Binding("space", "pause", show=False),
        Binding("enter", "finish", show=False),
    ]

    def __init__(self, breather: Breather) -> None:
        super().__init__()
        self.breather = breather
        self.error: CoretuiError | None = None
        self._guide = Content()
        self._bell = BreathBell()
        for theme in THEMES:
            self.register_theme(theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let no sign that steers a terminal through, beside what Textual filters."""
        return [*super().get_line_filters(), HARMLESS]

    def get_driver_class(self) -> type[Driver]:
        """Return the driver that makes this app run under the prompt."""
        return PromptDriver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme our colour roles."""
        return role_variables(self.current_theme)

    def compose(self) -> ComposeResult:
        """Yield the shape and a few words."""
        with Container(id="pacer"):
            yield Breath()
            yield Static(id="guide", markup=False)

    def on_mount(self) -> None:
        """Begin at once."""
        workplace = self.breather.workplace
        wanted = workplace.settings.look.theme
        self.theme = wanted if wanted in self.available_themes else THEMES[0].name
        shape = self.query_one(Breath)
        shape.ascii = workplace.ascii
        shape.finish = finish(workplace.settings.look.disc, self.console.color_system)
        shape.look = workplace.figures
        belly = self.breather.run.pattern.id == BELLY.id
        shape.body = lying() if belly else None
        shape.shape = "bar" if workplace.still else "body" if belly else "disc"
        shape.set_class(shape.shape == "body", "-lying")
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))
        self.attempt(self.breather.start)
        self.set_interval(1 / FRAMES, self.frame)
        self._fit(self.size)

    def on_resize(self, event: events.Resize) -> None:
        """Take the room that there is now."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """Take no more lines than there are, less one for what is above, and show what has room in them."""
        width, lines = size
        height = max(1, min(HIGH, lines - 1))
        self.screen.styles.height = height
        beside = width >= WIDE and height >= TALL
        self.screen.styles.padding = (1, 0) if beside and height == HIGH else 0
        self.screen.set_class(not beside, "-small")
        self.screen.set_class(height < LOW, "-low")
        self.frame()

    def attempt(self, what: Callable[[], object]) -> bool:
        """Do something that needs the store; where it does not take it, end. Tell whether it went well."""
        try:
            what()
        except (CoretuiError, sqlite3.Error) as error:
            self.error = error if isinstance(error, CoretuiError) else StoreError(str(error))
            self.exit(return_code=self.error.exit_code)
        return self.error is None

    # what is shown

    def frame(self) -> None:
        """Show this instant; end after the last round."""
        if not self.query("#guide"):
            return  # it is being left
        breather = self.breather
        if not self.attempt(breather.keep):
            return
        if breather.over:
            self.action_stop()
            return
        moment = breather.moment()
        self._bell.ring(self, moment, wanted=breather.workplace.settings.breathing.sound)
        shape = self.query_one(Breath)
        shape.fullness, shape.turn = moment.fullness, moment.turn
        shape.words = breaths.shape_words(moment, breather.pacer, ascii=breather.workplace.ascii)
        guide = self._line(moment) if self.screen.has_class("-small") else self._lines(moment)
        if guide != self._guide:
            self._guide = guide
            self.query_one("#guide", Static).update(guide)

    def _lines(self, moment: BreathMoment) -> Content:
        """Return what stands beside the shape."""
        plain = self.breather.workplace.ascii
        phases = phase_lines(moment, self.breather.pacer, plain=plain, here="bold $foreground", others="$muted")
        lines = [
            Content.styled(breaths.name(self.breather.run.pattern.id), "bold $muted"),
            Content.styled(breaths.sentence(moment), "bold $done"),
            Content(),
            *phases,
            Content(),
            self._line(moment),
            Content.styled(_("Stop if you feel dizzy."), "$muted"),
            *([Content()] if len(phases) < len(Phase) else []),
            self._keys(),
        ]
        return Content("\n").join(lines)

    def _line(self, moment: BreathMoment) -> Content:
        """Return the rounds and the time that is left."""
        rounds = rounds_so_far(moment, self.breather.pacer, plain=self.breather.workplace.ascii)
        return Content.assemble((rounds, "$done"), "   ", (countdown(moment.left), "$foreground"))

    def _keys(self) -> Content:
        """Return the keys, as many as there is room for."""
        space = _("pause") if self.breather.running else _("start")
        keys = [(_("space"), space), ("ctrl+c", _("stop")), (_("enter"), _("finish this round"))]
        room = self.query_one("#guide", Static).content_size.width
        line = Content()
        for key, word in keys:
            more = Content.assemble("   " if line else "", (key, "bold $accent"), " ", (word, "$muted"))
            if len(line) + len(more) > room:
                break
            line += more
        return line

    # what is done

    def action_pause(self) -> None:
        """Rest, or go on at the beginning of the round."""
        breather = self.breather
        self.attempt(breather.pause if breather.running else breather.start)

    def action_finish(self) -> None:
        """Let this round be the last."""
        self.breather.finish()

    def action_stop(self) -> None:
        """End; the whole rounds are kept."""
        run = self.breather.run
        if self.attempt(self.breather.end):
            self.exit(f"{breaths.name(run.pattern.id)}: {breaths.ended(run.rounds, run.planned)}")

    def action_stand_still(self) -> None:
        """Rest, and leave the terminal to the shell until it lets this go on."""
        if self.breather.running and not self.attempt(self.breather.pause):
            return
        if isinstance(self._driver, PromptDriver):
            self._driver.stand_still()
            self.refresh(layout=True)
