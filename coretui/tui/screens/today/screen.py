"""Today: the chair, the day so far, the checklist, the week at a glance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Container, Vertical
from textual.widgets import Static

from coretui.catalogue import load_with_own
from coretui.catalogue.figures import figure_of
from coretui.domain.chair.spans import Span, over_budget
from coretui.domain.chair.state import Body
from coretui.domain.chair.view import ChairState, View
from coretui.domain.days import Instant, day_begins
from coretui.domain.exercises.catalogue import Exercise
from coretui.domain.habits.habit import DayFacts
from coretui.domain.habits.overview import DayView, WeekView
from coretui.domain.posture.notes import Moment, PostureNote
from coretui.figures.figure import Figure
from coretui.i18n import N_, _
from coretui.services import posture
from coretui.services.comeback import Gap, gap, rest
from coretui.services.movements import in_words, movement_of_the_break
from coretui.services.overviews import read_days
from coretui.services.posture import Noted, PostureQuestion
from coretui.services.ticks import turn
from coretui.services.workplace import Workplace
from coretui.store import corrections
from coretui.store.timeoff import flare_since, flaring
from coretui.tui.screens.care.flare import FlareScreen
from coretui.tui.screens.care.pain import note_back
from coretui.tui.screens.care.selfcheck import SelfCheckScreen
from coretui.tui.screens.page import Page, asks
from coretui.tui.screens.presenters import note_marks, pieces, week_sheet
from coretui.tui.screens.today import questions
from coretui.tui.screens.today.chair_keys import ChairKeys
from coretui.tui.screens.today.chair_panel import ASKED_FOR, ChairNow, ChairPanel
from coretui.tui.screens.today.day_panel import DayPanel
from coretui.tui.screens.today.lifting import lift
from coretui.tui.screens.today.line import BETWEEN, TodayLine
from coretui.tui.screens.today.list_panel import ListPanel
from coretui.tui.screens.today.welcome import welcome
from coretui.tui.widgets.rows import Rows
from coretui.tui.widgets.weekgrid import WeekGrid
from coretui.words.chair import past_budget
from coretui.words.habits import kept_up, stays_done
from coretui.words.notices import health, idle_source, sat_anyway
from coretui.words.posture import noted
from coretui.words.weeks import how_it_went


class TodayScreen(ChairKeys):
    """The screen that stays open all day."""

    MODE = "today"
    CSS_PATH = "today.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "sat_anyway", N_("sat anyway"), show=False, tooltip=N_("Say that you sat while away")),
        Binding("v", "rest_gap", N_("time off"), show=False, tooltip=N_("Count the weeks away as time off")),
        Binding(
            "o", "posture", N_("how you sit"), show=False, tooltip=N_("Note how you were sitting, just before")
        ),
        Binding(
            "escape", "not_now", N_("not now"), show=False, tooltip=N_("Leave the question about how you sat")
        ),
        Binding("r", "back_pain", N_("back pain"), show=False, tooltip=N_("Note how your back is today, 0 to 10")),
        Binding("c", "self_check", N_("self-check"), show=False, tooltip=N_("Answer the weekly self-check")),
        Binding("space", "tick", N_("tick"), tooltip=N_("Tick or untick the habit")),
        Binding(
            "exclamation_mark", "flare", N_("flare-up"), key_display="!", tooltip=N_("Pause targets in a flare-up")
        ),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._keys_for: tuple[ChairState, Body, bool, bool, bool] | None = None
        self._absences: list[corrections.StoredAbsence] = []
        self._movement: Exercise | None = None
        self._gap: Gap | None = None
        self._flare: date | None = None
        self._question: PostureQuestion | None = None

    def body(self) -> ComposeResult:
        """Yield the panels, and above them a word to who comes back."""
        yield Static(id="welcome", classes="-empty", markup=False)
        with Container(id="today"):
            yield ChairPanel(id="chair", classes="panel").data_bind(Page.ascii)
            yield ListPanel(id="list", classes="panel").data_bind(Page.ascii)
            yield DayPanel(id="day", classes="panel").data_bind(Page.ascii)
            with Vertical(id="week", classes="panel"):
                yield WeekGrid(id="grid").data_bind(Page.ascii)
            yield TodayLine(id="line", markup=False)

    def begin(self) -> None:
        """Give the checklist the keys."""
        super().begin()
        self.query_one("#grid", WeekGrid).can_focus = False
        self.query_one(Rows).focus()
        # The list was shown before what stands above it was as tall as it is: begin with the chair.
        self.call_after_refresh(self.query_one("#today").scroll_home, animate=False)

    # what is shown

    def tick(self, now: Instant) -> None:
        """Show the chair."""
        workplace = self.workplace
        seen = workplace.keeper.view()
        movement = self._movement if seen.state is ChairState.BREAK else None
        self.query_one(ChairPanel).show(
            ChairNow(
                seen=seen,
                wall=now.wall,
                zone=workplace.clocks.zone,
                then=self._then(seen),
                notices=self._notices(),
                figure=self._figure(movement) if movement else None,
                look=workplace.figures,
                clock=None if workplace.still else workplace.clocks.monotonic,
            )
        )
        asked = self._asks_about_absence(seen), self._question is not None
        keys_for = (seen.state, seen.body, seen.snoozed, *asked)
        if keys_for != self._keys_for:
            self._keys_for = keys_for
            self.refresh_bindings()

    def reload(self) -> None:
        """Show the day and the week."""
        workplace = self.workplace
        if self.focused is None:
            self.query_one(Rows).focus()  # there was no room for it before
        overviews, today = workplace.overviews(), workplace.today
        self._gap = gap(workplace)
        with workplace.store.reading():
            self._absences = corrections.absences(workplace.store, today)
            self._flare = flare_since(workplace.store) if flaring(workplace.store, today) else None
            self._movement = movement_of_the_break(workplace)
            day = overviews.day(today)
            week = overviews.week_of_today()
            spans = overviews.spans(today, today)
            self._question = posture.standing(workplace)
            notes = posture.notes(workplace.desk, today, today)
        above = welcome(self._gap, self._flare, today, self.size.width)
        self.say("welcome", above)
        self.query_one("#today").set_class(bool(above), "-back")
        went = self._how_it_went(week)
        enough = workplace.settings.policy.break_length / 2
        kept = "" if went else BETWEEN.join(kept_up(day))
        unsaved = workplace.waiting.habits_on(today)
        panel = self.query_one(ListPanel)
        panel.show(day, kept, enough=enough, flaring=self._flare is not None, unsaved=unsaved)
        self._show_day(day, spans, notes)
        self.query_one("#grid", WeekGrid).sheet = week_sheet(week, today, _("THIS WEEK"))
        self._show_line(day.facts, week, went)
        self.call_after_refresh(lift, self)

    def _show_line(self, facts: DayFacts, week: WeekView, went: tuple[tuple[str, ...], ...]) -> None:
        """Show below what matters most: a question, then what was sat against what was wanted, then the week."""
        line, columns = self.query_one(TodayLine), self.size.width - 4
        sat, budget = facts.sitting_seconds, self.workplace.settings.chair.day
        over = over_budget(sat, budget)
        if self._question:
            line.ask(self._question.left, columns)
        elif over:
            line.tell(past_budget(sat, budget))
        else:
            line.show_week(week, went, columns)
        self.set_class(bool(self._question or over or went), "-told")

    @property
    def has_line(self) -> bool:
        """Whether there is room for what stands below all else, so that a question would be seen."""
        return self._ready and not any(self.has_class(size) for size in ("-tiny", "-flat", "-strip"))

    def _how_it_went(self, week: WeekView) -> tuple[tuple[str, ...], ...]:
        """Return how the week went, on its last working day; nothing on any other."""
        workplace = self.workplace
        if workplace.today != workplace.settings.hours.last_working_day(week.week.first):
            return ()
        earlier = week.week.shift(-1)
        return how_it_went(week, read_days(workplace.overviews(), earlier.first, earlier.last))

    def _show_day(self, day: DayView, spans: tuple[Span, ...], notes: tuple[PostureNote, ...]) -> None:
        workplace = self.workplace
        start, zone = workplace.settings.days.start, workplace.clocks.zone
        midnight = day_begins(workplace.today, start, zone) - start
        blocks = pieces(spans, workplace.today, start, workplace.settings.policy.interval, zone)
        wanted = bool(notes) or any(one.habit.id == posture.HABIT for one in day.habits)
        marks = note_marks(notes, ascii=workplace.ascii) if wanted else None
        self.query_one("#today").set_class(wanted, "-noted")
        self.set_class(wanted, "-noticing")
        self.query_one(DayPanel).show(day.facts, blocks, marks, int((workplace.now.wall - midnight) // 60))

    def _then(self, seen: View) -> str:
        """Say what to do next, or ask about the absence that has just ended."""
        if self._asks_about_absence(seen):
            return sat_anyway(self._absences[0].seconds)
        if self._movement and (seen.body is Body.BREAK or seen.state is ChairState.DUE):
            return in_words(self._movement)
        if seen.state is ChairState.SITTING:
            if self._flare:
                return _("Your back is playing up: walk a little, or breathe.")
            return _("Straighten your hips or walk a little.")
        return _("Sitting time does count. p resumes reminders.") if seen.state is ChairState.HELD else ""

    def _notices(self) -> str:
        workplace = self.workplace
        keeper = workplace.keeper
        if not keeper.keeping:
            nobody = keeper.store.only_read and not keeper.lock.taken  # as the sentence above says
            return "" if nobody else _("Another coretui is already tracking.")
        wanted = workplace.settings.notices.channels
        told = health(str(workplace.notifier.health)) if wanted else _("notices only in the app")
        return f"{idle_source(keeper.view().source)} · {told}"

    def _figure(self, movement: Exercise) -> Figure | None:
        return figure_of(load_with_own(self.workplace.home.exercises)[0], movement.id, ball=False)

    # what is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is something to answer to."""
        if action == "sat_anyway":
            return bool(self._absences)
        if action == "rest_gap":
            return self._gap is not None
        if action == "not_now":
            return self._question is not None
        return super().check_action(action, parameters)

    @asks
    async def action_sat_anyway(self) -> None:
        """Turn an absence into sitting: the one that has just ended, else one that is chosen."""
        chosen: str | None = self._absences[0].id
        if not self._just_back() or len(self._absences) > 1:
            chosen = await questions.which_absence(self.app, self._absences)
        if chosen is None:
            return
        workplace = self.workplace

        def correct() -> None:
            corrections.sat_anyway(workplace.store, chosen, workplace.now, workplace.settings.policy)
            workplace.keeper.reload()

        self.record(correct)

    def _just_back(self) -> bool:
        """Tell whether the last absence ended a moment ago and is to be asked about."""
        if not self._absences or self.workplace.settings.chair.absence != "ask":
            return False
        last = self._absences[0]
        return self.workplace.now.wall - (last.start + last.seconds) < ASKED_FOR

    def _asks_about_absence(self, seen: View) -> bool:
        """Tell whether "sat anyway?" stands on the screen now."""
        return seen.body is Body.SITTING and self._just_back()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that act now; the one that answers what stands on the screen comes first."""
        found = super().active_bindings
        asked = {"sat_anyway"} if self._asks_about_absence(self.workplace.keeper.view()) else set[str]()
        asked |= {"rest_gap"} if self._gap else set()
        asked |= {"posture"} if self._question else set()
        first = {key: one for key, one in found.items() if one.binding.action in asked}
        shown = {key: one._replace(binding=replace(one.binding, show=True)) for key, one in first.items()}
        return {**shown, **{key: one for key, one in found.items() if key not in shown}}

    def action_rest_gap(self) -> None:
        """Let the weeks away be time off."""
        if away := self._gap:
            self.record(lambda: rest(self.workplace, away))

    @asks
    async def action_posture(self) -> None:
        """Ask how somebody sat, and note it; left open, it is not now."""
        workplace, question = self.workplace, self._question
        moment = posture.moment(workplace, question)
        workplace.answering = question.id if question else ""
        try:
            before = moment is not Moment.OWN
            chosen = await questions.how_you_sat(self.app, before=before, ascii=workplace.ascii)
        finally:
            workplace.answering = ""
        if chosen is None:
            self._leave_question(question)
            return
        made: list[Noted] = []
        if self.attempt(lambda: made.append(posture.note(workplace.desk, chosen, moment, question=question))):
            said = noted(made[0].note, made[0].count, made[0].goal)
            self._tell_step(_("{step}. Press u to undo.").format(step=said.rstrip(".")))

    def action_not_now(self) -> None:
        """Leave the question that stands."""
        self._leave_question(self._question)

    def _leave_question(self, question: PostureQuestion | None) -> None:
        if question is None:
            return
        said: list[str] = []
        self.attempt(lambda: said.append(posture.not_now(self.workplace.desk, question.id)))
        for sentence in filter(None, said):
            self.app.notify(sentence)

    @asks
    async def action_back_pain(self) -> None:
        """Note how the back is."""
        await note_back(self)

    def action_self_check(self) -> None:
        """Make a self-check."""
        self.app.push_screen(SelfCheckScreen(self.workplace))

    def action_flare(self) -> None:
        """Show the red flags and what is easy enough, and let targets rest."""
        self.app.push_screen(FlareScreen(self.workplace))

    def action_tick(self) -> None:
        """Tick the selected habit, or take the tick back."""
        panel = self.query_one(ListPanel)
        one, facts = panel.habit, panel.facts
        if one is None or facts is None:
            return
        workplace, today = self.workplace, self.workplace.today
        because = stays_done(one.habit, facts, today) if one.evidence.done else ""
        self.attempt(lambda: turn(workplace.store, one.habit, today, workplace.now, done_because=because))

    @on(Rows.Selected)
    def follow_cursor(self) -> None:
        """Keep the keys in step with the selected row; the first and the last one show what stands beyond them."""
        self.refresh_bindings()
        rows, today = self.query_one(Rows), self.query_one("#today")
        if rows.cursor == 0:
            today.scroll_home(animate=False)
        elif rows.cursor == len(rows.rows) - 1:
            today.scroll_end(animate=False)
