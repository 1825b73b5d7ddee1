"""Textual's command palette in our words: it closes once however often it is told to, and needs no room."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette
from textual.content import Content
from textual.visual import VisualType
from textual.widgets.option_list import Option

from coretui.i18n import _
from coretui.tui.terminal.painted import PaintedScreen

NOTHING = "--no-matches"
"""The id of the line in which Textual says, in English, that it found nothing."""


class FoundList(CommandList):
    """What was found; that nothing was is said in the language of the moment."""

    def add_option(self, option: Option | VisualType | None = None) -> FoundList:
        """Add a line."""
        if isinstance(option, Option) and option.id == NOTHING:
            option = Option(Content(_("No command is called that.")), id=NOTHING, disabled=True)
        super().add_option(option)
        return self


class CommandFinder(CommandPalette, PaintedScreen[None]):
    """Finds a command by its name."""

    def compose(self) -> ComposeResult:
        """Yield what Textual does, with a list of our own."""
        for widget in super().compose():
            yield FoundList() if type(widget) is CommandList else widget

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close; a second key for that, which was under way already, would close what lies below."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Page through the commands only where some are laid out: Textual takes that for granted."""
        if action == "command_list" and not self.query_one(CommandList).scrollable_content_region.area:
            return False
        return super().check_action(action, parameters)
