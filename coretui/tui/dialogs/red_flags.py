"""The signs that call for help at once, over whatever screen is in front."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.widgets import Static

from coretui.i18n import N_, _
from coretui.tui.dialogs.dialog import Dialog
from coretui.tui.widgets.prose import Item, Prose, ReadingPane, Section
from coretui.words import red_flags


class SignsPane(ReadingPane):
    """A text as tall as it is beside a scroll bar, for which room is kept, so that none is shown in vain."""

    DEFAULT_CSS = "SignsPane { scrollbar-size-vertical: 1; scrollbar-gutter: stable; }"

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows that the text takes in so many columns."""
        return super().get_content_height(container, viewport, max(1, width - self.styles.scrollbar_size_vertical))


class RedFlags(Dialog[None]):
    """Shows the red flags, plainly; it asks nothing and keeps nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f,q", "leave", N_("close"), show=False),
    ]

    def compose(self) -> ComposeResult:
        """Yield the signs and what to do."""
        with Vertical(id="flags"):
            with Horizontal(id="flags-head"):
                yield Static(_("RED FLAGS"), id="flags-title", markup=False)
                yield Static(_("esc: close"), id="flags-hint", markup=False)
            with SignsPane(id="flags-text"):
                yield Prose()

    def on_mount(self) -> None:
        """Say them in the language of the moment."""
        self.query_one(Prose).sections = red_flags_leaf()


def red_flags_leaf() -> tuple[Section, ...]:
    """Return the signs that call for help at once."""
    return (
        Section("", (Item(_(red_flags.INTRO)),)),
        Section("", tuple(Item(_(sign), mark="·") for sign in red_flags.SIGNS)),
        Section("", (Item(_(red_flags.CALL), role="alarm"),)),
        Section("", (Item(_(red_flags.SOURCE), role="quiet"),)),
    )
