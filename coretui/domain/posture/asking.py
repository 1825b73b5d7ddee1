"""When somebody may be asked how they sat: seldom, at a moment that interrupts nothing, and never for long.

A question is offered as a break begins or on the return from one. Who has a sore back thinks more of their posture
already (O'Sullivan 2013), so there are bounds on every side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coretui.domain.chair.view import ChairState
from coretui.domain.posture.notes import PostureNote

AT_DESK = 3600.0
"""Seconds at the desk from which a day asks anything."""
OPEN_FOR = 600.0
"""Seconds that a question waits for an answer."""
MOST_A_DAY = 3
"""How many times a day it is asked at most, however many notes somebody wants of themselves."""
REFUSALS = 2
"""How many times "not now" in a row make the rest of the day quiet."""
IGNORED = 10
"""How many questions in a row without a note switch the question off."""
CALM = frozenset({ChairState.BREAK, ChairState.SITTING})
"""What the chair may be: all else is a call, a pause, a session, standing, time outside hours, or a reminder."""


ENDED_BY = frozenset({ChairState.DUE, ChairState.HELD, ChairState.SESSION})
"""What takes the place of a question that stands: a reminder, a pause or a call, a session."""


class Answer(StrEnum):
    """What became of a question; one that is open has none yet."""

    NOTED = "noted"
    NOT_NOW = "not now"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that was put: its wall time, its logical day, and what became of it."""

    at: float
    day: date
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What matters besides what was asked and noted.

    `wanted` says that the settings and the habit ask for it, `every` the seconds between two questions at least.
    `at_desk` are the seconds at the desk today. `busy` says that reminders are paused, whatever the chair is, or
    that somebody breathes. `resting` is a day of a flare-up or off; `slept` says that the machine slept meanwhile:
    whoever opens a lid has come to do something else.
    """

    today: date
    wanted: bool
    every: float
    at_desk: float
    chair: ChairState
    busy: bool = False
    resting: bool = False
    slept: bool = False


def may_ask(
    now: float, asks: Sequence[Ask], notes: Sequence[PostureNote], goal: float, situation: Situation
) -> bool:
    """Tell whether a question may be put at this wall time, after these questions and notes of the last days.

    None is put while another waits for its answer, however short `every` is.
    """
    return (
        situation.wanted
        and all(ask.answer for ask in asks)
        and situation.chair in CALM
        and not situation.busy
        and not situation.resting
        and not situation.slept
        and situation.at_desk >= AT_DESK
        and left(asks, notes, goal, situation.today) > 0
        and not refused(asks, situation.today)
        and all(abs(now - at) >= situation.every for at in _moments(asks, notes))
    )


def stands(now: float, asked_at: float, situation: Situation) -> bool:
    """Tell whether a question that was put at a wall time may still wait at this one for its answer.

    Else it leaves by itself: it has waited for long, something else has come, or nobody wants it any more.
    """
    return (
        situation.wanted
        and abs(now - asked_at) < OPEN_FOR
        and situation.chair not in ENDED_BY
        and not situation.busy
        and not situation.resting
    )


def _moments(asks: Iterable[Ask], notes: Iterable[PostureNote]) -> Iterable[float]:
    yield from (ask.at for ask in asks)
    yield from (note.at for note in notes)


def left(asks: Iterable[Ask], notes: Iterable[PostureNote], goal: float, today: date) -> int:
    """Return how many more times it may be asked today at most; what was noted unasked counts as well."""
    asked = sum(ask.day == today for ask in asks)
    noted = sum(note.day == today for note in notes)
    return max(0, min(int(goal), MOST_A_DAY) - max(asked, noted))


def refused(asks: Iterable[Ask], today: date) -> bool:
    """Tell whether the last answers of today were "not now" so often in a row that it is quiet until tomorrow."""
    answers = [ask.answer for ask in sorted(asks, key=lambda one: one.at) if ask.day == today and ask.answer]
    return len(answers) >= REFUSALS and all(answer is Answer.NOT_NOW for answer in answers[-REFUSALS:])


def ignored(asks: Iterable[Ask]) -> bool:
    """Tell whether the question that ended last is the tenth in a row without a note, or the twentieth.

    Whoever switches it on again is asked ten times more.
    """
    run = 0
    for ask in sorted(asks, key=lambda one: one.at, reverse=True):
        if ask.answer is Answer.NOTED:
            break
        run += ask.answer is not None
    return run > 0 and run % IGNORED == 0
