"""Taking the record out into a file or a folder, and bringing one in, with settings and own exercises."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from coretui.domain.harmless import harmless, quoted
from coretui.errors import NotNowError, StoreError, UsageError
from coretui.i18n import _
from coretui.paths import Home, private_folder, read_regular, refuse_irregular
from coretui.services.desk import Desk
from coretui.settings import file as config
from coretui.store.backups import Backup, make
from coretui.store.exchange.folder import NAMES, read_folder, write_folder
from coretui.store.exchange.foreign.recognised import foreign
from coretui.store.exchange.foreign.rows import ready
from coretui.store.exchange.foreign.rows import tables as foreign_tables
from coretui.store.exchange.header import ExportHeader, UnfitError
from coretui.store.exchange.lines import PACKED, LineReader, packed, write_lines
from coretui.store.exchange.loading import LoadedExport, loaded, schema_now
from coretui.store.exchange.merge import MergeReport, Progress, merge
from coretui.store.exchange.output import new_file, whole_file, whole_folder

LARGEST_EXERCISES = 1_000_000
"""Bytes of a file of own exercises, as they are read."""
OF_A_PROGRAM = ("hooks.", "voice_command")
"""What is in the name of a setting that names a program to be run: such a one is never taken from a file."""
_FILE = re.compile(r"[^./\\][^/\\]{0,99}\.toml")


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of settings and own exercises that a file held: the names of those taken, and of those left."""

    settings: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


# out


def is_file(path: str) -> bool:
    """Tell whether an export of this name is one file, rather than a folder of them."""
    return path.endswith((".json", f".json{PACKED}"))


def check_target(path: str, home: Home) -> bool:
    """Make sure that an export can be written there; tell whether it would replace something.

    Raises `UsageError` for a name that is none, `NotNowError` for a place that is taken by something else.
    """
    name = os.path.basename(path.rstrip("/"))
    if not name or "\0" in path or path == "-" or ("." in name and not is_file(path) and not os.path.isdir(path)):
        sentence = _("{text} is not a name for an export; write FILE.json, FILE.json.gz or a folder.")
        raise UsageError(sentence.format(text=quoted(path)))
    wanted = os.path.realpath(path)
    own = {os.path.realpath(one) for one in (*home.own, home.exercises, home.data_dir, home.config_dir)}
    if wanted in own or os.path.dirname(wanted) == os.path.realpath(home.backups):
        raise NotNowError(_("{path} belongs to coretui itself; name another file.").format(path=path))
    if not os.path.isdir(os.path.dirname(os.path.abspath(path.rstrip("/")))):
        raise NotNowError(_("{path} is in a folder that does not exist; make it first.").format(path=path))
    if is_file(path):
        refuse_irregular(path)
        return os.path.lexists(path)
    if os.path.lexists(path) and not os.path.isdir(path):
        raise NotNowError(_("{path} is a file; name a new or empty folder.").format(path=path))
    try:
        there = set(os.listdir(path)) if os.path.isdir(path) else set()
    except OSError as error:
        raise _unwritten(path, error) from error
    if there - NAMES:
        raise NotNowError(_("{path} is not empty; name a new or empty folder.").format(path=path))
    return bool(there)


def export(desk: Desk, path: str, *, replace: bool = False) -> int:
    """Write the whole record into a file, or a folder of CSV files; return how many rows it has.

    Raises `StoreError` with a sentence if it cannot be written whole: what was there stays then.
    """
    store, header = desk.open(), header_of(desk)
    try:
        if is_file(path):
            pack = path.endswith(PACKED)
            with whole_file(path, replace=replace) as out, packed(out, pack=pack) as into, store.reading():
                return write_lines(store.db.conn, into, header)
        with whole_folder(path) as folder, store.reading():
            return write_folder(store.db.conn, folder, header)
    except FileExistsError as error:
        raise NotNowError(_("{path} exists already; --yes replaces it.").format(path=path)) from error
    except OSError as error:
        raise _unwritten(path, error) from error


def header_of(desk: Desk) -> ExportHeader:
    """Return what an export of this home says of itself."""
    made = datetime.fromtimestamp(int(desk.now.wall), UTC).isoformat()
    return ExportHeader(schema_now(), made, config.given(desk.home.config), _exercises(desk.home))


def _exercises(home: Home) -> dict[str, str]:
    found = {}
    with suppress(OSError):
        for name in sorted(os.listdir(home.exercises)):
            with suppress(OSError, StoreError, UnicodeError):
                if name.endswith(".toml") and not name.startswith("."):
                    text = read_regular(os.path.join(home.exercises, name), LARGEST_EXERCISES + 1)
                    if len(text) <= LARGEST_EXERCISES:
                        found[name] = text.decode("utf-8")
    return found


