"""Sessions in the store: begun once, each set on disk as it ends, offered again until the day is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from coretui.domain.days import Instant, logical_day
from coretui.domain.workout import Key, PlannedSet, Side, Sides
from coretui.store.database import Store, new_id
from coretui.store.journal import recorded


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session as it stands: its programme, how sides are meant, which sets are done."""

    id: str
    programme: str
    sides: Sides
    first: Side
    started_at: float
    ended_at: float | None
    done: frozenset[Key]


def begin(
    store: Store, programme: str, planned: int, now: Instant, day_start: int, sides: Sides, first: Side
) -> str:
    """Begin a session; return its id. It counts for nothing until a set is done."""
    session = new_id()
    with store.write() as db:
        db.table("session").insert(
            {
                "id": session,
                "programme": programme,
                "sides": sides.value,
                "first_side": first.value,
                "planned": planned,
                "started_at": now.wall,
                "utc_offset": now.offset,
                "day": logical_day(now, day_start).isoformat(),
            }
        )
    return session


def running(store: Store, day: date) -> StoredSession | None:
    """Return the session of this day that was begun last and has not ended."""
    return _one(store, "day = ? and ended_at is null order by started_at desc limit 1", [day.isoformat()])


def latest(store: Store, programme: str) -> StoredSession | None:
    """Return the last session of a programme in which something was done."""
    where = "programme = ? and exists (select 1 from session_set where session = session.id)"
    return _one(store, f"{where} order by started_at desc limit 1", [programme])


def _one(store: Store, where: str, values: list[Any]) -> StoredSession | None:
    row = next(store.db.query(f"select * from session where {where}", values), None)
    if row is None:
        return None
    sets = store.db.execute("select exercise, number, side from session_set where session = ?", [row["id"]])
    return StoredSession(
        id=row["id"],
        programme=row["programme"],
        sides=Sides(row["sides"]),
        first=Side(row["first_side"]),
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        done=frozenset((name, number, Side(side) if side else None) for name, number, side in sets.fetchall()),
    )


def finish_set(store: Store, session: str, done: PlannedSet, now: Instant) -> None:
    """Commit a set as prescribed."""
    with recorded(store, now.wall, "set", **_words(done)) as changes:
        changes.insert(
            "session_set",
            {
                "id": new_id(),
                "session": session,
                "exercise": done.exercise,
                "number": done.number,
                "side": done.side or "",
                "prescribed": done.amount,
                "unit": "reps" if done.dose.reps else "seconds",
                "done": done.amount,
                "done_at": now.wall,
                "utc_offset": now.offset,
            },
        )


def reopen_set(store: Store, session: str, planned: PlannedSet, now: Instant) -> None:
    """Take a set back."""
    with recorded(store, now.wall, "set open", **_words(planned)) as changes:
        rows = store.db.execute(
            "select id from session_set where session = ? and exercise = ? and number = ? and side = ?",
            [session, planned.exercise, planned.number, planned.side or ""],
        )
        for (row_id,) in rows.fetchall():
            changes.delete("session_set", row_id)


def end(store: Store, session: str, now: Instant) -> None:
    """Close a session as it is; one without a set leaves nothing behind."""
    with store.write() as db:
        if db.table("session_set").count_where("session = ?", [session]):
            db.table("session").update(session, {"ended_at": now.wall})
        else:
            db.table("session").delete(session)


def _words(planned: PlannedSet) -> dict[str, Any]:
    return {"exercise": planned.exercise, "number": planned.number, "side": planned.side}
