"""The week in one line on Today, where the week itself has no room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.widgets import Static

from coretui.domain.habits.overview import WeekView
from coretui.i18n import _
from coretui.tui.widgets.sentence import put
from coretui.words.columns import first_fitting, fitting, width

BETWEEN = " · "


class WeekInWords(Static):
    """How the week goes, and on its last working day how it went."""

    def show(self, week: WeekView, went: Sequence[Sequence[str]], columns: int) -> None:
        """Show a week in so many columns; `went` says ever shorter how it went, when that is said."""
        label = _("WEEK") + "  "
        room = columns - width(label)
        if not went:
            put(self, label + fitting(filter(None, _goes(week)), room, "  ·  "))
        elif width(BETWEEN.join(went[-1][:2])) > room:
            put(self, first_fitting(went, columns, BETWEEN))
        else:
            put(self, label + first_fitting(went, room, BETWEEN))


def _goes(week: WeekView) -> Iterable[str]:
    core, moved = week.habit("core"), week.habit("movement")
    due = sum(one.breaks_due for one in week.days)
    kept = sum(one.breaks_kept for one in week.days)
    if core:
        yield _("core {n} of {target}").format(n=core.week.count, target=core.week.target)
    if due:
        yield _("{share:.0%} of breaks kept").format(share=kept / due)
    if moved:
        yield _("moved on {n} of {target} days").format(n=moved.week.count, target=moved.week.target)
