"""Cells with a cursor on one of their rows, which stays in sight."""

from __future__ import annotations

from typing import ClassVar, Self

from textual.geometry import Region, Spacing
from textual.screen import Screen
from textual.widget import Widget

from coretui.tui.widgets.cells import CellWidget

NOTHING_MORE = Spacing()


class CursorWidget(CellWidget):
    """A widget that scrolls what it stands in so that the row of its cursor is in sight.

    It does so when its cursor moves and when anything round it is laid out in another way; in between, a mouse
    wheel may scroll it away.
    """

    SURROUNDING: ClassVar[Spacing] = NOTHING_MORE
    """The rows above and below the cursor that are kept in sight with it, where there is room."""
    _laid_out: tuple[tuple[Region, Spacing], ...] = ()

    @property
    def cursor_row(self) -> int:
        """The row of cells in which the cursor is."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Follow how the screen is laid out: sizes may change round a widget that keeps its own."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._follow_layout)

    def _follow_layout(self, _screen: Screen[object]) -> None:
        around = [node for node in self.ancestors_with_self if isinstance(node, Widget)]
        laid_out = tuple((node.virtual_region, node.gutter) for node in around)
        if laid_out != self._laid_out:
            self._laid_out = laid_out
            self.show_cursor()

    def focus(self, scroll_visible: bool = False) -> Self:
        """Take the keys, and leave the cursor in sight: Textual would show where all of this begins."""
        return super().focus(scroll_visible)

    def show_cursor(self) -> None:
        """Have the row of the cursor in sight."""
        if not self.can_focus:
            return
        inner: Widget = self
        row = Region(0, self.cursor_row, 1, 1)
        while isinstance(pane := inner.parent, Widget) and pane.size:
            row = row.translate(inner.virtual_region.offset + inner.content_offset - inner.scroll_offset)
            more = self.SURROUNDING if pane.size.height > self.SURROUNDING.height else NOTHING_MORE
            pane.scroll_to_region(row, spacing=more, animate=False, immediate=True)
            inner = pane
