"""Where the store lies, and whether the file there is the one that was opened.

`status` uses it too: it needs the standard library alone.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from contextlib import suppress
from typing import NoReturn

from coretui.errors import StoreDamagedError, StoreError, StoreLostError
from coretui.i18n import _
from coretui.paths import FILE_MODE, Home, address, companions, private_folder, refuse_irregular, size_of

MAGIC = b"SQLite format 3\0"
"""How every SQLite file begins."""
COPIES = (".db.gz", ".db")
"""How the names of backups end."""
HEADER = 100
"""Bytes with which every SQLite file begins; the last word of its page size and count is in them."""
SET_ASIDE, RESCUED = "damaged-", "rescued-"
"""How the names begin of what was put aside beside the store: folders of damaged files, copies of lost ones."""
ROOM = 64 * 1024
"""Bytes that have to be left on the disk for a store to be opened: its index into the log takes half of them."""


def prepare(home: Home) -> None:
    """Make the place ready to be opened for writing: private where it is new, as it was where it is not.

    Raises `StoreError` where something else is in the place, or where a store has been that is gone.
    """
    private_folder(home.data_dir)
    refuse_strange(home)
    try:
        try:
            make_private(home.database)
        except FileExistsError:
            if not os.stat(home.database).st_size:
                os.chmod(home.database, FILE_MODE)  # nothing is in it yet that its owner shows to others
        _let_companions_follow(home.database)
    except OSError as error:
        sentence = _("{path} cannot be used ({error}).").format(path=home.database, error=error.strerror)
        raise StoreError(sentence) from error


def reason(error: Exception) -> str:
    """Return why something cannot be read, for a sentence that names the file itself.

    It is what the system or SQLite says; a value that nobody wrote says nothing to a person.
    """
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return str(error) if isinstance(error, sqlite3.Error) else _("a value in it is impossible")


def refuse_strange(home: Home) -> None:
    """Make sure that in the place of the store is one, or nothing where there never was one.

    Raises `StoreError` with a sentence. A store that is empty, or gone while something lies beside it, is not made
    anew: whoever lost it would never hear of it.
    """
    for path in (home.database, *companions(home.database)):
        refuse_irregular(path)
    if wrong := header_trouble(home.database):
        raise StoreDamagedError(damaged(home.database, wrong))
    if not size_of(home.database) and (beside := traces(home)):
        raise StoreLostError(
            _(
                "{path} is missing or empty, but something was saved there before ({paths})."
                " `coretui doctor --repair` brings back what there is, or starts afresh."
            ).format(path=home.database, paths=", ".join(beside))
        )


def header_trouble(path: str) -> str:
    """Return what is wrong with a file by its first bytes and its size; a look at each, before anything is read.

    Empty if nothing is, or if the file is empty or not there, or cannot be read by this person. To be asked before
    SQLite opens it: closing a file lets go of what this process has locked in it.
    """
    try:
        with open(path, "rb", buffering=0) as file:
            header, size = file.read(HEADER), os.fstat(file.fileno()).st_size
    except OSError:
        return ""
    if 0 < size < HEADER:
        return _("only {n} bytes are left").format(n=size)
    if not size:
        return ""
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    if header[:16] != MAGIC or page < 512 or page & (page - 1):
        return _("it is not a database")
    # The log may hold the rest. By these two numbers SQLite knows whether the count of pages is to be believed.
    if header[24:28] == header[92:96] and not size_of(companions(path)[0]):
        wanted = int.from_bytes(header[28:32], "big") * page
        if size < wanted:
            return _("{n} of {all} bytes are left").format(n=size, all=wanted)
    return ""


def damaged(path: str, wrong: str) -> str:
    """Say that the store is not whole, and what that means."""
    sentence = _(
        "{path} is damaged ({error}); nothing is saved in it any more."
        " `coretui doctor --repair` brings back what can be read."
    )
    return sentence.format(path=path, error=wrong)


def traces(home: Home) -> list[str]:
    """Return what tells that something was kept in a place before."""
    found = [path for path in (home.health, companions(home.database)[0]) if size_of(path) > 0]
    with suppress(OSError):
        found += [home.backups] if any(one.endswith(COPIES) for one in os.listdir(home.backups)) else []
    with suppress(OSError):
        names = sorted(os.listdir(home.data_dir))
        beside = [os.path.join(home.data_dir, name) for name in names if name.startswith((SET_ASIDE, RESCUED))]
        database = os.path.basename(home.database)
        found += [path for path in beside if not os.path.isdir(path) or database in os.listdir(path)]
    return found


def can_write(home: Home) -> bool:
    """Tell whether a store that is there can be written: it, and what SQLite keeps beside it."""
    effective = os.access in os.supports_effective_ids
    return all(
        os.access(path, mode, effective_ids=effective)
        for path, mode in ((home.database, os.W_OK), (home.data_dir, os.W_OK | os.X_OK))
    )


def open_to_read(home: Home) -> sqlite3.Connection:
    """Open a store that is there for reading, without waiting for others; nothing is left beside it.

    Raises `OSError` and `sqlite3.Error`.
    """
    if not can_write(home):
        from coretui.store.copying import copy_in_memory  # noqa: PLC0415 - hardly ever needed

        return copy_in_memory(home.database)
    db = sqlite3.connect(address(home.database, "mode=ro"), uri=True, timeout=1)
    try:
        db.execute("pragma schema_version").fetchone()  # opens the file, and reads no word in it
    except sqlite3.OperationalError as error:
        db.close()
        if not takes_room(error):
            raise
        from coretui.store.copying import copy_in_memory  # noqa: PLC0415 - hardly ever needed

        return copy_in_memory(home.database)
    return db


def passing(error: Exception) -> bool:
    """Tell whether what SQLite says is not about what is in the file: it was held, or the time was over."""
    return getattr(error, "sqlite_errorname", "").startswith(
        ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_INTERRUPT", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN")
    )


def takes_room(error: BaseException | None) -> bool:
    """Tell whether a file could not be opened for want of what goes beside it, as on a full disk."""
    if isinstance(error, OSError):
        return error.errno == errno.ENOSPC
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_IOERR", "SQLITE_FULL", "SQLITE_CANTOPEN"))


def is_full(path: str) -> bool:
    """Tell whether there is no room left on the disk that holds a file."""
    if not hasattr(os, "statvfs"):
        return False
    try:
        disk = os.statvfs(os.path.dirname(path))
    except OSError:
        return False
    return disk.f_blocks > 0 and disk.f_bavail * disk.f_frsize < ROOM


def make_private(path: str) -> None:
    """Make an empty file for its owner only; what SQLite puts beside it takes over the mode."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, FILE_MODE))


