"""Ended at any moment, coretui has kept what it said was done, and what many write at once is all there."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from coretui.domain.habits.schedules import Repeat, Schedule
from coretui.paths import Home
from coretui.store.database import open_store
from coretui.store.habits import add
from coretui.store.health import trouble
from tests.clock import FakeClocks
from tests.conftest import AT_DESK
from tests.store.test_deeds import CLUB
from tests.stores import a_store, lay_out, with_habits

ROOT = Path(__file__).parents[2]
SOON = 0.15
"""Seconds within which a process is ended after its first words: some commands of it."""


@pytest.fixture
def watered(home: Home) -> Home:
    """Return a home with a habit that is counted."""
    lay_out(home, with_habits(AT_DESK))
    with closing(a_store(home)) as store:
        water = replace(CLUB, name="Water", goal=8.0, unit="glasses")
        add(store, water, Schedule(AT_DESK, Repeat.DAILY), FakeClocks().now())
    return home


def child(home: Home, *arguments: object) -> subprocess.Popen[bytes]:
    """Start a coretui on this home."""
    kind, *rest = map(str, arguments)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.child", kind, home.data_dir, *rest],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env={**os.environ, "LANGUAGE": "en"},
    )  # fmt: skip


def killed(home: Home, kind: str, seed: int) -> str:
    """Let a coretui work, kill it at a moment that the seed says, and return what it said last."""
    process = child(home, kind, seed)
    assert process.stdout
    assert process.stderr
    first = process.stdout.readline()
    assert first, process.stderr.read().decode()
    time.sleep(Random(seed).uniform(0, SOON))  # noqa: S311 - no secret
    process.send_signal(signal.SIGKILL)
    rest, _errors = process.communicate()
    return (first + rest).rpartition(b"\n")[0].rpartition(b"\n")[2].decode()


def of_commands(home: Home) -> Callable[[str], bool]:
    """Return what tells whether what commands said is there: all of it, and at most one more that was not said."""
    before = _counts(home)

    def is_there(said: str) -> bool:
        more = [now - then for now, then in zip(_counts(home), before, strict=True)]
        done = [int(number) for number in said.split()]
        return all(now >= then for now, then in zip(more, done, strict=True)) and sum(more) <= sum(done) + 1

    return is_there


def of_app(home: Home) -> Callable[[str], bool]:
    """Return what tells whether the last step of which an app said that it is done is there, or one after it."""

    def is_there(said: str) -> bool:
        with closing(sqlite3.connect(home.database)) as db:
            [(step,)] = db.execute("select coalesce(max(seq), 0) from journal").fetchall()
        return bool(step >= int(said))

    return is_there


def _counts(home: Home) -> tuple[int, int]:
    with closing(sqlite3.connect(home.database)) as db:
        query = "select (select coalesce(sum(times), 0) from tick), (select count(*) from posture_note)"
        [(ticks, notes)] = db.execute(query).fetchall()
    return int(ticks), int(notes)


def campaign(home: Home, kind: str, seeds: range) -> None:
    """Kill one for each seed; nothing that was said is lost, and the store stays whole."""
    for seed in seeds:
        is_there = of_app(home) if kind == "app" else of_commands(home)
        said = killed(home, kind, seed)
        with closing(open_store(home)) as store:
            assert trouble(store.db.conn) == "", f"seed {seed}"
        assert is_there(said), f"seed {seed}: {said}"


@pytest.mark.parametrize("kind", ["commands"])
def test_what_was_said_to_be_done_survives_a_kill(watered: Home, kind: str) -> None:
    campaign(watered, kind, range(2))


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(20))
@pytest.mark.parametrize(("kind", "kills"), [("commands", 20), ("app", 5)])
def test_500_kills_lose_nothing(watered: Home, kind: str, kills: int, part: int) -> None:
    campaign(watered, kind, range(part * kills, (part + 1) * kills))


def written_by(home: Home, writers: int, each: int) -> None:
    """Let that many write at once, each so often; all of it is there afterwards."""
    processes = [child(home, "commands", seed, each) for seed in range(writers)]
    for process in processes:
        said, errors = process.communicate()
        assert process.returncode == 0, errors.decode()
        assert len(said.splitlines()) == each
    assert sum(_counts(home)) == writers * each
    with closing(open_store(home)) as store:
        assert trouble(store.db.conn) == ""


@pytest.mark.slow
def test_what_several_write_at_once_is_all_there(watered: Home) -> None:
    written_by(watered, 2, 20)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_what_eight_write_for_a_minute_is_all_there(watered: Home) -> None:
    written_by(watered, 8, 400)
