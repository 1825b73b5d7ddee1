"""Sessions on disk: begun, left, gone on with, ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coretui.catalogue import load
from coretui.domain.exercises.dose import Side, Sides
from coretui.domain.exercises.plan import PlannedSet, SetKey, SetProgress, plan
from coretui.domain.exercises.tailoring import movement
from coretui.domain.pain import Pain
from coretui.store import care, notes
from coretui.store.database import Store
from coretui.store.journal import redo, undo
from coretui.store.sessions import (
    Counted,
    Outline,
    begin,
    by_id,
    end,
    finish_set,
    go_back_to,
    latest,
    reach,
    reopen_set,
    replan,
    running,
)
from tests.clock import FakeClocks
from tests.domain.script import at

FOUR = 4 * 3600
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def sets(sides: Sides = Sides.EACH) -> tuple[PlannedSet, ...]:
    found = load()
    return plan(found.programmes["programme"], found, sides, Side.LEFT)


def start(store: Store, clocks: FakeClocks, sides: Sides = Sides.EACH, first: Side = Side.LEFT) -> str:
    return begin(store, Outline("programme", len(sets(sides)), sides, first), clocks.now(), FOUR)


def test_a_session_left_is_offered_again_that_day(store: Store, clocks: FakeClocks) -> None:
    session = start(store, clocks, Sides.TOTAL, Side.RIGHT)
    for one in sets()[:4]:
        finish_set(store, session, one, clocks.now())
    found = running(store, MONDAY)
    assert found
    assert (found.id, found.programme, found.sides, found.first) == (session, "programme", Sides.TOTAL, Side.RIGHT)
    assert (found.started_at, found.ended_at) == (clocks.now().wall, None)
    assert SetProgress(sets(), found.done).next() == sets()[4]
    assert running(store, TUESDAY) is None


def walked(store: Store) -> list[tuple[object, ...]]:
    rows = store.db.execute("select kind, minutes, day, started_at from movement order by rowid").fetchall()
    return [tuple(row) for row in rows]


def test_another_form_of_movement_is_movement_once_it_is_done_and_both_are_one_step(
    store: Store, clocks: FakeClocks
) -> None:
    session = start(store, clocks)
    plan_ = movement(sets(), 0, "walk")
    replan(store, session, plan_, 0)
    assert walked(store) == []
    began = clocks.now().wall
    clocks.advance(240)
    finish_set(store, session, plan_[0], clocks.now(), 240)
    assert walked(store) == [("walk", 4, "2026-11-23", began)]
    clocks.advance(600)
    finish_set(store, session, plan_[0], clocks.now())  # what was kept of it before is replaced
    assert walked(store) == [("walk", 10, "2026-11-23", began + 240)]
    assert undo(store).words == {"kind": "walk", "minutes": 10, "day": "2026-11-23"}
    assert walked(store) == [("walk", 4, "2026-11-23", began)]
    redo(store)
    reopen_set(store, session, plan_[0], clocks.now())
    assert walked(store) == []
    found = by_id(store, session)
    assert found
    assert found.amounts == {}


def test_a_session_after_midnight_belongs_to_the_evening(store: Store) -> None:
    start(store, FakeClocks(at("00:30", days=1)))
    assert running(store, MONDAY)


def test_who_counted_a_set_outlives_undoing_it_and_is_not_known_of_those_before(
    store: Store, clocks: FakeClocks
) -> None:
    session = start(store, clocks)
    first, second = sets()[:2]

    def by_player() -> frozenset[SetKey]:
        found = by_id(store, session)
        assert found
        return found.by_player

    finish_set(store, session, second, clocks.now())
    finish_set(store, session, first, clocks.now(), counted=Counted.PLAYER)
    for turn, counted in ((undo, set()), (redo, {first.key})):
        turn(store)
        assert by_player() == counted
    with store.write() as db:
        db.execute("update session_set set counted_by = null")
    assert by_player() == set()


def test_a_set_is_stored_as_prescribed(store: Store, clocks: FakeClocks) -> None:
    session = start(store, clocks)
    held = next(one for one in sets() if one.exercise == "side-plank-2-legs")
    counted = next(one for one in sets() if one.exercise == "pelvic-tilts")
    for one in (held, counted):
        finish_set(store, session, one, clocks.now())
    rows = store.db.execute(
        "select exercise, number, side, prescribed, unit, done from session_set order by rowid"
    )
    assert rows.fetchall() == [
        ("side-plank-2-legs", 1, "left", 30, "seconds", 30),
        ("pelvic-tilts", 1, "", 25, "reps", 25),
    ]


def test_every_set_of_a_session_has_its_place(store: Store, clocks: FakeClocks) -> None:
    session = start(store, clocks)
    for one in sets():
        finish_set(store, session, one, clocks.now())
    found = running(store, MONDAY)
    assert found
    assert SetProgress(sets(), found.done).share == 1


def test_a_set_done_again_replaces_what_was_kept_of_it(store: Store, clocks: FakeClocks) -> None:
    session = start(store, clocks)
    finish_set(store, session, sets()[0], clocks.now(), 22)
    stored = running(store, MONDAY)
    assert stored
    assert not stored.done
    assert stored.partly == {sets()[0].key}
    finish_set(store, session, sets()[0], clocks.now())
    stored = running(store, MONDAY)
    assert stored
    assert stored.done == {sets()[0].key}
    assert not stored.partly
    undo(store)
    stored = running(store, MONDAY)
    assert stored
    assert stored.amounts == {sets()[0].key: 22}


def test_a_plan_and_the_place_in_it_come_back_as_they_were(store: Store, clocks: FakeClocks) -> None:
    session = start(store, clocks)
    changed = (*sets()[:3], replace(sets()[3], instead_of="log-roll", counts=False, worth=0.5), *sets()[4:])
    replan(store, session, changed, 3)
    stored = running(store, MONDAY)
    assert stored
    assert (stored.plan, stored.position) == (changed, 3)
    reach(store, session, 7)
    finish_set(store, session, changed[3], clocks.now())
    stored = by_id(store, session)
    assert stored
    assert (stored.position, set(stored.done)) == (7, {changed[3].key})
    assert store.db.execute("select worth from session_set").fetchall() == [(0,)]
    assert by_id(store, "another") is None


def test_a_set_taken_back_can_be_done_again(store: Store, clocks: FakeClocks) -> None:
    session, first = start(store, clocks), sets()[4]
    finish_set(store, session, first, clocks.now())
    reopen_set(store, session, first, clocks.now())
    assert store.db.table("session_set").count == 0
    undo(store)
    assert store.db.table("session_set").count == 1
    redo(store)
    finish_set(store, session, first, clocks.now())
    assert store.db.table("session_set").count == 1


def test_a_session_goes_on_no_later_than_at_a_set_that_is_open_again(store: Store, clocks: FakeClocks) -> None:
    session = start(store, clocks)
    for one in sets()[:4]:
        finish_set(store, session, one, clocks.now())
    replan(store, session, sets(), 4)
    [second] = store.db.query("select * from session_set where number = 2")
    for where, then in ((4, 1), (1, 1), (0, 0), (None, None)):
        reach(store, session, where)
        go_back_to(store, second, MONDAY)
        stored = by_id(store, session)
        assert stored is not None
        assert stored.position == then


def test_a_session_that_has_ended_goes_on_with_a_set_that_is_undone_the_same_day(
    store: Store, clocks: FakeClocks
) -> None:
    session = start(store, clocks)
    finish_set(store, session, sets()[0], clocks.now())
    end(store, session, clocks.now())
    [first] = store.db.query("select * from session_set")
    go_back_to(store, first, TUESDAY)
    assert running(store, MONDAY) is None
    go_back_to(store, first, MONDAY)
    found = running(store, MONDAY)
    assert found
    assert found.id == session


def test_a_session_ended_is_not_offered_again(store: Store, clocks: FakeClocks) -> None:
    session = start(store, clocks)
    finish_set(store, session, sets()[0], clocks.now())
    clocks.advance(60)
    end(store, session, clocks.now())
    assert running(store, MONDAY) is None
    last = latest(store, "programme")
    assert last
    assert (last.id, last.ended_at) == (session, clocks.now().wall)


def test_pain_and_notes_outlive_a_session_without_a_set(store: Store, clocks: FakeClocks) -> None:
    painful, noted = start(store, clocks), start(store, clocks)
    care.hurt(store, painful, Pain(7), clocks.now(), "front-plank-2-legs")
    notes.write(store, notes.Note("tomorrow on the mat", MONDAY, noted), clocks.now())
    for session in (painful, noted):
        end(store, session, clocks.now())
    assert store.db.execute("select score from pain").fetchall() == [(7,)]
    assert store.db.execute("select words from note").fetchall() == [("tomorrow on the mat",)]
    assert running(store, MONDAY) is None
    assert latest(store, "programme") is None


def test_a_session_without_a_set_leaves_nothing_behind(store: Store, clocks: FakeClocks) -> None:
    end(store, start(store, clocks), clocks.now())
    assert store.db.table("session").count == 0


def test_the_session_begun_last_is_the_one_offered(store: Store, clocks: FakeClocks) -> None:
    start(store, clocks)
    clocks.advance(60)
    second = start(store, clocks)
    found = running(store, MONDAY)
    assert found
    assert found.id == second


def test_the_latest_session_is_one_in_which_something_was_done(store: Store, clocks: FakeClocks) -> None:
    assert latest(store, "programme") is None
    first = start(store, clocks)
    finish_set(store, first, sets()[0], clocks.now())
    clocks.advance(60)
    start(store, clocks)
    last = latest(store, "programme")
    assert last
    assert last.id == first
    assert latest(store, "pillars") is None
