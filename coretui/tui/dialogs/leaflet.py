"""Something to read over a screen, which enter agrees to and esc leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from coretui.i18n import N_
from coretui.tui.dialogs.dialog import Dialog
from coretui.tui.dialogs.red_flags import RedFlags, SignsPane
from coretui.tui.widgets.prose import Item, Prose, Section


class Leaflet(Dialog[bool]):
    """Shows some paragraphs under a title; returns whether it was agreed to. `hint` names the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "agree", show=False),
        Binding("escape,q", "leave", N_("close"), show=False),
        Binding("f", "flags", show=False),
    ]

    def __init__(self, title: str, paragraphs: Sequence[str], hint: str) -> None:
        super().__init__()
        self._title, self._paragraphs, self._hint = title, tuple(paragraphs), hint

    def compose(self) -> ComposeResult:
        """Yield the text between its title and its keys."""
        with Vertical(id="leaflet"):
            yield Static(self._title, id="leaflet-title", markup=False)
            with SignsPane(id="leaflet-text"):
                yield Prose()
            yield Static(self._hint, id="leaflet-hint", markup=False)

    def on_mount(self) -> None:
        """Show the paragraphs, each with air before it."""
        self.query_one(Prose).sections = tuple(Section("", (Item(text),)) for text in self._paragraphs)

    def action_agree(self) -> None:
        """Answer that it is what the person wants."""
        self.answer(result=True)

    def action_flags(self) -> None:
        """Show the red flags, large."""
        self.app.push_screen(RedFlags())
