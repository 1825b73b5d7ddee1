"""Notes of posture, and when somebody may be asked for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.chair.view import ChairState
from coretui.domain.posture.asking import (
    Answer,
    Ask,
    Situation,
    ignored,
    left,
    may_ask,
    refused,
    stands,
)
from coretui.domain.posture.notes import (
    Moment,
    Posture,
    PostureChanges,
    PostureNote,
    by_hour,
    changed,
    counts,
    different,
    shares,
    spells,
)
from tests.examples import examples

TODAY = date(2026, 11, 24)
NINE = 1_795_510_800.0
"""09:00 UTC on that day."""
HOUR = 3600.0
UPRIGHT, SLUMPED, STANDING = Posture.UPRIGHT, Posture.SLUMPED, Posture.STANDING
QUIETLY = Situation(TODAY, wanted=True, every=HOUR, at_desk=2 * HOUR, chair=ChairState.BREAK)


def noted(hours: float, posture: Posture = SLUMPED, day: date = TODAY, offset: int = 0) -> PostureNote:
    return PostureNote(posture, Moment.BREAK, NINE + hours * HOUR, offset, day)


def asked(hours: float, answer: Answer | None = Answer.PASSED, day: date = TODAY) -> Ask:
    return Ask(NINE + hours * HOUR, day, answer)


# notes


def test_neighbours_of_one_day_are_compared_in_their_order_in_time() -> None:
    notes = [noted(3, UPRIGHT), noted(0, UPRIGHT), noted(1, SLUMPED), noted(4, UPRIGHT)]
    assert changed(notes) == PostureChanges(2, 3)


def test_a_day_with_one_note_has_no_change_and_days_are_not_neighbours() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert changed([noted(0, UPRIGHT), noted(24, SLUMPED, tomorrow)]) == PostureChanges(0, 0)
    across = [noted(17, UPRIGHT), noted(18, SLUMPED), noted(25, UPRIGHT, tomorrow)]
    assert changed(across) == PostureChanges(1, 1), "one after midnight is of the same logical day"


def test_a_share_needs_four_pairs() -> None:
    assert PostureChanges(3, 3).share is None
    assert PostureChanges(3, 4).share == 0.75


def test_all_seven_are_counted_and_none_is_left_out() -> None:
    found = counts([noted(0), noted(1), noted(2, STANDING)])
    assert list(found) == list(Posture)
    assert (found[SLUMPED], found[STANDING], found[UPRIGHT]) == (2, 1, 0)
    assert shares([noted(0), noted(2, STANDING)])[SLUMPED] == 0.5
    assert set(shares([]).values()) == {0.0}


def test_hours_are_those_that_the_clock_showed_there() -> None:
    notes = [noted(0.5, UPRIGHT), noted(0.2, SLUMPED), noted(0, STANDING, offset=7200)]
    assert by_hour(notes) == {TODAY: {11: (STANDING,), 9: (SLUMPED, UPRIGHT)}}


def test_a_note_after_midnight_is_of_the_hours_after_those_of_its_day() -> None:
    assert by_hour([noted(16.5)]) == {TODAY: {25: (SLUMPED,)}}


def test_spells_of_four_weeks_end_with_the_last_day_and_the_first_may_be_shorter() -> None:
    first = TODAY - timedelta(days=30)
    early, late = noted(0, day=first), noted(1, day=TODAY)
    found = spells([late, early, noted(2, day=first - timedelta(days=1))], first, TODAY)
    assert found == (
        (first, first + timedelta(days=2), (early,)),
        (first + timedelta(days=3), TODAY, (late,)),
    )
    assert spells([], TODAY, TODAY) == ((TODAY, TODAY, ()),)


@pytest.mark.parametrize(
    ("postures", "expected"),
    [((), None), ((UPRIGHT, SLUMPED), None), ((SLUMPED,) * 3, 1), ((SLUMPED, UPRIGHT, SLUMPED, STANDING), 2)],
)
def test_only_the_first_three_notes_of_a_day_tell_how_it_varied(
    postures: tuple[Posture, ...], expected: int | None
) -> None:
    assert different(noted(n, posture) for n, posture in enumerate(postures)) == expected


# asking


def test_at_a_quiet_break_it_may_be_asked() -> None:
    assert may_ask(NINE, [], [], 3, QUIETLY)
    assert may_ask(NINE, [], [], 3, replace(QUIETLY, chair=ChairState.SITTING))


@pytest.mark.parametrize(
    "situation",
    [
        replace(QUIETLY, wanted=False),
        replace(QUIETLY, resting=True),
        replace(QUIETLY, busy=True),
        replace(QUIETLY, slept=True),
        replace(QUIETLY, at_desk=HOUR - 1),
        *(
            replace(QUIETLY, chair=state)
            for state in ChairState
            if state not in {ChairState.BREAK, ChairState.SITTING}
        ),
    ],
)
def test_nothing_is_asked(situation: Situation) -> None:
    """Unwanted, in a flare-up or time off, after a sleep, with little desk, and in every state of a busy chair."""
    assert not may_ask(NINE, [], [], 3, situation)


@pytest.mark.parametrize(
    ("asks", "notes", "expected"),
    [
        ([asked(0)], [], False),  # within the hour of a question
        ([], [noted(0.1)], False),  # within the hour of a note of one's own
        ([asked(0)], [noted(0.1)], False),
        ([asked(-1)], [], True),
        ([asked(-1), asked(-2)], [], True),
        ([asked(-1), asked(-2), asked(-3)], [], False),  # three a day
        ([], [noted(-3), noted(-2), noted(-1)], False),  # the goal of the day is there
        ([asked(-3, Answer.NOTED)], [noted(-3), noted(-1)], True),
        ([asked(-2, Answer.NOT_NOW), asked(-1, Answer.NOT_NOW)], [], False),
        ([asked(-2, Answer.NOT_NOW), asked(-1, Answer.NOTED)], [], True),
        ([asked(-20, Answer.NOT_NOW, TODAY - timedelta(days=1)), asked(-1, Answer.NOT_NOW)], [], True),
        ([asked(0.5, day=TODAY - timedelta(days=1))], [], False),  # the hour knows no midnight
    ],
)
def test_how_often(asks: list[Ask], notes: list[PostureNote], *, expected: bool) -> None:
    assert may_ask(NINE + 0.9 * HOUR if not expected else NINE, asks, notes, 3, QUIETLY) is expected


@pytest.mark.parametrize(
    ("seconds", "situation", "expected"),
    [
        (599, QUIETLY, True),
        (600, QUIETLY, False),
        (-600, QUIETLY, False),  # the clock was set back
        (60, replace(QUIETLY, chair=ChairState.SITTING, at_desk=0, slept=True), True),  # that it was put is enough
        (60, replace(QUIETLY, chair=ChairState.AWAY), True),
        *(
            (60, replace(QUIETLY, chair=state), False)
            for state in (ChairState.DUE, ChairState.HELD, ChairState.SESSION)
        ),
        (60, replace(QUIETLY, busy=True), False),
        (60, replace(QUIETLY, resting=True), False),
        (60, replace(QUIETLY, wanted=False), False),
    ],
)
def test_a_question_stands_for_ten_minutes_unless_something_else_comes(
    seconds: float, situation: Situation, *, expected: bool
) -> None:
    assert stands(NINE + seconds, NINE, situation) is expected


def test_none_is_asked_while_another_waits_however_often_it_may_be() -> None:
    often = replace(QUIETLY, every=60.0)
    assert may_ask(NINE + HOUR, [asked(0.9)], [], 3, often)
    assert not may_ask(NINE + HOUR, [asked(0.9, None)], [], 3, often)


def test_what_is_left_today_counts_notes_and_questions() -> None:
    assert left([], [], 3, TODAY) == 3
    assert left([asked(0, Answer.NOTED)], [noted(0)], 3, TODAY) == 2
    assert left([asked(0)], [noted(0), noted(2)], 3, TODAY) == 1
    assert left([], [noted(n) for n in range(5)], 3, TODAY) == 0
    assert left([asked(0, day=TODAY - timedelta(days=1))], [], 3, TODAY) == 3


def test_ten_in_a_row_without_a_note_are_too_many_and_twenty_again() -> None:
    passed = [asked(-n) for n in range(10)]
    assert not ignored(passed[:9])
    assert ignored(passed)
    assert not ignored([*passed, asked(-10)]), "switched on again, it asks ten times more"
    assert ignored([asked(-n, Answer.NOT_NOW) for n in range(20)])
    assert not ignored([*passed[1:], asked(0.5, Answer.NOTED)])
    assert not ignored([*passed[1:], asked(0.5, None)]), "one that is open has not been ignored yet"
    assert not ignored([])


moments = st.lists(
    st.tuples(
        st.floats(0, 20),
        st.sampled_from(["ask", "note"]),
        st.sampled_from([*Answer]),
        st.sampled_from([*ChairState]),
    ),
    max_size=40,
)


@examples(150)
@given(moments, st.integers(1, 4), st.floats(0.25, 3))
def test_never_twice_within_the_hour_never_beyond_the_goal(
    day: list[tuple[float, str, Answer, ChairState]], goal: int, hours: float
) -> None:
    """Whatever happens in a day, and whenever it is tried."""
    asks: list[Ask] = []
    notes: list[PostureNote] = []
    for at, what, answer, state in sorted(day):
        if what == "note":
            notes.append(noted(at))
            continue
        now = replace(QUIETLY, chair=state, every=hours * HOUR)
        if may_ask(NINE + at * HOUR, asks, notes, goal, now):
            assert state in {ChairState.BREAK, ChairState.SITTING}
            assert not refused(asks, TODAY)
            before = [*(ask.at for ask in asks), *(note.at for note in notes)]
            assert all(NINE + at * HOUR - then >= hours * HOUR - 1e-3 for then in before)
            asks.append(asked(at, answer))
            if answer is Answer.NOTED:
                notes.append(noted(at))
    assert len(asks) <= goal
