"""What leads a breath, on a screen of its own and under the prompt: phases, rounds, the ring."""

from __future__ import annotations

import os

from textual.message_pump import MessagePump

from coretui.catalogue import load
from coretui.catalogue.figures import figure_of
from coretui.domain.breathing.pacer import BreathMoment
from coretui.domain.breathing.patterns import Phase
from coretui.figures.figure import Figure
from coretui.tui.widgets.breath.widget import Finish

LYING = "belly-breathing"
"""The exercise whose figure breathes into the belly."""
FRAMES = 20
"""Frames a second while a breath is shown."""
MOST_DOTS = 8
"""Rounds up to which each has a dot of its own."""
TWICE = 0.25
"""Seconds between two bells that belong together."""


class BreathBell:
    """Rings when a phase begins: once for breathing in and twice for breathing out."""

    def __init__(self) -> None:
        self._phase: Phase | None = None

    def ring(self, place: MessagePump, moment: BreathMoment, *, wanted: bool) -> None:
        """Follow the breath, and ring where a new phase has begun and that is wanted."""
        phase = moment.beat.phase if moment.beat else None
        if phase is self._phase:
            return
        self._phase = phase
        if wanted and phase in {Phase.IN, Phase.OUT}:
            place.app.bell()
            if phase is Phase.OUT:
                place.set_timer(TWICE, place.app.bell)


def finish(setting: str) -> Finish:
    """Return how the shape is painted: `auto` goes easy on a line from elsewhere."""
    flat = setting == "flat" or (setting == "auto" and bool(os.environ.get("SSH_CONNECTION")))
    return "flat" if flat else "gradient"


def lying() -> Figure | None:
    """Return the figure of a person who breathes into the belly."""
    return figure_of(load(), LYING, ball=False)
