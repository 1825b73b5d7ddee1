"""What comes of an action that may not be possible: a refusal is one sentence to the person, and so is a fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App

from coretui.errors import NotSavedError
from coretui.services.workplace import Workplace
from coretui.tui.toasts import ToastingApp

T = TypeVar("T")


def outcome(
    app: App[Any],
    workplace: Workplace,
    action: Callable[[], T],
    follow: Callable[[], object],
    *,
    waits: bool = True,
) -> T | None:
    """Do something, `follow` it up and return what came of it; if it was not possible say why, and return None.

    What the store does not take now is done later, and the frame tells how much there is. What begins something
    `waits` for nobody: it would begin when the person is gone.
    """
    if isinstance(app, ToastingApp):
        app.tell_step("")
    try:
        came_of_it = workplace.waiting.act(action) if waits else action()
    except Exception as no:  # noqa: BLE001 - whatever it is, the person goes on
        if waits and isinstance(no, NotSavedError):
            follow()
        else:
            _refuse(app, workplace, no)
        return None
    follow()
    return came_of_it


def _refuse(app: App[Any], workplace: Workplace, no: Exception) -> None:
    said = workplace.guard.explain(no)
    if isinstance(app, ToastingApp):
        app.tell_step(said, severity="warning")
    else:
        app.notify(said, severity="warning", markup=False)
