"""Session: a programme as a checklist of its sets, and the player that leads through them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from coretui import catalogue
from coretui.domain.chair.messages import StartSession
from coretui.domain.chair.state import Body
from coretui.domain.exercises.plan import Plan, PlannedSet, SetProgress
from coretui.i18n import N_, _
from coretui.services import session_run
from coretui.services.session_begun import begin_session
from coretui.services.session_run import Coach, TickedByHand
from coretui.services.workplace import Workplace
from coretui.store import sessions
from coretui.store.sessions import StoredSession
from coretui.tui.screens.page import BreatheNow, Page, asks
from coretui.tui.screens.session import closing, questions
from coretui.tui.screens.session.checklist import Checklist, SessionNow
from coretui.tui.screens.session.exercise import ExercisePanel
from coretui.tui.screens.session.halting import Safeguard
from coretui.tui.screens.session.halts import Halt, Halts
from coretui.tui.screens.session.led import Led
from coretui.tui.widgets.rows import Rows
from coretui.tui.widgets.setlist import SetList


class SessionScreen(Page):
    """A programme done set by set: ticked off, or led by the player."""

    MODE = "session"
    STAY = frozenset({"pain", "leave"})
    CSS_PATH = "session.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", N_("tick the next set"), tooltip=N_("Tick the next set of this exercise")),
        Binding("enter", "start", N_("start"), key_display="enter", tooltip=N_("Start a session")),
        Binding("enter", "go_on", N_("go on"), key_display="enter", tooltip=N_("Go on where you left off")),
        Binding("p", "pain", N_("pain"), tooltip=N_("How much it hurts, and what to do")),
        Binding("n", "note", N_("note"), show=False, tooltip=N_("Write something down")),
        Binding("c", "programme", N_("programme"), tooltip=N_("Another programme")),
        Binding("m", "cut", N_("time"), tooltip=N_("Shorten it to the time you have")),
        Binding("escape", "leave", N_("leave"), tooltip=N_("Leave for now; everything is saved")),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._catalogue, self._problems = catalogue.load_with_own(workplace.home.exercises)
        self._halts = Halts(workplace, self._catalogue)
        self._programme = questions.offered(workplace)
        self._cut: int | None = None
        self._session: StoredSession | None = None
        self._ended: StoredSession | None = None
        self._told: Callable[[], str] = str
        self._by_hand = TickedByHand(workplace)
        self.plan: Plan = ()
        self.led = Led(self._catalogue, workplace, self._halts)
        self._safeguard = Safeguard(self, self._halts, self.led, self.action_leave)

    def body(self) -> ComposeResult:
        """Yield the panels."""
        with self.led:
            yield Checklist(self._catalogue, self.workplace)
            yield ExercisePanel(self._catalogue, self.workplace)

    def begin(self) -> None:
        """Give the checklist the keys, and follow who leads."""
        super().begin()
        self.query_one(SetList).focus()
        if self._session and (upcoming := session_run.next_of(self._session, self.plan)):
            self._select(upcoming.origin)
        self.watch(self.led, "moment", self._show_progress, init=False)

    # what is shown

    @property
    def _progress(self) -> SetProgress:
        return SetProgress(self.plan, self._shown.done if self._shown else frozenset())

    @property
    def _shown(self) -> StoredSession | None:
        """The session whose sets are shown: the one that runs, else the one of today that has just ended."""
        return self._session or self._ended

    def reload(self) -> None:
        """Show the session that runs, or has just ended, or the one that would begin."""
        workplace = self.workplace
        self._session = sessions.running(workplace.store, workplace.today)
        self._ended = None if self._session else session_run.as_of_today(workplace, self._ended)
        session = self._shown
        self._halts.read(self._session)
        if session and session.programme in self._catalogue.programmes:
            self._programme = session.programme
        if self.led.coach and session:
            self.plan = self.led.coach.plan
        elif session:
            self.plan = session_run.plan_of(session, self._catalogue)
        else:
            self.plan = session_run.planned(workplace, self._catalogue, self._programme, minutes=self._cut)
        self.query_one(Checklist).show(self._now)
        self._show_progress()
        self._show_exercise()
        self.refresh_bindings()

    @property
    def _now(self) -> SessionNow:
        programme = self._catalogue.programmes[self._programme]
        return SessionNow(programme, self._progress, self._shown, self._told(), self._halts.shut)

    def _show_progress(self) -> None:
        checklist = self.query_one(Checklist)
        if moment := self.led.moment:
            checklist.show_led(self._progress, moment)
        else:
            checklist.show_rest(self._now)

    def _show_exercise(self) -> None:
        if row := self.query_one(SetList).current:
            sets = [one for one in self.plan if one.origin == row.id]
            upcoming = self._next_of(row.id) or self._progress.next(sets[-1].exercise)
            self.query_one(ExercisePanel).show(sets, upcoming, self._programme)

    def _next_of(self, origin: str) -> PlannedSet | None:
        """Return the set of an exercise that comes next: where the session goes on, else the first still open."""
        goes_on = session_run.next_of(self._session, self.plan) if self._session else None
        if goes_on and goes_on.origin == origin:
            return goes_on
        done = self._progress.done
        return next((one for one in self.plan if one.origin == origin and one.key not in done), None)

    @on(Rows.Selected)
    def show_exercise(self) -> None:
        """Show the selected exercise."""
        self._show_exercise()

    # what is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what makes sense now."""
        match action:
            case "start":
                return self._session is None
            case "go_on":
                return self._session is not None and not self.led.coach
            case "tick":
                return not self.led.coach
            case "pain" | "note":
                return self._session is not None
            case "programme" | "cut":
                return self._session is None
            case "leave":
                return self.led.coach is not None or self.workplace.keeper.view().body is Body.SESSION
            case _:
                return super().check_action(action, parameters)

    async def _asked_first(self) -> bool:
        """Ask what has to be known before a session, each once; tell whether to go on."""
        going_on, self._cut = await questions.back_again(self, self._catalogue, self._programme, self._cut)
        if going_on:
            await questions.before_the_first(self, self._catalogue, self._cut)
        return going_on

    @asks
    async def action_start(self) -> None:
        """Begin a session, led; what has to be known is asked first, and in a flare-up what it shall be."""
        if not await self._asked_first():
            return
        chosen = await questions.in_a_flare_up(self, self._catalogue, self.plan)
        if chosen == "breathe":
            self.post_message(BreatheNow())
        elif chosen == "easy":
            self._programme, self._cut = questions.GENTLE, None
        elif chosen == "all":
            self._halts.agree(Halt.FLARE)
        if chosen in {"easy", "all", "unasked"} and self._begin(easy=chosen == "easy"):
            self._lead()

    def _begin(self, *, easy: bool = False) -> bool:
        """Put a session into the store: the chair waits from now on."""
        workplace, cut = self.workplace, self._cut
        begin = partial(begin_session, workplace, self._catalogue, self._programme, minutes=cut, easy=easy)
        self._told, self._ended = str, None
        return self.attempt(begin, waits=False)

    def _lead(self) -> None:
        """Let the player lead, from the set that comes next."""
        if self._session is None:
            return
        coach = Coach.of(self.workplace, self._catalogue, self._session)
        if coach.player.over:
            self._finish(coach)
            return
        self.led.lead(coach)
        self.query_one(SetList).disabled = self.led.coach is not None

    def action_go_on(self) -> None:
        """Go on with the session that was left."""
        self._lead()

    @asks
    async def action_pain(self) -> None:
        """Ask how much it hurts, and say what follows."""
        if self._session:
            self.led.pause()
            await self._safeguard.ask_hurt(self._session, self.plan, self._in_front)

    @property
    def _in_front(self) -> PlannedSet | None:
        """The set that is led through or comes next; else the next one of the selected row, or its last."""
        row = self.query_one(SetList).current
        if self.led.current or row is None:
            return self.led.current
        return self._next_of(row.id) or next((one for one in reversed(self.plan) if one.origin == row.id), None)

    @on(Led.Halted)
    @asks
    async def ask_before_going_on(self, event: Led.Halted) -> None:
        """Ask about an exercise that is not simply gone on with."""
        await self._safeguard.agreed(event.exercise)

    @asks
    async def action_note(self) -> None:
        """Write something down about the exercise."""
        session, row = self._session, self.query_one(SetList).current
        if session is None:
            return
        self.led.pause()
        await closing.ask_note(self, session, row.id if row else None)

    @asks
    async def action_programme(self) -> None:
        """Choose another programme."""
        if chosen := await questions.which(self, self._catalogue):
            self._programme, self._cut, self._told, self._ended = chosen, None, str, None
            self.reload()

    @asks
    async def action_cut(self) -> None:
        """Shorten the session to the time there is."""
        line = await questions.time_there_is(self.app)
        if line is None:
            return

        def cut() -> None:
            self._cut = questions.minutes_of(line)
            self._told, self._ended = str, None
            self.reload()

        self.attempt(cut)

    def action_leave(self) -> None:
        """Leave for now: it is offered again until the day is over."""
        if coach := self._let_go():
            self.attempt(coach.leave)
        else:
            self.attempt(self._by_hand.rest)
        self.reload()
        self.app.notify(_("Saved: continue any time today."))

    @asks
    async def action_tick(self) -> None:
        """Tick the next set of the selected exercise; the first tick begins the session."""
        if self._session is None and not await self._asked_first():
            return
        in_front = self._in_front
        if await self._safeguard.agreed(in_front.exercise if in_front else None):
            self._tick()

    def _tick(self) -> None:
        if self._session is None and not self._begin():
            return
        row, session = self.query_one(SetList).current, self._session
        if row is None or session is None:
            return
        upcoming = self._next_of(row.id)
        if upcoming is None:
            self.app.notify(_("All its sets are done; u takes the last one back."))
            return
        workplace = self.workplace

        def finish() -> None:
            sessions.finish_set(workplace.store, session.id, upcoming, workplace.now)
            sessions.reach(workplace.store, session.id, None)
            workplace.keeper.command(StartSession())
            workplace.underway.add(self._by_hand)

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

    @on(Led.Changed)
    def follow(self) -> None:
        """Show what came of it, and the exercise that is on."""
        self.changed()
        if current := self.led.current:
            self._select(current.origin)

    @on(Led.Finished)
    def finish_led(self) -> None:
        """End the session that was led."""
        if coach := self._let_go():
            self._finish(coach)

    def _let_go(self) -> Coach | None:
        """Be led no longer: the checklist has the keys again. Return the coach who led."""
        coach, exercises = self.led.let_go(), self.query_one(SetList)
        exercises.disabled = False
        self.set_focus(exercises, scroll_visible=False)
        return coach

    def _finish(self, coach: Coach) -> None:
        """End the session, and ask how it was."""
        self.workplace.underway.discard(self._by_hand)
        before = closing.last_pain(self.workplace, coach.session)
        self._ended = coach.session
        if self.attempt(coach.end):
            self._ask_afterwards(coach, before)

    @work(exclusive=True, group="session")
    async def _ask_afterwards(self, coach: Coach, before: int | None) -> None:
        self._told = await closing.ask_how_it_was(self, coach, before)
        self._cut = None
        self.reload()

    def on_screen_suspend(self) -> None:
        """Leaving the screen pauses, and the chair goes on; a question asked on top of it does not leave it."""
        if self.app.current_mode != self.MODE:
            self.led.rest()
            if self._by_hand in self.workplace.underway:
                self.attempt(self._by_hand.rest)

    def _select(self, origin: str) -> None:
        self.query_one(SetList).select(origin)
