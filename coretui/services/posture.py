"""Noting how somebody sits, and asking for it: what screens and commands share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coretui.domain.chair.spans import Span, seconds_by_day
from coretui.domain.chair.state import Body
from coretui.domain.days import Instant
from coretui.domain.habits.habit import POSTURE_NOTES
from coretui.domain.posture import asking
from coretui.domain.posture.asking import OPEN_FOR, Answer, Situation
from coretui.domain.posture.notes import Moment, Posture, PostureNote
from coretui.i18n import _
from coretui.services.desk import Desk
from coretui.services.overviews import Overviews
from coretui.services.workplace import Workplace
from coretui.settings import file as config
from coretui.store import posture as store
from coretui.store.habits import read_habits
from coretui.store.timeoff import days_off, flaring
from coretui.words.posture import NO_MORE_TODAY, SWITCHED_OFF

HABIT = "posture"


@dataclass(frozen=True, slots=True)
class Noted:
    """A note that is on disk, how many there are on its day, and how many are wanted."""

    note: PostureNote
    count: int
    goal: float


@dataclass(frozen=True, slots=True)
class PostureQuestion:
    """A question that waits for an answer: when it was put, in wall time, and how often it may come back today."""

    id: str
    at: float
    left: int


def note(
    desk: Desk,
    posture: Posture,
    moment: Moment,
    at: Instant | None = None,
    question: PostureQuestion | None = None,
) -> Noted:
    """Write down how somebody sat: now, at an earlier instant, or just before a `question` that was put.

    A note of now answers a question that waits; one that answers a question does so however late, and is of the
    moment it asks about. It never switches the habit on.
    """
    opened, day_start = desk.open(), desk.settings.days.start
    when = at or (desk.at(question.at) if question else desk.now)
    with opened.write():
        made = store.note(opened, posture, moment, when, day_start)
        for row, asked_at in store.open_asks(opened):
            fresh = at is None and desk.now.wall - asked_at <= OPEN_FOR
            if fresh or (question and row == question.id):
                store.answer(opened, row, Answer.NOTED)
    return Noted(made, len(store.notes(opened, made.day, made.day)), goal(desk))


def goal(desk: Desk) -> float:
    """Return how many notes a day are wanted: what the habit says, or would say."""
    one = next((one for one in read_habits(desk.open(), desk.today) if one.id == HABIT), None)
    return one.goal if one else POSTURE_NOTES


def notes(desk: Desk, first: date, last: date) -> tuple[PostureNote, ...]:
    """Return the notes of these days."""
    return store.notes(desk.open(), first, last)


def offer(place: Workplace, *, slept: bool = False) -> tuple[PostureQuestion | None, str]:
    """Ask how somebody sat, at the beginning of a break or on the return from one, if it may be asked now.

    Return the question, which is kept, or None; and what is to be said of those that nobody answered. `slept` says
    that the machine slept meanwhile. Nothing else puts a question: no start of the app, and no notice.
    """
    said = let_go(place)
    opened, now = place.store, place.now
    with opened.write():  # two that look in the same second ask once
        asks, noted = store.asks(opened), store.recent(opened, place.today)
        if not asking.may_ask(now.wall, asks, noted, goal(place.desk), _situation(place, slept=slept)):
            return None, said
        row = store.ask(opened, now, place.settings.days.start)
    place.keeper.revision += 1
    return _question(place, row, now.wall), said


def not_now(desk: Desk, question: str) -> str:
    """Keep that somebody did not want to answer; return what is to be said of it, mostly nothing."""
    opened = desk.open()
    if not store.answer(opened, question, Answer.NOT_NOW):
        return ""
    if said := _switch_off_if_ignored(desk):
        return said
    return _(NO_MORE_TODAY) if asking.refused(store.asks(opened), desk.today) else ""


def passed(desk: Desk, question: str) -> str:
    """Keep that a question left by itself, as something else came; return what is to be said of it."""
    return _switch_off_if_ignored(desk) if store.answer(desk.open(), question, Answer.PASSED) else ""


def let_go(place: Workplace) -> str:
    """Let go of questions that may wait no longer, of another process too; return what is to be said of it.

    One whose answers somebody has before them is being answered: it stays.
    """
    waiting = [(row, at) for row, at in store.open_asks(place.store) if row != place.answering]
    situation = _situation(place, slept=False) if waiting else None
    gone = [row for row, at in waiting if situation and not asking.stands(place.now.wall, at, situation)]
    place.keeper.revision += bool(gone)
    return next((said for said in [passed(place.desk, row) for row in gone] if said), "")


def standing(place: Workplace) -> PostureQuestion | None:
    """Return the question that waits for an answer now, of another process too."""
    opened, now = place.store, place.now.wall
    waiting = [
        (row, at) for row, at in store.open_asks(opened) if abs(now - at) < OPEN_FOR or row == place.answering
    ]
    return _question(place, *waiting[-1]) if waiting else None


def moment(place: Workplace, question: PostureQuestion | None) -> Moment:
    """Return the moment at which it is noted now, in answer to a question or without one."""
    if place.keeper.view().body is Body.BREAK:
        return Moment.BREAK
    return Moment.BACK if question else Moment.OWN


def _question(place: Workplace, row: str, at: float) -> PostureQuestion:
    asks, noted = store.asks(place.store), store.recent(place.store, place.today)
    return PostureQuestion(row, at, asking.left(asks, noted, goal(place.desk), place.today))


def _switch_off_if_ignored(desk: Desk) -> str:
    """Ask no more after ten questions in a row without a note; say so that once."""
    if desk.settings.posture.ask == "off" or not asking.ignored(store.asks(desk.open())):
        return ""
    config.write(desk.home.config, "posture.ask", "off")
    desk.settings = desk.settings._replace(posture=desk.settings.posture._replace(ask="off"))
    return _(SWITCHED_OFF)


def _situation(place: Workplace, *, slept: bool) -> Situation:
    settings, today = place.settings.posture, place.today
    chair, seen = place.keeper.chair, place.keeper.view()
    one = next((one for one in read_habits(place.store, today) if one.id == HABIT), None)
    on = one is not None and (one.retired is None or one.retired > today)
    return Situation(
        today=today,
        wanted=settings.ask == "breaks" or (settings.ask == "habit" and on),
        every=settings.every,
        at_desk=seconds_at_desk(place.overviews(), today, today).get(today, 0.0),
        chair=seen.state,
        busy=seen.why == "breathing" or (chair is not None and (chair.hold is not None or chair.hushed)),
        resting=flaring(place.store, today) or today in days_off(place.store, today, HABIT),
        slept=slept,
    )


def seconds_at_desk(overviews: Overviews, first: date, last: date) -> dict[date, float]:
    """Return how long somebody was at the desk on each of these days that has any, sitting or standing."""
    return at_desk(overviews.spans(first, last), overviews, first, last)


def at_desk(spans: Sequence[Span], overviews: Overviews, first: date, last: date) -> dict[date, float]:
    """Return the same of spans that were read already."""
    day_start = overviews.settings.days.start
    sat = seconds_by_day(spans, Body.SITTING, day_start, overviews.zone)
    stood = seconds_by_day(spans, Body.STANDING, day_start, overviews.zone)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {day: sat.get(day, 0.0) + stood.get(day, 0.0) for day in days if day in sat or day in stood}
