"""Advice from what the person says: pain, complaints that last, weeks away, sports. Codes, never a diagnosis.

The table of pain is the app's own caution, but for two rows that the leaflet speaks in and the one of the article
on stretching; `coretui.words.care` has the words, and says whose they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from coretui.domain.care.selfcheck import SelfCheck
from coretui.domain.exercises.catalogue import LEAFLET, Exercise
from coretui.domain.habits.schedules import week_of

MOST_PAIN: Final = 10
STOP_FROM, LIGHTER_FROM = 6, 4
"""The scores from which an exercise is to be stopped, or made lighter."""
IN_A_ROW: Final = 3
"""Sessions, or weeks, that make something more than chance."""
ROW_DAYS: Final = 28
"""Days back from today in which sessions are one row; coretui's own measure."""
AWAY_DAYS: Final = 14
"""Days without a session, or without anything at all, after which one begins anew."""
SIGNS_DAYS: Final = 6 * 7
"""Days after which signs are expected to be fewer."""
RECENT_DAYS: Final = 14
"""Days after which a self-check says nothing of the present any more."""
WEEKS_BACK: Final = 12
"""How far back complaints are looked at."""

LOAD_THE_PSOAS: Final = frozenset({"run", "cycle", "dance", "weights", "football", "tennis"})
"""Kinds of movement that load the psoas extra (`posture`)."""


class Goal(StrEnum):
    """Why somebody exercises: to stay well, or because a doctor or therapist prescribed it for an injury."""

    PREVENTION = "prevention"
    REHABILITATION = "rehabilitation"


class Work(StrEnum):
    """What hurts, as far as advice tells it apart."""

    LEAFLET = "leaflet"
    """An exercise of the leaflet: of no other one it says that pain may be part of it."""
    STRETCH = "stretch"
    OTHER = "other"
    """Any other exercise, another form of movement, or the back on a day."""


class Advice(StrEnum):
    """What is to be said about pain, the least careful first."""

    HARDER = "may be harder"
    PART_OF_IT = "part of it"
    FINE_IF_IT_EASES = "fine if it eases"
    EASE_OFF = "ease off"
    LIGHTER_ASK = "lighter, ask first"
    LIGHTER_SWAP = "lighter or swap"
    RISING = "rising"
    STOP = "stop"


class Lasting(StrEnum):
    """Complaints that do not ease."""

    PAIN = "pain"
    SIGNS = "signs"


def work_of(exercise: Exercise | None, programme: str) -> Work:
    """Return what hurts: an exercise, or with None the whole of a session of a programme."""
    if exercise is None:
        return Work.LEAFLET if programme == LEAFLET else Work.OTHER
    if exercise.stretch:
        return Work.STRETCH
    return Work.LEAFLET if LEAFLET in exercise.sources else Work.OTHER


def advise(
    score: int,
    leg: bool,
    goal: Goal,
    work: Work = Work.OTHER,
    history: Sequence[int | None] = (),
    *,
    flaring: bool = False,
) -> Advice | None:
    """Return what to say about pain of 0 to 10; None if there is nothing to say.

    `leg` is pain that runs into a leg. `history` holds the scores of the last sessions of the past `ROW_DAYS`,
    the oldest first and, if the score is that of a session, that one last; None where a session has none. The
    last three decide if each has one: three times 0 in a row, or rising each time and no lower now. The goal
    counts for the leaflet's exercises only: anything else is advised upon as for prevention, a stretch as the
    article on it does. Where more than one row of the table fits, the most careful one holds, and in a flare-up
    nothing is to be made harder. Raises ValueError for a
    score that is none.
    """
    if not 0 <= score <= MOST_PAIN:
        raise ValueError(score)
    healing = goal is Goal.REHABILITATION and work is Work.LEAFLET
    if stops(score, leg=leg):
        return Advice.STOP
    if _rising(history[-IN_A_ROW:], score):
        return Advice.RISING
    if score == 0:
        painless = [*history[-IN_A_ROW:]] == [0] * IN_A_ROW
        return Advice.HARDER if healing and painless and not flaring else None
    if work is Work.STRETCH:
        return Advice.EASE_OFF
    if score >= LIGHTER_FROM:
        return Advice.LIGHTER_ASK if healing else Advice.LIGHTER_SWAP
    return Advice.PART_OF_IT if healing else Advice.FINE_IF_IT_EASES


def stops(score: int, *, leg: bool) -> bool:
    """Tell whether pain closes the exercise that hurts: 6 and more, or into a leg."""
    return leg or score >= STOP_FROM


def _rising(scores: Sequence[int | None], now: int) -> bool:
    told = [one for one in scores if one is not None]
    return len(told) == IN_A_ROW and all(before < after for before, after in pairwise(told)) and told[-1] <= now


def lasting(
    back: Mapping[date, int], checks: Iterable[SelfCheck], today: date, week_start: int
) -> tuple[Lasting, ...]:
    """Return the complaints that last: reason to see a physiotherapist or GP.

    Pain lasts when the back was given 4 or more in each of three weeks in a row, up to this week or the one
    before it (`back` is its score per day). Signs last when the last self-check, of the past two weeks, has at
    least as many as one from six to twelve weeks before it, and none in between was without any.
    """
    found = []
    if _pain_lasts(back, today, week_start):
        found.append(Lasting.PAIN)
    if _signs_last(sorted((one for one in checks if one.day <= today), key=lambda one: one.day), today):
        found.append(Lasting.SIGNS)
    return tuple(found)


def _pain_lasts(back: Mapping[date, int], today: date, week_start: int) -> bool:
    this_week = week_of(today, week_start)
    bad = {week_of(day, week_start).first for day, score in back.items() if score >= LIGHTER_FROM and day <= today}
    return any(
        all(this_week.shift(-before - n).first in bad for n in range(IN_A_ROW)) for before in (0, 1)
    )  # this week may have nothing on record yet


def _signs_last(checks: Sequence[SelfCheck], today: date) -> bool:
    if not checks or (today - checks[-1].day).days > RECENT_DAYS:
        return False
    last = checks[-1]
    from_, to = last.day - timedelta(weeks=WEEKS_BACK), last.day - timedelta(days=SIGNS_DAYS)
    earlier = [n for n, one in enumerate(checks) if from_ <= one.day <= to]
    if not earlier:
        return False
    since = checks[earlier[-1] :]
    return all(one.signs for one in since) and len(last.signs) >= len(since[0].signs)


def comeback(last: date | None, today: date, rested: int = 0) -> bool:
    """Tell whether somebody comes back after two weeks away: the last session, or fact, is 14 days ago or more.

    The `rested` days of these were time off, and no absence. Somebody who never began was not away.
    """
    return last is not None and (today - last).days - rested >= AWAY_DAYS


def loads_the_psoas(kind: str) -> bool:
    """Tell whether a kind of movement loads the psoas extra, and so asks for recovery."""
    return kind in LOAD_THE_PSOAS
