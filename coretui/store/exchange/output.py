"""Files that an export is written into: for their owner only, whole or not at all, on disk when it is said so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedIOBase
from secrets import token_hex
from tempfile import mkdtemp

from coretui.paths import FILE_MODE, refuse_irregular
from coretui.store.packing import sync_folder


@contextmanager
def whole_file(path: str, *, replace: bool) -> Iterator[BufferedIOBase]:
    """Give what to write into, and put it in its place when all of it is on disk.

    Raises `FileExistsError` if something is there that is not to be replaced, else `OSError`.
    """
    refuse_irregular(path)
    beside = f"{path}.{token_hex(4)}"
    try:
        with new_file(beside) as out:
            yield out
        _put(beside, path, replace=replace)
    except BaseException:
        with suppress(OSError):
            os.remove(beside)
        raise
    sync_folder(os.path.dirname(os.path.abspath(path)))


@contextmanager
def new_file(path: str) -> Iterator[BufferedIOBase]:
    """Give a file that was not there, to be written into; it is on disk afterwards."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(descriptor, "wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())


@contextmanager
def whole_folder(path: str) -> Iterator[str]:
    """Give a folder beside the place to write into; what is in it takes the place of the files of those names.

    A folder that is not there yet appears with all of them. Raises `OSError`.
    """
    path = os.path.abspath(path)
    beside = mkdtemp(prefix=f"{os.path.basename(path)}.", dir=os.path.dirname(path))
    try:
        yield beside
        if os.path.isdir(path):
            for name in sorted(os.listdir(beside)):
                os.replace(os.path.join(beside, name), os.path.join(path, name))
        else:
            os.rename(beside, path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    sync_folder(path)
    sync_folder(os.path.dirname(path))


def _put(beside: str, path: str, *, replace: bool) -> None:
    if replace:
        os.replace(beside, path)
        return
    try:
        os.link(beside, path)  # fails where something is, whoever was quicker
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no second names
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        os.replace(beside, path)
    else:
        os.remove(beside)
