"""Stores for tests: a copy of one that was made once, for making one costs twenty times as much."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from coretui import i18n
from coretui.domain.days import logical_day
from coretui.domain.habits.habit import built_in_habits
from coretui.paths import FILE_MODE, FOLDER_MODE, Home
from coretui.sample import weeks
from coretui.store.database import Store, migrations, open_store
from coretui.store.habits import add_built_in_habits
from tests.clock import FakeClocks
from tests.foreign import DAY_START, FRIDAY


@cache
def _new() -> bytes:
    """Return the file of a store that has just been made, with nothing in it yet."""
    with tempfile.TemporaryDirectory() as folder:
        open_store(Home(folder, folder)).close()
        return Path(folder, "coretui.db").read_bytes()


@contextmanager
def _in_english() -> Iterator[None]:
    """Speak English for a while, whatever the test speaks that is the first to ask."""
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)


@cache
def two_weeks_until_friday() -> bytes:
    """Return the file of a store with two made-up weeks, up to a Friday afternoon, whose notes are in English."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(a_store(Home(folder, folder))) as store,
        _in_english(),
    ):
        clocks = FakeClocks(FRIDAY)
        now = clocks.now()
        today = logical_day(now, DAY_START)
        weeks.fill(store, today=today, now=now, weeks=2, seed=1, zone=clocks.zone, day_start=DAY_START)
        store.close()
        return Path(folder, "coretui.db").read_bytes()


@cache
def with_habits(day: date) -> bytes:
    """Return the file of a store in which the built-in habits begin on a day."""
    with tempfile.TemporaryDirectory() as folder, closing(a_store(Home(folder, folder))) as store:
        add_built_in_habits(store, built_in_habits(day))
        store.close()
        return Path(folder, "coretui.db").read_bytes()


@contextmanager
def former_store(path: Path, stop_before: str) -> Iterator[Database]:
    """Give a new store as it was before a migration came, to be filled; it is committed at the end."""
    with closing(sqlite3.connect(path)) as connection:
        db = Database(connection)
        migrations().apply(db, stop_before=stop_before)
        yield db
        connection.commit()


def lay_verdict(home: Home, day: date) -> None:
    """Let the store of this home, and its tables, have been found whole on a day."""
    schema = int.from_bytes(_new()[40:44], "big")  # where a file has what `pragma schema_version` tells
    Path(home.health).write_text(f'{{"whole": "{day}", "schema": {schema}}}', encoding="utf-8")


def lay_out(home: Home, file: bytes | None = None) -> None:
    """Put a store into this home, unless there is one: with nothing in it, if no other file is given."""
    path = Path(home.database)
    if not path.exists():
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        path.touch(FILE_MODE)
        path.write_bytes(_new() if file is None else file)


def a_store(home: Home) -> Store:
    """Open the store of this home."""
    lay_out(home)
    return open_store(home)


def lay_own(home: Home, exercise: str, name: str) -> None:
    """Put an exercise of the person's own into this home."""
    Path(home.exercises).mkdir(parents=True)
    words = f'name.en = "{name}"\nposition.en = "Standing."\nsteps.en = ["Up, down."]\ncue.en = "Up, down."\n'
    path = Path(home.exercises, "own.toml")
    path.write_text(f'[exercises.{exercise}]\n{words}sources = ["posture"]\n', encoding="utf-8")
