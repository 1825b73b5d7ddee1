"""Habits: those that the app sees for itself, and what a day's facts say about each of them.

A habit's goal is what makes a day count as done, in the habit's own unit. How often that is wanted is the
schedule's business.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from coretui.domain.habits.schedules import Repeat, Schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

BREAKS_KEPT_PERCENT: Final = 75.0
"""How much of the day's dues is to be kept."""
BREATHING_PATTERNS: Final = 1.0
"""How many patterns are to be finished in a day."""
CORE_SETS_PERCENT: Final = 80.0
"""How much of a session's sets is to be done."""
MOVEMENT_MINUTES: Final = 20.0
"""How long to move in a day."""
SELF_CHECKS: Final = 1.0
"""How many self-checks make a day with a self-check."""
POSTURE_NOTES: Final = 3.0
"""How many times to notice in a day how one sits, whichever way that is."""
MINUTES_IN_A_DAY: Final = 1440
MOST_IN_A_DAY: Final = 10_000
"""The largest goal and the most ticks that are taken for meant."""


@dataclass(frozen=True, slots=True)
class Habit:
    """Something to keep up.

    `goal` is the amount in `unit` that makes a day done; a plain yes or no has goal 1 and no unit. `name` is
    what the user called it: None for the built-in habits, which the wording names. `derived` habits are seen
    from facts. `retired` is the first day on which a habit is no longer asked for. `goals` says from which day
    which goal held, the oldest first, the first one for all earlier days too; empty if it never changed.
    """

    id: str
    name: str | None
    derived: bool
    goal: float
    unit: str
    created: date
    retired: date | None
    position: int
    goals: tuple[tuple[date, float], ...] = ()

    def goal_on(self, day: date) -> float:
        """Return the goal that makes this day done: a new one never judges the days before it."""
        held = self.goals[0][1] if self.goals else self.goal
        for since, goal in self.goals:
            if since <= day:
                held = goal
        return held


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What is known of one logical day, as far as habits care.

    `got_up` is how often sitting ended in anything else, `breaks_due` and `breaks_kept` count prompts,
    `breaks_early` whole breaks when none was due, `breathing_finished` patterns breathed to their end, and
    `sessions` runs of any programme. `core_share` is the best share (0 to 1) of its sets that was done in full by
    a session that counts for `core`, None without one. `movement_minutes` are whole ones, written down or of
    sessions that count as movement, each counted once; `kinds` are the kinds of movement. `posture_notes` counts
    notes of how one sat, and `at_desk` is 1 where an hour or more was spent at the desk, sitting or standing,
    else 0.
    """

    date: date
    sitting_seconds: float = 0.0
    longest_seconds: float = 0.0
    got_up: int = 0
    breaks_due: int = 0
    breaks_kept: int = 0
    breaks_early: int = 0
    breathing_seconds: float = 0.0
    breathing_finished: int = 0
    sessions: int = 0
    core_share: float | None = None
    movement_minutes: int = 0
    kinds: tuple[str, ...] = ()
    self_checks: int = 0
    posture_notes: int = 0
    at_desk: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is to be said of a habit on a day: how much of the goal, and what that makes it.

    `partly` and `done` exclude each other. A day that is not `scheduled` asks nothing of the habit, whatever
    its schedule says.
    """

    done: bool
    partly: bool
    amount: float
    goal: float
    scheduled: bool = True

    def ticked(self) -> Evidence:
        """Return the same with a tick by hand, which adds to what was seen and hides nothing of it."""
        return replace(self, done=True, partly=False)


def counted(amount: float, goal: float) -> Evidence:
    """Return the evidence of an amount: done from the goal on, partly above nothing."""
    amount = round(amount, 6)  # 100 times a share, or minutes added up, come out a hair beside what is meant
    done = amount >= goal
    return Evidence(done, amount > 0 and not done, amount, goal)


def derive(habit_id: str, facts: DayFacts, goal: float | None = None) -> Evidence:
    """Return what a day's facts say of a built-in habit, by its own goal or by the one given, in its unit.

    Raises KeyError for any other habit.
    """
    built_in = _BUILT_IN[habit_id]
    return built_in.derive(facts, built_in.goal if goal is None else goal)


