"""What is asked around a session: once before the first, after two weeks away, in a flare-up, what instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from textual.app import App

from coretui.domain.care.advice import Goal, comeback
from coretui.domain.exercises.catalogue import LEAFLET, Catalogue, Exercise, ball_size
from coretui.domain.exercises.dose import Sides
from coretui.domain.exercises.plan import INSTEAD, Plan
from coretui.domain.exercises.tailoring import MOVEMENT_MINUTES
from coretui.i18n import _, language
from coretui.parsing.durations import duration
from coretui.services import session_run as coach
from coretui.services.workplace import Workplace
from coretui.settings import file as settings_file
from coretui.settings.keys import QUESTIONS
from coretui.store import care, sessions, timeoff
from coretui.tui.dialogs.choice import Choice, Choices
from coretui.tui.dialogs.dialog import hint_to_skip
from coretui.tui.dialogs.heed import Heed
from coretui.tui.dialogs.line import LineDialog
from coretui.tui.screens.page import Page
from coretui.words import care as caring
from coretui.words import sessions as training
from coretui.words.journal import MOVEMENTS

LIGHTER = 2 / 3
"""The share of a session to begin with after two weeks away; the app's own advice."""
GENTLE = "gentle"
"""The programme that serves instead of stretching, and has what is easy in a flare-up."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question before the first session: the setting that its answer goes into, its words and its answers."""

    key: str
    words: str
    why: str
    answers: Choices


async def before_the_first(page: Page, catalogue: Catalogue, cut: int | None) -> None:
    """Ask what nobody has been asked yet. Each is asked once, and may be skipped: then it stays as it was."""
    workplace = page.workplace
    missing = [name for name in QUESTIONS if not _known(workplace, name)]
    for n, name in enumerate(missing, 1):
        asked = _question(page, catalogue, name, cut)
        head = _("Before your first session, {n} of {target}").format(n=n, target=len(missing))
        dialog = Choice(asked.words, asked.answers, said=(asked.why,), above=head, hint=hint_to_skip(asked.key))
        _remember(page, name, asked.key, await page.app.push_screen_wait(dialog))


def _known(workplace: Workplace, name: str) -> bool:
    """Tell whether a question has been answered, here or in the settings, or skipped."""
    settings = workplace.settings
    session = settings.session
    answered = {
        "goal": "profile.goal" in settings.written,
        "sides": session.sides != "ask",
        "ball": session.ball is not None,
        "band": session.band is not None,
    }
    return answered[name] or name in session.asked


def _remember(page: Page, name: str, key: str, chosen: str | None) -> None:
    """Write an answer down, and that it was asked for."""
    workplace = page.workplace
    asked = ", ".join(dict.fromkeys((*workplace.settings.session.asked, name)))

    def write() -> None:
        settings_file.write(workplace.home.config, "session.asked", asked)
        if chosen is not None:
            settings_file.write(workplace.home.config, key, chosen)
        workplace.follow_settings()

    page.attempt(write)


def _question(page: Page, catalogue: Catalogue, name: str, cut: int | None) -> Question:
    match name:
        case "goal":
            return Question(
                "profile.goal",
                _("Did a doctor or therapist prescribe your exercises because of an injury?"),
                _(
                    "Exercises done because of an injury may hurt, says the sport physician's leaflet."
                    " Otherwise pain is a reason to make the exercise easier or to swap it."
                    " At 6 of 10 or more, or pain into a leg, you always stop (coretui's own advice)."
                ),
                (
                    (Goal.PREVENTION.value, _("no, I train of my own accord")),
                    (Goal.REHABILITATION.value, _("yes, because of an injury")),
                ),
            )
        case "sides":
            return Question(
                "session.sides",
                _("Left and right: what does 3 × 15 mean in the core programme?"),
                _(
                    "The sport physician's leaflet leaves this open."
                    " In the other programmes the sets are always for each side."
                ),
                tuple((sides.value, _way(page, catalogue, sides, cut)) for sides in Sides),
            )
        case "ball":
            height = page.workplace.settings.profile.height
            size = " " + _("({n} cm for your height)").format(n=ball_size(height)) if height else ""
            return Question(
                "session.ball",
                _("Do you have an exercise ball (Swiss ball)?"),
                _(
                    "A ball is better than the floor, says the sport physician's leaflet: it trains coordination."
                    " Most of its exercises can be done on the floor too."
                ),
                (("no", _("no, on the floor")), ("yes", _("yes") + size)),
            )
        case _:
            return Question(
                "session.band",
                _("Do you have an elastic exercise band?"),
                _("Of all exercises only the Pallof press needs one; it belongs to the four pillars."),
                (("no", _("no")), ("yes", _("yes"))),
            )


def _way(page: Page, catalogue: Catalogue, sides: Sides, cut: int | None) -> str:
    sets = coach.planned(page.workplace, catalogue, LEAFLET, sides=sides, minutes=cut)
    words = {
        Sides.EACH: _("for each side: {n} sets, {length}"),
        Sides.TOTAL: _("in total, alternating: {n} sets, {length}"),
    }[sides]
    lasts = training.estimated(coach.estimate(page.workplace, catalogue, sets))
    return words.format(n=len(sets), length=lasts)


