"""Copies of the store, in the folder of backups: whole or not at all, and checked before an old one goes.

`index.json` beside them says what each was when it was made; what it does not know is looked into.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from coretui.domain.days import DAY, Instant
from coretui.domain.harmless import one_line, quoted
from coretui.domain.keeping import Copy, surplus
from coretui.errors import NotSavedError, StoreError, UsageError
from coretui.i18n import _
from coretui.paths import Home, companions, private_folder, refuse_irregular
from coretui.store.backup_index import BackupEntry, read_index, write_index
from coretui.store.packing import PACKED, UNREADABLE, checksum, made_at, pack, sync_folder, unpack
from coretui.store.place import make_private, open_to_read, reason
from coretui.store.tables import RECORD

DAILY = "daily"
PLAIN = ".db"
"""How the names of copies end that older versions made, which did not pack them."""
BEHIND_SECONDS = 2 * DAY
"""How long after the newest copy a store may still be written to: the one of today may be on its way."""
NAMED = 8
"""How many copies are named to somebody who mistyped one; `coretui backup` lists them all."""
STALE_SECONDS = 3600
"""How old what somebody was making has to be before it counts as left behind."""
_MAKING = ".making-"
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-\d{6})?$")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the store: its file name, where it lies, when it was made, and its bytes.

    `ok` tells whether it is what it was when it was made, `rows` how many rows of the record are in it.
    """

    name: str
    path: str
    at: datetime
    size: int
    ok: bool
    rows: int

    @property
    def reason(self) -> str:
        """What it was made for: `daily`, `now`, or `before-…`; not translated."""
        return _STAMP.sub("", self.short.removesuffix(PLAIN)).rstrip("-")

    @property
    def short(self) -> str:
        """The name without the end that nearly all of them have; it is understood everywhere."""
        return self.name.removesuffix(PACKED)


def make(home: Home, reason: str, at: Instant | None = None) -> Backup:
    """Copy the store as it is before something, such as `restore`; `now` is for its own sake.

    `at` is when that is, by the clock of the system if it is not given.
    Raises `StoreError` with a sentence if there is no whole copy in the end; those that were there stay then.
    """
    at = at or Instant(time.time(), 0.0, "")
    name = reason if reason == "now" else f"before-{reason}"
    while os.path.lexists(os.path.join(home.backups, f"{name}-{_local(at):%Y-%m-%d-%H%M%S}{PACKED}")):
        at = at.later(1)
    return _make(home, f"{name}-{_local(at):%Y-%m-%d-%H%M%S}{PACKED}", at)


def make_daily(home: Home, day: date, at: Instant) -> Backup:
    """Make the copy of a logical day; raises `StoreError` as `make` does."""
    return _make(home, _daily(day), at)


def has_daily(home: Home, day: date) -> bool:
    """Tell whether there is a copy of a logical day; a look at a name."""
    return os.path.exists(os.path.join(home.backups, _daily(day)))


def listed(home: Home) -> list[Backup]:
    """Return what copies there are, newest first; each is read whole. Raises `StoreError` with a sentence."""
    index = read_index(home.backups)
    return _newest_first(_looked_at(home, name, index.get(name)) for name in _names(home))


def glanced(home: Home) -> list[Backup]:
    """Return what copies there are, newest first, by what is known of them: none is read."""
    index = read_index(home.backups)
    return _newest_first(_by_index(home, name, index.get(name)) for name in _names(home))


def newest(home: Home, *, thorough: bool = False) -> Backup | None:
    """Return the newest copy, None if there is none; it is read whole only if `thorough`."""
    found, index = glanced(home), read_index(home.backups)
    if not found:
        return None
    name = found[0].name
    return _looked_at(home, name, index.get(name)) if thorough or name not in index else found[0]


def is_behind(home: Home, one: Backup) -> bool:
    """Tell whether the store was written to long after the newest copy: none was made of what came since."""
    written = 0.0
    for path in (home.database, companions(home.database)[0]):
        with suppress(OSError):
            written = max(written, os.stat(path).st_mtime)
    return written - one.at.timestamp() > BEHIND_SECONDS


