"""What is said of a breath or a session that nobody could see."""

from __future__ import annotations

from coretui.i18n import _


def stalled() -> str:
    """Say why it is paused though nobody pressed a key."""
    return _("Paused: for a few seconds the screen could not be updated.")