def _let_companions_follow(path: str) -> None:
    """Give what SQLite keeps beside the file its mode: made while that could not be written, it stays so."""
    mode = stat.S_IMODE(os.stat(path).st_mode)
    for beside in companions(path):
        with suppress(OSError):
            if mode & stat.S_IWUSR and not os.stat(beside).st_mode & stat.S_IWUSR:
                os.chmod(beside, mode)


def settle(db: sqlite3.Connection, glance: float, patience: float) -> None:
    """Bring the log of writes into the file and empty it, unless another process reads on from it for a `glance`.

    What is left of it beside the file would destroy whatever is put in that place later: a backup, say. `patience`
    is how long the connection waits for others otherwise; both in seconds.
    """
    with suppress(sqlite3.Error):  # what is in the log is written, too
        db.execute(f"pragma busy_timeout = {int(glance * 1000)}")
        db.execute("pragma wal_checkpoint(truncate)")
    db.execute(f"pragma busy_timeout = {int(patience * 1000)}")


Marks = tuple[int, object, object]
"""What two stores, or one at two moments, hardly have in common; first how often others have written."""
UNMARKED: Marks = (-1, None, None)


def marks(db: sqlite3.Connection) -> Marks:
    """Return the marks of an open store. Raises `sqlite3.Error`."""
    [version] = db.execute("pragma data_version").fetchone()
    state, seq = db.execute("select (select state from chair), (select max(seq) from journal)").fetchone()
    return version, state, seq


