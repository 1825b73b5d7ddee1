"""What the user did, as rows."""

from __future__ import annotations

from datetime import date

import pytest

from coretui.domain.breathing.patterns import BELLY, FOUR_SEVEN_EIGHT
from coretui.domain.days import fixed
from coretui.errors import NotNowError, StoreError
from coretui.store.breathing import Run
from coretui.store.database import Store, new_id
from coretui.store.journal import redo, undo
from coretui.store.period import movements
from coretui.store.reading import facts
from coretui.store.records import free_before, log_movement, log_sitting, tick, untick
from tests.clock import FakeClocks, amsterdam
from tests.domain.script import at

FOUR = 4 * 3600
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def add_span(store: Store, body: str, start: float, minutes: float) -> None:
    """Store a span as the chair does."""
    with store.write() as db:
        db.table("span").insert(
            {
                "id": new_id(),
                "body": body,
                "started_at": start,
                "started_elapsed": start - 1000,
                "boot": "boot 1",
                "utc_offset": 0,
                "seconds": minutes * 60,
                "ends_stretch": int(body == "away"),
                "day": "2026-11-23",
            }
        )


def spans(store: Store) -> list[tuple[str, float, float]]:
    """Return each span: what, its start in minutes after nine, its minutes."""
    rows = store.db.table("span").rows_where(order_by="started_at")
    return [(row["body"], (row["started_at"] - at("09:00")) / 60, row["seconds"] / 60) for row in rows]


def test_a_tick_is_on_its_day_and_says_when_it_was_made(store: Store) -> None:
    clocks = FakeClocks(zone=amsterdam)
    tick(store, "core", date(2026, 11, 20), clocks.now(), 2)
    row = next(store.db.table("tick").rows)
    assert row.pop("id")
    assert row == {
        "habit": "core",
        "day": "2026-11-20",
        "times": 2,
        "ticked_at": clocks.now().wall,
        "utc_offset": 3600,
    }


def test_unticking_says_how_many_there_were(store: Store, clocks: FakeClocks) -> None:
    tick(store, "core", MONDAY, clocks.now())
    tick(store, "core", MONDAY, clocks.now())
    tick(store, "movement", MONDAY, clocks.now())
    assert untick(store, "core", MONDAY, clocks.now()) == 2
    assert store.db.table("tick").count == 1


def test_unticking_some_takes_the_last_ones_first(store: Store, clocks: FakeClocks) -> None:
    for times in (2, 1, 4):
        tick(store, "core", MONDAY, clocks.now(), times)
    assert untick(store, "core", MONDAY, clocks.now(), 6) == 6
    assert [row["times"] for row in store.db.table("tick").rows] == [1]


def test_two_kinds_of_movement_were_done_one_after_the_other(store: Store, clocks: FakeClocks) -> None:
    log_movement(store, "walk", 20, FakeClocks(at("09:00")).now(), FOUR)
    log_movement(store, "swim", 10, FakeClocks(at("08:55")).now(), FOUR)
    assert free_before(store, "walk", 600, at("09:20")) == at("09:20")
    assert free_before(store, "walk", 600, at("09:10")) == at("08:55")
    assert free_before(store, "yoga", 600, at("09:20")) == at("08:55")
    assert free_before(store, "yoga", 60, at("09:40")) == at("09:40")


def test_movement_belongs_to_the_day_it_began(store: Store) -> None:
    late = FakeClocks(at("00:30", days=1))
    assert log_movement(store, "walk", 20, late.now(), FOUR, "by the river") == MONDAY
    row = next(store.db.table("movement").rows)
    assert (row["kind"], row["minutes"], row["day"], row["note"]) == ("walk", 20, "2026-11-23", "by the river")


