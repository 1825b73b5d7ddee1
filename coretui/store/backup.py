"""Copies of the store, in the folder of backups."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, suppress

from coretui.errors import StoreError
from coretui.i18n import _
from coretui.paths import private_folder, refuse_irregular
from coretui.store.place import make_private


def verified_backup(db: sqlite3.Connection, path: str, before: str) -> str:
    """Copy an open store as it is `before` a migration, and return where the copy lies.

    Raises `StoreError` where the copy would not be whole or something else than a file is in its place.
    """
    folder = os.path.join(os.path.dirname(path), "backups")
    private_folder(folder)
    target = os.path.join(folder, f"before-{before}.db")
    refuse_irregular(target)
    beside = f"{target}.{secrets.token_hex(4)}"  # what lies under that name, or a link there, is not written into
    make_private(beside)
    try:
        if not _copied(db, beside):
            raise StoreError(_("The backup {path} is damaged; nothing was changed.").format(path=target))
        os.replace(beside, target)
    finally:
        with suppress(OSError):
            os.remove(beside)
    return target


def _copied(db: sqlite3.Connection, path: str) -> bool:
    """Copy an open store into an empty file; tell whether the copy is whole."""
    with closing(sqlite3.connect(path)) as copy:
        db.backup(copy)
        [[verdict]] = copy.execute("pragma integrity_check(1)").fetchall()
        return bool(verdict == "ok")
