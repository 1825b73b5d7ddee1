"""The chair and the clock in the words of the current language: all that the fast commands need."""

from __future__ import annotations

from coretui.domain.chair.state import Body
from coretui.domain.chair.view import ChairState, View
from coretui.domain.days import Zone
from coretui.i18n import N_, _, ngettext, pgettext
from coretui.words.time import countdown, minutes, moment

STATES = {
    ChairState.OFF: N_("off"),
    ChairState.AWAY: N_("away"),
    ChairState.BREAK: N_("break"),
    ChairState.SESSION: N_("session"),
    ChairState.STANDING: N_("standing"),
    ChairState.DUE: N_("due"),
    ChairState.SITTING: N_("sitting"),
}
REFUSALS = {
    "on a break already": N_("You are already on a break."),
    "standing already": N_("You are already standing."),
    "sitting already": N_("You are already sitting."),
    "away already": N_("You are already away."),
    "nothing due": N_("No break is due."),
    "snoozed already": N_("The reminder is already snoozed."),
    "no more snoozes": N_("You cannot snooze again: stand up now, or skip this break and say why."),
    "too quick": N_("That was quick: wait a moment and press again."),
    "not held": N_("Reminders are not paused."),
}


def state_name(state: ChairState) -> str:
    """Return a state in a word: a breath that waits is paused too, and in Dutch that is another word."""
    return pgettext("reminders", "paused") if state is ChairState.HELD else _(STATES[state])


def refusal(code: str) -> str:
    """Say why a command of the chair is not possible now."""
    return _(REFUSALS[code])


def headline(view: View, now: float, zone: Zone) -> str:
    """Say what the chair does at a wall time where the zone holds, in one short sentence without a full stop."""
    since = view.since.wall if view.since else now
    at = view.until and moment(view.until, now, zone)
    match view.state:
        case ChairState.OFF if view.why in {"no keeper", "only read"}:
            return _("Nothing is tracking your sitting")
        case ChairState.OFF if at:
            return _("Outside working hours until {time}").format(time=at)
        case ChairState.OFF:
            return _("Outside working hours")
        case ChairState.HELD if at and view.why:
            return _("Paused until {time} ({reason})").format(time=at, reason=view.why)
        case ChairState.HELD if at:
            return _("Paused until {time}").format(time=at)
        case ChairState.HELD:
            return _("Paused until you resume")
        case ChairState.DUE if at:
            return _("Snoozed until {time}").format(time=at)
        case ChairState.DUE:
            return _("Stand up for a moment")
        case ChairState.SITTING if view.due_at is not None:
            return _("Stand up at {time}").format(time=moment(view.due_at, now, zone))
        case ChairState.STANDING:
            return _("Standing since {time}").format(time=moment(since, now, zone))
        case ChairState.SESSION:
            return _("In a session since {time}").format(time=moment(since, now, zone))
        case ChairState.AWAY:
            return _("Away since {time}").format(time=moment(since, now, zone))
        case _:
            return _("On a break")


def why(view: View, now: float, zone: Zone) -> str:
    """Say why the chair is in its state, in one sentence, at a wall time where the zone holds."""
    sat = _("You have sat for {length}.").format(length=minutes(view.sat))
    match view.state:
        case ChairState.OFF if view.why == "only read":
            return _("Nothing can be saved here, so nothing is counted.")
        case ChairState.OFF if view.why == "no keeper":
            return _("Start coretui to change that.")
        case ChairState.OFF if view.body is not Body.SITTING:
            return _("No reminders while you are up.")
        case ChairState.OFF:
            return _("Your sitting time counts, but nothing reminds you.")
        case ChairState.HELD:
            return _("No reminders now. {sat}").format(sat=sat)
        case ChairState.DUE if view.snoozed:
            asleep = ngettext("Snoozed once.", "Snoozed {n} times.", view.snoozes).format(n=view.snoozes)
            return f"{asleep} {sat}"
        case ChairState.DUE:
            return _("{sat} Time to stand up.").format(sat=sat)
        case ChairState.BREAK if view.until:
            return _("You can sit down again from {time}.").format(time=moment(view.until, now, zone))
        case ChairState.STANDING:
            return _("You are standing: sitting time does not count.")
        case ChairState.SESSION:
            return _("The timer waits until you are done.")
        case ChairState.AWAY:
            return _("The timer waits until you are back.")
        case _ if view.why == "breathing":
            return _("No reminders while you breathe.")
        case _:
            return sat


def chair_in_short(view: View, *, plain: bool = False) -> str:
    """Say what the chair is in a word or two, for the top line and the window's title; empty while it is off."""
    match view.state:
        case ChairState.SITTING if view.due_in is not None:
            left = countdown(view.due_in) if view.due_in < 60 else minutes(view.due_in + 59)
            return left if plain else f"◔ {left}"
        case ChairState.DUE:
            return _("stand up") if plain else "● " + _("stand up")
        case ChairState.BREAK:
            return _("on a break")
        case ChairState.HELD:
            return state_name(ChairState.HELD)
        case _:
            return ""


def status_line(view: View, now: float, zone: Zone) -> str:
    """Say what the chair is in one line for a terminal."""
    return f"{headline(view, now, zone)}. {why(view, now, zone)}"


def past_budget(sat: float, budget: float) -> str:
    """Say that somebody has sat as long today as they wanted to at most; it is said once, and asks nothing."""
    return _("Sat {length} today; you had {budget} in mind.").format(length=minutes(sat), budget=minutes(budget))
