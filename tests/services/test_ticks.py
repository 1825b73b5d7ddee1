"""Ticks by hand: set, taken back, and of no account where facts prove a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from coretui.domain.habits.habit import DayFacts, built_in_habits
from coretui.errors import NotNowError
from coretui.services.ticks import proven, turn
from coretui.services.workplace import Workplace
from tests.conftest import CREATED

CORE = next(habit for habit, _ in built_in_habits(CREATED) if habit.id == "core")


def test_a_tick_is_set_and_taken_back_and_facts_are_not(workplace: Workplace) -> None:
    for because, ticks in (("", 1), ("The facts.", 0)):
        turn(workplace.store, CORE, workplace.today, workplace.now, done_because=because)
        assert workplace.store.db.table("tick").count == ticks
    with pytest.raises(NotNowError, match=r"^The facts\.$"):
        turn(workplace.store, CORE, workplace.today, workplace.now, done_because="The facts.")


def test_facts_prove_a_day_of_a_habit_that_is_derived_from_them() -> None:
    enough, too_little = DayFacts(CREATED, core_share=0.8), DayFacts(CREATED, core_share=0.79)
    assert proven(CORE, enough, CREATED) == "Core session still counts as done today: 80% of a session's sets."
    later = CREATED + timedelta(days=1)
    assert (
        proven(CORE, enough, later) == "Core session still counts as done on Mon 2 Nov: 80% of a session's sets."
    )
    assert proven(CORE, too_little, CREATED) == proven(replace(CORE, derived=False), enough, CREATED) == ""
