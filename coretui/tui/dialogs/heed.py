"""What must be read before anything goes on: it stays until it is answered, the red flags one key away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from coretui.i18n import N_, _
from coretui.tui.dialogs.choice import Choice, Choices
from coretui.tui.dialogs.dialog import hint_of_a_question
from coretui.tui.dialogs.red_flags import RedFlags


class Heed(Choice):
    """Says what must not be missed under a heading, and asks what to do; None if it was left open."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f", "flags", N_("red flags"), show=False)]

    def __init__(self, heading: str, said: Sequence[str], answers: Choices) -> None:
        flags = _("f: red flags, signs that call for help at once")
        super().__init__(heading, answers, said=said, hint=f"{flags}\n{hint_of_a_question()}")

    def again(self) -> Heed:
        """Return the same once more: a question is answered once."""
        return Heed(self.question, self.said, self.answers)

    def action_flags(self) -> None:
        """Show the signs that call for help at once, over this."""
        self.app.push_screen(RedFlags())
