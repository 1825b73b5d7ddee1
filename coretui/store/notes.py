"""What the person wrote: about a day, a session, or an exercise in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coretui.domain.days import Instant
from coretui.store.database import Store, new_id
from coretui.store.journal import recorded


@dataclass(frozen=True, slots=True)
class Note:
    """Some words about a day, or about a session or an exercise of it."""

    words: str
    day: date
    session: str | None = None
    exercise: str | None = None


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
    rows = store.db.execute(
        "select words, session, exercise from note where day = ? order by written_at, id", [day.isoformat()]
    )
    return tuple(Note(words, day, session, exercise) for words, session, exercise in rows.fetchall())
