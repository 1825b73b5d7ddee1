"""Working hours: when reminders may come."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from coretui.domain.chair.hours import Hours, Range
from coretui.domain.days import Instant

OFFICE = Hours((((9 * 3600, 45_000), (13 * 3600, 17 * 3600)),) * 5 + ((), ()))
"""Nine to half past twelve and one to five, Monday to Friday."""
FRIDAY_NIGHT: tuple[tuple[Range, ...], ...] = ((), (), (), (), ((22 * 3600, 26 * 3600),), (), ())
SUNDAY_NIGHT: tuple[tuple[Range, ...], ...] = ((), (), (), (), (), (), ((22 * 3600, 26 * 3600),))


def on(text: str) -> Instant:
    """Return an instant; 23 November 2026 is a Monday."""
    moment = datetime.fromisoformat(text)
    offset = moment.utcoffset()
    assert offset is not None
    return Instant(moment.timestamp(), 0, "", int(offset.total_seconds()))


def test_without_any_hours_reminders_may_always_come() -> None:
    for hours in (Hours(), Hours(((),) * 7)):
        assert hours.open_at(on("2026-11-28T03:00+00:00"))
        assert hours.opens_at(on("2026-11-28T03:00+00:00")) is None


@pytest.mark.parametrize(
    ("clock", "is_open"),
    [
        ("2026-11-23T08:59:59+00:00", False),
        ("2026-11-23T09:00:00+00:00", True),
        ("2026-11-23T12:29:59+00:00", True),
        ("2026-11-23T12:30:00+00:00", False),
        ("2026-11-23T13:00:00+00:00", True),
        ("2026-11-23T17:00:00+00:00", False),
        ("2026-11-27T16:59:00+00:00", True),
        ("2026-11-28T10:00:00+00:00", False),
        ("2026-11-29T10:00:00+00:00", False),
        ("2026-11-23T09:30:00+05:00", True),
        ("2026-11-23T09:30:00-05:00", True),
    ],
)
def test_hours_begin_and_end_by_the_clock_on_the_wall(clock: str, is_open: bool) -> None:
    assert OFFICE.open_at(on(clock)) is is_open


@pytest.mark.parametrize(
    ("hours", "clock", "is_open"),
    [
        (FRIDAY_NIGHT, "2026-11-27T21:59:59+00:00", False),
        (FRIDAY_NIGHT, "2026-11-27T22:00:00+00:00", True),
        (FRIDAY_NIGHT, "2026-11-28T01:59:59+00:00", True),
        (FRIDAY_NIGHT, "2026-11-28T02:00:00+00:00", False),
        (FRIDAY_NIGHT, "2026-11-27T01:00:00+00:00", False),
        (SUNDAY_NIGHT, "2026-11-23T01:00:00+00:00", True),
    ],
)
def test_a_range_across_midnight_belongs_to_the_day_it_began(
    hours: tuple[tuple[Range, ...], ...], clock: str, is_open: bool
) -> None:
    assert Hours(hours).open_at(on(clock)) is is_open


@pytest.mark.parametrize(
    ("clock", "opens"),
    [
        ("2026-11-23T07:00+00:00", "2026-11-23T09:00+00:00"),
        ("2026-11-23T12:45+00:00", "2026-11-23T13:00+00:00"),
        ("2026-11-23T08:30+05:00", "2026-11-23T09:00+05:00"),
        ("2026-11-23T17:30-05:00", "2026-11-24T09:00-05:00"),
        ("2026-11-23T18:00+00:00", "2026-11-24T09:00+00:00"),
        ("2026-11-27T18:00+00:00", "2026-11-30T09:00+00:00"),
        ("2026-11-28T09:00+05:00", "2026-11-30T09:00+05:00"),
    ],
)
def test_hours_begin_again_at_the_next_range(clock: str, opens: str) -> None:
    assert OFFICE.opens_at(on(clock)) == on(opens).wall


def test_hours_of_one_weekday_begin_again_a_week_later() -> None:
    assert Hours(FRIDAY_NIGHT).opens_at(on("2026-11-28T03:00+00:00")) == on("2026-12-04T22:00+00:00").wall
    assert Hours(FRIDAY_NIGHT).opens_at(on("2026-11-27T22:00+00:00")) == on("2026-12-04T22:00+00:00").wall


@pytest.mark.parametrize(
    ("worked", "first", "last"),
    [
        ((), date(2026, 11, 23), date(2026, 11, 27)),
        ((0, 1, 3), date(2026, 11, 23), date(2026, 11, 26)),
        ((0, 5), date(2026, 11, 23), date(2026, 11, 28)),
        ((), date(2026, 11, 21), date(2026, 11, 27)),
        ((0, 6), date(2026, 11, 22), date(2026, 11, 23)),
    ],
    ids=["no hours: Friday", "Thursday", "Saturday", "from Saturday on: Friday", "from Sunday on: Monday"],
)
def test_the_last_working_day_of_a_week_is_the_last_with_hours(
    worked: tuple[int, ...], first: date, last: date
) -> None:
    hours = Hours(tuple(((0, 3600),) if day in worked else () for day in range(7)))
    assert hours.last_working_day(first) == last
    if not worked:
        assert Hours().last_working_day(first) == last
