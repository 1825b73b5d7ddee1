"""Words put into a line of the screen, at no cost where they stand there already."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


def put(place: Static, text: str | Content) -> None:
    """Show words in their place; an empty one is marked, so that it can take no room."""
    before = place.content
    # Contents are equal when their words are, but colours are news too.
    same = before.is_same(text) if isinstance(before, Content) and isinstance(text, Content) else before == text
    if not same or type(before) is not type(text):
        place.update(text)
    place.set_class(not text, "-empty")
