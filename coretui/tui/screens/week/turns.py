"""What the lower panel of a week turns to, in place of the days."""

from __future__ import annotations

from coretui.domain.habits.schedules import Week
from coretui.i18n import N_
from coretui.services.overviews import Overviews
from coretui.tui.widgets.panel import Panel

TURNS = (N_("sitting, breaks"), N_("how you sat"), N_("long sitting"))
"""What the panel shows, one after the other: the days first."""


class WeekTurn(Panel):
    """A panel that stands in the place of the days while it is turned to."""

    def show_week(self, overviews: Overviews, week: Week) -> None:
        """Read and show a week, or the weeks up to it."""
        raise NotImplementedError
