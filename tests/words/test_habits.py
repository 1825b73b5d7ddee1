"""Streaks and what explains them, in words."""

from __future__ import annotations

from datetime import date

from coretui.domain.habits.runs import Changed, KeptUp, Streak
from coretui.domain.habits.schedules import Unit
from coretui.domain.habits.streaks import Period, WeekState
from coretui.words.habits import longest_streak, reasons_in_words, streak_and_why

TODAY = date(2027, 1, 6)
MISSED = Period(date(2026, 12, 28), date(2027, 1, 3), 1, 3, WeekState.MISSED, Unit.WEEKS)
OFF = Period(date(2026, 11, 25), date(2026, 11, 25), 0, 0, WeekState.OFF, Unit.DAYS)
CHANGED = Changed(date(2027, 1, 4), KeptUp(8, Unit.WEEKS))


def test_reasons_are_told_with_the_year_where_that_is_another_one() -> None:
    assert reasons_in_words((OFF, MISSED, CHANGED), TODAY) == [
        "Wed 25 Nov 2026 off.",
        "Week 53 of 2026 missed (1 of 3).",
        "Changed on Mon 4 Jan; 8 weeks before that.",
    ]
    assert reasons_in_words((MISSED,), date(2026, 12, 31)) == ["Week 53 missed (1 of 3)."]


def test_the_run_before_a_change_is_told_in_its_own_unit() -> None:
    kept_up = Streak(2, 56, Unit.DAYS, KeptUp(8, Unit.WEEKS), CHANGED)
    assert streak_and_why(kept_up, (CHANGED,), TODAY) == "2 days. Changed on Mon 4 Jan; 8 weeks before that."
    assert longest_streak(kept_up) == "Longest 8 weeks."
