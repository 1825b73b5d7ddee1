"""Habits as rows: added, changed, put in order, retired, brought back, forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coretui.domain.habits.habit import Habit
from coretui.domain.habits.overview import Record
from coretui.domain.habits.runs import Changed, Streak
from coretui.domain.habits.schedules import Repeat, Schedule, Unit, week_of
from coretui.domain.habits.streaks import DayMark, WeekState, marks, streak, week_state
from coretui.errors import NotNowError
from coretui.store import journal
from coretui.store.database import Store
from coretui.store.habits import Change, add, change, forget, order, read_habits, read_schedules, restore, retire
from coretui.store.reading import records
from coretui.store.records import log_movement, tick
from coretui.store.timeoff import take
from tests.clock import FakeClocks

FOUR = 4 * 3600
MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
DAILY = Schedule(MONDAY, Repeat.DAILY)


def some(name: str, goal: float = 1, unit: str = "", created: date = MONDAY) -> Habit:
    """Return a habit to be added."""
    return Habit("", name, derived=False, goal=goal, unit=unit, created=created, retired=None, position=0)


def times(n: int) -> Schedule:
    return Schedule(MONDAY, Repeat.TIMES, n)


def record(store: Store, habit: str, today: date = MONDAY) -> Record:
    return next(one for one in records(store, today) if one.habit.id == habit)


def habit(store: Store, id_: str, today: date = MONDAY) -> Habit:
    return next(one for one in read_habits(store, today) if one.id == id_)


def asked(store: Store, id_: str) -> list[tuple[str, int, str]]:
    """Return each schedule of a habit: what, how many times, from which day."""
    found = read_schedules(store)[id_]
    return [(one.repeat.value, one.times, one.effective_from.isoformat()) for one in found]


def test_a_habit_is_added_last_under_an_id_of_its_own(store: Store, clocks: FakeClocks) -> None:
    assert add(store, some("Drink water", 8, "glasses"), DAILY, clocks.now()) == "drink-water"
    assert add(store, some("Drink wáter!"), times(3), clocks.now()) == "drink-water-2"
    assert add(store, some("喝水"), DAILY, clocks.now()) == "habit"
    found = read_habits(store, MONDAY)
    assert [one.id for one in found[5:]] == ["drink-water", "drink-water-2", "habit"]
    assert found[5] == replace(some("Drink water", 8, "glasses"), id="drink-water", position=5)
    assert asked(store, "drink-water-2") == [("times", 3, "2026-11-23")]


def test_two_habits_do_not_share_a_name(store: Store, clocks: FakeClocks) -> None:
    add(store, some("Water"), DAILY, clocks.now())
    add(store, some("Tea"), DAILY, clocks.now())
    with pytest.raises(NotNowError, match="already a habit called WATER"):
        add(store, some("WATER"), DAILY, clocks.now())
    with pytest.raises(NotNowError, match="already a habit called water"):
        change(store, habit(store, "tea"), Change(name="water"), MONDAY, 0, clocks.now())
    assert len(read_habits(store, MONDAY)) == 7


@pytest.mark.parametrize(("today", "since"), [(0, "2026-11-30"), (2, "2026-11-30"), (6, "2026-11-30")])
def test_a_weekly_goal_changes_with_the_next_week_whatever_the_day(
    store: Store, clocks: FakeClocks, today: int, since: str
) -> None:
    on = MONDAY + today * DAY
    assert change(store, habit(store, "core"), Change(schedule=times(4)), on, 0, clocks.now()) == date(
        2026, 11, 30
    )
    assert asked(store, "core") == [("times", 3, "2026-11-02"), ("times", 4, since)]


def test_a_goal_raised_on_the_first_day_of_a_week_leaves_a_met_week_met(store: Store, clocks: FakeClocks) -> None:
    change(store, habit(store, "core"), Change(schedule=times(1)), MONDAY - WEEK, 0, clocks.now())
    tick(store, "core", MONDAY, clocks.now())
    change(store, habit(store, "core"), Change(schedule=times(2)), MONDAY, 0, clocks.now())
    seen = record(store, "core", MONDAY).history
    assert week_state(seen, week_of(MONDAY, 0), MONDAY).state is WeekState.MET
    assert week_state(seen, week_of(MONDAY + WEEK, 0), MONDAY).target == 2


def test_a_daily_habit_changes_at_once_and_a_week_begins_where_weeks_do(store: Store, clocks: FakeClocks) -> None:
    weekdays = Schedule(MONDAY, Repeat.WEEKDAYS, weekdays=frozenset({0, 2}))
    on = MONDAY + 2 * DAY
    assert change(store, habit(store, "movement"), Change(schedule=weekdays), on, 0, clocks.now()) == on
    assert change(store, habit(store, "breathing"), Change(schedule=times(2)), on, 6, clocks.now()) == date(
        2026, 11, 29
    )


def test_what_does_not_hold_yet_is_overtaken(store: Store, clocks: FakeClocks) -> None:
    for schedule in (times(4), times(5), DAILY):
        change(store, habit(store, "core"), Change(schedule=schedule), MONDAY, 0, clocks.now())
    assert asked(store, "core") == [("times", 3, "2026-11-02"), ("daily", 1, "2026-11-30")]
    journal.undo(store)
    assert asked(store, "core")[1:] == [("times", 5, "2026-11-30")]
    change(store, habit(store, "movement"), Change(schedule=times(2)), MONDAY, 0, clocks.now())
    weekdays = Schedule(MONDAY, Repeat.WEEKDAYS, weekdays=frozenset({1}))
    change(store, habit(store, "movement"), Change(schedule=weekdays), MONDAY + DAY, 0, clocks.now())
    assert asked(store, "movement") == [("daily", 1, "2026-11-02"), ("weekdays", 1, "2026-11-24")]


def test_changing_back_in_the_same_week_takes_the_change_back(store: Store, clocks: FakeClocks) -> None:
    for n in range(0, 57, 2):
        tick(store, "core", MONDAY + n * DAY, clocks.now())

    def kept_up(today: date) -> Streak:
        [core] = [one for one in records(store, today) if one.habit.id == "core"]
        return streak(core.history, today, 0)

    asked = Schedule(MONDAY, Repeat.WEEKDAYS, weekdays=frozenset({0, 2, 4}))
    since = MONDAY + 8 * WEEK
    assert change(store, habit(store, "core"), Change(schedule=asked), since - DAY, 0, clocks.now()) == since
    before = kept_up(since + 3 * DAY)
    assert (before.unit, before.best.length, before.best.unit) == (Unit.DAYS, 8, Unit.WEEKS)
    assert before.changed == Changed(since, before.best)
    now = since + 3 * DAY
    assert change(store, habit(store, "core"), Change(schedule=times(3)), now, 0, clocks.now()) == since
    assert (kept_up(now).current, kept_up(now).unit) == (8, Unit.WEEKS)
    assert len(read_schedules(store)["core"]) == 1


def test_a_new_goal_never_judges_the_days_before(store: Store, clocks: FakeClocks) -> None:
    for back in (2, 1, 0):
        log_movement(store, "walk", 25, clocks.now().later(-back * 86400), FOUR)
    change(store, habit(store, "movement"), Change(goal=30), MONDAY, 0, clocks.now())
    seen = record(store, "movement")
    assert sorted(seen.history.done) == [MONDAY - 2 * DAY, MONDAY - DAY]
    assert seen.history.partly == {MONDAY}
    assert [seen.evidence[MONDAY - n * DAY].goal for n in (1, 0)] == [20, 30]
    assert [habit(store, "movement", MONDAY - n * DAY).goal for n in (1, 0)] == [20, 30]
    change(store, habit(store, "movement"), Change(goal=25), MONDAY, 0, clocks.now())
    assert store.db.table("goal").count == 1
    assert MONDAY in record(store, "movement").history.done


def test_a_count_that_is_not_enough_is_partly_and_yet_a_beginning(store: Store, clocks: FakeClocks) -> None:
    add(store, some("Water", 8), DAILY, clocks.now())
    tick(store, "water", MONDAY - 2 * DAY, clocks.now(), 3)
    tick(store, "water", MONDAY, clocks.now(), 5)
    tick(store, "water", MONDAY, clocks.now(), 3)
    history = record(store, "water").history
    assert (sorted(history.done), sorted(history.partly)) == ([MONDAY], [MONDAY - 2 * DAY])
    assert history.first_day == MONDAY - 2 * DAY
    found = marks(history, week_of(MONDAY - DAY, 0), MONDAY)
    assert found[4:] == (DayMark.REST, DayMark.PARTLY, DayMark.MISSED)


def test_several_things_change_in_one_step(store: Store, clocks: FakeClocks) -> None:
    add(store, some("Water", 8, "glasses"), DAILY, clocks.now())
    before = habit(store, "water")
    wanted = Change(name="Tea", unit="cups", goal=4, schedule=times(3))
    change(store, before, wanted, MONDAY, 0, clocks.now())
    after = habit(store, "water")
    assert (after.name, after.unit, after.goal) == ("Tea", "cups", 4)
    assert journal.undo(store).code == "habit change"
    assert habit(store, "water") == before


def test_a_name_alone_is_a_step_that_says_both_names(store: Store, clocks: FakeClocks) -> None:
    add(store, some("Water", 8, "glasses"), DAILY, clocks.now())
    change(store, habit(store, "water"), Change(name="Tea"), MONDAY, 0, clocks.now())
    step = journal.undo(store)
    assert (step.code, step.words) == ("habit rename", {"before": "Water", "habit": "water", "name": "Tea"})


@pytest.mark.parametrize(
    "wanted", [Change(name="Water"), Change(goal=8), Change(unit="glasses"), Change(schedule=DAILY), Change()]
)
def test_what_is_so_already_is_no_step(store: Store, clocks: FakeClocks, wanted: Change) -> None:
    add(store, some("Water", 8, "glasses"), DAILY, clocks.now())
    with pytest.raises(NotNowError, match="already like that"):
        change(store, habit(store, "water"), wanted, MONDAY, 0, clocks.now())
    assert store.db.table("journal").count == 1


def test_habits_are_put_in_order(store: Store, clocks: FakeClocks) -> None:
    wanted = ["core", "breaks", "breathing", "movement", "self-check"]
    order(store, wanted, clocks.now())
    assert [one.id for one in read_habits(store, MONDAY)] == wanted
    with pytest.raises(NotNowError, match="already like that"):
        order(store, wanted, clocks.now())
    journal.undo(store)
    assert [one.id for one in read_habits(store, MONDAY)][:3] == ["breaks", "breathing", "core"]


def test_the_days_of_a_retired_habit_are_off_and_its_history_stays(store: Store, clocks: FakeClocks) -> None:
    for back in (4, 3):
        tick(store, "breathing", MONDAY - back * DAY, clocks.now())
    retire(store, habit(store, "breathing"), MONDAY - 2 * DAY, clocks.now())
    retired = record(store, "breathing", MONDAY)
    assert streak(retired.history, MONDAY, 0).current == 2
    assert marks(retired.history, week_of(MONDAY - DAY, 0), MONDAY)[3:] == (
        DayMark.DONE,
        DayMark.DONE,
        DayMark.OFF,
        DayMark.OFF,
    )
    restore(store, retired.habit, MONDAY, clocks.now())
    again = record(store, "breathing", MONDAY + DAY)
    assert again.habit.retired is None
    assert again.history.off == {MONDAY - 2 * DAY, MONDAY - DAY}
    assert streak(again.history, MONDAY, 0).current == 2
    assert streak(again.history, MONDAY + DAY, 0).current == 0
    assert record(store, "movement").history.off == frozenset()


def test_a_week_in_which_it_is_retired_asks_for_the_days_before(store: Store, clocks: FakeClocks) -> None:
    retire(store, habit(store, "core"), MONDAY + 2 * DAY, clocks.now())
    seen = record(store, "core", MONDAY + 2 * DAY).history
    assert week_state(seen, week_of(MONDAY, 0), MONDAY + 2 * DAY).target == 1


def test_retired_and_brought_back_on_one_day_leaves_no_day_off(store: Store, clocks: FakeClocks) -> None:
    retire(store, habit(store, "core"), MONDAY, clocks.now())
    restore(store, habit(store, "core"), MONDAY, clocks.now())
    assert store.db.table("retirement").count == 0
    assert record(store, "core").history.off == frozenset()


def test_retiring_and_bringing_back_happen_once(store: Store, clocks: FakeClocks) -> None:
    with pytest.raises(NotNowError):
        restore(store, habit(store, "core"), MONDAY, clocks.now())
    retire(store, habit(store, "core"), MONDAY, clocks.now())
    with pytest.raises(NotNowError):
        retire(store, habit(store, "core"), MONDAY, clocks.now())


# forgetting


def test_nothing_is_left_of_a_habit_that_was_forgotten(store: Store, clocks: FakeClocks) -> None:
    add(store, some("Secret zebra", 8), DAILY, clocks.now())
    secret = habit(store, "secret-zebra")
    tick(store, secret.id, MONDAY, clocks.now())
    change(store, secret, Change(name="Hidden zebra", goal=4), MONDAY, 0, clocks.now())
    order(store, [secret.id, "breaks", "breathing", "core", "movement", "self-check"], clocks.now())
    take(store, MONDAY, MONDAY, clocks.now(), secret.id)
    retire(store, secret, MONDAY - DAY, clocks.now())
    restore(store, habit(store, secret.id), MONDAY, clocks.now())
    tick(store, "core", MONDAY, clocks.now())
    forget(store, habit(store, secret.id))
    assert not [line for line in store.db.conn.iterdump() if "zebra" in line]
    assert [row["position"] for row in store.db.table("habit").rows_where(order_by="position")] == [1, 2, 3, 4, 5]


def test_what_was_done_beside_it_can_still_be_undone(store: Store, clocks: FakeClocks) -> None:
    tick(store, "core", MONDAY, clocks.now())
    before = {table: [*store.db.table(table).rows] for table in ("habit", "tick", "schedule")}
    tick(store, "movement", MONDAY, clocks.now())
    add(store, some("Water"), DAILY, clocks.now())
    order(store, ["water", "breaks", "breathing", "core", "movement", "self-check"], clocks.now())
    tick(store, "water", MONDAY, clocks.now())
    forget(store, habit(store, "water"))
    assert [journal.undo(store).code for _ in range(2)] == ["habit order", "tick"]
    assert {table: [*store.db.table(table).rows] for table in before} == before


def test_a_built_in_habit_is_not_forgotten(store: Store) -> None:
    with pytest.raises(NotNowError, match="you can stop it"):
        forget(store, habit(store, "core"))
    assert len(read_habits(store, MONDAY)) == 5


def test_a_habit_with_ticks_from_elsewhere_is_not_taken_back(store: Store, clocks: FakeClocks) -> None:
    add(store, some("Water"), DAILY, clocks.now())
    with store.write() as db:
        db.table("tick").insert(
            {"id": "a", "habit": "water", "day": "2026-11-23", "ticked_at": 0.0, "utc_offset": 0}
        )
    with pytest.raises(NotNowError, match="changed in the meantime"):
        journal.undo(store)
    assert habit(store, "water").name == "Water"
