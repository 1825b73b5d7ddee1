"""What spans add up to."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.chair.messages import Away, Stand
from coretui.domain.chair.spans import Span, longest_by_day, open_spans, seconds_by_day
from coretui.domain.chair.state import Body
from tests.clock import MONDAY_NINE, utc
from tests.domain.script import Script, at

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
FOUR = 4 * 3600


def spans(*parts: tuple[Body, int, bool], start: float = MONDAY_NINE, day: date = MONDAY) -> list[Span]:
    """Return spans one after the other, each of so many minutes, all begun on a day."""
    found = []
    for body, minutes, ends_stretch in parts:
        found.append(Span(body, start, minutes * 60, day, ends_stretch))
        start += minutes * 60
    return found


def sat(minutes: int) -> tuple[Body, int, bool]:
    return Body.SITTING, minutes, False


def test_seconds_are_added_up_for_each_body() -> None:
    found = spans(sat(30), (Body.BREAK, 2, True), sat(20), (Body.STANDING, 10, True))
    assert seconds_by_day(found, Body.SITTING, FOUR, utc) == {MONDAY: 3000}
    assert seconds_by_day(found, Body.STANDING, FOUR, utc) == {MONDAY: 600}
    assert seconds_by_day(found, Body.AWAY, FOUR, utc) == {}


def test_seconds_belong_to_the_day_in_which_they_were_sat() -> None:
    late = spans(sat(90), start=at("03:00", days=1))
    assert seconds_by_day(late, Body.SITTING, FOUR, utc) == {MONDAY: 3600, TUESDAY: 1800}


def test_a_full_break_ends_a_stretch_and_a_short_one_does_not() -> None:
    found = spans(sat(30), (Body.BREAK, 1, False), sat(20), (Body.BREAK, 2, True), sat(40))
    assert longest_by_day(found) == {MONDAY: 50 * 60}


def test_a_stretch_belongs_to_the_day_it_began() -> None:
    evening = spans(sat(50), (Body.BREAK, 1, False), start=at("03:00", days=1))
    night = spans(sat(60), (Body.AWAY, 300, True), sat(10), start=at("03:51", days=1), day=TUESDAY)
    assert longest_by_day([*evening, *night]) == {MONDAY: 110 * 60, TUESDAY: 10 * 60}


def test_standing_too_short_to_count_is_no_sitting_either() -> None:
    assert longest_by_day(spans(sat(10), (Body.STANDING, 1, False), sat(10))) == {MONDAY: 20 * 60}


def test_nothing_sat_is_no_stretch() -> None:
    assert longest_by_day(spans((Body.AWAY, 60, True))) == {}


@given(st.lists(st.tuples(st.sampled_from(Body), st.integers(1, 600), st.booleans()), max_size=20))
def test_the_longest_stretch_is_no_longer_than_all_that_was_sat(parts: list[tuple[Body, int, bool]]) -> None:
    found = spans(*((body, minutes, ends and body is not Body.SITTING) for body, minutes, ends in parts))
    total = sum(span.seconds for span in found if span.body is Body.SITTING)
    each = [span.seconds for span in found if span.body is Body.SITTING]
    assert max(each, default=0) <= longest_by_day(found).get(MONDAY, 0) <= total


def test_what_runs_is_a_span_too() -> None:
    script = Script()
    script.tick(20)
    script.command(Stand())
    script.tick(5)
    assert script.chair
    running = open_spans(script.chair, script.clocks.now(), FOUR)
    assert running == (Span(Body.STANDING, at("09:20"), 300, MONDAY, offset=0),)


def test_an_absence_too_short_to_count_runs_beside_the_sitting_before_it() -> None:
    script = Script()
    script.tick(20)
    script.command(Away())
    script.tick(1)
    assert script.chair
    running = open_spans(script.chair, script.clocks.now(), FOUR)
    assert running == (
        Span(Body.SITTING, at("09:00"), 1200, MONDAY, offset=0),
        Span(Body.AWAY, at("09:20"), 60, MONDAY, offset=0),
    )
