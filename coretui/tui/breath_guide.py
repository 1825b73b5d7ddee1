"""What leads a breath, on a screen of its own and under the prompt: phases, rounds, the ring."""

from __future__ import annotations

import os

from coretui.catalogue import load
from coretui.catalogue.figures import figure_of
from coretui.figures.figure import Figure
from coretui.tui.widgets.breath.widget import Finish

LYING = "belly-breathing"
"""The exercise whose figure breathes into the belly."""


MOST_DOTS = 8


TWICE = 0.25
"""Seconds between two bells that belong together."""


def finish(setting: str) -> Finish:
    """Return how the shape is painted: `auto` goes easy on a line from elsewhere."""
    flat = setting == "flat" or (setting == "auto" and bool(os.environ.get("SSH_CONNECTION")))
    return "flat" if flat else "gradient"


def lying() -> Figure | None:
    """Return the figure of a person who breathes into the belly."""
    return figure_of(load(), LYING, ball=False)
