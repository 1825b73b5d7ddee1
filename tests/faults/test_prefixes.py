"""Whatever part of the writes of a day reached the disk: the store opens, and holds what was done before."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coretui.paths import Home, companions
from coretui.store import database
from coretui.store.database import open_store
from coretui.store.health import trouble
from coretui.store.place import settle
from coretui.store.tables import RECORD
from tests.clock import FakeClocks
from tests.conftest import AT_DESK
from tests.store.test_deeds import steps
from tests.stores import a_store, lay_out, with_habits

HEADER, FRAME = 32, 24
"""Bytes before the first page of SQLite's log of writes, and before each page."""
Rows = list[list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Commit:
    """What is on the disk when a transaction is committed: the file, the log beside it, what is read of them."""

    file: bytes
    log: bytes
    before: Rows
    after: Rows


def rows(db: sqlite3.Connection) -> Rows:
    tables = (*RECORD, "journal")
    return [db.execute(f"select * from [{table}] order by rowid").fetchall() for table in tables]  # noqa: S608


def a_day(home: Home, monkeypatch: pytest.MonkeyPatch) -> Generator[Commit, None, None]:
    """Do everything that a person can do, and yield each commit before the log is emptied into the file."""
    lay_out(home, with_habits(AT_DESK))
    commits: list[Commit] = []
    with closing(a_store(home)) as store:
        read = [rows(store.db.conn)]

        def look(db: sqlite3.Connection, glance: float, patience: float) -> None:
            if db is not store.db.conn:
                return settle(db, glance, patience)
            after = rows(db)
            log = Path(companions(home.database)[0]).read_bytes()
            commits.append(Commit(Path(home.database).read_bytes(), log, read[0], after))
            read[0] = after
            return settle(db, glance, patience)

        monkeypatch.setattr(database, "settle", look)
        for function, args, kwargs in steps(store, FakeClocks()):
            function(store, *args, **kwargs)
            yield from commits
            commits.clear()


def prefixes(commit: Commit, page: int) -> Iterator[tuple[bytes, bytes, Rows]]:
    """Yield what may be on the disk if the machine stops meanwhile, and what has to be read of it then."""
    frames = (len(commit.log) - HEADER) // (FRAME + page)
    ends = [HEADER + number * (FRAME + page) for number in range(frames + 1)]
    for end in ends[:-1]:
        for cut in (end, end + 7, end + FRAME, end + FRAME + page // 2):
            yield commit.file, commit.log[:cut], commit.before  # the log was on its way
    for done in range(frames + 1):
        file = bytearray(commit.file)
        for at in ends[:done]:
            number = int.from_bytes(commit.log[at : at + 4], "big")
            file[(number - 1) * page : number * page] = commit.log[at + FRAME : at + FRAME + page]
        yield bytes(file), commit.log, commit.after  # the file was on its way


def opens(home: Home, file: bytes, log: bytes, wanted: Rows, *, with_store: bool) -> None:
    Path(home.database).write_bytes(file)
    for beside, data in zip(companions(home.database), (log, b""), strict=True):
        Path(beside).unlink(missing_ok=True)
        if data:
            Path(beside).write_bytes(data)
    if with_store:
        with closing(open_store(home)) as store:
            assert rows(store.db.conn) == wanted
            assert trouble(store.db.conn) == ""
        return
    with closing(sqlite3.connect(home.database)) as db:
        assert rows(db) == wanted
        assert db.execute("pragma quick_check(1)").fetchall() == [("ok",)]


def campaign(home: Home, other: Home, monkeypatch: pytest.MonkeyPatch, every: int) -> int:
    """Try every prefix of the writes of a day, and open each n-th of them as coretui does; return how many."""
    Path(other.data_dir).mkdir()
    tried = 0
    for commit in a_day(home, monkeypatch):
        page = int.from_bytes(commit.file[16:18], "big")
        for file, log, wanted in prefixes(commit, page):
            opens(other, file, log, wanted, with_store=tried % every == 0)
            tried += 1
    return tried


@pytest.fixture
def other(tmp_path: Path) -> Home:
    return Home(str(tmp_path / "other"), str(tmp_path / "other"))


@pytest.mark.slow
def test_every_prefix_of_a_day_opens(home: Home, other: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    assert campaign(home, other, monkeypatch, every=1) > 500


def test_prefixes_of_a_tick_open(home: Home, other: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(other.data_dir).mkdir()
    day = a_day(home, monkeypatch)
    commit = next(commit for number, commit in enumerate(day) if number == 3)
    day.close()
    monkeypatch.setattr(database, "settle", settle)
    tried = list(prefixes(commit, int.from_bytes(commit.file[16:18], "big")))
    for number, (file, log, wanted) in enumerate(tried):
        opens(other, file, log, wanted, with_store=number % 8 == 0)
    assert commit.before != commit.after
    assert len(tried) > 10
