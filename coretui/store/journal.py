"""What was recorded or edited, in order: every step can be undone and done again, from any process.

A step keeps the rows it touched as they were before and after. It is taken back only if they still are as it
left them; what somebody has changed since is never overwritten.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypedDict

from sqlite_utils import Database

from coretui.domain.chair.messages import Refusal
from coretui.domain.chair.undo import turned
from coretui.errors import NotNowError, NotSavedError
from coretui.i18n import _
from coretui.store.codec import decode, encode
from coretui.store.database import Store

KEPT_STEPS = 1000
"""How many steps the journal remembers."""

OF_A_HABIT = ("schedule", "tick", "goal", "retirement", "time_off", "note")
"""Tables whose rows can belong to a habit and go with it."""

JournalRow = dict[str, Any]
"""A row by its columns: their types stand in the schema."""


class RowChange(TypedDict):
    """A row of a table before and after a step; None where there was none."""

    table: str
    before: JournalRow | None
    after: JournalRow | None


@dataclass(frozen=True, slots=True)
class JournalStep:
    """One step of the journal: what was done (a code) and the words for its sentence.

    `over` says that it could not be turned, for it has had its effect; it is in the journal no longer.
    """

    seq: int
    code: str
    words: dict[str, Any]  # texts and numbers, as JSON keeps them
    over: bool = False
    gone: tuple[tuple[str, JournalRow], ...] = ()  # the rows that turning it took away, each with its table


class Changes:
    """Writes rows, and remembers what they were."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.made: list[RowChange] = []

    def insert(self, table: str, row: JournalRow) -> None:
        """Add a row with its id."""
        self._db.table(table).insert(row)
        self.added(table, row["id"])

    def added(self, table: str, row_id: str | int) -> None:
        """Take a row that is there already for one that this step has added."""
        self.made.append({"table": table, "before": None, "after": _row(self._db, table, row_id)})

    def update(self, table: str, row_id: str | int, **values: object) -> None:
        """Change columns of a row."""
        before = _row(self._db, table, row_id)
        self._db.table(table).update(row_id, values)
        self.made.append({"table": table, "before": before, "after": _row(self._db, table, row_id)})

    def delete(self, table: str, row_id: str) -> None:
        """Remove a row."""
        before = _row(self._db, table, row_id)
        self._db.table(table).delete(row_id)
        self.made.append({"table": table, "before": before, "after": None})


def write_down(db: Database, at: float, code: str, words: Mapping[str, object], made: list[RowChange]) -> None:
    """Add a step of changes that were made, in their transaction; what was undone cannot be redone then."""
    if not made:
        return
    journal = db.table("journal")
    journal.delete_where("undone = 1")
    journal.insert({"code": code, "words": json.dumps(words), "changes": json.dumps(made), "made_at": at})
    journal.delete_where("seq <= (select max(seq) from journal) - ?", [KEPT_STEPS])


@contextmanager
def recorded(store: Store, at: float, code: str, /, **words: object) -> Iterator[Changes]:
    """Make changes as one step that can be undone; what was undone before cannot be done again then."""
    try:
        with store.write() as db:
            changes = Changes(db)
            yield changes
            write_down(db, at, code, words, changes.made)
    except NotSavedError as no:
        no.step = code, words
        raise


@contextmanager
def extended(store: Store, seq: int, at: float, code: str, **words: object) -> Iterator[Changes]:
    """Make changes as part of a step, which is called so from now on, if it is the last; else as one of their own.

    It is taken back as one: what was told bit by bit was one thing.
    """
    with store.write() as db:
        changes = Changes(db)
        yield changes
        last = next(db.query("select * from journal where undone = 0 order by seq desc limit 1"), None)
        if last is None or last["seq"] != seq:
            write_down(db, at, code, words, changes.made)
        elif changes.made:
            made = json.dumps([*json.loads(last["changes"]), *changes.made])
            db.table("journal").update(seq, {"code": code, "words": json.dumps(words), "changes": made})


def latest(store: Store) -> JournalStep | None:
    """Return the step that would be taken back next."""
    query = "select seq, code, words from journal where undone = 0 order by seq desc limit 1"
    row = store.db.execute(query).fetchone()
    return JournalStep(row[0], row[1], json.loads(row[2])) if row else None


