"""Every command in a made-up language: an unmarked word is found."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click
import pytest

from coretui import catalogue, cli, commands, status
from coretui.desktop.lock import KeeperLock
from coretui.desktop.notices.notifier import ChannelHealth, DesktopNotifier
from coretui.doctor import checks as doctor
from coretui.doctor import notices
from coretui.doctor import store as doctor_store
from coretui.doctor.check import NAMES
from coretui.domain.chair.messages import Skip
from coretui.i18n import _
from coretui.paths import Home
from coretui.sample.back import DAY_NOTES, EXERCISE_NOTES
from coretui.settings.keys import KEYS, Settings
from coretui.settings.values import THEMES
from tests.clock import FakeClocks
from tests.foreign import ForeignTranslations, Texts, unmarked

NOTATION = (
    "[OPTIONS]",
    "COMMAND",
    "[ARGS]...",
    "ID",
    f"[{'|'.join(Skip)}]",
    "[day|week]",
    "first|last|before|after",
)
"""How click writes down what a command takes; it has no other language for it."""

FAMILIES = [import_module(f"{commands.__name__}.{family.name}") for family in iter_modules(commands.__path__)]
"""The modules of all commands, loaded before any test speaks another language."""


def _named(group: click.Command, path: Texts = ()) -> Iterator[tuple[Texts, click.Command]]:
    """Yield every command there is by its words, groups included."""
    yield path, group
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            if command := group.get_command(context, name):
                yield from _named(command, (*path, name))


class Shell:
    """A shell in the made-up language, on a home with two weeks on record."""

    def __init__(self, home: Home, clocks: FakeClocks, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self.clocks, self._capsys = home, clocks, capsys

    def run(self, *words: str) -> str:
        """Run a command; return all that it said."""
        cli.main(list(words))
        said = self._capsys.readouterr()
        return said.out + said.err


@pytest.fixture
def shell(
    home: Home,
    friday: FakeClocks,
    abroad: ForeignTranslations,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Shell:
    """Return a shell whose commands were loaded in the made-up language: their help is made when they are."""
    Path(home.config).write_text('[look]\nlanguage = "nl"\n', "utf-8")
    Path(home.config).chmod(0o600)
    monkeypatch.setenv("CORETUI_HOME", home.data_dir)
    monkeypatch.setenv("LANGUAGE", "nl")
    for module in (cli, status):
        monkeypatch.setattr(module, "MachineClocks", lambda: friday)
    for family in FAMILIES:
        monkeypatch.delattr(commands, family.__name__.rpartition(".")[2])
        monkeypatch.delitem(sys.modules, family.__name__)
    return Shell(home, friday, capsys)


FIELDS = ("state", "due_in", "sat", "bar", "icon")
"""What a template of `status --format` may name."""


def test_help_says_nothing_unmarked(shell: Shell) -> None:
    found = {}
    for path, _command in _named(cli.group()):
        names = [name for name, _below in (_named(cli.group())) if name[:-1] == path and name]
        listed = [name[-1] for name in names]
        said = shell.run(*path, "--help").replace(status.USAGE, "")
        for name in listed:
            said = re.sub(rf"^  {name}\b", "", said, flags=re.MULTILINE)
        said = re.sub(rf"coretui {' '.join(path)}\b", "", said)
        if words := unmarked(said, *FIELDS, *NOTATION):
            found[" ".join(path)] = words
    assert found == {}


READS = [
    "status",
    "today",
    "today --on 2026-11-18",
    "week",
    "week 2026-W46",
    "streaks",
    "streaks core",
    "habits",
    "habits list",
    "exercises",
    *(f"exercises show {exercise}" for exercise in catalogue.load().exercises),
    "programmes",
    "articles",
    *(f"articles show {article}" for article in catalogue.load().articles),
    "path",
    "config path",
    "config get look.theme",
]


WRITES = [
    "done core",
    "done core",
    "done breaks --on 2026-11-17",
    "undone core",
    "undone core",
    "undone breaks",
    "undo",
    "undo",
    "redo",
    "redo",
    "redo",
    "log walk 20m",
    "log other 1h20m --at 13:10",
    "log cycle 20m",
    "pain 0",
    "pain 7 --leg",
    "check",
    "check --signs hollow,stiff --reasons none",
    "check --signs none --reasons inflamed,unstable,stress,overstretched",
    "undone self-check",
    "flare on",
    "flare on",
    "flare off",
    "flare off",
    *["undo"] * 6,
    "habits add 8 --times 8 --per day",
    "habits add 9 --on mon,wed",
    "habits list --all",
    "done 8 --times 3 --on monday",
    "undone 8 --times 2 --on monday",
    "undone 8 --times 2 --on monday",
    "habits change core --times 4",
    "habits change movement --goal 30",
    "habits change breathing --goal 2",
    "habits change breathing --goal 2",
    "habits list",
    "habits rename 9 7",
    "habits retire 7",
    "habits retire 7",
    "done 7",
    "habits list --all",
    "habits restore 7",
    "habits restore 7",
    "habits forget 8",
    "habits forget core",
    "off today",
    "off today",
    "off 2026-12-24 2027-01-02 --habit movement",
    "off remove 2026-12-24",
    "off remove 2026-12-24",
    "off remove today",
    *["undo"] * 12,
    "habits forget 8 --yes --really",
    "off list",
    "log sit 3h --at 2026-11-19T18:00",
    "log sit 3h --at 2026-11-19T18:00",
    "undo",
]


CHAIR = [
    "break start",
    "break start",
    "status",
    "break back",
    "break back",
    "break skip",
    "break snooze",
    "stand",
    "stand",
    "status",
    "sit",
    "away",
    "status",
    "break back",
    "pause 45m",
    "status",
    "pause",
    "status",
    "pause until 16:00 --reason -",
    "status",
    "pause until tomorrow",
    "resume",
    "resume",
]


WRONG = {
    "nonsense": ("nonsense",),
    "--nonsense": ("nonsense",),
    "break": ("start", "back", "skip", "snooze"),
    "break nonsense": ("nonsense",),
    "config": ("path", "get", "set"),
    "habits nonsense": ("nonsense",),
    "done": (),
    "done nonsense": ("nonsense",),
    "done br": ("br",),
    "done core movement": (),
    "done core --on": (),
    "done core --times 2": (),
    "done core --times 0": (),
    "habits add": (),
    "habits add 8 --times 3": (),
    "habits add 8 --unit 3": (),
    "habits add 8 --times 9 --per week": (),
    "habits add 8 --times 0 --per day": (),
    "habits add 8 --on someday": ("someday",),
    "habits add 8 --on mon --per week": (),
    "habits change core": (),
    "habits change core --goal 0": (),
    "habits change movement --goal 0": (),
    "habits change movement --times 3": (),
    "habits change movement --unit 3": (),
    "habits change self-check --goal 2": (),
    "habits order core up": ("up", "first, last, before, after"),
    "habits order core before": (),
    "habits order core after core": (),
    "off soon": ("soon",),
    "off today yesterday": ("today", "yesterday"),
    "off 2036-01-01": (),
    "done core --on soon": ("soon",),
    "done core --on 2026-11-24": (),
    "week 47": (),
    "week 2026-W49": ("2026-W49",),
    "pain": (),
    "pain much": ("much",),
    "flare": (),
    "flare up": ("up", "on", "off"),
    "check --signs hollow": ("inflamed", "none"),
    "check --on yesterday": (),
    "check --signs back --reasons none": ("back", "none"),
    "log": (),
    "log fly 20m": ("fly",),
    "log walk soon": ("soon",),
    "log walk 20m --at soon": ("soon",),
    "log walk 2h --at 14:00": (),
    "pause soon": ("soon",),
    "pause until noon": ("until noon",),
    "break skip --reason tired": ("tired",),
    "exercises show nonsense": ("nonsense",),
    "articles show nonsense": ("nonsense",),
    "demo": (),
    "demo x --weeks many": ("many",),
    "demo x --weeks 0": (),
    "demo x --weeks 1 --years 1": (),
    "config get nonsense": ("nonsense",),
    "config get chair.intervall": ("chair.intervall", "chair.interval"),
    "config set chair.interval": (),
    "config set chair.interval 4s": ("chair.interval",),
    "config set chair.snoozes 99": ("chair.snoozes",),
    "config set days.start 13:00": ("days.start",),
    "config set hours.monday 9-5": ("hours.monday",),
    "config set notices.channels smoke": ("notices.channels", "smoke", "desktop, terminal, bell, popup"),
    "config set look.language fr": ("look.language", "fr", "auto, en, nl"),
    "status --nonsense": ("nonsense", status.USAGE),
    "status --format {nonsense}": ("{nonsense}", "{state} {due_in} {sat} {bar} {icon}"),
}
"""What is wrong with each, as it was given or as it must be."""


NOTED = (*DAY_NOTES.values(), *(words for _exercise, words in EXERCISE_NOTES.values()))
"""What the made-up person wrote; the sample for tests has it in English."""


@pytest.mark.parametrize("commands", [READS, WRITES, CHAIR], ids=["reads", "writes", "chair"])
@pytest.mark.parametrize("kept", [True, False], ids=["kept", "not kept"])
def test_commands_say_nothing_unmarked(shell: Shell, commands: list[str], kept: bool) -> None:
    lock = KeeperLock(shell.home.lock)
    assert not kept or lock.acquire()
    found = {}
    for command in commands:
        said = " ".join(shell.run(*command.split()).split())  # a note may go over several lines
        if words := unmarked(said, "coretui-dark", "session.rhythms", *NOTED):
            found[command] = words
        shell.clocks.advance(5)
    lock.release()
    assert found == {}


@pytest.mark.parametrize("command", WRONG)
def test_what_is_wrong_is_said_with_nothing_unmarked(shell: Shell, command: str) -> None:
    said = shell.run(*(command.split(" ", 2) if "{" in command else command.split())).replace(status.USAGE, "")
    names = sorted({word for path, _command in _named(cli.group()) for word in path}, key=len, reverse=True)
    said = re.sub(rf"coretui( ({'|'.join(names)}))+", "coretui", said)
    assert unmarked(said, *WRONG[command], *NOTATION) == []


def test_settings_are_listed_by_their_keys_alone(shell: Shell) -> None:
    lines = shell.run("config", "get").splitlines()
    assert [line.split(" = ")[0] for line in lines] == list(KEYS)
    assert all(json.loads(line.split(" = ", 1)[1]) is not None for line in lines)


def test_mistakes_in_the_settings_are_told_with_nothing_unmarked(shell: Shell) -> None:
    config = Path(shell.home.config)
    config.write_text('[look]\nlanguage = "nl"\ntheme = 3\n[chair]\ninterval = "soon"\nhere be\n', "utf-8")
    said = shell.run("config", "get", "look.language")
    assert unmarked(said, *THEMES, "look.theme", "chair.interval", "soon", "here be", "nl") == []


@pytest.mark.parametrize("health", ChannelHealth)
def test_notify_test_says_nothing_unmarked(
    shell: Shell, health: ChannelHealth, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    async def send(self: DesktopNotifier, title: str, text: str) -> ChannelHealth:
        said.extend((title, text))
        return health

    monkeypatch.setattr(DesktopNotifier, "send", send)
    said.append(shell.run("notify-test"))
    assert unmarked(" ".join(said), notices.SENDER, notices.SERVICE) == []


def test_demo_says_nothing_unmarked(shell: Shell, tmp_path: Path) -> None:
    folder = str(tmp_path / "sample")
    said = [shell.run("demo", folder, "--weeks", "1"), shell.run("demo", folder)]
    said += [shell.run("demo", shell.home.database), shell.run("demo", folder + "2", "--weeks", "2")]
    assert unmarked(" ".join(said), folder, shell.home.database, "CORETUI_HOME=") == []


ENVIRONMENTS: tuple[dict[str, str], ...] = (
    {},
    {"TERM": "dumb", "LANG": "C"},
    {"TERM": "xterm-256color", "TMUX": "x", "NO_COLOR": "1", "DISPLAY": ":1", "DBUS_SESSION_BUS_ADDRESS": "unix:"},
    {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PATH": "/usr/bin:/bin"},
)


GIVEN = (
    *("nl", "xterm-256color", "unix:", "utf-8", "OSC 9"),
    *("notify-send", "dbus-python", notices.SENDER, notices.SERVICE),
    *("tmux set -g allow-passthrough on", "export COLORTERM=truecolor", "export LANG=C.UTF-8"),
    *("CORETUI_HOME=DIR", "coretui doctor --repair", "chmod go=", "sudo chown -R $USER", "pip install ."),
)
"""Commands to type, and what the machine says of itself."""


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_doctor_says_nothing_unmarked(shell: Shell, environment: dict[str, str], tmp_path: Path) -> None:
    settings = Settings.of(notices__channels=["desktop", "terminal", "bell"])
    quiet = Settings.of(notices__channels=[])
    checks = [
        *doctor.examine(shell.home, settings, (), environment),
        *doctor.examine(Home(str(tmp_path / "new"), str(tmp_path / "new")), quiet, ("3",), environment),
    ]
    Path(shell.home.database).chmod(0o644)
    checks += doctor_store.permissions(shell.home)
    Path(shell.home.database).write_bytes(b"no database at all, but some other file")
    checks.append(doctor_store.store(shell.home))
    said = " ".join(text for check in checks for text in (check.detail, *check.advice))
    said = re.sub(r"\(file is not a database\)", "", said)
    assert unmarked(said, *GIVEN) == []
    assert unmarked(" ".join(_(name) for name in NAMES.values())) == []
