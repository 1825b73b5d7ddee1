"""A store that is not whole is found before anything is written into it; one that is whole is never blamed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coretui.domain.days import FIRST_DAY, LAST_DAY
from coretui.domain.habits.habit import built_in_habits
from coretui.errors import StoreDamagedError, StoreError
from coretui.paths import Home
from coretui.store import health
from coretui.store.database import Store, migration_files, open_store
from coretui.store.habits import add_built_in_habits
from coretui.store.health import Vouch, damage, last_verdict, trouble
from tests.stores import lay_out, two_weeks_until_friday

TODAY, TOMORROW = date(2026, 11, 27), date(2026, 11, 28)


@pytest.fixture
def weeks(home: Home) -> Home:
    """Return a home with two weeks on record."""
    lay_out(home, two_weeks_until_friday())
    return home


def change(home: Home, *statements: str) -> None:
    """Change the file past everything that keeps it right."""
    with closing(sqlite3.connect(home.database, isolation_level=None)) as db:
        db.execute("pragma ignore_check_constraints = on")
        for statement in statements:
            db.execute(statement)


def vouched(home: Home, today: Callable[[], date] = lambda: TODAY) -> Store:
    store = open_store(home)
    store.vouch = Vouch(home, today)
    return store


def write(store: Store, name: str = "new") -> None:
    with store.write() as db:
        db.execute("insert or ignore into habit (id, position, created_day) values (?, 9, '2026-11-27')", [name])


def test_a_store_in_use_is_whole(weeks: Home) -> None:
    assert damage(weeks) == ""


def test_a_new_store_is_whole(home: Home) -> None:
    assert damage(home) == ""
    with closing(open_store(home)) as store:
        add_built_in_habits(store, built_in_habits(TODAY))
    assert damage(home) == ""


def test_what_others_have_added_is_theirs(weeks: Home) -> None:
    change(weeks, "create view mine as select * from span", "create table theirs (id)")
    assert damage(weeks) == ""


def test_time_off_of_all_years_is_no_damage(weeks: Home) -> None:
    change(weeks, "insert into time_off values ('0123456789abcdef', '0001-01-01', '9999-12-31', 'off', null)")
    assert damage(weeks) == ""


VALUES = {
    "span.day": "update span set day = '2026-02-30'",
    "span.day far from its moment": "update span set day = '2026-11-01'",
    "span.started_at": "update span set started_at = 1e300",
    "span.utc_offset": "update span set utc_offset = 99",
    "span.seconds": "update span set seconds = 9e999",
    "prompt.ended_at": "update prompt set ended_at = -1e18",
    "tick.day": "insert into tick values ('0123456789abcdef', 'core', '2026-13-45', 1, 1795000000, 0)",
    "habit.created_day": "update habit set created_day = 'x'",
    "schedule.effective_from": "update schedule set effective_from = '0'",
    "time_off.first": "insert into time_off values ('0123456789abcdef', '2026-02-30', null, 'off', null)",
    "session.plan": "update session set plan = '{}'",
    "chair.state": "update chair set state = '[]'",
    "chair.body": "update chair set state = json_set(state, '$.body', 'lying')",
    "chair.since": "update chair set state = json_set(state, '$.since', json('[1e300, 0, \"\", 0]'))",
    "a tick of no habit": "insert into tick values ('0123456789abcdef', 'none', '2026-11-27', 1, 1795000000, 0)",
    "a lost index": "drop index span_day",
    "a lost trigger": "drop trigger prompt_written",
    "a lost table": "drop table note",
    "a lost column": "alter table session drop column cut",
}


@pytest.mark.parametrize("statement", VALUES.values(), ids=VALUES)
def test_nothing_is_written_into_a_damaged_store(weeks: Home, statement: str) -> None:
    with closing(open_store(weeks)):
        change(weeks, statement)
        assert damage(weeks)
    with closing(vouched(weeks)) as store:
        before = list(store.db.conn.iterdump())
        with pytest.raises(StoreDamagedError, match=r"coretui\.db is damaged .* nothing is saved in it any more"):
            write(store)
        with store.reading(), pytest.raises(StoreDamagedError):
            write(store)
        assert list(store.db.conn.iterdump()) == before
    assert last_verdict(weeks).whole is None


def test_a_text_whose_bytes_are_none_is_found(weeks: Home) -> None:
    change(weeks, "update span set boot = cast(x'63ff' as text)")
    assert damage(weeks) == "an impossible value in span.boot"


@pytest.mark.parametrize("page", [5, 20, 40])
def test_a_page_that_was_overwritten_is_found(weeks: Home, page: int) -> None:
    with open(weeks.database, "r+b") as file:
        file.seek(page * 4096)
        file.write(bytes(4096))
    said = damage(weeks)
    assert said
    with closing(sqlite3.connect(weeks.database)) as db:
        assert trouble(db, in_passing=True) == said


def test_a_change_of_the_file_that_was_broken_off_is_found(home: Home) -> None:
    last = migration_files()[-1].stem
    open_store(home).close()
    change(home, f"delete from _sqlite_migrations where name = '{last}'")  # noqa: S608 - ours
    assert "exists already, from an update of the file that was interrupted" in damage(home)


def test_an_older_store_is_whole(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(home).close()
    later = Path(home.data_dir, "9999_later.sql")
    later.write_text("create table later (id text primary key) strict;")
    files = [*migration_files(), later]
    monkeypatch.setattr(health, "migration_files", lambda: files)
    assert damage(home) == ""


def test_it_is_looked_at_once_a_day_whoever_writes(weeks: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[date] = []
    today = TODAY

    def look(_db: sqlite3.Connection, *, in_passing: bool) -> str:
        assert in_passing
        looks.append(today)
        return ""

    monkeypatch.setattr(health, "trouble", look)
    for _process in range(2):
        with closing(vouched(weeks, lambda: today)) as store:
            for number in range(3):
                write(store, f"{number}")
    assert looks == [TODAY]
    with closing(vouched(weeks, lambda: today)) as store:
        write(store, "the app")
        today = TOMORROW
        write(store, "is open overnight")
    assert looks == [TODAY, TOMORROW]
    assert last_verdict(weeks).whole == TOMORROW


def test_whoever_writes_into_a_large_store_does_not_wait_for_its_pages(
    weeks: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "THOROUGH", 1000)
    with closing(vouched(weeks)) as store:
        said: list[str] = []
        store.db.conn.set_trace_callback(said.append)
        write(store)
    assert not [one for one in said if "quick_check" in one or "integrity_check" in one]
    assert last_verdict(weeks).whole == TODAY


def test_where_the_verdict_cannot_be_kept_it_is_looked_at_again(weeks: Home) -> None:
    os.mkdir(weeks.health)
    with closing(vouched(weeks)) as store:
        write(store)
    assert last_verdict(weeks).whole is None


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY])
def test_no_day_that_can_be_typed_is_damage(weeks: Home, day: date) -> None:
    statements = (
        "update tick set day = 'DAY' where rowid = (select min(rowid) from tick)",
        "update note set day = 'DAY'",
        "update schedule set effective_from = 'DAY' where habit = 'core'",
        "update time_off set first = 'DAY', last = 'DAY'",
    )
    change(weeks, *(one.replace("DAY", day.isoformat()) for one in statements))
    assert damage(weeks) == ""


def test_no_offset_of_a_zone_is_damage(weeks: Home) -> None:
    change(weeks, "update tick set utc_offset = -34200", "update span set utc_offset = 20 * 3600")
    assert damage(weeks) == ""


@pytest.mark.parametrize("year", [1899, 2200])
def test_nothing_is_written_under_a_clock_whose_days_would_be_damage(weeks: Home, year: int) -> None:
    store = vouched(weeks, lambda: date(year, 6, 1))
    with pytest.raises(StoreError, match=rf"^The clock of this machine says {year}-06-01; nothing is saved"):
        write(store)


def test_the_verdict_is_written_into_no_file_that_somebody_else_laid_there(weeks: Home, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    for name in ("health.json", "health.json.new"):
        (Path(weeks.data_dir) / name).symlink_to(precious)
    with closing(vouched(weeks)) as store:
        write(store)
    assert precious.read_text() == "mine"
    assert last_verdict(weeks).whole == TODAY


@pytest.mark.parametrize("name", ["health.json", "health.json.new"])
def test_a_pipe_in_the_place_of_the_verdict_holds_nobody_up(weeks: Home, name: str) -> None:
    path = Path(weeks.data_dir, name)
    os.mkfifo(path)
    with closing(vouched(weeks)) as store:
        write(store)
    assert path.is_fifo()
