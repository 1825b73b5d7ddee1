"""When is looked, and at which days: at the end of each four weeks of a fixed calendar, the same for everyone.

Days after the last end wait, so that the answer stays the same for four weeks and nobody has anything to refresh.
"""

from __future__ import annotations

from datetime import date, timedelta

from coretui.domain.insights.findings import WINDOW
from coretui.domain.insights.series import SPELL, WEEK

FIRST = date(2024, 1, 1)
"""The Monday from which spells of four weeks are counted."""


def last_end(today: date) -> date:
    """Return the Sunday that ended the last whole spell before today."""
    return today - timedelta(days=(today - FIRST).days % SPELL + 1)


def next_look(today: date) -> date:
    """Return the Monday on which is looked next."""
    return last_end(today) + timedelta(days=SPELL + 1)


def first_day(end: date) -> date:
    """Return the first day that a look at the end of a spell needs: that of its window, and of the look before."""
    return end - timedelta(days=WINDOW * WEEK + SPELL - 1)
