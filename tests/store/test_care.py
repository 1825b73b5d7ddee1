"""Pain, self-checks, flare-ups and time off on disk; what sessions count for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coretui.domain.care.advice import Lasting
from coretui.domain.care.selfcheck import Gate, SelfCheck
from coretui.domain.days import Instant
from coretui.domain.habits.habit import DayFacts
from coretui.domain.habits.overview import Record
from coretui.domain.habits.schedules import week_of
from coretui.domain.habits.streaks import DayMark, WeekState, marks, streak, week_state
from coretui.domain.pain import Pain
from coretui.errors import NotNowError
from coretui.store import journal
from coretui.store.care import (
    back_pain,
    check,
    checks,
    complaints,
    feel,
    hurt,
    last_check,
    pains,
    recent_scores,
    session_scores,
    stretch_gate,
    tell_more,
    worst_of,
)
from coretui.store.database import Store, new_id
from coretui.store.reading import facts, records
from coretui.store.records import log_movement, tick
from coretui.store.timeoff import days_off, flare_off, flare_on, flare_since, flaring
from tests.clock import FakeClocks, utc

FOUR = 4 * 3600
SUNDAY, MONDAY, TUESDAY = date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 24)
WEEK = timedelta(days=7)


def facts_of(store: Store, day: date = MONDAY) -> DayFacts:
    return facts(store, day, day, day_start=FOUR, zone=utc)[day]


def record_of(store: Store, habit: str, today: date = MONDAY) -> Record:
    return next(record for record in records(store, today) if record.habit.id == habit)


def a_session(
    store: Store,
    now: Instant,
    programme: str = "programme",
    planned: int = 10,
    day: date = MONDAY,
    **given: object,
) -> str:
    session = new_id()
    with store.write() as db:
        db.table("session").insert(
            {
                "id": session,
                "programme": programme,
                "counts_as": "movement" if programme in {"gentle", "desk"} else "core",
                "sides": "each",
                "first_side": "left",
                "planned": planned,
                "started_at": now.wall,
                "utc_offset": 0,
                "day": day.isoformat(),
                **given,
            }
        )
    return session


def a_set(store: Store, session: str, number: int, now: Instant, done: int = 5, **given: object) -> None:
    with store.write() as db:
        db.table("session_set").insert(
            {
                "id": new_id(),
                "session": session,
                "exercise": "log-roll",
                "number": number,
                "prescribed": 5,
                "unit": "reps",
                "done": done,
                "done_at": now.wall,
                "utc_offset": 0,
                **given,
            }
        )


# pain


def test_the_back_is_noted_once_a_day(store: Store, clocks: FakeClocks) -> None:
    assert feel(store, Pain(3), MONDAY, clocks.now()).before is None
    assert feel(store, Pain(6, leg=True), MONDAY, clocks.now()).before == Pain(3)
    assert feel(store, Pain(1), SUNDAY, clocks.now()).before is None
    assert back_pain(store, SUNDAY, MONDAY) == {SUNDAY: Pain(1), MONDAY: Pain(6, leg=True)}
    assert back_pain(store, MONDAY, TUESDAY) == {MONDAY: Pain(6, leg=True)}


def test_what_the_back_said_can_be_taken_back_step_by_step(store: Store, clocks: FakeClocks) -> None:
    feel(store, Pain(3), MONDAY, clocks.now())
    feel(store, Pain(6), MONDAY, clocks.now())
    assert journal.undo(store).words == {"score": 6, "day": "2026-11-23"}
    assert back_pain(store, MONDAY, MONDAY) == {MONDAY: Pain(3)}
    journal.undo(store)
    assert back_pain(store, MONDAY, MONDAY) == {}
    journal.redo(store)
    assert back_pain(store, MONDAY, MONDAY) == {MONDAY: Pain(3)}


def test_pain_in_a_session_is_on_its_day_and_not_the_backs(store: Store, clocks: FakeClocks) -> None:
    session = a_session(store, clocks.now())
    clocks.advance(86_400)
    hurt(store, session, Pain(4), clocks.now(), "log-roll")
    hurt(store, session, Pain(2), clocks.now())
    assert back_pain(store, SUNDAY, TUESDAY) == {}
    rows = store.db.execute("select day, exercise, score from pain order by score").fetchall()
    assert [tuple(row) for row in rows] == [("2026-11-23", None, 2), ("2026-11-23", "log-roll", 4)]
    assert journal.undo(store).code == "session pain"
    assert journal.undo(store).code == "exercise pain"
    with pytest.raises(NotNowError):
        hurt(store, "gone", Pain(4), clocks.now())


def test_what_is_told_after_a_score_is_one_step_with_it(store: Store, clocks: FakeClocks) -> None:
    session = a_session(store, clocks.now())
    note = hurt(store, session, Pain(7), clocks.now())
    tell_more(store, note, clocks.now(), leg=True)
    tell_more(store, note, clocks.now(), exercise="log-roll")
    assert pains(store, session) == {"log-roll": (Pain(7, leg=True),)}
    undone = journal.undo(store)
    assert (undone.code, undone.words["exercise"]) == ("exercise pain", "log-roll")
    assert store.db.table("pain").count == 0
    with pytest.raises(NotNowError):
        tell_more(store, note, clocks.now(), leg=False)
    journal.redo(store)
    assert pains(store, session) == {"log-roll": (Pain(7, leg=True),)}


def test_what_is_told_after_another_step_is_a_step_of_its_own(store: Store, clocks: FakeClocks) -> None:
    note = feel(store, Pain(3), MONDAY, clocks.now())
    feel(store, Pain(5), SUNDAY, clocks.now())
    tell_more(store, note, clocks.now(), leg=True)
    journal.undo(store)
    assert back_pain(store, SUNDAY, MONDAY) == {SUNDAY: Pain(5), MONDAY: Pain(3)}


def test_the_scores_of_sessions_are_their_worst_the_oldest_first(store: Store, clocks: FakeClocks) -> None:
    for programme, scores, sets in (
        ("programme", (9,), 1),
        ("programme", (1, 2), 1),
        ("desk", (5,), 1),
        ("pillars", (), 1),
        ("programme", (), 0),  # begun, and nothing done
        ("programme", (4, 3), 0),
    ):
        clocks.advance(3600)
        session = a_session(store, clocks.now(), programme)
        for number in range(sets):
            a_set(store, session, number + 1, clocks.now())
        for score in scores:
            hurt(store, session, Pain(score), clocks.now())
    feel(store, Pain(8), MONDAY, clocks.now())
    assert session_scores(store) == (2, None, 4)
    assert session_scores(store, "programme") == (9, 2, 4)
    assert session_scores(store, "programme", count=1) == (4,)
    assert session_scores(store, "desk") == (5,)
    assert session_scores(store, "gentle") == ()


def test_sessions_are_one_row_for_four_weeks(store: Store, clocks: FakeClocks) -> None:
    for score in (1, 2, 3):
        hurt(store, a_session(store, clocks.now(), "programme"), Pain(score), clocks.now())
        clocks.advance(3600)
    assert recent_scores(store, MONDAY) == (1, 2, 3)
    assert recent_scores(store, MONDAY + timedelta(days=28), "programme") == (1, 2, 3)
    assert recent_scores(store, MONDAY + timedelta(days=29)) == ()


def test_the_worst_of_a_session_and_a_leg_count(store: Store, clocks: FakeClocks) -> None:
    session = a_session(store, clocks.now(), "programme")
    assert worst_of(store, session) is None
    hurt(store, session, Pain(2, leg=True), clocks.now())
    hurt(store, session, Pain(4), clocks.now(), "superman")
    assert worst_of(store, session) == Pain(4, leg=True)


# self-checks


def test_a_self_check_opens_the_gate_and_the_next_one_shuts_it(store: Store, clocks: FakeClocks) -> None:
    assert last_check(store) is None
    assert stretch_gate(store) == Gate(stretches=False, checked=False)
    first = SelfCheck(SUNDAY, frozenset({"hollow"}))
    assert not check(store, first, clocks.now())
    assert stretch_gate(store).stretches
    second = SelfCheck(MONDAY, frozenset(), frozenset({"inflamed", "stress"}))
    check(store, second, clocks.now())
    assert last_check(store) == second
    assert stretch_gate(store) == Gate(
        stretches=False, checked=True, reasons=("inflamed", "stress"), ask_first=True
    )
    journal.undo(store)
    assert stretch_gate(store).stretches


def test_a_self_check_of_an_earlier_day_leaves_the_gate_alone(store: Store, clocks: FakeClocks) -> None:
    check(store, SelfCheck(MONDAY, frozenset(), frozenset({"stress"})), clocks.now())
    clocks.advance(60)
    check(store, SelfCheck(SUNDAY), clocks.now())
    assert not stretch_gate(store).stretches
    assert [one.day for one in checks(store, SUNDAY, MONDAY)] == [SUNDAY, MONDAY]


def test_a_second_self_check_on_a_day_replaces_the_first(store: Store, clocks: FakeClocks) -> None:
    check(store, SelfCheck(MONDAY, frozenset({"stiff"})), clocks.now())
    assert check(store, SelfCheck(MONDAY), clocks.now())
    assert checks(store, MONDAY, MONDAY) == (SelfCheck(MONDAY),)
    journal.undo(store)
    assert last_check(store) == SelfCheck(MONDAY, frozenset({"stiff"}))


def test_a_self_check_is_the_habit_done_and_so_is_a_tick(store: Store, clocks: FakeClocks) -> None:
    check(store, SelfCheck(MONDAY), clocks.now())
    tick(store, "self-check", MONDAY - WEEK, clocks.now())
    found = record_of(store, "self-check").history
    assert found.done == {MONDAY, MONDAY - WEEK}
    assert facts_of(store).self_checks == 1
    assert week_state(found, week_of(MONDAY, 0), MONDAY).state is WeekState.MET


def test_complaints_are_looked_for_in_what_was_noted(store: Store, clocks: FakeClocks) -> None:
    assert complaints(store, MONDAY, 0) == ()
    for weeks in range(3):
        feel(store, Pain(4), MONDAY - weeks * WEEK, clocks.now())
    old = MONDAY - timedelta(days=14)
    check(store, SelfCheck(old, frozenset({"stiff"})), clocks.now())
    check(store, SelfCheck(old - 12 * WEEK, frozenset({"stiff"})), clocks.now())
    assert complaints(store, MONDAY, 0) == (Lasting.PAIN, Lasting.SIGNS)


# flare-ups and time off


def test_a_flare_up_lasts_from_its_first_day_to_the_one_on_which_it_ends(store: Store, clocks: FakeClocks) -> None:
    assert not flaring(store, MONDAY)
    flare_on(store, SUNDAY, clocks.now())
    assert flare_since(store) == SUNDAY
    assert not flaring(store, SUNDAY - timedelta(days=1))
    assert flaring(store, SUNDAY)
    assert flaring(store, TUESDAY)
    assert days_off(store, MONDAY) == {SUNDAY, MONDAY}
    assert flare_off(store, MONDAY, clocks.now()) == SUNDAY
    assert flare_since(store) is None
    assert flaring(store, SUNDAY)
    assert not flaring(store, MONDAY)  # it was said to be over
    assert days_off(store, TUESDAY) == {SUNDAY, MONDAY}


def test_a_flare_up_that_comes_back_on_the_day_it_ended_goes_on(store: Store, clocks: FakeClocks) -> None:
    flare_on(store, SUNDAY, clocks.now())
    flare_off(store, MONDAY, clocks.now())
    flare_on(store, MONDAY, clocks.now())
    assert flare_since(store) == SUNDAY
    flare_off(store, MONDAY, clocks.now())
    flare_on(store, TUESDAY, clocks.now())
    assert flare_since(store) == TUESDAY


def test_a_flare_up_begins_and_ends_once_and_can_be_undone(store: Store, clocks: FakeClocks) -> None:
    with pytest.raises(NotNowError):
        flare_off(store, MONDAY, clocks.now())
    flare_on(store, MONDAY, clocks.now())
    with pytest.raises(NotNowError):
        flare_on(store, MONDAY, clocks.now())
    flare_off(store, MONDAY, clocks.now())
    assert days_off(store, TUESDAY) == {MONDAY}
    assert journal.undo(store).code == "flare off"
    assert flaring(store, TUESDAY)
    assert journal.undo(store).code == "flare on"
    assert days_off(store, TUESDAY) == frozenset()


def test_a_clock_that_was_set_back_does_not_turn_a_flare_up_round(store: Store, clocks: FakeClocks) -> None:
    flare_on(store, MONDAY, clocks.now())
    flare_off(store, SUNDAY, clocks.now())
    assert days_off(store, TUESDAY) == {MONDAY}


def test_time_off_is_no_flare_up_and_rests_until_its_last_day(store: Store) -> None:
    with store.write() as db:
        db.table("time_off").insert({"id": "a", "first": "2026-11-20", "last": "2026-11-25", "reason": "off"})
    assert not flaring(store, MONDAY)
    assert flare_since(store) is None
    assert days_off(store, MONDAY) == {date(2026, 11, n) for n in range(20, 26)}


def test_targets_rest_and_no_streak_is_lost(store: Store, clocks: FakeClocks) -> None:
    monday = MONDAY - 2 * WEEK
    for n in (0, 2, 4):
        tick(store, "core", monday + timedelta(days=n), clocks.now())
    tick(store, "breathing", SUNDAY - WEEK, clocks.now())
    flare_on(store, MONDAY - WEEK, clocks.now())
    for habit in ("core", "breathing"):
        assert streak(record_of(store, habit, SUNDAY).history, SUNDAY, 0).current == 1
        assert streak(record_of(store, habit).history, MONDAY, 0).current == 1
    core = record_of(store, "core").history
    assert week_state(core, week_of(SUNDAY, 0), MONDAY).state is WeekState.OFF
    assert marks(core, week_of(SUNDAY, 0), MONDAY) == (DayMark.OFF,) * 7
    flare_off(store, MONDAY, clocks.now())
    target = week_state(record_of(store, "core").history, week_of(MONDAY, 0), MONDAY).target
    assert target == 3  # one day off of seven: three times six sevenths, rounded up


# sessions


@pytest.mark.parametrize(
    ("whole", "half", "share", "what"),
    [(8, 0, 0.8, "done"), (7, 3, 0.7, "partly"), (0, 1, 0.0, "partly"), (0, 0, None, "nothing")],
)
def test_core_counts_the_sets_that_were_done_in_full(
    store: Store, clocks: FakeClocks, whole: int, half: int, share: float | None, what: str
) -> None:
    session = a_session(store, clocks.now())
    for number in range(whole + half):
        a_set(store, session, number + 1, clocks.now(), done=5 if number < whole else 4)
    assert facts_of(store).core_share == share
    core = record_of(store, "core").history
    assert (MONDAY in core.done, MONDAY in core.partly) == (what == "done", what == "partly")


def test_another_exercise_counts_as_the_set_it_stands_for_and_something_else_does_not(
    store: Store, clocks: FakeClocks
) -> None:
    session = a_session(store, clocks.now(), planned=4)
    a_set(store, session, 1, clocks.now(), exercise="dead-bug", instead_of="log-roll")
    a_set(store, session, 2, clocks.now())
    a_set(store, session, 3, clocks.now(), exercise="walk", instead_of="log-roll", worth=0)
    assert facts_of(store).core_share == 0.5


def test_more_sets_than_planned_are_no_more_than_all(store: Store, clocks: FakeClocks) -> None:
    session = a_session(store, clocks.now(), planned=2)
    for number in (1, 2, 3):
        a_set(store, session, number, clocks.now())
    assert facts_of(store).core_share == 1


@pytest.mark.parametrize("programme", ["gentle", "desk"])
def test_gentle_sessions_count_their_minutes_as_movement(store: Store, clocks: FakeClocks, programme: str) -> None:
    start = clocks.now()
    log_movement(store, "walk", 10, start.later(-3600), FOUR)
    a_set(store, a_session(store, start, programme, ended_at=start.wall + 900), 1, start.later(600))
    assert facts_of(store).movement_minutes == 25
    assert facts_of(store).core_share is None
    assert MONDAY in record_of(store, "movement").history.done


@pytest.mark.parametrize(
    ("last_set", "ended", "minutes"),
    [
        (600, None, 10),  # never closed
        (600, 600, 10),
        (600, 600 + 1800, 40),
        (600, 600 + 1801, 10),  # left open
        (4 * 3600, 4 * 3600, 180),  # three hours at most
        (-60, None, 0),  # a clock that was set back
    ],
)
def test_a_session_lasts_until_its_end_unless_it_was_left_open(
    store: Store, clocks: FakeClocks, last_set: float, ended: float | None, minutes: float
) -> None:
    start = clocks.now()
    session = a_session(store, start, "desk", ended_at=None if ended is None else start.wall + ended)
    a_set(store, session, 1, start)
    a_set(store, session, 2, start.later(last_set))
    if last_set < 0:
        store.db.table("session_set").delete_where("number = 1")
    assert facts_of(store).movement_minutes == minutes


def test_only_gentle_sessions_are_movement_and_only_with_a_set(store: Store, clocks: FakeClocks) -> None:
    start = clocks.now()
    a_set(store, a_session(store, start, ended_at=start.wall + 900), 1, start.later(600))
    a_session(store, start, "desk", ended_at=start.wall + 900)
    assert facts_of(store).movement_minutes == 0
