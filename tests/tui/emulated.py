"""What stands on the emulated screen, as characters in rows and columns."""

from __future__ import annotations

from textual.geometry import Region
from textual.pilot import Pilot

from coretui.tui.app import CoretuiApp


def rows_shown(app: CoretuiApp, region: Region | None = None) -> list[str]:
    """Return the rows of the screen, or of a region of it, as wide as they are drawn.

    This reads what Textual makes its screenshots from: those are public, but drawings, without rows and columns.
    """
    there = app.screen.region if region is None else region
    strips = app.screen._compositor.render_strips(app.size)  # noqa: SLF001 - Textual shows it nowhere else
    return [strip.crop(there.x, there.right).text for strip in strips[there.y : there.bottom]]


async def settle(app: CoretuiApp, pilot: Pilot[str]) -> None:
    """Wait until nothing on the screen changes any more."""
    before: list[str] | None = None
    while (now := rows_shown(app)) != before:
        before = now
        await pilot.pause()
