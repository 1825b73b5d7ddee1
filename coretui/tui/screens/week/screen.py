"""Week: the habits of seven days, sitting and breaks for each, what else was counted, and the weeks before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from coretui.domain.habits.overview import HabitWeek, WeekRead, WeekView
from coretui.domain.habits.schedules import Week, week_of
from coretui.domain.posture.notes import changed
from coretui.errors import NotNowError
from coretui.i18n import N_, _
from coretui.parsing.days import typed_day
from coretui.services.overviews import read_week
from coretui.services.ticks import turn
from coretui.services.workplace import Workplace
from coretui.store import notes
from coretui.tui.dialogs.line import LineDialog
from coretui.tui.screens.page import Page, asks
from coretui.tui.screens.presenters import grid_sheet, pieces
from coretui.tui.screens.week.counted import BackupLine, CountedPanel
from coretui.tui.screens.week.days import DaysPanel, StripDay
from coretui.tui.screens.week.edit import edit_habit
from coretui.tui.screens.week.turns import TURNS, WeekTurn
from coretui.tui.screens.week.year import YearScreen
from coretui.tui.widgets.daystrip import Piece
from coretui.tui.widgets.panel import Panel
from coretui.tui.widgets.plots import PairBars
from coretui.tui.widgets.weekgrid import NOTE, WeekGrid
from coretui.words.columns import fitting, width
from coretui.words.habits import habit_name, stays_done
from coretui.words.posture import changes, changes_in_short, noticed
from coretui.words.time import short_date, week_span
from coretui.words.weeks import amount_on, habit_on, numbers, stretches, week_sentences

POSTURE = 1
"""The turn of the lower panel that shows how somebody sat."""
APART = 76
"""Columns under which the sentences stand below the name of the week."""


class WeekScreen(Page):
    """One week at a time; past days can be ticked and written about."""

    MODE = "week"
    CSS_PATH = "week.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "insights", N_("together"), tooltip=N_("What goes together with your back pain")),
        Binding("space", "tick", N_("tick"), tooltip=N_("Tick or untick the habit on that day")),
        Binding("n", "note", N_("note"), tooltip=N_("Write something about that day")),
        Binding("e", "edit", N_("edit habit"), tooltip=N_("Its name, goal, days and place; or stop it")),
        Binding("o", "turn_panel", N_("panel"), tooltip=N_("Sitting and breaks; how you sat; when you sit long")),
        Binding("y", "year", N_("year"), tooltip=N_("The whole year, and twelve weeks")),
        Binding(
            "left_square_bracket", "turn(-1)", N_("week"), key_display="[ ]", tooltip=N_("The week before")
        ),
        Binding(
            "right_square_bracket", "turn(1)", N_("week after"), key_display="]", show=False,
            tooltip=N_("The week after"),
        ),
        Binding("g", "go_to", N_("date"), tooltip=N_("Go to a day")),
        Binding("t", "today", N_("today"), tooltip=N_("Back to this week")),
        Binding("b", "app.backups", N_("backups"), tooltip=N_("The backups, and going back to one")),
    ]  # fmt: skip

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._week: Week | None = None
        self._read: WeekRead | None = None
        self._turned = 0

    def body(self) -> ComposeResult:
        """Yield the panels."""
        from coretui.tui.screens.week.hours import HoursPanel  # noqa: PLC0415 - Week is not what is shown first
        from coretui.tui.screens.week.posture import PosturePanel  # noqa: PLC0415

        with Horizontal(id="top"):
            yield Static(id="which", markup=False)
            yield Static(id="sentence", markup=False)
        with Container(id="weeks"):
            with Container(id="panels"):
                with Vertical(id="habits", classes="panel"):
                    yield WeekGrid().data_bind(Page.ascii)
                    yield Static(id="under", markup=False)
                    yield Static(id="note", markup=False)
                yield DaysPanel(id="days", classes="panel").data_bind(Page.ascii)
                with Vertical(id="longest", classes="panel"):
                    with Horizontal(classes="head"):
                        yield Static(id="longest-title", classes="title", markup=False)
                        yield Static(id="longest-legend", classes="aside", markup=False)
                    yield PairBars().data_bind(Page.ascii)
                yield PosturePanel(id="posture", classes="panel").data_bind(Page.ascii)
                yield HoursPanel(id="hours", classes="panel").data_bind(Page.ascii)
                yield CountedPanel(id="counted", classes="panel")
            yield BackupLine(markup=False)

    def begin(self) -> None:
        """Put the cursor on today."""
        super().begin()
        grid = self.query_one(WeekGrid)
        grid.day = (self.workplace.today - self.week.first).days
        grid.focus()

    @property
    def week(self) -> Week:
        """The week that is shown."""
        return self._week or week_of(self.workplace.today, self.workplace.settings.days.week_start)

    @property
    def day(self) -> date:
        """The day under the cursor."""
        return self.week.first + timedelta(days=self.query_one(WeekGrid).day)

    @property
    def habit(self) -> HabitWeek | None:
        """The habit under the cursor."""
        line = self.query_one(WeekGrid).line
        habits = self._read.seen.habits if self._read else ()
        return habits[line] if line < len(habits) else None

    # what is shown

    def reload(self) -> None:
        """Show the week."""
        workplace, week, today = self.workplace, self.week, self.workplace.today
        read = self._read = read_week(workplace.overviews(), week)
        self.query_one(BackupLine).tell(workplace)
        self._show_top_line()
        grid = self.query_one(WeekGrid)
        rows = numbers(read, today)
        grid.airy = self.size.width >= 140 and self.size.height >= 36
        grid.sheet = grid_sheet(read, rows, today)
        self._show_days(read.seen)
        self._show_longest(read)
        self._show_turn()
        counted, beside = self.query_one(CountedPanel), self.size.width >= 140
        counted.show(replace(grid.sheet, title=_("IN NUMBERS"), target=_("week")), rows, beside=beside)
        counted.tell(read, running=today in week)
        self._show_under()

    def _show_top_line(self) -> None:
        """Name the week, with its year if that is another one, and say a thing or two about it."""
        read, week, today = self._read, self.week, self.workplace.today
        if read is None:
            return
        before = WeekView(week.shift(-1), read.before, (), ())
        said = week_sentences(read.seen, before, today) or [_nothing_in(week, today)]
        about = self._turned == POSTURE or (self.habit is not None and self.habit.habit.id == "posture")
        sat = changed(read.postures if about else ())
        said = [changes_in_short(sat), *said] if sat.of else said
        name = _("Week {n}").format(n=int(week.name[-2:]))
        span = week_span(week.first, week.last, today)
        apart = self.size.width < APART
        room = self.size.width - (4 if apart else len(name) + len(span) + 10)
        if len(" ".join(said)) > room and not apart:
            span = week_span(week.first, week.last, today, short=True)
            room = self.size.width - len(name) - len(span) - 10
        self.say("which", f"{name}   {span}")
        if sat.of and width(" ".join((changes(sat), *said[1:2]))) <= room:
            said[0] = changes(sat)
        self.say("sentence", fitting([*self.query_one(BackupLine).trouble, *said], room))

    def _show_days(self, seen: WeekView) -> None:
        workplace = self.workplace
        overviews, start = workplace.overviews(), workplace.settings.days.start
        zone, interval = workplace.clocks.zone, workplace.settings.policy.interval

        def strip(day: date) -> tuple[Piece, ...]:
            return pieces(overviews.spans(day, day), day, start, interval, zone)

        days = [StripDay(facts, strip(facts.date)) for facts in seen.days]
        self.query_one(DaysPanel).show(days, workplace.today)

    def _show_longest(self, read: WeekRead) -> None:
        bars, today = self.query_one(PairBars), self.workplace.today
        bars.pairs, bars.here = stretches(read), (today - read.seen.week.first).days
        self.say("longest-title", _("LONGEST SITTING"))
        one, other = ("#", ":") if self.workplace.ascii else ("█", "█")
        parts = ((_("now") + " ", ""), (one, "$sitting"), ("  " + _("before") + " ", ""), (other, "$faint"))
        self.say("longest-legend", Content.assemble(*parts))

    def _show_turn(self) -> None:
        """Show what the lower panel is turned to, in place of the days, and read it only then."""
        turned = tuple(self.query(WeekTurn))
        self.query_one("#panels").set_class(self._turned > 0, "-turned")
        for number, panel in enumerate(turned, 1):
            panel.display = number == self._turned
            if panel.display:
                panel.show_week(self.workplace.overviews(), self.week)

    @on(Panel.Fitted)
    def fit_words(self) -> None:
        """Say as much as the panels have room for, which is known only when they are laid out."""
        if self._read and self._ready:
            self._show_days(self._read.seen)
            self._show_turn()
            self.query_one(CountedPanel).tell(self._read, running=self.workplace.today in self.week)
            self._show_under()

    @on(WeekGrid.Moved)
    def follow_cursor(self) -> None:
        """Tell about the day under the cursor, with the grid in sight."""
        self._show_under()
        self._show_top_line()
        self.query_one("#weeks").scroll_home(animate=False, immediate=True)
        self.query_one(WeekGrid).show_cursor()

    @on(WeekGrid.Beyond)
    def scroll_on(self, event: WeekGrid.Beyond) -> None:
        """Show what is below the habits, or go back up."""
        self.query_one("#weeks").scroll_relative(y=2 * event.lines, animate=False)

    def _show_under(self) -> None:
        read, one = self._read, self.habit
        if read is None or one is None:
            return
        day, number = self.day, self.query_one(WeekGrid).day
        evidence, facts = read.records[one.habit.id].evidence.get(day), read.seen.days[number]
        amount = amount_on(
            one.habit.id, derived=one.habit.derived, evidence=evidence, facts=facts, unit=one.habit.unit
        )
        name = habit_name(one.habit.id, one.habit.name)
        room, today = self.query_one("#under").size.width or self.size.width, self.workplace.today
        if sat := [note for note in read.postures if note.day == day and one.habit.id == "posture"]:
            said = noticed(short_date(day, today), name, one.habit.goal_on(day), sat, room)
        else:
            said = habit_on(short_date(day, today), name, one.marks[number], amount, room, to_come=day > today)
        sign = NOTE[self.workplace.ascii]
        noted = " · ".join(f"{sign} {words}" for words in read.facts.notes.get(day, ()))
        together = len(said) + len(noted) + 3 <= room
        self.say(
            "under",
            Content.assemble((said, "$muted"), ("   " + noted if noted and together else "", "$foreground")),
        )
        self.say("note", "" if together else noted)

    # what is done

    def show_day(self, day: date) -> None:
        """Turn to a day."""
        week = week_of(day, self.workplace.settings.days.week_start)
        self._week = None if self.workplace.today in week else week
        self.query_one(WeekGrid).day = (day - week.first).days
        self.reload()

    def action_turn_panel(self) -> None:
        """Turn the lower panel to what it shows next."""
        self._turned = (self._turned + 1) % len(TURNS)
        self._show_turn()
        self._show_top_line()
        self.refresh_bindings()
        self.call_after_refresh(self._scroll_to_turn)

    def _scroll_to_turn(self) -> None:
        """Have the lower panel in sight down to the last that it shows, where there is room for it."""
        shown = next((panel for panel in self.query(WeekTurn) if panel.display), self.query_one(DaysPanel))
        weeks = self.query_one("#weeks")
        beyond = shown.children[-1].region.bottom - weeks.region.bottom
        weeks.scroll_to(y=max(0, weeks.scroll_offset.y + beyond), animate=False, immediate=True)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that act now; that of the lower panel is called what it turns to."""
        found, name = super().active_bindings, _(TURNS[(self._turned + 1) % len(TURNS)])
        for key, active in found.items():
            if active.binding.action == "turn_panel":
                found[key] = active._replace(binding=replace(active.binding, description=name))
        return found

    def action_turn(self, weeks: int) -> None:
        """Turn to another week, not to one that is still to come."""
        turned = self.week.shift(weeks)
        if turned.first <= self.workplace.today:
            self._week = turned
            self.reload()

    def action_today(self) -> None:
        """Turn to this week, and to today in it."""
        self.show_day(self.workplace.today)

    def action_year(self) -> None:
        """Show the year round this day."""
        one, day = self.habit, min(self.day, self.workplace.today)
        self.app.push_screen(YearScreen(self.workplace, day, one.habit.id if one else "", self.show_day))

    @asks
    async def action_insights(self) -> None:
        """Show what goes together, once somebody wants that."""
        from coretui.tui.screens.week.insights import show_insights  # noqa: PLC0415 - not before it is asked for

        await show_insights(self)

    @asks
    async def action_go_to(self) -> None:
        """Ask for a day, and turn to it."""
        line = await self.app.push_screen_wait(LineDialog(_("Which day?"), _("2026-11-20, yesterday, Monday")))
        if line and line.strip():
            self.attempt(lambda: self.show_day(typed_day(line, self.workplace.today)))

    @asks
    async def action_note(self) -> None:
        """Ask for some words about the day, and keep them."""
        day, workplace = self.day, self.workplace
        if day > workplace.today:
            self.app.notify(
                _("{day} is still to come.").format(day=short_date(day, self.workplace.today)), severity="warning"
            )
            return
        question = _("What do you want to remember about {day}?").format(day=short_date(day, self.workplace.today))
        line = await self.app.push_screen_wait(LineDialog(question, _("new chair, long meeting …")))
        if line and line.strip():
            self.record(lambda: notes.write(workplace.store, notes.Note(line.strip(), day), workplace.now))

    @asks
    async def action_edit(self) -> None:
        """Change the habit under the cursor."""
        if self._read is None or self.habit is None:
            return
        habit = self.habit.habit.id
        everyone = tuple(record.habit for record in self._read.records.values())
        await edit_habit(self, self._read.records[habit].habit, everyone)

    def action_tick(self) -> None:
        """Tick the habit on the day under the cursor, or take the tick back."""
        grid, one, read, workplace = self.query_one(WeekGrid), self.habit, self._read, self.workplace
        if read is None or one is None:
            return
        day, number = self.day, grid.day

        def change() -> None:
            if day > workplace.today:
                raise NotNowError(_("{day} is still to come.").format(day=short_date(day, self.workplace.today)))
            because = stays_done(one.habit, read.seen.days[number], workplace.today) if one.done[number] else ""
            turn(workplace.store, one.habit, day, workplace.now, done_because=because)

        self.attempt(change)


def _nothing_in(week: Week, today: date) -> str:
    """Say that a week has nothing yet, or never had."""
    yet = _("Nothing recorded this week yet: it fills in as you go.")
    return yet if today in week else _("Nothing was recorded this week.")
