"""What comes of an action that may not be possible: a refusal is one sentence to the person, and so is a fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App

from coretui.errors import NotSavedError
from coretui.services.guard import sentence
from coretui.services.workplace import Workplace

T = TypeVar("T")


def outcome(
    app: App[Any], workplace: Workplace, action: Callable[[], T], follow: Callable[[], object]
) -> T | None:
    """Do something, `follow` it up and return what came of it; if it was not possible say why, and return None.

    What the store does not take now is done later; the frame tells how much there is.
    """
    try:
        came_of_it = workplace.waiting.act(action)
    except NotSavedError:
        follow()
        return None
    except Exception as no:  # noqa: BLE001 - whatever it is, the person goes on
        app.notify(sentence(workplace.home, no), severity="warning", markup=False)
        return None
    follow()
    return came_of_it
