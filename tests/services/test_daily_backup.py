"""Each day gets a copy of the store, and nobody waits for it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from coretui import cli
from coretui.errors import StoreError
from coretui.paths import Home
from coretui.services import daily_backup
from coretui.services.daily_backup import AGAIN_SECONDS, DailyBackup
from coretui.services.guard import Saying, Severity
from coretui.services.heartbeat import PAINTED, Heartbeat
from coretui.services.workplace import Workplace
from coretui.store.backups import listed, make_daily
from tests.clock import FakeClocks
from tests.shell import Desk


def beat(heartbeat: Heartbeat, times: int = 1) -> list[Saying]:
    """Let seconds pass, and what was begun in them end; return what was said."""
    said: list[Saying] = []
    for _ in range(times):
        said += heartbeat.beat().sayings
        for thread in threading.enumerate():
            if thread.name == "backup":
                thread.join()
    return said


def names(home: Home) -> list[str]:
    return [one.name for one in listed(home)]


@pytest.fixture
def heartbeat(workplace: Workplace) -> Heartbeat:
    workplace.desk.backs_up = True
    return Heartbeat.of(workplace)


def test_each_day_gets_one_after_the_screen_was_painted(heartbeat: Heartbeat, clocks: FakeClocks) -> None:
    home = heartbeat.workplace.home
    beat(heartbeat, PAINTED)
    assert names(home) == []
    beat(heartbeat, 3)
    assert names(home) == ["daily-2026-11-23.db.gz"]
    clocks.advance(18 * 3600)  # three at night: the day goes on
    beat(heartbeat, 2)
    assert names(home) == ["daily-2026-11-23.db.gz"]
    clocks.advance(3600)
    beat(heartbeat, 2)
    assert names(home) == ["daily-2026-11-24.db.gz", "daily-2026-11-23.db.gz"]


def test_one_that_another_process_made_is_enough(heartbeat: Heartbeat, monkeypatch: pytest.MonkeyPatch) -> None:
    workplace = heartbeat.workplace
    make_daily(workplace.home, workplace.today, workplace.now)
    monkeypatch.setattr(daily_backup, "make_daily", None)
    assert beat(heartbeat, PAINTED + 2) == []


def test_a_store_that_nobody_backs_up_gets_none(workplace: Workplace) -> None:
    beat(Heartbeat.of(workplace), PAINTED + 2)
    assert names(workplace.home) == []


def test_one_that_fails_is_said_once_and_tried_again_in_an_hour(
    heartbeat: Heartbeat, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def fail(*_given: object) -> None:
        tried.append(1)
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(daily_backup, "make_daily", fail)
        said = beat(heartbeat, PAINTED + 5)
        clocks.advance(AGAIN_SECONDS)
        said += beat(heartbeat, 5)
    assert said == [Saying("The disk is full.", Severity.ERROR)]
    assert len(tried) == 2
    clocks.advance(AGAIN_SECONDS)
    assert beat(heartbeat, 3) == []
    assert names(heartbeat.workplace.home) == ["daily-2026-11-23.db.gz"]


def test_a_store_that_is_not_whole_does_not_become_the_copy_of_the_day(home: Home, clocks: FakeClocks) -> None:
    Path(home.data_dir).mkdir()
    Path(home.database).write_bytes(b"no database " * 1000)
    daily = DailyBackup(home)
    day = cli.build(home).today
    daily.look(day, clocks.now(), 0.0)
    daily.wait()
    with pytest.raises(StoreError, match="is damaged"):
        daily.look(day, clocks.now(), 1.0)
    assert names(home) == []


# commands


@pytest.mark.parametrize(
    ("command", "backs_up", "found"),
    [
        ("done core", True, ["daily-2026-11-23.db.gz"]),
        ("done core", False, []),
        ("today", True, []),
        ("done nothing-of-ours", True, []),
    ],
)
def test_a_command_that_writes_makes_the_copy_of_the_day(
    desk: Desk, command: str, found: list[str], *, backs_up: bool
) -> None:
    cli.main(command.split(), backs_up=backs_up)
    assert names(desk.home) == found


def test_a_command_leaves_a_large_store_to_the_app_and_is_not_held_up_by_a_fault(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(daily_backup, "SMALL", 1)
        assert cli.main(["done", "core"], backs_up=True) == 0
    assert names(desk.home) == []
    Path(desk.home.backups).write_text("in the way")
    assert cli.main(["done", "core"], backs_up=True) == 0
