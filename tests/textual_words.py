"""What Textual says by itself, in English: nobody is to read it in coretui."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from textual import app, containers, screen, widgets
from textual.binding import Binding
from textual.command import CommandPalette
from textual.dom import DOMNode

BESIDES = (
    "No matches found", "Search for commands", "Search for themes", "Open the command palette", "Maximize the",
    "Save an SVG", "Quit the application", "Change the current theme", "Show help for the focused widget",
)  # fmt: skip
"""What stands in no binding: the palette's own sentences, and those of the commands that Textual offers."""


def _binders() -> Iterator[type[DOMNode]]:
    yield from (app.App, screen.Screen, CommandPalette, containers.VerticalScroll)
    yield from (getattr(widgets, name) for name in ("Input", "OptionList", "TextArea", "ListView", "Tree", "Tabs"))


@cache
def textual_says() -> frozenset[str]:
    """Return its descriptions of keys that are more than a word, and what else it says."""
    bound = {
        one.description
        for kind in _binders()
        for one in vars(kind).get("BINDINGS", ())
        if isinstance(one, Binding) and " " in one.description
    }
    return frozenset({*bound, *BESIDES})
