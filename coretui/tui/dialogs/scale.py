"""A question that is answered with a number from 0 to 10, by one key."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from coretui.i18n import N_, _
from coretui.tui.dialogs.dialog import Dialog

MOST = 10


class Scale(Dialog[int]):
    """Asks for a number: 0 to 9 by its key, `t` for 10; None if it was left open.

    `ends` says what 0 and 10 mean.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"pick({number})", show=False) for number in range(MOST)),
        Binding("t", f"pick({MOST})", show=False),
        Binding("escape", "leave", N_("close"), show=False),
    ]

    def __init__(self, question: str, ends: tuple[str, str]) -> None:
        super().__init__()
        self._question = question
        self._ends = ends

    def compose(self) -> ComposeResult:
        """Yield the question, the numbers and what they mean."""
        with Vertical(id="choice"):
            yield Static(self._question, id="question", markup=False)
            yield Static("  ".join([*map(str, range(MOST)), "t"]), id="numbers", markup=False)
            yield Static(f"{self._ends[0]} … {self._ends[1]}", id="ends", markup=False)
            yield Static(_("0 to 9, t for 10 · esc: skip"), id="hint", markup=False)

    def action_pick(self, number: int) -> None:
        """Return the number."""
        self.answer(number)
