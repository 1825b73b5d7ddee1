"""What the person wrote: about a day, a session, or an exercise in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coretui.domain.days import Instant
from coretui.store.database import Store, new_id
from coretui.store.deeds import deed
from coretui.store.journal import recorded


@dataclass(frozen=True, slots=True)
class Note:
    """Some words about a day, or about a session or an exercise of it."""

    words: str
    day: date
    session: str | None = None
    exercise: str | None = None


@deed
def write(store: Store, note: Note, now: Instant) -> None:
    """Keep a note."""
    with recorded(store, now.wall, "note", day=note.day.isoformat()) as changes:
        changes.insert(
            "note",
            {
                "id": new_id(),
                "day": note.day.isoformat(),
                "session": note.session,
                "exercise": note.exercise,
                "words": note.words,
                "written_at": now.wall,
                "utc_offset": now.offset,
            },
        )


def of_day(store: Store, day: date) -> tuple[Note, ...]:
    """Return the notes of a day, the oldest first."""
    return of_days(store, day, day)


def of_days(store: Store, first: date, last: date) -> tuple[Note, ...]:
    """Return the notes of some days, the oldest first."""
    rows = store.db.execute(
        "select words, day, session, exercise from note where day between ? and ? order by day, written_at, id",
        [first.isoformat(), last.isoformat()],
    )
    return tuple(Note(words, date.fromisoformat(day), *about) for words, day, *about in rows.fetchall())
