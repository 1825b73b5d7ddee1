"""The overviews that are shown and printed: one day, one week. Composed from facts, nothing of it is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from coretui.domain.habits.habit import DayFacts, Evidence, Habit
from coretui.domain.habits.runs import Streak
from coretui.domain.habits.schedules import Repeat, Schedule, Week, schedule_on, week_of
from coretui.domain.habits.streaks import DayMark, History, Period, WeekState, marks, streak, week_state
from coretui.domain.pain import Pain
from coretui.domain.posture.notes import PostureNote


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known of a habit: itself, its history, and the evidence of each day that has any.

    `ticked` are the times it was ticked by hand on a day.
    """

    habit: Habit
    history: History
    evidence: Mapping[date, Evidence]
    ticked: Mapping[date, float]


@dataclass(frozen=True, slots=True)
class HabitDay:
    """A habit on one day: what was done of it, its mark, its week so far, its streak, whether it is still due."""

    habit: Habit
    schedule: Schedule
    evidence: Evidence
    mark: DayMark
    week: Period
    streak: Streak
    due: bool


@dataclass(frozen=True, slots=True)
class DayView:
    """One day: its facts, and every habit on it."""

    facts: DayFacts
    habits: tuple[HabitDay, ...]


@dataclass(frozen=True, slots=True)
class HabitWeek:
    """A habit in one week: its schedule, a mark and a yes or no for each day, what became of it, its streak."""

    habit: Habit
    schedule: Schedule
    marks: tuple[DayMark, ...]
    done: tuple[bool, ...]
    week: Period
    streak: Streak


@dataclass(frozen=True, slots=True)
class WeekView:
    """One week: its days' facts, every habit in it, and the kinds of movement."""

    week: Week
    days: tuple[DayFacts, ...]
    habits: tuple[HabitWeek, ...]
    variety: tuple[str, ...]

    def habit(self, habit_id: str) -> HabitWeek | None:
        """Return a habit in this week; None if it is not shown in it."""
        return next((one for one in self.habits if one.habit.id == habit_id), None)


def day_view(day: date, facts: DayFacts, records: Sequence[Record], today: date, week_start: int) -> DayView:
    """Compose the overview of a day."""
    week = week_of(day, week_start)

    def row(record: Record) -> HabitDay:
        history = record.history
        schedule = schedule_on(history.schedules, day, week_start)
        evidence = record.evidence.get(
            day, Evidence(done=False, partly=False, amount=0.0, goal=record.habit.goal_on(day))
        )
        period = week_state(history, week, today)
        asked = period.state is WeekState.OPEN if schedule.repeat is Repeat.TIMES else schedule.asks(day.weekday())
        return HabitDay(
            habit=record.habit,
            schedule=schedule,
            evidence=evidence,
            mark=marks(history, week, today)[(day - week.first).days],
            week=period,
            streak=streak(history, today, week_start),
            due=asked and not evidence.done and day not in history.off,
        )

    return DayView(facts, tuple(row(record) for record in records if _shown(record.habit, day, day)))


def week_view(
    week: Week, days: Sequence[DayFacts], records: Sequence[Record], today: date, week_start: int
) -> WeekView:
    """Compose the overview of a week."""

    def row(record: Record) -> HabitWeek:
        history = record.history
        return HabitWeek(
            habit=record.habit,
            schedule=schedule_on(history.schedules, week.last, week_start),
            marks=marks(history, week, today),
            done=tuple(day in history.done for day in week.days),
            week=week_state(history, week, today),
            streak=streak(history, today, week_start),
        )

    kinds = dict.fromkeys(kind for day in days for kind in day.kinds)
    shown = (record for record in records if _shown(record.habit, week.first, week.last))
    return WeekView(week, tuple(days), tuple(row(record) for record in shown), tuple(kinds))


def _shown(habit: Habit, first: date, last: date) -> bool:
    del last  # a habit created later still shows what was done before
    return habit.retired is None or habit.retired > first


@dataclass(frozen=True, slots=True)
class SessionFact:
    """A session in which something was done: its sets by side, and the worst pain given, None if none was.

    A leg counts if any of the pain ran into one.
    """

    day: date
    programme: str
    left: int = 0
    right: int = 0
    both: int = 0
    pain: Pain | None = None


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """What was said and done on some days: why breaks were skipped, sessions, the back, notes."""

    skipped: Mapping[str, int] = field(default_factory=dict)
    sessions: tuple[SessionFact, ...] = ()
    back: Mapping[date, Pain] = field(default_factory=dict)
    notes: Mapping[date, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WeekRead:
    """A week, the days of the one before it, each habit's record and trend, and what else was said and done.

    `postures` are the notes of how somebody sat, in the order of time.
    """

    seen: WeekView
    before: tuple[DayFacts, ...]
    records: Mapping[str, Record]
    trends: Mapping[str, tuple[float | None, ...]]
    facts: WeekFacts
    tension: tuple[float, float] | None
    postures: tuple[PostureNote, ...] = ()
