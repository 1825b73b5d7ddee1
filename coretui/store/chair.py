"""The chair in the store: every transition, the keeper's or a command's, goes through `transition`."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlite_utils import Database

from coretui.domain.chair.engine import step
from coretui.domain.chair.messages import Event, PromptEnded, PromptOpened, Revoked, SpanEnded
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import Chair, Policy
from coretui.domain.chair.undo import CHAIR_STEPS, lasts, step_of
from coretui.domain.days import Instant, logical_day
from coretui.store.codec import decode, encode
from coretui.store.database import Store, new_id
from coretui.store.deeds import deed
from coretui.store.journal import Changes, RowChange, write_down


def load(store: Store) -> Chair | None:
    """Return the chair as it was last stored; None before the first time."""
    row = store.db.execute("select state from chair").fetchone()
    return decode(row[0]) if row else None


@deed
def transition(store: Store, readings: tuple[Reading, ...], policy: Policy) -> tuple[Chair, tuple[Event, ...]]:
    """Load the chair, step through the readings, and store it with the facts, all in one transaction.

    A command that can be taken back becomes a step of the journal, with all that comes of it while it lasts.
    What nobody did, a second that has passed, is written without waiting for the disk. Raises what `step` raises,
    and nothing is stored then.
    """
    with store.write(durable=any(one.command for one in readings)) as db:
        row = db.execute("select state, prompt from chair").fetchone()
        chair = decode(row[0]) if row else None
        prompt: str | None = row[1] if row else None
        told: list[Event] = []
        for reading in readings:
            if code := step_of(chair, reading.command):
                # What has come due by itself until now is no part of the command.
                chair, prompt = _step(db, chair, prompt, replace(reading, command=None), policy, told)
                _store(db, chair, prompt)
            chair, prompt = _step(db, chair, prompt, reading, policy, told, code)
        if chair is None:
            raise ValueError("a transition needs a reading")
        _store(db, chair, prompt)
        return chair, tuple(told)


def _step(
    db: Database,
    chair: Chair | None,
    prompt: str | None,
    reading: Reading,
    policy: Policy,
    told: list[Event],
    code: str = "",
) -> tuple[Chair, str | None]:
    """Step once and store what comes of it; under a `code` that is a step of the journal."""
    after, events = step(chair, reading, policy)
    told += events
    changes = Changes(db)
    prompt = _store_events(changes, db, events, prompt, policy.day_start)
    if code:
        changes.update("chair", 1, state=encode(after), prompt=prompt)
        write_down(db, reading.now.wall, code, {"at": reading.now.wall}, changes.made)
    elif changes.made:
        _store(db, after, prompt)
        _add_to_step(db, after, changes.made)
    return after, prompt


def _store(db: Database, chair: Chair, prompt: str | None) -> None:
    db.execute(
        "insert into chair (id, state, prompt) values (1, ?, ?)"
        " on conflict (id) do update set state = excluded.state, prompt = excluded.prompt",
        [encode(chair), prompt],
    )


def _add_to_step(db: Database, chair: Chair, made: list[RowChange]) -> None:
    """Let the last command of the chair that still lasts be taken back with what has come of it by itself."""
    codes = ", ".join(f"'{code}'" for code in sorted(CHAIR_STEPS))
    query = f"select seq, changes from journal where undone = 0 and code in ({codes}) order by seq desc limit 1"
    found = db.execute(query).fetchone()
    if found is None:
        return
    changes: list[RowChange] = json.loads(found[1])
    own = next(one for one in changes if one["table"] == "chair")
    if own["after"] is None or not lasts(chair, decode(own["after"]["state"])):
        return
    own["after"] = next(db.query("select * from chair"))
    db.table("journal").update(found[0], {"changes": json.dumps([*changes, *made])})


def _store_events(
    changes: Changes, db: Database, events: tuple[Event, ...], prompt: str | None, day_start: int
) -> str | None:
    """Write what the events say; return the id of the prompt that is open after them."""
    for event in events:
        match event:
            case SpanEnded(body, start, seconds, ends_stretch):
                row = {"body": body.value, "seconds": seconds, "ends_stretch": int(ends_stretch)}
                changes.insert("span", {"id": new_id(), **row, **moment(start, "started", day_start)})
            case Revoked(since):
                db.execute("update chair set prompt = null")
                never = db.execute("select id from prompt where due_at > ?", [since.wall]).fetchall()
                for (one,) in never:
                    changes.delete("prompt", one)
                was_open = "due_at <= :at and (ended_at is null or ended_at > :at)"
                row = db.execute(f"select id from prompt where {was_open}", {"at": since.wall}).fetchone()
                prompt = row[0] if row else None
                if prompt:
                    changes.update("prompt", prompt, outcome=None, ended_at=None)
            case PromptOpened(due):
                prompt = new_id()
                changes.insert("prompt", {"id": prompt, **moment(due, "due", day_start)})
            case PromptEnded(outcome, at, reason, note) if prompt:
                ended = {"outcome": outcome.value, "ended_at": at.wall, "reason": reason, "note": note}
                changes.update("prompt", prompt, **ended)
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
