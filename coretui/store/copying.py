"""A copy in memory of a file that can be read and not written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress

from coretui.paths import address, companions, size_of


def copy_in_memory(path: str) -> sqlite3.Connection:
    """Return a copy of a file that cannot be written, its log of writes included; the file is only read.

    To open it in its place would need that log to be writable too, or leave a new one behind that is not. A log
    takes a copy in a temporary folder. Raises `OSError` and `sqlite3.Error`.
    """
    if not size_of(companions(path)[0]):
        memory = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(address(path, "mode=ro&immutable=1"), uri=True)) as db:
            db.backup(memory)
        return memory
    with tempfile.TemporaryDirectory(prefix="coretui-") as folder:
        copy = os.path.join(folder, "copy.db")
        shutil.copyfile(path, copy)
        with suppress(FileNotFoundError):
            shutil.copyfile(companions(path)[0], companions(copy)[0])
        memory = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(copy)) as db:
            db.backup(memory)
    return memory
