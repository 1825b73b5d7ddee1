"""Session: a programme as a checklist of its sets, each on disk when it is ticked."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from coretui import catalogue
from coretui.domain.exercises import Exercise
from coretui.domain.orders import Back, StartSession
from coretui.domain.seat import Body
from coretui.domain.workout import PlannedSet, Progress, Side, Sides, plan
from coretui.i18n import N_, _, language
from coretui.screens.page import Page
from coretui.store import sessions
from coretui.store.sessions import StoredSession
from coretui.telling import dose, next_set, sets_done
from coretui.widgets.rows import Rows
from coretui.widgets.setlist import SetList, SetRow
from coretui.workplace import Workplace

PROGRAMME = "programme"


class SessionScreen(Page):
    """The physician's programme: dose, sets, sides."""

    MODE = "session"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", N_("tick the next set"), tooltip=N_("Tick the next set of this exercise")),
        Binding("enter", "start", N_("start"), key_display="enter", tooltip=N_("Start a session")),
        Binding("enter", "go_on", N_("go on"), key_display="enter", tooltip=N_("Go on where you left")),
        Binding("escape", "leave", N_("later"), tooltip=N_("Leave for now; everything is kept")),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._catalogue = catalogue.load()
        self._session: StoredSession | None = None
        self._progress = Progress(())

    def body(self) -> ComposeResult:
        """Yield the panels."""
        with Container(id="session"):
            with Vertical(id="sets", classes="panel"):
                with Horizontal(classes="head"):
                    yield Static(id="programme", classes="title", markup=False)
                    yield Static(id="nth", classes="aside", markup=False)
                yield Static(id="sides", markup=False)
                yield SetList(id="exercises")
                yield Static(id="progress", markup=False)
                yield Static(id="next", markup=False)
            with VerticalScroll(id="exercise", classes="panel", can_focus=False):
                yield Static(id="name", markup=False)
                yield Static(id="dose", markup=False)
                yield Static(id="side", markup=False)
                yield Static(id="how", markup=False)
                yield Static(id="mind", markup=False)

    def on_mount(self) -> None:
        """Give the checklist the keys."""
        super().on_mount()
        exercises = self.query_one(SetList)
        exercises.ascii = self.workplace.ascii
        exercises.focus()
        if upcoming := self._progress.next():
            self._select(upcoming.exercise)

    # what is shown

    def reload(self) -> None:
        """Show the session that runs, or the one that would begin."""
        workplace = self.workplace
        self._session = sessions.running(workplace.store, workplace.today)
        programme = self._catalogue.programmes[self._session.programme if self._session else PROGRAMME]
        sides, first = self._how()
        self._progress = Progress(
            plan(programme, self._catalogue, sides, first), self._session.done if self._session else frozenset()
        )
        self.query_one("#programme", Static).update(programme.name.in_(language()).upper())
        self.query_one(SetList).rows = tuple(
            self._row(number, entry.exercise_id) for number, entry in enumerate(programme.entries, 1)
        )
        left, right = _("left"), _("right")
        self.query_one("#sides", Static).update(f"{left:<7} {right:<7}")
        overview = workplace.overviews().week_of_today()
        core = next((one.week for one in overview.habits if one.habit.id == "core"), None)
        if core:
            text = _("{n} of {target} this week").format(n=core.count, target=core.target)
            self.query_one("#nth", Static).update(text)
        self._show_progress()
        self._show_exercise()
        self.refresh_bindings()

    def _how(self) -> tuple[Sides, Side]:
        """Return how sides are meant and which comes first: as the session began, else alternating."""
        if self._session:
            return self._session.sides, self._session.first
        before = sessions.latest(self.workplace.store, PROGRAMME)
        first = Side.RIGHT if before and before.first is Side.LEFT else Side.LEFT
        return Sides(self.workplace.settings["session.sides"]), first

    def _row(self, number: int, exercise_id: str) -> SetRow:
        exercise = self._catalogue.exercises[exercise_id]
        sets = [one for one in self._progress.plan if one.exercise == exercise_id]

        def done(side: Side | None) -> tuple[bool, ...]:
            return tuple(one.key in self._progress.done for one in sets if one.side is side)

        return SetRow(
            id=exercise_id,
            mark="",
            text=exercise.name.in_(language()),
            quiet=all(one.key in self._progress.done for one in sets),
            number=number,
            middle=done(None),
            left=done(Side.LEFT),
            right_sets=done(Side.RIGHT),
        )

    def _show_progress(self) -> None:
        progress = self._progress
        self.query_one("#progress", Static).update(sets_done(progress.count, len(progress.plan)))
        upcoming = progress.next()
        text = ""
        if self._session and upcoming:
            text = next_set(self._called(upcoming), upcoming.number, self._side_words(upcoming))
        elif not self._session:
            text = _("enter starts; what you tick is kept at once.")
        self.query_one("#next", Static).update(text)

    def _show_exercise(self) -> None:
        row = self.query_one(SetList).current
        if row is None:
            return
        exercise = self._catalogue.exercises[row.id]
        upcoming = self._progress.next(row.id)
        words = language()
        planned = next(one for one in self._progress.plan if one.exercise == row.id)
        total = sum(one.exercise == row.id for one in self._progress.plan)
        self.query_one("#name", Static).update(exercise.name.in_(words))
        self.query_one("#dose", Static).update(dose(planned.dose, exercise.sides, total))
        self.query_one("#side", Static).update(self._side_words(upcoming) if upcoming else "")
        self.query_one("#how", Static).update(self._how_to(exercise))
        self.query_one("#mind", Static).update("\n".join(exercise.cautions.in_(words)))

    def _how_to(self, exercise: Exercise) -> str:
        words = language()
        support = exercise.support(ball=False)
        lines = [exercise.position.in_(words), support.in_(words) if support else "", ""]
        lines += [f"{n}  {step}" for n, step in enumerate(exercise.steps.in_(words), 1)]
        return "\n".join(line for n, line in enumerate(lines) if line or n == 2)

    def _called(self, planned: PlannedSet) -> str:
        return self._catalogue.exercises[planned.exercise].name.in_(language())

    def _side_words(self, planned: PlannedSet) -> str:
        exercise = self._catalogue.exercises[planned.exercise]
        side = {Side.LEFT: exercise.side_left, Side.RIGHT: exercise.side_right}.get(planned.side or Side.LEFT)
        return side.in_(language()) if planned.side and side else ""

    @on(Rows.Selected)
    def show_exercise(self) -> None:
        """Show the selected exercise."""
        self._show_exercise()

    # what is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer start or going on, whichever it is."""
        inside = self.workplace.keeper.view().body is Body.SESSION
        match action:
            case "start":
                return self._session is None
            case "go_on":
                return self._session is not None and not inside
            case "leave":
                return inside
            case _:
                return super().check_action(action, parameters)

    def action_start(self) -> None:
        """Begin a session: the chair waits from now on."""
        workplace = self.workplace
        sides, first = self._how()

        def begin() -> None:
            planned = len(self._progress.plan)
            day_start = workplace.settings.day_start
            sessions.begin(workplace.store, PROGRAMME, planned, workplace.now, day_start, sides, first)
            workplace.keeper.command(StartSession())

        self.attempt(begin)

    def action_go_on(self) -> None:
        """Go on with the session that was left."""
        if self.attempt(lambda: self.workplace.keeper.command(StartSession())):
            upcoming = self._progress.next()
            if upcoming:
                self._select(upcoming.exercise)

    def action_leave(self) -> None:
        """Leave for now: it is offered again until the day is over."""
        if self.workplace.keeper.view().body is Body.SESSION:
            self.attempt(lambda: self.workplace.keeper.command(Back()))
        self.app.notify(_("Kept as it is: go on with it any time today."))

    def action_tick(self) -> None:
        """Tick the next set of the selected exercise; the first tick begins the session."""
        if self._session is None:
            self.action_start()
        row, session = self.query_one(SetList).current, self._session
        if row is None or session is None:
            return
        upcoming = self._progress.next(row.id)
        if upcoming is None:
            self.app.notify(_("Every set of it is done; u takes the last one back."))
            return
        workplace = self.workplace

        def finish() -> None:
            sessions.finish_set(workplace.store, session.id, upcoming, workplace.now)
            workplace.keeper.command(StartSession())

        if self.attempt(finish):
            self._after(upcoming)

    def _after(self, done: PlannedSet) -> None:
        """Move on when an exercise is done; end the session when all of it is."""
        if self._progress.next(done.exercise) is not None:
            return
        upcoming = self._progress.next()
        if upcoming is not None:
            self._select(upcoming.exercise)
            return
        session, workplace = self._session, self.workplace
        if session is None:
            return

        def end() -> None:
            sessions.end(workplace.store, session.id, workplace.now)
            workplace.keeper.command(Back())

        if self.attempt(end):
            self.app.notify(_("The whole session is done."))

    def _select(self, exercise: str) -> None:
        exercises = self.query_one(SetList)
        for number, row in enumerate(exercises.rows):
            if row.id == exercise:
                exercises.cursor = number
