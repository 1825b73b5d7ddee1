"""What a report holds: numbers and what was said, nothing of it in sentences yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coretui.domain.care.selfcheck import SelfCheck
from coretui.domain.exercises.dose import Dose
from coretui.domain.habits.habit import DayFacts
from coretui.domain.habits.streaks import WeekState
from coretui.domain.pain import Pain
from coretui.domain.posture.notes import ENOUGH_NOTES, PostureNote, spells
from coretui.services.insights import Insights
from coretui.store.period import Skipped

BOTH = ""
"""The side of an exercise that is done with both at once."""
SIDES = ("left", "right", BOTH)
A_MINUTE = 60
"""Seconds of sitting from which a day is one with sitting."""


@dataclass(frozen=True, slots=True)
class Count:
    """So much done of what was prescribed."""

    done: float = 0.0
    prescribed: float = 0.0


@dataclass(frozen=True, slots=True)
class Mean:
    """An average, and the number of days it is taken over."""

    value: float
    days: int

    @classmethod
    def of(cls, values: list[float]) -> Mean | None:
        """Return the average of a value for each day; None without any."""
        return cls(sum(values) / len(values), len(values)) if values else None


class SwapKind(StrEnum):
    """How something relates to the exercise that it was done in place of."""

    LIGHTER = "lighter"
    HEAVIER = "heavier"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Swap:
    """So many sets of an exercise, or of a form of movement, done in place of another exercise."""

    exercise: str
    kind: SwapKind
    sets: int


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """An exercise: its doses, its sets by side, and all that was done of it in repetitions or seconds.

    `prescribed` are the doses of its programmes, `own` those the person planned instead. `pain` is the worst that
    was given at it (a leg counts if any did), above zero `hurt` times. `by_player` of the done sets nobody but the
    player's clock has counted; `notes` are numbers of notes.
    """

    exercise: str
    prescribed: tuple[Dose, ...]
    own: tuple[Dose, ...]
    sets: Mapping[str, Count]
    repetitions: int
    seconds: int
    swaps: tuple[Swap, ...]
    pain: Pain | None
    hurt: int
    by_player: float
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hurt:
    """An exercise that hurt, and the worst pain that was given at it."""

    exercise: str
    pain: Pain


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session: its sets, the worst pain in it and at which exercises, how the back was noted the day after.

    `pain` is the worst of all that was given, at an exercise or of the whole session. `hurt` are the exercises at
    which any above zero was given, the worst first. `counts` tells whether it
    makes its day count: a `core` session does from a share of its sets on, and where the day was ticked by hand;
    any other always does, by its minutes.
    """

    day: date
    programme: str
    core: bool
    counts: bool
    sets: Count
    pain: Pain | None
    hurt: tuple[Hurt, ...]
    after: Pain | None
    by_player: float
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WeekLine:
    """The days of a week that the report is on: `whole` where that is all of them.

    `core` are the days with a core session, of those that were asked for: that is 0 for a week that is not whole,
    and where nothing was asked (`state` says why; it is None for a week that is not whole), or what was asked is
    not judged because the habit began only in that week or later: then it is not `judged`. `off` and `flare` are
    the numbers of days with time off and of a flare-up. Sitting is in seconds.
    """

    first: date
    last: date
    whole: bool
    core: Count
    state: WeekState | None
    judged: bool
    back: Mean | None
    worst: int | None
    sitting: Mean | None
    longest: float
    breaks: Count
    off: int
    flare: int


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days off, as far as the report is on them; a flare-up, or else time off. `goes_on`: it has no end yet."""

    first: date
    last: date
    flare: bool
    goes_on: bool


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note with its number in the report; `exercise` is what it is about, None for the session or the day."""

    number: int
    day: date
    words: str
    programme: str | None
    exercise: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """What is set about the person: the goal, whether there is a ball (None: not said), height in metres or 0."""

    goal: str | None
    ball: bool | None
    height: float
    sides: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that is told on `today` about the days from `first` to `last`.

    `asked` are the core sessions of the whole weeks among them since the habit began, done and asked for,
    `trained` all days that count as one; a session counts from `enough` percent of its sets. `signs` says in how
    many of the self-checks each sign was noticed. `skips` is None unless reasons are wanted, `insights` unless
    what goes together is.
    """

    today: date
    first: date
    last: date
    person: Person
    days: tuple[DayFacts, ...]
    back: Mapping[date, Pain]
    weeks: tuple[WeekLine, ...]
    rests: tuple[DaysOff, ...]
    sessions: tuple[SessionLine, ...]
    exercises: tuple[ExerciseLine, ...]
    asked: Count
    trained: frozenset[date]
    enough: float
    skipped: int
    skips: tuple[Skipped, ...] | None
    movements: tuple[tuple[str, int, int], ...]
    breaths: tuple[tuple[str, int, float], ...]
    checks: tuple[SelfCheck, ...]
    signs: Mapping[str, int]
    notes: tuple[NoteLine, ...]
    postures: tuple[PostureNote, ...] = ()
    insights: Insights | None = None

    @property
    def how_they_sat(self) -> tuple[PostureNote, ...]:
        """The notes of how they sat, none where there are too few to say anything."""
        return self.postures if len(self.postures) >= ENOUGH_NOTES else ()

    @property
    def posture_spells(self) -> tuple[tuple[date, date, tuple[PostureNote, ...]], ...]:
        """The same by four weeks, the last of which end with the report; empty for four weeks or less."""
        found = spells(self.how_they_sat, self.first, self.last) if self.how_they_sat else ()
        return found if len(found) > 1 else ()

    @property
    def sat_days(self) -> tuple[DayFacts, ...]:
        """The days on which there was any sitting."""
        return tuple(day for day in self.days if day.sitting_seconds >= A_MINUTE)

    @property
    def sitting(self) -> Mean | None:
        """The seconds of sitting on the days on which there was any."""
        return Mean.of([day.sitting_seconds for day in self.sat_days])

    @property
    def back_mean(self) -> Mean | None:
        """The back on the days on which it was noted."""
        return Mean.of([float(pain.score) for pain in self.back.values()])

    @property
    def breathing(self) -> Mean | None:
        """The seconds of breathing on the days on which there was any."""
        return Mean.of([day.breathing_seconds for day in self.days if day.breathing_seconds])

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
        """The day with the longest time of sitting, None without any."""
        return max(self.sat_days, key=lambda day: day.longest_seconds, default=None)

    @property
    def told_one_by_one(self) -> tuple[SessionLine, ...]:
        """The core sessions, and others in which there was pain or a note."""
        return tuple(one for one in self.sessions if one.core or (one.pain and one.pain.score) or one.notes)

    @property
    def only_programme(self) -> str | None:
        """The programme of the sessions that are told one by one, None if there are several or none."""
        programmes = {one.programme for one in self.told_one_by_one}
        return programmes.pop() if len(programmes) == 1 else None

    def other_sessions(self, *, noted: bool) -> Mapping[str, int]:
        """Return how many sessions of each programme are not told one by one.

        Either those in which it was `noted` that there was no pain, or those of which nobody knows.
        """
        told = self.told_one_by_one
        others = (one for one in self.sessions if one not in told)
        return Counter(one.programme for one in others if (one.pain is not None) is noted)
