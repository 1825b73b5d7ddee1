"""What leads a breath, on a screen of its own and under the prompt: phases, rounds, the ring."""

from __future__ import annotations

import os

from textual.content import Content
from textual.message_pump import MessagePump

from coretui.catalogue import load
from coretui.catalogue.figures import figure_of
from coretui.domain.breathing.pacer import BreathMoment, Pacer
from coretui.domain.breathing.patterns import Phase
from coretui.figures.figure import Figure
from coretui.i18n import _
from coretui.services.workplace import Workplace
from coretui.store.breathing import tension
from coretui.tui.widgets.breath.widget import Finish
from coretui.tui.widgets.marks import mark
from coretui.words import breathing as breaths
from coretui.words.time import lasting

LYING = "belly-breathing"
"""The exercise whose figure breathes into the belly."""
FRAMES = 20
"""Frames a second while a breath is shown."""
MOST_DOTS = 8
"""Rounds up to which each has a dot of its own."""
SMOOTH = {"truecolor"}
"""Colour systems that have enough colours for a gradient."""
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


def finish(setting: str, colours: str | None) -> Finish:
    """Return how the shape is painted with the console's colour system, as Rich names it.

    `auto` goes easy on a line from elsewhere, and paints no gradient where there are too few colours for one: it
    would be speckled.
    """
    easy = colours not in SMOOTH or bool(os.environ.get("SSH_CONNECTION"))
    flat = setting == "flat" or (setting == "auto" and easy)
    return "flat" if flat else "gradient"


def lying() -> Figure | None:
    """Return the figure of a person who breathes into the belly."""
    return figure_of(load(), LYING, ball=False)


def phase_lines(
    moment: BreathMoment, pacer: Pacer, *, plain: bool, here: str, others: str = "", width: int | None = None
) -> list[Content]:
    """List the phases with their seconds, the present one in the style `here`.

    Their names take `width` columns; without it, what the longest needs with its sign and two more.
    """
    phases = pacer.pattern.phases
    words = [f"{breaths.sign(phase, ascii=plain)} {breaths.phase(phase)}" for phase, _length in phases]
    wide = width or max(map(len, words)) + 2
    present = moment.beat.phase if moment.beat else None
    return [
        Content.styled(f"{name:<{wide}}{breaths.seconds(length):>4}", here if phase is present else others)
        for name, (phase, length) in zip(words, phases, strict=True)
    ]


def rounds_so_far(moment: BreathMoment, pacer: Pacer, *, plain: bool) -> str:
    """Return a dot for every round, or a count where they are too many for that."""
    goal = pacer.goal
    if goal > MOST_DOTS:
        return _("round {n} of {target}").format(n=min(moment.done + 1, goal), target=goal)
    signs = ["done"] * moment.done + ["partly"] * bool(moment.beat) + ["open"] * goal
    return " ".join(mark(sign, ascii=plain) for sign in signs[:goal])


def breathed(workplace: Workplace) -> str:
    """Say how long there was breathing today and this week, and how tense before and after, if that was told."""
    overviews = workplace.overviews()
    days = overviews.week_of_today().days
    today = overviews.day(workplace.today).facts.breathing_seconds
    lines = [
        _("Today {length}").format(length=lasting(today)),
        _("This week {length}").format(length=lasting(sum(day.breathing_seconds for day in days))),
    ]
    if felt := tension(workplace.store, days[0].date, days[-1].date):
        lines.append(breaths.tension(*felt))
    return "\n".join(lines)
