"""Times of day and how long reminders are held, as people type them."""

from __future__ import annotations

import pytest

from coretui.domain.chair.messages import Pause
from coretui.errors import UsageError
from coretui.parsing.times import clock_time, typed
from tests.clock import MONDAY_NINE, FakeClocks, utc

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
