"""What must be read before anything goes on: it stays until it is answered, the red flags one key away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.widgets import OptionList

from coretui.i18n import N_, _
from coretui.tui.dialogs.choice import Choice, Choices
from coretui.tui.dialogs.dialog import hint_of_a_question
from coretui.tui.dialogs.red_flags import RedFlags


class Heed(Choice):
    """Says what must not be missed under a heading, and asks what to do; None if it was left open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "flags", N_("red flags"), show=False),
        Binding("pagedown", "page(1)", N_("Down"), show=False, priority=True),
        Binding("pageup", "page(-1)", N_("Up"), show=False, priority=True),
    ]

    def __init__(self, heading: str, said: Sequence[str], answers: Choices, hint: str = "") -> None:
        flags = _("f: red flags, signs that call for help at once")
        self._keys = hint or hint_of_a_question()
        super().__init__(heading, answers, said=said, hint=f"{flags}\n{self._keys}")

    def again(self) -> Heed:
        """Return the same once more: a question is answered once."""
        return Heed(self.question, self.said, self.answers, self._keys)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Keep the answer under the cursor in sight where room is short; the keys stand under the last."""
        choice, n, count = self.query_one("#choice"), event.option_index, len(self.answers)
        if n == 0:
            choice.scroll_home(animate=False)
        elif n + 1 == count:
            choice.scroll_end(animate=False)
        else:
            there = event.option_list.virtual_region
            row = Region(0, there.y + there.height * n // count, there.width, 1)
            choice.scroll_to_region(row, animate=False)

    def action_page(self, by: int) -> None:
        """Show what there is no room for."""
        choice = self.query_one("#choice")
        choice.scroll_to(y=choice.scroll_y + by * choice.size.height, animate=False)

    def action_flags(self) -> None:
        """Show the signs that call for help at once, over this."""
        self.app.push_screen(RedFlags())
