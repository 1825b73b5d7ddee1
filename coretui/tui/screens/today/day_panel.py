"""The day so far on Today: a strip of its spans, and what they came to."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Static

from coretui.domain.habits.habit import DayFacts
from coretui.i18n import _
from coretui.tui.widgets.daystrip import DayStrip, NoteMark, Piece
from coretui.tui.widgets.panel import Panel
from coretui.tui.widgets.sentence import put
from coretui.words.columns import fitting
from coretui.words.habits import breaks
from coretui.words.time import minutes

SOON = 5 * 60
"""Seconds of sitting that fill half a cell of the strip, so that there is something to see."""


class DayPanel(Panel):
    """The spans of one day, beside their sums: as many of those as there is room for."""

    ascii: reactive[bool] = reactive(default=False, repaint=False)

    _facts: DayFacts | None = None

    def compose(self) -> ComposeResult:
        """Yield the title with the sums, and the strip."""
        with Horizontal(classes="head"):
            yield Static(id="day-title", classes="title", markup=False)
            yield Static(id="sums", classes="aside", markup=False)
        yield DayStrip(id="strip").data_bind(DayPanel.ascii)

    def show(
        self, facts: DayFacts, pieces: tuple[Piece, ...], notes: tuple[NoteMark, ...] | None, now: int
    ) -> None:
        """Show a day by its facts and the blocks of its strip; `now` is in minutes since its midnight.

        `notes` have a row of their own, None where there is none for them.
        """
        self._facts = facts
        strip = self.query_one(DayStrip)
        strip.pieces, strip.notes, strip.now = pieces, notes, now
        nothing = facts.sitting_seconds < SOON and len(pieces) < 2
        strip.empty = _("Your sitting time and breaks appear here.") if nothing else ""
        put(self.query_one("#day-title", Static), _("YOUR DAY"))
        self.fit_sums()

    @on(Panel.Fitted)
    def fit_sums(self) -> None:
        """Say as much of what the day came to as stands beside its title."""
        facts = self._facts
        if facts is None:
            return
        if self.query_one(DayStrip).empty:
            put(self.query_one("#sums", Static), "")
            return
        said = (
            _("sat {length}").format(length=minutes(facts.sitting_seconds)),
            _("longest {length}").format(length=minutes(facts.longest_seconds)),
            breaks(facts),
        )
        room = self.query_one(DayStrip).size.width - len(_("YOUR DAY")) - 2
        put(self.query_one("#sums", Static), fitting(said, room, " · "))
