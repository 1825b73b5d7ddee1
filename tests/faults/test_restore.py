"""A copy is put back while two others write: what they have saved is there, or in what was kept before."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from coretui.errors import NotSavedError
from coretui.paths import Home
from coretui.store.backups import Backup, make, unpacked
from coretui.store.database import open_store
from coretui.store.health import damage
from coretui.store.restore import restore, restore_beside
from tests.clock import FakeClocks
from tests.foreign import FRIDAY
from tests.stores import lay_out, two_weeks_until_friday

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from datetime import date
from coretui.errors import NotSavedError
from coretui.paths import Home
from coretui.store.database import open_store
from coretui.store.notes import Note, write
from tests.clock import FakeClocks

folder, kind, most = sys.argv[1:]
clocks, store = FakeClocks(), open_store(Home(folder, folder))
print("open", flush=True)
sys.stdin.readline()
n = 1
while n <= int(most):
    try:
        write(store, Note(f"{kind} {n}", date(2026, 11, 23)), clocks.now())
        n += 1
    except NotSavedError:  # kept waiting on a machine that has much to do: not saved, and said so
        pass
store.close()
"""
"""Writes so many notes, one after the other, once it is told to begin."""


def written(db: sqlite3.Connection) -> set[str]:
    return {words for (words,) in db.execute("select words from note where day = '2026-11-23'")}


def in_copy(home: Home, one: Backup) -> set[str]:
    with unpacked(home, one.name) as path, closing(sqlite3.connect(path)) as db:
        return written(db)


def patiently(put_back: Callable[[], Backup]) -> Backup:
    """Restore as soon as the others let it: one that is refused has changed nothing."""
    while True:
        with suppress(NotSavedError):
            return put_back()


def beside(home: Home, name: str, times: int) -> list[Backup]:
    """Restore as the app does, which has the store open meanwhile."""
    clocks = FakeClocks(FRIDAY)
    with closing(open_store(home)) as store:
        kept = [patiently(lambda: restore_beside(home, name, clocks.now())) for _ in range(times)]
        store.look()
    return kept


def by_itself(home: Home, name: str, times: int) -> list[Backup]:
    """Restore as the command does."""
    clocks = FakeClocks(FRIDAY)
    with closing(open_store(home)) as store:
        return [patiently(lambda: restore(store, home, name, clocks.now())) for _ in range(times)]


def restored_while_two_write(
    home: Home, put_back: Callable[[Home, str, int], list[Backup]], writes: int, restores: int
) -> None:
    lay_out(home, two_weeks_until_friday())
    name = make(home, "now", FakeClocks(FRIDAY).now()).name
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, home.data_dir, kind, str(writes)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        )
        for kind in ("one", "two")
    ]  # fmt: skip
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == "open\n"
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("\n")
        writer.stdin.flush()
    kept = put_back(home, name, restores)
    assert [writer.communicate(timeout=600)[1] for writer in writers] == ["", ""]
    assert damage(home) == ""
    with closing(open_store(home)) as store:
        last = written(store.db.conn)
    for kind in ("one", "two"):
        mine = {words for words in last if words.startswith(kind)}
        assert mine == {f"{kind} {writes - n}" for n in range(len(mine))}  # all that came after the last restore
    everywhere = last.union(*(in_copy(home, one) for one in kept))
    assert everywhere == {f"{kind} {n + 1}" for kind in ("one", "two") for n in range(writes)}


@pytest.mark.parametrize("put_back", [by_itself, beside])
def test_nothing_is_lost_between_the_copy_of_before_and_the_restore(
    home: Home, put_back: Callable[[Home, str, int], list[Backup]]
) -> None:
    restored_while_two_write(home, put_back, writes=60, restores=3)


@pytest.mark.slow
@pytest.mark.parametrize("put_back", [by_itself, beside])
def test_nothing_is_lost_however_often_one_is_restored(
    home: Home, put_back: Callable[[Home, str, int], list[Backup]]
) -> None:
    restored_while_two_write(home, put_back, writes=800, restores=30)
