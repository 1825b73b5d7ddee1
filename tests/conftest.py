"""What every test may lean on: a home of its own, a store in it, clocks that stand still, English."""

from __future__ import annotations

import gettext
import os
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from coretui import cli, i18n
from coretui.desktop.lock import KeeperLock
from coretui.domain.days import logical_day
from coretui.domain.exercises.text import Lines, Text
from coretui.domain.habits.habit import built_in_habits
from coretui.paths import Home
from coretui.sample import weeks as demo
from coretui.services.keeper import Keeper
from coretui.store.database import Store, open_store
from coretui.store.habits import add_built_in_habits
from tests.clock import FakeClocks
from tests.foreign import DAY_START, FRIDAY, ForeignTranslations, foreign
from tests.keepers import POLICY, Open
from tests.shell import Desk, pass_time

settings.register_profile("test", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("explore", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))

CREATED = date(2026, 11, 2)
"""The day on which the habits of a test's store begin, a Monday."""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Begin and end each test in English, whatever it or the machine speaks."""
    for name in ("LANGUAGE", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture
def _utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the machine's own clock face show UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home with nothing in it yet."""
    folder = str(tmp_path / "home")
    return Home(folder, folder)


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    """Return an open store with the built-in habits."""
    opened = open_store(home)
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
    begun = Desk(home, clocks, capsys)
    begun.says("habits list")
    return begun


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
    with closing(open_store(home)) as store:
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
    clocks = FakeClocks(FRIDAY)
    store = open_store(home)
    now = clocks.now()
    today = logical_day(now, DAY_START)
    demo.fill(store, today=today, now=now, weeks=2, seed=1, zone=clocks.zone, day_start=DAY_START)
    store.close()
    return clocks
