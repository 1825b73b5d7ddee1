"""A copy is put back into the store that is in use, whoever else has it open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import Body, Policy
from coretui.errors import StoreError, UsageError
from coretui.paths import Home
from coretui.store import database, health, restore
from coretui.store.backups import listed, make, unpacked
from coretui.store.chair import load, transition
from coretui.store.database import Store, migration_files, open_store
from coretui.store.health import damage
from coretui.store.journal import undo
from coretui.store.records import log_movement
from coretui.store.restore import difference, prepared, put_in
from coretui.store.tables import RECORD
from tests.clock import FakeClocks
from tests.foreign import DAY_START, FRIDAY
from tests.stores import lay_out, two_weeks_until_friday


@pytest.fixture
def clocks() -> FakeClocks:
    return FakeClocks(FRIDAY)


@pytest.fixture
def used(home: Home) -> Iterator[Store]:
    """Return an open store of a home with two weeks in it."""
    lay_out(home, two_weeks_until_friday())
    with closing(open_store(home)) as store:
        yield store


def record(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of the record, and of the steps that can be undone."""
    db = store.db.conn
    tables = (*RECORD, "journal")
    return {table: sorted(db.execute(f"select * from [{table}]"), key=repr) for table in tables}  # noqa: S608


def walk(store: Store, clocks: FakeClocks, minutes: int = 20) -> None:
    log_movement(store, "walk", minutes, clocks.now(), DAY_START)


def test_what_a_copy_holds_is_put_back_and_taken_back_again(home: Home, used: Store, clocks: FakeClocks) -> None:
    before = record(used)
    name = make(home, "now", clocks.now()).name
    walk(used, clocks)
    for table, column in (("habit", "goal"), ("session", "planned")):  # what belongs to those goes with them
        used.db.conn.execute(f"update {table} set {column} = {column} + 1")  # noqa: S608
    used.db.conn.execute("delete from tick")
    used.db.conn.commit()
    after = record(used)
    kept = restore.restore(used, home, name, clocks.now())
    assert record(used) == before
    assert kept.name == "before-restore-2026-11-20-143200.db.gz"
    restore.restore(used, home, kept.name, clocks.now())
    assert record(used) == after
    assert damage(home) == ""
    assert sorted(one.reason for one in listed(home)) == ["before-restore", "before-restore", "now"]


def test_others_that_are_open_hear_of_it(home: Home, used: Store, clocks: FakeClocks) -> None:
    name = make(home, "now", clocks.now()).name
    walk(used, clocks)
    with closing(open_store(home)) as other:
        assert other.once("walks", lambda: other.db.table("movement").count) > 0
        before = other.db.table("movement").count
        restore.restore(used, home, name, clocks.now())
        assert other.changed()
        assert other.once("walks", lambda: other.db.table("movement").count) == before - 1
        walk(other, clocks)  # and write on
        assert used.db.table("movement").count == before
        other.look()


def test_the_chair_stays_as_it_is_with_its_open_prompt(home: Home, used: Store, clocks: FakeClocks) -> None:
    name = make(home, "now", clocks.now()).name
    for _ in range(40):
        transition(used, (Reading(clocks.now()),), Policy())
        clocks.advance(60)
    [(prompt, state)] = used.db.execute("select prompt, state from chair").fetchall()
    assert prompt is not None
    restore.restore(used, home, name, clocks.now())
    assert used.db.execute("select prompt, state from chair").fetchall() == [(prompt, state)]
    assert used.db.execute("select count(*) from prompt where id = ?", [prompt]).fetchone() == (1,)
    clocks.advance(600)
    transition(used, (Reading(clocks.now()),), Policy())  # and goes on
    chair = load(used)
    assert chair is not None
    assert chair.body is Body.SITTING


def test_days_are_worked_out_anew(home: Home, used: Store, clocks: FakeClocks) -> None:
    name = make(home, "now", clocks.now()).name
    used.db.conn.execute("insert into day_summary (day, movement_minutes) values ('2026-10-01', 999)")
    version = "select version from day_summary_state"
    [before] = used.db.execute(version).fetchone()
    used.db.conn.commit()
    restore.restore(used, home, name, clocks.now())
    assert used.db.execute("select count(*) from day_summary").fetchone() == (0,)
    assert used.db.execute(version).fetchone()[0] > before


