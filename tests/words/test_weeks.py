"""A week in one line: how it went, as long as there is room for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coretui import i18n
from coretui.domain.habits.habit import DayFacts, built_in_habits
from coretui.domain.habits.overview import Record, WeekView, week_view
from coretui.domain.habits.schedules import week_of
from coretui.domain.habits.streaks import DayMark, History
from coretui.words.columns import first_fitting
from coretui.words.weeks import habit_on, how_it_went, week_sentences
from tests.dutch import dutch

FRIDAY = date(2026, 11, 27)
MONDAY = FRIDAY - timedelta(days=4)
CORE = {MONDAY - timedelta(days=7 * n - day) for n in range(1, 13) for day in (0, 2, 4)}
"""Three sessions in each of the twelve weeks before."""


def days(first: date, longest: int) -> tuple[DayFacts, ...]:
    """Return a week in whose middle somebody sat so many minutes on end."""
    found = [DayFacts(first + timedelta(days=n), longest_seconds=0.0) for n in range(7)]
    found[2] = replace(found[2], longest_seconds=60.0 * longest)
    return tuple(found)


def week(longest: int = 62, sessions: int = 2, *, off: bool = False) -> WeekView:
    """Return a week with so many sessions, breathing each day, and core met in the weeks before."""
    done = {
        "core": CORE | {MONDAY + timedelta(days=n) for n in range(sessions)},
        "breathing": {MONDAY + timedelta(days=n) for n in range(5)},
    }
    resting = frozenset(MONDAY + timedelta(days=n) for n in range(7)) if off else frozenset()
    records = [
        Record(one, History((schedule,), min(CORE), frozenset(done[one.id]), off=resting), {}, {})
        for one, schedule in built_in_habits(min(CORE))
        if one.id in done
    ]
    return week_view(week_of(MONDAY, 0), days(MONDAY, longest), records, FRIDAY, 0)


BREATHED = "breathing 5 days in a row"
BEFORE = days(MONDAY - timedelta(days=7), 73)


def line(columns: int, seen: WeekView, before: tuple[DayFacts, ...] = BEFORE) -> str:
    return first_fitting(how_it_went(seen, before), columns, " · ")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (
            110,
            f"core 2 of 3, 12 weeks in a row · longest sitting 1 h 02, last week 1 h 13 · {BREATHED}",
        ),
        (74, "core 2 of 3, 12 weeks in a row · longest sitting 1 h 02, last week 1 h 13"),
        (70, "core 2 of 3, 12 weeks in a row · longest sitting 1 h 02, was 1 h 13"),
        (56, "core 2 of 3, 12 weeks · longest 1 h 02, was 1 h 13"),
        (30, "core 2 of 3, 12 weeks"),
    ],
)
def test_a_week_is_told_as_fully_as_there_is_room(columns: int, said: str) -> None:
    assert line(columns, week()) == said


def test_in_dutch_it_fits_into_sixty_columns_too() -> None:
    i18n.use("nl", dutch())
    assert line(56, week()) == "core 2 van 3, 12 weken · langst 1 u 02, was 1 u 13"


def test_what_was_not_asked_or_not_seen_is_not_told() -> None:
    assert line(80, week(0, off=True)) == BREATHED
    assert line(80, week(0, 3)).startswith("core 3 of 3, 13 weeks in a row · breathing")
    assert line(60, week(), days(MONDAY - timedelta(days=7), 0)) == (
        "core 2 of 3, 12 weeks in a row · longest sitting 1 h 02"
    )


def test_the_numbers_are_those_of_the_week_s_own_sentences() -> None:
    said = week_sentences(week(), replace(week(), days=BEFORE), FRIDAY)
    assert said == ["Longest sitting 1 h 02 (week before: 1 h 13).", "Core 2 of 3, 3 days left."]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (63, "Fri 20 Nov · Stand up every half hour: done, 7 of 7 breaks kept"),
        (62, "Stand up every half hour: done, 7 of 7 breaks kept"),
        (49, "Fri 20 Nov · done, 7 of 7 breaks kept"),
        (36, "done, 7 of 7 breaks kept"),
        (20, "done, 7 of 7 breaks…"),
    ],
)
def test_what_became_of_a_habit_is_shortened_at_a_joint(columns: int, said: str) -> None:
    words = ("Fri 20 Nov", "Stand up every half hour", DayMark.DONE, "7 of 7 breaks kept")
    assert habit_on(*words, columns, to_come=False) == said
