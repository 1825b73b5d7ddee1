"""After a session, or in the middle of it: pain and what follows from it, and how it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from coretui.domain.care.advice import Advice, Goal, advise
from coretui.domain.exercises.dose import Side
from coretui.i18n import _
from coretui.services.session_run import Coach
from coretui.services.workplace import Workplace
from coretui.store import care, sessions
from coretui.store.care import Pain
from coretui.store.sessions import StoredSession
from coretui.tui.dialogs.choice import Choice
from coretui.tui.screens.care.pain import ask_pain
from coretui.tui.screens.page import Page
from coretui.words import care as caring
from coretui.words import sessions as training


def note_pain(page: Page, session: str, programme: str, felt: Pain, exercise: str | None) -> None:
    """Write pain down and say what follows from it."""
    workplace = page.workplace

    def note() -> None:
        care.hurt(workplace.store, session, felt, workplace.now, exercise)
        goal = Goal(workplace.settings.profile.goal)
        code = advise(felt.score, felt.leg, goal, care.session_scores(workplace.store, programme))
        if code:
            severe = code in {Advice.STOP, Advice.RISING}
            page.app.notify(caring.advice(code), severity="warning" if severe else "information", timeout=20)

    page.attempt(note)


async def ask_how_it_was(page: Page, coach: Coach, before: int | None) -> Callable[[], str]:
    """Ask how much a session that has ended did hurt, and where; return what says how it went, against `before`.

    Of one in which nothing was done there is nothing to ask, and nothing left to keep the answer with.
    """
    if sessions.by_id(page.workplace.store, coach.session.id) is None:
        return str
    felt = await ask_pain(page, _("How much did it hurt?"))
    if felt is not None:
        where = None
        if felt.score:
            exercises = dict.fromkeys(one.exercise for one in coach.plan)
            ways = [("", _("the whole session"))]
            ways += [(one, training.called(coach.catalogue, one)) for one in exercises]
            where = await page.app.push_screen_wait(Choice(_("During which exercise?"), tuple(ways))) or None
        note_pain(page, coach.session.id, coach.session.programme, felt, where)
    return partial(summary, page.workplace, coach, felt.score if felt else None, before)


def last_pain(workplace: Workplace, session: StoredSession) -> int | None:
    """Return the worst pain of the session of this programme before this one, if that told any."""
    scores = [
        score
        for score in care.session_scores(workplace.store, session.programme, count=2)[:1]
        if score is not None
    ]
    return scores[0] if scores else None


def summary(workplace: Workplace, coach: Coach, pain: int | None, before: int | None) -> str:
    """Say how a session went besides its sets: left and right, pain against last time, and what is due next."""
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
    if pain is not None:
        said.append(training.pain_change(pain, before))
    lines = ["  ·  ".join(said)] if said else []
    if next_day := due_next(workplace):
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
