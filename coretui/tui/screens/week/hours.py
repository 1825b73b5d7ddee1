"""When in the day somebody sits long, hour by hour over the weeks, and how often they get up."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from coretui.domain.chair.by_hour import SittingHour, SittingHours
from coretui.domain.habits.schedules import Week
from coretui.i18n import _
from coretui.services.by_hour import read_hours
from coretui.services.overviews import WEEKS, Overviews
from coretui.tui.screens.week.turns import WeekTurn
from coretui.tui.widgets.daystrip import WORKDAY
from coretui.tui.widgets.hourbars import HourBars, HourSheet
from coretui.tui.widgets.sentence import put
from coretui.words import hours as words
from coretui.words.columns import width
from coretui.words.weeks import a_day

SEEN = 60.0
"""Seconds of sitting on a mean day from which an hour outside the working day is shown."""
AIR = 4
"""Columns between the title and its legend at least, and beside them."""


class HoursPanel(WeekTurn):
    """The hours of a mean day."""

    ascii: reactive[bool] = reactive(default=False, repaint=False)

    def compose(self) -> ComposeResult:
        """Yield the title, the columns, and what they come to."""
        with Horizontal(classes="head"):
            yield Static(id="hours-title", classes="title", markup=False)
            yield Static(id="hours-legend", classes="aside", markup=False)
        yield HourBars().data_bind(HoursPanel.ascii)
        yield Static(id="hours-said", markup=False)

    def show_week(self, overviews: Overviews, week: Week) -> None:
        """Show the hours of the weeks up to this one."""
        found = read_hours(overviews, week)
        put(self.query_one("#hours-title", Static), _(words.TITLE))
        put(self.query_one("#hours-legend", Static), self._legend(found))
        bars = self.query_one(HourBars)
        bars.sheet = hour_sheet(found)
        bars.display = bool(found.days)
        put(self.query_one("#hours-said", Static), "\n".join(words.in_sentences(found, short=True)))

    def _legend(self, found: SittingHours) -> Content:
        if not found.days:
            return Content("")
        one, other = ("#", ":") if self.ascii else ("█", "█")
        mean, room = words.mean_of(found, WEEKS), self.size.width - width(_(words.TITLE)) - AIR
        for short, before in ((False, f"{mean}   "), (True, f"{mean}   "), (False, ""), (True, "")):
            long, less = words.legend(found, short=short)
            said = Content.assemble(
                (f"{before}{long} ", ""), (one, "$sitting"), (f"  {less} ", ""), (other, "$sitting 40%")
            )
            if said.cell_length <= room:
                break
        return said


def hour_sheet(found: SittingHours) -> HourSheet:
    """Return the columns of a mean day in minutes: the working day, and the hours round it in which one sat."""
    if not found.days:
        return HourSheet()
    seated = [one.hour for one in found.hours if one.sat >= SEEN * found.days]
    known = {one.hour: one for one in found.hours}
    hours = range(min(WORKDAY[0], *seated), max(WORKDAY[1], *(hour + 1 for hour in seated))) if seated else ()
    shown = [known.get(hour, SittingHour(hour)) for hour in hours or range(*WORKDAY)]
    return HourSheet(
        hours=tuple(one.hour for one in shown),
        every=tuple(one.sat / found.days / 60 for one in shown),
        part=tuple(one.long / found.days / 60 for one in shown),
        numbers=_(words.GOT_UP),
        each=tuple(a_day(one.up, found.days) if one.up else "·" for one in shown),
    )
