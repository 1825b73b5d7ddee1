"""The files of every released version, brought up to date: nothing that was recorded is lost."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coretui.paths import Home, private_folder
from coretui.store.database import open_store
from coretui.store.health import trouble
from coretui.store.tables import RECORD
from tests.clock import FakeClocks
from tests.shell import Desk

RELEASED = sorted((Path(__file__).parents[1] / "released").glob("*.db.gz"))


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table of the record has that is there."""
    there = {name for (name,) in db.execute("select name from sqlite_master where type = 'table'")}
    return {one: db.execute(f"select count(*) from [{one}]").fetchone()[0] for one in RECORD if one in there}  # noqa: S608 - ours


@pytest.mark.parametrize("file", RELEASED, ids=lambda path: path.name.removesuffix(".db.gz"))
def test_a_file_of_every_released_version_is_brought_up_to_date(
    file: Path, home: Home, desk: Desk, clocks: FakeClocks
) -> None:
    private_folder(home.data_dir)
    Path(home.database).write_bytes(gzip.decompress(file.read_bytes()))
    with closing(sqlite3.connect(home.database)) as db:
        before = counts(db)
        ticks = db.execute("select id, habit, day, times from tick order by id").fetchall()
    assert before["span"]
    with closing(open_store(home)) as store:
        after = counts(store.db.conn)
        assert {table: after[table] for table in before} == before
        assert store.db.execute("select id, habit, day, times from tick order by id").fetchall() == ticks
        assert trouble(store.db.conn, thorough=True) == ""
    assert [one for one in Path(home.backups).iterdir() if one.name.startswith("before-")]
    assert "Stand up every half hour" in desk.says("week")