def test_movement_that_outlasts_a_day_counts_on_each_by_its_part(store: Store) -> None:
    log_movement(store, "walk", 24 * 60, FakeClocks(at("20:00")).now(), FOUR, "a long one")
    log_movement(store, "walk", 15 * 60, FakeClocks(at("05:00")).now(), FOUR)
    found = facts(store, MONDAY, TUESDAY, day_start=FOUR, zone=fixed(0))
    assert [day.movement_minutes for day in found.values()] == [23 * 60, 16 * 60]
    assert movements(store, MONDAY, TUESDAY) == (("walk", 2, 39 * 60),)
    undo(store)
    undo(store)
    assert store.db.table("movement").count == 0


def test_nobody_sits_and_moves_at_once(store: Store, clocks: FakeClocks) -> None:
    log_movement(store, "walk", 30, clocks.now(), FOUR)
    with pytest.raises(NotNowError, match="Something else is recorded"):
        log_sitting(store, clocks.now(), 3600, FOUR)
    log_sitting(store, clocks.now().later(1800), 3600, FOUR)
    with pytest.raises(NotNowError, match="Something else is recorded"):
        log_movement(store, "swim", 20, clocks.now().later(1790), FOUR)
    log_movement(store, "swim", 20, clocks.now().later(5400), FOUR)


def test_sitting_that_the_app_saw_may_have_been_a_walk(store: Store, clocks: FakeClocks) -> None:
    add_span(store, "sitting", at("09:00"), 60)
    log_movement(store, "walk", 30, clocks.now(), FOUR)
    [day] = facts(store, MONDAY, MONDAY, day_start=FOUR, zone=fixed(0)).values()
    assert day.movement_minutes == 30


def test_sitting_and_movement_without_a_time_were_one_after_the_other(store: Store) -> None:
    log_movement(store, "walk", 20, FakeClocks(at("09:40")).now(), FOUR)
    assert free_before(store, "sit", 3600, at("10:00")) == at("09:40")
    log_sitting(store, FakeClocks(at("08:40")).now(), 3600, FOUR)
    assert free_before(store, "walk", 1800, at("10:00")) == at("08:40")
    assert free_before(store, "walk", 600, at("10:00")) == at("10:00")


# sitting elsewhere


def test_sitting_elsewhere_is_a_span_on_the_day_it_began(store: Store, clocks: FakeClocks) -> None:
    assert log_sitting(store, clocks.now(), 3 * 3600, FOUR) == MONDAY
    assert spans(store) == [("sitting", 0, 180)]


def test_sitting_elsewhere_takes_the_place_of_an_absence(store: Store, clocks: FakeClocks) -> None:
    add_span(store, "sitting", at("08:30"), 30)
    add_span(store, "away", at("09:00"), 60)
    log_sitting(store, clocks.now(), 3600, FOUR)
    assert spans(store) == [("sitting", -30, 30), ("sitting", 0, 60)]


def test_sitting_within_an_absence_leaves_the_rest_of_it(store: Store, clocks: FakeClocks) -> None:
    add_span(store, "away", at("08:00"), 180)
    log_sitting(store, clocks.now(), 3600, FOUR)
    assert spans(store) == [("away", -60, 60), ("sitting", 0, 60), ("away", 60, 60)]
    rows = [*store.db.table("span").rows_where("body = 'away'", order_by="started_at")]
    assert [row["boot"] for row in rows] == ["boot 1", None]


def test_sitting_takes_the_place_of_several_absences(store: Store, clocks: FakeClocks) -> None:
    add_span(store, "away", at("08:50"), 30)
    add_span(store, "away", at("09:20"), 60)
    log_sitting(store, clocks.now(), 3600, FOUR)
    assert spans(store) == [("away", -10, 10), ("sitting", 0, 60), ("away", 60, 20)]


def test_the_rest_of_an_absence_belongs_to_the_day_it_begins(store: Store) -> None:
    early = FakeClocks(at("03:30", days=1))
    add_span(store, "away", at("22:00"), 10 * 60)
    log_sitting(store, early.now(), 3600, FOUR)
    days = [row["day"] for row in store.db.table("span").rows_where(order_by="started_at")]
    assert days == ["2026-11-23", "2026-11-23", "2026-11-24"]


