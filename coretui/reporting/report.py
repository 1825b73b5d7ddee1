"""What a report holds: everything is gathered and added up here, nothing is put into words yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from coretui.domain.care.selfcheck import SIGNS, SelfCheck
from coretui.domain.exercises.catalogue import Catalogue
from coretui.domain.exercises.plan import Plan, plan
from coretui.domain.habits.habit import DayFacts
from coretui.domain.habits.schedules import week_of
from coretui.domain.habits.streaks import WeekState, week_state
from coretui.services.overviews import Overviews
from coretui.store import care, period
from coretui.store.care import Pain
from coretui.store.period import PastSession

BOTH = ""
"""The side of an exercise that is done with both at once."""
SIDES = ("left", "right", BOTH)


@dataclass(frozen=True, slots=True)
class Count:
    """So much done of what was prescribed."""

    done: float = 0.0
    prescribed: float = 0.0


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """An exercise: its sets by side, and all that was done of it in repetitions or seconds.

    `instead` names what was done in its place, if anything was.
    """

    exercise: str
    sets: Mapping[str, Count]
    repetitions: int
    seconds: int
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session: its sets, the worst pain in it, and how the back was noted on the day after.

    Of so many of the sets that were done nobody but the player's clock says so: they are `by_player`.
    """

    day: date
    programme: str
    sets: Count
    pain: Pain | None
    after: Pain | None
    by_player: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """All that is told on `today` about the days from `first` to `last`.

    `asked` are the core sessions of the whole weeks among them since the habit began, done and asked for. `signs`
    says in how many of the self-checks each sign was noticed.
    """

    today: date
    first: date
    last: date
    days: tuple[DayFacts, ...]
    back: Mapping[date, Pain]
    sessions: tuple[SessionLine, ...]
    exercises: tuple[ExerciseLine, ...]
    asked: Count
    skipped: tuple[tuple[str, int], ...]
    movements: tuple[tuple[str, int, int], ...]
    breaths: tuple[tuple[str, int, float], ...]
    checks: tuple[SelfCheck, ...]
    signs: Mapping[str, int]

    @property
    def sat_days(self) -> tuple[DayFacts, ...]:
        """The days on which there was any sitting."""
        return tuple(day for day in self.days if day.sitting_seconds >= 60)

    @property
    def breaks(self) -> Count:
        """Breaks kept of those that were due."""
        return Count(sum(day.breaks_kept for day in self.days), sum(day.breaks_due for day in self.days))

    @property
    def by_player(self) -> Count:
        """Sets that nobody but the player's clock has counted, of those that were done."""
        return Count(sum(line.by_player for line in self.sessions), sum(line.sets.done for line in self.sessions))

    @property
    def longest(self) -> DayFacts | None:
        """The day with the longest stretch of sitting, None without any."""
        return max(self.sat_days, key=lambda day: day.longest_seconds, default=None)


def gather(overviews: Overviews, first: date, last: date, catalogue: Catalogue) -> Report:
    """Read all that a report on these days holds, as it is at one moment."""
    with overviews.store.reading():
        return _gathered(overviews, first, last, catalogue)


def _gathered(overviews: Overviews, first: date, last: date, catalogue: Catalogue) -> Report:
    store = overviews.store
    back = care.back_pain(store, first, last + timedelta(days=1))
    past = period.sessions(store, first, last)
    plans = [_plan(session, catalogue) for session in past]
    checks = care.checks(store, first, last)
    noticed = Counter(sign for check in checks for sign in check.signs)
    return Report(
        today=overviews.today,
        first=first,
        last=last,
        days=tuple(overviews.facts(first, last)),
        back={day: pain for day, pain in back.items() if day <= last},
        sessions=tuple(_session(*one, back) for one in zip(past, plans, strict=True)),
        exercises=_exercises(past, plans),
        asked=_asked(overviews, first, last),
        skipped=period.skipped(store, first, last),
        movements=period.movements(store, first, last),
        breaths=period.breaths(store, first, last),
        checks=checks,
        signs={sign: noticed[sign] for sign in SIGNS if noticed[sign]},
    )


def _plan(session: PastSession, catalogue: Catalogue) -> Plan:
    """Return the sets that were prescribed; none for a programme that is not there any more."""
    if session.plan is not None:
        return session.plan
    programme = catalogue.programmes.get(session.programme)
    return plan(programme, catalogue, session.sides, session.first) if programme else ()


def _session(session: PastSession, planned: Plan, back: Mapping[date, Pain]) -> SessionLine:
    whole = [one for one in session.sets if one.whole]
    done = sum(one.worth for one in whole)
    return SessionLine(
        day=session.day,
        programme=session.programme,
        sets=Count(done, sum(one.worth for one in planned) or sum(one.worth for one in session.sets)),
        pain=None if session.pain is None else Pain(session.pain, session.leg),
        after=back.get(session.day + timedelta(days=1)),
        by_player=sum(one.worth for one in whole if one.by_player),
    )


def _exercises(past: Iterable[PastSession], plans: Iterable[Plan]) -> tuple[ExerciseLine, ...]:
    """Return the exercises in the order of the plans, those of the core programmes first."""
    prescribed: defaultdict[tuple[str, str], float] = defaultdict(int)
    done: defaultdict[tuple[str, str], float] = defaultdict(int)
    amounts: Counter[tuple[str, str]] = Counter()
    instead: dict[str, dict[str, None]] = {}
    order: dict[str, None] = {}
    by_kind = sorted(zip(past, plans, strict=True), key=lambda one: one[0].counts_as != "core")
    for session, planned in by_kind:
        for one in planned:
            order.setdefault(one.origin)
            prescribed[one.origin, one.side or BOTH] += one.worth
        for each in session.sets:
            origin = each.instead_of or each.exercise
            order.setdefault(origin)
            if each.whole:
                done[origin, each.side] += each.worth
            if each.instead_of:
                instead.setdefault(origin, {}).setdefault(each.exercise)
            else:
                amounts[origin, each.unit] += each.done
            if not planned:
                prescribed[origin, each.side] += each.worth
    return tuple(
        ExerciseLine(
            exercise=exercise,
            sets={
                side: Count(done[exercise, side], prescribed[exercise, side])
                for side in SIDES
                if done[exercise, side] or prescribed[exercise, side]
            },
            repetitions=amounts[exercise, "reps"],
            seconds=amounts[exercise, "seconds"],
            instead=tuple(instead.get(exercise, ())),
        )
        for exercise in order
    )


def _asked(overviews: Overviews, first: date, last: date) -> Count:
    """Return the core sessions of whole weeks, done and asked for.

    A week before the habit began asked for none; nor did the one in which it began, unless it was met. Where
    nothing was asked for, the days on which one was done are told.
    """
    core = next((one.history for one in overviews.records() if one.habit.id == "core"), None)
    if core is None:
        return Count()
    week = week_of(first, overviews.settings.days.week_start)
    week = week if week.first == first else week.shift(1)
    done = asked = 0
    while week.last <= last:
        judged = week_state(core, week, overviews.today)
        if judged.state is not WeekState.OFF:
            done, asked = done + judged.count, asked + judged.target
        week = week.shift(1)
    return Count(done, asked) if asked else Count(sum(first <= day <= last for day in core.done))
