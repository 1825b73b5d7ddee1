"""Asking what to do about a database that was moved away, or replaced, while it was open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coretui.tui.dialogs.choice import Choice
from coretui.tui.leaving import LeavingApp
from coretui.tui.screens.page import Page

if TYPE_CHECKING:
    from coretui.services.lost import Lost


def ask_about(lost: Lost | None, app: LeavingApp) -> None:
    """Ask, once and not over another question, whether to put it back, or to use the one that is there now."""
    if lost is None or lost.asked or not lost.answers:
        return
    front = app.screen
    if not isinstance(front, Page) or front.asking:
        return
    lost.asked = True

    def answer(given: str | None) -> None:
        try:
            if said := lost.answer(given or ""):
                app.notify(said)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is said
            app.notify(app.workplace.guard.explain(error), severity="error", timeout=20)

    app.push_screen(Choice(lost.sentence, lost.answers, said=lost.said), answer)
