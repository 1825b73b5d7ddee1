"""The chair on Today: its ring, its sentence and what a person tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widgets import Static

from coretui.domain.chair.state import Body
from coretui.domain.chair.view import ChairState, View
from coretui.domain.days import DAY, Zone
from coretui.figures.figure import Figure
from coretui.i18n import _
from coretui.tui.widgets.digits import Countdown
from coretui.tui.widgets.figure.view import FigureView
from coretui.tui.widgets.ring import ChairBar, Gauge, Mode, Ring
from coretui.tui.widgets.sentence import put
from coretui.words.chair import headline, why
from coretui.words.time import LONG_ABSENCE, countdown

ASKED_FOR = 10 * 60
"""Seconds after an absence for which "sat anyway?" is asked in plain sight; later it is in the list."""
HOURS_FROM = 10 * 3600
"""Seconds from which an absence is counted in hours: more minutes are no number that says anything."""


@dataclass(frozen=True, slots=True)
class ChairNow:
    """What the panel shows of one moment.

    `wall` is that moment in seconds since the epoch, `zone` where it is shown, `then` what to do next, `notices`
    how the person is told;
    `figure` is the movement of the break that lasts, drawn in the way of `look`, and moving where there is a
    `clock`, in seconds.
    """

    seen: View
    wall: float
    zone: Zone
    then: str
    notices: str
    figure: Figure | None
    look: str
    clock: Callable[[], float] | None


class ChairPanel(Horizontal):
    """The chair: its ring, or its bar where there is little room, and what is to be said about it."""

    ascii: reactive[bool] = reactive(default=False, repaint=False)

    def compose(self) -> ComposeResult:
        """Yield the ring, the bar, the movement that takes their place, and the words."""
        yield Ring(id="ring").data_bind(ChairPanel.ascii)
        yield ChairBar(id="bar").data_bind(ChairPanel.ascii)
        yield FigureView(id="movement")
        with Vertical(id="says"):
            yield Static(id="headline", markup=False)
            yield Countdown(id="left").data_bind(ChairPanel.ascii)
            yield Static(id="why", markup=False)
            yield Static(id="then", markup=False)
            yield Static(id="notices", markup=False)

    def show(self, now: ChairNow) -> None:
        """Show the chair at one moment; the movement stands in the place of the ring while a break lasts."""
        seen = now.seen
        mode, fraction, large, small = _gauge(seen)
        for gauge in self.query(Gauge):
            gauge.mode, gauge.fraction, gauge.big, gauge.small = mode, fraction, large, small
        said = {
            "headline": headline(seen, now.wall, now.zone),
            "why": why(seen, now.wall, now.zone),
            "then": now.then,
            "notices": now.notices,
        }
        for where, words in said.items():
            put(self.query_one(f"#{where}", Static), words)
        resting = seen.state is ChairState.BREAK
        says = self.query_one("#says")
        says.set_class(seen.state is ChairState.DUE, "-due")
        says.set_class(resting, "-break")
        self.query_one("#left", Countdown).text = large if resting else ""
        view = self.query_one(FigureView)
        view.look = now.look
        view.play(now.figure, now.clock)
        self.set_class(now.figure is not None and view.look != "text", "-moving")


def _gauge(seen: View) -> tuple[Mode, float, str, str]:
    """Return what ring and bar show: mode, share passed, large text, caption."""
    share = seen.lasted / seen.length if seen.length else 0.0
    state = (
        ChairState(seen.body.value)
        if seen.state is ChairState.OFF and seen.body is not Body.SITTING
        else seen.state
    )
    match state:
        case ChairState.SITTING:
            left = seen.due_in or 0.0
            if left < 60:
                return "counting", share, countdown(left), _("s left")
            return "counting", share, str(int((left + 59) // 60)), _("min left")
        case ChairState.DUE if seen.snoozed and seen.until is not None:
            return "due", 1.0, "", _("snoozed")
        case ChairState.DUE:
            return "due", 1.0, str(int(seen.sat // 60)), _("min sitting")
        case ChairState.BREAK:
            return "break", share, countdown(seen.length - seen.lasted), _("break")
        case ChairState.HELD:
            return "held", 1.0, str(int(seen.sat // 60)), _("min sitting")
        case ChairState.STANDING:
            return "standing", 1.0, str(int(seen.lasted // 60)), _("min standing")
        case ChairState.SESSION:
            return "session", 1.0, str(int(seen.lasted // 60)), _("min session")
        case ChairState.AWAY:
            return "away", 1.0, *_away(seen.lasted)
        case _:
            return "off", 0.0, str(int(seen.sat // 60)), _("min sitting")


def _away(seconds: float) -> tuple[str, str]:
    """Return how long somebody has been away in few digits, and what they count."""
    if seconds < HOURS_FROM:
        return str(int(seconds // 60)), _("min away")
    if seconds < LONG_ABSENCE * DAY:
        return str(int(seconds // 3600)), _("hours away")
    return str(int(seconds // DAY)), _("days away")


def makes_sense(action: str, seen: View, *, held: bool) -> bool | None:
    """Tell whether the chair can be told this now; None for an action that is not about the chair."""
    match action:
        case "break":
            return seen.body in {Body.SITTING, Body.STANDING}
        case "back":
            return seen.body in {Body.BREAK, Body.AWAY, Body.SESSION}
        case "snooze":
            return seen.state is ChairState.DUE and not seen.snoozed
        case "skip" | "breathe":
            return seen.state is ChairState.DUE
        case "hold":
            return not held
        case "resume":
            return held
        case "stand":
            return seen.body is Body.SITTING
        case "away":
            return seen.body is not Body.AWAY
        case "sit":
            return seen.body is Body.STANDING
        case _:
            return None
