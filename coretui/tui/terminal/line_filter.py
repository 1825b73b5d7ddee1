"""The door through which every line of the screen goes: no sign on it steers the terminal, whoever wrote it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from coretui.domain.harmless import harmless


class Harmless(LineFilter):
    """Leaves out the signs that would steer a terminal; a line stays as wide as Textual has laid it out."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line, those that need it cleaned."""
        del background
        return [one if one.control or one.text.isprintable() else _cleaned(one) for one in segments]


HARMLESS = Harmless()


def _cleaned(segment: Segment) -> Segment:
    # Most of these signs have no width: a question mark in their place would move what stands behind.
    text = "".join(one if harmless(one) == one else "?" * cell_len(one) for one in segment.text)
    return Segment(text, segment.style)
