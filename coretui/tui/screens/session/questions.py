"""What is asked around a session: before the first, after two weeks away, which programme, what instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from textual.app import App

from coretui.domain.care.advice import comeback
from coretui.domain.exercises.catalogue import Catalogue, ball_size
from coretui.domain.exercises.dose import Sides
from coretui.i18n import _, language
from coretui.parsing.durations import duration
from coretui.services import session_run as coach
from coretui.services.workplace import Workplace
from coretui.settings import file as settings_file
from coretui.store import care, sessions, timeoff
from coretui.tui.dialogs.choice import Choice
from coretui.tui.screens.page import Page
from coretui.words import sessions as training
from coretui.words.journal import MOVEMENTS

PRESCRIBED = "programme"
"""The programme of the leaflet, which leaves open what has to be asked."""
INSTEAD = ("walk", "swim", "cycle", "yoga")
"""Forms of movement that can stand in for an exercise (source: sceptic)."""
INSTEAD_MINUTES = 10
LIGHTER = 2 / 3
"""The share of a session to begin with after two weeks away; the app's own advice."""


async def how(page: Page, catalogue: Catalogue, cut: int | None) -> bool:
    """Ask how sides are meant and whether there is a ball, once; tell whether that is known now."""
    settings = page.workplace.settings
    asked: list[tuple[str, str]] = []
    if settings.session.sides == "ask":
        ways = [(sides.value, _way(page, catalogue, sides, cut)) for sides in Sides]
        question = _("The leaflet leaves open what 3 × 15 means for left and right. How do you do it?")
        if (chosen := await _choose(page.app, question, ways)) is None:
            return False
        asked.append(("session.sides", chosen))
    if settings.session.ball is None:
        height = settings.profile.height
        size = _(" ({n} cm for your height)").format(n=ball_size(height)) if height else ""
        answers = (("no", _("no, on the floor")), ("yes", _("yes; it trains coordination too") + size))
        if (chosen := await _choose(page.app, _("Is there a Swiss ball?"), answers)) is None:
            return False
        asked.append(("session.ball", chosen))

    def write() -> None:
        for name, value in asked:
            settings_file.write(page.workplace.home.config, name, value)
        page.workplace.follow_settings()

    return page.attempt(write) if asked else True


def _way(page: Page, catalogue: Catalogue, sides: Sides, cut: int | None) -> str:
    sets = coach.planned(page.workplace, catalogue, PRESCRIBED, sides=sides, minutes=cut)
    words = {
        Sides.EACH: _("for each side: {n} sets, {length}"),
        Sides.TOTAL: _("in all, sides in turn: {n} sets, {length}"),
    }[sides]
    lasts = training.estimated(coach.estimate(page.workplace, catalogue, sets))
    return words.format(n=len(sets), length=lasts)


async def back_again(page: Page, catalogue: Catalogue, programme: str, cut: int | None) -> tuple[bool, int | None]:
    """After two weeks away: offer to call them time off, and to begin lighter.

    Return whether to go on, and the minutes to which the session is cut.
    """
    workplace = page.workplace
    last = sessions.last_day(workplace.store)
    rested = timeoff.rested(workplace.store, last, workplace.today, "core") if last else 0
    if last is None or not comeback(last, workplace.today, rested):
        return True, cut
    first, until = last + timedelta(days=1), workplace.today - timedelta(days=1)
    ways = (
        ("both", _("time off, and begin lighter: about two thirds of it")),
        ("off", _("time off, and begin where it was")),
        ("no", _("neither")),
    )
    question = _("Your last session was {days} days ago. What were they? Beginning lighter is our own advice.")
    chosen = await _choose(page.app, question.format(days=(workplace.today - last).days), ways)
    if chosen is None:
        return False, cut
    if chosen != "no" and not page.attempt(lambda: timeoff.rest(workplace.store, first, until, workplace.now)):
        return False, cut
    if chosen == "both":
        whole = coach.estimate(workplace, catalogue, coach.planned(workplace, catalogue, programme))
        return True, max(1, round(whole * LIGHTER / 60))
    return True, cut


async def which(page: Page, catalogue: Catalogue) -> str | None:
    """Ask for a programme; None if it was left open."""
    ways = []
    for programme in catalogue.programmes.values():
        lasts = coach.estimate(page.workplace, catalogue, coach.planned(page.workplace, catalogue, programme.id))
        ways.append((programme.id, f"{programme.name.in_(language())}, {training.estimated(lasts)}"))
    sceptic = _(
        "Core training is no cure-all: moving regularly helps at least as much, says the sceptical article."
    )
    return await _choose(page.app, _("Which programme?") + "\n" + sceptic, ways)


async def instead_of(app: App[object], workplace: Workplace, catalogue: Catalogue, exercise: str) -> str | None:
    """Ask for another exercise, or one of `INSTEAD`, in the place of one; None if it was left open."""
    gate = care.stretch_gate(workplace.store)
    length = _("{minutes} min").format(minutes=INSTEAD_MINUTES)
    ways = [(kind, f"{_(MOVEMENTS[kind])}, {length}") for kind in INSTEAD]
    choices = dict.fromkeys([*catalogue.choices(exercise), *catalogue.exercises])
    ways += [
        (one.id, one.name.in_(language()))
        for one in map(catalogue.exercises.__getitem__, choices)
        if one.id != exercise and gate.offers(stretch=one.stretch)
    ]
    return await _choose(app, _("What instead?"), ways)


def minutes_of(line: str) -> int | None:
    """Read the time there is, in minutes; None for all of it. Raises `UsageError` for what is no duration."""
    if not line.strip():
        return None
    return max(1, duration(line) // 60)


async def _choose(app: App[object], question: str, ways: Sequence[tuple[str, str]]) -> str | None:
    chosen: str | None = await app.push_screen_wait(Choice(question, tuple(ways)))
    return chosen
