"""Words in a line: put there once, and again when they or their colours change."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Static

from coretui.tui.widgets.sentence import put


class Line(Static):
    """Counts how often it was written to."""

    writes = 0

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        self.writes += 1
        super().update(content, layout=layout)


class OneLine(App[None]):
    def compose(self) -> ComposeResult:
        yield Line(markup=False)


@pytest.mark.parametrize(
    ("first", "second", "writes"),
    [
        ("due", "due", 1),
        ("due", "soon", 2),
        (Content.styled("due", "red"), Content.styled("due", "red"), 1),
        (Content.styled("due", "red"), Content.styled("due", "green"), 2),
        ("due", Content.styled("due", "red"), 2),
        ("due", "", 2),
    ],
)
async def test_only_news_is_written(first: str | Content, second: str | Content, writes: int) -> None:
    app = OneLine()
    async with app.run_test():
        line = app.query_one(Line)
        put(line, first)
        put(line, second)
        assert line.writes == writes
        assert line.has_class("-empty") is not bool(second)
