"""Ids that are the same on every machine: of a store from before that was so, and of what is written now."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from coretui.domain.habits.habit import built_in_habits
from coretui.errors import StoreError
from coretui.paths import Home
from coretui.store import journal
from coretui.store.database import Store
from coretui.store.habits import Change, add_built_in_habits, change, read_schedules
from coretui.store.health import trouble
from coretui.store.tables import RECORD
from tests.clock import FakeClocks
from tests.store.test_habits import habit, times
from tests.stores import a_store, former_store

BEFORE = "0009_exchange"
DAY = "2026-11-23"
AT = 1_795_424_400.0  # that day, nine o'clock


def ids(store: Store, table: str) -> list[str]:
    return [row for (row,) in store.db.execute(f"select id from {table} order by id")]  # noqa: S608 - ours


def step(db: Database, *changes: tuple[str, dict[str, Any] | None, dict[str, Any] | None]) -> None:
    made = [{"table": table, "before": before, "after": after} for table, before, after in changes]
    row = {"code": "habit change", "words": json.dumps({"habit": "water"}), "changes": json.dumps(made)}
    db.table("journal").insert({**row, "made_at": AT})


def schedule(row: str, since: str, repeat: str = "daily", habit: str = "water") -> dict[str, Any]:
    times = {"repeat": repeat, "times": 1, "weekdays": ""}
    return {"id": row, "habit": habit, **times, "effective_from": since}


@pytest.fixture
def former(tmp_path: Path) -> Path:
    """Return a store of the former version: random ids, doubles, and steps that can be undone."""
    path = tmp_path / "coretui.db"
    with former_store(path, BEFORE) as db:
        water = {"id": "water", "name": "Water", "goal": 1.0, "unit": "", "position": 9, "created_day": DAY}
        water["retired_day"] = None
        db.table("habit").insert(water)
        first, second = schedule("5f", DAY), schedule("2a", DAY, "times")
        later, goal = schedule("7c", "2026-11-30"), {"id": "9d", "habit": "water", "amount": 8.0}
        goal["effective_from"] = DAY
        db.table("schedule").insert_all([first, second, later, schedule("1b", "2026-11-30", "times")])
        db.table("goal").insert_all([{**goal, "id": "ee", "amount": 3.0}, goal])
        at = {"utc_offset": 0, "day": DAY}
        db.table("pain").insert_all(
            [{"id": f"{n:016x}", "score": n, "leg": 0, "felt_at": AT + n, **at} for n in (2, 1)]
            + [{"id": f"{9:016x}", "score": 9, "leg": 1, "exercise": "superman", "felt_at": AT, **at}]
        )
        db.table("self_check").insert_all(
            {"id": f"{n:016x}", "signs": f"[{n}]", "reasons": "[]", "checked_at": AT + n, **at} for n in (1, 2)
        )
        db.table("note").insert({"id": f"{8:016x}", "words": "tired", "written_at": AT, **at})
        step(db, ("habit", None, water), ("schedule", None, first))
        step(db, ("schedule", None, second))
        step(db, ("goal", None, goal))
    return path


def test_ids_of_schedules_and_goals_tell_the_habit_and_the_day(former: Path) -> None:
    with closing(Store(str(former))) as store:
        assert ids(store, "schedule") == ["water@2026-11-23", "water@2026-11-30", "water@first"]
        found = [(one.effective_from.isoformat(), str(one.repeat)) for one in read_schedules(store)["water"]]
        assert found == [(DAY, "daily"), (DAY, "times"), ("2026-11-30", "times")]
        assert store.db.execute("select * from goal").fetchall() == [("water@2026-11-23", "water", 8.0, DAY)]
        assert trouble(store.db.conn) == ""


def test_of_two_on_a_day_the_later_one_stays_under_the_smaller_id(former: Path) -> None:
    with closing(Store(str(former))) as store:
        assert store.db.execute("select id, score from pain order by id").fetchall() == [
            (f"{1:016x}", 2),
            (f"{9:016x}", 9),
        ]
        assert store.db.execute("select id, signs from self_check").fetchall() == [(f"{1:016x}", "[2]")]
        assert store.db.execute("select words, habit from note").fetchall() == [("tired", None)]
        with pytest.raises(StoreError), store.write() as db:
            db.execute("insert into self_check select 'x', day, signs, reasons, 0, 0 from self_check")


def test_steps_from_before_are_undone_and_done_again(former: Path) -> None:
    def content(store: Store) -> list[list[Any]]:
        return [store.db.execute(f"select * from {table}").fetchall() for table in RECORD]  # noqa: S608 - ours

    with closing(Store(str(former))) as store:
        before = content(store)
        journal.undo(store)
        assert ids(store, "goal") == []
        journal.undo(store)
        assert ids(store, "schedule") == ["water@2026-11-30", "water@first"]
        store.db.execute("delete from schedule where id = 'water@2026-11-30'")
        store.db.conn.commit()
        journal.undo(store)
        assert ids(store, "habit") == []
        for _step in range(3):
            journal.redo(store)
        before[RECORD.index("schedule")] = [row for row in before[1] if row[0] != "water@2026-11-30"]
        assert [sorted(map(repr, rows)) for rows in content(store)] == [sorted(map(repr, rows)) for rows in before]


def test_built_in_habits_are_the_same_rows_on_every_machine(tmp_path: Path) -> None:
    rows = []
    for name, day in (("one", date(2026, 11, 2)), ("two", date(2026, 11, 20))):
        home = Home(str(tmp_path / name), str(tmp_path / name))
        with closing(a_store(home)) as store:
            add_built_in_habits(store, built_in_habits(day))
            rows.append((ids(store, "habit"), ids(store, "schedule")))
    assert rows[0] == rows[1]


def test_a_schedule_that_is_changed_on_the_day_of_its_habit_is_a_row_of_its_own(
    store: Store, clocks: FakeClocks
) -> None:
    today = date(2026, 11, 23)
    change(store, habit(store, "core"), Change(schedule=times(5)), today, 0, clocks.now())
    change(store, habit(store, "core"), Change(schedule=times(4)), today, 0, clocks.now())
    change(store, habit(store, "core"), Change(goal=50), today, 0, clocks.now())
    change(store, habit(store, "core"), Change(goal=60), today, 0, clocks.now())
    assert [one for one in ids(store, "schedule") if one.startswith("core")] == ["core@2026-11-30", "core@first"]
    assert ids(store, "goal") == ["core@2026-11-23"]
    for _step in range(4):
        journal.undo(store)
    assert [one for one in ids(store, "schedule") if one.startswith("core")] == ["core@first"]
    assert ids(store, "goal") == []