def named(home: Home, text: str) -> Backup:
    """Return the copy of a name, whose end may be left out; raises `UsageError` that says which there are."""
    index = read_index(home.backups)
    known = glanced(home)
    names = {one.name for one in known}
    for name in (text, f"{text}{PACKED}", f"{text}{PLAIN}"):
        if name in names:
            return _looked_at(home, name, index.get(name))
    if not known:
        raise UsageError(_("There is no backup yet; `coretui backup now` makes one."))
    sentence = _("{name} is not a backup; there are {names}.")
    names_of_some = [one_line(one.short) for one in known[:NAMED]] + ["…"] * (len(known) > NAMED)
    raise UsageError(sentence.format(name=quoted(text), names=", ".join(names_of_some)))


@contextmanager
def unpacked(home: Home, name: str) -> Iterator[str]:
    """Give the path of a plain database with what a copy holds, in a folder of its own that goes with the block.

    Raises `UsageError` for a name that is none, `StoreError` for a copy that is damaged.
    """
    backup = named(home, name)
    if not backup.ok:
        raise _damaged(backup.name)
    with tempfile.TemporaryDirectory(prefix="coretui-") as folder:
        path = os.path.join(folder, "backup.db")
        try:
            unpack(backup.path, path)
        except UNREADABLE as error:
            raise _damaged(backup.name) from error
        yield path


def count_rows(db: sqlite3.Connection, schema: str = "main") -> dict[str, int]:
    """Return how many rows each table of the record has that is there."""
    there = {name for (name,) in db.execute(f"select name from {schema}.sqlite_master where type = 'table'")}
    counts = {}
    for table in RECORD:
        if table in there:
            [(counts[table],)] = db.execute(f"select count(*) from {schema}.[{table}]").fetchall()
    return counts


# making


def _make(home: Home, name: str, at: Instant) -> Backup:
    target = os.path.join(home.backups, name)
    try:
        private_folder(home.backups)
        _sweep(home.backups)
        refuse_irregular(target)
        with tempfile.TemporaryDirectory(prefix=_MAKING, dir=home.backups) as folder:
            copy, packed = os.path.join(folder, "copy.db"), os.path.join(folder, f"{name}.tmp")
            rows = _copy(home, copy)
            sha = pack(copy, packed, at)
            os.replace(packed, target)
        sync_folder(home.backups)
    except (OSError, sqlite3.Error) as error:
        raise _not_made(error) from error
    made = Backup(name, target, _local(at), os.path.getsize(target), ok=True, rows=rows)
    _tidy(home, made, sha)
    return made


def _copy(home: Home, target: str) -> int:
    """Copy a store that others may write to, as it is at one moment; return the rows of its record.

    In one step of a read transaction: a copy in several begins anew whenever somebody writes.
    Raises `StoreError` if the copy is not whole.
    """
    make_private(target)
    with closing(open_to_read(home)) as db, closing(sqlite3.connect(target)) as copy:
        copy.execute("pragma synchronous = off")  # the packed one is what lasts
        db.execute("begin")
        counts = count_rows(db)
        db.backup(copy, pages=-1)
        [[verdict]] = copy.execute("pragma quick_check(1)").fetchall()
        if verdict != "ok" or count_rows(copy) != counts:
            sentence = _("No backup was made, because {path} is damaged ({error}); the older ones are kept.")
            raise StoreError(sentence.format(path=home.database, error=one_line(verdict)))
    return sum(counts.values())


def _tidy(home: Home, made: Backup, sha: str) -> None:
    """Remove what is not kept now that there is a new one, and write the index of what is left."""
    index = read_index(home.backups)
    index[made.name] = BackupEntry(made.at, made.size, made.rows, sha)
    found = [made, *(_by_index(home, name, index.get(name)) for name in _names(home) if name != made.name)]
    gone = set(surplus(map(_as_copy, found), made.at.date())) - {made.name}
    for one in found:
        if one.name in gone:
            with suppress(OSError):
                os.remove(one.path)
        elif one.name not in index:
            seen = _looked_into(one.path)
            if seen.ok:
                index[one.name] = BackupEntry(seen.at, seen.size, seen.rows, checksum(one.path))
    write_index(home.backups, {name: entry for name, entry in index.items() if name not in gone})


