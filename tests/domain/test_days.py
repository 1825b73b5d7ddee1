"""Instants, logical days and durations."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.days import Instant, between, day_began, day_begins, duration, logical_day, split
from tests.clock import amsterdam, utc

FOUR = 4 * 3600
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""The days on which the clock goes forward and back, at night."""


def wall(text: str) -> float:
    """Return the wall time of a moment with its offset."""
    return datetime.fromisoformat(text).timestamp()


def moment(text: str) -> Instant:
    """Return the instant of a moment in Amsterdam."""
    at = wall(text)
    return Instant(at, at, "boot", amsterdam(at))


# between


def test_within_a_boot_elapsed_time_counts_whatever_the_wall_says() -> None:
    assert between(Instant(1000, 50, "a"), Instant(-5000, 80, "a")) == 30


def test_across_boots_the_wall_counts() -> None:
    assert between(Instant(1000, 500, "a"), Instant(1090, 5, "b")) == 90


def test_across_boots_a_wall_set_back_gives_nothing() -> None:
    assert between(Instant(1000, 5, "a"), Instant(400, 500, "b")) == 0


def test_a_later_instant_is_later_by_every_clock() -> None:
    assert Instant(10, 20, "a", 3600).later(5) == Instant(15, 25, "a", 3600)


# logical days


@pytest.mark.parametrize(
    ("clock", "day"),
    [
        ("2026-11-23T00:30+01:00", date(2026, 11, 22)),
        ("2026-11-23T03:59:59+01:00", date(2026, 11, 22)),
        ("2026-11-23T04:00+01:00", date(2026, 11, 23)),
        ("2026-11-23T23:59+01:00", date(2026, 11, 23)),
        ("2026-03-29T03:59:59+02:00", date(2026, 3, 28)),
        ("2026-03-29T04:00+02:00", SPRING),
        ("2026-10-25T02:59:59+02:00", date(2026, 10, 24)),
        ("2026-10-25T03:59:59+01:00", date(2026, 10, 24)),
        ("2026-10-25T04:00+01:00", AUTUMN),
    ],
)
def test_a_day_begins_at_four(clock: str, day: date) -> None:
    assert logical_day(moment(clock), FOUR) == day


def test_a_day_can_begin_at_midnight() -> None:
    assert logical_day(moment("2026-11-23T00:00+01:00"), 0) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 28), 23), (SPRING, 24), (date(2026, 10, 24), 25), (AUTUMN, 24), (date(2026, 7, 1), 24)],
)
def test_the_days_around_a_change_of_the_clock_have_23_and_25_hours(day: date, hours: int) -> None:
    tomorrow = date.fromordinal(day.toordinal() + 1)
    length = day_begins(tomorrow, FOUR, amsterdam) - day_begins(day, FOUR, amsterdam)
    assert length == hours * 3600


@given(st.dates(date(2000, 1, 1), date(2037, 12, 31)))
def test_a_day_begins_where_its_first_instant_is(day: date) -> None:
    begins = day_begins(day, FOUR, amsterdam)
    first = Instant(begins, 0, "", amsterdam(begins))
    before = Instant(begins - 1, 0, "", amsterdam(begins - 1))
    assert logical_day(first, FOUR) == day
    assert logical_day(before, FOUR) == date.fromordinal(day.toordinal() - 1)


# split


def test_seconds_are_split_where_the_day_begins() -> None:
    start = wall("2026-11-23T03:30+01:00")
    assert [*split(start, 3600, FOUR, amsterdam)] == [
        (date(2026, 11, 22), start, 1800),
        (date(2026, 11, 23), start + 1800, 1800),
    ]


def test_a_span_within_a_day_stays_whole() -> None:
    start = wall("2026-11-23T09:00+00:00")
    assert [*split(start, 600, FOUR, utc)] == [(date(2026, 11, 23), start, 600)]


def test_a_span_that_ends_where_the_day_begins_touches_one_day() -> None:
    start = wall("2026-11-23T03:00+00:00")
    assert [*split(start, 3600, FOUR, utc)] == [(date(2026, 11, 22), start, 3600)]


def test_an_empty_span_has_a_day_too() -> None:
    start = wall("2026-11-23T03:00+00:00")
    assert [*split(start, 0, FOUR, utc)] == [(date(2026, 11, 22), start, 0)]


@given(
    st.floats(wall("2026-01-01T00:00+00:00"), wall("2027-01-01T00:00+00:00")),
    st.floats(0, 10 * 86_400),
    st.integers(0, 12 * 3600 - 1),
)
def test_the_parts_of_a_span_add_up_and_lie_end_to_end(start: float, seconds: float, day_start: int) -> None:
    parts = [*split(start, seconds, day_start, amsterdam)]
    assert sum(part for _, _, part in parts) == pytest.approx(seconds)
    assert parts[0][1] == start
    for (_, begun, part), (_, following, _) in pairwise(parts):
        assert following == pytest.approx(begun + part)
    assert max(Counter(day for day, _, _ in parts).values()) == 1


# durations


@pytest.mark.parametrize(
    ("seconds", "text"), [(90, "1m30s"), (2700, "45m"), (4800, "1h20m"), (3605, "1h5s"), (0, "0s"), (0.4, "0s")]
)
def test_a_duration_is_written_as_people_type_it(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "put_right", "began"),
    [(1800, 0, False), (3600, 0, True), (1800, -86_400, False), (1800, 2 * 86_400, False), (3600, -86_400, True)],
)
def test_a_clock_that_was_put_right_begins_no_day(seconds: float, put_right: float, began: bool) -> None:
    start = Instant(datetime(2026, 11, 24, 3, 15, tzinfo=UTC).timestamp(), 100.0, "boot")
    end = Instant(start.wall + seconds + put_right, start.elapsed + seconds, "boot")
    assert day_began(start, end, FOUR) is began
