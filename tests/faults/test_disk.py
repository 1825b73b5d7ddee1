"""A disk that is full, a folder that is shut meanwhile: what is done waits, is told, and is saved later."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest

from coretui.errors import NotSavedError
from coretui.paths import Home
from coretui.services.desk import Desk
from coretui.services.heartbeat import Heartbeat
from coretui.services.waiting import REST
from coretui.services.workplace import Workplace
from coretui.settings.keys import Settings
from coretui.store.database import open_store
from coretui.store.health import trouble
from coretui.store.notes import Note, write
from coretui.store.unsaved import left_behind
from tests.clock import FakeClocks
from tests.conftest import AT_DESK
from tests.notices import Notices
from tests.stores import lay_out, with_habits

NEW_NAMESPACE, PRIVATE = 0x0002_0000, 0x0004_4000
"""CLONE_NEWNS, and MS_REC | MS_PRIVATE: this process alone sees what is mounted then, and it goes with it."""
NOT_ALLOWED = 77
"""The exit code of a child that may mount nothing."""
ROOT = Path(__file__).parents[2]


def started(home: Home, clocks: FakeClocks) -> Workplace:
    """Start coretui in a home, and let a second pass."""
    lay_out(home, with_habits(AT_DESK))
    workplace = Workplace.of(Desk(home, Settings.of(), clocks), Notices())
    Heartbeat.of(workplace).beat()
    return workplace


def press(workplace: Workplace, words: str) -> bool:
    """Note something, as a key does; tell whether it is saved."""
    note = Note(words, workplace.today)
    with suppress(NotSavedError):
        workplace.waiting.act(lambda: write(workplace.store, note, workplace.now), "note")
        return True
    return False


def words(workplace: Workplace) -> list[str]:
    return [row[0] for row in workplace.store.db.execute("select words from note order by rowid").fetchall()]


def on_a_small_disk(folder: str) -> None:
    """Fill a disk of two megabytes while coretui works there; runs in a process of its own."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEW_NAMESPACE) or libc.mount(None, b"/", None, PRIVATE, None):
        sys.exit(NOT_ALLOWED)
    if libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, b"size=2m"):
        sys.exit(NOT_ALLOWED)
    home, clocks = Home(folder, folder), FakeClocks()
    workplace = started(home, clocks)
    heartbeat = Heartbeat.of(workplace)
    with suppress(OSError), Path(folder, "others").open("wb", buffering=0) as others:
        while True:
            others.write(b"x" * 4096)
    wanted = [f"{number} {'x' * 2000}" for number in range(40)]
    saved = [press(workplace, one) for one in wanted]
    assert not all(saved), "the disk was not full"
    assert saved == sorted(saved, reverse=True), "something overtook what waits"
    assert words(workplace) == wanted[: sum(saved)]
    for _ in range(12):
        clocks.advance(1)
        heartbeat.beat()
    assert workplace.unsaved >= saved.count(False)
    [told] = workplace.not_saved()[-1:]
    assert told.startswith("Not saved")
    os.remove(f"{folder}/others")
    for _ in range(int(REST) + 1):
        clocks.advance(1)
        heartbeat.beat()
    assert workplace.unsaved == 0
    assert words(workplace) == wanted
    assert left_behind(home) == []
    assert trouble(workplace.store.db.conn) == ""
    assert workplace.put_away() == ()


def test_a_full_disk_loses_nothing_that_was_done(tmp_path: Path) -> None:
    code = f"from tests.faults.test_disk import on_a_small_disk; on_a_small_disk({str(tmp_path)!r})"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode == NOT_ALLOWED:
        pytest.skip("nothing may be mounted here")
    assert ran.returncode == 0, ran.stderr


def test_a_folder_that_is_shut_meanwhile_is_said_and_tried_again(ordinary_user: Home) -> None:
    clocks = FakeClocks()
    home = Home(ordinary_user.data_dir, f"{ordinary_user.data_dir}/data")
    workplace = started(home, clocks)
    heartbeat = Heartbeat.of(workplace)
    said: list[str] = []
    os.chmod(home.data_dir, 0)
    try:
        assert press(workplace, "one") is False
        for _ in range(5):
            clocks.advance(1)
            said += [saying.sentence for saying in heartbeat.beat().sayings]
        assert said == [f"{home.database} may not be used any more. Nothing is saved until it may again."]
        assert workplace.not_saved()[0] == "Not saved: note on Mon 23 Nov."
    finally:
        os.chmod(home.data_dir, 0o700)
    clocks.advance(1)
    assert heartbeat.beat().sayings == ()
    assert (workplace.unsaved, words(workplace)) == (0, ["one"])
    workplace.put_away()
    workplace.store.close()


def test_a_file_that_becomes_read_only_meanwhile_takes_what_it_was_opened_for(ordinary_user: Home) -> None:
    home = ordinary_user
    workplace = started(home, FakeClocks())
    os.chmod(home.database, 0o400)
    os.chmod(home.data_dir, 0o500)
    try:
        assert press(workplace, "one") is True
        with closing(open_store(home)) as other:
            assert other.only_read
            assert other.db.execute("select words from note").fetchall() == [("one",)]
    finally:
        os.chmod(home.data_dir, 0o700)
    workplace.put_away()
    workplace.store.close()
