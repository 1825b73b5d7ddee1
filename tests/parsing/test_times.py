"""Times of day and how long reminders are held, as people type them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coretui.domain.chair.messages import Pause
from coretui.errors import UsageError
from coretui.parsing.times import at_clock, clock_time, typed
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
    assert at_clock(amsterdam, near.timestamp(), int(hours * HOUR)) == meant.timestamp()
