"""After a session, or in the middle of it: pain and what follows from it, and how it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from coretui.domain.care.advice import Advice, Work, stops, work_of
from coretui.domain.exercises.catalogue import Catalogue
from coretui.domain.exercises.dose import Side
from coretui.domain.pain import Pain
from coretui.i18n import _
from coretui.services.session_run import Coach
from coretui.services.workplace import Workplace
from coretui.store import care, notes, sessions
from coretui.store.sessions import StoredSession
from coretui.tui.dialogs.choice import Choice
from coretui.tui.dialogs.line import LineDialog
from coretui.tui.screens.care.pain import HEAVY, PainEntry, advice_for, ask_pain, heed
from coretui.tui.screens.page import Page
from coretui.words import care as caring
from coretui.words import sessions as training


async def ask_hurt(page: Page, question: str, session: StoredSession, exercise: str | None) -> PainEntry | None:
    """Ask for pain in a session, at an exercise or in the whole of it, and keep it; None if it was left open."""
    workplace = page.workplace
    return await ask_pain(
        page, question, lambda pain: care.hurt(workplace.store, session.id, pain, workplace.now, exercise)
    )


async def ask_note(page: Page, session: StoredSession, exercise: str | None) -> None:
    """Ask for a line about an exercise of a session, and keep it. To be called from a worker."""
    words = await page.app.push_screen_wait(
        LineDialog(_("What do you want to remember?"), _("shorter, left first …"))
    )
    if words and words.strip():
        workplace = page.workplace
        note = notes.Note(words.strip(), session.day, session.id, exercise)
        page.record(lambda: notes.write(workplace.store, note, workplace.now))


def follows(
    workplace: Workplace, catalogue: Catalogue, session: StoredSession, pain: Pain, exercise: str | None
) -> Advice | None:
    """Return what follows from pain in a session."""
    known = catalogue.exercises.get(exercise) if exercise else None
    work = Work.OTHER if exercise and known is None else work_of(known, session.programme)
    return advice_for(workplace, pain, work, session.programme)


async def say_what_follows(page: Page, code: Advice, sentence: str) -> None:
    """Say it in passing, or so that it stays until it is answered. To be called from a worker."""
    if code in HEAVY:
        await heed(page, sentence, heading=_("STOP") if code is Advice.STOP else "")
    else:
        page.app.notify(sentence, timeout=20)


async def ask_how_it_was(page: Page, coach: Coach, before: int | None) -> Callable[[], str]:
    """Ask how much a session that has ended did hurt, and where; return what says how it went, against `before`.

    Of one in which nothing was done or felt there is nothing to ask.
    """
    session, workplace = coach.session, page.workplace
    if sessions.by_id(workplace.store, session.id) is None:
        return str
    entry = await ask_hurt(page, _("How much did it hurt?"), session, None)
    if entry is not None:
        where = None
        if entry.pain.score:
            exercises = dict.fromkeys(one.exercise for one in coach.plan)
            ways = [("", _("the whole session"))]
            ways += [(one, training.called(coach.catalogue, one)) for one in exercises]
            where = await page.app.push_screen_wait(Choice(_("During which exercise?"), tuple(ways))) or None
        if where:
            entry.tell_more(exercise=where)
        if code := follows(workplace, coach.catalogue, session, entry.pain, where):
            await say_what_follows(page, code, caring.advice(code) if where else caring.session_advice(code))
    return partial(summary, workplace, coach, before)


def last_pain(workplace: Workplace, session: StoredSession) -> int | None:
    """Return the worst pain of the session of this programme before this one, if that told any."""
    scores = [
        score
        for score in care.session_scores(workplace.store, session.programme, count=2)[:1]
        if score is not None
    ]
    return scores[0] if scores else None


def summary(workplace: Workplace, coach: Coach, before: int | None) -> str:
    """Say how a session went besides its sets: left and right, pain against last time, and what is due next.

    It is as of now: what was undone is not told. After pain that stops, no day is promised.
    """
    stored = sessions.by_id(workplace.store, coach.session.id)
    if stored is None:
        return ""
    whole = [one for one in coach.plan if one.key in stored.done]
    sides = Counter(one.side for one in whole)
    said = []
    if sides[Side.LEFT] or sides[Side.RIGHT]:
        said.append(training.by_side(sides[Side.LEFT], sides[Side.RIGHT]))
    if counted := sum(one.key in stored.by_player for one in whole):
        said.append(training.by_player(counted))
    if pain := care.worst_of(workplace.store, stored.id):
        said.append(training.pain_change(pain, before))
    lines = ["  ·  ".join(said)] if said else []
    if pain and stops(pain.score, leg=pain.leg):
        lines.append(_("Before your next session, ask your doctor or physiotherapist."))
    elif next_day := due_next(workplace):
        lines.append(training.due(next_day, workplace.today))
    return "\n".join(lines)


def due_next(workplace: Workplace) -> date | None:
    """Return the day on which the next core session is best: the sessions left, spread over the days left."""
    week = workplace.overviews().week_of_today()
    core = week.habit("core")
    if core is None:
        return None
    today, left = workplace.today, core.week.target - core.week.count
    days = (week.week.last - today).days
    if left > 0 and days > 0:
        return today + timedelta(days=max(1, min(2, round(days / (left + 1)) or 1)))
    if left > 0:
        return today
    return max(week.week.last + timedelta(days=1), today + timedelta(days=2))
