"""Today's habits: the checklist, what counts for the one under the cursor, and how the week goes."""

from __future__ import annotations

from collections.abc import Mapping, Set

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widgets import Static

from coretui.domain.habits.habit import DayFacts
from coretui.domain.habits.overview import DayView, HabitDay
from coretui.i18n import _
from coretui.tui.screens.presenters import habit_mark
from coretui.tui.widgets.rows import Row, Rows, RowsPane
from coretui.tui.widgets.sentence import put
from coretui.words.habits import habit_amount, named, what_counts


class ListPanel(Vertical):
    """The checklist of a day."""

    ascii: reactive[bool] = reactive(default=False, repaint=False)

    facts: DayFacts | None = None
    _habits: Mapping[str, HabitDay] = {}
    _enough = 0.0
    _flaring = False

    def compose(self) -> ComposeResult:
        """Yield the title with how many are done, the rows, what counts, and what was kept up."""
        with Horizontal(classes="head"):
            yield Static(id="list-title", classes="title", markup=False)
            yield Static(id="count", classes="aside", markup=False)
        with RowsPane():
            yield Rows(id="habits").data_bind(ListPanel.ascii)
        yield Static(id="counts", markup=False)
        yield Static(id="streaks", markup=False)

    def show(
        self, day: DayView, said: str, *, enough: float, flaring: bool, unsaved: Set[str] = frozenset()
    ) -> None:
        """Show a day; `said` is what is to be said of the week.

        `enough` are the seconds on one's feet that keep a break; `flaring` says that the back plays up,
        `unsaved` are the ids of habits of which something waits to be saved.
        """
        self._habits = {one.habit.id: one for one in day.habits}
        self.facts, self._enough, self._flaring = day.facts, enough, flaring
        done = sum(one.evidence.done for one in day.habits)
        put(self.query_one("#list-title", Static), _("TODAY"))
        put(self.query_one("#count", Static), _("{n} of {target} done").format(n=done, target=len(day.habits)))
        self.query_one(Rows).rows = tuple(
            Row(
                id=one.habit.id,
                mark=habit_mark(one),
                text=named(one.habit),
                right=_("not saved yet") if one.habit.id in unsaved else habit_amount(one, day.facts),
                quiet=one.evidence.done,
                role="due" if one.habit.id in unsaved else "muted",
            )
            for one in day.habits
        )
        put(self.query_one("#streaks", Static), said)
        self.follow_cursor()

    @property
    def habit(self) -> HabitDay | None:
        """The habit under the cursor."""
        row = self.query_one(Rows).current
        return self._habits.get(row.id) if row else None

    @on(Rows.Selected)
    def follow_cursor(self) -> None:
        """Say what counts for the habit under the cursor."""
        one, said = self.habit, ""
        if one and self.facts:
            said = what_counts(one, self.facts, enough=self._enough, flaring=self._flaring)
        put(self.query_one("#counts", Static), said)
