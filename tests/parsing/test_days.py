"""Days and schedules as people type them, on the command line and in the app, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from coretui.domain.days import FIRST_DAY, LAST_DAY
from coretui.domain.habits.schedules import Repeat, Schedule
from coretui.errors import UsageError
from coretui.parsing import days as typed_days
from coretui.parsing.days import typed_day, typed_schedule, typed_week, typed_weekdays
from coretui.parsing.weekdays import weekday_number

MONDAY = date(2026, 11, 23)
DUTCH = {
    "today": "vandaag", "yesterday": "gisteren", "tomorrow": "morgen", "daily": "dagelijks",
    "Monday": "maandag", "Mon": "ma", "Wednesday": "woensdag", "Wed": "wo", "Friday": "vrijdag", "Fri": "vr",
    "times per week": "keer per week",
}  # fmt: skip


@pytest.fixture
def _dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typed_days, "_", lambda text: DUTCH.get(text, text))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-02-29", date(2024, 2, 29)),
        ("1970-01-01", date(1970, 1, 1)),
        ("today", MONDAY),
        ("Yesterday", date(2026, 11, 22)),
        ("monday", MONDAY),
        ("tue", date(2026, 11, 17)),
        ("su", date(2026, 11, 22)),
        ("wednes", date(2026, 11, 18)),
        ("gisteren", date(2026, 11, 22)),
        ("Eergisteren", date(2026, 11, 21)),
        ("day before yesterday", date(2026, 11, 21)),
        ("3 days ago", date(2026, 11, 20)),
        ("een week geleden", date(2026, 11, 16)),
        ("20 nov", date(2026, 11, 20)),
        ("20 November 2025", date(2025, 11, 20)),
        ("nov 20th", date(2026, 11, 20)),
        ("1e mrt.", date(2026, 3, 1)),
        ("5 mei", date(2026, 5, 5)),
        ("24 dec", date(2025, 12, 24)),
        ("Fri 20 Nov", date(2026, 11, 20)),
        ("vr 20 nov", date(2026, 11, 20)),
        ("22/11", date(2026, 11, 22)),
        ("11/22/2026", date(2026, 11, 22)),
        ("22-11-2026", date(2026, 11, 22)),
        ("3-4", date(2026, 4, 3)),
        ("3.4.26", date(2026, 4, 3)),
        ("2026/1/5", date(2026, 1, 5)),
        ("29 feb", date(2024, 2, 29)),
    ],
)
def test_days_are_understood(words: str, day: date) -> None:
    assert typed_day(f" {words} ", MONDAY) == day


@pytest.mark.usefixtures("_dutch")
@pytest.mark.parametrize(
    ("words", "day"), [("gisteren", 22), ("VR", 20), ("vrij", 20), ("friday", 20), ("vandaag", 23), ("today", 23)]
)
def test_days_are_understood_in_the_language_of_the_moment_too(words: str, day: int) -> None:
    assert typed_day(words, MONDAY) == date(2026, 11, day)


@pytest.mark.parametrize(
    "words",
    [
        "2026-02-29",
        "1969-12-31",
        "9999 weeks ago",
        "3000 weken geleden",
        "t",
        "s",
        "someday",
        "2026-W47",
        "",
        "20261120",
        "２０２６-11-20",
        "Mon 20 Nov",
        "31 nov",
        "13/13",
        "20 no",
        "0 days",
    ],
)
def test_what_is_no_day_is_refused_in_one_sentence(words: str) -> None:
    with pytest.raises(UsageError, match=r"^.+ is not a date; write 2026-11-22, today, yesterday or Monday\.$"):
        typed_day(words, MONDAY)


def test_what_may_be_two_days_is_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match=r"^'3/4' can mean two days; write 2026-03-04 or 2026-04-03\.$"):
        typed_day("3/4", MONDAY)
    monkeypatch.setattr(typed_days, "language", lambda: "nl")  # nobody writes the month first there
    assert typed_day("3/4", MONDAY) == date(2026, 4, 3)


def test_without_a_year_the_nearest_day_is_meant_where_days_ahead_will_do() -> None:
    assert typed_day("24 dec", MONDAY, ahead=True) == date(2026, 12, 24)
    assert typed_day("2 jan", MONDAY, ahead=True) == date(2027, 1, 2)
    assert typed_day("20 nov", MONDAY, ahead=True) == date(2026, 11, 20)


@pytest.mark.parametrize("words", ["tomorrow", "2026-11-24", "9999-12-31"])
def test_a_day_to_come_is_refused_unless_it_will_do(words: str) -> None:
    with pytest.raises(UsageError, match=f"^'{words}' is in the future; "):
        typed_day(words, MONDAY)
    assert typed_day(words, MONDAY, ahead=True) > MONDAY


@pytest.mark.parametrize(
    ("word", "number"), [("m", None), ("t", None), ("tu", 1), ("th", 3), ("Sa", 5), ("monda", 0), ("x", None)]
)
def test_a_weekday_needs_as_many_letters_as_tell_it_apart(word: str, number: int | None) -> None:
    assert weekday_number(word) == number


@pytest.mark.parametrize("text", ["mon,wed,fri", "mon wed fri", " MON,  Wed , friday "])
def test_weekdays_have_commas_or_spaces_between_them(text: str) -> None:
    assert typed_weekdays(text) == {0, 2, 4}


@pytest.mark.parametrize(("text", "wrong"), [("mon,,fri", ""), ("mon lunch", "lunch"), ("", "")])
def test_what_is_no_weekday_is_named(text: str, wrong: str) -> None:
    with pytest.raises(UsageError, match=f"^'{wrong}' is not a weekday"):
        typed_weekdays(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Daily", Schedule(MONDAY, Repeat.DAILY)),
        ("every  day", Schedule(MONDAY, Repeat.DAILY)),
        ("mon wed fri", Schedule(MONDAY, Repeat.WEEKDAYS, weekdays=frozenset({0, 2, 4}))),
        ("once a week", Schedule(MONDAY, Repeat.TIMES, 1)),
        ("3", Schedule(MONDAY, Repeat.TIMES, 3)),
        ("3x", Schedule(MONDAY, Repeat.TIMES, 3)),
        ("3 per week", Schedule(MONDAY, Repeat.TIMES, 3)),
        ("7 times a week", Schedule(MONDAY, Repeat.TIMES, 7)),
    ],
)
def test_a_schedule_is_typed_in_words(text: str, wanted: Schedule) -> None:
    assert typed_schedule(text, MONDAY) == wanted


@pytest.mark.usefixtures("_dutch")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("dagelijks", Schedule(MONDAY, Repeat.DAILY)),
        ("ma wo vr", Schedule(MONDAY, Repeat.WEEKDAYS, weekdays=frozenset({0, 2, 4}))),
        ("3 keer per week", Schedule(MONDAY, Repeat.TIMES, 3)),
    ],
)
def test_a_schedule_is_typed_in_the_language_of_the_moment_too(text: str, wanted: Schedule) -> None:
    assert typed_schedule(text, MONDAY) == wanted


@pytest.mark.parametrize("text", ["", "0", "8", "8 per week", "often", "mon lunch", "3 per day", "-1"])
def test_what_says_not_how_often_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(UsageError, match=r" is not a schedule; write mon wed fri, daily, or 1 to 7 per week\.$"):
        typed_schedule(text, MONDAY)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026-W47", "2026-W47"), ("week 47", "2026-W47"), ("W47", "2026-W47"), ("47", "2026-W47"),
        ("wk 7", "2026-W07"), ("week 50", "2025-W50"), ("53", "2020-W53"), ("week 3 2025", "2025-W03"),
    ],
)  # fmt: skip
def test_a_week_is_named_by_its_number(text: str, name: str) -> None:
    week = typed_week(text, MONDAY, 0)
    assert week is not None
    assert week.name == name


@pytest.mark.parametrize("text", ["", "54", "0", "week", "47 days", "2026-W54"])
def test_what_is_no_week_is_none(text: str) -> None:
    assert typed_week(text, MONDAY, 0) is None


@pytest.mark.parametrize("words", ["0002-W10", "1969-W52", "week 7 1835", "w7 2201", "9998-W10"])
def test_a_week_without_a_day_that_can_be_typed_is_none(words: str) -> None:
    assert typed_week(words, MONDAY, 0) is None


def test_the_outermost_days_can_be_typed() -> None:
    for day in (FIRST_DAY, LAST_DAY):
        assert typed_day(day.isoformat(), MONDAY, ahead=True) == day
