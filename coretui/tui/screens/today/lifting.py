"""Messages on Today, kept off what they speak of: the question of how one sat, and the notes of the day."""

from __future__ import annotations

from textual.screen import Screen

from coretui.tui.screens.today.line import TodayLine
from coretui.tui.widgets.daystrip import DayStrip

TALLEST = 5
"""Rows of a message of three lines, with the air in it."""
KEYS = 1
"""The row of the keys, which messages leave free on every screen."""


def lift(screen: Screen[None]) -> None:
    """Let messages end above the line below Today, and above the day with its title where that is close to it."""
    if not screen.has_class("-noticing"):
        return
    line, strip = screen.query_one(TodayLine).region, screen.query_one(DayStrip).region
    title, height = screen.query_one("#day .head").region, screen.size.height
    end = line.y if line else height - KEYS
    if strip and end - strip.bottom < TALLEST:
        end = (title or strip).y
    for rack in screen.query("ToastRack"):
        rack.styles.margin = (0, 1, height - end, 0)
