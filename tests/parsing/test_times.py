"""Times of day and how long reminders are held, as people type them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coretui.domain.chair.messages import Pause
from coretui.domain.days import Instant
from coretui.errors import UsageError
from coretui.parsing.times import clock_time, next_clock, past_moment, typed
from tests.clock import MONDAY_NINE, FakeClocks, amsterdam, utc

DAY_START = 4 * 3600
HOUR = 3600


def held(line: str) -> Pause:
    """Understand a line typed on a Monday at nine."""
    return typed(line, FakeClocks().now(), utc, DAY_START)


@pytest.mark.parametrize(
    ("line", "pause"),
    [
        ("45m", Pause(seconds=45 * 60)),
        ("45m  meeting with Ann", Pause(seconds=45 * 60, reason="meeting with Ann")),
        ("14:30", Pause(until=MONDAY_NINE + 5.5 * HOUR)),
        ("until 14:30", Pause(until=MONDAY_NINE + 5.5 * HOUR)),
        ("until 14:30 lunch", Pause(until=MONDAY_NINE + 5.5 * HOUR, reason="lunch")),
        ("8:00 the train", Pause(until=MONDAY_NINE + 23 * HOUR, reason="the train")),
        ("tomorrow", Pause(until=MONDAY_NINE + 19 * HOUR)),
        ("until tomorrow", Pause(until=MONDAY_NINE + 19 * HOUR)),
    ],
)
def test_a_line_says_how_long_and_then_why(line: str, pause: Pause) -> None:
    assert held(line) == pause


@pytest.mark.parametrize("line", ["", "until", "meeting 45m", "24:00", "14:60"])
def test_a_line_that_begins_with_no_time_is_refused_in_a_sentence(line: str) -> None:
    with pytest.raises(UsageError, match="is not a time to hold"):
        held(line)


@pytest.mark.parametrize(
    ("text", "seconds"), [("0:00", 0), ("9:05", 9 * HOUR + 300), ("23:59", 24 * HOUR - 60), ("9", None)]
)
def test_a_time_of_day_is_seconds_after_midnight(text: str, seconds: int | None) -> None:
    assert clock_time(text) == seconds


@pytest.mark.parametrize(
    ("near", "hours", "meant"),
    [
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), 2.25, datetime(2026, 10, 25, 0, 15, tzinfo=UTC)),
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), 4, datetime(2026, 10, 25, 3, 0, tzinfo=UTC)),
        (datetime(2026, 3, 29, 0, 0, tzinfo=UTC), 4, datetime(2026, 3, 29, 2, 0, tzinfo=UTC)),
    ],
    ids=["there twice: the first", "after the hour that was there twice", "after the hour that was left out"],
)
def test_a_time_of_day_is_what_the_clock_shows_then_when_it_changes_that_night(
    near: datetime, hours: float, meant: datetime
) -> None:
    assert next_clock(near.timestamp(), int(hours * HOUR), amsterdam) == meant.timestamp()


def test_a_time_that_is_past_is_tomorrows_also_on_a_day_of_25_hours() -> None:
    now = moment("2026-10-25T00:10+02:00")
    assert next_clock(now.wall, 5 * 60, amsterdam) == moment("2026-10-26T00:05+01:00").wall
    assert next_clock(moment("2026-10-25T02:45+02:00").wall, int(2.5 * HOUR), amsterdam) == (
        moment("2026-10-25T02:30+01:00").wall
    )


def moment(text: str) -> Instant:
    """Return the instant of a moment in Amsterdam."""
    wall = datetime.fromisoformat(text).timestamp()
    return Instant(wall, 1000.0, "boot", amsterdam(wall))


@pytest.mark.parametrize(
    ("now", "text", "meant"),
    [
        ("2026-11-24T00:30+01:00", "22:00", "2026-11-23T22:00+01:00"),
        ("2026-11-24T00:30+01:00", "0:10", "2026-11-24T00:10+01:00"),
        ("2026-11-24T03:59+01:00", "04:00", "2026-11-23T04:00+01:00"),
        ("2026-11-24T04:00+01:00", "04:00", "2026-11-24T04:00+01:00"),
        ("2026-11-24T14:00+01:00", "02:00", "2026-11-24T02:00+01:00"),
        ("2026-10-25T03:30+01:00", "22:00", "2026-10-24T22:00+02:00"),
        ("2026-10-25T02:10+01:00", "02:50", "2026-10-25T02:50+02:00"),
        ("2026-10-25T03:10+01:00", "02:50", "2026-10-25T02:50+01:00"),
        ("2026-10-25T12:00+01:00", "2026-10-25T01:30", "2026-10-25T01:30+02:00"),
        ("2026-03-29T03:50+02:00", "02:30", "2026-03-29T03:30+02:00"),
        ("2026-03-29T12:00+02:00", "23:00", None),
        ("2026-11-24T14:00+01:00", "2026-07-01T18:00", "2026-07-01T18:00+02:00"),
        ("2026-11-24T14:00+01:00", "2026-11-24T18:00+09:00", "2026-11-24T10:00+01:00"),
        ("2026-11-24T14:00+01:00", "14:01", None),
        ("2026-11-24T14:00+01:00", "2026-11-25T09:00", None),
    ],
)
def test_a_moment_that_has_been_is_one_of_the_logical_day(now: str, text: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(UsageError, match="is in the future"):
            past_moment(text, moment(now), amsterdam, DAY_START)
        return
    assert past_moment(text, moment(now), amsterdam, DAY_START) == moment(meant).wall
