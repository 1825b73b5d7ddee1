"""Weeks and streaks: the rows people argue about, and agreement with a naive walk through the days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coretui.domain.days import Instant, logical_day
from coretui.domain.habits.runs import Changed, KeptUp, Streak
from coretui.domain.habits.schedules import Schedule, Unit, parse_week, week_of
from coretui.domain.habits.streaks import (
    DayMark,
    Period,
    WeekState,
    marks,
    periods,
    streak,
    week_state,
    why,
)
from tests.domain.histories import FIRST, FRI, MID, MONDAY, WEEK, core, daily, history, monday, on, times, weekdays

DAY_START = 4 * 3600

# Core, three a week, weeks from Monday


def test_three_a_week_for_four_weeks_is_four() -> None:
    done = set().union(*(on(week, "Mon Wed Fri") for week in range(4)))
    assert streak(core(done), monday(4), MONDAY) == Streak(4, 4, Unit.WEEKS)
    assert streak(core(done), monday(4) - timedelta(days=1), MONDAY).current == 4


@pytest.mark.parametrize(
    ("one", "two"), [("Mon Tue Wed", "Fri Sat Sun"), ("Fri Sat Sun", "Mon Tue Wed")], ids=["apart", "together"]
)
def test_where_in_the_week_does_not_matter(one: str, two: str) -> None:
    assert streak(core(on(0, one) | on(1, two)), monday(2), MONDAY).current == 2


def test_four_times_does_not_pay_for_the_next_week() -> None:
    done = on(0, "Mon Wed Fri Sun") | on(1, "Tue Thu")
    assert streak(core(done), monday(2), MONDAY) == Streak(0, 1, Unit.WEEKS)


def test_the_running_week_is_never_broken_before_it_ends() -> None:
    done = on(0, "Mon Wed Fri Sun") | on(1, "Tue Thu")
    last_day = monday(2) - timedelta(days=1)
    assert streak(core(done), last_day, MONDAY) == Streak(1, 1, Unit.WEEKS)
    assert week_state(core(done), WEEK.shift(1), last_day).state is WeekState.OPEN
    assert week_state(core(done), WEEK.shift(1), monday(2)).state is WeekState.MISSED


def test_a_week_counts_from_the_day_it_is_met() -> None:
    done = on(0, "Mon Wed Fri") | on(1, "Mon Tue Wed")
    assert streak(core(done), min(on(1, "Wed")), MONDAY).current == 2


def test_three_sessions_on_one_day_are_one_of_three() -> None:
    begun = [datetime(2026, 10, 6, hour, tzinfo=UTC).timestamp() for hour in (8, 13, 20)]
    done = {logical_day(Instant(wall, 0, "boot"), DAY_START) for wall in begun}
    period = week_state(core(done), WEEK, min(on(0, "Fri")))
    assert (period.count, period.target, period.state) == (1, 3, WeekState.OPEN)


def test_a_goal_raised_on_wednesday_leaves_the_week_met() -> None:
    raised = history(times(3), times(4, min(on(1, "Wed"))), done=on(0, "Mon Tue Wed") | on(1, "Mon Tue Wed"))
    assert week_state(raised, WEEK.shift(1), monday(3)).state is WeekState.MET
    assert week_state(raised, WEEK.shift(2), monday(3)).target == 4
    assert streak(raised, monday(2), MONDAY).current == 2


@pytest.mark.parametrize(
    ("off", "done", "target", "state", "kept"),
    [
        ("Mon Tue Wed Thu", "Fri Sat", 2, WeekState.MET, 2),
        ("Mon Tue Wed Thu Fri", "Sun", 1, WeekState.MET, 2),
        ("Mon Tue Wed Thu Fri Sat Sun", "", 0, WeekState.OFF, 1),
        ("Mon Tue Wed Thu Fri Sat Sun", "Sat", 0, WeekState.MET, 2),
        ("Mon Tue Wed Thu", "Fri", 2, WeekState.MISSED, 0),
        ("Mon Tue", "Mon Tue Wed", 3, WeekState.MET, 2),
    ],
)
def test_time_off_lowers_the_target(off: str, done: str, target: int, state: WeekState, kept: int) -> None:
    ill = core(on(0, "Mon Wed Fri") | on(1, done), off=on(1, off))
    period = week_state(ill, WEEK.shift(1), monday(2))
    assert (period.target, period.state) == (target, state)
    assert streak(ill, monday(2), MONDAY).current == kept


def test_a_week_off_neither_breaks_nor_adds() -> None:
    done = on(0, "Mon Wed Fri") | on(2, "Mon Wed Fri")
    assert streak(core(done, off=WEEK.shift(1).days), monday(3), MONDAY) == Streak(2, 2, Unit.WEEKS)


def test_the_week_in_which_a_habit_begins_is_met_or_asks_for_nothing() -> None:
    saturday = min(on(0, "Sat"))
    begun = core({saturday}, begun=saturday)
    assert week_state(begun, WEEK, saturday).state is WeekState.OPEN
    assert week_state(begun, WEEK, monday(1)) == Period(FIRST, WEEK.last, 1, 3, WeekState.OFF, Unit.WEEKS)
    assert streak(begun, monday(1), MONDAY) == Streak(0, 0, Unit.WEEKS)
    assert streak(core(on(0, "Fri Sat Sun"), begun=min(on(0, "Fri"))), monday(1), MONDAY).current == 1
    assert why(begun, monday(2), MONDAY) == (
        Period(monday(1), WEEK.shift(1).last, 0, 3, WeekState.MISSED, Unit.WEEKS),
    )


def test_a_habit_begins_with_its_first_tick_if_that_is_earlier() -> None:
    ticked = core(on(0, "Sat"), begun=monday(2))
    assert ticked.first_day == min(on(0, "Sat"))
    assert [period.state for period in periods(ticked, monday(2), MONDAY)] == [
        WeekState.OPEN,
        WeekState.MISSED,
        WeekState.OFF,
    ]


def test_half_past_midnight_is_yesterday() -> None:
    done = on(0, "Fri Sat")
    after_midnight = datetime(2026, 10, 12, 0, 30, tzinfo=UTC).timestamp()
    done.add(logical_day(Instant(after_midnight, 0, "boot"), DAY_START))
    assert week_state(core(done), WEEK, monday(2)).state is WeekState.MET
    assert week_state(core(done), WEEK.shift(1), monday(2)).count == 0


def local(wall: str) -> date:
    """Return the logical day of a local time with its offset, such as 2026-11-16T08:00+08:00."""
    moment = datetime.fromisoformat(wall)
    offset = moment.utcoffset()
    assert offset is not None
    return logical_day(Instant(moment.timestamp(), 0, "boot", round(offset.total_seconds())), DAY_START)


def test_a_flight_from_singapore_to_san_francisco_gives_no_day_twice() -> None:
    done = {
        local("2026-11-16T07:00+08:00"),  # Monday morning in Singapore,
        local("2026-11-16T19:00-08:00"),  # Monday evening in San Francisco, twenty-eight hours later
        local("2026-11-18T08:00-08:00"),
        local("2026-11-22T23:30-08:00"),  # Monday there, Sunday here
    }
    assert done == {date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 22)}
    assert streak(core(done), date(2026, 11, 23), MONDAY).current == 1


def test_a_tick_made_before_flying_back_across_midnight_counts_in_its_week() -> None:
    tomorrow = local("2026-11-17T05:00+08:00")
    today = local("2026-11-16T14:00-08:00")
    flown = core({tomorrow})
    assert today < tomorrow
    assert week_state(flown, week_of(today, MONDAY), today).count == 1
    assert streak(history(daily(), done={tomorrow}, begun=tomorrow), today, MONDAY) == Streak(0, 0, Unit.DAYS)


@pytest.mark.parametrize(
    ("walls", "days"),
    [
        (("2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00", "2026-03-29T04:00+02:00"), "28 28 29"),
        (("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00", "2026-10-25T04:00+01:00"), "24 24 25"),
    ],
    ids=["spring", "autumn"],
)
def test_the_clock_changes_without_moving_a_day(walls: tuple[str, ...], days: str) -> None:
    found = [local(wall) for wall in walls]
    assert [str(day.day) for day in found] == days.split()
    done = core({*found, found[0] - timedelta(days=1)})
    assert week_state(done, week_of(found[0], MONDAY), found[0] + timedelta(weeks=1)).state is WeekState.MET


@pytest.mark.parametrize(
    ("start", "done", "name"),
    [
        (date(2028, 2, 28), [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)], "2028-W09"),
        (date(2026, 12, 28), [date(2026, 12, 29), date(2026, 12, 31), date(2027, 1, 3)], "2026-W53"),
        (date(2024, 12, 30), [date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 5)], "2025-W01"),
    ],
    ids=["29 February", "week 53", "new year"],
)
def test_odd_weeks_are_weeks(start: date, done: list[date], name: str) -> None:
    week = week_of(done[1], MONDAY)
    before, after = week.shift(-1).days[:3], week.shift(1).days[4:]
    both = core({*before, *done, *after}, begun=start - timedelta(weeks=9))
    assert week.first == start
    assert (week.name, parse_week(name, MONDAY)) == (name, week)
    assert week_state(both, week, start + timedelta(weeks=3)).state is WeekState.MET
    assert streak(both, start + timedelta(weeks=2), MONDAY).current == 3


# Daily and weekday habits


def test_a_daily_streak_stays_open_until_the_day_ends() -> None:
    habit = history(daily(), done=on(1, "Mon Tue Wed"))
    assert streak(habit, min(on(1, "Thu")), MONDAY) == Streak(3, 3, Unit.DAYS)
    assert streak(habit, min(on(1, "Fri")), MONDAY) == Streak(0, 3, Unit.DAYS)


def test_a_day_off_is_off_unless_done() -> None:
    habit = history(daily(), done=on(1, "Mon Tue Thu"), off=on(1, "Tue Wed"))
    assert streak(habit, min(on(1, "Fri")), MONDAY).current == 3
    period = week_state(habit, WEEK.shift(1), monday(2))
    assert (period.count, period.target, period.state) == (3, 6, WeekState.MISSED)


def test_the_day_on_which_it_begins_is_never_missed() -> None:
    habit = history(daily(), begun=FIRST, done=on(0, "Tue"))
    assert streak(habit, MID, MONDAY) == Streak(1, 1, Unit.DAYS)
    oldest = list(periods(habit, MID, MONDAY))[-1]
    assert oldest == Period(FIRST, FIRST, 0, 1, WeekState.OFF, Unit.DAYS)
    assert marks(habit, WEEK, MID)[0] is DayMark.REST
    assert week_state(habit, WEEK, monday(1)).state is WeekState.OFF


def test_weekdays_that_are_not_asked_for_add_and_break_nothing() -> None:
    habit = history(weekdays([0, 2, 4]), done=on(0, "Mon Wed Fri Sat") | on(1, "Mon"))
    assert streak(habit, min(on(1, "Tue")), MONDAY) == Streak(4, 4, Unit.DAYS)
    period = week_state(habit, WEEK, monday(1))
    assert (period.count, period.target, period.state) == (3, 3, WeekState.MET)


def test_days_without_anything_to_do_are_not_asked_for_unless_done() -> None:
    habit = history(daily(), done=on(1, "Mon Wed Sun"), unscheduled=on(1, "Tue Thu Fri Sat Sun"))
    assert streak(habit, monday(2), MONDAY) == Streak(3, 3, Unit.DAYS)
    period = week_state(habit, WEEK.shift(1), monday(2))
    assert (period.count, period.target, period.state) == (3, 3, WeekState.MET)


def test_weeks_and_days_do_not_add_up() -> None:
    done = on(0, "Mon Wed Fri") | on(1, "Mon Wed Fri") | on(2, "Mon Tue")
    changed = history(times(3), daily(monday(2)), done=done)
    assert streak(changed, monday(2) - timedelta(days=1), MONDAY) == Streak(2, 2, Unit.WEEKS)
    two_weeks = KeptUp(2, Unit.WEEKS)
    told = Changed(monday(2), two_weeks)
    assert streak(changed, min(on(2, "Tue")), MONDAY) == Streak(2, 14, Unit.DAYS, two_weeks, told)
    assert why(changed, min(on(2, "Tue")), MONDAY) == (told,)
    missed = streak(changed, min(on(2, "Fri")), MONDAY)
    assert (missed.current, missed.best) == (0, two_weeks)
    assert [type(one) for one in why(changed, min(on(2, "Fri")), MONDAY)] == [Period], "a day was missed since"


def test_changing_back_finds_a_streak_again() -> None:
    eight = set().union(*(on(week, "Mon Wed Fri") for week in range(9)))
    there = weekdays({0, 2, 4}, monday(8))
    back = history(times(3), there, times(3, monday(9)), done=eight | on(9, "Mon Tue Wed"))
    assert streak(back, min(on(9, "Wed")), MONDAY).current == 9
    missed = replace(back, done=back.done - on(8, "Wed"))
    assert streak(missed, min(on(9, "Wed")), MONDAY).current == 1


def test_forty_one_days_are_not_forgotten_when_weeks_are_counted() -> None:
    days = {FIRST + timedelta(days=n) for n in range(42)}
    habit = history(daily(), times(5, monday(6)), done=days)
    found = streak(habit, monday(6), MONDAY)
    assert (found.current, found.longest, found.best) == (0, 6, KeptUp(42, Unit.DAYS))
    assert why(habit, monday(6), MONDAY) == (Changed(monday(6), KeptUp(42, Unit.DAYS)),)


# Why, and the grid


def test_why_tells_what_broke_the_streak_and_what_was_off() -> None:
    done = on(0, "Mon Wed Fri") | on(1, "Mon Wed") | on(2, "Mon Wed Fri") | on(5, "Mon Wed Fri")
    habit = core(done, off=WEEK.shift(3).days + WEEK.shift(4).days)
    told = why(habit, monday(6), MONDAY)
    assert [
        (week_of(p.first, MONDAY).name, p.count, p.target, p.state) for p in told if isinstance(p, Period)
    ] == [
        ("2026-W42", 2, 3, WeekState.MISSED),
        ("2026-W44", 0, 0, WeekState.OFF),
        ("2026-W45", 0, 0, WeekState.OFF),
    ]
    assert streak(habit, monday(6), MONDAY).current == 2


def test_why_tells_days_off_in_a_row_as_one() -> None:
    habit = history(daily(), done=on(1, "Tue Sat"), off=on(1, "Wed Thu Fri Sun"))
    assert [(p.first, p.last, p.state) for p in why(habit, monday(2), MONDAY) if isinstance(p, Period)] == [
        (monday(1), monday(1), WeekState.MISSED),
        (min(on(1, "Wed")), min(on(1, "Fri")), WeekState.OFF),
        (min(on(1, "Sun")), min(on(1, "Sun")), WeekState.OFF),
    ]


def test_why_is_silent_about_the_week_in_which_it_began() -> None:
    begun = core(on(0, "Sat") | on(1, "Mon Wed Fri"), begun=min(on(0, "Sat")))
    assert streak(begun, monday(2), MONDAY).current == 1
    assert why(begun, monday(2), MONDAY) == ()


def test_why_is_silent_about_the_other_unit() -> None:
    changed = history(times(3), daily(monday(2)), done=on(2, "Mon"))
    assert why(changed, monday(2), MONDAY) == ()


@pytest.mark.parametrize(
    ("schedule", "grid"),
    [
        (times(4), "●·◐/○··"),
        (daily(), "●×◐/○○○"),
        (weekdays([0, 4]), "●·◐/○··"),
        (weekdays([1, 5]), "●×◐/·○·"),
    ],
)
def test_each_day_of_the_grid_has_the_mark_of_what_was_done_or_asked_for(schedule: Schedule, grid: str) -> None:
    shapes = dict(zip(DayMark, "●◐○×/·", strict=True))
    habit = history(schedule, done=on(0, "Mon"), partly=on(0, "Mon Wed"), off=on(0, "Thu"))
    assert "".join(shapes[mark] for mark in marks(habit, WEEK, FRI)) == grid


def test_the_grid_asks_nothing_of_today_once_the_week_is_met_or_there_is_nothing_to_do() -> None:
    met = history(times(1), done=on(0, "Mon"))
    assert marks(met, WEEK, FRI)[4] is DayMark.REST
    assert marks(history(times(1)), WEEK, FRI)[4] is DayMark.OPEN
    assert marks(history(times(1), unscheduled={FRI}), WEEK, FRI)[4] is DayMark.REST
    assert marks(history(daily(), unscheduled={FRI}), WEEK, FRI)[4] is DayMark.REST
    assert DayMark.OPEN not in marks(history(times(1)), WEEK.shift(1), FRI)
