"""Undo and redo: in order, across restarts and processes, never over what somebody else changed."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest

from coretui.domain.exercises.dose import Dose, Side
from coretui.domain.exercises.plan import PlannedSet
from coretui.errors import NotNowError, StoreError
from coretui.paths import Home
from coretui.store import journal
from coretui.store.database import Store, open_store
from coretui.store.journal import recorded, redo, undo
from coretui.store.records import log_movement, log_sitting, tick, untick
from coretui.store.sessions import Outline, begin, end, finish_set, reopen_set
from tests.clock import FakeClocks

MONDAY = date(2026, 11, 23)
FOUR = 4 * 3600
PLANK = PlannedSet("front-plank-1-leg", 1, Side.LEFT, Dose(3, reps=15))


def ticked(store: Store) -> list[str]:
    """Return the habits ticked, in the order in which that was done."""
    return [row[0] for row in store.db.execute("select habit from tick order by rowid").fetchall()]


def contents(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of the tables that can be undone."""
    tables = ("tick", "movement", "span", "session_set")
    return {name: sorted(store.db.table(name).rows, key=lambda row: str(row["id"])) for name in tables}


def steps(store: Store) -> int:
    return int(store.db.table("journal").count)


def test_steps_are_undone_last_first_and_done_again_first_first(store: Store, clocks: FakeClocks) -> None:
    for habit in ("core", "movement", "breathing"):
        tick(store, habit, MONDAY, clocks.now())
    assert [undo(store).words["habit"] for _ in range(3)] == ["breathing", "movement", "core"]
    assert ticked(store) == []
    assert [redo(store).words["habit"] for _ in range(3)] == ["core", "movement", "breathing"]
    assert ticked(store) == ["core", "movement", "breathing"]


def test_a_step_says_what_it_was(store: Store, clocks: FakeClocks) -> None:
    tick(store, "core", MONDAY, clocks.now())
    step = undo(store)
    assert (step.code, step.words) == ("tick", {"habit": "core", "day": "2026-11-23"})


def test_with_nothing_recorded_there_is_nothing_to_undo_or_do_again(store: Store) -> None:
    with pytest.raises(NotNowError, match="nothing to undo"):
        undo(store)
    with pytest.raises(NotNowError, match="nothing to redo"):
        redo(store)


def test_a_new_step_drops_what_could_be_done_again(store: Store, clocks: FakeClocks) -> None:
    tick(store, "core", MONDAY, clocks.now())
    tick(store, "movement", MONDAY, clocks.now())
    undo(store)
    tick(store, "breathing", MONDAY, clocks.now())
    with pytest.raises(NotNowError):
        redo(store)
    assert undo(store).words["habit"] == "breathing"
    assert undo(store).words["habit"] == "core"
    assert ticked(store) == []


def test_a_step_that_changed_nothing_is_no_step(store: Store, clocks: FakeClocks) -> None:
    assert untick(store, "core", MONDAY, clocks.now()) == 0
    assert steps(store) == 0


def test_a_step_that_failed_leaves_nothing(store: Store, clocks: FakeClocks) -> None:
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        tick(store, "nonsense", MONDAY, clocks.now())
    with pytest.raises(NotNowError), recorded(store, 0.0, "outer"):
        fail_after(store, clocks)
    assert (ticked(store), steps(store)) == ([], 0)


def fail_after(store: Store, clocks: FakeClocks) -> None:
    tick(store, "core", MONDAY, clocks.now())
    raise NotNowError


def test_a_row_changed_since_is_not_taken_back(store: Store, clocks: FakeClocks) -> None:
    log_movement(store, "walk", 20, clocks.now(), FOUR)
    with store.write() as db:
        db.execute("update movement set minutes = 30")
    with pytest.raises(NotNowError, match="changed in the meantime"):
        undo(store)
    assert [row["minutes"] for row in store.db.table("movement").rows] == [30]


def test_a_row_deleted_since_is_not_taken_back(store: Store, clocks: FakeClocks) -> None:
    tick(store, "core", MONDAY, clocks.now())
    with store.write() as db:
        db.execute("delete from tick")
    with pytest.raises(NotNowError, match="changed in the meantime"):
        undo(store)


