"""Habits in words: what counts for them, their streaks and what explains those."""

from __future__ import annotations

import gettext
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coretui import i18n
from coretui.domain.habits.habit import DayFacts, built_in_habits
from coretui.domain.habits.overview import HabitDay, Record, day_view
from coretui.domain.habits.runs import Changed, KeptUp, Streak
from coretui.domain.habits.schedules import Unit
from coretui.domain.habits.streaks import History, Period, WeekState
from coretui.words.habits import (
    breaks,
    habit_amount,
    longest_streak,
    proof,
    reasons_in_words,
    streak_and_why,
    what_counts,
)
from coretui.words.weeks import done_on
from tests.dutch import dutch

TODAY = date(2027, 1, 6)
ROOM = 42
"""Columns beside the ring, in a window of 80."""
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


def day(**facts: Any) -> DayFacts:
    return DayFacts(TODAY, **facts)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "no break due"),
        ({"breaks_early": 1}, "no break due, 1 early"),
        ({"breaks_due": 2}, "0 of 2 breaks kept"),
        ({"breaks_due": 2, "breaks_kept": 1, "breaks_early": 1}, "1 of 2 breaks kept, 1 early"),
    ],
)
def test_where_no_break_was_due_no_share_is_told(facts: dict[str, int], said: str) -> None:
    assert breaks(day(**facts)) == said


@pytest.mark.parametrize(
    ("seconds", "said"), [(13.0, "13 s"), (0.4, "1 s"), (76.0, "76 s"), (150.0, "2:30 min"), (671.0, "11 min")]
)
def test_a_short_breath_is_told_in_seconds_wherever_it_is_told(seconds: float, said: str) -> None:
    facts = day(breathing_seconds=seconds)
    assert habit_amount(view("breathing"), facts) == said
    assert proof("breathing", facts) == f"{said} of breathing"
    assert list(done_on(facts, None)) == [f"breathed {said}"]


def view(habit: str, *, off: bool = False, name: str | None = None) -> HabitDay:
    """Return a habit on a day without facts, which may be one off."""
    known = {one.id: (one, schedule) for one, schedule in built_in_habits(TODAY)}
    own = replace(known["movement"][0], id="water", name="Water", derived=False, goal=8, unit="glasses")
    one, schedule = known.get(habit) or (replace(own, name=name), known["movement"][1])
    history = History((schedule,), TODAY, frozenset(), off=frozenset({TODAY} if off else ()))
    [seen] = day_view(TODAY, day(), [Record(one, history, {}, {})], TODAY, 0).habits
    return seen


@pytest.mark.parametrize(
    ("habit", "said"),
    [
        ("breaks", "Breaks kept when due: 1 min is enough."),
        ("breathing", "Counts when all rounds are done (key 2)."),
        ("core", "Days this week with 80% of a session done."),
        ("movement", "The minutes you log, and easy sessions."),
        ("self-check", "A few questions once a week: press c."),
        ("water", "Every day, 8 glasses: space ticks it."),
    ],
)
def test_what_counts_for_a_habit_is_told_in_one_line(habit: str, said: str) -> None:
    for words in (None, dutch()):
        i18n.use("nl" if words else "en", words)
        told = what_counts(view(habit, name="Water"), day(), enough=60, flaring=False)
        assert told == said or words
        assert len(told) <= ROOM


@pytest.mark.parametrize(("flaring", "word"), [(False, "Time off"), (True, "back is playing up")])
def test_a_day_off_says_why_nothing_is_asked(flaring: bool, word: str) -> None:
    assert word in what_counts(view("breaks", off=True), day(), enough=60, flaring=flaring)


def test_a_short_break_counts_in_seconds() -> None:
    assert what_counts(view("breaks"), day(), enough=15, flaring=False).endswith(": 15 s is enough.")


@pytest.mark.parametrize("words", [None, dutch()])
def test_breaks_before_one_was_due_are_told_below_the_list(words: gettext.NullTranslations | None) -> None:
    i18n.use("nl" if words else "en", words)
    facts = day(breaks_due=14, breaks_kept=13, breaks_early=12)
    told = what_counts(view("breaks"), facts, enough=60, flaring=False)
    assert (told == "Breaks kept of those due, and 12 early.") is (words is None)
    assert "12" in told
    assert len(told) <= ROOM
    assert "12" not in habit_amount(view("breaks"), facts)
    assert habit_amount(view("breaks"), day(breaks_early=1)).startswith("1 ")
