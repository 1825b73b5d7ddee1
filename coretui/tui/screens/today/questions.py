"""What Today asks in a dialog; each returns the answer, None if the question was left open.

They are awaited in a worker, as everything that waits for an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import App

from coretui.domain.chair.messages import Skip
from coretui.domain.posture.notes import Posture
from coretui.i18n import _
from coretui.store.corrections import StoredAbsence
from coretui.tui.dialogs.choice import Choice
from coretui.tui.dialogs.line import LineDialog
from coretui.words import posture as sitting
from coretui.words.notices import SKIPS, absence
from coretui.words.time import minutes

HOLDS = (("15m", 15 * 60), ("30m", 30 * 60), ("1h", 3600), ("2h", 7200))
MOST = 9
"""How many answers have a digit."""


async def which_absence(app: App[Any], absences: Sequence[StoredAbsence]) -> str | None:
    """Ask in which absence somebody sat; return its id."""
    words = tuple((one.id, absence(one.start, one.seconds, one.offset)) for one in absences[:MOST])
    return await app.push_screen_wait(Choice(_("During which of these did you sit?"), words))


async def why_skip(app: App[Any]) -> Skip | None:
    """Ask why a break is skipped."""
    reasons = tuple((reason.value, _(SKIPS[reason.value])) for reason in Skip)
    chosen = await app.push_screen_wait(Choice(_("Why skip this break?"), reasons))
    return Skip(chosen) if chosen else None


async def how_to_breathe(app: App[Any]) -> str | None:
    """Ask whether somebody breathes `standing` or `sitting`."""
    ways = (
        ("standing", _("standing: counts as the break too")),
        ("sitting", _("sitting: counts as breathing only")),
    )
    return await app.push_screen_wait(Choice(_("How will you breathe?"), ways))


async def how_long(app: App[Any]) -> str | None:
    """Ask for how long reminders pause; return it as people type it."""
    lengths = tuple((name, minutes(seconds)) for name, seconds in HOLDS)
    choices = (*lengths, ("tomorrow", _("until tomorrow")), ("other", _("another time, with a reason")))
    chosen = await app.push_screen_wait(Choice(_("Pause reminders for how long?"), choices))
    if chosen != "other":
        return chosen
    question, example = _("Pause reminders until when, and why?"), _("45m, 14:30 meeting, tomorrow")
    return await app.push_screen_wait(LineDialog(question, example))


async def how_you_sat(app: App[Any], *, before: bool, ascii: bool) -> Posture | None:
    """Ask how somebody sits, or how they sat just `before`; no answer is good or bad."""
    answers = tuple((one.value, f"{sitting.glyph(one, ascii=ascii)}  {sitting.long(one)}") for one in Posture)
    question = _(sitting.QUESTION) if before else _(sitting.QUESTION_OF_NOW)
    chosen = await app.push_screen_wait(Choice(question, answers, hint=_(sitting.NEITHER)))
    return Posture(chosen) if chosen else None
