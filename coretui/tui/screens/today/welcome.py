"""What stands above all else on Today: a word to who comes back, or that the back plays up."""

from __future__ import annotations

from datetime import date

from coretui.services.comeback import Gap
from coretui.words import care as caring
from coretui.words.habits import back_after

WHOLE = 76
"""Columns from which it says what comes first in a flare-up, too: it is to be one line."""


def welcome(away: Gap | None, flare: date | None, today: date, width: int) -> str:
    """Return it for a screen of so many columns; `flare` is the first day of a flare-up that is on."""
    if away:
        return back_after(away.days)
    if flare is None:
        return ""
    return (caring.flaring_offer if width >= WHOLE else caring.flaring)(flare, today)
