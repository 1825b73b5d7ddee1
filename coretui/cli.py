"""The command line, and the one place where the program is put together.

Each command lives in a module of `coretui.commands` that is imported when the command is called, so that no
command pays for the others.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from coretui import __version__, i18n
from coretui.desktop.clocks import MachineClocks
from coretui.desktop.output import ReaderGoneError, answered, at_terminal, say
from coretui.errors import CoretuiError, StoreDamagedError, StoreLostError, UsageError
from coretui.i18n import LOCALE_DIR, N_, _
from coretui.paths import Home, find_home
from coretui.services.desk import NO_TERMINALS, Desk
from coretui.services.guard import sentence, understood
from coretui.settings import file as config

if TYPE_CHECKING:
    from coretui.tui.app import CoretuiApp

COMMANDS = {
    "status": ("", N_("Your sitting timer now, in one line.")),
    "break": ("chair:break_", N_("Start a break, end it, skip it or snooze it.")),
    "away": ("chair:away", N_("Leave your desk.")),
    "stand": ("chair:stand", N_("Work standing.")),
    "sit": ("chair:sit", N_("Sit down again.")),
    "pause": ("chair:pause", N_("Pause reminders: 45m, until 14:30, until tomorrow.")),
    "watch": ("watch:watch", N_("Track your sitting without a screen.")),
    "resume": ("chair:resume", N_("Resume reminders.")),
    "breathe": ("breathe:breathe", N_("Follow the breathing pacer in the terminal.")),
    "today": ("read:today", N_("Today, or another day.")),
    "week": ("read:week", N_("A week: habits, sitting time, breaks, streaks.")),
    "report": ("report:report", N_("A report for your physiotherapist, to read or to print.")),
    "streaks": ("read:streaks", N_("How long each habit has been kept up.")),
    "habits": ("habits:habits", N_("Your habits: add, change, stop.")),
    "done": ("record:done", N_("Tick a habit.")),
    "undone": ("record:undone", N_("Untick a habit.")),
    "off": ("timeoff:off", N_("Time off: days on which nothing is asked.")),
    "log": ("record:log", N_("Log movement, or sitting elsewhere.")),
    "pain": ("body:pain", N_("Note your back pain, from 0 to 10.")),
    "flare": ("body:flare", N_("Your back is playing up: pause your targets, or resume them.")),
    "check": ("body:check", N_("The self-check: signs, and reasons not to stretch.")),
    "posture": ("posture:posture", N_("Note how you sit, or read your notes back.")),
    "insights": ("posture:insights", N_("What goes together with your back pain, honestly.")),
    "undo": ("record:undo", N_("Undo what was recorded last.")),
    "redo": ("record:redo", N_("Redo what was undone.")),
    "exercises": ("catalogue:exercises", N_("Every exercise.")),
    "programmes": ("catalogue:programmes", N_("Every programme.")),
    "articles": ("articles:articles", N_("What the sources say, in short articles.")),
    "figures": ("figures:figures", N_("Every figure on one sheet.")),
    "export": ("exchange:export", N_("Write your whole record into a file or a folder.")),
    "import": ("exchange:import_", N_("Bring an export in.")),
    "config": ("settings:config", N_("Read and change settings.")),
    "backup": ("backup:backup", N_("Backups of the database: make one, list them, restore one.")),
    "path": ("settings:path", N_("Where the files are.")),
    "doctor": ("doctor:doctor", N_("What works here, and what is missing.")),
    "notify-test": ("doctor:notify_test", N_("Show a notice on every channel that is switched on.")),
    "forget": ("forget:forget", N_("Delete everything that coretui has recorded here.")),
    "demo": ("demo:demo", N_("Write sample weeks into an empty folder.")),
}

TELLING = frozenset({"config", "doctor", "status"})
"""What tells of mistakes in the settings by itself, each in its place; all else says them first and goes on."""
CLICK_WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
)
"""What click says by itself; its gettext calls find these in our catalogue."""


def status_command() -> click.Command:
    """Return the command that hands all on to the other door: `status` reads its arguments itself."""

    @click.command(
        "status",
        help=_("Your sitting timer now, in one line."),
        add_help_option=False,
        context_settings={"ignore_unknown_options": True},
    )
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def status(arguments: tuple[str, ...]) -> int:
        from coretui.status import main as shown  # only when it is asked for

        return shown(arguments)

    return status


@contextmanager
def _heard() -> Iterator[None]:
    """Say that nobody reads any more what is written, before click makes an exit code of its own of it."""
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGoneError from error


class LazyGroup(click.Group):
    """Imports a command when it is called, and lists them all without importing any."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Understand the arguments, and print help where they ask for it."""
        with _heard():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run what was asked for."""
        with _heard():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return the command."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name == "status":
            return status_command()
        module, name = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(f"coretui.commands.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list from the table above."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, (where, text) in COMMANDS.items()])


def make_app(desk: Desk, *, demo: bool = False) -> CoretuiApp:
    """Put the app together from real parts, or on a throw-away store full of sample weeks."""
    from coretui.desktop.notices.channels import Channels
    from coretui.desktop.notices.notifier import NoNotifier
    from coretui.desktop.signs.watcher import Watcher, sources_here
    from coretui.services.workplace import Workplace
    from coretui.tui.app import CoretuiApp

    def write(sequence: str) -> None:
        app.write_terminal(sequence)  # of the app that is made from all of this below

    names = desk.settings.notices.channels
    notifier = NoNotifier() if demo else Channels.of(names, os.environ, write)
    sources = sources_here(os.environ, desk.terminals)
    watcher = None if demo else Watcher(desk.clocks, os.environ, sources)
    app = CoretuiApp(Workplace.of(desk, notifier, watcher), desk.problems)
    return app


def build(home: Home, terminals: str = NO_TERMINALS, *, backs_up: bool = False) -> Desk:
    """Read the settings and choose the language: what every command starts from."""
    settings, problems = config.take_over(home.config)
    # click's own words come through the gettext of the process.
    os.environ["LANGUAGE"] = i18n.language()
    gettext.bindtextdomain("coretui", LOCALE_DIR)
    gettext.textdomain("coretui")
    return Desk(home, settings, MachineClocks(), problems, terminals=terminals, backs_up=backs_up, tell=_tell)


def _tell(words: str) -> None:
    say(words, err=True)


def group() -> click.Group:
    """Return the command line; made when it is called, in the language of the moment."""

    @click.group(
        cls=LazyGroup,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=_("A companion for people who work at a desk. Without a command it opens the app."),
    )
    @click.version_option(__version__, prog_name="coretui", message="%(prog)s %(version)s")
    @click.option(
        "--demo", is_flag=True, help=_("Open the app with sample weeks, which are thrown away afterwards.")
    )
    @click.pass_context
    def coretui(ctx: click.Context, *, demo: bool) -> int:
        if ctx.invoked_subcommand not in TELLING:
            for problem in ctx.obj.problems:
                say(problem, err=True)
        return _run_app(ctx.obj, demo=demo) if ctx.invoked_subcommand is None else 0

    return coretui


def _run_app(desk: Desk, *, demo: bool) -> int:
    if not at_terminal(sys.stdin, sys.stdout):
        raise CoretuiError(_("The app needs a terminal; `coretui status` and the other commands do not."))
    if not demo:
        return _kept_open(desk)
    from coretui.commands.demo import throw_away

    with throw_away(desk) as sample:
        return _ended(make_app(sample, demo=True))


def _kept_open(desk: Desk) -> int:
    """Run the app on the person's record; where that is damaged or gone, ask what to do and go on with it."""
    put_right = False
    while True:
        try:
            app = make_app(desk)
            code, damaged = _ended(app), app.damage
        except Exception as error:
            if not isinstance(understood(desk.home, error), StoreDamagedError | StoreLostError):
                raise
            code, damaged = 1, sentence(desk.home, error)
        if not damaged:
            return code
        desk.close()
        if put_right or not _put_right(desk):  # what comes back at once is said, and not asked again
            say(damaged, err=True)
            return 1
        desk.problems, put_right = (), True