def _as_copy(one: Backup) -> Copy:
    """Return what counts for how long a copy is kept; its day is the one in its name, if that has one."""
    stamp = _STAMP.search(one.name.removesuffix(PACKED))
    day = one.at.date()
    with suppress(ValueError):
        day = date.fromisoformat(stamp[1]) if stamp else day
    return Copy(one.name, one.at.timestamp(), day, one.size, one.reason == DAILY)


def _sweep(folder: str) -> None:
    """Remove what a process left behind that ended while it was making a copy."""
    with os.scandir(folder) as entries:
        left = [one.path for one in entries if one.name.startswith(_MAKING) and one.is_dir(follow_symlinks=False)]
    for path in left:
        with suppress(OSError):
            if time.time() - os.stat(path).st_mtime > STALE_SECONDS:
                shutil.rmtree(path, ignore_errors=True)


def _not_made(error: OSError | sqlite3.Error) -> StoreError:
    full = getattr(error, "errno", None) == errno.ENOSPC or getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
    if full:
        return NotSavedError(_("No backup was made: the disk is full. The older ones are kept."))
    return StoreError(_("No backup was made ({error}); the older ones are kept.").format(error=reason(error)))


# what there is


def _names(home: Home) -> list[str]:
    """Return the names of the files that can be copies."""
    try:
        with os.scandir(home.backups) as entries:
            found = [one for one in entries if one.name.endswith((PACKED, PLAIN)) and not one.name.startswith(".")]
            return sorted(one.name for one in found if one.is_file(follow_symlinks=False))
    except FileNotFoundError:
        return []
    except OSError as error:
        sentence = _("{path} cannot be read ({error}).")
        raise StoreError(sentence.format(path=home.backups, error=error.strerror)) from error


def _newest_first(backups: Iterable[Backup]) -> list[Backup]:
    return sorted(backups, key=lambda one: (one.at, one.name), reverse=True)


def _by_index(home: Home, name: str, entry: BackupEntry | None) -> Backup:
    """Return what is known of a copy without reading it."""
    path = os.path.join(home.backups, name)
    try:
        size = os.stat(path).st_size
    except OSError:
        size = 0
    if entry is None:
        return Backup(name, path, made_at(path), size, ok=size > 0, rows=0)
    return Backup(name, path, entry.at, size, ok=size == entry.size, rows=entry.rows)


def _looked_at(home: Home, name: str, entry: BackupEntry | None) -> Backup:
    """Return what a copy is: as the index says if its checksum says so too, else what is found in it."""
    backup = _by_index(home, name, entry)
    with suppress(OSError):
        if entry and backup.ok and checksum(backup.path) == entry.sha256:
            return backup
    found = _looked_into(backup.path)
    return found if found.ok or entry is None else replace(found, at=entry.at)


def _looked_into(path: str) -> Backup:
    """Return what is found in a copy that nothing is known of."""
    name, at, size = os.path.basename(path), made_at(path), 0
    try:
        size = os.stat(path).st_size
        with tempfile.TemporaryDirectory(prefix="coretui-") as folder:
            plain = os.path.join(folder, "backup.db")
            unpack(path, plain)
            with closing(sqlite3.connect(plain)) as db:
                [[verdict]] = db.execute("pragma quick_check(1)").fetchall()
                counts = count_rows(db)
        ok = bool(verdict == "ok" and counts)
        return Backup(name, path, at, size, ok=ok, rows=sum(counts.values()) if ok else 0)
    except (*UNREADABLE, sqlite3.Error):
        return Backup(name, path, at, size, ok=False, rows=0)


def _damaged(name: str) -> StoreError:
    return StoreError(_("The backup {name} is damaged; choose another one.").format(name=one_line(name)))


# names and moments


def _daily(day: date) -> str:
    return f"{DAILY}-{day.isoformat()}{PACKED}"


def _local(at: Instant) -> datetime:
    """Return the date and time that the clock showed, with its distance from UTC."""
    return datetime.fromtimestamp(int(at.wall), timezone(timedelta(seconds=at.offset)))
