"""Another file in the place of an open store: it comes to no harm, and nothing is told as saved in it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coretui.errors import StoreLostError
from coretui.paths import Home, companions
from coretui.store.database import Store, open_store
from tests.store.test_health import write
from tests.stores import lay_out, two_weeks_until_friday

SAID = "Another file was put in the place of"
SIZES = ("smaller", "as large", "larger")


@pytest.fixture
def used(home: Home) -> Iterator[Store]:
    """Return an open store of two weeks, in which something was just written and read."""
    lay_out(home, two_weeks_until_friday())
    with closing(open_store(home)) as store:
        write(store, "ours")
        store.look()
        yield store


@pytest.fixture(params=SIZES)
def other(request: pytest.FixtureRequest, tmp_path: Path, used: Store) -> Path:
    """Return another store, of another length or as long as the open one."""
    folder = tmp_path / "other"
    home = Home(str(folder), str(folder))
    if request.param == "as large":
        folder.mkdir()
        shutil.copyfile(used.path, home.database)
    lay_out(home)
    with closing(open_store(home)) as store:
        write(store, "theirs")
        with store.write() as db:
            if request.param == "larger":
                db.conn.execute("create table other_notes (words text)")
                db.conn.executemany("insert into other_notes values (?)", [("x" * 4000,)] * 200)
            db.conn.execute("insert or replace into chair (id, state) values (1, '{}')")
    return Path(home.database)


def move(other: Path, path: str) -> None:
    os.replace(other, path)


def copy(other: Path, path: str) -> None:
    with open(path, "r+b") as file:  # as `cp` does: into the same file
        file.truncate(0)
        file.write(other.read_bytes())


def remove_and_make(other: Path, path: str) -> None:
    os.remove(path)
    shutil.copyfile(other, path)


def whole(path: str) -> bool:
    """Tell whether the file is whole as it lies there, with nothing beside it, and holds what is the other's."""
    assert [beside for beside in companions(path) if os.path.exists(beside)] == []
    with tempfile.TemporaryDirectory() as folder:  # within a process SQLite knows a file by its number
        db = sqlite3.connect(shutil.copyfile(path, Path(folder, "copy.db")))
        with closing(db):
            assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
            return bool(db.execute("select count(*) from habit where id = 'theirs'").fetchone() == (1,))


@pytest.mark.parametrize("put", [move, copy, remove_and_make])
def test_what_is_put_there_is_noticed_and_comes_to_no_harm(
    used: Store, other: Path, put: Callable[[Path, str], None]
) -> None:
    put(other, used.path)
    with pytest.raises(StoreLostError, match=SAID):
        write(used, "not saved")
    assert whole(used.path), "while the app is open"
    with pytest.raises(StoreLostError, match=SAID):
        used.look()
    used.close()
    assert whole(used.path), "when it is closed"


@pytest.mark.parametrize("put", [move, copy, remove_and_make])
def test_what_is_put_there_comes_to_no_harm_if_nobody_looks(
    used: Store, other: Path, put: Callable[[Path, str], None]
) -> None:
    put(other, used.path)
    used.close()
    assert whole(used.path)


@pytest.mark.parametrize("put", [move, remove_and_make])
def test_a_command_in_between_writes_into_what_is_there(
    used: Store, other: Path, put: Callable[[Path, str], None], home: Home
) -> None:
    put(other, used.path)
    with pytest.raises(StoreLostError, match=SAID):
        used.look()
    with closing(open_store(home)) as command:
        write(command, "meanwhile")
        with pytest.raises(StoreLostError, match=SAID):
            write(used, "not saved")
    used.close()
    with closing(open_store(home)) as again:
        names = {name for (name,) in again.db.execute("select id from habit")}
    assert whole(used.path)
    assert names >= {"theirs", "meanwhile"}
    assert "not saved" not in names


@pytest.mark.parametrize("other", ["larger"], indirect=True)
@pytest.mark.parametrize("put", [move, copy])
def test_what_another_reader_kept_in_the_log_is_not_written_into_it(
    used: Store, other: Path, put: Callable[[Path, str], None]
) -> None:
    with closing(sqlite3.connect(used.path, isolation_level=None)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from habit").fetchone()
        write(used, "held up")
        assert os.path.getsize(f"{used.path}-wal") > 0
        put(other, used.path)
        with pytest.raises(StoreLostError, match=SAID):
            used.look()
    used.close()
    assert whole(used.path)


def test_all_that_was_written_is_in_the_file_itself(used: Store, tmp_path: Path) -> None:
    assert os.path.getsize(f"{used.path}-wal") == 0
    with closing(sqlite3.connect(shutil.copyfile(used.path, tmp_path / "copy.db"))) as db:
        assert db.execute("select count(*) from habit where id = 'ours'").fetchone() == (1,)


def test_what_others_write_and_a_touch_are_no_other_file(used: Store) -> None:
    with closing(Store(used.path)) as other:
        write(other, "theirs")
        used.look()
    os.utime(used.path)
    write(used, "more")
    assert used.db.table("habit").count_where("id in ('theirs', 'more')") == 2
