"""What comes of an action that may not be possible: a refusal is one sentence to the person, and so is a fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.app import App

from coretui.paths import Home
from coretui.services.guard import sentence

T = TypeVar("T")


def outcome(app: App[object], home: Home, action: Callable[[], T], follow: Callable[[], object]) -> T | None:
    """Do something, `follow` it up and return what came of it; if it was not possible say why, and return None."""
    try:
        came_of_it = action()
    except Exception as no:  # noqa: BLE001 - whatever it is, the person goes on
        app.notify(sentence(home, no), severity="warning", markup=False)
        return None
    follow()
    return came_of_it
