"""Sessions in the store: begun once, each set on disk as it ends, offered again until the day is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from coretui.domain.days import Instant, logical_day
from coretui.domain.exercises.catalogue import CountsAs
from coretui.domain.exercises.dose import Side, Sides
from coretui.domain.exercises.plan import Plan, PlannedSet, SetKey
from coretui.store.database import Store, new_id
from coretui.store.deeds import deed
from coretui.store.journal import Changes, JournalRow, recorded
from coretui.store.plans import read_plan, written


class Counted(StrEnum):
    """Who says that a set was done: the person, or the player's clock, which knows of nobody."""

    PERSON = "person"
    PLAYER = "player"


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session as it stands: its programme, how sides are meant, its sets and what was done of each.

    `plan` is None where it was never changed: then it is the programme's. `position` is the place in the plan of
    the set that comes next, None for the first that is open; `cut` the minutes to which it was cut. `amounts` are
    repetitions or seconds by set, `by_player` the sets that nobody but the player's clock has counted.
    """

    id: str
    programme: str
    sides: Sides
    first: Side
    started_at: float
    ended_at: float | None
    day: date
    plan: Plan | None = None
    position: int | None = None
    cut: int | None = None
    amounts: Mapping[SetKey, int] = field(default_factory=dict)
    prescribed: Mapping[SetKey, int] = field(default_factory=dict)
    by_player: frozenset[SetKey] = frozenset()

    @property
    def done(self) -> frozenset[SetKey]:
        """The sets that were done whole."""
        return frozenset(key for key, amount in self.amounts.items() if amount >= self.prescribed[key])

    @property
    def partly(self) -> frozenset[SetKey]:
        """The sets of which a part was done."""
        return frozenset(self.amounts) - self.done


@dataclass(frozen=True, slots=True)
class Outline:
    """What a session is begun with: its programme, how many sets that prescribes, how sides are meant.

    `plan` is what it comes to for this person, and `cut` the minutes to which that was cut.
    """

    programme: str
    planned: int
    sides: Sides = Sides.EACH
    first: Side = Side.LEFT
    plan: Plan | None = None
    cut: int | None = None
    counts_as: CountsAs = "core"


def begin(store: Store, outline: Outline, now: Instant, day_start: int) -> str:
    """Begin a session; return its id. It counts for nothing until a set is done."""
    session = new_id()
    with store.write() as db:
        db.table("session").insert(
            {
                "id": session,
                "programme": outline.programme,
                "sides": outline.sides.value,
                "first_side": outline.first.value,
                "planned": outline.planned,
                "started_at": now.wall,
                "utc_offset": now.offset,
                "day": logical_day(now, day_start).isoformat(),
                "plan": None if outline.plan is None else written(outline.plan),
                "cut": outline.cut,
                "counts_as": outline.counts_as,
            }
        )
    return session


def replan(store: Store, session: str, plan: Plan, position: int) -> None:
    """Write down that a session goes on with another plan."""
    with store.write() as db:
        db.table("session").update(session, {"plan": written(plan), "position": position})


@deed
def reach(store: Store, session: str, position: int | None) -> None:
    """Write down which set of the plan comes next; None: the first that is open."""
    with store.write() as db:
        db.table("session").update(session, {"position": position})


def go_back_to(store: Store, row: JournalRow, today: date) -> None:
    """Let a session go on no later than at a set that is open again; one of today that had ended goes on."""
    session = by_id(store, row["session"])
    if session and session.day == today and session.ended_at is not None:
        with store.write() as db:
            db.table("session").update(session.id, {"ended_at": None})
    if session is None or session.position is None or session.plan is None:
        return
    place = next((n for n, one in enumerate(session.plan) if one.key == _key(row)), None)
    if place is not None and place < session.position:
        reach(store, session.id, place)


def running(store: Store, day: date) -> StoredSession | None:
    """Return the session of this day that was begun last and has not ended."""
    return _one(store, "day = ? and ended_at is null order by started_at desc limit 1", [day.isoformat()])


def latest(store: Store, programme: str) -> StoredSession | None:
    """Return the last session of a programme in which something was done."""
    where = "programme = ? and exists (select 1 from session_set where session = session.id)"
    return _one(store, f"{where} order by started_at desc limit 1", [programme])


def last_day(store: Store) -> date | None:
    """Return the day of the last session in which something was done, None if there never was one."""
    query = "select max(day) from session where exists (select 1 from session_set where session = session.id)"
    [(day,)] = store.db.execute(query).fetchall()
    return date.fromisoformat(day) if day else None


def by_id(store: Store, session: str) -> StoredSession | None:
    """Return a session, None if there is none (any more)."""
    return _one(store, "id = ?", [session])


def _one(store: Store, where: str, values: list[str]) -> StoredSession | None:
    row = next(store.db.query(f"select * from session where {where}", values), None)
    if row is None:
        return None
    sets = list(store.db.query("select * from session_set where session = ?", [row["id"]]))
    return StoredSession(
        id=row["id"],
        programme=row["programme"],
        sides=Sides(row["sides"]),
        first=Side(row["first_side"]),
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        day=date.fromisoformat(row["day"]),
        plan=read_plan(row["plan"]) if row["plan"] else None,
        position=row["position"],
        cut=row["cut"],
        amounts={_key(one): one["done"] for one in sets},
        prescribed={_key(one): one["prescribed"] for one in sets},
        by_player=frozenset(_key(one) for one in sets if one["counted_by"] == Counted.PLAYER),
    )


def _key(row: JournalRow) -> SetKey:
    side = Side(row["side"]) if row["side"] else None
    if row["instead_of"]:
        return row["exercise"], row["number"], side, row["instead_of"]
    return row["exercise"], row["number"], side


@deed
def finish_set(
    store: Store,
    session: str,
    done: PlannedSet,
    now: Instant,
    amount: int | None = None,
    counted: Counted = Counted.PERSON,
) -> None:
    """Commit a set, as prescribed or so much of it; what was kept of it before is replaced.

    Another form of movement in the place of an exercise is movement as well, of the session's day: both are one
    step, and bear one id.
    """
    amount = done.amount if amount is None else amount
    row_id, code, words = new_id(), "set", _words(done)
    moved: JournalRow = {}
    if done.moves:
        [(day,)] = store.db.execute("select day from session where id = ?", [session]).fetchall()
        moved = {"kind": done.exercise, "minutes": amount / 60, "day": day}
        code, words = "movement", {**moved, "minutes": round(amount / 60, 1)}
    with recorded(store, now.wall, code, **words) as changes:
        _take_back(store, session, done, changes)
        if moved:
            began = {"id": row_id, "started_at": now.wall - amount, "utc_offset": now.offset}
            changes.insert("movement", {**began, **moved, "note": ""})
        changes.insert(
            "session_set",
            {
                "id": row_id,
                "session": session,
                "exercise": done.exercise,
                "instead_of": done.instead_of,
                "worth": done.worth if done.counts else 0.0,
                "number": done.number,
                "side": done.side or "",
                "prescribed": done.amount,
                "unit": "reps" if done.dose.reps else "seconds",
                "done": amount,
                "done_at": now.wall,
                "utc_offset": now.offset,
                "counted_by": counted.value,
            },
        )


def _rows(store: Store, session: str, planned: PlannedSet) -> list[str]:
    rows = store.db.execute(
        "select id from session_set"
        " where session = ? and exercise = ? and instead_of = ? and number = ? and side = ?",
        [session, planned.exercise, planned.instead_of, planned.number, planned.side or ""],
    )
    return [row_id for (row_id,) in rows.fetchall()]


def _take_back(store: Store, session: str, planned: PlannedSet, changes: Changes) -> None:
    for row in _rows(store, session, planned):
        changes.delete("session_set", row)
        if planned.moves and store.db.table("movement").count_where("id = ?", [row]):
            changes.delete("movement", row)


@deed
def reopen_set(store: Store, session: str, planned: PlannedSet, now: Instant) -> None:
    """Take a set back, and the movement that it was."""
    with recorded(store, now.wall, "set open", **_words(planned)) as changes:
        _take_back(store, session, planned, changes)


@deed
def end(store: Store, session: str, now: Instant) -> None:
    """Close a session as it is; one in which nothing was recorded leaves nothing behind."""
    with store.write() as db:
        if any(db.table(facts).count_where("session = ?", [session]) for facts in ("session_set", "pain", "note")):
            db.table("session").update(session, {"ended_at": now.wall})
        else:
            db.table("session").delete(session)


def _words(planned: PlannedSet) -> dict[str, object]:
    return {"exercise": planned.exercise, "number": planned.number, "side": planned.side}