@pytest.mark.parametrize("body", ["sitting", "break", "session", "standing"])
def test_sitting_over_anything_else_is_refused_and_changes_nothing(
    store: Store, clocks: FakeClocks, body: str
) -> None:
    add_span(store, "away", at("09:00"), 20)
    add_span(store, body, at("09:20"), 5)
    with pytest.raises(NotNowError, match="Something else is recorded"):
        log_sitting(store, clocks.now(), 3600, FOUR)
    assert spans(store) == [("away", 0, 20), (body, 20, 5)]


def test_sitting_may_touch_what_is_beside_it(store: Store, clocks: FakeClocks) -> None:
    add_span(store, "break", at("08:58"), 2)
    add_span(store, "standing", at("10:00"), 5)
    log_sitting(store, clocks.now(), 3600, FOUR)
    assert spans(store) == [("break", -2, 2), ("sitting", 0, 60), ("standing", 60, 5)]


def test_sitting_taken_back_gives_the_absence_back(store: Store, clocks: FakeClocks) -> None:
    add_span(store, "away", at("08:00"), 180)
    before = list(store.db.table("span").rows)
    log_sitting(store, clocks.now(), 3600, FOUR)
    undo(store)
    assert list(store.db.table("span").rows) == before


# breathing


def test_each_round_is_on_disk_as_it_ends(store: Store, clocks: FakeClocks) -> None:
    run = Run(store, FOUR_SEVEN_EIGHT, 4, clocks.now(), FOUR)
    assert not run.keep(0)
    assert list(store.db.table("breathing").rows) == []
    assert run.keep(1)
    assert [(r["rounds"], r["seconds"]) for r in store.db.table("breathing").rows] == [(1, 19)]
    assert run.keep(2)
    assert not run.keep(2)
    stored = next(store.db.table("breathing").rows)
    assert stored == {
        "id": stored["id"],
        "pattern": "4-7-8",
        "parts": "4-7-8",
        "speed": 1,
        "planned": 4,
        "rounds": 2,
        "seconds": 38,
        "started_at": clocks.now().wall,
        "utc_offset": 0,
        "day": "2026-11-23",
        "tension_before": None,
        "tension_after": None,
    }


def test_tension_is_written_with_the_run_it_belongs_to(store: Store, clocks: FakeClocks) -> None:
    run = Run(store, BELLY, 30, clocks.now(), FOUR, tension=6)
    run.relaxed(3, clocks.now())
    assert list(store.db.table("breathing").rows) == []
    run.keep(1)
    run.relaxed(3, clocks.now())
    [row] = store.db.table("breathing").rows
    assert (row["tension_before"], row["tension_after"]) == (6, 3)


@pytest.mark.parametrize("felt", [-1, 11])
def test_tension_goes_from_0_to_10(store: Store, clocks: FakeClocks, felt: int) -> None:
    with pytest.raises(StoreError):
        Run(store, BELLY, 30, clocks.now(), FOUR, tension=felt).keep(1)


def test_breathing_faster_takes_less_time(store: Store, clocks: FakeClocks) -> None:
    Run(store, BELLY, 30, clocks.now(), FOUR, speed=1.25).keep(3)
    assert next(store.db.table("breathing").rows)["seconds"] == 24


def test_a_breath_that_is_over_is_a_step_that_can_be_taken_back(store: Store, clocks: FakeClocks) -> None:
    run = Run(store, FOUR_SEVEN_EIGHT, 4, clocks.now(), FOUR)
    run.end(clocks.now())
    with pytest.raises(NotNowError):
        undo(store)
    run.keep(3)
    run.end(clocks.now())
    run.end(clocks.now())
    run.relaxed(2, clocks.now())
    assert (undo(store).code, undo(store).code) == ("tension", "breath")
    assert store.db.table("breathing").count == 0
    redo(store)
    [row] = store.db.table("breathing").rows
    assert (row["rounds"], row["tension_after"]) == (3, None)
