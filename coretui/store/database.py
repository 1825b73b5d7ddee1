"""Opening the store and writing to it; nothing else in the program connects to the file for writing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database, Migrations

from coretui.domain.days import Instant
from coretui.errors import NotSavedError, StoreError, StoreLostError, StoreNewerError
from coretui.i18n import _
from coretui.paths import Home
from coretui.store.ids import new_id as new_id  # noqa: PLC0414 - for whoever writes rows
from coretui.store.place import (
    UNMARKED,
    StorePlace,
    can_write,
    is_full,
    is_the_same,
    marks,
    prepare,
    refuse_strange,
    settle,
    takes_room,
)

Found = TypeVar("Found")

BUSY_SECONDS = 5.0
"""How long a write waits for another process before it gives up."""
AT_ONCE, SOON = "full", "normal"
"""When the disk has what is written, in SQLite's words: what a person did, and what nobody did."""
A_GLANCE = 0.05
"""How long it waits where a person looks at a screen meanwhile."""


def migration_files() -> list[Path]:
    """Return the numbered SQL files: beside the checkout, else as they are shipped in the package."""
    package = Path(__file__).parents[1]
    beside = package.parent / "migrations"
    folder = beside if (beside / "0001_facts.sql").exists() else package / "migrations"
    return sorted(folder.glob("[0-9]*_*.sql"))


def migrations() -> Migrations:
    """Register each SQL file under its name; sqlite-utils applies each once, in a transaction."""
    found = Migrations("coretui")
    for path in migration_files():

        def apply(db: Database, path: Path = path) -> None:
            db.executescript(path.read_text(encoding="utf-8"))

        found(name=path.stem)(apply)
    return found


