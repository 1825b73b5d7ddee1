"""Week: the habits of seven days, sitting and breaks for each, and the weeks before."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Static

from coretui import breaths
from coretui.domain.days import day_begins
from coretui.domain.overview import WeekView
from coretui.domain.weeks import Week, week_of
from coretui.errors import NotNowError
from coretui.i18n import N_, _
from coretui.screens.page import Page
from coretui.screens.sheets import week_sheet
from coretui.screens.today import pieces
from coretui.store.reading import tension
from coretui.store.records import tick, untick
from coretui.telling import MOVEMENTS, fitting, proof, week_sentences
from coretui.widgets.daystrip import DayStrip, HourScale, hours_of
from coretui.widgets.weekgrid import WeekGrid
from coretui.wording import minutes, short_date, week_span, weekday
from coretui.workplace import Workplace

WIDE_ENOUGH = 76
"""Columns from which a day shows its longest stretch and its breaks beside its sitting."""


class WeekScreen(Page):
    """One week at a time; past days can be ticked."""

    MODE = "week"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", N_("tick"), tooltip=N_("Tick or untick the habit on that day")),
        Binding("left_square_bracket", "turn(-1)", N_("week before"), key_display="["),
        Binding("right_square_bracket", "turn(1)", N_("week after"), key_display="]"),
        Binding("t", "today", N_("today"), tooltip=N_("Back to this week")),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._week: Week | None = None
        self._view: WeekView | None = None

    def body(self) -> ComposeResult:
        """Yield the panels."""
        with Container(id="weeks"):
            with Horizontal(id="top"):
                yield Static(id="which", markup=False)
                yield Static(id="sentence", markup=False)
            with Vertical(id="habits", classes="panel"):
                yield WeekGrid()
                yield Static(id="variety", markup=False)
            with Vertical(id="days", classes="panel"):
                with Horizontal(classes="head"):
                    yield Static(id="days-title", classes="title", markup=False)
                    yield Static(id="days-columns", classes="aside", markup=False)
                for number in range(7):
                    with Horizontal(classes="day"):
                        yield Static(id=f"name-{number}", classes="name", markup=False)
                        yield DayStrip(id=f"strip-{number}")
                        yield Static(id=f"sat-{number}", classes="sums", markup=False)
                with Horizontal(classes="day", id="scale"):
                    yield Static(classes="name", markup=False)
                    yield HourScale()
                    yield Static(classes="sums", markup=False)

    def on_mount(self) -> None:
        """Put the cursor on today."""
        grid = self.query_one(WeekGrid)
        grid.ascii = self.workplace.ascii
        for strip in self.query(DayStrip):
            strip.compact, strip.ascii = True, self.workplace.ascii
        super().on_mount()
        grid.day = (self.workplace.today - self.week.first).days
        grid.focus()

    @property
    def week(self) -> Week:
        """The week that is shown."""
        return self._week or week_of(self.workplace.today, self.workplace.settings.week_start)

    # what is shown

    def reload(self) -> None:
        """Show the week."""
        workplace = self.workplace
        overviews = workplace.overviews()
        week = self.week
        seen = self._view = overviews.week(week)
        today = workplace.today
        number = week.name.split("-W")[1]
        self.query_one("#which", Static).update(
            _("Week {n}").format(n=int(number)) + f"   {week_span(week.first, week.last)}"
        )
        before = overviews.week(week.shift(-1))
        room = self.size.width - len(str(self.query_one("#which", Static).content)) - 8
        self.query_one("#sentence", Static).update(fitting(week_sentences(seen, before), room))
        self.query_one(WeekGrid).sheet = week_sheet(seen, today, _("HABITS"))
        kinds = ", ".join(_(MOVEMENTS.get(kind, kind)) for kind in seen.variety)
        felt = tension(workplace.store.db.conn, week.first, week.last)
        said = [_("Moved: {kinds}").format(kinds=kinds) if kinds else "", breaths.tension(*felt) if felt else ""]
        self.query_one("#variety", Static).update("  ·  ".join(one for one in said if one))
        self.query_one("#days-title", Static).update(_("SITTING, BREAKS, AWAY"))
        self.query_one("#days-columns", Static).update(_("sat · longest · breaks"))
        self._show_days(seen)

    def _show_days(self, seen: WeekView) -> None:
        workplace = self.workplace
        overviews, start = workplace.overviews(), workplace.settings.day_start
        zone, interval = workplace.clocks.zone, workplace.settings.policy.interval
        strips = []
        for day in seen.week.days:
            midnight = day_begins(day, start, zone) - start
            strips.append(pieces(overviews.spans(day, day), midnight, start, interval))
        hours = hours_of([piece for pieces_ in strips for piece in pieces_])
        self.query_one(HourScale).hours = hours
        for number, (facts, pieces_) in enumerate(zip(seen.days, strips, strict=True)):
            self.query_one(f"#name-{number}", Static).update(weekday(facts.date))
            strip = self.query_one(f"#strip-{number}", DayStrip)
            strip.hours, strip.pieces = hours, pieces_
            sums = "–"
            if facts.sitting_seconds >= 60:
                breaks = f"{facts.breaks_kept}/{facts.breaks_due}"
                sums = f"{minutes(facts.sitting_seconds):>7}"
                if self.size.width >= WIDE_ENOUGH:
                    sums += f"  {minutes(facts.longest_seconds):>7}  {breaks:>5}"
            self.query_one(f"#sat-{number}", Static).update(sums)

    # what is done

    def action_turn(self, weeks: int) -> None:
        """Turn to another week, not to one that is still to come."""
        turned = self.week.shift(weeks)
        if turned.first <= self.workplace.today:
            self._week = turned
            self.reload()

    def action_today(self) -> None:
        """Turn to this week, and to today in it."""
        self._week = None
        self.query_one(WeekGrid).day = (self.workplace.today - self.week.first).days
        self.reload()

    def action_tick(self) -> None:
        """Tick the habit on the day under the cursor, or take the tick back."""
        grid, seen, workplace = self.query_one(WeekGrid), self._view, self.workplace
        if seen is None or not seen.habits:
            return
        one = seen.habits[grid.line]
        day = seen.week.first + timedelta(days=grid.day)

        def turn() -> None:
            if day > workplace.today:
                raise NotNowError(_("{day} is still to come.").format(day=short_date(day)))
            if not one.done[grid.day]:
                tick(workplace.store, one.habit.id, day, workplace.now)
            elif not untick(workplace.store, one.habit.id, day, workplace.now):
                name = grid.sheet.lines[grid.line].name
                words = {"habit": name, "day": short_date(day), "proof": proof(one.habit.id, seen.days[grid.day])}
                raise NotNowError(_("{habit} stays done on {day}: {proof}.").format(**words))

        self.attempt(turn)
