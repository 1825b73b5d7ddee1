"""What every test may lean on: a home of its own, a store in it, clocks that stand still, English."""

from __future__ import annotations

import gc
import gettext
import os
import tempfile
import time
from collections.abc import Hashable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from textual._compositor import Compositor, CompositorUpdate
from textual._context import active_app, visible_screen_stack
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.screen import Screen

import tests.examples  # noqa: F401 - how properties are tried
from coretui import cli, i18n
from coretui.desktop import faults
from coretui.desktop.lock import KeeperLock
from coretui.domain.exercises.text import Lines, Text
from coretui.domain.habits.habit import built_in_habits
from coretui.paths import Home
from coretui.services.keeper import Keeper
from coretui.store.database import Store
from coretui.store.habits import add_built_in_habits
from tests.clock import FakeClocks
from tests.foreign import FRIDAY, ForeignTranslations, foreign
from tests.guard import GUARD
from tests.keepers import POLICY, Open
from tests.shell import Desk, pass_time
from tests.stores import a_store, lay_out, lay_verdict, two_weeks_until_friday, with_habits

CREATED = date(2026, 11, 2)
"""The day on which the habits of a test's store begin, a Monday."""


AT_DESK = date(2026, 11, 23)
"""The day at a desk on which its habits begin: that of its clocks."""
NOBODY = 65534
"""The user id of nobody, on every Unix."""
OF_THE_MACHINE = (
    "LANGUAGE", "LC_MESSAGES", "NO_COLOR", "COLORTERM", "TERM_PROGRAM", "TMUX", "TMUX_PANE", "STY",
    "SSH_CONNECTION", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR",
    "XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "PULSE_SERVER",
)  # fmt: skip
"""What tells a program of the desktop, the terminal and the person it runs for."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that stop being root for a while: what measures a run cannot write its notes then."""
    for item in items:
        if "ordinary_user" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.ordinary_user)


