"""Opening the store and writing to it, on real files."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from coretui.errors import NotSavedError, StoreError, StoreNewerError
from coretui.paths import Home
from coretui.store import database
from coretui.store.backups import listed, unpacked
from coretui.store.database import Store, migration_files, new_id, open_store
from tests.clock import FakeClocks

NEWER = "insert into _sqlite_migrations (migration_set, name, applied_at) values ('coretui', '0099_later', '')"


@contextmanager
def raw(path: str) -> Iterator[sqlite3.Connection]:
    """Open the file as any other program would; commit at the end."""
    with closing(sqlite3.connect(path)) as db, db:
        yield db


def mode(path: str | Path) -> int:
    return stat.S_IMODE(os.stat(path).st_mode)


def habit(number: int) -> dict[str, object]:
    return {"id": f"habit-{number}", "position": number, "created_day": "2026-11-23"}


# a new file


def test_a_new_store_has_the_numbered_migrations_in_their_order(home: Home) -> None:
    with closing(open_store(home)) as store:
        names = store.db.execute("select name from _sqlite_migrations order by id").fetchall()
    assert [name for (name,) in names] == [path.stem for path in migration_files()]
    assert migration_files()[0].name == "0001_facts.sql"


def test_every_table_is_strict(store: Store) -> None:
    tables = store.db.execute("select name, strict from pragma_table_list where type = 'table'").fetchall()
    ours = {name: strict for name, strict in tables if not name.startswith(("sqlite_", "_sqlite"))}
    assert len(ours) >= 10
    assert set(ours.values()) == {1}


def test_foreign_keys_are_on_and_the_journal_is_wal(store: Store) -> None:
    assert store.db.execute("pragma foreign_keys").fetchone() == (1,)
    assert store.db.execute("pragma journal_mode").fetchone() == ("wal",)
    with pytest.raises(StoreError, match="FOREIGN KEY"), store.write() as db:
        db.table("tick").insert(
            {"id": "a", "habit": "none", "day": "2026-11-23", "ticked_at": 0.0, "utc_offset": 0}
        )


def test_files_are_for_their_owner_only_whatever_the_umask(home: Home) -> None:
    before = os.umask(0)
    try:
        with closing(open_store(home)) as store:
            store.db.execute("select 1")
            files = {path.name: mode(path) for path in Path(home.data_dir).iterdir()}
    finally:
        os.umask(before)
    assert files.pop("coretui.db") == 0o600
    assert set(files.values()) <= {0o600}
    assert mode(home.data_dir) == 0o700


@pytest.mark.parametrize("given", [0o755, 0o2775, 0o500])
def test_a_folder_and_a_file_that_were_there_stay_as_their_owner_made_them(home: Home, given: int) -> None:
    open_store(home).close()
    Path(home.database).chmod(0o640)
    Path(home.data_dir).chmod(given)
    open_store(home).close()
    assert (mode(home.data_dir), mode(home.database)) == (given, 0o640)
    Path(home.data_dir).chmod(0o700)


def test_ids_are_random() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000


# migrating


def test_opening_again_applies_nothing_again(home: Home) -> None:
    open_store(home).close()
    before = Path(home.database).read_bytes()
    with closing(open_store(home)) as store:
        count = store.db.execute("select count(*) from _sqlite_migrations").fetchone()[0]
    assert count == len(migration_files())
    assert Path(home.database).read_bytes() == before


def test_many_processes_that_open_a_new_store_at_once_migrate_it_once(home: Home) -> None:
    program = (
        "import sys; from coretui.paths import find_home; from coretui.store.database import open_store;"
        "sys.stdin.read(); store = open_store(find_home());"
        "print(store.db.execute('select count(*) from _sqlite_migrations').fetchone()[0])"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            env={**os.environ, "CORETUI_HOME": home.data_dir},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in started:
        assert process.stdin
        process.stdin.close()
        process.stdin = None
    said = [process.communicate(timeout=60) for process in started]
    assert said == [(f"{len(migration_files())}\n", "")] * 4


OURS = len(migration_files())


@pytest.fixture
def later(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a later migration, known to the program; the store has one habit and not yet that."""
    with closing(open_store(home)) as store, store.write() as db:
        db.table("habit").insert(habit(1))
    path = tmp_path / "9999_colour.sql"
    path.write_text("alter table habit add column colour text; create table extra (id text primary key) strict;")
    known = [*migration_files(), path]
    monkeypatch.setattr(database, "migration_files", lambda: known)
    return path


