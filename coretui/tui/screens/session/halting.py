"""What a session does not go on with before a clear yes: an exercise that pain has closed, load in a flare-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from coretui.domain.care.advice import Advice, stops
from coretui.domain.exercises.catalogue import Catalogue
from coretui.i18n import _
from coretui.services.workplace import Workplace
from coretui.store import care, timeoff
from coretui.store.sessions import StoredSession
from coretui.tui.dialogs.choice import Choice
from coretui.tui.dialogs.heed import Heed
from coretui.tui.screens.page import Page
from coretui.tui.screens.session import closing
from coretui.tui.screens.session.led import Led
from coretui.words import care as caring
from coretui.words import sessions as training


class Halt(StrEnum):
    """Why an exercise is not gone on with before a clear yes."""

    CLOSED = "closed"
    """It hurt so much in this session that it was to be stopped."""
    FLARE = "flare"
    """It loads or stretches while the back plays up."""


class Onward(StrEnum):
    """What to do with an exercise that is not simply gone on with."""

    OUT = "out"
    ELSE = "else"
    LATER = "later"
    YES = "yes"


@dataclass(slots=True)
class Halts:
    """What has to be asked about in the session that runs or would begin, and what was said yes to in it.

    Which exercises are closed follows from the pain on record, so they are after a restart as well; a yes holds
    for this session in this app only.
    """

    workplace: Workplace
    catalogue: Catalogue
    flaring: bool = False
    closed: frozenset[str] = frozenset()
    _session: str = ""
    _opened: set[str] = field(default_factory=set)
    _loads: bool = False

    def read(self, session: StoredSession | None) -> None:
        """Look at what is on record now; what was agreed to is over with its session."""
        store, id_ = self.workplace.store, session.id if session else ""
        if self._session and id_ != self._session:
            self._opened.clear()
            self._loads = False
        self._session = id_
        self.flaring = timeoff.flaring(store, self.workplace.today)
        felt = care.pains(store, id_) if id_ else {}
        self.closed = frozenset(
            exercise for exercise, given in felt.items() if any(stops(one.score, leg=one.leg) for one in given)
        )

    def why(self, exercise: str) -> Halt | None:
        """Return why an exercise is asked about before it is gone on with; None if it is not."""
        if exercise in self.closed and exercise not in self._opened:
            return Halt.CLOSED
        known = self.catalogue.exercises.get(exercise)
        loads = self.flaring and not self._loads and known is not None and not known.easy
        return Halt.FLARE if loads else None

    def close(self, exercise: str) -> None:
        """Ask again about an exercise that was said yes to: it has hurt since."""
        self._opened.discard(exercise)
        self.closed |= {exercise}

    def agree(self, why: Halt, exercise: str = "") -> None:
        """Ask no more: about this exercise, or about what loads."""
        if why is Halt.CLOSED:
            self._opened.add(exercise)
        else:
            self._loads = True


@dataclass(frozen=True, slots=True)
class Safeguard:
    """Asks on the screen of a session about pain, and about what is not simply gone on with.

    `leave` stops for now. All of it is called from a worker.
    """

    page: Page
    halts: Halts
    led: Led
    leave: Callable[[], None]

    async def ask_hurt(self, session: StoredSession, exercise: str | None) -> None:
        """Ask how much it hurts at an exercise, and say what follows; much pain closes it."""
        page, catalogue = self.page, self.halts.catalogue
        entry = await closing.ask_hurt(page, _("How much does it hurt?"), session, exercise)
        code = entry and closing.follows(page.workplace, catalogue, session, entry.pain, exercise)
        if code is Advice.STOP and exercise:
            self.halts.close(exercise)
            await self._ask_what_now(Halt.CLOSED, exercise)
        elif code:
            await closing.say_what_follows(page, code, caring.advice(code))

    async def agreed(self, exercise: str | None) -> bool:
        """Tell whether an exercise may be gone on with, after asking if it has to be asked about."""
        if exercise is None or (why := self.halts.why(exercise)) is None:
            return True
        return await self._ask_what_now(why, exercise)

    async def _ask_what_now(self, why: Halt, exercise: str) -> bool:
        led = self.led.coach is not None
        while (way := await ask_what_now(self.page, self.halts, why, exercise, led=led)) is Onward.ELSE:
            if await self.led.replace():
                return False
        if way is Onward.YES:
            self.halts.agree(why, exercise)
        elif way is Onward.OUT:
            self.led.drop()
        elif led:
            self.leave()
        return way is Onward.YES


async def ask_what_now(page: Page, halts: Halts, why: Halt, exercise: str, *, led: bool) -> Onward:
    """Say why an exercise is not gone on with, and ask what to do: going on takes a yes of its own.

    The answer that was left open is to stop for now. To be called from a worker.
    """
    name = training.called(halts.catalogue, exercise)
    ways = []
    if led:
        ways = [(Onward.OUT, _("leave this exercise out")), (Onward.ELSE, _("do something else instead"))]
    ways += [
        (Onward.LATER, _("stop for now; everything is saved") if led else _("not now")),
        (Onward.YES, _("go on with it all the same …") if led else _("do it all the same …")),
    ]
    heading = _("STOP  ·  {exercise}") if why is Halt.CLOSED else _("FLARE-UP  ·  {exercise}")
    dialog = Heed(heading.format(exercise=name), reasons(halts.workplace, why), tuple(ways))
    while True:
        chosen: str | None = await page.app.push_screen_wait(dialog)
        way = Onward(chosen or Onward.LATER)
        if way is not Onward.YES or await _is_sure(page, why, name):
            return way
        dialog = dialog.again()


def reasons(workplace: Workplace, why: Halt) -> tuple[str, ...]:
    """Say why an exercise is not gone on with."""
    if why is Halt.CLOSED:
        return (caring.advice(Advice.STOP),)
    since = timeoff.flare_since(workplace.store)
    return (caring.flaring(since, workplace.today), _(caring.ASKS_FIRST)) if since else (_(caring.ASKS_FIRST),)


async def _is_sure(page: Page, why: Halt, name: str) -> bool:
    question = {
        Halt.CLOSED: _("With this pain you should stop. Go on with {exercise} all the same?"),
        Halt.FLARE: _(
            "Your back is playing up, and this is not an easy exercise. Go on with {exercise} all the same?"
        ),
    }[why]
    answers = (("no", _("no")), ("yes", _("yes, go on")))
    return await page.app.push_screen_wait(Choice(question.format(exercise=name), answers)) == "yes"
