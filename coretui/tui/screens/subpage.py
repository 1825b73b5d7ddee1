"""A screen opened from another one: it is left by escape, or by going to any other screen."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import ActiveBinding, Binding, BindingType

from coretui.i18n import N_
from coretui.tui.dialogs.red_flags import RedFlags
from coretui.tui.screens.page import COMMON, MODES, Page
from coretui.tui.widgets.frame import TopBar
from coretui.tui.widgets.prose import Section

ROOMY = 28
"""Rows from which there is air between paragraphs."""


class Aside(Page):
    """A page that is no screen of its own: leaving it gives back the one it was opened from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("close"), tooltip=N_("Back to where you were")),
        *(Binding(key, f"go('{mode}')", show=False) for key, mode, _label in MODES),
        Binding("tab,pagedown", "go_on(1)", N_("Next screen"), show=False),
        Binding("shift+tab,pageup", "go_on(-1)", N_("Previous screen"), show=False),
    ]

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that act now, in the order in which this screen names them; leaving comes after them."""
        found = super().active_bindings
        own = [one.action for one in self.BINDINGS if isinstance(one, Binding)]

        def place(key: str) -> tuple[bool, int]:
            action = found[key].binding.action
            return action in COMMON, own.index(action) if action in own else len(own)

        return {key: found[key] for key in sorted(found, key=place)}

    @property
    def roomy(self) -> bool:
        """Whether there is room for air between paragraphs."""
        return self.size.height >= ROOMY

    def action_leave(self) -> None:
        """Go back to where this was opened."""
        self.dismiss()

    def action_flags(self) -> None:
        """Show the red flags, large."""
        self.app.push_screen(RedFlags())

    def action_go(self, mode: str) -> None:
        """Leave, and show another screen."""
        self.dismiss()
        self.app.switch_mode(mode)

    async def action_go_on(self, by: int) -> None:
        """Leave, and show the next screen or the one before."""
        self.dismiss()
        await self.app.run_action(f"turn({by})")

    @on(TopBar.Chosen)
    def go_to_chosen(self, event: TopBar.Chosen) -> None:
        """Leave, and show the screen whose name was clicked."""
        event.stop()
        self.action_go(event.mode)


def together(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return sections without labels as one, with no air in between."""
    return (Section("", tuple(item for section in sections for item in section.items)),)