class Store:
    """One connection to the file. Reads go through `db`; every write is inside `write()`.

    `copy` is what is read in place of a file that cannot be written: `only_read` then. `kept` is for what was read
    and can tell by itself whether it still holds. `back_up` copies the file before a migration, and returns where.
    `vouch` is called before something is written, and raises if it must not be; `tell` says what is waited for.
    """

    def __init__(
        self,
        path: str,
        copy: sqlite3.Connection | None = None,
        *,
        back_up: Callable[[str], str] | None = None,
        busy_seconds: float = BUSY_SECONDS,
    ) -> None:
        self.path = path
        self.outdated = False
        self.vouch: Callable[[sqlite3.Connection], None] | None = None
        self.tell: Callable[[str], None] | None = None
        self.only_read = False
        self.kept: dict[str, Any] = {}  # whoever kept something knows its type
        self._read: dict[Hashable, Any] = {}
        self._read_at = (0, 0)
        self._patience, self._marks = busy_seconds, UNMARKED
        self._reading_at: int | None = None  # how much was written when `reading` began
        with _sentences(path):
            self.db = Database(copy or sqlite3.connect(path, timeout=busy_seconds), execute_plugins=False)
            try:
                self._open(back_up)
                self.only_read = copy is not None
                self.place = StorePlace(path) if copy is None and os.path.exists(path) else None
                self._accept()
            except BaseException:
                self.db.close()
                raise

    def _open(self, back_up: Callable[[str], str] | None) -> None:
        known = migrations()
        self._known = {path.stem for path in migration_files()}
        self._refuse_newer()
        if pending := known.pending(self.db):
            backup = back_up(pending[0].name) if back_up and known.applied(self.db) else ""
            self.db.enable_wal()
            self.db.conn.execute("begin immediate")
            try:
                # Another process may have been quicker: what is pending is asked again under the lock.
                known.apply(self.db)
                self.db.conn.execute("commit")
                settle(self.db.conn, A_GLANCE, self._patience)
            except sqlite3.DatabaseError as error:
                self.db.rollback()
                raise _not_brought_up_to_date(self.path, error, backup) from error
            except BaseException:
                self.db.rollback()
                raise
        self.db.execute("pragma foreign_keys = on")
        self.db.execute(f"pragma synchronous = {AT_ONCE}")  # whatever SQLite was built with
        self._schema = self._pragma("schema_version")
        self._seen_version = self._pragma("data_version")

    def close(self) -> None:
        """Close the connection."""
        with suppress(StoreError, sqlite3.Error):
            self.look()  # what was put in the place of the file must not be taken for it at the last moment
        self.db.close()
        if self.place:
            self.place.close()
            self.place = None

    def reopen(self) -> None:
        """Open what is in the place now; to be called after `close`. Raises `StoreError`."""
        now = Store(self.path, busy_seconds=self._patience)
        self.db, self.place, self._schema, self._marks = now.db, now.place, now._schema, now._marks
        self.kept, self._read, self._read_at, self._seen_version = {}, {}, (0, 0), -1

    def changed(self) -> bool:
        """Tell whether another process has written since this was last asked; notices a newer version."""
        version = self._pragma("data_version")
        if version == self._seen_version:
            return False
        self._seen_version = version
        if self._pragma("schema_version") != self._schema:
            try:
                self._refuse_newer()
            except StoreNewerError:
                self.outdated = True
        return True

    def look(self) -> None:
        """Make sure that the file is still in its place; raises `StoreLostError` with a sentence if it is not."""
        if self.place and self.place.check():
            if not is_the_same(self.db.conn, self._marks):
                self.place.give_up()
            self._accept()

    def _accept(self) -> None:
        """Take the file as it is now for the one that was opened."""
        if self.place:
            self.place.accept()
            with suppress(sqlite3.Error):  # compared with what is read again, then
                self._marks = marks(self.db.conn)

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Database]:
        """Run a transaction that has the right to write from its beginning; it is on disk when it ends.

        What nobody did need not be `durable`: a power cut may take it, unless it is inside what is. Raises
        `StoreNewerError` if a newer version has changed the file, `StoreError` if it stays locked or can only be
        read, `StoreLostError` if it is no longer in its place, `StoreDamagedError` if it is not whole.
        """
        with _sentences(self.path):
            if self.db.conn.in_transaction:
                if self._reading_at is not None:
                    self._refuse_unfit()
                    if self._pragma("schema_version") != self._schema:
                        self._refuse_newer()
                with self.db.atomic():
                    yield self.db
                return
            self._refuse_unfit()
            if not durable:
                self.db.execute(f"pragma synchronous = {SOON}")  # SQLite changes that only outside a transaction
            try:
                self._begin()
                if self._pragma("schema_version") != self._schema:
                    self._refuse_newer()
                yield self.db
                self.db.conn.execute("commit")
            except BaseException:
                self.db.rollback()
                raise
            finally:
                if not durable:
                    self.db.execute(f"pragma synchronous = {AT_ONCE}")
            self._look_after()

    def _look_after(self) -> None:
        """Make sure that what was just written can be found; what cannot is not to be written once more."""
        try:
            if self.place:
                self.place.check()
                settle(self.db.conn, A_GLANCE, self._patience)
                self._accept()
        except StoreLostError as error:
            raise StoreError(str(error)) from error

    def _begin(self) -> None:
        """Take the right to write; where it takes long, tell what is waited for, and wait once more."""
        try:
            self.db.conn.execute("begin immediate")
        except sqlite3.OperationalError:
            if self.tell is None:
                raise
            self.tell(_("Another program is using {path}; waiting for it.").format(path=self.path))
            self.db.conn.execute("begin immediate")

    def hurry(self, seconds: float = A_GLANCE) -> None:
        """Wait for other processes no longer than a person notices, and without a word."""
        self.tell, self._patience = None, seconds
        self.db.execute(f"pragma busy_timeout = {int(seconds * 1000)}")

    def _refuse_unfit(self) -> None:
        """Make sure that the file can be written, is the one that was opened, and is whole."""
        if self.only_read:
            from coretui.store.only_read import only_read  # noqa: PLC0415 - hardly ever needed

            raise StoreError(only_read(self.path))
        self.look()
        if self.vouch:
            self.vouch(self.db.conn)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read one state of the file throughout, whatever another process writes meanwhile.

        A read transaction, which ends with the block: until then `changed` notices nothing of others. Inside
        another one, or inside `write()`, it does nothing: those hold one state already. A `write()` inside it
        raises `StoreError` at once if another process writes or has written meanwhile.
        """
        if self.db.conn.in_transaction:
            yield
            return
        self.db.conn.execute("begin")
        self._reading_at = self.db.conn.total_changes
        try:
            yield
        finally:
            wrote, self._reading_at = not self.settled, None
            self._end()
            if wrote:
                self._look_after()

    def _end(self) -> None:
        """Commit what is open, if anything still is."""
        with _sentences(self.path):
            try:
                self.db.conn.commit()
            except BaseException:
                self.db.rollback()
                raise

    @property
    def settled(self) -> bool:
        """Whether all that can be read is on disk, so that it may be kept: nothing written is still open."""
        return not self.db.conn.in_transaction or self._reading_at == self.db.conn.total_changes

    def once(self, key: Hashable, read: Callable[[], Found]) -> Found:
        """Return what `read` finds, which is read again only after something was written, by whatever process."""
        if not self.settled:
            return read()  # it may still be rolled back
        state = (self._pragma("data_version"), self.db.conn.total_changes)
        if state != self._read_at:
            self._read, self._read_at = {}, state
        if key not in self._read:
            self._read[key] = read()
        found: Found = self._read[key]
        return found

    def _pragma(self, name: str) -> int:
        return int(self.db.execute(f"pragma {name}").fetchone()[0])

    def _refuse_newer(self) -> None:
        if not self.db.table("_sqlite_migrations").exists():
            if self.db.table_names():
                raise StoreError(
                    _("{path} is a database of another program; it was left as it is.").format(path=self.path)
                )
            return
        names = self.db.execute("select name from _sqlite_migrations where migration_set = 'coretui'")
        if unknown := sorted({row[0] for row in names.fetchall()} - self._known):
            self.outdated = True
            raise StoreNewerError(
                _(
                    "{path} was written by a newer version of coretui ({name});"
                    " update coretui here, or restart it."
                ).format(path=self.path, name=unknown[-1])
            )


def open_store(home: Home, now: Callable[[], Instant] | None = None) -> Store:
    """Open the user's store, making it first if there is none; one that cannot be written is only read.

    An older one is backed up and brought up to date; `now` is when. Raises `StoreError` with a sentence if that
    is not possible, `StoreNewerError` if a newer version wrote it, `StoreLostError` if there was one that is gone.
    """

    def back_up(before: str) -> str:
        from coretui.store.backups import make  # noqa: PLC0415 - only before a migration

        return make(home, before, now() if now else None).path

    if os.path.exists(home.database) and not can_write(home):
        refuse_strange(home)
    else:
        prepare(home)
        try:
            return Store(home.database, back_up=back_up)
        except NotSavedError as error:
            if not (takes_room(error.__cause__) and is_full(home.database)):
                raise
    from coretui.store.copying import copy_in_memory  # noqa: PLC0415 - hardly ever needed

    with _sentences(home.database):
        return Store(home.database, copy_in_memory(home.database))


@contextmanager
def _sentences(path: str) -> Iterator[None]:
    """Turn what SQLite or the system says into a sentence for the user."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        from coretui.store.refusals import refusal  # noqa: PLC0415 - only when it refuses

        raise refusal(path, error) from error
    except OSError as error:
        raise StoreError(_("{path} cannot be used ({error}).").format(path=path, error=error.strerror)) from error


def _not_brought_up_to_date(path: str, error: sqlite3.DatabaseError, backup: str) -> StoreError:
    """Say that a migration did not work; the file is as it was, and so is the copy that was made of it."""
    sentence = _("{path} could not be updated ({error}) and is as it was; there is a backup: {backup}.")
    if not backup:
        sentence = _("{path} could not be prepared ({error}).")
    return StoreError(sentence.format(path=path, error=error, backup=backup))
