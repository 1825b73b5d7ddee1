"""What is said of a store that can be read and not written."""

from __future__ import annotations

from coretui.i18n import _
from coretui.store.place import is_full


def only_read(path: str) -> str:
    """Say why a file that is only read cannot be written."""
    if is_full(path):
        return _("The disk is full, so {path} can only be read; nothing was changed.").format(path=path)
    return _("{path} is read-only here; nothing was changed.").format(path=path)


def not_counted(path: str) -> str:
    """Say what it means to whoever looks at a screen that a file is only read."""
    if is_full(path):
        sentence = _("The disk is full: nothing is counted or saved. Make room and start coretui again.")
    else:
        sentence = _("{path} can only be read here: nothing is counted or saved.")
    return sentence.format(path=path)