def test_a_later_migration_backs_the_file_up_first(home: Home, later: Path) -> None:
    with closing(open_store(home, FakeClocks().now)) as store:
        assert store.db.table("extra").exists()
        assert store.db.execute("select id, colour from habit").fetchall() == [("habit-1", None)]
    [backup] = listed(home)
    assert backup.name == "before-9999_colour-2026-11-23-090000.db.gz"
    assert (mode(backup.path), mode(home.backups)) == (0o600, 0o700)
    with unpacked(home, backup.name) as path, raw(path) as db:
        assert db.execute("select * from habit").fetchall() == [("habit-1", None, 1.0, "", 1, "2026-11-23", None)]
        assert db.execute("select count(*) from _sqlite_migrations").fetchone() == (OURS,)


def test_a_backup_is_written_into_no_file_that_somebody_laid_there(
    home: Home, later: Path, tmp_path: Path
) -> None:
    del later
    (tmp_path / "precious").write_text("mine")
    Path(home.backups).mkdir()
    backup = Path(home.backups) / "before-9999_colour-2026-11-23-090000.db.gz"
    backup.symlink_to(tmp_path / "precious")
    open_store(home, FakeClocks().now).close()
    assert (tmp_path / "precious").read_text() == "mine"
    assert backup.is_symlink()
    [made] = listed(home)
    assert (made.name, mode(made.path)) == ("before-9999_colour-2026-11-23-090001.db.gz", 0o600)


def test_a_migration_that_fails_leaves_the_file_as_it_was(home: Home, later: Path) -> None:
    later.write_text("create table extra (id text primary key) strict; create table nonsense (;")
    with pytest.raises(StoreError, match=r"could not be updated .* there is a backup: .*before-9999_colour"):
        open_store(home)
    with raw(home.database) as db:
        assert db.execute("select count(*) from _sqlite_migrations").fetchone() == (OURS,)
        assert db.execute("select name from sqlite_schema where name = 'extra'").fetchone() is None
        assert db.execute("select id from habit").fetchall() == [("habit-1",)]


def test_a_new_store_needs_no_backup(home: Home) -> None:
    open_store(home).close()
    assert not Path(home.backups).exists()


# what is refused


def test_a_file_from_a_newer_version_is_refused_and_left_as_it_is(home: Home) -> None:
    open_store(home).close()
    with raw(home.database) as db:
        db.execute(NEWER)
    before = Path(home.database).read_bytes()
    with pytest.raises(StoreNewerError, match="0099_later"):
        open_store(home)
    assert Path(home.database).read_bytes() == before
    assert not Path(home.backups).exists()


def test_what_is_not_a_database_is_refused_and_left_as_it_is(home: Home) -> None:
    Path(home.data_dir).mkdir()
    Path(home.database).write_bytes(b"these are my notes, not a database\n" * 100)
    before = Path(home.database).read_bytes()
    with pytest.raises(StoreError, match="not a database"):
        open_store(home)
    assert Path(home.database).read_bytes() == before


def test_a_damaged_database_is_refused_in_a_sentence(home: Home) -> None:
    open_store(home).close()
    file = Path(home.database)
    whole = file.read_bytes()
    file.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    with pytest.raises(StoreError, match=r"is damaged .* `coretui doctor --repair` brings back"):
        open_store(home)


def test_the_database_of_another_program_is_refused_and_left_as_it_is(home: Home) -> None:
    Path(home.data_dir).mkdir()
    with raw(home.database) as db:
        db.execute("create table invoices (id)")
    before = Path(home.database).read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_store(home)
    assert Path(home.database).read_bytes() == before


@pytest.mark.parametrize("name", ["coretui.db", "coretui.db-wal", "coretui.db-shm"])
def test_only_a_file_is_opened(home: Home, name: str) -> None:
    place = Path(home.data_dir, name)
    place.parent.mkdir()
    os.mkfifo(place, 0o644)
    with pytest.raises(StoreError, match=f"{name} is a pipe; it must be a file"):
        open_store(home)
    assert mode(place) == 0o644
    place.unlink()
    place.mkdir()
    with pytest.raises(StoreError, match=f"{name} is a folder; it must be a file"):
        open_store(home)


