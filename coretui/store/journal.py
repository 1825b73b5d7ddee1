"""What was recorded or edited, in order: every step can be undone and done again, from any process.

A step keeps the rows it touched as they were before and after. It is taken back only if they still are as it
left them; what somebody has changed since is never overwritten.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypedDict

from sqlite_utils import Database

from coretui.errors import NotNowError
from coretui.i18n import _
from coretui.store.database import Store

KEPT_STEPS = 1000
"""How many steps the journal remembers."""

OF_A_HABIT = ("schedule", "tick", "goal", "retirement", "time_off")
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
    """One step of the journal: what was done (a code) and the words for its sentence."""

    seq: int
    code: str
    words: dict[str, Any]  # texts and numbers, as JSON keeps them


class Changes:
    """Writes rows, and remembers what they were."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.made: list[RowChange] = []

    def insert(self, table: str, row: JournalRow) -> None:
        """Add a row with its id."""
        self._db.table(table).insert(row)
        self.made.append({"table": table, "before": None, "after": _row(self._db, table, row["id"])})

    def update(self, table: str, row_id: str, **values: object) -> None:
        """Change columns of a row."""
        before = _row(self._db, table, row_id)
        self._db.table(table).update(row_id, values)
        self.made.append({"table": table, "before": before, "after": _row(self._db, table, row_id)})

    def delete(self, table: str, row_id: str) -> None:
        """Remove a row."""
        before = _row(self._db, table, row_id)
        self._db.table(table).delete(row_id)
        self.made.append({"table": table, "before": before, "after": None})


@contextmanager
def recorded(store: Store, at: float, code: str, **words: object) -> Iterator[Changes]:
    """Make changes as one step that can be undone; what was undone before cannot be done again then."""
    with store.write() as db:
        changes = Changes(db)
        yield changes
        if not changes.made:
            return
        journal = db.table("journal")
        journal.delete_where("undone = 1")
        journal.insert(
            {"code": code, "words": json.dumps(words), "changes": json.dumps(changes.made), "made_at": at}
        )
        journal.delete_where("seq <= (select max(seq) from journal) - ?", [KEPT_STEPS])


def undo(store: Store) -> JournalStep:
    """Take back the last step; raises `NotNowError` if there is none, or if it was changed since."""
    return _turn(store, undone=0, order="desc", mark=1, nothing=_("There is nothing to undo."))


def redo(store: Store) -> JournalStep:
    """Do again what was undone last; raises `NotNowError` if there is nothing, or if it was changed since."""
    return _turn(store, undone=1, order="asc", mark=0, nothing=_("There is nothing to do again."))


def _turn(store: Store, *, undone: int, order: str, mark: int, nothing: str) -> JournalStep:
    with store.write() as db:
        found = next(
            db.query(f"select * from journal where undone = ? order by seq {order} limit 1", [undone]),
            None,
        )
        if found is None:
            raise NotNowError(nothing)
        changes: list[RowChange] = json.loads(found["changes"])
        if mark:
            for change in reversed(changes):
                _put(db, change["table"], expected=change["after"], wanted=change["before"])
        else:
            for change in changes:
                _put(db, change["table"], expected=change["before"], wanted=change["after"])
        db.table("journal").update(found["seq"], {"undone": mark})
        return JournalStep(found["seq"], found["code"], json.loads(found["words"]))


def _put(db: Database, table: str, *, expected: JournalRow | None, wanted: JournalRow | None) -> None:
    row_id = (expected or wanted or {})["id"]
    changed = NotNowError(_("That was changed since, so it stays as it is."))
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


def _row(db: Database, table: str, row_id: str) -> JournalRow | None:
    return next(db.query(f"select * from [{table}] where id = ?", [row_id]), None)
