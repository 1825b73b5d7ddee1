"""Facts read back: per day, per habit."""

from __future__ import annotations

from datetime import date, timedelta

from coretui.domain.breathing.patterns import BELLY, FOUR_SEVEN_EIGHT
from coretui.domain.chair.messages import Skip, SkipBreak, StartBreak
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.spans import Span
from coretui.domain.chair.state import Body, Policy
from coretui.domain.exercises.dose import Dose
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.habits.habit import BUILT_IN_IDS, DayFacts, built_in_habits
from coretui.domain.habits.overview import Record
from coretui.domain.habits.schedules import Repeat, Schedule
from coretui.services.keeper import Keeper
from coretui.store.breathing import Run, first_breathed, tension
from coretui.store.chair import transition
from coretui.store.database import Store
from coretui.store.day import Totals, totals
from coretui.store.habits import add_built_in_habits
from coretui.store.period import movements
from coretui.store.reading import facts, records
from coretui.store.records import log_movement, log_sitting, tick
from coretui.store.sessions import Outline, begin, finish_set
from tests.clock import FakeClocks, utc
from tests.conftest import CREATED
from tests.domain.script import at
from tests.keepers import run

FOUR = 4 * 3600
SUNDAY, MONDAY, TUESDAY = date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 24)
POLICY = Policy()


def facts_of(store: Store, day: date, *live: Span) -> DayFacts:
    return facts(store, day, day, day_start=FOUR, zone=utc, live=live)[day]


def totals_of(store: Store, day: date, *live: Span) -> Totals:
    return totals(store.db.conn, day, day_start=FOUR, zone=utc, live=live)


def record_of(store: Store, habit: str, today: date = MONDAY) -> Record:
    return next(record for record in records(store, today) if record.habit.id == habit)


def a_morning(store: Store, clocks: FakeClocks) -> None:
    """Sit half an hour, take a break, sit half an hour, skip it, sit 10 min and stand up."""
    clock = clocks
    transition(store, (Reading(clock.now()),), POLICY)
    for minutes, command in ((30, StartBreak()), (2, None), (30, SkipBreak(Skip.FLOW)), (10, StartBreak())):
        for _ in range(minutes):
            clock.advance(60)
            transition(store, (Reading(clock.now()),), POLICY)
        if command:
            transition(store, (Reading(clock.now(), command),), POLICY)


def test_a_day_without_anything_has_facts_too(store: Store) -> None:
    assert facts_of(store, MONDAY) == DayFacts(MONDAY)
    assert totals_of(store, MONDAY) == Totals()


def test_a_morning_at_the_desk_adds_up(store: Store, clocks: FakeClocks) -> None:
    a_morning(store, clocks)
    found = facts_of(store, MONDAY)
    assert (found.sitting_seconds, found.longest_seconds) == (70 * 60, 40 * 60)
    assert (found.breaks_due, found.breaks_kept) == (2, 1)
    assert totals_of(store, MONDAY) == Totals(70 * 60, 2, 1, 40 * 60)


def test_what_runs_and_is_not_stored_yet_counts(store: Store, clocks: FakeClocks) -> None:
    a_morning(store, clocks)
    live = Span(Body.SITTING, at("10:12"), 3000, MONDAY)
    assert facts_of(store, MONDAY, live).sitting_seconds == 120 * 60
    assert totals_of(store, MONDAY, live).longest_seconds == 90 * 60


def test_sitting_across_the_start_of_a_day_is_split_and_its_stretch_is_not(store: Store) -> None:
    night = FakeClocks(at("03:00"))
    log_sitting(store, night.now(), 2 * 3600, FOUR)
    before, after = facts_of(store, SUNDAY), facts_of(store, MONDAY)
    assert (before.sitting_seconds, before.longest_seconds) == (3600, 7200)
    assert (after.sitting_seconds, after.longest_seconds) == (3600, 0)
    assert totals_of(store, MONDAY) == Totals(sitting_seconds=3600)


def test_each_day_of_a_range_has_its_own_facts(store: Store, clocks: FakeClocks) -> None:
    for _ in range(3):
        log_movement(store, "walk", 10, clocks.now(), FOUR)
        clocks.advance(86_400)
    found = facts(store, SUNDAY, TUESDAY, day_start=FOUR, zone=utc)
    assert list(found) == [SUNDAY, MONDAY, TUESDAY]
    assert [day.movement_minutes for day in found.values()] == [0, 10, 10]


def test_movement_adds_up_and_names_each_kind_once(store: Store, clocks: FakeClocks) -> None:
    for kind, minutes in (("walk", 10), ("swim", 30), ("walk", 5.5)):
        log_movement(store, kind, minutes, clocks.now(), FOUR)
        clocks.advance(3600)
    found = facts_of(store, MONDAY)
    assert (found.movement_minutes, found.kinds) == (45, ("walk", "swim"))


def test_minutes_that_two_movements_cover_count_once(store: Store, clocks: FakeClocks) -> None:
    log_movement(store, "walk", 20, clocks.now(), FOUR)
    clocks.advance(300)
    log_movement(store, "walk", 20, clocks.now(), FOUR)
    assert facts_of(store, MONDAY).movement_minutes == 25
    assert movements(store, MONDAY, MONDAY) == (("walk", 2, 25),)
    log_movement(store, "swim", 20, clocks.now(), FOUR)
    assert facts_of(store, MONDAY).movement_minutes == 25
    clocks.advance(40 * 86_400)
    [there] = [one for one in records(store, MONDAY + timedelta(days=40)) if one.habit.id == "movement"]
    assert there.evidence[MONDAY].amount == 25, "long past, it is read from the summary"