def test_what_sqlite_made_beside_a_file_that_could_not_be_written_can_be_written_with_it(home: Home) -> None:
    with closing(open_store(home)) as store:
        store.db.execute("select 1 from habit").fetchall()
        Path(f"{home.database}-shm").chmod(0o400)
        with closing(open_store(home)):
            assert mode(f"{home.database}-shm") == 0o600


def test_a_file_in_place_of_the_folder_is_said_in_a_sentence(home: Home) -> None:
    Path(home.data_dir).write_text("in the way")
    with pytest.raises(StoreError, match=r"The folder .* cannot be used"):
        open_store(home)


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(ordinary_user: Home) -> None:
    below = Path(ordinary_user.data_dir) / "below"
    Path(ordinary_user.data_dir).chmod(0o500)
    try:
        with pytest.raises(StoreError, match="cannot be used"):
            open_store(Home(str(below), str(below)))
    finally:
        Path(ordinary_user.data_dir).chmod(0o700)


# writing


def test_what_is_written_is_on_disk_when_the_transaction_ends(store: Store) -> None:
    with store.write() as db:
        db.table("habit").insert(habit(1))
    with raw(store.path) as other:
        assert other.execute("select count(*) from habit where id = 'habit-1'").fetchone() == (1,)


def insert_and_fail(store: Store, number: int) -> None:
    with store.write() as db:
        db.table("habit").insert(habit(number))
        raise KeyError


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(KeyError):
        insert_and_fail(store, 1)
    with store.write() as db:
        assert not db.table("habit").count_where("id = 'habit-1'")


def test_what_cannot_be_written_is_said_in_a_sentence(store: Store) -> None:
    store.db.execute("pragma query_only = on")
    with pytest.raises(StoreError, match=r"coretui\.db cannot be written"), store.write() as db:
        db.table("habit").insert(habit(1))


def test_a_transaction_within_another_fails_alone(store: Store) -> None:
    with store.write() as db:
        db.table("habit").insert(habit(1))
        with pytest.raises(KeyError):
            insert_and_fail(store, 2)
    assert store.db.execute("select id from habit where id like 'habit-%'").fetchall() == [("habit-1",)]


def test_a_store_locked_for_long_is_said_in_a_sentence(home: Home) -> None:
    open_store(home).close()
    with closing(Store(home.database, busy_seconds=0.01)) as store, raw(home.database) as other:
        other.execute("begin immediate")
        told: list[str] = []
        store.tell = told.append
        with pytest.raises(NotSavedError, match="Another program has been using"), store.write():
            raise AssertionError("the transaction began")
        assert told == [f"Another program is using {home.database}; waiting for it."]


# other processes


def test_a_write_of_another_process_is_noticed_once(store: Store, home: Home) -> None:
    assert not store.changed()
    with store.write() as db:
        db.table("habit").insert(habit(1))
    assert not store.changed()
    with closing(open_store(home)) as other, other.write() as db:
        db.table("habit").insert(habit(2))
    assert store.changed()
    assert not store.changed()
    assert not store.outdated


def newer_version_migrates(home: Home) -> None:
    with raw(home.database) as db:
        db.execute("alter table habit add column colour text")
        db.execute(NEWER)


def test_an_open_store_that_a_newer_version_migrates_is_outdated(store: Store, home: Home) -> None:
    newer_version_migrates(home)
    assert store.changed()
    assert store.outdated


def test_an_open_store_that_a_newer_version_migrates_is_not_written_to(store: Store, home: Home) -> None:
    newer_version_migrates(home)
    with pytest.raises(StoreNewerError), store.write():
        raise AssertionError("the transaction began")
    assert store.outdated
    with raw(home.database) as db:
        db.execute("begin immediate")  # nothing is left locked


def test_a_schema_that_changes_without_a_newer_version_is_no_reason_to_stop(store: Store, home: Home) -> None:
    with raw(home.database) as db:
        db.execute("create index someone on habit (name)")
    assert store.changed()
    with store.write() as db:
        db.table("habit").insert(habit(1))
    assert not store.outdated
