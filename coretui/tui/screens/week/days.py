"""The days of a week, side by side: a strip for each, and what its sitting and its breaks came to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Static

from coretui.domain.habits.habit import DayFacts
from coretui.i18n import _
from coretui.tui.widgets.daystrip import DayStrip, HourScale, Piece, hours_of
from coretui.tui.widgets.panel import Panel
from coretui.tui.widgets.sentence import put
from coretui.words.time import minutes, weekday

ALL_SUMS, MOST_SUMS = 72, 50
"""Columns from which a day's strip has its longest stretch and its breaks beside it, and only its breaks."""


class StripDay(NamedTuple):
    """What the panel shows of one day: its facts, and the blocks of its strip."""

    facts: DayFacts
    pieces: tuple[Piece, ...]


class DaysPanel(Panel):
    """Seven strips that share one scale of hours; how much stands beside them depends on the width."""

    ascii: reactive[bool] = reactive(default=False, repaint=False)

    def compose(self) -> ComposeResult:
        """Yield the title, a strip for each day, and the hours under them."""
        with Horizontal(classes="head"):
            yield Static(id="days-title", classes="title", markup=False)
            yield Static(id="days-columns", classes="aside", markup=False)
        for number in range(7):
            with Horizontal(classes="day"):
                yield Static(id=f"name-{number}", classes="name", markup=False)
                strip = DayStrip(id=f"strip-{number}").data_bind(DaysPanel.ascii)
                strip.compact = True
                yield strip
                yield Static(id=f"sat-{number}", classes="sums", markup=False)
        with Horizontal(classes="day", id="scale"):
            yield Static(classes="name", markup=False)
            yield HourScale()
            yield Static(classes="sums", markup=False)

    def show(self, days: Sequence[StripDay], today: date) -> None:
        """Show the days of a week, as much of each as there is room for."""
        every, most = self.size.width >= ALL_SUMS, self.size.width >= MOST_SUMS
        columns = _("sat · longest · breaks") if every else _("sat · breaks") if most else ""
        put(self.query_one("#days-title", Static), _("SITTING, BREAKS, AWAY"))
        put(self.query_one("#days-columns", Static), columns)
        hours = hours_of([piece for day in days for piece in day.pieces])
        self.query_one(HourScale).hours = hours
        for number, day in enumerate(days):
            strip = self.query_one(f"#strip-{number}", DayStrip)
            strip.hours, strip.pieces = hours, day.pieces
            sums = _sums(day.facts, longest=every, breaks=most)
            to_come = day.facts.date > today
            put(self.query_one(f"#name-{number}", Static), weekday(day.facts.date))
            put(self.query_one(f"#sat-{number}", Static), sums or ("" if to_come else "–"))
        for place in self.query(".sums"):
            place.styles.width = 26 if every else 17 if most else 9


def _sums(facts: DayFacts, *, longest: bool, breaks: bool) -> str:
    """Write what a day came to in columns, empty for one without sitting."""
    if facts.sitting_seconds < 60:
        return ""
    sums = f"{minutes(facts.sitting_seconds):>7}"
    if longest:
        sums += f"  {minutes(facts.longest_seconds):>7}"
    if breaks:
        kept = f"{facts.breaks_kept}/{facts.breaks_due}" if facts.breaks_due else "–"
        sums += f"  {kept:>5}"
    return sums
