"""A small question that is answered with a line of text."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from coretui.i18n import N_
from coretui.tui.dialogs.dialog import Dialog, hint_of_a_question


class LineDialog(Dialog[str]):
    """Asks for a line; returns it, or None if it was left open.

    `example` shows what it may look like; `typed` is what was typed before and could not be read.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", N_("close"), show=False)]

    def __init__(self, question: str, example: str, typed: str = "") -> None:
        super().__init__()
        self._question = question
        self._example = example
        self._typed = typed

    def compose(self) -> ComposeResult:
        """Yield the question and the field."""
        with Vertical(id="choice"):
            yield Static(self._question, id="question", markup=False)
            yield Input(self._typed, placeholder=self._example, select_on_focus=False, compact=True)
            yield Static(hint_of_a_question(), id="hint", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the line."""
        self.answer(event.value)
