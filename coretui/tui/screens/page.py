"""What every screen has: the frame, one tick a second, and a sentence when something is not possible."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import update_wrapper
from typing import ClassVar, Concatenate, ParamSpec, TypeVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from coretui.domain.chair.messages import Notice
from coretui.domain.chair.state import Policy
from coretui.domain.chair.view import ChairState
from coretui.domain.days import Instant
from coretui.i18n import N_, _, ngettext
from coretui.services.names import namer
from coretui.services.workplace import Workplace
from coretui.store import corrections
from coretui.store.database import Store
from coretui.store.journal import JournalStep, latest
from coretui.tui.outcome import outcome
from coretui.tui.terminal.painted import PaintedScreen
from coretui.tui.toasts import ToastingApp
from coretui.tui.widgets.frame import KeyBar, Tab, TopBar
from coretui.tui.widgets.sentence import put
from coretui.words.chair import chair_in_short
from coretui.words.journal import capital, step_sentence
from coretui.words.time import short_date, time_of_day

MODES = (
    ("1", "today", N_("Today")),
    ("2", "breathe", N_("Breathe")),
    ("3", "session", N_("Session")),
    ("4", "week", N_("Week")),
    ("5", "library", N_("Library")),
)
"""The screens: key, mode, name."""


COMMON = {"undo", "redo", "app.keys", "quit"}
"""What every screen can do: it stands last among the keys."""


NOT_OURS = "screen.copy_text"
"""What Textual binds on every screen though there is nothing to select; it is in no list of keys."""


def _in_words(active: ActiveBinding) -> ActiveBinding:
    """Return a key described in the language of the moment: names are marked where keys are bound."""
    binding = active.binding
    hidden = binding.system or binding.action == NOT_OURS
    words = replace(binding, description=_(binding.description), tooltip=_(binding.tooltip), system=hidden)
    return active._replace(binding=words, tooltip=_(active.tooltip))


Node = TypeVar("Node", bound=DOMNode)
Given = ParamSpec("Given")


def asks(
    action: Callable[Concatenate[Node, Given], Awaitable[None]],
) -> Callable[Concatenate[Node, Given], None]:
    """Make a key's action of one that asks something and waits for the answer.

    Nothing else can be asked, and no key acts on the screen below, from the key to the last answer.
    """

    def ask(node: Node, /, *args: Given.args, **kwargs: Given.kwargs) -> None:
        page = node.screen
        if not isinstance(page, Page) or page.asking:
            return
        page.asking = True

        async def until_answered() -> None:
            try:
                await action(node, *args, **kwargs)
            finally:
                page.asking = False

        node.run_worker(until_answered(), group="questions")

    update_wrapper(ask, action)
    return ask


class BreatheNow(Message):
    """The person wants to breathe at once, in place of what this screen is about."""


class Page(PaintedScreen[None]):
    """A screen of the app. Subclasses compose `body`, and show what is new in `tick` and `reload`."""

    @dataclass
    class Noticed(Message):
        """Something done on this screen gave rise to notices, which the app sends."""

        notices: tuple[Notice, ...]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", N_("undo"), tooltip=N_("Undo what was recorded last")),
        Binding("U", "redo", N_("redo"), show=False, tooltip=N_("Redo what was undone")),
        Binding("tab,pagedown", "app.turn(1)", N_("Next screen"), show=False),
        Binding("shift+tab,pageup", "app.turn(-1)", N_("Previous screen"), show=False),
        Binding(
            "question_mark",
            "app.keys",
            N_("help"),
            key_display="?",
            tooltip=N_("Show the keys, and what the words mean"),
        ),
    ]
    MODE: ClassVar[str] = ""
    STAY: ClassVar[frozenset[str]] = frozenset()
    """The actions whose keys are named below in however little room."""

    ascii: reactive[bool] = reactive(default=False, repaint=False)
    """Whether all is drawn in plain characters; bound to the widgets that draw."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.set_reactive(Page.ascii, workplace.ascii)
        self._revision = -1
        self._minute: tuple[float, int] | None = None
        self._ready = False
        self.asking = False
        """Whether a question is under way that a key gave rise to."""

    def _fit_the_window(self) -> None:
        """Take the classes of the window's size before there are widgets: those of a first resize restyle them."""
        app = self.app
        (width, height), wide, high = app.size, app.HORIZONTAL_BREAKPOINTS or (), app.VERTICAL_BREAKPOINTS or ()
        for cells, breakpoints in ((width, wide), (height, high)):
            fitting = [(least, name) for least, name in breakpoints if least <= cells]
            self.update_classes({name: True for _least, name in sorted(fitting)[-1:]}, update=False)

    def compose(self) -> ComposeResult:
        """Put the body in its frame."""
        self._fit_the_window()
        yield TopBar()
        yield from self.body()
        yield KeyBar(self.STAY)

    def body(self) -> ComposeResult:
        """Yield what is between the lines."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin, unless the app ended while this was being built: then some of its widgets never came."""
        try:
            self.begin()
        except NoMatches:
            if self.app.is_running:
                raise

    def begin(self) -> None:
        """Show everything as it is."""
        self._ready = True
        self.query_one(TopBar).here = self.MODE
        self.show()

    def on_screen_resume(self) -> None:
        """Show what happened while another screen was in front."""
        self._revision = -1
        self.show()

    def on_unmount(self) -> None:
        """Show nothing any more."""
        self._ready = False

    def on_resize(self) -> None:
        """Say as much as there is room for now."""
        self._revision = -1
        self.call_after_refresh(self.show)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that act now, those of this screen first, in the language of the moment."""
        found = super().active_bindings
        order = sorted(found, key=lambda key: found[key].binding.action in COMMON)
        return {key: _in_words(found[key]) for key in order}

    def show(self) -> None:
        """Show the moment: called once a second while the screen is in front, and after every change."""
        # The widgets of an app that is ending go before their screen does, the innermost first.
        if not (self._ready and self.app.is_running and self.query(TopBar)):
            return
        self.workplace.guard.attempt("screen", self._show_now, None)

    def _show_now(self) -> None:
        """Show this moment; what is read goes together, whatever others write meanwhile."""
        now = self.workplace.now
        self._show_top(now)
        # In another zone it is another day, or another hour of it.
        revision, minute = self.workplace.keeper.revision, (now.wall // 60, now.offset)
        if (self._revision, self._minute) != (revision, minute):
            with self.workplace.store.reading():
                self.reload()
            self._revision, self._minute = revision, minute
        self.tick(now)

    def tick(self, now: Instant) -> None:
        """Show what changes by the second."""

    def reload(self) -> None:
        """Show what comes from the store: read when something was written, and every minute."""

    def _show_top(self, now: Instant) -> None:
        top = self.query_one(TopBar)
        top.tabs = tuple(Tab(key, mode, _(label)) for key, mode, label in MODES)
        top.alarm = self.workplace.keeper.view().state is ChairState.DUE
        top.chair = (
            ""
            if self.MODE == "today"
            else chair_in_short(self.workplace.keeper.view(), plain=self.workplace.ascii)
        )
        unsaved = self.workplace.unsaved
        words = ngettext("{n} not saved yet", "{n} not saved yet", unsaved)
        top.unsaved = words.format(n=unsaved) if unsaved else ""
        today = self.workplace.today
        top.date, top.time = short_date(today, today), time_of_day(now.wall, self.workplace.clocks.zone)

    def acts_on_keys(self, *, of_the_app: bool) -> bool:
        """Tell whether keys have an effect: its own once it is built, and none while it is about to ask."""
        return not self.asking and (of_the_app or self._ready)

    def say(self, where: str, text: str | Content) -> None:
        """Show words in the line of that id; the same words again cost nothing."""
        put(self.query_one(f"#{where}", Static), text)

    def attempt(self, action: Callable[[], object], *, waits: bool = True) -> bool:
        """Do something that may not be possible, say so in its sentence if it is not, and tell whether it was."""
        return outcome(self.app, self.workplace, lambda: (action(),), self.changed, waits=waits) is not None

    def record(self, action: Callable[[], object]) -> bool:
        """Do as `attempt` does, and say how it is taken back: a word for the shell may have been typed here."""
        store = self.workplace.store
        before = latest(store)
        done, after = self.attempt(action), latest(store)
        if done and after and after != before:
            self._tell_step(_("{step}. Press u to undo.").format(step=capital(self._in_words(after))))
        return done

    def _in_words(self, step: JournalStep) -> str:
        today = self.workplace.today
        name_of = namer(self.workplace.store, today, self.workplace.home.exercises)
        return step_sentence(step.code, step.words, name_of, today, self.workplace.clocks.zone)

    def _tell_step(self, sentence: str) -> None:
        if isinstance(self.app, ToastingApp):
            self.app.tell_step(sentence)

    def changed(self) -> None:
        """Show what has just been written."""
        self.workplace.keeper.revision += 1
        self.show()
        self.refresh_bindings()

    def action_undo(self) -> None:
        """Undo what was recorded last."""
        self._turn(corrections.undo, N_("Undone: {step}."))

    def action_redo(self) -> None:
        """Redo what was undone."""
        self._turn(corrections.redo, N_("Redone: {step}."))

    def _turn(self, turn: Callable[[Store, Instant, Policy], JournalStep], sentence: str) -> None:
        workplace = self.workplace
        store = workplace.store

        def tell() -> None:
            step = turn(store, workplace.now, workplace.settings.policy)
            workplace.keeper.reload()
            words = self._in_words(step)
            again = _("Press U to redo.") if turn is corrections.undo else ""
            self._tell_step(f"{_(sentence).format(step=words)} {again}".rstrip())

        self.attempt(tell)
