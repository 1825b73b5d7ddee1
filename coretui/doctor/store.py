"""Whether the file of everything recorded is whole, private and usable."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from coretui.doctor.check import Check
from coretui.domain.harmless import for_shell
from coretui.errors import StoreDamagedError, StoreError
from coretui.i18n import _
from coretui.paths import FILE_MODE, FOLDER_MODE, Home
from coretui.store.codec import UNREADABLE
from coretui.store.place import (
    can_write,
    header_trouble,
    is_full,
    open_to_read,
    passing,
    reason,
    refuse_strange,
)


def store(home: Home) -> Check:
    """Look whether the store can be read and written, is whole, and is one that this version knows."""
    path = home.database
    try:
        refuse_strange(home)
    except StoreDamagedError:
        return _damaged(path, header_trouble(path))
    except StoreError as error:
        return Check("store", ok=False, detail=str(error))
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return _store_to_be(home)
    except OSError as error:
        detail = _("{path} cannot be read ({error}).").format(path=path, error=error.strerror)
        return Check("store", ok=False, detail=detail)
    try:
        with closing(open_to_read(home)) as db:
            found = _store_inside(db, path)
    except (sqlite3.Error, OSError, *UNREADABLE) as error:
        if not (isinstance(error, OSError) or passing(error)):
            return _damaged(path, reason(error))
        close = (_("Another program is using it; close that program."),) if "locked" in str(error) else ()
        detail = _("{path} cannot be read ({error}).").format(path=path, error=reason(error))
        return Check("store", ok=False, detail=detail, advice=close)
    if found.ok and is_full(path):
        detail = _("{path} can be read, but not written: the disk is full.").format(path=path)
        return Check("store", ok=False, detail=detail, advice=(_("Make room on that disk."),))
    if found.ok and not can_write(home):
        command = f"sudo chown -R $USER {for_shell(home.data_dir)}"
        detail = _("{path} can be read, but not written.").format(path=path)
        advice = _("Make yourself its owner again: {command}").format(command=command)
        return Check("store", ok=False, detail=detail, advice=(advice,))
    return found


def _damaged(path: str, wrong: str) -> Check:
    detail = _("{path} is damaged ({error}).").format(path=path, error=wrong)
    advice = _("Bring back what can be read: {command}").format(command="coretui doctor --repair")
    return Check("store", ok=False, detail=detail, advice=(advice,))


def repaired(home: Home) -> Iterator[Check]:
    """Tell where the report of the last repair is; nothing to say where there was none."""
    from coretui.store.salvage.reports import reports  # noqa: PLC0415 - not before it is looked for

    if found := reports(home):
        yield Check(
            "repair", ok=True, detail=_("The last report, and the damaged files: {path}").format(path=found[0])
        )


def rescued(home: Home) -> Iterator[Check]:
    """Name the copies of lost files that nobody has dealt with; nothing to say where there are none."""
    from coretui.store.salvage.rescue import left_behind  # noqa: PLC0415 - not before it is looked for

    if found := left_behind(home):
        detail = _("Kept when the file was moved or replaced while coretui was open: {paths}")
        advice = _("Add what only that has: {command}").format(command="coretui doctor --repair")
        yield Check("rescued", ok=False, detail=detail.format(paths=", ".join(found)), advice=(advice,))


def _store_to_be(home: Home) -> Check:
    """Look whether a store could be made where there is none."""
    folder = Path(home.data_dir).absolute()
    while not os.path.lexists(folder):
        folder = folder.parent
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return Check("store", ok=True, detail=_("{path} will be created when needed.").format(path=home.database))
    return Check(
        "store",
        ok=False,
        detail=_("{path} cannot be created: {folder} is not writable.").format(path=home.database, folder=folder),
        advice=(_("Choose another folder: {command}").format(command="CORETUI_HOME=DIR coretui"),),
    )


def _store_inside(db: sqlite3.Connection, path: str) -> Check:
    """Look into a store that can be opened."""
    from coretui.store.database import migration_files  # noqa: PLC0415 - brings sqlite-utils along
    from coretui.store.health import trouble  # noqa: PLC0415 - like this

    tables = {name for (name,) in db.execute("select name from sqlite_master where type = 'table'")}
    if "_sqlite_migrations" not in tables:
        detail = _("{path} is empty and will be filled when needed.").format(path=path)
        if tables:
            detail = _("{path} is a database of another program.").format(path=path)
        return Check("store", not tables, detail)
    if wrong := trouble(db, thorough=True):
        return _damaged(path, wrong)
    query = "select name from _sqlite_migrations where migration_set = 'coretui'"
    applied = {name for (name,) in db.execute(query)}
    known = {file.stem for file in migration_files()}
    if newer := applied - known:
        detail = _("{path} was written by a newer version of coretui ({name}).").format(path=path, name=max(newer))
        return Check("store", ok=False, detail=detail, advice=(_("Update coretui."),))
    if known - applied:
        sentence = _("{path} is from an older version of coretui and will be updated; a backup is kept.")
        return Check("store", ok=True, detail=sentence.format(path=path))
    return Check("store", ok=True, detail=_("{path} is intact and up to date.").format(path=path))


def permissions(home: Home) -> Iterator[Check]:
    """Look whether others can read what is private; nothing to say where there is nothing yet."""
    wanted = {home.data_dir: FOLDER_MODE, home.config_dir: FOLDER_MODE}
    wanted |= dict.fromkeys((home.database, home.config), FILE_MODE)
    modes = {path: stat.S_IMODE(os.stat(path).st_mode) for path in wanted if os.path.exists(path)}
    if open_ones := [path for path, mode in modes.items() if mode & 0o077]:
        detail = _("Other users can read {paths}.").format(paths=", ".join(open_ones))
        command = f"chmod go= {' '.join(map(for_shell, open_ones))}"
        advice = _("Restrict access: {command}").format(command=command)
        yield Check("permissions", ok=False, detail=detail, advice=(advice,))
    elif modes:
        yield Check("permissions", ok=True, detail=_("Only you can read what is stored."))
