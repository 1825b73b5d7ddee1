"""The log of faults: where something went wrong inside the program, and nothing of what a person recorded."""

from __future__ import annotations

import os
import platform
import time
import traceback
from collections.abc import Iterator

from coretui import __version__
from coretui.errors import CoretuiError
from coretui.i18n import _
from coretui.paths import FILE_MODE, Home, private_folder, refuse_irregular

LIMIT = 256 * 1024
"""Bytes after which the log is begun anew; the one before it is kept beside it."""


def note(home: Home, error: BaseException) -> str:
    """Write where an error came from, and return the sentence that tells the person of it.

    What the error says is left out: it may quote what was typed. Never raises: where nothing can be written the
    sentence names no file.
    """
    name = type(error).__name__
    try:
        _append(home.log, "".join(_lines(error)))
    except (CoretuiError, OSError):
        return _("Something went wrong inside coretui ({error}).").format(error=name)
    return _("Something went wrong inside coretui ({error}); {path} says where.").format(error=name, path=home.log)


def _append(path: str, text: str) -> None:
    private_folder(os.path.dirname(path))
    refuse_irregular(path)
    if os.path.exists(path) and os.stat(path).st_size > LIMIT:
        os.replace(path, f"{path}.1")
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, FILE_MODE)
    with open(file, "a", encoding="utf-8") as log:
        log.write(text)


def _lines(error: BaseException | None) -> Iterator[str]:
    """Yield when it was, and for the error and each that it came from its kind and the places it came by."""
    when = time.strftime("%Y-%m-%d %H:%M:%S %z")
    yield f"{when} coretui {__version__}, Python {platform.python_version()}\n"
    while error is not None:
        yield f"  {type(error).__module__}.{type(error).__qualname__}\n"
        for frame in traceback.extract_tb(error.__traceback__):
            yield f"    {_module(frame.filename)}:{frame.lineno} {frame.name}\n"
        error = error.__cause__ or error.__context__


def _module(file: str) -> str:
    """Return the end of a path: where it begins is the machine's, and may name a person."""
    return "/".join(file.split(os.sep)[-3:])
