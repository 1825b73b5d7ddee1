"""A file that was moved, removed or replaced while it was open: the open connection still has all of it."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, suppress

from coretui.errors import NotNowError, StoreDamagedError, StoreError
from coretui.i18n import _
from coretui.paths import companions, private_folder, size_of
from coretui.store.database import Store
from coretui.store.health import trouble
from coretui.store.packing import sync_folder
from coretui.store.place import RESCUED, damaged, make_private
from coretui.store.tables import RECORD


def rescue(db: sqlite3.Connection, path: str) -> str:
    """Copy all that an open connection has of a file that is lost, beside its place; return where the copy lies.

    Empty where there is no whole copy to be had, as of a file that was cut.
    """
    folder = os.path.dirname(path)
    with suppress(StoreError, OSError, sqlite3.Error):
        private_folder(folder)
        copy = os.path.join(folder, f"{RESCUED}{time.strftime('%Y-%m-%d-%H%M%S')}.db")
        while os.path.lexists(copy):
            copy = f"{copy.removesuffix('.db')}-2.db"
        make_private(copy)
        if _is_copied(db, copy):
            return copy
        os.remove(copy)
    return ""


def _is_copied(db: sqlite3.Connection, path: str) -> bool:
    """Copy an open connection into an empty file; tell whether the copy is whole."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as copy:
        db.backup(copy)
        return not trouble(copy)
    return False


def put_back(store: Store, copy: str) -> None:
    """Put the copy of a lost file into its place and go on with it; raises `NotNowError` if one is there."""
    if os.path.lexists(store.path):
        raise NotNowError(_("There is a file in the place of {path} again.").format(path=store.path))
    store.close()
    log, index = companions(store.path)  # what is left of them would destroy the file that is put there
    with suppress(FileNotFoundError):
        os.remove(index)
    with suppress(FileNotFoundError):
        if size_of(log):
            os.replace(log, f"{copy}{log.removeprefix(store.path)}")
        else:
            os.remove(log)
    os.link(copy, store.path)  # unlike a rename, it replaces nothing
    os.remove(copy)
    sync_folder(os.path.dirname(store.path))
    store.reopen()


def take_new(store: Store, copy: str) -> int:
    """Go on with the file that was put in the place, and bring in what only the copy has; return how many rows.

    The copy stays. Raises `StoreError` where that file cannot be used.
    """
    store.close()
    store.reopen()
    if wrong := trouble(store.db.conn):
        raise StoreDamagedError(damaged(store.path, wrong))
    return bring_in(store, copy) if copy else 0


def bring_in(store: Store, path: str) -> int:
    """Add the rows of the record that only another store has, by their ids; return how many.

    What this one has stays as it is. Raises `StoreError`.
    """
    Store(path).close()  # brings it up to date
    store.db.conn.execute("attach ? as other", [path])
    try:
        with store.write() as db:
            before = db.conn.total_changes
            for table in RECORD:
                columns = ", ".join(
                    name for (name,) in db.execute("select name from pragma_table_info(?)", [table])
                )
                db.execute(
                    f"insert or ignore into main.[{table}] ({columns}) select {columns} from other.[{table}]"
                )
            return db.conn.total_changes - before
    finally:
        store.db.conn.execute("detach other")
