"""A new store in the place of a damaged or lost one; what lay there is put aside with its date, never removed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime

from coretui.domain.salvaged import Salvaged
from coretui.errors import NotNowError, StoreDamagedError, StoreError
from coretui.i18n import _
from coretui.paths import FILE_MODE, FOLDER_MODE, Home, companions, private_folder, replace_private
from coretui.store import backups
from coretui.store.backups import Backup
from coretui.store.codec import UNREADABLE
from coretui.store.database import Store
from coretui.store.health import HealthVerdict, damage, keep_verdict, trouble
from coretui.store.packing import sync_folder
from coretui.store.place import (
    RESCUED,
    SET_ASIDE,
    damaged,
    header_trouble,
    open_to_read,
    reason,
    refuse_strange,
    traces,
)
from coretui.store.salvage.merge import Tell, rebuild
from coretui.store.salvage.reports import REPORT

WORK = "repairing-"
"""How the name of the folder begins in which a new store is made; one of a process that was killed is removed."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is the matter with a store: what is `wrong` with a file, or that it is `gone` though it was there.

    `backup` is the newest one that can be used.
    """

    wrong: str
    gone: bool
    backup: Backup | None


def trouble_of(home: Home) -> Trouble | None:
    """Look for what is the matter with a store; None if nothing is, or if there never was one.

    Raises `StoreError` with a sentence for what is no trouble of this kind.
    """
    try:
        refuse_strange(home)
    except StoreDamagedError:
        return Trouble(header_trouble(home.database), gone=False, backup=newest(home))
    except StoreError:
        if os.path.exists(home.database) and os.path.getsize(home.database):
            raise
        if not traces(home):
            raise
        return Trouble("", gone=True, backup=newest(home))
    if not os.path.exists(home.database):
        return None
    _refuse_foreign(home)
    wrong = damage(home)
    return Trouble(wrong, gone=False, backup=newest(home)) if wrong else None


def _refuse_foreign(home: Home) -> None:
    """Leave alone what is a whole database of another program, or of a newer version of this one."""
    with suppress(sqlite3.Error, OSError, *UNREADABLE), closing(open_to_read(home)) as db:
        tables = {name for (name,) in db.execute("select name from sqlite_master where type = 'table'")}
        if tables and "_sqlite_migrations" not in tables and not tables & {"habit", "chair", "journal"}:
            raise StoreError(
                _("{path} is a database of another program; it was left as it is.").format(path=home.database)
            )


def newest(home: Home) -> Backup | None:
    """Return the newest backup that can be used."""
    with suppress(StoreError):
        return next((one for one in backups.listed(home) if one.ok), None)
    return None


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A new store that waits to be put in the place; `salvaged` says what came back, None if it begins afresh."""

    home: Home
    path: str
    salvaged: Salvaged | None
    backup: Backup | None
    _seen: tuple[object, ...]

    def put_in_place(self, at: datetime, report: str) -> str:
        """Put the damaged files aside and the new store in their place; return the folder they are in then.

        Empty where there were none. Raises `NotNowError` where somebody has changed them meanwhile, `StoreError`.
        """
        home = self.home
        if _state(home) != self._seen:
            raise NotNowError(_("{path} was changed meanwhile; try again.").format(path=home.database))
        try:
            folder = _put_aside(home, at)
            os.replace(self.path, home.database)
            sync_folder(home.data_dir)
            replace_private(
                os.path.join(folder, REPORT), report
            )  # at last: until then there is something to finish
        except OSError as error:
            sentence = _("{path} cannot be replaced ({error}); nothing is lost.")
            raise StoreError(sentence.format(path=home.database, error=error.strerror)) from error
        keep_verdict(home, HealthVerdict(at.date(), at.date(), at.date()))
        return folder


@contextmanager
def rebuilt(home: Home, today: date, tell: Tell) -> Iterator[Rebuilt]:
    """Make a new store of what can be read of the one that is there, and of the newest backup.

    Nothing is changed in the place until that is asked for. Raises `StoreError` with a sentence.
    """
    seen, backup, source = _state(home), newest(home), _source(home)
    with _work(home) as target, _sentences(home):
        if backup is None:
            salvaged = rebuild(source, target, None, today, tell)
        else:
            with backups.unpacked(home, backup.name) as path:
                Store(path).close()  # brings it up to date
                salvaged = rebuild(source, target, path, today, tell)
        _refuse_unsound(home, target)
        yield Rebuilt(home, target, salvaged, backup, seen)


@contextmanager
def afresh(home: Home) -> Iterator[Rebuilt]:
    """Make a store with nothing in it, to put in the place. Raises `StoreError` with a sentence."""
    seen = _state(home)
    with _work(home) as target, _sentences(home):
        Store(target).close()
        yield Rebuilt(home, target, None, None, seen)


def _refuse_unsound(home: Home, path: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        if wrong := trouble(db, thorough=True):
            raise StoreDamagedError(damaged(home.database, wrong))


@contextmanager
def _sentences(home: Home) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError, *UNREADABLE) as error:
        sentence = _("{path} could not be repaired ({error}); it is as it was.")
        raise StoreError(sentence.format(path=home.database, error=reason(error))) from error


@contextmanager
def _work(home: Home) -> Iterator[str]:
    """Give the path of a new store in a folder of its own, on the same disk; the folder is removed afterwards."""
    private_folder(home.data_dir)
    for name in os.listdir(home.data_dir):
        if name.startswith(WORK):
            shutil.rmtree(os.path.join(home.data_dir, name), ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=WORK, dir=home.data_dir) as folder:
        path = os.path.join(folder, "coretui.db")
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, FILE_MODE))
        yield path


def _set_of(home: Home) -> tuple[str, ...]:
    return (home.database, *companions(home.database), f"{home.database}-journal")


def _source(home: Home) -> str:
    """Return the file whose rows are to be read: the one in the place, or what was saved of it elsewhere.

    That is the copy which an app made of a file that it had open, or what a repair that was broken off put aside.
    """
    if any(os.path.exists(path) and os.path.getsize(path) for path in _set_of(home)[:2]):
        return home.database
    found = []
    for name in os.listdir(home.data_dir):
        path = os.path.join(home.data_dir, name)
        if name.startswith(RESCUED) and name.endswith(".db"):
            found.append(path)
        elif name.startswith(SET_ASIDE) and not os.path.exists(os.path.join(path, REPORT)):
            found.append(os.path.join(path, os.path.basename(home.database)))
    there = [path for path in found if os.path.isfile(path)]
    return max(there, key=os.path.getmtime, default=home.database)


def _state(home: Home) -> tuple[object, ...]:
    """Return what changes when somebody writes to the files of a store."""
    found: list[object] = []
    for path in _set_of(home):
        try:
            one = os.stat(path)
            found.append((one.st_ino, one.st_size, one.st_mtime_ns))
        except OSError:
            found.append(None)
    return tuple(found[:2])  # the index into the log is written by whoever reads


def _put_aside(home: Home, at: datetime) -> str:
    """Put all files of a store into a folder that says when; return the folder.

    The log and its index go first: beside another file they would destroy it.
    """
    folder = base = os.path.join(home.data_dir, f"{SET_ASIDE}{at:%Y-%m-%d-%H%M%S}")
    number = 1
    while os.path.lexists(folder):
        number += 1
        folder = f"{base}-{number}"
    os.mkdir(folder, FOLDER_MODE)
    for path in reversed(_set_of(home)):
        with suppress(FileNotFoundError):
            os.rename(path, os.path.join(folder, os.path.basename(path)))
    sync_folder(folder)
    return folder
