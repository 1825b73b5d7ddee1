"""A file that was moved, removed or replaced while it was open: the open connection still has all of it."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from coretui.errors import NotNowError, StoreDamagedError, StoreError
from coretui.i18n import _
from coretui.paths import Home, companions, private_folder, refuse_irregular, size_of
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


def take_new(store: Store, home: Home, copy: str) -> int:
    """Go on with the file that was put in the place, and bring in what only the copy has; return how many rows.

    Raises `StoreError` where that file cannot be used; the copy stays then.
    """
    store.close()
    store.reopen()
    if wrong := trouble(store.db.conn):
        raise StoreDamagedError(damaged(store.path, wrong))
    return bring_in(store, home, copy) if copy else 0


def left_behind(home: Home) -> list[str]:
    """Return the copies of lost files that nobody has dealt with yet, the oldest first."""
    with suppress(OSError):
        names = sorted(name for name in os.listdir(home.data_dir) if name.startswith(RESCUED))
        return [os.path.join(home.data_dir, name) for name in names if name.endswith(".db")]
    return []


def missing_rows(store: Store, path: str) -> int:
    """Return how many rows of the record only a copy has. Raises `StoreError` where it cannot be read."""
    with _other(store, path):
        return sum(_only_there(store, table) for table in RECORD)


def _only_there(store: Store, table: str) -> int:
    query = f"select count(*) from other.[{table}] where id not in (select id from main.[{table}])"
    return int(store.db.execute(query).fetchone()[0])


def bring_in(store: Store, home: Home, path: str) -> int:
    """Add the rows of the record that only a copy has, by their ids; return how many.

    What this one has stays as it is, and the copy goes to the backups. Raises `StoreError`.
    """
    with _other(store, path), store.write() as db:
        before = db.conn.total_changes
        for table in RECORD:
            columns = ", ".join(name for (name,) in db.execute("select name from pragma_table_info(?)", [table]))
            db.execute(f"insert or ignore into main.[{table}] ({columns}) select {columns} from other.[{table}]")
        rows = db.conn.total_changes - before
    file(home, path)
    return rows


def file(home: Home, copy: str) -> None:
    """Put a copy that has been dealt with among the backups, where it is kept like any other."""
    private_folder(home.backups)
    target = os.path.join(home.backups, os.path.basename(copy))
    refuse_irregular(target)
    os.replace(copy, target)
    for beside in companions(copy):
        with suppress(OSError):
            os.remove(beside)
    sync_folder(home.backups)


@contextmanager
def _other(store: Store, path: str) -> Iterator[None]:
    """Have a copy beside the store as `other`, brought up to date."""
    Store(path).close()
    store.db.conn.execute("attach ? as other", [path])
    try:
        yield
    finally:
        store.db.conn.execute("detach other")