def offered(workplace: Workplace) -> str:
    """Return the programme to begin with: what is gentle in a flare-up, else the leaflet's."""
    return GENTLE if timeoff.flaring(workplace.store, workplace.today) else LEAFLET


async def in_a_flare_up(page: Page, catalogue: Catalogue, plan: Plan) -> str | None:
    """Ask before a session begins that loads or stretches while the back plays up.

    Return `breathe`, `easy` for breathing and easy movement only, `all`, or `unasked` where there is nothing to
    ask; None to begin nothing.
    """
    workplace = page.workplace
    since = timeoff.flare_since(workplace.store)
    if since is None or not timeoff.flaring(workplace.store, workplace.today):
        return "unasked"
    if all(catalogue.exercises[one.exercise].easy for one in plan):
        return "unasked"
    easy = coach.planned(workplace, catalogue, GENTLE, easy=True)
    lasts = training.estimated(coach.estimate(workplace, catalogue, easy))
    answers = (
        ("breathe", _("breathe: 4-7-8 or into the belly")),
        ("easy", _("only the easy exercises, {length}").format(length=lasts)),
        ("all", _("this session all the same")),
    )
    said = (caring.flaring(since, workplace.today), _(caring.ASKS_FIRST))
    chosen: str | None = await page.app.push_screen_wait(Heed(_("YOUR BACK IS PLAYING UP"), said, answers))
    return chosen


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
        ("both", _("as time off; begin gently, with about two thirds of a session")),
        ("off", _("as time off; begin where you were")),
        ("no", _("as ordinary days; begin where you were")),
    )
    question = _("Your last session was {days} days ago. How should those days count?")
    said = (_("Beginning gently after two weeks away is coretui's own advice."),)
    chosen = await _choose(page.app, question.format(days=(workplace.today - last).days), ways, said)
    if chosen is None:
        return False, cut
    if chosen != "no" and not page.attempt(lambda: timeoff.rest(workplace.store, first, until, workplace.now)):
        return False, cut
    if chosen == "both":
        whole = coach.estimate(workplace, catalogue, coach.planned(workplace, catalogue, programme))
        return True, max(1, round(whole * LIGHTER / 60))
    return True, cut


async def which(page: Page, catalogue: Catalogue) -> str | None:
    """Ask for a programme, the gentle one first in a flare-up; None if it was left open."""
    flaring = timeoff.flaring(page.workplace.store, page.workplace.today)
    ways = []
    for programme in sorted(catalogue.programmes.values(), key=lambda one: flaring and one.id != GENTLE):
        lasts = coach.estimate(page.workplace, catalogue, coach.planned(page.workplace, catalogue, programme.id))
        ways.append((programme.id, f"{programme.name.in_(language())}, {training.estimated(lasts)}"))
    sceptic = _(
        "Core training is no cure-all: moving regularly matters at least as much, says the sceptical article."
    )
    return await _choose(page.app, _("Which programme?") + "\n" + sceptic, ways)


async def instead_of(
    app: App[object], workplace: Workplace, catalogue: Catalogue, exercise: str, shut: Callable[[str], bool]
) -> str | None:
    """Ask for another exercise, or one of `INSTEAD`, in the place of one; None if it was left open.

    What pain has `shut` is not offered, nor what needs equipment that is not there.
    """
    gate, flaring = care.stretch_gate(workplace.store), timeoff.flaring(workplace.store, workplace.today)
    missing = coach.missing(workplace.settings)
    length = _("{minutes} min").format(minutes=MOVEMENT_MINUTES)
    ways = [(kind, f"{_(MOVEMENTS[kind])}, {length}") for kind in INSTEAD]

    def loads(one: Exercise) -> bool:
        return flaring and not one.easy

    ways += [
        (one.id, one.name.in_(language()))
        for one in sorted(catalogue.others(exercise), key=loads)
        if gate.offers(stretch=one.stretch) and not missing & set(one.equipment) and not shut(one.id)
    ]
    return await _choose(app, _("What do you want to do instead?"), ways)


async def time_there_is(app: App[object]) -> str | None:
    """Ask how much time there is; None if it was left open."""
    line: str | None = await app.push_screen_wait(
        LineDialog(_("How much time do you have? Empty = full session"), _("20m"))
    )
    return line


def minutes_of(line: str) -> int | None:
    """Read the time there is, in minutes; None for all of it. Raises `UsageError` for what is no duration."""
    if not line.strip():
        return None
    return max(1, duration(line) // 60)


async def _choose(
    app: App[object], question: str, ways: Sequence[tuple[str, str]], said: Sequence[str] = ()
) -> str | None:
    chosen: str | None = await app.push_screen_wait(Choice(question, tuple(ways), said=said))
    return chosen
