"""What comes of an action that may not be possible: a refusal is one sentence to the person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.app import App

from coretui.errors import CoretuiError

T = TypeVar("T")


def outcome(app: App[object], action: Callable[[], T], follow: Callable[[], object]) -> T | None:
    """Do something, `follow` it up and return what came of it; if it was not possible say why, and return None."""
    try:
        came_of_it = action()
    except CoretuiError as no:
        app.notify(str(no), severity="warning")
        return None
    follow()
    return came_of_it