def built_in_habits(created: date) -> tuple[tuple[Habit, Schedule], ...]:
    """Return the built-in habits in their order, as if created on that day, each with its first schedule.

    One that is only offered is not among them.
    """
    return tuple(built_in_habit(habit_id, created) for habit_id in BUILT_IN_IDS)


def built_in_habit(habit_id: str, created: date) -> tuple[Habit, Schedule]:
    """Return a built-in habit as if created on that day, with its first schedule, be it one that is only offered.

    Raises KeyError for any other habit.
    """
    known = _BUILT_IN[habit_id]
    one = Habit(
        habit_id,
        None,
        derived=True,
        goal=known.goal,
        unit=known.unit,
        created=created,
        retired=None,
        position=DERIVED_IDS.index(habit_id),
    )
    return one, Schedule(created, known.repeat, known.times)


def _breaks(facts: DayFacts, goal: float) -> Evidence:
    if not facts.breaks_due:
        return Evidence(done=False, partly=False, amount=0.0, goal=goal, scheduled=False)
    return counted(100 * facts.breaks_kept / facts.breaks_due, goal)


def _breathing(facts: DayFacts, goal: float) -> Evidence:
    evidence = counted(facts.breathing_finished, goal)
    # A pattern that was begun is something, though it adds nothing to the number finished.
    return replace(evidence, partly=not evidence.done and facts.breathing_seconds > 0)


def _core(facts: DayFacts, goal: float) -> Evidence:
    evidence = counted(100 * (facts.core_share or 0.0), goal)
    # A session in which no set was finished is something all the same.
    return replace(evidence, partly=not evidence.done and facts.core_share is not None)


def _movement(facts: DayFacts, goal: float) -> Evidence:
    return counted(facts.movement_minutes, goal)


def _self_check(facts: DayFacts, goal: float) -> Evidence:
    return counted(facts.self_checks, goal)


def _posture(facts: DayFacts, goal: float) -> Evidence:
    return replace(counted(facts.posture_notes, goal), scheduled=bool(facts.at_desk))


@dataclass(frozen=True, slots=True)
class _BuiltIn:
    derive: Callable[[DayFacts, float], Evidence]
    goal: float
    unit: str
    repeat: Repeat = Repeat.DAILY
    times: int = 1
    offered: bool = False


_BUILT_IN: Final = {
    "breaks": _BuiltIn(_breaks, BREAKS_KEPT_PERCENT, "%"),
    "breathing": _BuiltIn(_breathing, BREATHING_PATTERNS, "patterns"),
    "core": _BuiltIn(_core, CORE_SETS_PERCENT, "%", Repeat.TIMES, 3),
    "movement": _BuiltIn(_movement, MOVEMENT_MINUTES, "min"),
    "self-check": _BuiltIn(_self_check, SELF_CHECKS, "", Repeat.TIMES, 1),
    "posture": _BuiltIn(_posture, POSTURE_NOTES, "", offered=True),
}

DERIVED_IDS: Final = tuple(_BUILT_IN)
"""The ids of all habits that are seen from facts, in their order."""
OFFERED_IDS: Final = tuple(habit_id for habit_id, known in _BUILT_IN.items() if known.offered)
"""The ids of those that are there only once somebody wants them: `habits add posture`."""
BUILT_IN_IDS: Final = tuple(habit_id for habit_id in DERIVED_IDS if habit_id not in OFFERED_IDS)
"""The ids of the built-in habits that are there from the beginning, in their order."""
UNASKED_IDS: Final = ("breaks", "posture")
"""The habits that ask nothing on days whose facts say so: without a break due, or with little time at the desk."""

LONGEST_ID: Final = 40


def habit_id(name: str, taken: Iterable[str]) -> str:
    """Make an id from a name: its letters and digits in ASCII, with a number if it is taken already."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_ID].strip("-") or "habit"
    known, found, n = {*taken}, base, 1
    while found in known:
        n += 1
        found = f"{base}-{n}"
    return found


def goal_allowed(habit: Habit, goal: float) -> bool:
    """Tell whether a goal can be reached in this habit's unit: a share up to 100, patterns in whole numbers.

    A self-check is made or it is not.
    """
    if habit.id == "self-check":
        return goal == 1
    if habit.id == "movement":
        return 0 < goal <= MINUTES_IN_A_DAY
    if habit.derived and habit.unit == "%":
        return 0 < goal <= 100
    return 0 < goal <= MOST_IN_A_DAY and goal == int(goal)
