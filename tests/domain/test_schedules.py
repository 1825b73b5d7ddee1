"""What is asked from when, and how weeks are named."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.habits.schedules import Repeat, Schedule, holds_from, parse_week, schedule_on, week_of
from tests.domain.histories import (
    FIRST,
    FRI,
    MID,
    MONDAY,
    SATURDAY,
    SUNDAY,
    THU,
    daily,
    monday,
    on,
    times,
    weekdays,
)


@pytest.mark.parametrize(
    ("week_start", "first"),
    [(MONDAY, date(2026, 11, 16)), (SUNDAY, date(2026, 11, 15)), (SATURDAY, date(2026, 11, 14))],
)
def test_a_week_is_named_for_the_iso_week_of_its_fourth_day(week_start: int, first: date) -> None:
    week = week_of(date(2026, 11, 18), week_start)
    assert (week.first, week.last, week.name) == (first, first + timedelta(days=6), "2026-W47")
    assert parse_week("2026-W47", week_start) == week
    assert len(week.days) == 7
    assert week.days[0] in week
    assert week.days[6] in week
    assert first - timedelta(days=1) not in week
    assert week.last + timedelta(days=1) not in week


@given(st.dates(date(2, 1, 8), date(9998, 12, 20)), st.integers(0, 6))
def test_every_week_has_its_own_name(day: date, week_start: int) -> None:
    week = week_of(day, week_start)
    assert day in week
    assert week.first.weekday() == week_start
    assert parse_week(f" {week.name.lower()} ", week_start) == week
    assert week.shift(1).name != week.name


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-47", "2025-W53", "2026-W00", "2026-W54", "2026-W4", "2026-W470", "9999-W52", "0001-W01"],
)
def test_what_is_no_week_is_none(text: str) -> None:
    assert parse_week(text, SUNDAY) is None


def test_a_week_cannot_hold_eight_days() -> None:
    for n in (0, 8):
        with pytest.raises(ValueError, match=re.escape(f"not {n}")):
            times(n)
    for none in ([], [7]):
        with pytest.raises(ValueError, match="weekdays are"):
            weekdays(none)
    with pytest.raises(ValueError, match="at least one"):
        schedule_on((), FIRST, MONDAY)


def test_the_first_schedule_holds_for_all_earlier_days() -> None:
    assert schedule_on((times(4, monday(2)), times(3, monday(1))), date(1999, 1, 1), MONDAY).times == 3


LONG_AGO = FIRST - timedelta(weeks=10)


@pytest.mark.parametrize(
    ("schedules", "held"),
    [
        # what holds on Tuesday, Wednesday, Friday and the Monday after
        ((times(3, LONG_AGO), times(4, MID)), "3 3 3 4"),
        ((times(3, LONG_AGO), times(4, FIRST)), "4 4 4 4"),
        ((times(3, LONG_AGO), times(4, MID), times(5, FRI)), "3 3 3 5"),
        ((times(3, LONG_AGO), times(4, MID), times(5, MID)), "3 3 3 5"),
        ((times(3, LONG_AGO), times(4, MID), times(3, FRI)), "3 3 3 3"),
        ((daily(LONG_AGO), weekdays([1], MID)), "d w w w"),
        ((weekdays([1], LONG_AGO), daily(MID)), "w d d d"),
        ((times(3, LONG_AGO), daily(MID)), "3 3 3 d"),
        ((daily(LONG_AGO), times(3, MID)), "d d d 3"),
        ((daily(LONG_AGO), times(3, MID), weekdays([1], THU)), "d d w w"),
        ((daily(LONG_AGO), weekdays([1], MID), times(3, THU)), "d w w 3"),
        ((times(3, LONG_AGO), daily(MID), weekdays([1], THU)), "3 3 3 w"),
    ],
)
def test_a_change_of_days_holds_at_once_and_one_of_a_weekly_goal_from_the_next_week(
    schedules: tuple[Schedule, ...], held: str
) -> None:
    days = (min(on(0, "Tue")), MID, FRI, monday(1))
    found = [schedule_on(schedules, day, MONDAY) for day in days]
    letters = {Repeat.DAILY: "d", Repeat.WEEKDAYS: "w"}
    assert [letters.get(schedule.repeat, str(schedule.times)) for schedule in found] == held.split()


@pytest.mark.parametrize(
    ("in_force", "change", "today", "week_start", "since"),
    [
        (times(3), times(4), MID, MONDAY, monday(1)),
        (times(3), times(4), FIRST, MONDAY, monday(1)),  # the week has begun, and may be met already
        (times(3), times(4), monday(1) - timedelta(days=1), MONDAY, monday(1)),
        (times(3), daily(), MID, MONDAY, monday(1)),
        (daily(), times(3), MID, MONDAY, monday(1)),
        (daily(), times(3), MID, SUNDAY, monday(1) - timedelta(days=1)),
        (daily(), times(3), MID, SATURDAY, monday(1) - timedelta(days=2)),
        (daily(), weekdays([1]), MID, MONDAY, MID),
        (weekdays([1]), daily(), MID, MONDAY, MID),
    ],
)
def test_what_is_changed_today_holds_from_today_or_the_next_week(
    in_force: Schedule, change: Schedule, today: date, week_start: int, since: date
) -> None:
    assert holds_from(in_force, change, today, week_start) == since
    later = replace(change, effective_from=since)
    earlier = replace(in_force, effective_from=LONG_AGO)
    assert schedule_on((earlier, later), since, week_start) == later
    assert schedule_on((earlier, later), since - timedelta(days=1), week_start) == earlier
