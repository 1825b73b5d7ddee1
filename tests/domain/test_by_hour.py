"""When in the day somebody sits and gets up: the hours of the clock, over many days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.chair.by_hour import SittingHour, by_hour
from coretui.domain.chair.spans import AT_ONCE, Span, got_up_by_day, seconds_by_day
from coretui.domain.chair.state import Body
from coretui.domain.days import Zone, fixed
from tests.clock import MONDAY_NINE, utc
from tests.domain.script import at
from tests.domain.test_sitting import FOUR, MONDAY, TUESDAY, sat, spans
from tests.examples import examples

LONG = 45 * 60.0
BREAK = (Body.BREAK, 2, True)


def hours(found: list[Span], *days: date, zone: Zone = utc) -> tuple[SittingHour, ...]:
    return by_hour(found, days or (MONDAY,), LONG, FOUR, zone)


def test_sitting_belongs_to_the_hours_it_lies_in() -> None:
    assert hours(spans(sat(40), BREAK, sat(38))) == (SittingHour(9, 58 * 60.0, 0.0, 1), SittingHour(10, 20 * 60.0))


def test_a_long_stretch_is_long_from_its_beginning_on_whatever_short_breaks_are_in_it() -> None:
    found = spans(sat(10), BREAK, sat(30), (Body.BREAK, 1, False), sat(30))
    assert [(one.sat, one.long) for one in hours(found)] == [(57 * 60, 47 * 60), (13 * 60, 13 * 60)]


def test_a_stretch_as_long_as_that_is_not_longer() -> None:
    assert [one.long for one in hours(spans(sat(45)))] == [0]


def test_hours_in_which_nothing_was_sat_lie_between_the_others() -> None:
    found = spans(sat(10), (Body.AWAY, 120, True), sat(10))
    assert [(one.hour, one.sat) for one in hours(found)] == [(9, 600), (10, 0), (11, 600)]


def test_the_night_belongs_to_the_day_before_it() -> None:
    late = spans(sat(90), start=at("23:30"))
    assert [(one.hour, one.sat) for one in hours(late)] == [(23, 1800), (24, 3600)]


def test_days_that_are_not_asked_for_do_not_count() -> None:
    found = [*spans(sat(10), BREAK), *spans(sat(20), BREAK, start=at("09:00", 1), day=TUESDAY)]
    assert hours(found, TUESDAY) == (SittingHour(9, 1200, 0.0, 1),)
    assert hours(found, TUESDAY + timedelta(days=1)) == ()


def test_it_is_the_hour_that_the_clock_showed_there() -> None:
    there = [Span(Body.SITTING, MONDAY_NINE, 600, MONDAY, offset=-5 * 3600)]
    assert [one.hour for one in hours(there)] == [4]
    assert [one.hour for one in hours(spans(sat(10)), zone=fixed(3600))] == [10]


@pytest.mark.parametrize("then", [Body.BREAK, Body.STANDING, Body.SESSION, Body.AWAY])
def test_somebody_got_up_where_sitting_ended_in_anything_else(then: Body) -> None:
    assert got_up_by_day(spans(sat(10), (then, 2, True), sat(5), (then, 2, False)), FOUR, utc) == {MONDAY: 2}


def test_sitting_that_goes_on_or_after_which_nothing_is_known_is_no_getting_up() -> None:
    gap = spans(BREAK, start=MONDAY_NINE + 600 + AT_ONCE)
    assert got_up_by_day([*spans(sat(10)), *gap], FOUR, utc) == {}
    assert got_up_by_day(spans(sat(10), sat(10)), FOUR, utc) == {}


def test_getting_up_at_night_is_of_the_day_before() -> None:
    assert got_up_by_day(spans(sat(60), BREAK, start=at("03:00", 1), day=MONDAY), FOUR, utc) == {TUESDAY: 1}
    assert got_up_by_day(spans(sat(59), BREAK, start=at("03:00", 1), day=MONDAY), FOUR, utc) == {MONDAY: 1}


@examples(60)
@given(
    st.lists(st.tuples(st.sampled_from(Body), st.integers(1, 600), st.booleans()), max_size=30),
    st.integers(0, 24 * 60),
    st.sampled_from([0, 3600, -34_200, 20_700]),
)
def test_the_hours_add_up_to_what_the_days_have(
    parts: list[tuple[Body, int, bool]], begin: int, offset: int
) -> None:
    found = spans(*((body, minutes, ends and body is not Body.SITTING) for body, minutes, ends in parts),
                  start=MONDAY_NINE + 60.0 * begin)  # fmt: skip
    days, zone = {MONDAY + timedelta(days=n) for n in range(-1, 16, 2)}, fixed(offset)
    there = by_hour(found, days, LONG, FOUR, zone)
    sums = seconds_by_day(found, Body.SITTING, FOUR, zone)
    assert sum(one.sat for one in there) == pytest.approx(sum(sums.get(day, 0) for day in days))
    ups = got_up_by_day(found, FOUR, zone)
    assert sum(one.up for one in there) == sum(ups.get(day, 0) for day in days)
    assert all(0 <= one.long <= one.sat <= 3600 * len(days) and 4 <= one.hour < 28 for one in there)
    assert [one.hour for one in there] == [*range(there[0].hour, there[-1].hour + 1)] if there else True