def _unwritten(path: str, error: OSError) -> StoreError:
    sentence = _("{path} cannot be written ({error}); name another file.")
    return StoreError(sentence.format(path=path, error=error.strerror or error))


# in


@contextmanager
def opened(path: str, today: date, told: Callable[[int], None] | None = None) -> Iterator[LoadedExport]:
    """Give an export as a store of its own, whole and checked; how many rows were read is told meanwhile.

    So is a file of another program that is known; what it holds of days after `today` is left out. Raises
    `UsageError` where there is nothing of that name, `StoreError` with a sentence for anything else: cut, changed,
    too large, unknown, from a newer version.
    """
    if not os.path.lexists(path) or "\0" in path:
        raise UsageError(_("There is no file {path}.").format(path=quoted(path)))
    try:
        if (known := foreign(path)) is not None:
            record = ready(known, today)
            made = ExportHeader(schema_now(), "")
            with loaded(made, foreign_tables(record, today), told) as found:
                yield replace(found, foreign=record)
            return
        if os.path.isdir(path):
            header, tables = read_folder(path)
            with loaded(header, tables, told) as found:
                yield found
            return
        refuse_irregular(path)
        with open(path, "rb") as file:
            reader = LineReader(file)
            with loaded(reader.header(), reader.tables(), told) as found:
                yield found
    except UnfitError as error:
        raise _unfit(path, str(error)) from error
    except OSError as error:
        sentence = _("{path} cannot be read ({error}).")
        raise StoreError(sentence.format(path=path, error=error.strerror or error)) from error


def _unfit(path: str, reason: str) -> StoreError:
    sentence = _("{path} cannot be imported: {reason}. Nothing was changed.")
    return StoreError(sentence.format(path=path, reason=reason))


def bring_in(desk: Desk, found: LoadedExport, progress: Progress | None = None) -> tuple[Backup, MergeReport]:
    """Bring an export in, in one transaction; return the copy of what was there before, which undoes it.

    Raises `StoreError` with a sentence, and nothing is changed then.
    """
    before = make(desk.home, "import", desk.now)
    return before, compare(desk, found, rehearse=False, progress=progress)


def compare(
    desk: Desk, found: LoadedExport, *, rehearse: bool = True, progress: Progress | None = None
) -> MergeReport:
    """Return what bringing an export in would change; without `rehearse` it is brought in."""
    store = desk.open()
    return merge(store, found.path, foreign=found.foreign is not None, rehearse=rehearse, progress=progress)


def has_settings(home: Home) -> bool:
    """Tell whether the person has set anything here."""
    return bool(config.given(home.config))


def take_settings(home: Home, header: ExportHeader, *, rehearse: bool = False) -> Settled:
    """Take over the settings of a file, and its exercises that are not here; never one that names a program.

    `rehearse` only tells what that would be.
    """
    taken: list[str] = []
    left: list[str] = []
    for name, value in header.settings.items():
        text = None if any(part in name for part in OF_A_PROGRAM) else _as_typed(value)
        try:
            if text is not None:
                config.check(name, text)
            if text is not None and not rehearse:
                config.write(home.config, name, text)
            (left if text is None else taken).append(name)
        except UsageError:
            left.append(name)
    exercises = []
    for name, words in header.exercises.items():
        if _FILE.fullmatch(name) and harmless(name) == name and _lay(home, name, words, rehearse=rehearse):
            exercises.append(name)
        else:
            left.append(name)
    return Settled(tuple(taken), tuple(exercises), tuple(left))


def _as_typed(value: object) -> str | None:
    """Return a value as a person would type it; None for one that no setting has."""
    match value:
        case bool():
            return "on" if value else "off"
        case str():
            return value
        case int() | float():
            return repr(value)
        case list() if all(isinstance(one, str) for one in value):
            return json.dumps(value, ensure_ascii=False)
        case _:
            return None


def _lay(home: Home, name: str, words: str, *, rehearse: bool) -> bool:
    """Put a file of exercises into its place, unless there is one; tell whether it is there now."""
    path = os.path.join(home.exercises, name)
    with suppress(OSError, UnicodeError):
        content = words.encode()
        if len(content) > LARGEST_EXERCISES:
            return False
        if os.path.lexists(path):
            return read_regular(path, LARGEST_EXERCISES + 1) == content
        if not rehearse:
            private_folder(home.exercises)
            with new_file(path) as out:
                out.write(content)
        return True
    return False
