"""Bringing the rows of another store in: new ones, the same, and those that differ."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coretui.domain.care.selfcheck import SelfCheck
from coretui.domain.days import Instant, fixed
from coretui.domain.exercises.dose import Dose
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.habits.habit import Habit, built_in_habits
from coretui.domain.habits.schedules import Repeat, Schedule
from coretui.domain.pain import Pain
from coretui.paths import Home
from coretui.store import care, journal, sessions, timeoff
from coretui.store.database import Store, open_store
from coretui.store.day import totals
from coretui.store.exchange.merge import MergeReport, merge
from coretui.store.habits import Change, add, add_built_in_habits, change, read_habits, restore, retire
from coretui.store.health import trouble
from coretui.store.perday import FACTS, sums
from coretui.store.records import log_movement, tick
from coretui.store.tables import RECORD
from tests.stores import lay_out

TODAY = date(2026, 11, 23)
NINE = 1_795_424_400.0


def at(minutes: float = 0, days: float = 0) -> Instant:
    return Instant(NINE + 60 * minutes + 86_400 * days, 1000.0, "boot", 0)


@contextmanager
def machine(folder: Path, created: date = TODAY) -> Iterator[Store]:
    home = Home(str(folder), str(folder))
    lay_out(home)
    with closing(open_store(home)) as store:
        add_built_in_habits(store, built_in_habits(created))
        yield store


def copy(store: Store, path: Path) -> str:
    """Return the path of a copy of a store as it is now."""
    store.db.execute("vacuum into ?", [str(path)])
    return str(path)


def content(store: Store) -> dict[str, list[Any]]:
    return {
        table: store.db.execute(f"select * from {table} order by id").fetchall()  # noqa: S608 - ours
        for table in RECORD
    }


def own(name: str, created: date = TODAY) -> Habit:
    return Habit("", name, False, 1.0, "", created, None, 0)  # noqa: FBT003 - not derived


def daily(since: date = TODAY) -> Schedule:
    return Schedule(since, Repeat.DAILY)


def exchanged(one: Store, two: Store, folder: Path) -> tuple[MergeReport, MergeReport]:
    """Bring each store as it is now into the other one; both are whole and hold the same afterwards."""
    first, second = copy(one, folder / "first.db"), copy(two, folder / "second.db")
    reports = merge(one, second), merge(two, first)
    assert content(one) == content(two)
    for store, path in ((one, second), (two, first), (one, first), (two, second)):
        assert merge(store, path).nothing
        assert trouble(store.db.conn) == ""
    return reports


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    with machine(tmp_path / "one", date(2026, 11, 2)) as one, machine(tmp_path / "two", TODAY) as two:
        yield one, two


def test_new_rows_come_in_and_nothing_is_taken_away(two: tuple[Store, Store], tmp_path: Path) -> None:
    tick(two[0], "core", TODAY, at())
    tick(two[1], "core", TODAY, at(1))
    log_movement(two[1], "walk", 20, at(), 0)
    first, second = exchanged(*two, tmp_path)
    assert (first.new, first.only_here, second.new) == (2, 1, 1)
    assert two[0].db.execute("select count(*) from tick").fetchone() == (2,)


def test_a_machine_that_came_later_begins_no_habit_anew(two: tuple[Store, Store], tmp_path: Path) -> None:
    [core] = [one for one in read_habits(two[0], TODAY) if one.id == "core"]
    change(two[0], core, Change(schedule=Schedule(TODAY, Repeat.TIMES, 5)), date(2026, 11, 10), 0, at())
    exchanged(*two, tmp_path)
    assert all(one.created == date(2026, 11, 2) for one in read_habits(two[1], TODAY))
    rows = two[1].db.execute("select times, effective_from from schedule where habit = 'core' order by 2")
    assert rows.fetchall() == [(3, "2026-11-02"), (5, "2026-11-16")]


def test_a_habit_of_one_name_is_one_habit_under_the_smaller_id(two: tuple[Store, Store], tmp_path: Path) -> None:
    one, other = two
    add(one, own("Tea"), daily(), at())
    add(other, own("tea!"), daily(), at())
    [tea] = [found for found in read_habits(other, TODAY) if found.name == "tea!"]
    change(other, tea, Change(name="Coffee"), TODAY, 0, at())
    add(other, own("Green"), daily(), at())
    [green] = [found for found in read_habits(other, TODAY) if found.name == "Green"]
    change(other, green, Change(name="Water"), TODAY, 0, at())
    add(one, own("WATER"), daily(), at())
    tick(one, "water", TODAY, at())
    tick(other, "green", TODAY, at())
    first, second = exchanged(one, other, tmp_path)
    assert first.joined == (("green", "green"),)
    assert second.joined == (("water", "green"),)
    assert {found.id for found in read_habits(one, TODAY) if not found.derived} == {"green", "tea"}
    assert one.db.execute("select distinct habit from tick").fetchall() == [("green",)]
    journal.undo(one)
    assert one.db.execute("select count(*) from tick").fetchone() == (1,)
    journal.undo(one)
    assert {found.id for found in read_habits(one, TODAY) if not found.derived} == {"green"}


def test_what_stands_once_a_day_stands_once(two: tuple[Store, Store], tmp_path: Path) -> None:
    for n, store in enumerate(two):
        care.feel(store, Pain(3 + n, leg=False), TODAY, at(n))
        care.check(store, SelfCheck(TODAY, frozenset({"stiff"}) if n else frozenset(), frozenset()), at(-n))
        timeoff.take(store, date(2026, 12, 24), date(2026, 12, 26 + n), at())
    exchanged(*two, tmp_path)
    for store in two:
        assert store.db.execute("select score from pain").fetchall() == [(4,)]
        assert store.db.execute("select signs from self_check").fetchall() == [("[]",)]
        assert store.db.execute("select last from time_off").fetchall() == [("2026-12-27",)]


def test_a_set_that_was_done_on_both_is_one_and_so_is_the_movement_it_was(
    two: tuple[Store, Store], tmp_path: Path
) -> None:
    session = sessions.begin(two[0], sessions.Outline("desk", 3, counts_as="movement"), at(), 0)
    merge(two[1], copy(two[0], tmp_path / "begun.db"))
    walked = PlannedSet("walk", 1, None, Dose(1, seconds=60), "superman", counts=False)
    for n, store in enumerate(two):
        sessions.finish_set(store, session, walked, at(2 + n), amount=60)
    exchanged(*two, tmp_path)
    for store in two:
        assert store.db.execute("select done_at from session_set").fetchall() == [(at(3).wall,)]
        assert store.db.execute("select started_at from movement").fetchall() == [(at(2).wall,)]
    journal.undo(two[1])
    assert content(two[1])["session_set"] == content(two[1])["movement"] == []


def test_a_habit_that_was_brought_back_is_not_stopped_by_what_came_before(
    two: tuple[Store, Store], tmp_path: Path
) -> None:
    def core(store: Store) -> Habit:
        return next(one for one in read_habits(store, TODAY) if one.id == "core")

    retire(two[0], core(two[0]), date(2026, 11, 20), at(days=-3))
    merge(two[1], copy(two[0], tmp_path / "stopped.db"))
    assert core(two[1]).retired == date(2026, 11, 20)
    restore(two[0], core(two[0]), TODAY, at())
    exchanged(*two, tmp_path)
    assert core(two[1]).retired is None


def test_a_rehearsal_says_the_same_and_changes_nothing(two: tuple[Store, Store], tmp_path: Path) -> None:
    tick(two[1], "core", TODAY, at())
    path, before = copy(two[1], tmp_path / "other.db"), content(two[0])
    told: list[tuple[int, int]] = []
    report = merge(two[0], path, rehearse=True, progress=lambda done, of: told.append((done, of)))
    assert content(two[0]) == before
    assert told[-1][0] == told[-1][1] > 0
    assert merge(two[0], path) == report


def test_whoever_cancels_changes_nothing(two: tuple[Store, Store], tmp_path: Path) -> None:
    tick(two[1], "core", TODAY, at())
    path, before = copy(two[1], tmp_path / "other.db"), content(two[0])

    def cancel(done: int, of: int) -> None:
        if done == of:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merge(two[0], path, progress=cancel)
    assert content(two[0]) == before
    assert merge(two[0], path).new == 1


def test_another_programs_habits_are_known_by_origin_and_name_and_what_is_here_stays(
    two: tuple[Store, Store], tmp_path: Path
) -> None:
    ours, other = two
    add(ours, own("Read"), daily(), at())
    for name in ("Water", "Read", "Run"):
        add(other, own(name), daily(), at())
    with other.write() as db:
        db.execute("delete from habit where name is null")
        for habit, key in (("water", "u1"), ("run", "u2")):
            db.table("origin").insert({"id": f"loop:{key}", "tbl": "habit", "row": habit})
    tick(other, "run", TODAY, at())
    path = copy(other, tmp_path / "loop.db")
    add(ours, own("water"), daily(), at())
    add(ours, own("run!"), daily(), at())
    [run] = [one for one in read_habits(ours, TODAY) if one.name == "run!"]
    change(ours, run, Change(name="Jog"), TODAY, 0, at())
    report = merge(ours, path, foreign=True)
    assert report.joined == (("read", "read"), ("water", "water"))
    names = {one.id: one.name for one in read_habits(ours, TODAY) if not one.derived}
    assert names == {"read": "Read", "water": "water", "run": "Jog", "run-2": "Run"}
    assert ours.db.execute("select habit from tick").fetchall() == [("run-2",)]
    [run] = [one for one in read_habits(ours, TODAY) if one.id == "run-2"]
    change(ours, run, Change(name="Sprint"), TODAY, 0, at())
    assert merge(ours, path, foreign=True).nothing
    assert trouble(ours.db.conn) == ""
    assert replace(run, name="Sprint") in read_habits(ours, TODAY)


def test_what_two_machines_saw_at_once_counts_once(two: tuple[Store, Store], tmp_path: Path) -> None:
    for n, store in enumerate(two):
        with store.write() as db:
            when = {"boot": f"boot {n}", "utc_offset": 0, "day": TODAY.isoformat()}
            sat = {"id": f"{n:016x}", "body": "sitting", "started_at": at(20 * n).wall, "seconds": 2400.0, **when}
            db.table("span").insert(sat)
            asked = {"due_at": at(30 + n).wall, "outcome": "taken" if n else "missed", **when}
            db.table("prompt").insert({"id": f"{n + 9:016x}", **asked})
    exchanged(*two, tmp_path)
    for store in two:
        seen = totals(store.db.conn, TODAY, day_start=0, zone=fixed(0))
        assert (seen.sitting_seconds, seen.longest_seconds, seen.due, seen.kept) == (3600, 3600, 1, 1)
        [(day, known)] = sums(store, FACTS, TODAY, TODAY).items()
        assert (day, known["breaks_due"], known["breaks_kept"], known["at_desk"]) == (TODAY, 1, 1, 1)
        with store.write() as db:
            db.execute("update span set seconds = 2000")
        assert sums(store, FACTS, TODAY, TODAY)[TODAY]["at_desk"] == 0
