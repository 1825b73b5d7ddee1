"""Ticks by hand: set, taken back, and of no account where facts prove a day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coretui.domain.habits.habit import DayFacts, Habit
from coretui.errors import NotNowError
from coretui.services.ticks import proven, turn
from coretui.services.workplace import Workplace


@pytest.fixture
def core(workplace: Workplace) -> Habit:
    return next(one.habit for one in workplace.overviews().records() if one.habit.id == "core")


def test_a_tick_is_set_and_taken_back_and_facts_are_not(workplace: Workplace, core: Habit) -> None:
    for because, ticks in (("", 1), ("The facts.", 0)):
        turn(workplace.store, core, workplace.today, workplace.now, done_because=because)
        assert workplace.store.db.table("tick").count == ticks
    with pytest.raises(NotNowError, match=r"^The facts\.$"):
        turn(workplace.store, core, workplace.today, workplace.now, done_because="The facts.")


@pytest.mark.parametrize(("share", "derived", "said"), [(0.79, True, False), (0.8, True, True), (1, False, False)])
def test_facts_prove_a_day_of_a_built_in_habit(core: Habit, share: float, *, derived: bool, said: bool) -> None:
    day = DayFacts(core.created, core_share=share)
    expected = "Core session stays done on Mon 2 Nov: 80% of a session's sets." if said else ""
    assert proven(replace(core, derived=derived), day, day.date) == expected
