"""What SQLite says of the file, as errors with a sentence: by what can be done about it."""

from __future__ import annotations

import sqlite3

from coretui.errors import NotSavedError, StoreDamagedError, StoreError
from coretui.i18n import _
from coretui.store.place import damaged

PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")
"""Reasons not to take something that may pass by themselves, by the beginning of SQLite's names for them."""
BROKEN = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
"""Reasons that lie in what is in the file."""


def refusal(path: str, error: sqlite3.DatabaseError) -> StoreError:
    """Return what SQLite says of the file as an error with a sentence, by what can be done about it."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(BROKEN) or "malformed" in str(error) or "not a database" in str(error):
        return StoreDamagedError(damaged(path, str(error)))
    return (NotSavedError if name.startswith(PASSING) else StoreError)(_unusable(path, error))


def _unusable(path: str, error: sqlite3.DatabaseError) -> str:
    text = str(error)
    if "locked" in text or "busy" in text:
        sentence = _("Another program has been using {path} for too long; try again.")
    elif "readonly" in text or "unable to open" in text or "disk" in text:
        sentence = _("{path} cannot be written ({error}).")
    else:
        sentence = _("{path} cannot be used ({error}).")
    return sentence.format(path=path, error=text)
