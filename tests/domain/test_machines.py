"""What two machines saw of one person: one body, and one answer to what both asked."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.chair.spans import Span, due_and_kept, longest_by_day, one_body, seconds_by_day
from coretui.domain.chair.state import Body
from coretui.domain.days import fixed
from tests.examples import examples

DAY = date(2026, 11, 23)
NINE = 1_795_424_400.0


def span(body: str, start: float, end: float, *, ends: bool = False) -> Span:
    return Span(Body(body), NINE + 60 * start, 60 * (end - start), DAY, ends)


def minutes(spans: list[Span]) -> list[tuple[str, float, float]]:
    return [(one.body.value, (one.start - NINE) / 60, one.seconds / 60) for one in spans]


def test_sitting_is_the_union_of_what_two_machines_saw() -> None:
    found = one_body([("a", span("sitting", 0, 60)), ("b", span("sitting", 30, 90))])
    assert minutes(found) == [("sitting", 0, 60), ("sitting", 60, 30)]
    assert seconds_by_day(found, Body.SITTING, 0, fixed(0)) == {DAY: 5400}
    assert longest_by_day(found) == {DAY: 5400}


def test_whoever_sits_at_one_machine_is_not_away_for_the_other() -> None:
    away, sat = span("away", 0, 100, ends=True), span("sitting", 40, 70)
    found = one_body([("a", away), ("b", sat)])
    assert minutes(found) == [("away", 0, 40), ("sitting", 40, 30), ("away", 70, 30)]
    assert [one.ends_stretch for one in found] == [True, False, True]


def test_a_scrap_of_an_absence_ends_no_stretch() -> None:
    away = span("away", 0, 60, ends=True)
    found = one_body([("a", away), ("b", span("sitting", 1, 60))])
    assert [(one.body.value, one.ends_stretch) for one in found] == [("away", False), ("sitting", False)]


def test_one_machine_is_left_as_it_is_whatever_its_clock_did() -> None:
    spans = [("a", span("sitting", 0, 60)), ("a", span("sitting", 30, 90))]
    assert one_body(spans) == [one for _boot, one in spans]


def test_what_follows_at_once_is_no_overlap() -> None:
    spans = [("a", span("sitting", 0, 60)), ("b", span("break", 59.99, 65, ends=True))]
    assert one_body(spans) == [one for _boot, one in spans]


def test_a_break_that_was_kept_answers_the_other_machine() -> None:
    def at(minute: float, boot: str, *, kept: bool) -> tuple[float, str, bool]:
        return NINE + 60 * minute, boot, kept

    assert due_and_kept([at(30, "a", kept=True), at(33, "b", kept=False)]) == (1, 1)
    assert due_and_kept([at(30, "a", kept=False), at(40, "b", kept=True)]) == (1, 1)
    assert due_and_kept([at(30, "a", kept=False), at(41, "b", kept=True)]) == (2, 1)
    assert due_and_kept([at(30, "a", kept=False), at(35, "a", kept=True)]) == (2, 1)
    assert due_and_kept([at(30, "a", kept=False), at(31, "b", kept=False), at(35, "a", kept=True)]) == (2, 1)


SPANS = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.builds(
            lambda body, start, length: span(body.value, start, start + length),
            st.sampled_from(Body),
            st.integers(0, 100),
            st.integers(1, 60),
        ),
    ),
    max_size=8,
)


@examples(100)
@given(SPANS)
def test_no_minute_is_lived_twice_and_none_is_lost(spans: list[tuple[str, Span]]) -> None:
    """One minute after the other, against the plain rule, where each machine by itself has one body."""
    order = sorted(spans, key=lambda one: one[1].start)
    alone: list[tuple[str, Span]] = []
    for boot, one in order:
        if all(other.start + other.seconds <= one.start for theirs, other in alone if theirs == boot):
            alone.append((boot, one))
    found = one_body(alone)
    rank = ("sitting", "session", "break", "standing", "away")
    for minute in range(170):
        moment = NINE + 60 * minute + 30
        said = [one.body.value for _boot, one in alone if one.start <= moment < one.start + one.seconds]
        holds = [one.body.value for one in found if one.start <= moment < one.start + one.seconds]
        assert holds == ([min(said, key=rank.index)] if said else [])
