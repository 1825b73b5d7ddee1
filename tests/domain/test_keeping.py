"""Which copies of the record are kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.keeping import FEWEST, ROOM, Copy, room, surplus

MONDAY = date(2026, 11, 30)
MB = 1_000_000


def daily(days_ago: int, size: int = MB) -> Copy:
    day = MONDAY - timedelta(days=days_ago)
    return Copy(f"daily-{day}", -days_ago, day, size, daily=True)


def before(days_ago: int, size: int = MB) -> Copy:
    return Copy(f"before-{days_ago}", -days_ago + 0.5, MONDAY - timedelta(days=days_ago), size, daily=False)


def kept(copies: list[Copy], today: date = MONDAY) -> list[int]:
    """Return how many days ago the copies were made that stay."""
    gone = surplus(copies, today)
    return [(MONDAY - one.day).days for one in copies if one.name not in gone]


def test_a_year_of_days_keeps_seven_days_four_weeks_and_twelve_months() -> None:
    weeks = [7, 14, 21]  # the newest of the running week is among the days; 1, 8 and 15 are Sundays
    months = [30, 61, 91, 122, 153, 183, 214, 244, 275, 303, 334]
    found = kept([daily(n) for n in range(400)])
    assert found[:7] == list(range(7))
    assert len(found) == 7 + len(weeks) - 1 + len(months)
    assert [MONDAY - timedelta(days=n) for n in found[7:9]] == [date(2026, 11, 22), date(2026, 11, 15)]
    assert [n for n in found if n >= 30] == months


@pytest.mark.parametrize(
    ("copies", "stay"),
    [
        ([], []),
        ([daily(0)], [0]),
        ([daily(400), daily(500), daily(600), daily(700)], [400, 500, 600, 700]),  # away for a year: nothing goes
        ([daily(n) for n in range(9)], [0, 1, 2, 3, 4, 5, 6, 8]),  # 7 is the Monday of a week whose Sunday is kept
        ([*map(daily, range(3)), before(29), before(30)], [0, 1, 2, 29]),
        ([before(100), before(200), before(300), before(400)], [100, 200, 300]),
        ([daily(-3000), daily(0), daily(1), daily(2)], [-3000, 0, 1, 2]),  # the clock was ahead once
    ],
)
def test_what_stays(copies: list[Copy], stay: list[int]) -> None:
    assert kept(copies) == stay


def test_the_oldest_of_the_months_go_first_where_there_is_no_room() -> None:
    copies = [daily(n, 20 * MB) for n in range(400)]
    assert kept(copies) == [*range(7), 8, 15, 30]
    assert kept([daily(n, 40 * MB) for n in range(400)]) == [0, 1, 2, 3, 4]
    assert kept([*(daily(n, 40 * MB) for n in range(5)), before(3, 40 * MB)]) == [0, 1, 2, 3, 4]


def test_three_always_stay_however_large_they_are() -> None:
    assert kept([daily(0, MB), daily(1, 300 * MB), daily(2, 300 * MB), daily(3, 300 * MB)]) == [0, 1, 2]


def test_there_is_room_for_three_of_the_newest() -> None:
    assert (room(MB), room(100 * MB)) == (ROOM, 300 * MB)


copies = st.lists(
    st.builds(daily, st.integers(-40, 900), st.integers(0, 90 * MB))
    | st.builds(before, st.integers(-40, 900), st.integers(0, 90 * MB)),
    unique_by=lambda one: one.name,
    max_size=60,
)


@given(copies, st.integers(-10, 10))
def test_what_is_removed_is_never_the_newest_and_makes_enough_room(found: list[Copy], later: int) -> None:
    gone = surplus(found, MONDAY + timedelta(days=later))
    assert len(set(gone)) == len(gone)
    newest = sorted(found, key=lambda one: one.made, reverse=True)
    assert not {one.name for one in newest[:FEWEST]} & set(gone)
    left = [one for one in found if one.name not in gone]
    assert len(left) <= FEWEST or sum(one.size for one in left) <= max(
        room(newest[0].size), sum(one.size for one in newest[:FEWEST])
    )
    assert surplus(left, MONDAY + timedelta(days=later)) == ()


@given(st.lists(st.integers(0, 3), min_size=1, max_size=100))
def test_whoever_makes_one_now_and_then_keeps_the_last_seven_and_a_trail(gaps: list[int]) -> None:
    there: list[Copy] = []
    today = MONDAY
    for gap in gaps:
        today += timedelta(days=gap)
        new = Copy(f"daily-{today}", (today - MONDAY).days, today, MB, daily=True)
        there = [one for one in there if one.day != today] + [new]
        gone = surplus(there, today)
        there = [one for one in there if one.name not in gone]
    made = {MONDAY + timedelta(days=sum(gaps[: n + 1])) for n in range(len(gaps))}
    assert {one.day for one in there} >= set(sorted(made)[-7:])
    months = {(day.year, day.month) for day in made}
    assert {(one.day.year, one.day.month) for one in there} == months