def _put_right(desk: Desk) -> bool:
    """Show what is the matter with the record, and put it right after a yes; tell whether it is."""
    from coretui.services.repair import trouble_of
    from coretui.tui.trouble import TroubleApp

    trouble = trouble_of(desk)
    return trouble is None or TroubleApp(desk, trouble).run() is not None


def _ended(app: CoretuiApp) -> int:
    """Run the app; say what it leaves behind and what it could not keep, and return the exit code."""
    if said := app.run():
        say(said)
    wrong = [*app.unkept, *([app.fault] if app.fault else [])]
    for words in wrong:
        say(words, err=True)
    return 1 if wrong else app.return_code or 0


def main(arguments: list[str] | None = None, terminals: str = NO_TERMINALS, *, backs_up: bool = False) -> int:
    """Run a command; return its exit code: 0 done, 1 not possible now, 2 not understood.

    `terminals` is the folder of the user's pseudo terminals, `backs_up` whether each day gets a copy of the store:
    the door knows the machine, all else is told.
    """
    # A byte that is no text in this locale cannot be stored or shown.
    given = sys.argv[1:] if arguments is None else arguments
    words = [word.encode("utf-8", "replace").decode() for word in given]
    return answered(lambda: _run(words, terminals, backs_up=backs_up), lambda error: sentence(find_home(), error))


def _run(arguments: list[str], terminals: str, *, backs_up: bool) -> int:
    """Run a command; raises `CoretuiError` with a sentence if it fails, in the language of the settings."""
    i18n.use("auto")  # until the settings are read
    desk = build(find_home(), terminals, backs_up=backs_up)
    try:
        returned: object = group().main(args=arguments, prog_name="coretui", standalone_mode=False, obj=desk)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        return 130
    except click.ClickException as error:
        from coretui.commands.mistyped import in_a_sentence

        raise UsageError(in_a_sentence(error, arguments, group())) from error
    finally:
        if desk.backs_up and desk.opened:
            from coretui.services.daily_backup import after_command

            after_command(desk)
        desk.close()
    return returned if isinstance(returned, int) else 0
