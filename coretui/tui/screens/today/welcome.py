"""What stands above all else on Today: a word to who comes back, or that the back plays up."""

from __future__ import annotations

from coretui.services.comeback import Gap
from coretui.services.workplace import Workplace
from coretui.store.timeoff import flare_since, flaring
from coretui.words import care as caring
from coretui.words.habits import back_after

WHOLE = 76
"""Columns from which it says what comes first in a flare-up, too: it is to be one line."""


def welcome(workplace: Workplace, away: Gap | None, width: int) -> str:
    """Return it for a screen of so many columns; empty if there is nothing to say."""
    if away:
        return back_after(away.days)
    store, today = workplace.store, workplace.today
    since = flare_since(store) if flaring(store, today) else None
    if since is None:
        return ""
    return (caring.flaring_offer if width >= WHOLE else caring.flaring)(since, today)
