"""Any history at all: streaks, weeks and grids agree with a naive walk through the days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from coretui.domain.habits.runs import Changed
from coretui.domain.habits.schedules import Unit, schedule_on, week_of
from coretui.domain.habits.streaks import (
    History,
    Period,
    WeekState,
    marks,
    periods,
    streak,
    week_state,
    why,
)
from tests.domain.histories import FIRST, MONDAY, SATURDAY, SUNDAY, daily, times, weekdays
from tests.domain.naive_weeks import Naive
from tests.examples import examples

SPAN = 45
DAYS = st.integers(0, SPAN).map(lambda n: FIRST + timedelta(days=n))
SCHEDULES = st.one_of(
    st.builds(times, st.integers(1, 7), DAYS),
    st.builds(daily, DAYS),
    st.builds(weekdays, st.sets(st.integers(0, 6), min_size=1), DAYS),
)


@st.composite
def day_sets(draw: st.DrawFn) -> frozenset[date]:
    """Return days anywhere in the span: thick, thin, or a few stretches taken out."""
    bits = draw(st.integers(0, 2 ** (SPAN + 1) - 1))
    found = {FIRST + timedelta(days=n) for n in range(SPAN + 1) if bits >> n & 1}
    if draw(st.booleans()):
        found = {FIRST + timedelta(days=n) for n in range(SPAN + 1)} - set(sorted(found)[::5])
    return frozenset(found)


def stretches() -> st.SearchStrategy[frozenset[date]]:
    some = st.tuples(DAYS, st.integers(1, 16)).map(lambda at: {at[0] + timedelta(days=n) for n in range(at[1])})
    return st.lists(some, max_size=3).map(lambda sets: frozenset().union(*sets))


HISTORIES = st.builds(
    History,
    schedules=st.lists(SCHEDULES, min_size=1, max_size=5).map(tuple),
    begun=DAYS,
    done=day_sets(),
    partly=stretches(),
    off=stretches(),
    unscheduled=stretches(),
)
TODAY = st.integers(-3, SPAN + 14).map(lambda n: FIRST + timedelta(days=n))
WEEK_STARTS = st.sampled_from([MONDAY, SUNDAY, SATURDAY])


@examples(400)
@given(HISTORIES, TODAY, WEEK_STARTS)
@example(History((daily(),), FIRST, frozenset()), FIRST, SUNDAY)
def test_a_naive_walk_finds_the_same(habit: History, today: date, week_start: int) -> None:
    naive = Naive(habit, today, week_start)
    found = streak(habit, today, week_start)
    assert (found.current, found.longest, found.unit) == naive.streak()
    assert (found.changed and (found.changed.day, found.changed.before.length)) == naive.changed()
    assert [
        (p.first, p.last, p.count, p.target, p.state, p.unit)
        for p in reversed([*periods(habit, today, week_start)])
    ] == [(p.days[0], p.days[-1], p.count, p.target, p.state, p.unit) for p in naive.periods()]
    for days in naive.weeks():
        week, judged = week_of(days[0], week_start), naive.week(days)
        assert week.days == tuple(days)
        assert week_state(habit, week, today) == Period(
            week.first, week.last, judged.count, judged.target, judged.state, Unit.WEEKS
        )
        assert marks(habit, week, today) == tuple(naive.mark(day) for day in days)
        assert [schedule_on(habit.schedules, day, week_start) for day in days] == [
            naive.schedules[day] for day in days
        ]


@examples(150)
@given(HISTORIES, TODAY, WEEK_STARTS)
def test_why_explains_the_streak(habit: History, today: date, week_start: int) -> None:
    told = [one for one in why(habit, today, week_start) if isinstance(one, Period)]
    assert all(period.state is WeekState.OFF and period.target == 0 for period in told[1:])
    assert all(period.state is WeekState.MISSED or period.target == 0 for period in told[:1])
    assert [period.first for period in told] == sorted(period.first for period in told)
    since = told[0].last if told and told[0].state is WeekState.MISSED else date.min
    found, met = streak(habit, today, week_start), 0
    for period in periods(habit, today, week_start):
        if period.last <= since or (period.unit is not found.unit and met == found.current):
            break
        met += period.state is WeekState.MET and period.unit is found.unit
        assert period.state is not WeekState.MISSED
    assert met == found.current
    changes = [one for one in why(habit, today, week_start) if isinstance(one, Changed)]
    assert changes == ([found.changed] if found.changed and found.changed.day > since else [])
