"""Time off as rows: of all habits or of one, what overlaps is one, and a flare-up is ended, not removed."""

from __future__ import annotations

from datetime import date

import pytest

from coretui.errors import NotNowError
from coretui.store import journal
from coretui.store.database import Store
from coretui.store.reading import records
from coretui.store.timeoff import all_time_off, flare_off, flare_on, give_back, rest, rested, take
from tests.clock import FakeClocks

TODAY = date(2026, 11, 23)


def nov(day: int) -> date:
    return date(2026, 11, day)


def off(store: Store, habit: str | None = None) -> list[tuple[int, int]]:
    return [(one.first.day, one.last.day) for one in all_time_off(store) if one.last and one.habit == habit]


def days_off(store: Store, habit: str) -> list[int]:
    seen = next(one for one in records(store, TODAY) if one.habit.id == habit)
    return sorted(day.day for day in seen.history.off)


@pytest.mark.parametrize(
    ("before", "taken", "after"),
    [
        ([], (3, 5), [(3, 5)]),
        ([(3, 5)], (6, 7), [(3, 5), (6, 7)]),
        ([(3, 5)], (5, 7), [(3, 7)]),
        ([(3, 5)], (1, 9), [(1, 9)]),
        ([(3, 5), (8, 9)], (4, 8), [(3, 9)]),
        ([(3, 5), (8, 9)], (6, 6), [(3, 5), (6, 6), (8, 9)]),
    ],
)
def test_what_overlaps_becomes_one(
    store: Store,
    clocks: FakeClocks,
    before: list[tuple[int, int]],
    taken: tuple[int, int],
    after: list[tuple[int, int]],
) -> None:
    for first, last in before:
        take(store, nov(first), nov(last), clocks.now())
    begin, end = take(store, nov(taken[0]), nov(taken[1]), clocks.now())
    assert off(store) == after
    assert (begin.day, end.day) in after
    journal.undo(store)
    assert off(store) == before
    journal.redo(store)
    assert off(store) == after


@pytest.mark.parametrize(
    ("taken", "rested_", "after"),
    [
        ([(5, 8)], (3, 16), [(3, 16)]),
        ([(5, 8), (15, 18)], (3, 16), [(3, 18)]),
        ([(5, 8)], (9, 16), [(5, 8), (9, 16)]),
        ([(3, 16)], (5, 8), [(3, 16)]),
    ],
)
def test_a_rest_afterwards_overlaps_no_time_off(
    store: Store,
    clocks: FakeClocks,
    taken: list[tuple[int, int]],
    rested_: tuple[int, int],
    after: list[tuple[int, int]],
) -> None:
    for first, last in taken:
        take(store, nov(first), nov(last), clocks.now())
    rest(store, nov(rested_[0]), nov(rested_[1]), clocks.now())
    assert off(store) == after


def test_a_rest_leaves_flare_ups_and_the_days_off_of_one_habit_as_they_are(
    store: Store, clocks: FakeClocks
) -> None:
    flare_on(store, nov(5), clocks.now())
    flare_off(store, nov(8), clocks.now())
    take(store, nov(10), nov(11), clocks.now(), "core")
    rest(store, nov(3), nov(16), clocks.now())
    rows = [(one.first.day, one.last and one.last.day, one.reason, one.habit) for one in all_time_off(store)]
    assert rows == [(3, 16, "off", None), (5, 8, "flare", None), (10, 11, "off", "core")]


def test_a_flare_up_on_a_day_of_an_ended_one_goes_on_with_it(store: Store, clocks: FakeClocks) -> None:
    flare_on(store, nov(5), clocks.now())
    flare_off(store, nov(8), clocks.now())
    flare_on(store, nov(7), clocks.now())  # a clock was set back
    assert [(one.first.day, one.last, one.reason) for one in all_time_off(store)] == [(5, None, "flare")]
    journal.undo(store)
    assert [(one.first.day, one.last) for one in all_time_off(store)] == [(5, nov(8))]


def test_days_that_are_off_already_are_refused(store: Store, clocks: FakeClocks) -> None:
    take(store, nov(3), nov(9), clocks.now())
    for habit in (None, "core"):
        with pytest.raises(NotNowError, match="already off"):
            take(store, nov(4), nov(9), clocks.now(), habit)
    flare_on(store, nov(20), clocks.now())
    with pytest.raises(NotNowError, match="already off"):
        take(store, nov(20), nov(21), clocks.now())


def test_one_habit_is_off_and_the_others_are_not(store: Store, clocks: FakeClocks) -> None:
    take(store, nov(20), nov(21), clocks.now(), "core")
    take(store, nov(21), nov(22), clocks.now())
    assert (off(store, "core"), off(store)) == ([(20, 21)], [(21, 22)])
    assert days_off(store, "core") == [20, 21, 22]
    assert days_off(store, "movement") == [21, 22]


def test_days_away_that_were_time_off_are_told(store: Store, clocks: FakeClocks) -> None:
    take(store, nov(3), nov(4), clocks.now(), "movement")
    assert (rested(store, nov(2), TODAY), rested(store, nov(2), TODAY, "core")) == (0, 0)
    take(store, nov(3), nov(4), clocks.now(), "core")
    assert (rested(store, nov(2), TODAY), rested(store, nov(2), TODAY, "core")) == (0, 2)
    take(store, nov(4), nov(6), clocks.now())
    assert (rested(store, nov(2), TODAY), rested(store, nov(2), TODAY, "core")) == (3, 4)
    assert rested(store, nov(4), nov(6)) == 1, "of the days between"


def test_time_off_is_taken_back(store: Store, clocks: FakeClocks) -> None:
    take(store, nov(3), nov(4), clocks.now())
    [one] = all_time_off(store)
    give_back(store, one, clocks.now())
    assert off(store) == []
    journal.undo(store)
    assert off(store) == [(3, 4)]


def test_a_flare_up_that_goes_on_is_ended_and_no_time_off(store: Store, clocks: FakeClocks) -> None:
    flare_on(store, nov(20), clocks.now())
    take(store, nov(18), nov(20), clocks.now())
    flare, taken = sorted(all_time_off(store), key=lambda one: one.reason)
    with pytest.raises(NotNowError, match="flare off"):
        give_back(store, flare, clocks.now())
    flare_off(store, nov(21), clocks.now())
    take(store, nov(19), nov(22), clocks.now())
    assert [(one.reason, one.first.day) for one in all_time_off(store)] == [("off", 18), ("flare", 20)]
    assert taken.id not in {one.id for one in all_time_off(store)}


def test_a_flare_up_that_was_begun_on_two_machines_is_over_on_both(store: Store, clocks: FakeClocks) -> None:
    with store.write() as db:
        for row, first in (("a", "2026-11-20"), ("b", "2026-11-21")):
            db.table("time_off").insert({"id": row, "first": first, "reason": "flare"})
    assert flare_off(store, TODAY, clocks.now()) == nov(20)
    assert {one.last for one in all_time_off(store)} == {TODAY}
