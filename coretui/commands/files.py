"""Files that commands write: whole or not at all, and never over another one unasked."""

from __future__ import annotations

import os
from contextlib import suppress

from coretui.domain.harmless import quoted
from coretui.errors import NotNowError, StoreError, UsageError
from coretui.i18n import _
from coretui.paths import FILE_MODE, Home, refuse_irregular, replace_private


def check(path: str, home: Home, *, force: bool) -> None:
    """Refuse a path that will not do before anything is worked out; what coretui keeps by itself never will."""
    if not path or "\0" in path:
        raise UsageError(
            _("{text} is not the name of a file; write one such as report.html.").format(text=quoted(path))
        )
    if _is_own(path, home):
        raise NotNowError(_("{path} belongs to coretui itself; name another file.").format(path=path))
    if os.path.isdir(path):
        raise NotNowError(_("{path} is a folder; name a file.").format(path=path))
    if os.path.lexists(path) and not force:
        raise NotNowError(_("{path} exists already; --force replaces it.").format(path=path))
    refuse_irregular(path)


def _is_own(path: str, home: Home) -> bool:
    """Tell whether a path leads to what coretui keeps by itself, by whatever name, or into its backups."""
    wanted = os.path.realpath(path)
    own = [os.path.realpath(one) for one in home.own]
    if wanted in own or os.path.dirname(wanted) == os.path.realpath(home.backups):
        return True
    # The same file by another name: a second link, or one whose letters this disk does not tell apart.
    return any(os.path.exists(one) and os.path.exists(path) and os.path.samefile(one, path) for one in own)


def write(path: str, text: str, *, force: bool) -> None:
    """Write a file for its owner only; one that is there already is replaced whole, or left as it is."""
    try:
        if force:
            replace_private(path, text)
        else:
            _make(path, text)
    except FileExistsError as error:
        raise NotNowError(_("{path} exists already; --force replaces it.").format(path=path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError(
            _("{path} cannot be written ({error}); name another file.").format(path=path, error=reason)
        ) from error


def _make(path: str, text: str) -> None:
    """Make a file that is not there yet; what could not be written whole is removed again."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    try:
        with os.fdopen(file, "w", encoding="utf-8") as out:
            out.write(text)
    except BaseException:
        with suppress(OSError):
            os.remove(path)
        raise
