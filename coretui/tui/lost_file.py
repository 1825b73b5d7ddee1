"""Asking what to do about a database that was moved away, or replaced, while it was open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coretui.tui.dialogs.choice import Choice
from coretui.tui.leaving import LeavingApp
from coretui.tui.screens.page import Page

if TYPE_CHECKING:
    from coretui.services.lost import LeftCopy, Lost


def ask_about(lost: Lost | LeftCopy | None, app: LeavingApp) -> None:
    """Ask what to do about it: once for the answers that there are, and not over another question."""
    if lost is None or not lost.answers or lost.asked == lost.answers:
        return
    front = app.screen
    if not isinstance(front, Page) or front.asking:
        return
    lost.asked = lost.answers
    question = Choice(lost.sentence, lost.answers, said=lost.said)
    app.push_screen(question, lambda given: answer(lost, given or "", app))


def answer(lost: Lost | LeftCopy, given: str, app: LeavingApp) -> None:
    """Do what was answered, and say what came of it."""
    try:
        if said := lost.answer(given):
            app.notify(said)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is said
        app.notify(app.workplace.guard.explain(error), severity="error", timeout=20)
