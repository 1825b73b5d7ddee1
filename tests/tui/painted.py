"""What a terminal shows: the cells that were painted, which need not be those of the layout."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len
from textual._compositor import Compositor, CompositorUpdate
from textual.screen import Screen

from coretui.tui.app import CoretuiApp

RENDER_UPDATE = Compositor.render_update
"""As it is where somebody looks; most tests do without."""
STEP = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[[\d;?]*[a-z]|(\n)|([^\x1b\n]+)", re.IGNORECASE)
"""What is written of a frame: where it goes on, a style, a new line, text."""


class Painting:
    """Follows what an app writes to its terminal, from the first frame on."""

    def __init__(self, app: CoretuiApp, width: int, height: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self._cells = [[" "] * width for _ in range(height)]
        self._app = app
        monkeypatch.setattr(Compositor, "render_update", RENDER_UPDATE)
        monkeypatch.setattr(app, "_display", self._display)

    @property
    def rows(self) -> list[str]:
        """The rows of the terminal."""
        return ["".join(row) for row in self._cells]

    def _display(self, _screen: Screen[object], frame: object) -> None:
        if not isinstance(frame, CompositorUpdate):
            return
        x = y = 0
        for row, column, line, text in STEP.findall(frame.render_segments(self._app.console)):
            if row:
                y, x = int(row) - 1, int(column) - 1
            elif line:
                y, x = y + 1, 0
            for sign in text:
                self._cells[y][x : x + cell_len(sign)] = [sign, *[""] * (cell_len(sign) - 1)]
                x += cell_len(sign)
