"""Files that commands write: whole or not at all, and never over another one unasked."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress

from coretui.errors import NotNowError, StoreError, UsageError
from coretui.i18n import _
from coretui.paths import FILE_MODE, refuse_irregular


def check(path: str, *, force: bool) -> None:
    """Refuse a path that will not do before anything is worked out."""
    if not path:
        raise UsageError(_("'' is not the name of a file."))
    if os.path.isdir(path):
        raise NotNowError(_("{path} is a folder; name a file.").format(path=path))
    if os.path.lexists(path) and not force:
        raise NotNowError(_("{path} exists already; --force replaces it.").format(path=path))
    refuse_irregular(path)


def write(path: str, text: str, *, force: bool) -> None:
    """Write a file for its owner only; one that is there already is replaced whole, or left as it is."""
    beside = f"{path}.{secrets.token_hex(4)}" if force else path
    try:
        file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        try:
            with os.fdopen(file, "w", encoding="utf-8") as out:
                out.write(text)
            if force:
                os.replace(beside, path)
        except BaseException:
            with suppress(OSError):
                os.remove(beside)
            raise
    except FileExistsError as error:
        raise NotNowError(_("{path} exists already; --force replaces it.").format(path=path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError(_("{path} cannot be written ({error}).").format(path=path, error=reason)) from error
