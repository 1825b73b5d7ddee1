"""The chair in the store: every transition, the keeper's or a command's, goes through `transition`."""

from __future__ import annotations

from sqlite_utils import Database

from coretui.domain.chair.engine import step
from coretui.domain.chair.messages import Event, PromptEnded, PromptOpened, Revoked, SpanEnded
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import Chair, Policy
from coretui.domain.days import Instant, logical_day
from coretui.store.codec import decode, encode
from coretui.store.database import Store, new_id


def load(store: Store) -> Chair | None:
    """Return the chair as it was last stored; None before the first time."""
    row = store.db.execute("select state from chair").fetchone()
    return decode(row[0]) if row else None


def transition(store: Store, readings: tuple[Reading, ...], policy: Policy) -> tuple[Chair, tuple[Event, ...]]:
    """Load the chair, step through the readings, and store it with the facts, all in one transaction.

    Raises what `step` raises, and nothing is stored then.
    """
    with store.write() as db:
        row = db.execute("select state, prompt from chair").fetchone()
        chair = decode(row[0]) if row else None
        prompt: str | None = row[1] if row else None
        told: list[Event] = []
        for reading in readings:
            chair, events = step(chair, reading, policy)
            prompt = _store_events(db, events, prompt, policy.day_start)
            told += events
        if chair is None:
            raise ValueError("a transition needs a reading")
        db.execute(
            "insert into chair (id, state, prompt) values (1, ?, ?)"
            " on conflict (id) do update set state = excluded.state, prompt = excluded.prompt",
            [encode(chair), prompt],
        )
        return chair, tuple(told)


def _store_events(db: Database, events: tuple[Event, ...], prompt: str | None, day_start: int) -> str | None:
    """Write what the events say; return the id of the prompt that is open after them."""
    for event in events:
        match event:
            case SpanEnded(body, start, seconds, ends_stretch):
                row = {"body": body.value, "seconds": seconds, "ends_stretch": int(ends_stretch)}
                db.table("span").insert({"id": new_id(), **row, **moment(start, "started", day_start)})
            case Revoked(since):
                db.execute("update chair set prompt = null")
                db.table("prompt").delete_where("due_at > ?", [since.wall])
                was_open = "due_at <= :at and (ended_at is null or ended_at > :at)"
                row = db.execute(f"select id from prompt where {was_open}", {"at": since.wall}).fetchone()
                prompt = row[0] if row else None
                if prompt:
                    db.table("prompt").update(prompt, dict.fromkeys(("outcome", "ended_at"), None))
            case PromptOpened(due):
                prompt = new_id()
                db.table("prompt").insert({"id": prompt, **moment(due, "due", day_start)})
            case PromptEnded(outcome, at, reason, note) if prompt:
                ended = {"outcome": outcome.value, "ended_at": at.wall, "reason": reason, "note": note}
                db.table("prompt").update(prompt, ended)
                prompt = None
            case _:
                pass
    return prompt


def moment(instant: Instant, name: str, day_start: int) -> dict[str, object]:
    """Return the columns in which an instant is stored."""
    return {
        f"{name}_at": instant.wall,
        f"{name}_elapsed": instant.elapsed,
        "boot": instant.boot,
        "utc_offset": instant.offset,
        "day": logical_day(instant, day_start).isoformat(),
    }