@pytest.fixture(scope="session")
def _nobody(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of a person who has nothing."""
    return tmp_path_factory.mktemp("nobody")


@pytest.fixture(autouse=True)
def _nowhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _nobody: Path) -> Iterator[None]:
    """Begin each test in English and in UTC, on a machine without a desktop, with nobody's home."""
    for name in OF_THE_MACHINE:
        monkeypatch.delenv(name, raising=False)
    for name, value in {
        "HOME": str(_nobody),
        "CORETUI_HOME": str(_nobody / "coretui"),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "TZ": "UTC",
        "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={_nobody}/no-bus",
    }.items():
        monkeypatch.setenv(name, value)
    time.tzset()
    i18n.use("en")
    GUARD.real = request.node.get_closest_marker("real") is not None
    yield
    GUARD.real = True
    i18n.use("en")


@pytest.fixture(autouse=True)
def _no_faults(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a test fail on what the program would only write to its log, unless that is what it is about."""
    found: list[BaseException] = []
    note = faults.note

    def keep(home: Home, error: BaseException) -> str:
        found.append(error)
        return note(home, error)

    if "faults_wanted" not in request.fixturenames:
        monkeypatch.setattr(faults, "note", keep)
    yield
    if found:
        raise found[0]


@pytest.fixture
def faults_wanted() -> None:
    """Let a test make faults of the program."""


@pytest.fixture(scope="session", autouse=True)
def _rarely_tidied() -> Iterator[None]:
    """Leave what was imported out of garbage collection, and collect rarely: else it costs more than a third."""
    usual = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 20)
    yield
    gc.set_threshold(*usual)


@pytest.fixture(scope="session", autouse=True)
def _cheap_style_sheets() -> Iterator[None]:
    """Let the apps of a run share what Textual has made of a style sheet, and its rules be hashed by C.

    Parsing is a quarter of an app's start; hashing all rules anew for each widget, a third of what a test costs.
    """
    parsed: dict[Hashable, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules  # noqa: SLF001 - Textual has no public place for it

    def parse_once(self: Stylesheet, css: str, *args: Any, **kwargs: Any) -> list[RuleSet]:
        key = (tuple(self._variables.items()), css, args, tuple(kwargs.items()))
        if key not in parsed:
            parsed[key] = parse(self, css, *args, **kwargs)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        patch.setattr(RuleSet, "__hash__", object.__hash__)  # by identity, as its own
        yield


DRAWN = 4
"""How many times an app without a terminal would draw for each time that it does."""


@pytest.fixture
def every_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an app draw every time, for a test that is about what is drawn when."""
    monkeypatch.setattr("tests.conftest.DRAWN", 1)


@pytest.fixture(scope="session", autouse=True)
def _pictures_that_nobody_sees() -> Iterator[None]:
    """Let an app without a terminal draw its widgets, but not cut what they drew to fit a terminal.

    It draws all that has changed every `DRAWN`th time only.
    """
    render_update = Compositor.render_update
    times: WeakKeyDictionary[Compositor, int] = WeakKeyDictionary()

    def render(
        self: Compositor,
        full: bool = False,
        screen_stack: list[Screen[object]] | None = None,
        simplify: bool = False,
    ) -> object:
        if simplify or not active_app.get().is_headless:
            return render_update(self, full, screen_stack, simplify)
        visible_screen_stack.set(screen_stack or [])
        times[self] = times.get(self, -1) + 1
        if times[self] % DRAWN and not screen_stack:  # what a dialog lies over, it shows as it is drawn
            return CompositorUpdate()
        dirty, self._dirty_regions = self._dirty_regions, set()
        whole = self.size.region
        for _ in self._get_renders(Region.from_union(dirty).intersection(whole) if dirty else whole):
            pass
        return CompositorUpdate()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compositor, "render_update", render)
        yield


@pytest.fixture(scope="session", autouse=True)
def _short_waits() -> Iterator[None]:
    """Let a pilot wait half as long as usual for a screen to be idle."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 100)
        patch.setattr("textual._wait.SLEEP_IDLE", 1 / 2000)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """Let no store wait until the disk has what is written: nobody takes the power away from a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coretui.store.database.AT_ONCE", "off")
        patch.setattr("coretui.store.database.SOON", "off")
        yield


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home with nothing in it yet."""
    folder = str(tmp_path / "home")
    return Home(folder, folder)


@pytest.fixture
def ordinary_user() -> Iterator[Home]:
    """Return the home of somebody who may not do everything, and be that person: root becomes nobody."""
    with tempfile.TemporaryDirectory() as folder:
        root = os.geteuid() == 0
        if root:
            os.chown(folder, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield Home(folder, folder)
        finally:
            if root:
                os.seteuid(0)


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    """Return an open store with the built-in habits."""
    opened = a_store(home)
    add_built_in_habits(opened, built_in_habits(CREATED))
    yield opened
    opened.close()


@pytest.fixture
def clocks() -> FakeClocks:
    """Return clocks that stand still on a Monday at nine, in UTC."""
    return FakeClocks()


@pytest.fixture
def desk(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """Return a desk at which nobody sits, on a Monday at nine."""
    monkeypatch.setenv("CORETUI_HOME", home.data_dir)
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setattr(cli, "MachineClocks", lambda: clocks)
    lay_out(home, with_habits(AT_DESK))
    lay_verdict(home, AT_DESK)
    return Desk(home, clocks, capsys)


@pytest.fixture
def kept(desk: Desk) -> Iterator[Desk]:
    """Return a desk whose chair is kept, by this test, since nine."""
    lock = KeeperLock(desk.home.lock)
    assert lock.acquire()
    pass_time(desk, 0)
    yield desk
    lock.release()


@pytest.fixture
def keeper(store: Store, clocks: FakeClocks, home: Home) -> Iterator[Keeper]:
    """Return a keeper after its first tick, at nine."""
    one = Keeper(store, clocks, POLICY, KeeperLock(home.lock))
    one.tick()
    yield one
    one.lock.release()


@pytest.fixture
def other(keeper: Keeper, clocks: FakeClocks, home: Home) -> Iterator[Keeper]:
    """Return a second process's keeper, which came later."""
    with closing(a_store(home)) as store:
        one = Keeper(store, clocks, POLICY, KeeperLock(home.lock))
        one.tick()
        yield one
        one.lock.release()


@pytest.fixture
def opened(home: Home, clocks: FakeClocks) -> Iterator[Open]:
    made = Open(home, clocks)
    yield made
    for keeper in made.keepers:
        keeper.lock.release()
    for store in made.stores:
        store.close()


@pytest.fixture
def abroad(monkeypatch: pytest.MonkeyPatch) -> ForeignTranslations:
    """Speak the made-up language everywhere: interface, catalogue, click."""
    translations = ForeignTranslations()
    text, lines = Text.in_, Lines.in_
    monkeypatch.setattr(gettext, "translation", lambda *args, **kwargs: translations)
    monkeypatch.setattr(Text, "in_", lambda self, language: foreign(text(self, language)))
    monkeypatch.setattr(Lines, "in_", lambda self, language: tuple(map(foreign, lines(self, language))))
    i18n.use("nl")
    return translations


@pytest.fixture
def friday(home: Home) -> FakeClocks:
    """Return the clocks of a Friday afternoon, with two weeks on record in the home."""
    lay_out(home, two_weeks_until_friday())
    return FakeClocks(FRIDAY)
