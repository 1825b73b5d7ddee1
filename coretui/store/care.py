"""Pain, self-checks and flare-ups in the store. Each call that writes is one step of the journal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coretui.domain.care.advice import IN_A_ROW, RECENT_DAYS, ROW_DAYS, WEEKS_BACK, Lasting, lasting
from coretui.domain.care.selfcheck import REASONS, SIGNS, Answers, Gate, SelfCheck, gate, in_order
from coretui.domain.days import Instant
from coretui.domain.pain import Pain
from coretui.errors import NotNowError
from coretui.i18n import _
from coretui.store.database import Store, new_id
from coretui.store.deeds import deed
from coretui.store.journal import JournalRow, extended, latest, recorded

_BACK = "session is null and exercise is null"


@dataclass(frozen=True, slots=True)
class PainNote:
    """Pain that is on disk: its row, the step of the journal that holds it, and what it replaces."""

    row: str
    step: int
    before: Pain | None = None


# pain


@deed
def feel(store: Store, pain: Pain, day: date, now: Instant) -> PainNote:
    """Note the back on a day, once: what was noted before is replaced."""
    row = next(store.db.query(f"select * from pain where {_BACK} and day = ?", [day.isoformat()]), None)
    felt = {"score": pain.score, "leg": int(pain.leg), "felt_at": now.wall, "utc_offset": now.offset}
    row_id = row["id"] if row else new_id()
    with store.write():
        with recorded(store, now.wall, "pain", score=pain.score, day=day.isoformat()) as changes:
            if row:
                changes.update("pain", row_id, **felt)
            else:
                changes.insert("pain", {"id": row_id, "day": day.isoformat(), **felt})
        return PainNote(row_id, _last_step(store), Pain(row["score"], bool(row["leg"])) if row else None)


def first_noted(store: Store, note: PainNote) -> bool:
    """Tell whether this is the first time that the back of any day was noted."""
    if note.before is not None:
        return False
    return bool(store.db.execute(f"select count(*) = 1 from pain where {_BACK}").fetchone()[0])


@deed
def hurt(store: Store, session: str, pain: Pain, now: Instant, exercise: str | None = None) -> PainNote:
    """Note pain in a session, of one of its exercises or of the whole; it belongs to the session's day.

    Raises `NotNowError` if there is no such session (any more).
    """
    found = store.db.execute("select day from session where id = ?", [session]).fetchone()
    if found is None:
        raise NotNowError(_("This has been changed in the meantime, so it was left as it is now."))
    row = {
        "id": new_id(),
        "score": pain.score,
        "leg": int(pain.leg),
        "session": session,
        "exercise": exercise,
        "felt_at": now.wall,
        "utc_offset": now.offset,
        "day": found[0],
    }
    code, words = _step(row)
    with store.write():
        with recorded(store, now.wall, code, **words) as changes:
            changes.insert("pain", row)
        return PainNote(str(row["id"]), _last_step(store))


@deed
def tell_more(
    store: Store, note: PainNote, now: Instant, *, leg: bool | None = None, exercise: str | None = None
) -> None:
    """Add to pain what is told of it after its score, so that the score is on disk before anything else is asked.

    Raises `NotNowError` if it was taken back meanwhile.
    """
    told = {**({} if leg is None else {"leg": int(leg)}), **({} if exercise is None else {"exercise": exercise})}
    row = next(store.db.query("select * from pain where id = ?", [note.row]), None)
    if row is None:
        raise NotNowError(_("This has been changed in the meantime, so it was left as it is now."))
    code, words = _step({**row, **told})
    with extended(store, note.step, now.wall, code, **words) as changes:
        changes.update("pain", note.row, **told)


def _step(row: JournalRow) -> tuple[str, dict[str, object]]:
    """Return what the journal calls a row of pain."""
    words = {"score": row["score"], "day": row["day"]}
    if row["exercise"]:
        return "exercise pain", {**words, "exercise": row["exercise"]}
    return ("session pain" if row["session"] else "pain"), words


def _last_step(store: Store) -> int:
    last = latest(store)
    return last.seq if last else 0


def pains(store: Store, session: str) -> dict[str, tuple[Pain, ...]]:
    """Return the pain in a session by the exercise that hurt, the oldest first."""
    found: dict[str, tuple[Pain, ...]] = {}
    rows = store.db.execute(
        "select exercise, score, leg from pain where session = ? and exercise is not null order by felt_at, rowid",
        [session],
    )
    for exercise, score, leg in rows.fetchall():
        found[exercise] = (*found.get(exercise, ()), Pain(score, bool(leg)))
    return found


def back_pain(store: Store, first: date, last: date) -> dict[date, Pain]:
    """Return how the back was on each day that says so."""
    rows = store.db.execute(
        f"select day, score, leg from pain where {_BACK} and day between ? and ? order by day",
        [first.isoformat(), last.isoformat()],
    )
    return {date.fromisoformat(day): Pain(score, bool(leg)) for day, score, leg in rows.fetchall()}


def back_felt(store: Store, first: date, last: date) -> dict[date, tuple[int, float]]:
    """Return the score of the back on each day that has one, and the wall time at which it was given."""
    rows = store.db.execute(
        f"select day, score, felt_at from pain where {_BACK} and day between ? and ?",
        [first.isoformat(), last.isoformat()],
    )
    return {date.fromisoformat(day): (score, at) for day, score, at in rows.fetchall()}


def worst_of(store: Store, session: str) -> Pain | None:
    """Return the worst pain told in a session, and whether any ran into a leg; None if none was told."""
    query = "select max(score), max(leg) from pain where session = ?"
    score, leg = store.db.execute(query, [session]).fetchone()
    return None if score is None else Pain(score, bool(leg))


def session_scores(
    store: Store, programme: str | None = None, count: int = IN_A_ROW, since: date = date.min
) -> tuple[int | None, ...]:
    """Return the worst pain of the last sessions, the oldest first; None for a session that tells nothing.

    Of one programme, or of every one but those that only count as movement, of the days from `since`. Without a
    set done or pain given a session was none.
    """
    which, names = ("programme = ?", [programme]) if programme else ("counts_as = 'core'", [])
    rows = store.db.execute(
        "select (select max(score) from pain where session = session.id) as worst from session"
        f" where day >= ? and {which}"
        " and (worst is not null or exists (select 1 from session_set where session = session.id))"
        " order by started_at desc limit ?",
        [since.isoformat(), *names, count],
    )
    return tuple(row[0] for row in reversed(rows.fetchall()))


def recent_scores(store: Store, today: date, programme: str | None = None) -> tuple[int | None, ...]:
    """Return the worst pain of the last sessions that are near enough to be one row."""
    return session_scores(store, programme, since=today - timedelta(days=ROW_DAYS))


# self-checks


@deed
def check(store: Store, done: SelfCheck, now: Instant) -> bool:
    """Write a self-check down; tell whether it replaced one of the same day."""
    day = done.day.isoformat()
    row = store.db.execute("select id from self_check where day = ?", [day]).fetchone()
    said: dict[str, object] = {
        "signs": json.dumps(in_order(done.signs, SIGNS)),
        "reasons": json.dumps(in_order(done.reasons, REASONS)),
        "checked_at": now.wall,
        "utc_offset": now.offset,
    }
    with recorded(store, now.wall, "check", day=day) as changes:
        store.db.execute("delete from self_check_draft")
        if row:
            changes.update("self_check", row[0], **said)
        else:
            changes.insert("self_check", {"id": new_id(), "day": day, **said})
    return row is not None


def keep_draft(store: Store, answers: Answers, day: date) -> None:
    """Keep the answers of a self-check that is under way, until it is written down or its day is over."""
    with store.write() as db:
        db.execute(
            "insert into self_check_draft (id, day, given) values (1, ?, ?)"
            " on conflict (id) do update set day = excluded.day, given = excluded.given",
            [day.isoformat(), json.dumps(answers.given)],
        )


def draft(store: Store, day: date) -> Answers | None:
    """Return the answers of a self-check that was begun on this day and not written down, None without."""
    row = store.db.execute("select given from self_check_draft where day = ?", [day.isoformat()]).fetchone()
    return Answers(json.loads(row[0])) if row else None


def last_check(store: Store) -> SelfCheck | None:
    """Return the self-check of the latest day, whenever it was written down."""
    found = _checks(store, "true order by day desc, checked_at desc limit 1", [])
    return found[0] if found else None


def checks(store: Store, first: date, last: date) -> tuple[SelfCheck, ...]:
    """Return the self-checks of these days, the oldest first."""
    return _checks(store, "day between ? and ? order by day, checked_at", [first.isoformat(), last.isoformat()])


def stretch_gate(store: Store) -> Gate:
    """Return what the last self-check lets through."""
    return gate(last_check(store))


def _checks(store: Store, where: str, values: Sequence[str]) -> tuple[SelfCheck, ...]:
    rows = store.db.execute(f"select day, signs, reasons from self_check where {where}", list(values))
    return tuple(
        SelfCheck(date.fromisoformat(day), frozenset(json.loads(signs)), frozenset(json.loads(reasons)))
        for day, signs, reasons in rows.fetchall()
    )


def complaints(store: Store, today: date, week_start: int) -> tuple[Lasting, ...]:
    """Return the complaints that last, from what the back and the self-checks said."""
    # The last self-check may be two weeks old, and is compared with one of up to twelve weeks before it.
    first = today - timedelta(days=7 * WEEKS_BACK + RECENT_DAYS)
    back = {day: pain.score for day, pain in back_pain(store, first, today).items()}
    return lasting(back, checks(store, first, today), today, week_start)
