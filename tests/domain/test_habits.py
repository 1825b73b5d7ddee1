"""Habits that the app sees for itself: what a day's facts prove."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.habits.habit import (
    BUILT_IN_IDS,
    DayFacts,
    Evidence,
    built_in_habits,
    counted,
    derive,
    goal_allowed,
    habit_id,
)
from coretui.domain.habits.movement import minutes_covered
from coretui.domain.habits.schedules import Repeat

DAY = date(2026, 11, 18)
NOTHING = DayFacts(DAY)


def says(evidence: Evidence) -> str:
    """Return what the evidence makes of the day, in a word."""
    assert not (evidence.done and evidence.partly)
    if not evidence.scheduled:
        return "rest"
    return "done" if evidence.done else "partly" if evidence.partly else "no"


def test_five_habits_are_built_in_each_with_its_schedule() -> None:
    found = built_in_habits(DAY)
    assert [(habit.id, schedule.repeat, schedule.times) for habit, schedule in found] == [
        ("breaks", Repeat.DAILY, 1),
        ("breathing", Repeat.DAILY, 1),
        ("core", Repeat.TIMES, 3),
        ("movement", Repeat.DAILY, 1),
        ("self-check", Repeat.TIMES, 1),
    ]
    assert tuple(habit.id for habit, _ in found) == BUILT_IN_IDS
    assert [habit.position for habit, _ in found] == [0, 1, 2, 3, 4]
    for habit, schedule in found:
        assert habit.derived
        assert habit.name is None
        assert habit.retired is None
        assert habit.created == schedule.effective_from == DAY
        assert derive(habit.id, NOTHING).goal == habit.goal


@pytest.mark.parametrize(
    ("habit_id", "facts", "word", "amount"),
    [
        ("breaks", NOTHING, "rest", 0),
        ("breaks", replace(NOTHING, breaks_due=4, breaks_kept=3), "done", 75),
        ("breaks", replace(NOTHING, breaks_due=7, breaks_kept=5), "partly", 71.428571),
        ("breaks", replace(NOTHING, breaks_due=2), "no", 0),
        ("breathing", NOTHING, "no", 0),
        ("breathing", replace(NOTHING, breathing_seconds=76, breathing_finished=1), "done", 1),
        ("breathing", replace(NOTHING, breathing_seconds=40), "partly", 0),
        ("core", NOTHING, "no", 0),
        ("core", replace(NOTHING, sessions=1), "no", 0),
        ("core", replace(NOTHING, sessions=1, core_share=0.0), "partly", 0),
        ("core", replace(NOTHING, sessions=1, core_share=23 / 29), "partly", 79.310345),
        ("core", replace(NOTHING, sessions=2, core_share=4 / 5), "done", 80),
        ("movement", NOTHING, "no", 0),
        ("movement", replace(NOTHING, movement_minutes=19), "partly", 19),
        ("movement", replace(NOTHING, movement_minutes=20), "done", 20),
        ("self-check", NOTHING, "no", 0),
        ("self-check", replace(NOTHING, self_checks=1), "done", 1),
    ],
)
def test_the_facts_of_a_day_prove_a_habit_done_in_part_or_not(
    habit_id: str, facts: DayFacts, word: str, amount: float
) -> None:
    evidence = derive(habit_id, facts)
    assert (says(evidence), evidence.amount) == (word, amount)


@pytest.mark.parametrize(
    ("movements", "minutes"),
    [
        ([], 0),
        ([(0, 1200), (300, 1200)], 25),
        ([(300, 1200), (0, 1200)], 25),
        ([(0, 3600), (600, 600), (5400, 600)], 70),
        ([(0, 1200), (0, 1200), (1200, 60)], 21),
        ([(0, 90), (100, 59)], 2),
        ([(1763971200.3, 1200 - 1e-7)], 20),
    ],
)
def test_minutes_are_counted_once(movements: list[tuple[float, float]], minutes: int) -> None:
    assert minutes_covered(movements) == minutes


def test_a_share_that_is_the_goal_reaches_it() -> None:
    assert says(derive("core", replace(NOTHING, core_share=0.57), goal=57)) == "done"


def test_a_threshold_can_be_changed() -> None:
    walked = replace(NOTHING, movement_minutes=30)
    assert says(derive("movement", walked, goal=45)) == "partly"
    assert derive("movement", walked, goal=45).goal == 45
    kept = replace(NOTHING, breaks_due=2, breaks_kept=1)
    assert says(derive("breaks", kept, goal=50)) == "done"


def test_an_unknown_habit_is_not_derived() -> None:
    with pytest.raises(KeyError, match="water"):
        derive("water", NOTHING)


def test_a_counted_habit_is_done_from_its_goal_on() -> None:
    assert [says(counted(glasses, 8)) for glasses in (0, 3, 8, 9)] == ["no", "partly", "done", "done"]


@given(
    st.sampled_from([habit.id for habit, _ in built_in_habits(DAY)]),
    st.builds(
        DayFacts,
        date=st.just(DAY),
        breaks_due=st.integers(0, 30),
        breaks_kept=st.integers(0, 30),
        breathing_seconds=st.floats(0, 9000),
        breathing_finished=st.integers(0, 9),
        core_share=st.none() | st.floats(0, 1),
        movement_minutes=st.floats(0, 600),
        self_checks=st.integers(0, 2),
    ),
)
def test_a_tick_by_hand_adds_and_hides_nothing(habit_id: str, facts: DayFacts) -> None:
    seen = derive(habit_id, facts)
    ticked = seen.ticked()
    assert ticked.done
    assert not ticked.partly
    assert replace(ticked, done=seen.done, partly=seen.partly) == seen
    says(seen)


# habits of one's own


@pytest.mark.parametrize(
    ("name", "taken", "found"),
    [
        ("Drink water", [], "drink-water"),
        ("  Çafé — Crème!  ", [], "cafe-creme"),
        ("Core", ["core"], "core-2"),
        ("Core", ["core", "core-2"], "core-3"),
        ("喝水", [], "habit"),
        ("-", ["habit"], "habit-2"),
        ("x" * 60, [], "x" * 40),
        ("x" * 39 + " y", [], "x" * 39),
    ],
)
def test_an_id_is_made_from_the_name(name: str, taken: list[str], found: str) -> None:
    assert habit_id(name, taken) == found


@given(st.text(), st.sets(st.sampled_from(["habit", "a", "a-2", "b"])))
def test_an_id_can_be_typed_and_is_taken_once(name: str, taken: set[str]) -> None:
    found = habit_id(name, taken)
    assert found not in taken
    assert found.isascii()
    assert found == found.lower().strip("-")
    assert found.replace("-", "").isalnum()


MOVEMENT = next(habit for habit, _ in built_in_habits(DAY) if habit.id == "movement")


def test_a_goal_holds_from_its_day_and_the_first_one_for_all_earlier_days() -> None:
    changed = replace(MOVEMENT, goal=45, goals=((date.min, 20), (DAY, 30), (DAY + timedelta(days=2), 45)))
    days = [DAY + timedelta(days=n) for n in (-9999, -1, 0, 1, 2, 99)]
    assert [changed.goal_on(day) for day in days] == [20, 20, 30, 30, 45, 45]
    assert MOVEMENT.goal_on(DAY) == 20


@pytest.mark.parametrize(
    ("which", "allowed", "refused"),
    [
        ("breaks", [0.5, 75, 100], [0, -1, 100.1, float("nan"), float("inf")]),
        ("core", [100], [101]),
        ("movement", [0.5, 1440], [0, 1441]),
        ("breathing", [1, 3], [0, 1.5]),
        ("self-check", [1], [0.5, 2]),
        ("water", [1, 8, 10_000], [0, 2.5, 10_001, float("inf"), float("nan")]),
    ],
)
def test_a_goal_can_be_reached(which: str, allowed: list[float], refused: list[float]) -> None:
    known = {habit.id: habit for habit, _ in built_in_habits(DAY)}
    own = replace(MOVEMENT, id="water", derived=False, unit="")
    habit = known.get(which, own)
    assert [goal for goal in (*allowed, *refused) if goal_allowed(habit, goal)] == allowed