def test_a_step_of_which_one_row_was_changed_is_taken_back_in_no_part(store: Store, clocks: FakeClocks) -> None:
    tick(store, "core", MONDAY, clocks.now())
    tick(store, "core", MONDAY, clocks.now())
    untick(store, "core", MONDAY, clocks.now())
    removed = store.db.execute("select json_extract(changes, '$[0].before.id') from journal where code = 'untick'")
    with store.write() as db:
        db.table("tick").insert(
            {
                "id": removed.fetchone()[0],
                "habit": "movement",
                "day": "2026-11-23",
                "ticked_at": 0.0,
                "utc_offset": 0,
            }
        )
    with pytest.raises(NotNowError):
        undo(store)
    assert ticked(store) == ["movement"]


def test_unticking_takes_every_tick_of_the_day_and_undo_gives_them_back(store: Store, clocks: FakeClocks) -> None:
    for _ in range(3):
        tick(store, "core", MONDAY, clocks.now())
    tick(store, "core", MONDAY + timedelta(days=1), clocks.now())
    assert untick(store, "core", MONDAY, clocks.now()) == 3
    assert len(ticked(store)) == 1
    undo(store)
    assert len(ticked(store)) == 4


def test_a_row_changed_in_a_step_is_changed_back_and_again(store: Store, clocks: FakeClocks) -> None:
    log_movement(store, "walk", 20, clocks.now(), FOUR)
    before = next(store.db.table("movement").rows)
    with recorded(store, 0.0, "movement", kind="walk") as changes:
        changes.update("movement", before["id"], minutes=25.5, note="longer")
    after = next(store.db.table("movement").rows)
    assert (after["minutes"], after["note"]) == (25.5, "longer")
    undo(store)
    assert next(store.db.table("movement").rows) == before
    redo(store)
    assert next(store.db.table("movement").rows) == after


def test_a_journal_outlives_the_program(home: Home, store: Store, clocks: FakeClocks) -> None:
    tick(store, "core", MONDAY, clocks.now())
    with closing(open_store(home)) as again:
        assert undo(again).words["habit"] == "core"
    assert ticked(store) == []
    assert redo(store).words["habit"] == "core"
    assert ticked(store) == ["core"]


def test_the_journal_forgets_the_oldest_steps(
    store: Store, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "KEPT_STEPS", 3)
    for _ in range(5):
        tick(store, "core", MONDAY, clocks.now())
    for _ in range(3):
        undo(store)
    with pytest.raises(NotNowError):
        undo(store)
    assert len(ticked(store)) == 2


def test_a_set_whose_session_is_gone_is_not_done_again(store: Store, clocks: FakeClocks) -> None:
    session = begin(store, Outline("programme", 51), clocks.now(), FOUR)
    finish_set(store, session, PLANK, clocks.now())
    undo(store)
    end(store, session, clocks.now())
    with pytest.raises(NotNowError, match="changed in the meantime"):
        redo(store)
    assert contents(store)["session_set"] == []


@pytest.mark.parametrize("seed", range(4))
def test_any_history_undone_and_done_again_gives_the_same_rows(
    store: Store, clocks: FakeClocks, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a history, not a secret
    session = begin(store, Outline("programme", 51), clocks.now(), FOUR)
    seen = [contents(store)]
    for number in range(100):
        clocks.advance(3600)
        before = steps(store)
        act(store, session, clocks, chance, number)
        if steps(store) > before:
            seen.append(contents(store))
    assert steps(store) == len(seen) - 1
    assert len(seen) > 60
    for before in reversed(seen[:-1]):
        undo(store)
        assert contents(store) == before
    for after in seen[1:]:
        redo(store)
        assert contents(store) == after


def act(store: Store, session: str, clocks: FakeClocks, chance: random.Random, number: int) -> None:
    """Record something, or take a record back by hand."""
    day = MONDAY + timedelta(days=chance.randrange(3))
    now = clocks.now()
    planned = PlannedSet("log-roll", chance.randrange(1, 4), Side.RIGHT, Dose(3, reps=5))
    match chance.randrange(6):
        case 0 | 1:
            tick(store, chance.choice(["core", "movement"]), day, now, chance.choice([1, 2.5]))
        case 2:
            untick(store, chance.choice(["core", "movement"]), day, now)
        case 3:
            log_movement(store, "walk", 20 / 3, now, FOUR, f"número {number}")
        case 4:
            log_sitting(store, now, 0.1 + chance.random() * 3000, FOUR)
        case _ if store.db.table("session_set").count_where("number = ?", [planned.number]):
            reopen_set(store, session, planned, now)
        case _:
            finish_set(store, session, planned, now)