def is_the_same(db: sqlite3.Connection, last: Marks) -> bool:
    """Tell whether a file that was written to is still what an open store was read from; `last` were its marks.

    SQLite goes by its log of writes, and keeps what it has read: it never hears of a file that was copied over.
    Raises `sqlite3.OperationalError` if that cannot be told now.
    """
    try:
        before = marks(db)
        if before[0] == last[0]:
            before = last  # nobody wrote through SQLite since
        db.execute("pragma shrink_memory")  # lets go of all that was read
        now = marks(db)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        return False  # its tables are others
    except sqlite3.DatabaseError:
        return False
    return now == before or now[0] != before[0]


def _identity(path: str) -> tuple[int, int] | None:
    """Return what tells a file from any other one, whatever it is called; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


class StorePlace:
    """The place of an open store: SQLite writes on into a file that was moved away, and nobody hears of it.

    To be closed after the connection: closing a file lets go of what SQLite has locked in it.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._header = os.open(path, os.O_RDONLY)
        found = os.fstat(self._header)
        self._file, self._size, self._changed = (found.st_dev, found.st_ino), found.st_size, found.st_mtime_ns
        self._beside = {beside: _identity(beside) for beside in companions(path)}
        self._logged = False
        self._replaced = False

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._header)

    def check(self) -> bool:
        """Make sure that what was opened is still there and as long as it says; a few microseconds.

        Return whether anything has written to it since `accept`. Raises `StoreLostError` with a sentence, and
        `StoreDamagedError` if it is no database any more.
        """
        if self._replaced:
            self.give_up()
        try:
            found = os.stat(self._path)
        except PermissionError:
            raise StoreLostError(
                _("{path} may not be used any more. Nothing is saved until it may again.").format(path=self._path)
            ) from None
        except OSError:
            raise StoreLostError(
                _(
                    "{path} was moved away or removed while coretui was open. Nothing is saved until it is back."
                ).format(path=self._path)
            ) from None
        if (found.st_dev, found.st_ino) != self._file:
            self.give_up()
        changed = (found.st_size, found.st_mtime_ns) != (self._size, self._changed)
        if changed and found.st_size >= HEADER and os.pread(self._header, len(MAGIC), 0) != MAGIC:
            raise StoreDamagedError(damaged(self._path, _("it is not a database")))
        logged = os.path.exists(companions(self._path)[0])
        if (found.st_size < self._size and self._is_cut()) or (self._logged and not logged):
            raise StoreLostError(
                _(
                    "A part of {path} was removed while coretui was open. Nothing is saved any more; start coretui"
                    " again."
                ).format(path=self._path)
            )
        self._logged = logged
        return changed

    def accept(self) -> None:
        """Take the file as it is now for the one that was opened."""
        found = os.fstat(self._header)
        self._size, self._changed = found.st_size, found.st_mtime_ns

    def give_up(self) -> NoReturn:
        """Leave the place to what was put there; raises `StoreLostError`.

        SQLite would take our log of writes, and the index into it, for that file's own, and destroy it with them.
        """
        if not self._replaced:
            self._replaced = True
            log, _index = companions(self._path)
            with suppress(OSError):
                if _identity(self._path) == self._file and self._beside[log] == _identity(log):
                    os.truncate(log, 0)  # copied over: closing would write on from the log, could it be read
            for beside, ours in self._beside.items():
                with suppress(OSError):
                    if ours and ours == _identity(beside):
                        os.remove(beside)
        raise StoreLostError(
            _(
                "Another file was put in the place of {path} while coretui was open. Nothing is saved; start"
                " coretui again to use that one."
            ).format(path=self._path)
        )

    def _is_cut(self) -> bool:
        """Tell whether the file is shorter than it says itself; what was tidied up is not."""
        os.lseek(self._header, 0, os.SEEK_SET)
        header = os.read(self._header, HEADER)
        page, pages = int.from_bytes(header[16:18], "big"), int.from_bytes(header[28:32], "big")
        return len(header) < HEADER or size_of(self._path) < pages * (page if page > 1 else 65536)
