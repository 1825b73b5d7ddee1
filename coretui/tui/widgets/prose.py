"""Words to read, in sections: labels beside them where there is room, above them where there is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, chop_cells
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from coretui.i18n import N_

LABEL = 14
"""Columns for labels that stand beside their text."""
ROOMY = 56
"""Columns from which there is room for that."""

Word = tuple[str, str]
"""A word, and the role it is written in; empty for plain."""


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph: a sign or number before it, its words, and quieter ones after them.

    `role` is one of `name`, `quiet`, `side`, `accent`, `alarm`; empty for plain words.
    """

    text: str
    after: str = ""
    mark: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs under a label; without one they use the whole width."""

    label: str
    items: tuple[Item, ...]


class ReadingPane(VerticalScroll):
    """What holds a long text: it scrolls by letters too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", N_("Down"), show=False),
        Binding("up,k", "scroll_up", N_("Up"), show=False),
    ]


class Prose(Widget):
    """Sections with air between them, as tall as they need; lines are broken between words."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"prose--{role}" for role in ("label", "mark", "name", "quiet", "side", "accent", "alarm")),
    }
    DEFAULT_CSS = """
    Prose {
        height: auto;
        & > .prose--label { color: $muted; text-style: bold; }
        & > .prose--mark { color: $muted; }
        & > .prose--name { color: $foreground; text-style: bold; }
        & > .prose--quiet { color: $muted; }
        & > .prose--side { color: $standing; }
        & > .prose--accent { color: $done; }
        & > .prose--alarm { color: $due; text-style: bold; }
    }
    """

    sections: reactive[tuple[Section, ...]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines it takes."""
        del container, viewport
        return len(self.lines(width))

    def render(self) -> Content:
        """Return the text for the width there is."""
        lines = self.lines(self.size.width)
        return Content("\n").join(Content("").join(map(self._styled, line)) for line in lines)

    def _styled(self, word: Word) -> Content:
        text, role = word
        return Content.styled(text, self.get_visual_style(f"prose--{role}")) if role else Content(text)

    def lines(self, width: int) -> list[list[Word]]:
        """Return the lines of all sections for so many columns."""
        if width < 1:
            return []
        lines: list[list[Word]] = []
        for section in self.sections:
            beside = bool(section.label) and width >= ROOMY
            body = [
                line for item in section.items for line in _paragraph(item, width - LABEL if beside else width)
            ]
            if beside:
                body = [
                    [(" " * LABEL if n else section.label[: LABEL - 1].ljust(LABEL), "label"), *line]
                    for n, line in enumerate(body)
                ]
            elif section.label:
                body = [[(section.label, "label")], *body]
            lines += [[], *body] if lines else body
        return lines


def _paragraph(item: Item, width: int) -> list[list[Word]]:
    """Return an item's lines; those after the first begin where its words do."""
    indent = cell_len(item.mark) + 2 if item.mark else 0
    words = [(word, item.role) for word in item.text.split()] + [(word, "quiet") for word in item.after.split()]
    lines = fold(words, max(1, width - indent))
    return [
        [(f"{item.mark}  " if not n else " " * indent, "mark"), *line] if indent else line
        for n, line in enumerate(lines)
    ]


def fold(words: list[Word], width: int) -> list[list[Word]]:
    """Return words on lines no wider than `width` columns, a space between any two; long ones are broken."""
    lines: list[list[Word]] = []
    left = 0
    for word, role in words:
        for part in chop_cells(word, width) if cell_len(word) > width else [word]:
            needed = cell_len(part)
            if lines and needed + 1 <= left:
                lines[-1].append((" " + part, role))
                left -= needed + 1
            else:
                lines.append([(part, role)])
                left = width - needed
    return lines
