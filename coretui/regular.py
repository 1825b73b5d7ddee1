"""Only regular files are opened, replaced or have their mode changed; a link to one is as good.

A pipe would never answer, a device may do anything, and what is put in the place of either breaks something else.
"""

from __future__ import annotations

import os
import stat

from coretui.errors import StoreError
from coretui.i18n import N_, _

KINDS = {
    stat.S_IFDIR: N_("a folder"),
    stat.S_IFIFO: N_("a pipe"),
    stat.S_IFSOCK: N_("a socket"),
    stat.S_IFCHR: N_("a device"),
    stat.S_IFBLK: N_("a device"),
}


def refuse_irregular(path: str) -> None:
    """Raise `StoreError` for a folder, a pipe, a device, or a link to one; a path that is not there will do."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):  # not there, or not to be looked at: whoever opens it says so
        return
    if not stat.S_ISREG(mode):
        kind = _(KINDS.get(stat.S_IFMT(mode), KINDS[stat.S_IFCHR]))
        raise StoreError(_("{path} is {kind}; it must be a file.").format(path=path, kind=kind))


def read_regular(path: str, most: int) -> bytes:
    """Return what is in a file, at most so many bytes; raises `StoreError` for what is none, else `OSError`."""
    refuse_irregular(path)
    # What was put there in the meantime does not hold us up either.
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as file:
        return file.read(most)
