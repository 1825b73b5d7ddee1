"""What a session does not go on with before a clear yes: an exercise that pain has closed, load in a flare-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from coretui.domain.care.advice import Advice
from coretui.domain.exercises.plan import Plan, PlannedSet, last_kept
from coretui.i18n import _
from coretui.services.workplace import Workplace
from coretui.store import timeoff
from coretui.store.sessions import StoredSession
from coretui.tui.dialogs.choice import Choice, Choices
from coretui.tui.dialogs.heed import Heed
from coretui.tui.screens.page import Page
from coretui.tui.screens.session import closing
from coretui.tui.screens.session.halts import Halt, Halts
from coretui.tui.screens.session.led import Led
from coretui.words import care as caring
from coretui.words import sessions as training


class Onward(StrEnum):
    """What to do with an exercise that is not simply gone on with."""

    OUT = "out"
    ELSE = "else"
    LATER = "later"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Safeguard:
    """Asks on the screen of a session about pain, and about what is not simply gone on with.

    `leave` stops for now. All of it is called from a worker.
    """

    page: Page
    halts: Halts
    led: Led
    leave: Callable[[], None]

    async def ask_hurt(self, session: StoredSession, plan: Plan, ahead: PlannedSet | None) -> None:
        """Ask how much it hurts, and say what follows; much pain closes the exercise.

        `ahead` is the set of the plan that is gone on with. Before it has begun, pain is of what was done last;
        where that is another exercise, it is over.
        """
        page, catalogue, hurting = self.page, self.halts.catalogue, ahead
        if ahead and not self.led.begun:
            hurting = last_kept(plan, ahead, frozenset(session.amounts)) or ahead
        exercise = hurting.exercise if hurting else None
        asked = _("How much does it hurt?")
        if exercise:
            asked = _("{exercise}: how much does it hurt?").format(exercise=training.called(catalogue, exercise))
        entry = await closing.ask_hurt(page, asked, session, exercise)
        code = entry and closing.follows(page.workplace, catalogue, session, entry.pain, exercise)
        if code is Advice.STOP and exercise:
            self.halts.close(exercise)
            over = ahead is None or ahead.exercise != exercise
            await self._ask_what_now(Halt.CLOSED, exercise, over=over)
        elif code:
            await closing.say_what_follows(page, code, caring.advice(code))

    async def agreed(self, exercise: str | None) -> bool:
        """Tell whether an exercise may be gone on with, after asking if it has to be asked about."""
        if exercise is None or (why := self.halts.why(exercise)) is None:
            return True
        return await self._ask_what_now(why, exercise)

    async def _ask_what_now(self, why: Halt, exercise: str, *, over: bool = False) -> bool:
        led = self.led.coach is not None
        ways, keys = ways_on(led=led, over=over), _("enter: confirm · esc: stop for now") if led else ""
        while (way := await ask_what_now(self.page, self.halts, why, exercise, ways, keys)) is Onward.ELSE:
            if await self.led.replace():
                return False
        if way is Onward.YES:
            self.halts.agree(why, exercise)
        elif way is Onward.OUT:
            if not over:
                self.led.drop()
        elif led:
            self.leave()
        return way is Onward.YES


def ways_on(*, led: bool, over: bool) -> Choices:
    """Return what can be done with an exercise that is not simply gone on with, or that is `over` already."""
    if over:
        rest = ((Onward.LATER, _("stop for now; everything is saved")),) if led else ()
        return ((Onward.OUT, _("go on with the other exercises")), *rest)
    if not led:
        return (Onward.LATER, _("not now")), (Onward.YES, _("do it all the same …"))
    return (
        (Onward.OUT, _("leave this exercise out")),
        (Onward.ELSE, _("do something else instead")),
        (Onward.LATER, _("stop for now; everything is saved")),
        (Onward.YES, _("go on with it all the same …")),
    )


async def ask_what_now(page: Page, halts: Halts, why: Halt, exercise: str, ways: Choices, keys: str) -> Onward:
    """Say why an exercise is not gone on with, and ask what to do: going on takes a yes of its own.

    The answer that was left open is to stop for now; `keys` say so. To be called from a worker.
    """
    name = training.called(halts.catalogue, exercise)
    heading = _("STOP  ·  {exercise}") if why is Halt.CLOSED else _("FLARE-UP  ·  {exercise}")
    dialog = Heed(heading.format(exercise=name), reasons(halts.workplace, why), ways, keys)
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
