"""Painting anew all that stands elsewhere than where it was last painted."""

from __future__ import annotations

from typing import TypeVar

from textual._compositor import Compositor, ReflowResult
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.widget import Widget

T = TypeVar("T")


class PaintedCompositor(Compositor):
    """Compares a layout with what is on the terminal.

    Textual 8.2.8 compares it with the last layout that was worked out whole. Scrolling leaves that one as it was:
    a list that scrolled away and came back together with a new layout was not painted, nor what lay under a
    message that had scrolled.
    """

    def __init__(self) -> None:
        super().__init__()
        self._painted: set[tuple[Widget, Region, Region]] = set()

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Lay out all widgets."""
        result = super().reflow(parent, size)
        self._mark_what_moved()
        return result

    def reflow_visible(self, parent: Widget, size: Size) -> set[Widget]:
        """Lay out the widgets that are in sight after a scroll."""
        exposed = super().reflow_visible(parent, size)
        self._mark_what_moved()
        return exposed

    def _mark_what_moved(self) -> None:
        standing = {(widget, region, clip) for widget, (region, clip) in self.visible_widgets.items()}
        moved = standing ^ self._painted
        self._dirty_regions.update(clip.intersection(region) for _widget, region, clip in moved)
        self._painted = standing


class PaintedScreen(Screen[T]):
    """A screen on which nothing stays that is gone, and nothing is missing that is there."""

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._compositor = PaintedCompositor()