def test_the_steps_that_can_be_undone_are_those_of_then(home: Home, used: Store, clocks: FakeClocks) -> None:
    walk(used, clocks, 11)
    name = make(home, "now", clocks.now()).name
    walk(used, clocks, 12)
    restore.restore(used, home, name, clocks.now())
    assert undo(used).words["minutes"] == 11


# what is refused


def test_one_that_is_in_the_way_of_others_changes_nothing(home: Home, used: Store, clocks: FakeClocks) -> None:
    name = make(home, "now", clocks.now()).name
    walk(used, clocks)
    before = record(used)
    used.hurry(0.01)
    with closing(sqlite3.connect(home.database)) as other:
        other.execute("begin immediate")
        with pytest.raises(StoreError, match="Another program has been using"):
            restore.restore(used, home, name, clocks.now())
        other.rollback()
    assert record(used) == before
    restore.restore(used, home, name, clocks.now())  # and nothing of the first try is in the way
    assert record(used) != before


def test_what_fails_in_the_middle_changes_nothing(home: Home, used: Store, clocks: FakeClocks) -> None:
    name = make(home, "now", clocks.now()).name
    walk(used, clocks)
    before = record(used)
    with unpacked(home, name) as path:
        with closing(sqlite3.connect(path)) as copy, copy:
            copy.execute("drop table posture_ask")
        with pytest.raises(StoreError, match="posture_ask"):
            put_in(used, path)
    assert record(used) == before


def test_an_older_copy_is_brought_up_to_date_first(
    home: Home, used: Store, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = make(home, "now", clocks.now()).name
    used.close()
    later = Path(home.data_dir, "9999_colour.sql")
    later.write_text("alter table habit add column colour text not null default 'grey';")
    files = [*migration_files(), later]
    for module in (database, health):
        monkeypatch.setattr(module, "migration_files", lambda: files)
    with closing(open_store(home, clocks.now)) as store:
        store.db.conn.execute("update habit set colour = 'green'")
        store.db.conn.commit()
        restore.restore(store, home, name, clocks.now())
        assert set(store.db.execute("select colour from habit")) == {("grey",)}
    assert Path(home.data_dir, "backups").exists()


def test_one_of_a_newer_version_is_refused(home: Home, used: Store, clocks: FakeClocks) -> None:
    used.db.conn.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) values ('coretui', '0099_later', '')"
    )
    used.db.conn.commit()
    name = make(home, "now", clocks.now()).name
    with pytest.raises(StoreError, match=f"{name} was made by a newer version"), prepared(home, name):
        pass


def test_one_whose_values_cannot_be_is_refused(home: Home, used: Store, clocks: FakeClocks) -> None:
    used.db.conn.execute("update movement set day = 'someday'")
    used.db.conn.commit()
    name = make(home, "now", clocks.now()).name
    with pytest.raises(StoreError, match=r"is damaged .*movement\.day.*choose another"), prepared(home, name):
        pass


def test_a_name_that_is_none_is_refused_before_anything_is_made(
    home: Home, used: Store, clocks: FakeClocks
) -> None:
    with pytest.raises(UsageError):
        restore.restore(used, home, "daily-2020-01-01", clocks.now())
    assert listed(home) == []


# what differs


def test_what_differs_is_counted_by_table_and_by_day(home: Home, used: Store, clocks: FakeClocks) -> None:
    name = make(home, "now", clocks.now()).name
    with prepared(home, name) as path:
        assert difference(home, path).alike
        assert difference(home, path).days == ()
    walk(used, clocks)
    db = used.db.conn
    db.execute("update session_set set done = done + 1 where session = (select min(id) from session)")
    db.execute("delete from note where day = (select min(day) from note)")
    db.commit()
    days = {
        row[0]
        for row in db.execute(
            "select '2026-11-20' union select day from session where id = (select min(id) from session)"
        )
    }
    with prepared(home, name) as path:
        found = difference(home, path)
    changed = {one.table: (one.then - one.now, one.only_now, one.only_then) for one in found.tables}
    assert changed["movement"] == (-1, 1, 0)
    assert changed["note"][0] == changed["note"][2] > 0
    assert changed["session_set"][0] == 0
    assert changed["session_set"][1] == changed["session_set"][2] > 0
    assert changed["tick"] == (0, 0, 0)
    assert days < {day.isoformat() for day in found.days}
    assert not found.alike
