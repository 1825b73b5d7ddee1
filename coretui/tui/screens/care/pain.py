"""Asking for pain: a number, and whether it runs into a leg."""

from __future__ import annotations

from coretui.domain.care.advice import Advice, Goal, advise
from coretui.i18n import _
from coretui.store import care
from coretui.store.care import Pain
from coretui.tui.dialogs.choice import Choice
from coretui.tui.dialogs.scale import Scale
from coretui.tui.screens.page import Page
from coretui.words import care as caring
from coretui.words.time import short_date


async def ask_pain(page: Page, question: str) -> Pain | None:
    """Ask how much pain there is and, if any, whether it runs into a leg; None if it was left open.

    To be called from a worker.
    """
    ends = (_("no pain"), _("the worst there is"))
    score: int | None = await page.app.push_screen_wait(Scale(question, ends))
    if not score:
        return None if score is None else Pain(0)
    answers = (("no", _("no")), ("yes", _("yes, into a leg")))
    leg = await page.app.push_screen_wait(Choice(_("Does it run into a leg?"), answers))
    return Pain(score, leg == "yes")


async def note_back(page: Page) -> None:
    """Ask how the back is today, write it down and say what follows from it."""
    felt = await ask_pain(page, _("How is your back today?"))
    if felt is None:
        return
    workplace, store = page.workplace, page.workplace.store

    def note() -> None:
        before = care.feel(store, felt, workplace.today, workplace.now)
        words = {"pain": caring.felt(felt.score, felt.leg), "day": short_date(workplace.today, workplace.today)}
        sentence = _("Back pain on {day}: {pain}.")
        if before:
            sentence = _("Back pain on {day}: {pain}, in place of {before}.")
            words["before"] = caring.felt(before.score, before.leg)
        code = advise(felt.score, felt.leg, Goal(workplace.settings.profile.goal), care.session_scores(store))
        lasting = care.complaints(store, workplace.today, workplace.settings.days.week_start)
        said = [sentence.format(**words), caring.back_advice(code), caring.lasting_in_words(lasting)]
        if code is Advice.STOP:
            said.append(_("! shows the red flags."))
        heavy = code in {Advice.STOP, Advice.RISING} or bool(lasting)
        page.app.notify(
            " ".join(filter(None, said)), severity="warning" if heavy else "information", timeout=15, markup=False
        )

    page.attempt(note)