def undo(store: Store) -> JournalStep:
    """Take back the last step; raises `NotNowError` if there is none, or if it was changed since."""
    return _turn(store, undone=0, order="desc", mark=1, nothing=_("There is nothing to undo."))


def redo(store: Store) -> JournalStep:
    """Do again what was undone last; raises `NotNowError` if there is nothing, or if it was changed since."""
    return _turn(store, undone=1, order="asc", mark=0, nothing=_("There is nothing to redo."))


def _turn(store: Store, *, undone: int, order: str, mark: int, nothing: str) -> JournalStep:
    with store.write() as db:
        found = next(
            db.query(f"select * from journal where undone = ? order by seq {order} limit 1", [undone]),
            None,
        )
        if found is None:
            raise NotNowError(nothing)
        changes: list[RowChange] = json.loads(found["changes"])
        step = JournalStep(found["seq"], found["code"], json.loads(found["words"]))
        turns = [(one["table"], one["after"], one["before"]) for one in reversed(changes)]
        if not mark:
            turns = [(one["table"], one["before"], one["after"]) for one in changes]
        try:
            turns = [_today(db, *turn) if turn[0] == "chair" else turn for turn in turns]
        except Refusal:
            db.table("journal").delete(step.seq)  # it is said once, and the step before it comes next
            return replace(step, over=True)
        for table, expected, wanted in turns:
            _put(db, table, expected=expected, wanted=wanted)
        db.table("journal").update(step.seq, {"undone": mark})
    return replace(step, gone=tuple((table, old) for table, old, new in turns if old and new is None))


def _today(
    db: Database, table: str, expected: JournalRow | None, wanted: JournalRow | None
) -> tuple[str, JournalRow | None, JournalRow | None]:
    """Return the turn of a chair from what it is now: time goes on in it, whatever was done to it."""
    row = _row(db, table, 1)
    if row is None or expected is None or wanted is None:
        raise Refusal("over")
    chair = decode(row["state"])
    back = turned(chair, decode(wanted["state"]), decode(expected["state"]))
    return table, row, row if back is chair else {**wanted, "state": encode(back)}


def _put(db: Database, table: str, *, expected: JournalRow | None, wanted: JournalRow | None) -> None:
    row_id = (expected or wanted or {})["id"]
    changed = NotNowError(_("This has been changed in the meantime, so it was left as it is now."))
    if _row(db, table, row_id) != expected:
        raise changed
    if wanted is None:
        if table == "habit" and any(db.table(one).count_where("habit = ?", [row_id]) for one in OF_A_HABIT):
            raise changed  # rows that this step knows nothing of would go with it
        db.table(table).delete(row_id)
    elif expected is None:
        try:
            db.table(table).insert(wanted)
        except sqlite3.IntegrityError as error:  # what it belonged to is gone
            raise changed from error
    else:
        db.table(table).update(row_id, wanted)


def _row(db: Database, table: str, row_id: str | int) -> JournalRow | None:
    return next(db.query(f"select * from [{table}] where id = ?", [row_id]), None)


def follow(
    db: Database,
    renamed: Mapping[tuple[str, str], str],
    parents: Mapping[str, Mapping[str, str]],
    settled: Set[tuple[str, str]],
) -> None:
    """Let steps know rows that got another id: by table and id before, the id that they have now.

    `parents` says of each table which column refers to which other one. Steps of rows that were `settled`
    otherwise meanwhile are forgotten: what they left is not there any more.
    """

    def known(table: str, row: JournalRow | None) -> JournalRow | None:
        if row is None:
            return None
        found = {**row, "id": renamed.get((table, row["id"]), row["id"])}
        for column, parent in parents.get(table, {}).items():
            found[column] = renamed.get((parent, row[column]), row[column])
        return found

    for seq, words, made in db.execute("select seq, words, changes from journal").fetchall():
        before: list[RowChange] = json.loads(made)
        after: list[RowChange] = [
            {
                "table": one["table"],
                "before": known(one["table"], one["before"]),
                "after": known(one["table"], one["after"]),
            }
            for one in before
        ]
        if any((one["table"], (one["after"] or one["before"] or {})["id"]) in settled for one in after):
            db.table("journal").delete(seq)
        elif after != before:
            said = json.loads(words)
            if "habit" in said:
                said["habit"] = renamed.get(("habit", said["habit"]), said["habit"])
            db.table("journal").update(seq, {"changes": json.dumps(after), "words": json.dumps(said)})
