"""Textual's command palette, closed once however often it is told to, and quiet where it has no room."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette


class CommandFinder(CommandPalette):
    """Finds a command by its name."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close; a second key for that, which was under way already, would close what lies below."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Page through the commands only where some are laid out: Textual takes that for granted."""
        if action == "command_list" and not self.query_one(CommandList).scrollable_content_region.area:
            return False
        return super().check_action(action, parameters)
