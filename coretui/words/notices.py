"""What a person is told about the chair, and how those ways of telling fare."""

from __future__ import annotations

from coretui.domain.chair.messages import Call
from coretui.domain.chair.state import NO_SOURCE
from coretui.domain.days import fixed
from coretui.i18n import N_, _
from coretui.words.time import absent, time_of_day

SKIPS = {
    "meeting": N_("meeting"),
    "flow": N_("in the flow"),
    "pain": N_("pain"),
    "other": N_("another reason"),
}


HEALTH = {
    "unknown": N_("notices on"),
    "shown": N_("notices on"),
    "no way": N_("no notices: this desktop cannot show them"),
    "refused": N_("no notices: the desktop refused them"),
    "silent": N_("no notices: the desktop does not answer"),
}


def notice(call: Call, kind: str = "neutral", movement: str = "") -> tuple[str, str]:
    """Return the title and the text of a notice: of kind `movement` it says what to do, `neutral` nothing private.

    `movement` is what this break offers, in words; without it the text is what the source says.
    """
    if call is Call.BREAK_OVER:
        return _("Sit down again whenever you like"), _("Your break is long enough.")
    if call is Call.SOON:
        return _("In a minute: stand up for a moment"), ""
    if call is Call.STILL_STANDING:
        return _("Still standing?"), _("Sit down for a while if you like.")
    if call is Call.SESSION:
        return _("Time for your session"), _("At the time you set.")
    if call is Call.BREATHING:
        return _("Time to breathe"), _("At the time you set.")
    words = movement or _("Straighten your hips or walk a little.")
    return _("Stand up for a moment"), words if kind == "movement" else ""


def absence(start: float, seconds: float, offset: int) -> str:
    """Write an absence for the list, its time as the clock showed it so far from UTC: 12:31, 40 min."""
    return f"{time_of_day(start, fixed(offset))}, {absent(seconds)}"


def sat_anyway(seconds: float) -> str:
    """Ask about an absence that has just ended."""
    return _("Away {length}: counted as a break. Sat anyway? (n)").format(length=absent(seconds))


def idle_source(name: str) -> str:
    """Say where it is known from when keys and mouse rest."""
    return _("activity from {source}").format(source=name) if name != NO_SOURCE else _("activity unknown")


def health(code: str) -> str:
    """Say how notices go."""
    return _(HEALTH[code])
