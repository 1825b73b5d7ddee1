"""Year: a habit or all of them as a map of days, and what twelve weeks came to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Static

from coretui.domain.habits.overview import Record
from coretui.domain.habits.schedules import week_of
from coretui.domain.habits.streaks import DayMark
from coretui.domain.habits.streaks import streak as judged
from coretui.domain.habits.trends import Columns
from coretui.domain.habits.year import YearDay, months, year_days
from coretui.i18n import N_, _, ngettext
from coretui.services.overviews import read_days
from coretui.services.trends import read_weeks
from coretui.services.workplace import Workplace
from coretui.store import care, posture
from coretui.tui.screens.page import Page
from coretui.tui.screens.subpage import Aside
from coretui.tui.widgets.heat import SHADES, Heat, HeatSheet
from coretui.tui.widgets.marks import mark
from coretui.tui.widgets.plots import Curve, Plot
from coretui.words.columns import fitting, width
from coretui.words.habits import changed, habit_name, run, streak
from coretui.words.journal import capital
from coretui.words.posture import share, short
from coretui.words.time import SHORT_MONTHS, minutes, short_date, weekday
from coretui.words.weeks import a_day, year_day

PLOTS = ("sat", "stretch", "up", "kept", "breathed", "sessions", "back", "changed", "notes")
"""First the chair, then what was done about it, then what was noted: the last are there once anything was."""
APART = 76
"""Columns under which the sentences stand below the name of the habit."""
LEAST = date(2, 1, 1)
"""The earliest day that can be gone to."""


class YearScreen(Aside):
    """A calendar year at a time; the cursor walks through it day by day, into other years too."""

    AUTO_FOCUS = ""
    MODE = "week"
    CSS_PATH = ["week.tcss", "year.tcss"]  # noqa: RUF012 - Textual's
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("open week"), key_display="enter", tooltip=N_("Show the week of this day")),
        Binding("less_than_sign", "habit(-1)", N_("habit"), key_display="< >", tooltip=N_("The habit before")),
        Binding("greater_than_sign", "habit(1)", N_("Next habit"), show=False, tooltip=N_("The next habit")),
        Binding("left_square_bracket", "year(-1)", N_("year"), key_display="[ ]", tooltip=N_("The year before")),
        Binding("right_square_bracket", "year(1)", N_("Year after"), show=False, tooltip=N_("The year after")),
        Binding("t", "today", N_("today"), tooltip=N_("Back to today")),
    ]

    def __init__(self, workplace: Workplace, day: date, habit: str, chosen: Callable[[date], None]) -> None:
        super().__init__(workplace)
        self.day = day
        self._habit = habit
        self._chosen = chosen
        self._records: tuple[Record, ...] = ()
        self._days: dict[date, YearDay] = {}

    def body(self) -> ComposeResult:
        """Yield the map and the plots."""
        with Container(id="year"):
            with Horizontal(id="top"):
                yield Static(id="which", markup=False)
                yield Static(id="sentence", markup=False)
            with Vertical(id="map", classes="panel"):
                yield Heat().data_bind(Page.ascii)
                yield Static(id="under", markup=False)
                yield Static(id="legend", markup=False)
            with Vertical(id="plots-panel", classes="panel"):
                yield Static(id="plots-title", classes="title", markup=False)
                with Container(id="plots"):
                    for name in PLOTS:
                        yield Plot(id=f"plot-{name}").data_bind(Page.ascii)

    def begin(self) -> None:
        """Give the map the keys."""
        super().begin()
        self.query_one(Heat).focus()

    # what is shown

    @property
    def chosen(self) -> tuple[Record, ...]:
        """The habit that is shown, or all of them."""
        return tuple(one for one in self._records if one.habit.id == self._habit) or self._records

    def reload(self) -> None:
        """Read everything, and show it."""
        with self.workplace.store.reading():
            self._records = self.workplace.overviews().records()
            self._show_plots()
            self._show_year()

    def _show_year(self) -> None:
        """Show the year that the cursor is in."""
        workplace, year = self.workplace, self.day.year
        today, start = workplace.today, workplace.settings.days.week_start
        first, last = date(year, 1, 1), date(year, 12, 31)
        records = self.chosen
        self._days = year_days(records, first, last, today, start)
        begin, end = week_of(first, start).first, week_of(last, start).last
        shown = [begin + timedelta(days=n) for n in range((end - begin).days + 1)]
        heat = self.query_one(Heat)
        name = self._called(records)
        self.say("which", f"{year}   {name}")
        room = self.size.width - (4 if self.size.width < APART else width(name) + 16)
        self.say("sentence", fitting(self._sentences(records, year), room))
        fourth = [max(day, first) for day in shown[::7]]
        heat.sheet = HeatSheet(
            first=begin,
            levels=tuple(self._days[day].level if day in self._days else "" for day in shown),
            months=tuple((column, _(SHORT_MONTHS[month - 1])) for column, month in months(fourth)),
            weekdays=tuple(weekday(day) for day in shown[:7]),
        )
        heat.cursor = (self.day - begin).days
        self._show_under()
        self.say("legend", self._legend(several=len(records) > 1))

    def _called(self, records: Sequence[Record]) -> str:
        if len(records) > 1:
            return _("All habits")
        return habit_name(records[0].habit.id, records[0].habit.name) if records else ""

    def _sentences(self, records: Sequence[Record], year: int) -> Iterator[str]:
        whole = sum(day.mark is DayMark.DONE for day in self._days.values())
        if len(records) > 1:
            yield ngettext("All done on {n} day.", "All done on {n} days.", whole).format(n=whole)
            return
        yield ngettext("Done on {n} day.", "Done on {n} days.", whole).format(n=whole)
        workplace = self.workplace
        if records and year == workplace.today.year:
            kept_up = judged(records[0].history, workplace.today, workplace.settings.days.week_start)
            if kept_up.current:
                yield _("{streak} in a row.").format(streak=streak(kept_up.current, kept_up.unit))
            if kept_up.best.length != kept_up.current:
                yield _("Longest: {streak}.").format(streak=run(kept_up.best))
            if kept_up.changed:
                yield changed(kept_up.changed, workplace.today)

    def _legend(self, *, several: bool) -> str:
        plain = self.workplace.ascii
        signs = [mark(name, ascii=plain) for name in ("missed", "rest", "off")]
        tones = "".join(sign[plain] for sign in SHADES.values())
        less = _("{signs} little to all").format(signs=tones)
        words = [
            _("{sign} none") if several else _("{sign} missed"), _("{sign} not due"), _("{sign} time off")
        ]  # fmt: skip
        return "   ".join([less, *(word.format(sign=sign) for word, sign in zip(words, signs, strict=True))])

    def _show_under(self) -> None:
        """Say in words what is under the cursor."""
        day, workplace = self.day, self.workplace
        facts = read_days(workplace.overviews(), day, day)[0]
        pain = care.back_pain(workplace.store, day, day).get(day)
        became, *parts = year_day(self._days.get(day), facts, pain, several=len(self.chosen) > 1)
        sat = posture.notes(workplace.store, day, day) if self._habit == "posture" else ()
        parts = [became, *([", ".join(short(note.posture) for note in sat)] if sat else []), *parts]
        said = fitting(parts, self.size.width - 20, " · ")
        self.say("under", f"{short_date(day, workplace.today)} · {said}")

    # trends

    def _show_plots(self) -> None:
        trends = read_weeks(self.workplace.overviews())
        first, last = (_("week {n}").format(n=int(one.name.split("-W")[1])) for one in (trends.first, trends.last))
        self.say("plots-title", _("TWELVE WEEKS"))

        def plot(
            name: str,
            title: str,
            values: Columns,
            say: Callable[[float], str],
            top: float = 0.0,
            *,
            short: str = "",
            shown: bool = True,
        ) -> None:
            self.query_one(f"#plot-{name}", Plot).display = shown
            now = values[-1]
            most = top or max((value for value in values if value is not None), default=0.0)
            curve = Curve(
                title=title,
                now=say(now) if now else "–",
                values=values,
                ends=(first, last),
                most=say(most) if most else "",
                top=top,
                short=short,
            )
            self.query_one(f"#plot-{name}", Plot).curve = curve

        plot("sat", _("Sitting per day"), trends.sat, minutes, short=_("Sitting"))
        plot("stretch", _("Longest sitting"), trends.stretch, minutes, short=_("Longest"))
        plot("up", _("Got up per day"), trends.up, lambda times: a_day(times, 1), short=_("Got up"))
        plot("kept", _("Breaks kept"), trends.kept, share, 1.0)
        plot("breathed", _("Breathing"), trends.breathed, minutes)
        plot("sessions", _("Sessions"), trends.sessions, lambda count: f"{count:.0f}")
        pain, noted = any(value is not None for value in trends.back), any(trends.notes)
        plot("back", _("Back pain"), trends.back, lambda score: f"{score:.0f}", 10.0, shown=pain)
        changes, notes = _("Sat differently"), _("Notes of posture")
        plot("changed", changes, trends.changed, share, 1.0, short=_("Changed"), shown=noted)
        plot("notes", notes, trends.notes, lambda count: f"{count:.0f}", short=capital(_("notes")), shown=noted)
        self.query_one("#plots").set_class(pain or noted, "-noted")

    # what is done

    @on(Heat.Moved)
    def follow_cursor(self, event: Heat.Moved) -> None:
        """Go to a day, into another year if need be, never past today."""
        self._go(event.day)

    def _go(self, day: date) -> None:
        day = min(max(LEAST, day), self.workplace.today)
        turned = day.year != self.day.year
        self.day = day
        if turned:
            self._show_year()
        else:
            heat = self.query_one(Heat)
            heat.cursor = (day - heat.sheet.first).days
            self._show_under()

    def action_habit(self, by: int) -> None:
        """Show another habit; after the last one comes all of them."""
        names = ["", *(one.habit.id for one in self._records)]
        here = names.index(self._habit) if self._habit in names else 0
        self._habit = names[(here + by) % len(names)]
        self._show_year()

    def action_year(self, by: int) -> None:
        """Go to the same day of another year; 29 February becomes the 28th."""
        year = max(LEAST.year, self.day.year + by)
        if year > self.workplace.today.year:
            return
        leap_day = (self.day.month, self.day.day) == (2, 29)
        self._go(date(year, 2, 28) if leap_day else self.day.replace(year=year))

    def action_today(self) -> None:
        """Go to today."""
        self._go(self.workplace.today)

    def action_choose(self) -> None:
        """Leave, and show the week of this day."""
        self.dismiss()
        self._chosen(self.day)
