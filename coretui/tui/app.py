"""The app: its screens, the keys that work everywhere, and one tick a second."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.actions import ActionParseResult
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import ThemeProvider

from coretui.catalogue import load_with_own
from coretui.desktop.notices import tmux
from coretui.desktop.notices.notifier import ChannelHealth
from coretui.domain.chair.messages import STANDING, Call, Notice
from coretui.i18n import N_, _
from coretui.services.guard import Severity
from coretui.services.heartbeat import OUTDATED, Heartbeat
from coretui.services.movements import told
from coretui.services.offering import Offering
from coretui.services.reminder import LATE
from coretui.services.workplace import Workplace
from coretui.settings.file import write as write_setting
from coretui.tui.dialogs.choice import Choice
from coretui.tui.dialogs.command_finder import CommandFinder
from coretui.tui.leaving import LeavingApp
from coretui.tui.lost_file import answer, ask_about
from coretui.tui.outcome import outcome
from coretui.tui.screens.breathe import BreatheScreen
from coretui.tui.screens.library.screen import LibraryScreen
from coretui.tui.screens.page import MODES, BreatheNow, Page
from coretui.tui.screens.session.screen import SessionScreen
from coretui.tui.screens.today.screen import TodayScreen
from coretui.tui.screens.week.screen import WeekScreen
from coretui.tui.terminal.line_filter import HARMLESS
from coretui.tui.terminal.title import Beacon
from coretui.tui.theme import THEMES, role_variables
from coretui.tui.widgets.frame import TopBar
from coretui.words.chair import chair_in_short
from coretui.words.notices import notice

LEAVE, STAY = "leave", "stay"
UNTIL_BACK = 24 * 3600.0
"""Seconds for which a word that is said once waits for somebody: a question may lapse at an empty chair."""
TEXTUAL_WORDS = (N_("space"), N_("enter"), N_("esc"), N_("pgup"), N_("pgdn"), N_("del"))
"""Names that Textual gives to keys; translated where they are shown."""
SCREENS = {
    "today": TodayScreen,
    "breathe": BreatheScreen,
    "session": SessionScreen,
    "week": WeekScreen,
    "library": LibraryScreen,
}


class CoretuiApp(LeavingApp):
    """Keeps the chair while it is open, and shows it."""

    CSS_PATH = ["coretui.tcss", "screens/today/today.tcss"]  # noqa: RUF012 - Textual's; Today is shown first
    TITLE = "coretui"
    DEFAULT_MODE = "today"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual's
        (0, "-tiny"), (44, "-narrow"), (76, "-medium"), (98, "-wide"), (140, "-huge"),
    ]  # fmt: skip
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - Textual's
        (0, "-strip"), (8, "-flat"), (14, "-low"), (22, "-mid"), (28, "-tall"), (36, "-high"),
    ]  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"mode('{mode}')", label, show=False) for key, mode, label in MODES),
        Binding("q", "quit", N_("leave"), tooltip=N_("Leave; everything is saved")),
        Binding("ctrl+q", "quit", N_("leave"), show=False, priority=True),
        Binding(
            "ctrl+z",
            "suspend_process",
            N_("to the shell"),
            show=False,
            priority=True,
            tooltip=N_("Go to the shell; `fg` brings you back"),
        ),
        Binding(
            "ctrl+p",
            "command_palette",
            N_("commands"),
            show=False,
            priority=True,
            tooltip=N_("Find a command by its name"),
        ),
    ]

    def __init__(self, workplace: Workplace, problems: tuple[str, ...] = ()) -> None:
        super().__init__(workplace)
        self._problems = problems
        self._warned = False
        self._heartbeat = Heartbeat.of(workplace)
        self._offering = Offering(workplace)
        self._ticking = False
        self._sending: set[asyncio.Task[int]] = set()
        self._beacon = self._make_beacon()
        for mode, screen in SCREENS.items():
            self.add_mode(mode, partial(screen, self.workplace))
        for theme in THEMES:
            self.register_theme(theme)
        # Before the style sheets are read: they are read again when the theme changes.
        wanted = workplace.settings.look.theme
        self.theme = wanted if wanted in self.available_themes else THEMES[0].name

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let no sign that steers a terminal through, beside what Textual filters."""
        return [*super().get_line_filters(), HARMLESS]

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key is for; if that goes wrong it is said, and the app goes on."""
        name = self._name_of(action)  # now: what it does changes which keys there are
        self.workplace.waiting.doing = lambda: name
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other keys still act
            self.notify(self.workplace.guard.explain(error), severity="error", timeout=20, markup=False)
            return True

    def _name_of(self, action: str | ActionParseResult) -> str:
        """Return what the keys call an action, in the language of the moment; empty if no key does it."""
        actions = (active.binding for active in self.screen.active_bindings.values())
        return next((binding.description for binding in actions if binding.action == action), "")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme our colour roles."""
        return role_variables(self.current_theme)

    def on_mount(self) -> None:
        """Begin to tick."""
        if self.workplace.still:
            self.animation_level = "none"
        self._ticking = True
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))
        if self.workplace.watcher:
            self.run_worker(self.workplace.watcher.start(), group="signs")
        self.watch(self, "theme", self._keep_theme, init=False)
        self.tick()
        self.set_interval(1, self.tick)
        for problem in (*self._problems, *load_with_own(self.workplace.home.exercises)[1]):
            self.notify(problem, severity="warning", timeout=20, markup=False)

    async def on_unmount(self) -> None:
        """Let go of everything; nothing that fails keeps the app from ending."""
        self.let_go_of_all()
        self._beacon.end()
        self._ticking = False
        try:
            await self.workplace.notifier.close()
            await asyncio.gather(*self._sending, return_exceptions=True)
            if self.workplace.watcher:
                await self.workplace.watcher.stop()
        finally:
            self.workplace.store.close()

    def key_pressed(self) -> None:
        """Know that the person is here, and has what was left for them before their eyes."""
        self.workplace.keeper.touch()
        self.hand_over()

    def tick(self) -> None:
        """Let the second that has passed have its effect, and show it."""
        pulse = self._heartbeat.beat()
        if pulse.problems is not None:
            self._show_settings(pulse.problems)
        self.post_notices(pulse.notices)
        lost = self._heartbeat.lost
        for saying in (*pulse.sayings, *self._heartbeat.guard(self._show)):
            if lost and lost.answers and saying.sentence == lost.sentence:
                continue  # it is in the question, which a message would cover
            timeout = 20 if saying.severity is Severity.ERROR else None
            self.notify(saying.sentence, severity=saying.severity.value, timeout=timeout)
        if self.damage:
            self.exit()  # to the screen of trouble: whoever opened this looks why it ended
        ask_about(lost or self._heartbeat.left, self)
        if pulse.outdated and not self._warned:
            self._warned = True
            self.notify(_(OUTDATED), severity="error", timeout=3600)

    def _show(self) -> None:
        """Show the moment, on the screen in front and in the title of the terminal."""
        if said := self.workplace.guard.attempt("posture", self._offer_question, ""):
            self.leave_word(said, title="", at_most=UNTIL_BACK)
        for screen in self.screen_stack[-1:]:  # none while the app is being left
            if isinstance(screen, Page):
                screen.show()
        seen = self.workplace.keeper.view()
        short = chair_in_short(replace(seen, due_in=max(60.0, seen.due_in)) if seen.due_in else seen)
        self._beacon.show(seen, f"{short} · {self.TITLE}" if short else self.TITLE)

    def _offer_question(self) -> str:
        """Ask how somebody sat, where that is seen, if this is the moment; return what is to be said."""
        front = self.screen_stack[-1:]
        return self._offering.look(seen=any(isinstance(one, TodayScreen) and one.has_line for one in front))

    def _make_beacon(self) -> Beacon:
        settings = self.workplace.settings
        title, progress = settings.look.title, settings.look.progress
        return Beacon(self.write_terminal, self._write_clients, os.environ, title=title, progress=progress)

    def _show_settings(self, problems: tuple[str, ...]) -> None:
        """Show what was changed in the settings file, here or by a command, and what is wrong in it."""
        settings = self.workplace.settings
        self._beacon.end()
        self._beacon = self._make_beacon()
        self.theme = settings.look.theme if settings.look.theme in self.available_themes else self.theme
        self.refresh_bindings()
        for problem in problems:
            self.notify(problem, severity="warning", timeout=20)

    @on(Page.Noticed)
    def send_notices(self, event: Page.Noticed) -> None:
        """Tell the person what the screen in front gave rise to."""
        self.post_notices(event.notices)

    def post_notices(self, notices: Iterable[Notice]) -> None:
        """Tell the person, on every channel that is switched on; where none shows it, here."""
        for one in notices:
            offered = told(self.workplace)
            title, text = notice(one.call, self.workplace.settings.notices.text, offered)
            movement = notice(one.call, "movement", offered)[1]
            self.run_worker(self._tell(one.call, title, text, movement), group="notices")

    async def _tell(self, call: Call, title: str, text: str, movement: str) -> None:
        """Send a notice; where nobody can read it, say here what the chair on the screen does not say anyway."""
        shown = await self.workplace.notifier.send(title, text, movement) is ChannelHealth.SHOWN
        if not shown and call not in STANDING:
            self.leave_word(text, title=title, at_most=LATE)

    def write_terminal(self, sequence: str) -> None:
        """Send an escape to the terminal through the driver's own queue, so that it cannot split a frame."""
        if self._driver is not None and self._ticking and not (self.is_headless or self.is_web or self.is_inline):
            self._driver.write(sequence)
            self._driver.flush()

    def _write_clients(self, sequence: str) -> None:
        """Send progress to the terminals at this tmux that show it."""
        if not self.is_headless:
            reach = tmux.write_each(os.environ, lambda client: sequence if client.terminal.progress else "")
            task = asyncio.create_task(reach)  # no worker: these end before the last word is sent
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    # what works everywhere

    def action_mode(self, mode: str) -> None:
        """Show a screen."""
        self.switch_mode(mode)

    def action_turn(self, by: int) -> None:
        """Show the next screen, or the one before."""
        names = [mode for _key, mode, _label in MODES]
        here = names.index(self.current_mode) if self.current_mode in names else 0
        self.switch_mode(names[(here + by) % len(names)])

    def action_keys(self) -> None:
        """Show what the keys do, and what the words mean."""
        from coretui.tui.screens.help import Help  # noqa: PLC0415 - not before somebody asks for it

        if isinstance(self.screen, Page):
            self.push_screen(Help(self.screen))

    async def action_quit(self) -> None:
        """Leave, and say once what that means; ask first while something is not saved."""
        if self.workplace.unsaved and not isinstance(self.screen, Choice):
            lost, leave = self._heartbeat.lost, (LEAVE, _("Leave anyway"))
            question = _("Not everything is saved yet: the file cannot be written to now.")
            asking = Choice(question, ((STAY, _("Stay and let coretui try again")), leave))
            if lost and lost.answers:
                asking = Choice(lost.sentence, (*lost.answers, leave), said=lost.said)
            self.push_screen(asking, self._leave_unsaved)
            return
        self._leave()

    def _leave_unsaved(self, given: str | None) -> None:
        if given == LEAVE:
            self._leave()
        elif given and self._heartbeat.lost:
            answer(self._heartbeat.lost, given, self)

    def _leave(self) -> None:
        kept = self.workplace.keeper.keeping and bool(self.workplace.settings.notices.channels)
        self.exit(_("Reminders stop now, unless `coretui watch` runs.") if kept else None)

    @on(BreatheNow)
    async def breathe_now(self) -> None:
        """Show the pacer, and start it."""
        await self.switch_mode("breathe")
        if isinstance(self.screen, BreatheScreen):
            self.screen.action_start()

    @on(TopBar.Chosen)
    def show_chosen(self, event: TopBar.Chosen) -> None:
        """Show the screen whose name was clicked."""
        self.switch_mode(event.mode)

    def _keep_theme(self, theme: str) -> None:
        """Write a theme that was chosen here to the settings."""
        if self._ticking and theme != self.workplace.settings.look.theme and theme in self.available_themes:
            config = self.workplace.home.config
            outcome(self, self.workplace, lambda: write_setting(config, "look.theme", theme), lambda: None)

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        if not any(isinstance(screen, CommandFinder) for screen in self.screen_stack):
            self.push_screen(CommandFinder(placeholder=_("Search for commands…"), id="--command-palette"))

    def search_themes(self) -> None:
        """Choose other colours; they are kept in the settings."""
        self.push_screen(CommandFinder(providers=[ThemeProvider], placeholder=_("Search for themes…")))

    def action_backups(self) -> None:
        """Show the copies of the database, over whatever screen this is."""
        from coretui.tui.screens.week.backups import BackupsScreen  # noqa: PLC0415 - not before it is asked for

        if not isinstance(self.screen, BackupsScreen):
            self.push_screen(BackupsScreen(self.workplace))

    def action_help_quit(self) -> None:
        """Say which key leaves: ctrl+c is for copying."""
        self.notify(_("Press q to leave; everything is saved."))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002 - Textual
        """Offer the screens in the palette, and what else there is."""
        for _key, mode, label in MODES:
            yield SystemCommand(_(label), _("Show this screen"), partial(self.switch_mode, mode))
        yield SystemCommand(_("Backups"), _("Which there are, and going back to one"), self.action_backups)
        yield SystemCommand(_("Theme"), _("Choose other colours"), self.action_change_theme)
        yield SystemCommand(_("Help"), _("Show the keys, and what the words mean"), self.action_keys)
        yield SystemCommand(_("Leave"), _("Leave; everything is saved"), self.action_quit)

    def get_key_display(self, binding: Binding) -> str:
        """Name a key in the user's language."""
        shown = super().get_key_display(binding)
        return _(shown) if len(shown) > 1 else shown  # a letter is the same key in every language
