"""Moments, days and lengths of time in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coretui.domain.days import DAY
from coretui.words.journal import step_sentence
from coretui.words.time import absent, length, moment, short_date, week_span
from tests.clock import MONDAY_NINE, tokyo, utc

MONDAY = date(2026, 11, 23)


def test_a_day_of_another_year_has_its_year() -> None:
    assert short_date(date(2026, 1, 1), MONDAY) == "Thu 1 Jan"
    assert short_date(date(2025, 11, 25), MONDAY) == "Tue 25 Nov 2025"
    assert short_date(date(2027, 1, 2), MONDAY) == "Sat 2 Jan 2027"


@pytest.mark.parametrize(
    ("first", "long", "short"),
    [
        (date(2026, 11, 23), "23–29 November", "23–29 Nov"),
        (date(2026, 11, 30), "30 November – 6 December", "30 Nov – 6 Dec"),
        (date(2026, 12, 28), "28 December – 3 January 2027", "28 Dec – 3 Jan 2027"),
        (date(2025, 12, 29), "29 December 2025 – 4 January", "29 Dec 2025 – 4 Jan"),
        (date(2025, 11, 24), "24–30 November 2025", "24–30 Nov 2025"),
    ],
)
def test_a_week_that_is_not_all_in_this_year_has_its_year(first: date, long: str, short: str) -> None:
    last = first + timedelta(days=6)
    assert week_span(first, last, MONDAY) == long
    assert week_span(first, last, MONDAY, short=True) == short


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "09:00"),
        (-1, "Sun 09:00"),
        (6, "Sun 09:00"),
        (-7, "Mon 16 Nov 09:00"),
        (60, "Fri 22 Jan 2027 09:00"),
    ],
)
def test_a_moment_is_told_so_that_its_day_is_clear(days: int, said: str) -> None:
    assert moment(MONDAY_NINE + days * DAY, MONDAY_NINE, utc) == said


def test_a_moment_is_told_as_the_zone_shows_it() -> None:
    assert moment(MONDAY_NINE, MONDAY_NINE + 6 * 3600, tokyo) == "Mon 18:00"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(299, "4 min"), (33 * 3600, "33 h 00"), (2 * DAY, "2 days"), (498893 * 3600.0, "20787 days")],
)
def test_an_absence_of_days_is_told_in_days(seconds: float, said: str) -> None:
    assert absent(seconds) == said


def test_what_is_undone_is_told_with_the_year_of_its_days() -> None:
    words = {"first": "2025-12-24", "last": "2026-01-02"}
    assert step_sentence("time off", words, str, MONDAY, utc) == "time off from Wed 24 Dec 2025 to Fri 2 Jan"


@pytest.mark.parametrize(
    ("code", "days", "day"),
    [
        ("time off", "time off from Mon 23 Nov to Tue 24 Nov", "time off on Mon 23 Nov"),
        ("habit off", "time off for core from Mon 23 Nov to Tue 24 Nov", "time off for core on Mon 23 Nov"),
        ("time off back", "time off from Mon 23 Nov to Tue 24 Nov cancelled", "time off on Mon 23 Nov cancelled"),
    ],
)
def test_one_day_off_is_told_as_one_day(code: str, days: str, day: str) -> None:
    words = {"habit": "core", "first": "2026-11-23", "last": "2026-11-24"}
    today = date(2026, 11, 23)
    assert step_sentence(code, words, str, today, utc) == days
    assert step_sentence(code, words | {"last": "2026-11-23"}, str, today, utc) == day


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (10, "10 s"),
        (59, "59 s"),
        (60, "1 min"),
        (90, "90 s"),
        (150, "2:30 min"),
        (270, "4:30 min"),
        (300, "5 min"),
        (3600, "1 h 00"),
        (3930, "1:05:30 h"),
    ],
)
def test_a_length_is_written_as_it_is_said(seconds: int, said: str) -> None:
    assert length(seconds) == said
