"""Notes of how somebody sat in the store, and each time they were asked; a note is a step of the journal."""

from __future__ import annotations

from datetime import date, timedelta

from coretui.domain.days import Instant, logical_day
from coretui.domain.posture.asking import IGNORED, Answer, Ask
from coretui.domain.posture.notes import Moment, Posture, PostureNote
from coretui.store.database import Store, new_id
from coretui.store.deeds import deed
from coretui.store.journal import recorded

_ASKS_READ = 10 * IGNORED
"""Questions that are read back: more than any rule looks at, were they switched on again a few times."""


@deed
def note(store: Store, posture: Posture, moment: Moment, at: Instant, day_start: int) -> PostureNote:
    """Write down how somebody sat at an instant."""
    found = PostureNote(posture, moment, at.wall, at.offset, logical_day(at, day_start))
    with recorded(store, at.wall, "posture", posture=posture.value, at=at.wall) as changes:
        changes.insert(
            "posture_note",
            {
                "id": new_id(),
                "posture": posture.value,
                "moment": moment.value,
                "noted_at": at.wall,
                "utc_offset": at.offset,
                "day": found.day.isoformat(),
            },
        )
    return found


def notes(store: Store, first: date, last: date) -> tuple[PostureNote, ...]:
    """Return the notes of these days, in the order of time."""
    rows = store.db.execute(
        "select posture, moment, noted_at, utc_offset, day from posture_note"
        " where day between ? and ? order by noted_at, rowid",
        [first.isoformat(), last.isoformat()],
    )
    return tuple(
        PostureNote(Posture(posture), Moment(moment), at, offset, date.fromisoformat(day))
        for posture, moment, at, offset, day in rows.fetchall()
    )


def recent(store: Store, today: date) -> tuple[PostureNote, ...]:
    """Return the notes of today and of the day before, for the hour that may lie between them."""
    return notes(store, today - timedelta(days=1), today)


def ask(store: Store, now: Instant, day_start: int) -> str:
    """Keep that it is asked now; return the id of the question. A question is no step of the journal."""
    row = new_id()
    with store.write() as db:
        db.table("posture_ask").insert(
            {
                "id": row,
                "day": logical_day(now, day_start).isoformat(),
                "asked_at": now.wall,
                "utc_offset": now.offset,
                "answer": None,
            }
        )
    return row


@deed
def answer(store: Store, question: str, said: Answer) -> bool:
    """Keep what became of a question; tell whether that is news: one that has an answer keeps it."""
    with store.write() as db:
        changed = db.execute(
            "update posture_ask set answer = ? where id = ? and answer is null", [said.value, question]
        )
        return changed.rowcount > 0


def open_asks(store: Store) -> tuple[tuple[str, float], ...]:
    """Return the questions that wait for an answer: the id and the wall time of each."""
    rows = store.db.execute("select id, asked_at from posture_ask where answer is null order by asked_at")
    return tuple((row, at) for row, at in rows.fetchall())


def asks(store: Store) -> tuple[Ask, ...]:
    """Return the last questions, the oldest first."""
    rows = store.db.execute(
        "select asked_at, day, answer from posture_ask order by asked_at desc limit ?", [_ASKS_READ]
    )
    return tuple(
        Ask(at, date.fromisoformat(day), Answer(said) if said else None)
        for at, day, said in reversed(rows.fetchall())
    )
