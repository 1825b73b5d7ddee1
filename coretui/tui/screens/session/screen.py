"""Session: a programme as a checklist of its sets, and the player that leads through them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Static

from coretui import catalogue
from coretui.domain.chair.messages import Back, StartSession
from coretui.domain.chair.state import Body
from coretui.domain.exercises.plan import Plan, PlannedSet, SetProgress
from coretui.domain.exercises.player import Cue
from coretui.errors import CoretuiError
from coretui.figures.figure import FPS
from coretui.i18n import N_, _, language
from coretui.services import session_run as coach
from coretui.services.session_run import Coach
from coretui.services.workplace import Workplace
from coretui.store import care, notes, sessions, timeoff
from coretui.store.records import log_movement
from coretui.store.sessions import Outline, StoredSession
from coretui.tui.dialogs.choice import Choice
from coretui.tui.dialogs.line import LineDialog
from coretui.tui.screens.care.pain import ask_pain
from coretui.tui.screens.page import Page
from coretui.tui.screens.session import closing as aftermath
from coretui.tui.screens.session import questions as asks
from coretui.tui.screens.session.exercise import ExercisePanel
from coretui.tui.screens.session.rows import set_rows
from coretui.tui.screens.session.stage import Stage
from coretui.tui.widgets.rows import Rows
from coretui.tui.widgets.setlist import SetList
from coretui.words import care as caring
from coretui.words import sessions as training
from coretui.words.sessions import next_set, sets_done

FRAMES = FPS
"""Frames a second while a session is led."""


class SessionScreen(Page):
    """A programme done set by set: ticked off, or led by the player."""

    MODE = "session"
    CSS_PATH = "session.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", N_("tick the next set"), tooltip=N_("Tick the next set of this exercise")),
        Binding("space", "pause", N_("pause"), tooltip=N_("Pause, and go on")),
        Binding("enter", "start", N_("start"), key_display="enter", tooltip=N_("Start a session")),
        Binding("enter", "go_on", N_("go on"), key_display="enter", tooltip=N_("Go on where you left")),
        Binding(
            "enter", "done", N_("done"), key_display="enter", tooltip=N_("This set is done; between sets: go on")
        ),
        Binding("left", "back", N_("back"), show=False, priority=True, tooltip=N_("One step back")),
        Binding("right", "forward", N_("forward"), show=False, priority=True, tooltip=N_("One step on")),
        Binding("minus", "lighter", N_("lighter"), key_display="-", tooltip=N_("The lighter neighbour instead")),
        Binding(
            "plus,equals_sign", "heavier", N_("heavier"), key_display="+", tooltip=N_("The heavier neighbour")
        ),
        Binding("s", "instead", N_("something else"), tooltip=N_("Another exercise, or another form of movement")),
        Binding("x", "skip", N_("skip"), tooltip=N_("Leave this set out")),
        Binding("p", "pain", N_("pain"), tooltip=N_("How much it hurts, and what follows")),
        Binding("n", "note", N_("note"), show=False, tooltip=N_("Write something down")),
        Binding("c", "programme", N_("programme"), tooltip=N_("Another programme")),
        Binding("m", "cut", N_("time"), tooltip=N_("Cut it to the time there is")),
        Binding("escape", "leave", N_("leave"), tooltip=N_("Leave for now; everything is kept")),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._catalogue, self._problems = catalogue.load_with_own(workplace.home.exercises)
        self._programme = asks.PRESCRIBED
        self._cut: int | None = None
        self._session: StoredSession | None = None
        self._coach: Coach | None = None
        self._plan: Plan = ()
        self._told = ""
        self._frames: Timer | None = None

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
            yield ExercisePanel(self._catalogue, self.workplace)
            yield Stage(self._catalogue, self.workplace)

    def begin(self) -> None:
        """Give the checklist the keys, and hold the frames until they are needed."""
        self._frames = self.set_interval(1 / FRAMES, self.frame, pause=True)
        super().begin()
        exercises = self.query_one(SetList)
        exercises.ascii = self.workplace.ascii
        exercises.focus()
        if upcoming := self._progress.next():
            self._select(upcoming.exercise)

    # what is shown

    @property
    def _progress(self) -> SetProgress:
        return SetProgress(self._plan, self._session.done if self._session else frozenset())

    def reload(self) -> None:
        """Show the session that runs, or the one that would begin."""
        workplace = self.workplace
        self._session = sessions.running(workplace.store, workplace.today)
        session = self._session
        if session and session.programme in self._catalogue.programmes:
            self._programme = session.programme
        if self._coach and session:
            self._plan = self._coach.plan
        elif session:
            self._plan = coach.plan_of(session, self._catalogue)
        else:
            self._plan = coach.planned(workplace, self._catalogue, self._programme, minutes=self._cut)
        self.say("programme", self._catalogue.programmes[self._programme].name.in_(language()).upper())
        numbers = {
            entry.exercise_id: entry.number for entry in self._catalogue.programmes[self._programme].entries
        }
        self.query_one(SetList).rows = set_rows(self._plan, session, self._catalogue, numbers)
        sided = any(one.side for one in self._plan)
        left, right = _("left"), _("right")
        self.say("sides", f"{left:<7} {right:<7}" if sided else " ")
        core = workplace.overviews().week_of_today().habit("core")
        counts = self._catalogue.programmes[self._programme].counts_as == "core"
        nth = (
            _("{n} of {target} this week").format(n=core.week.count, target=core.week.target)
            if core and counts
            else ""
        )
        self.say("nth", nth)
        self._show_progress()
        self._show_exercise()
        self.set_class(self._coach is not None, "-led")
        self.refresh_bindings()

    def _show_progress(self) -> None:
        progress = self._progress
        said = sets_done(progress.count, progress.total)
        if self._coach is None and self._session is None:
            said = f"{said}  ·  {training.estimated(coach.estimate(self.workplace, self._plan))}"
        elif self._coach:
            said = f"{said}  ·  {training.time_left(self._coach.moment().remaining)}"
        self.say("progress", said)
        upcoming = progress.next()
        text = self._told
        if self._session and upcoming and not self._coach:
            side = training.side_of(self._catalogue, upcoming)
            text = next_set(training.called(self._catalogue, upcoming.exercise), upcoming.number, side)
        elif not self._session and not text:
            text = _("enter leads you through it; space ticks what you do by yourself.")
            if said := self._about_stretches():
                text = f"{text}\n{said}"
        self.say("next", self.query_one(Stage).coming(self._coach.moment()) if self._coach else text)

    def _about_stretches(self) -> str:
        """Say why the stretches of a programme are hidden and what serves instead, or how to stretch."""
        stretches = [
            entry.exercise_id
            for entry in self._catalogue.programmes[self._programme].entries
            if self._catalogue.exercises[entry.exercise_id].stretch
        ]
        if not stretches:
            return ""
        gate = care.stretch_gate(self.workplace.store)
        if gate.stretches:
            return caring.about_stretching(gate)[0]
        instead = self._catalogue.programmes.get("gentle")
        said = caring.gate_in_words(gate)
        return f"{said} {instead.name.in_(language())}: c." if instead else said

    def _show_exercise(self) -> None:
        row = self.query_one(SetList).current
        if row is None:
            return
        sets = [one for one in self._plan if one.origin == row.id]
        upcoming = self._progress.next(sets[-1].exercise)
        self.query_one(ExercisePanel).show(sets, upcoming, self._programme)

    @on(Rows.Selected)
    def show_exercise(self) -> None:
        """Show the selected exercise."""
        self._show_exercise()

    def frame(self) -> None:
        """Show this instant; store what has ended."""
        leading = self._coach
        if leading is None:
            return
        try:
            position = leading.player.index
            self._ring(leading.tick())
        except CoretuiError as error:
            self._pause_timer()
            self.app.notify(str(error), severity="error")
            return
        moment = leading.moment()
        if moment.over:
            self._finish(leading)
            return
        if position != leading.player.index:
            self.changed()
            self._select(leading.plan[leading.player.index].origin)
        if moment.paused:
            self._pause_timer()
            self.refresh_bindings()
        self.query_one(Stage).show(moment)
        self._show_progress()

    def _ring(self, cues: frozenset[Cue]) -> None:
        if cues and self.workplace.settings.session.bells:
            self.app.bell()

    # what is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what makes sense now."""
        inside = self.workplace.keeper.view().body is Body.SESSION
        led = self._coach is not None
        match action:
            case "start":
                return self._session is None
            case "go_on":
                return self._session is not None and not led
            case "tick":
                return not led
            case "pause" | "done" | "back" | "forward" | "instead" | "skip":
                return led
            case "lighter" | "heavier":
                return led and not (action == "heavier" and self._spared)
            case "pain" | "note":
                return self._session is not None
            case "programme" | "cut":
                return self._session is None
            case "leave":
                return inside or led
            case _:
                return super().check_action(action, parameters)

    @property
    def _spared(self) -> bool:
        """Whether nothing heavier is suggested: in a flare-up."""
        return timeoff.flaring(self.workplace.store, self.workplace.today)

    @work(exclusive=True, group="session")
    async def action_start(self) -> None:
        """Begin a session, led; what the leaflet leaves open is asked first, once."""
        going_on, self._cut = await asks.back_again(self, self._catalogue, self._programme, self._cut)
        if not going_on:
            return
        if self._programme == asks.PRESCRIBED and not await asks.how(self, self._catalogue, self._cut):
            return
        if self._begin():
            self._lead()

    def _begin(self) -> bool:
        """Put a session into the store: the chair waits from now on."""
        workplace = self.workplace
        sides, first = coach.sides_of(workplace.settings), coach.next_first(workplace, self._programme)
        self._plan = coach.planned(workplace, self._catalogue, self._programme, minutes=self._cut)
        counts_as = self._catalogue.programmes[self._programme].counts_as
        outline = Outline(self._programme, len(self._plan), sides, first, self._plan, self._cut, counts_as)

        def begin() -> None:
            sessions.begin(workplace.store, outline, workplace.now, workplace.settings.days.start)
            workplace.keeper.command(StartSession())

        self._told = ""
        return self.attempt(begin)

    def _lead(self) -> None:
        """Let the player lead, from the set that comes next."""
        if self._session is None:
            return
        leading = Coach.of(self.workplace, self._catalogue, self._session)
        if leading.player.over:
            self._finish(leading)
            return
        self._coach = leading
        if self.attempt(leading.start):
            self._select(leading.plan[leading.player.index].origin)
            self.query_one(SetList).disabled = True
            self._resume_timer()
            self.frame()

    def action_go_on(self) -> None:
        """Go on with the session that was left."""
        self._lead()

    def action_pause(self) -> None:
        """Pause, or go on."""
        if leading := self._coach:
            if leading.running:
                self._do(leading.pause)
            else:
                self._do(leading.start)
                self._resume_timer()

    def action_done(self) -> None:
        """End the set with what was done; between sets: go on."""
        if leading := self._coach:
            self._do(leading.done if leading.running else leading.start)
            self._resume_timer()

    def action_forward(self) -> None:
        """Go one step on."""
        if self._coach:
            self._do(self._coach.forward)

    def action_back(self) -> None:
        """Go one step back."""
        if self._coach:
            self._do(self._coach.back)

    def action_skip(self) -> None:
        """Leave this set out."""
        if self._coach:
            self._do(self._coach.skip)

    def action_lighter(self) -> None:
        """Take the lighter neighbour."""
        if self._coach and not self._swap(self._coach.lighter):
            self.app.notify(_("There is nothing lighter; s is for something else."))

    def action_heavier(self) -> None:
        """Take the heavier neighbour."""
        if self._coach and not self._swap(self._coach.heavier):
            self.app.notify(_("There is nothing heavier."))

    def _swap(self, swap: Callable[[], bool]) -> bool:
        """Take a neighbour; tell whether there is one."""
        swapped = self.outcome(swap)
        if swapped is not None:
            self._follow()
        return bool(swapped)

    def _do(self, action: Callable[[], object]) -> None:
        """Do something with the player, and show what came of it."""
        if self.attempt(action):
            self._follow()

    def _follow(self) -> None:
        """Show where the player is after what was done."""
        leading = self._coach
        if leading is None:
            return
        if leading.player.over:
            self._finish(leading)
            return
        self._select(leading.plan[leading.player.index].origin)
        self.reload()
        self.frame()

    @work(exclusive=True, group="session")
    async def action_instead(self) -> None:
        """Put something else in the place of this exercise."""
        leading = self._coach
        if leading is None:
            return
        self._do(leading.pause)
        chosen = await asks.instead_of(self, self._catalogue, leading.plan[leading.player.index].exercise)
        if chosen in asks.INSTEAD:
            self._do(lambda: self._move_instead(leading, str(chosen)))
        elif chosen:
            self._do(lambda: leading.another(str(chosen)))

    def _move_instead(self, leading: Coach, kind: str) -> None:
        """Write down another form of movement, and leave the rest of this exercise out."""
        workplace = self.workplace
        log_movement(workplace.store, kind, asks.INSTEAD_MINUTES, workplace.now, workplace.settings.days.start)
        leading.drop()

    @work(exclusive=True, group="session")
    async def action_pain(self) -> None:
        """Ask how much it hurts, and say what follows."""
        if self._session is None:
            return
        if self._coach:
            self._do(self._coach.pause)
        row = self.query_one(SetList).current
        felt = await ask_pain(self, _("How much does it hurt?"))
        if felt is not None:
            aftermath.note_pain(self, self._session.id, self._session.programme, felt, row.id if row else None)

    @work(exclusive=True, group="session")
    async def action_note(self) -> None:
        """Write something down about the exercise."""
        session, row = self._session, self.query_one(SetList).current
        if session is None:
            return
        if self._coach:
            self._do(self._coach.pause)
        words = await self.app.push_screen_wait(
            LineDialog(_("What do you want to remember?"), _("shorter, left first …"))
        )
        if words and words.strip():
            workplace = self.workplace
            note = notes.Note(words.strip(), session.day, session.id, row.id if row else None)
            self.attempt(lambda: notes.write(workplace.store, note, workplace.now))

    @work(exclusive=True, group="session")
    async def action_programme(self) -> None:
        """Choose another programme."""
        if chosen := await asks.which(self, self._catalogue):
            self._programme, self._cut, self._told = chosen, None, ""
            self.reload()

    @work(exclusive=True, group="session")
    async def action_cut(self) -> None:
        """Cut the session to the time there is."""
        line = await self.app.push_screen_wait(
            LineDialog(_("How much time is there? Nothing: all of it."), _("20m"))
        )
        if line is None:
            return

        def cut() -> None:
            self._cut = asks.minutes_of(line)
            self._told = ""
            self.reload()

        self.attempt(cut)

    def action_leave(self) -> None:
        """Leave for now: it is offered again until the day is over."""
        leading, self._coach = self._coach, None
        self._pause_timer()
        self.query_one(SetList).disabled = False
        self.query_one(SetList).focus()
        if leading:
            self.attempt(leading.leave)
        elif self.workplace.keeper.view().body is Body.SESSION:
            self.attempt(lambda: self.workplace.keeper.command(Back()))
        self.reload()
        self.app.notify(_("Kept as it is: go on with it any time today."))

    def action_tick(self) -> None:
        """Tick the next set of the selected exercise; the first tick begins the session."""
        if self._session is None and not self._begin():
            return
        row, session = self.query_one(SetList).current, self._session
        if row is None or session is None:
            return
        open_sets = (one for one in self._plan if one.origin == row.id and one.key not in session.done)
        upcoming = next(open_sets, None)
        if upcoming is None:
            self.app.notify(_("Every set of it is done; u takes the last one back."))
            return
        workplace = self.workplace

        def finish() -> None:
            sessions.finish_set(workplace.store, session.id, upcoming, workplace.now)
            after = SetProgress(self._plan, session.done | {upcoming.key}).next()
            sessions.reach(workplace.store, session.id, self._plan.index(after) if after else len(self._plan))
            workplace.keeper.command(StartSession())

        if self.attempt(finish):
            self._after(upcoming)

    def _after(self, done: PlannedSet) -> None:
        """Move on when an exercise is done; end the session when all of it is."""
        if self._progress.next(done.exercise) is not None:
            return
        if upcoming := self._progress.next():
            self._select(upcoming.origin)
        elif self._session:
            self._finish(Coach.of(self.workplace, self._catalogue, self._session))

    def _finish(self, leading: Coach) -> None:
        """End the session, and ask how it was."""
        self._coach = None
        self._pause_timer()
        self.query_one(SetList).disabled = False
        self.query_one(SetList).focus()
        before = aftermath.last_pain(self.workplace, leading.session)
        if self.attempt(leading.end):
            self._ask_afterwards(leading, before)

    @work(exclusive=True, group="session")
    async def _ask_afterwards(self, leading: Coach, before: int | None) -> None:
        felt = await ask_pain(self, _("How much did it hurt?"))
        if felt is not None:
            where = None
            if felt.score:
                origins = dict.fromkeys(one.exercise for one in leading.plan)
                ways = [("", _("the whole of it"))]
                ways += [(one, training.called(self._catalogue, one)) for one in origins]
                where = await self.app.push_screen_wait(Choice(_("At which exercise?"), tuple(ways))) or None
            aftermath.note_pain(self, leading.session.id, leading.session.programme, felt, where)
        self._told = aftermath.summary(self.workplace, leading, felt.score if felt else None, before)
        self._cut = None
        self.reload()

    def on_screen_suspend(self) -> None:
        """Leaving the screen pauses; a question asked on top of it does not leave it."""
        if self.app.current_mode != self.MODE and self._coach and self._coach.running:
            self._do(self._coach.pause)

    def _pause_timer(self) -> None:
        if self._frames:
            self._frames.pause()

    def _resume_timer(self) -> None:
        if self._frames:
            self._frames.resume()

    def _select(self, origin: str) -> None:
        self.query_one(SetList).select(origin)
