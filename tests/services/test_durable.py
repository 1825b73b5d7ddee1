"""What a person did is on the disk when it is shown; nothing of a minute at the desk is only in SQLite's log."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

import pytest

from coretui.domain.chair.messages import Stand
from coretui.paths import companions
from coretui.services.heartbeat import Heartbeat
from coretui.services.workplace import Workplace
from coretui.store.database import A_GLANCE, Store
from coretui.store.records import tick
from tests.clock import FakeClocks
from tests.services.test_waiting import held

WAIT_AT_MOST = 0.1
"""Seconds that a key press may wait for SQLite."""


@pytest.fixture(autouse=True)
def _as_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let stores wait for the disk, as those of other tests do not."""
    monkeypatch.setattr("coretui.store.database.AT_ONCE", "full")
    monkeypatch.setattr("coretui.store.database.SOON", "normal")


def committed(store: Store, statements: list[str]) -> list[str]:
    """Return with which `synchronous` each transaction was begun, of the statements that SQLite was given."""
    [[level]] = store.db.execute("pragma synchronous").fetchall()
    assert level == 2
    last, found = "full", []
    for statement in statements:
        if statement.startswith("pragma synchronous = "):
            last = statement.removeprefix("pragma synchronous = ")
        elif statement == "begin immediate":
            found.append(last)
    return found


def test_a_person_waits_for_the_disk_and_a_heartbeat_does_not(workplace: Workplace, clocks: FakeClocks) -> None:
    Heartbeat.of(workplace).beat()
    statements: list[str] = []
    workplace.store.db.conn.set_trace_callback(statements.append)
    tick(workplace.store, "core", workplace.today, workplace.now)
    workplace.keeper.command(Stand())
    assert committed(workplace.store, statements) == ["full", "full"]
    statements.clear()
    clocks.advance(31)
    workplace.keeper.tick()
    assert committed(workplace.store, statements) == ["normal"]
    statements.clear()
    with workplace.store.reading():
        tick(workplace.store, "core", workplace.today, workplace.now)
    assert committed(workplace.store, statements) == []  # the level is that of all other transactions


def test_after_a_minute_nothing_is_in_the_log_alone(workplace: Workplace, clocks: FakeClocks) -> None:
    heartbeat = Heartbeat.of(workplace)
    for second in range(60):
        heartbeat.beat()
        if second == 20:
            tick(workplace.store, "core", workplace.today, workplace.now)
        clocks.advance(1)
    assert os.path.getsize(companions(workplace.store.path)[0]) == 0
    alone = f"file:{workplace.store.path}?mode=ro&immutable=1"  # SQLite looks at no log then
    with closing(sqlite3.connect(alone, uri=True)) as file:
        assert list(file.iterdump()) == list(workplace.store.db.conn.iterdump())
    assert workplace.store.db.table("tick").count == 1


def test_no_key_waits_long_for_sqlite(workplace: Workplace) -> None:
    workplace.keeper.tick()
    statements: list[str] = []
    workplace.store.db.conn.set_trace_callback(statements.append)

    def press_tick() -> None:
        tick(workplace.store, "core", workplace.today, workplace.now)

    def press_stand() -> None:
        workplace.keeper.command(Stand())

    for act in (press_tick, press_stand):
        with held(workplace):
            statements.clear()
            workplace.waiting.keep(act, "")
            assert 0 < waited_at_most(statements) <= WAIT_AT_MOST
        Heartbeat.of(workplace).beat()
        assert workplace.unsaved == 0
    statements.clear()
    press_tick()
    assert 0 < waited_at_most(statements) <= WAIT_AT_MOST


def waited_at_most(statements: list[str]) -> float:
    """Return the seconds that SQLite may wait for others in these statements: where it takes a lock of theirs."""
    patience, found = A_GLANCE, 0.0
    for statement in statements:
        if statement.startswith("pragma busy_timeout = "):
            patience = int(statement.removeprefix("pragma busy_timeout = ")) / 1000
        elif statement == "begin immediate" or "checkpoint" in statement:
            found += patience
    return found
