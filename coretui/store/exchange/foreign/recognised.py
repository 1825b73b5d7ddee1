"""Knowing a file of another program by what is in it, whatever it is called."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from coretui.i18n import _
from coretui.paths import read_regular, refuse_irregular
from coretui.store.exchange.foreign import habo, harsh, loop, loop_files
from coretui.store.exchange.foreign.record import ForeignRecord
from coretui.store.exchange.header import LARGEST, UnfitError, too_large

_SQLITE, _ZIP = b"SQLite format 3\0", b"PK\x03\x04"
_OURS = (b'{"coretui"', b"\x1f\x8b")
LARGEST_TEXT = 20_000_000
"""Bytes of a text file: a year of ten habits in a log is 0.2 MB."""


def foreign(path: str) -> ForeignRecord | None:
    """Read a file or folder of another program; None for what looks like an export of our own.

    Raises `UnfitError` for anything else, `StoreError` for what is no file, `OSError` if it cannot be read.
    """
    if os.path.isdir(path):
        names = set(os.listdir(path))
        return _harsh(path) if {harsh.HABITS, harsh.LOG} <= names and "coretui.json" not in names else None
    start = read_regular(path, 100)
    if start.startswith(_OURS):
        return None
    if start.startswith(_SQLITE):
        with _copied(path) as copy:
            return loop.read_database(copy)
    if start.startswith(_ZIP):
        return loop_files.read_zip(_whole(path, loop_files.LARGEST_ZIP))
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"[", b"{")):
        found = habo.read(_whole(path, habo.LARGEST_JSON))
        if found is None:
            raise _unknown()
        return found
    return _beside(path)


def _beside(path: str) -> ForeignRecord:
    """Read a text file of harsh with the other one that stands beside it."""
    text = _text(path)
    folder = os.path.dirname(os.path.abspath(path))
    if text is None or not (harsh.is_habits(text) or (text.strip() and harsh.is_log(text))):
        raise _unknown()
    if not all(os.path.isfile(os.path.join(folder, name)) for name in (harsh.HABITS, harsh.LOG)):
        raise UnfitError(_("harsh keeps two files, habits and log; put both into one folder"))
    return _harsh(folder)


def _harsh(folder: str) -> ForeignRecord:
    habits, log = (_text(os.path.join(folder, name)) for name in (harsh.HABITS, harsh.LOG))
    if habits is None or log is None or not harsh.is_habits(habits) or not harsh.is_log(log):
        raise UnfitError(_("its files habits and log are not those of harsh"))
    return harsh.read(habits, log)


def _text(path: str) -> str | None:
    try:
        return _whole(path, LARGEST_TEXT).decode("utf-8")
    except UnicodeError:
        return None


def _whole(path: str, most: int) -> bytes:
    content = read_regular(path, most + 1)
    if len(content) > most:
        raise _too_large(most)
    return content


@contextmanager
def _copied(path: str) -> Iterator[str]:
    """Give a copy in a private folder: nothing is written beside a database of others, and nobody changes it."""
    refuse_irregular(path)
    with (
        open(path, "rb") as file,
        tempfile.NamedTemporaryFile(prefix="coretui-import-", suffix=".db") as copy,
    ):
        done = 0
        while part := file.read(1 << 20):
            done += len(part)
            if done > LARGEST:
                raise too_large()
            copy.write(part)
        copy.flush()
        yield copy.name


def _too_large(most: int) -> UnfitError:
    sentence = _("it is larger than {most} MB, which no such file of habits is")
    return UnfitError(sentence.format(most=most // 1_000_000))


def _unknown() -> UnfitError:
    return UnfitError(_("it is no export of coretui, Loop Habit Tracker, Habo or harsh"))
