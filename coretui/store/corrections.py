"""Putting right what was taken for an absence: "sat anyway", and taking that back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from coretui.domain.chair.messages import Corrected
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import Policy
from coretui.domain.days import Instant, logical_day
from coretui.errors import NotNowError
from coretui.i18n import _
from coretui.store import journal, sessions
from coretui.store.chair import load, transition
from coretui.store.database import Store
from coretui.store.deeds import deed
from coretui.store.journal import JournalRow, JournalStep, recorded
from coretui.words.journal import capital, step_sentence

CORRECTIONS = frozenset({"sat anyway", "sitting"})
"""Steps of the journal that change what the present stretch is made of."""


@dataclass(frozen=True, slots=True)
class StoredAbsence:
    """An absence that counted as a break: its id, wall time and seconds, the offset from UTC where it began."""

    id: str
    start: float
    seconds: float
    offset: int


def absences(store: Store, day: date) -> list[StoredAbsence]:
    """Return the absences of a day that were counted as breaks, the last one first."""
    rows = store.db.execute(
        "select id, started_at, seconds, utc_offset from span"
        " where day = ? and body = 'away' and ends_stretch = 1 order by started_at desc",
        [day.isoformat()],
    )
    return [StoredAbsence(*row) for row in rows.fetchall()]


@deed
def sat_anyway(store: Store, span: str, now: Instant, policy: Policy) -> None:
    """Turn an absence into sitting: a prompt that it answered was missed, none is added to the past.

    If the present stretch is longer than the interval now, a break falls due at once. Raises `NotNowError` if
    that span is no such absence (any more).
    """
    with store.write() as db:
        row = next(
            db.query("select * from span where id = ? and body = 'away' and ends_stretch = 1", [span]), None
        )
        if row is None:
            raise NotNowError(_("This has been changed in the meantime, so it was left as it is now."))
        start, end = row["started_at"], row["started_at"] + row["seconds"]
        minutes = round(row["seconds"] / 60)
        with recorded(store, now.wall, "sat anyway", minutes=minutes, day=row["day"]) as changes:
            changes.update("span", span, body="sitting", ends_stretch=0)
            for prompt in _answered_by(store, start, end):
                if prompt["due_at"] >= start:
                    # It stood for the absence itself: without that there was none.
                    changes.delete("prompt", prompt["id"])
                else:
                    changes.update("prompt", prompt["id"], outcome="missed")
        _stretch_anew(store, now, policy, since_start=True)


@deed
def undo(store: Store, now: Instant, policy: Policy) -> JournalStep:
    """Take back the last step of the journal, and put the present stretch right if it was part of it.

    Raises `NotNowError` if there is none, if it was changed since, or if it is over: that is named, and it is
    the turn of the step before it.
    """
    return _turned(store, now, policy, journal.undo)


@deed
def redo(store: Store, now: Instant, policy: Policy) -> JournalStep:
    """Do a step again, and put the present stretch right if it is part of it."""
    return _turned(store, now, policy, journal.redo)


def _turned(store: Store, now: Instant, policy: Policy, turn: Callable[[Store], JournalStep]) -> JournalStep:
    with store.write():
        step = turn(store)
        if step.code in CORRECTIONS:
            _stretch_anew(store, now, policy, since_start=turn is journal.redo)
        for table, row in step.gone:
            if table == "session_set":
                sessions.go_back_to(store, row, logical_day(now, policy.day_start))
    if step.over:
        sentence = _(
            "{step}: this cannot be undone, because it is over. Undo once more to undo the step before it."
        )
        today = logical_day(now, policy.day_start)
        words = step_sentence(step.code, step.words, str, today, lambda _wall: now.offset)
        raise NotNowError(sentence.format(step=capital(words)))
    return step


def _answered_by(store: Store, start: float, end: float) -> list[JournalRow]:
    # An absence is credited while it lasts; a second of leeway for clocks that were set.
    query = "select * from prompt where outcome = 'absence' and ended_at between ? and ?"
    return list(store.db.query(query, [start - 1, end + 1]))


def _stretch_anew(store: Store, now: Instant, policy: Policy, *, since_start: bool) -> None:
    """Add up the present stretch from its spans, and let the chair go on from there.

    The interval counts from the start of the stretch, or else from the last prompt that ended in it.
    """
    chair = load(store)
    if chair is None:
        return
    query = "select body, started_at, utc_offset, seconds, ends_stretch from span order by started_at desc"
    banked, start = 0.0, chair.since.wall
    for body, started, _offset, seconds, ends in store.db.execute(query):
        if ends:
            break
        if body == "sitting":
            banked += seconds
            start = started
    anchor = start
    if not since_start:
        ended = "select max(ended_at) from prompt where ended_at > ?"
        anchor = store.db.execute(ended, [start]).fetchone()[0] or start
    back = now.wall - anchor
    at = Instant(anchor, now.elapsed - back, now.boot, now.offset)
    transition(store, (Reading(now, Corrected(banked, at), mute=True),), policy)
