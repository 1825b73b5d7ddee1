"""Times of day and how long reminders are held, as people type them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coretui.domain.chair.messages import Pause
from coretui.domain.days import Instant
from coretui.errors import UsageError
from coretui.parsing.clock import clock_range, clock_time
from coretui.parsing.times import next_clock, past_moment, typed
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
        ("20 min meeting with 5", Pause(seconds=20 * 60, reason="meeting with 5")),
        ("half uur lunch", Pause(seconds=30 * 60, reason="lunch")),
        ("1,5 uur", Pause(seconds=90 * 60)),
        ("a quarter of an hour tea", Pause(seconds=15 * 60, reason="tea")),
        ("14.30 Ann", Pause(until=MONDAY_NINE + 5.5 * HOUR, reason="Ann")),
        ("2:30 pm Ann", Pause(until=MONDAY_NINE + 5.5 * HOUR, reason="Ann")),
        ("until 14u30 Ann", Pause(until=MONDAY_NINE + 5.5 * HOUR, reason="Ann")),
        ("tot 14u30", Pause(until=MONDAY_NINE + 5.5 * HOUR)),
        ("Tot morgen", Pause(until=MONDAY_NINE + 19 * HOUR)),
        ("until noon", Pause(until=MONDAY_NINE + 3 * HOUR)),
    ],
)
def test_a_line_says_how_long_and_then_why(line: str, pause: Pause) -> None:
    assert held(line) == pause


@pytest.mark.parametrize("line", ["", "until", "meeting 45m", "24:00", "14:60"])
def test_a_line_that_begins_with_no_time_is_refused_in_a_sentence(line: str) -> None:
    with pytest.raises(UsageError, match="does not say how long"):
        held(line)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *(("0:00", 0), ("9:05", 9 * HOUR + 300), ("23:59", 24 * HOUR - 60), ("9", None), ("24:00", None)),
        *(
            (text, 9 * HOUR + 1800)
            for text in ("9.30", "9u30", "09h30", "0930", "9:30 am", "9:30 uur", " 9.30 AM ")
        ),
        *(("9 uur", 9 * HOUR), ("9u", 9 * HOUR), ("12 am", 0), ("12:30 pm", 45_000), ("9 p.m.", 21 * HOUR)),
        *((text, None) for text in ("13 pm", "0 am", "9:60", "9,30", "9:3", "half past nine", "")),
    ],
)
def test_a_time_of_day_is_seconds_after_midnight(text: str, seconds: int | None) -> None:
    assert clock_time(text) == seconds


@pytest.mark.parametrize("line", ["1u20", "9 uur", "9u30 meeting"])
def test_what_may_be_a_time_or_a_length_is_asked_for_again(line: str) -> None:
    with pytest.raises(UsageError, match="can be a time or a duration; write until 14:30 or 1h20m"):
        held(line)


def test_reminders_are_not_held_for_years() -> None:
    with pytest.raises(UsageError, match="'999999h' is too long; write at most 31 days"):
        held("999999h")


@pytest.mark.parametrize(
    ("text", "hours"),
    [("9-17", (9, 17)), ("van 9 tot 17u", (9, 17)), ("22:00-6.00", (22, 30)), ("0-24:00", (0, 24))],
)
def test_a_range_of_a_day_goes_on_across_midnight(text: str, hours: tuple[int, int]) -> None:
    assert clock_range(text) == tuple(hour * HOUR for hour in hours)


@pytest.mark.parametrize("text", ["", "9", "9-", "9-25", "9-12-17", "nine to five"])
def test_what_is_no_range_is_none(text: str) -> None:
    assert clock_range(text) is None


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


@pytest.mark.parametrize(("minutes", "offset"), [(10, "+01:00"), (20, "+01:00"), (30, "+02:00"), (70, "+02:00")])
def test_of_two_moments_it_is_the_last_from_which_it_is_over(minutes: int, offset: str) -> None:
    now = moment("2026-10-25T02:30+01:00")
    found = past_moment("02:10", now, amsterdam, DAY_START, 60 * minutes)
    assert found == moment(f"2026-10-25T02:10{offset}").wall
