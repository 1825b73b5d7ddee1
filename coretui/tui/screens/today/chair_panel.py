"""The chair on Today: its ring, its sentence and what a person tells it."""

from __future__ import annotations

from coretui.domain.chair.state import Body
from coretui.domain.chair.view import ChairState, View
from coretui.i18n import _
from coretui.tui.widgets.ring import Mode
from coretui.words.time import countdown

ASKED_FOR = 10 * 60
"""Seconds after an absence for which "sat anyway?" is asked in plain sight; later it is in the list."""


HOLDS = (("15m", 15 * 60), ("30m", 30 * 60), ("1h", 3600), ("2h", 7200))


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
                return "counting", share, countdown(left), _("seconds")
            return "counting", share, str(int((left + 59) // 60)), _("minutes")
        case ChairState.DUE if seen.snoozed and seen.until is not None:
            return "due", 1.0, "", _("in a moment")
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
            return "away", 1.0, str(int(seen.lasted // 60)), _("min away")
        case _:
            return "off", 0.0, str(int(seen.sat // 60)), _("min sitting")
