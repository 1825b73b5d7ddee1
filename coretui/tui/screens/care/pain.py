"""Asking for pain: a number, and whether it runs into a leg; and saying what follows so that it is not missed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from coretui.domain.care.advice import Advice, Goal, Lasting, Work, advise
from coretui.domain.pain import Pain
from coretui.i18n import _
from coretui.services.workplace import Workplace
from coretui.store import care, timeoff
from coretui.store.care import PainNote
from coretui.tui.dialogs.choice import Choice
from coretui.tui.dialogs.heed import Heed
from coretui.tui.dialogs.scale import Scale
from coretui.tui.screens.page import Page
from coretui.words import care as caring
from coretui.words.time import short_date

HEAVY = frozenset({Advice.STOP, Advice.RISING})
"""What is not said in passing: it stays until it is answered."""


@dataclass(slots=True)
class PainEntry:
    """Pain as it is being told: `keep` puts its score on disk, and what is told of it later follows.

    Whatever ends the questions, or the app, the score is kept by then.
    """

    page: Page
    pain: Pain
    keep: Callable[[Pain], PainNote]
    note: PainNote | None = None

    def begin(self) -> None:
        """Keep the score."""

        def keep() -> None:
            self.note = self.keep(self.pain)

        self.page.attempt(keep)

    def tell_more(self, *, leg: bool | None = None, exercise: str | None = None) -> None:
        """Keep what is told of it after."""
        if leg is not None:
            self.pain = Pain(self.pain.score, leg)

        def tell() -> None:
            if self.note:
                workplace = self.page.workplace
                care.tell_more(workplace.store, self.note, workplace.now, leg=leg, exercise=exercise)

        self.page.attempt(tell)


async def ask_pain(page: Page, question: str, keep: Callable[[Pain], PainNote]) -> PainEntry | None:
    """Ask how much pain there is and, if any, whether it runs into a leg; None if it was left open.

    To be called from a worker.
    """
    ends = (_("no pain"), _("worst imaginable"))
    score: int | None = await page.app.push_screen_wait(Scale(question, ends))
    if score is None:
        return None
    entry = PainEntry(page, Pain(score), keep)
    entry.begin()
    if score:
        answers = (("no", _("no")), ("yes", _("yes, into a leg")))
        if await page.app.push_screen_wait(Choice(_("Does it run into a leg?"), answers)) == "yes":
            entry.tell_more(leg=True)
    return entry


def advice_for(workplace: Workplace, pain: Pain, work: Work, programme: str | None = None) -> Advice | None:
    """Return what follows from pain, given what was told of the last sessions, of one programme or of all."""
    unknown: tuple[int | None, ...] = ()
    history = workplace.guard.attempt(
        "pain", lambda: care.recent_scores(workplace.store, workplace.today, programme), unknown
    )
    flaring = workplace.guard.attempt(
        "pain", lambda: timeoff.flaring(workplace.store, workplace.today), otherwise=True
    )
    goal = Goal(workplace.settings.profile.goal)
    return advise(pain.score, pain.leg, goal, work, history, flaring=flaring)


async def heed(page: Page, *said: str, heading: str = "") -> None:
    """Say something that stays until it is answered. To be called from a worker."""
    answers = (("read", _("I have read it")),)
    await page.app.push_screen_wait(Heed(heading or _("TAKE CARE"), said, answers))


async def note_back(page: Page) -> None:
    """Ask how the back is today, write it down and say what follows from it."""
    workplace = page.workplace
    day = workplace.today
    entry = await ask_pain(
        page, _("How is your back today?"), lambda pain: care.feel(workplace.store, pain, day, workplace.now)
    )
    if entry is None:
        return
    code = advice_for(workplace, entry.pain, Work.OTHER)
    unknown: tuple[Lasting, ...] = ()
    lasting = workplace.guard.attempt(
        "pain", lambda: care.complaints(workplace.store, day, workplace.settings.days.week_start), unknown
    )
    said = [_noted(entry, day), caring.back_advice(code), caring.lasting_in_words(lasting)]
    said = [sentence for sentence in said if sentence]
    if code in HEAVY or lasting:
        await heed(page, *said, heading=_("STOP") if code is Advice.STOP else "")
    else:
        if entry.note and care.first_noted(workplace.store, entry.note):
            said.append(_(caring.OFTEN_ENOUGH))
        page.app.notify(" ".join(said), timeout=15, markup=False)


def _noted(entry: PainEntry, day: date) -> str:
    """Say what was written down, and in place of what."""
    pain, before = entry.pain, entry.note.before if entry.note else None
    words = {"pain": caring.felt(pain.score, pain.leg), "day": short_date(day, day)}
    if before:
        sentence = _("Back pain on {day}: {pain}, in place of {before}.")
        return sentence.format(before=caring.felt(before.score, before.leg), **words)
    return _("Back pain on {day}: {pain}.").format(**words)