def test_a_whole_break_when_none_was_due_is_seen(keeper: Keeper, clocks: FakeClocks) -> None:
    run(keeper, clocks, 10 * 60)
    keeper.command(StartBreak())
    run(keeper, clocks, 3 * 60)
    found = facts_of(keeper.store, MONDAY)
    assert (found.breaks_due, found.breaks_kept, found.breaks_early) == (0, 0, 1)
    run(keeper, clocks, 31 * 60)
    keeper.command(StartBreak())
    run(keeper, clocks, 3 * 60)
    found = facts_of(keeper.store, MONDAY)
    assert (found.breaks_due, found.breaks_kept, found.breaks_early) == (1, 1, 1)


def test_breathing_counts_patterns_finished(store: Store, clocks: FakeClocks) -> None:
    Run(store, FOUR_SEVEN_EIGHT, 4, clocks.now(), FOUR).keep(4)
    Run(store, FOUR_SEVEN_EIGHT, 4, clocks.now(), FOUR).keep(3)
    found = facts_of(store, MONDAY)
    assert (found.breathing_seconds, found.breathing_finished) == (7 * 19, 1)


def test_the_first_breath_of_a_pattern_is_remembered(store: Store, clocks: FakeClocks) -> None:
    assert first_breathed(store, "4-7-8") is None
    Run(store, BELLY, 30, clocks.now(), FOUR).keep(1)
    clocks.advance(86400)
    Run(store, FOUR_SEVEN_EIGHT, 4, clocks.now(), FOUR).keep(1)
    clocks.advance(86400)
    Run(store, FOUR_SEVEN_EIGHT, 4, clocks.now(), FOUR).keep(1)
    assert first_breathed(store, "4-7-8") == MONDAY + timedelta(days=1)


def test_tension_is_the_mean_of_the_runs_that_tell_both(store: Store, clocks: FakeClocks) -> None:
    for before, after in ((6, 3), (8, 4), (9, None), (None, 1)):
        run = Run(store, BELLY, 30, clocks.now(), FOUR, tension=before)
        run.keep(1)
        if after is not None:
            run.relaxed(after, clocks.now())
    assert tension(store, MONDAY, MONDAY) == (7, 3.5)
    assert tension(store, MONDAY + timedelta(days=1), MONDAY + timedelta(days=9)) is None


def test_a_session_counts_from_its_first_set_and_core_by_the_best_share(store: Store, clocks: FakeClocks) -> None:
    for programme, planned, done in (
        ("programme", 10, 2),
        ("pillars", 10, 8),
        ("desk", 3, 3),
        ("programme", 9, 0),
    ):
        session = begin(
            store,
            Outline(programme, planned, counts_as="movement" if programme == "desk" else "core"),
            clocks.now(),
            FOUR,
        )
        for number in range(1, done + 1):
            finish_set(store, session, PlannedSet("log-roll", number, None, Dose(3, reps=5)), clocks.now())
    found = facts_of(store, MONDAY)
    assert (found.sessions, found.core_share) == (3, 0.8)


# habits


def test_the_built_in_habits_are_there_once_and_in_their_order(store: Store) -> None:
    add_built_in_habits(store, built_in_habits(TUESDAY))
    found = records(store, MONDAY)
    assert tuple(record.habit.id for record in found) == BUILT_IN_IDS
    assert {record.habit.created for record in found} == {CREATED}
    assert all(record.habit.name is None and record.habit.derived for record in found)
    core = record_of(store, "core")
    assert core.history.schedules == (Schedule(CREATED, Repeat.TIMES, 3),)


def test_a_habit_of_facts_is_done_where_they_say_so(store: Store, clocks: FakeClocks) -> None:
    log_movement(store, "walk", 15, clocks.now(), FOUR)
    assert record_of(store, "movement").history.partly == {MONDAY}
    log_movement(store, "walk", 5, clocks.now().later(-3600), FOUR)
    movement = record_of(store, "movement")
    assert movement.history.done == {MONDAY}
    assert not movement.history.partly
    assert movement.evidence[MONDAY].amount == 20


def test_a_tick_adds_to_the_facts(store: Store, clocks: FakeClocks) -> None:
    tick(store, "core", SUNDAY, clocks.now())
    tick(store, "core", SUNDAY, clocks.now())
    core = record_of(store, "core")
    assert core.history.done == {SUNDAY}
    assert core.ticked == {SUNDAY: 2}


def test_a_day_without_a_break_due_is_not_scheduled(store: Store, clocks: FakeClocks) -> None:
    a_morning(store, clocks)
    breaks = record_of(store, "breaks").history
    assert breaks.unscheduled == {CREATED + timedelta(days=n) for n in range((MONDAY - CREATED).days)}
    assert breaks.partly == {MONDAY}


def test_a_habit_of_ones_own_counts_its_ticks_against_its_goal(store: Store, clocks: FakeClocks) -> None:
    with store.write() as db:
        db.table("habit").insert(
            {
                "id": "water",
                "name": "Water",
                "goal": 8,
                "unit": "glasses",
                "position": 9,
                "created_day": "2026-11-01",
            }
        )
        db.table("schedule").insert(
            {"id": "a", "habit": "water", "repeat": "weekdays", "weekdays": "024", "effective_from": "2026-11-01"}
        )
    tick(store, "water", SUNDAY, clocks.now(), 8)
    tick(store, "water", MONDAY, clocks.now(), 3)
    tick(store, "water", MONDAY, clocks.now(), 4)
    water = record_of(store, "water")
    assert (water.habit.name, water.habit.derived, water.habit.unit) == ("Water", False, "glasses")
    assert water.history.done == {SUNDAY}
    assert water.history.partly == {MONDAY}
    assert water.history.schedules[0].weekdays == {0, 2, 4}
