"""Notes of posture in the store: written, undone, summed up, and questions that survive a restart."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coretui.domain.days import Instant
from coretui.domain.habits.habit import built_in_habit
from coretui.domain.posture.asking import Answer
from coretui.domain.posture.notes import Moment, Posture
from coretui.errors import NotNowError, StoreError
from coretui.store import journal, posture
from coretui.store.database import Store
from coretui.store.habits import add, add_offered, read_habits, renamed
from coretui.store.health import trouble
from coretui.store.perday import EVIDENCE, sums
from coretui.store.reading import records
from coretui.store.summary import past
from tests.stores import former_store

DAY_START = 4 * 3600
TODAY = date(2026, 11, 23)


def at(clock: str) -> Instant:
    return Instant(datetime.fromisoformat(clock).replace(tzinfo=UTC).timestamp(), 1000.0, "boot 1", 0)


def note(store: Store, clock: str, which: Posture = Posture.SLUMPED) -> None:
    posture.note(store, which, Moment.BREAK, at(clock), DAY_START)


def sit(store: Store, clock: str, minutes: int) -> None:
    start = at(clock)
    with store.write() as db:
        row = {
            "id": clock,
            "body": "sitting",
            "started_at": start.wall,
            "utc_offset": 0,
            "seconds": 60.0 * minutes,
        }
        db.table("span").insert({**row, "utc_offset": 0, "day": clock[:10]})


def test_a_note_belongs_to_the_logical_day(store: Store) -> None:
    note(store, "2026-11-24 03:50")
    note(store, "2026-11-23 09:00", Posture.UPRIGHT)
    note(store, "2026-11-24 04:10")
    assert [one.posture for one in posture.notes(store, TODAY, TODAY)] == ["upright", "slumped"]
    assert len(posture.recent(store, date(2026, 11, 24))) == 3


def test_a_note_can_be_undone_and_redone(store: Store) -> None:
    note(store, "2026-11-23 09:00")
    step = journal.undo(store)
    assert (step.code, step.words["posture"]) == ("posture", "slumped")
    assert posture.notes(store, TODAY, TODAY) == ()
    journal.redo(store)
    assert len(posture.notes(store, TODAY, TODAY)) == 1


@pytest.mark.parametrize(
    "row",
    [
        {"posture": "leaning"},
        {"moment": "lunch"},
    ],
)
def test_the_file_takes_no_other_posture_and_no_other_moment(store: Store, row: dict[str, str]) -> None:
    good = {"id": "a", "posture": "left", "moment": "own", "noted_at": 1e9, "utc_offset": 0, "day": "2026-11-23"}
    with pytest.raises(StoreError), store.write() as db:
        db.conn.execute(
            "insert into posture_note values (:id, :posture, :moment, :noted_at, :utc_offset, :day)", good | row
        )


def test_a_day_is_summed_up_anew_when_its_notes_or_its_sitting_change(store: Store) -> None:
    note(store, "2026-01-05 09:00")
    sit(store, "2026-01-05 09:00", 59)
    assert _summed(store) == {"posture_notes": 1, "at_desk": 0}
    note(store, "2026-01-05 11:00")
    sit(store, "2026-01-05 12:00", 1)
    assert _summed(store) == {"posture_notes": 2, "at_desk": 1}
    with store.write() as db:
        db.execute("delete from posture_note where noted_at = ?", [at("2026-01-05 11:00").wall])
        db.execute("update span set seconds = 5 where id = '2026-01-05 12:00'")
    assert _summed(store) == {"posture_notes": 1, "at_desk": 0}


def _summed(store: Store) -> dict[str, int]:
    seen = past(store, TODAY)
    kept = {name: seen.columns[name][0] for name in ("posture_notes", "at_desk")}
    found = sums(store, EVIDENCE, date(2026, 1, 5), date(2026, 1, 5))[date(2026, 1, 5)]
    assert kept == {name: found[name] for name in kept}
    return kept


def test_the_habit_is_offered_and_asks_nothing_on_a_day_with_little_desk(store: Store) -> None:
    assert "posture" not in {one.id for one in read_habits(store, TODAY)}
    add_offered(store, *built_in_habit("posture", date(2026, 11, 16)), at("2026-11-16 09:00"))
    sit(store, "2026-11-17 09:00", 60)
    sit(store, "2026-11-18 09:00", 59)
    sit(store, "2026-11-19 09:00", 90)
    for hour in (9, 10, 11):
        note(store, f"2026-11-19 {hour:02}:00")
    note(store, "2026-11-20 09:00")
    [record] = [one for one in records(store, TODAY) if one.habit.id == "posture"]
    assert record.habit.derived
    assert record.habit.goal == 3
    assert record.history.done == {date(2026, 11, 19)}
    assert record.history.partly == {date(2026, 11, 20)}
    asked = {day for day in range(17, 23) if date(2026, 11, day) not in record.history.unscheduled}
    assert asked == {17, 19}
    with pytest.raises(NotNowError):
        add_offered(store, *built_in_habit("posture", TODAY), at("2026-11-23 09:00"))


def test_undo_takes_the_offered_habit_back(store: Store) -> None:
    add_offered(store, *built_in_habit("posture", TODAY), at("2026-11-23 09:00"))
    journal.undo(store)
    assert "posture" not in {one.id for one in read_habits(store, TODAY)}


def test_an_own_habit_never_gets_the_id_of_one_that_is_offered(store: Store) -> None:
    one, schedule = built_in_habit("posture", TODAY)
    assert add(store, replace(one, name="Posture!", goal=1), schedule, at("2026-11-23 09:00")) == "posture-2"


def test_a_question_keeps_its_first_answer(store: Store) -> None:
    now = at("2026-11-24 02:00")
    question = posture.ask(store, now, DAY_START)
    assert posture.open_asks(store) == ((question, now.wall),)
    assert posture.answer(store, question, Answer.NOT_NOW)
    assert not posture.answer(store, question, Answer.PASSED)
    [seen] = posture.asks(store)
    assert (seen.day, seen.answer, seen.at) == (TODAY, Answer.NOT_NOW, now.wall)
    assert journal.latest(store) is None


def test_the_doctor_knows_both_tables(store: Store) -> None:
    note(store, "2026-11-23 09:00")
    posture.ask(store, at("2026-11-23 09:00"), DAY_START)
    assert trouble(store.db.conn) == ""
    with store.write() as db:
        db.execute("update posture_note set noted_at = -1e18")
    assert "posture_note.noted_at" in trouble(store.db.conn)
    with store.write() as db:
        db.execute("update posture_note set noted_at = ?", [at("2026-11-23 09:00").wall])
        db.execute("update posture_ask set day = '2031-01-01'")
    assert "posture_ask.day" in trouble(store.db.conn)


def test_an_own_habit_of_that_id_gets_another_one_and_all_of_it_goes_along(tmp_path: Path) -> None:
    """As a file of the version before had it; it is told once."""
    path = tmp_path / "coretui.db"
    _before(path)
    with closing(Store(str(path))) as store:
        rows = store.db.execute("select id, name from habit order by id").fetchall()
        assert rows == [("posture-2", "another"), ("posture-3", "My posture")]
        assert store.db.execute("select distinct habit from tick").fetchall() == [("posture-3",)]
        assert renamed(store) == ("posture", "posture-3", "My posture")
        assert renamed(store) is None
        journal.undo(store)
        assert store.db.execute("select count(*) from tick").fetchone() == (0,)
        journal.redo(store)
        assert store.db.execute("select habit from tick").fetchall() == [("posture-3",)]
        assert store.db.execute("pragma foreign_key_check").fetchall() == []


def _before(path: Path) -> None:
    """Write a file as the version before posture left it, with a habit of that id."""
    with former_store(path, "0008_posture") as db:
        row = {"created_day": "2026-11-02"}
        db.table("habit").insert({"id": "posture", "name": "My posture", "position": 0, **row})
        db.table("habit").insert({"id": "posture-2", "name": "another", "position": 1, **row})
        tick = {
            "id": "t",
            "habit": "posture",
            "day": "2026-11-23",
            "times": 1.0,
            "ticked_at": 1e9,
            "utc_offset": 0,
        }
        db.table("tick").insert(tick)
        made_then = [{"table": "tick", "before": None, "after": tick}]
        db.table("journal").insert(
            {
                "code": "tick",
                "words": json.dumps({"habit": "posture", "day": "2026-11-23"}),
                "changes": json.dumps(made_then),
                "made_at": 1e9,
            }
        )
