"""The chair and the clock in the words of the current language: all that the fast commands need."""

from __future__ import annotations

import time
from datetime import date

from coretui.domain.chair.state import Body
from coretui.domain.chair.view import State, View
from coretui.i18n import N_, _, ngettext

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
SHORT_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
STATES = {
    State.OFF: N_("off"),
    State.AWAY: N_("away"),
    State.BREAK: N_("break"),
    State.SESSION: N_("session"),
    State.STANDING: N_("standing"),
    State.HELD: N_("held"),
    State.DUE: N_("due"),
    State.SITTING: N_("sitting"),
}
REFUSALS = {
    "on a break already": N_("You are on a break already."),
    "standing already": N_("You are standing already."),
    "sitting already": N_("You are sitting already."),
    "away already": N_("You are away already."),
    "nothing due": N_("No break is due."),
    "snoozed already": N_("The reminder sleeps already."),
    "no more snoozes": N_("No more snoozes: stand up now, or skip it and say why."),
    "too quick": N_("That was quick: wait a moment and press again."),
    "not held": N_("Reminders are not on hold."),
}


def time_of_day(wall: float) -> str:
    """Write a wall time as the clock on the wall shows it here: 14:47."""
    return time.strftime("%H:%M", time.localtime(wall))


def moment(wall: float, now: float) -> str:
    """Write a wall time so that the day is clear: 14:47, or Mon 09:00 when it is another day."""
    then, today = time.localtime(wall), time.localtime(now)
    clock = time.strftime("%H:%M", then)
    return clock if then[:3] == today[:3] else f"{_(WEEKDAYS[then.tm_wday])} {clock}"


def minutes(seconds: float) -> str:
    """Write a length in whole minutes: 15 min, 4 h 10, 0 min."""
    hours, rest = divmod(int(seconds // 60), 60)
    if hours:
        return _("{hours} h {minutes:02}").format(hours=hours, minutes=rest)
    return _("{minutes} min").format(minutes=rest)


def countdown(seconds: float) -> str:
    """Write what is left as a clock counts it down: 0:42."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02}"


def weekday(day: date) -> str:
    """Return the short name of a day's weekday."""
    return _(WEEKDAYS[day.weekday()])


def short_date(day: date) -> str:
    """Write a date for the top line: Sun 22 Nov."""
    return f"{weekday(day)} {day.day} {_(SHORT_MONTHS[day.month - 1])}"


def week_span(first: date, last: date) -> str:
    """Write a week's days: 16–22 November, 30 November – 6 December."""
    if first.month == last.month:
        return f"{first.day}–{last.day} {_(MONTHS[last.month - 1])}"
    return f"{first.day} {_(MONTHS[first.month - 1])} – {last.day} {_(MONTHS[last.month - 1])}"


def refusal(code: str) -> str:
    """Say why a command of the chair is not possible now."""
    return _(REFUSALS[code])


def headline(view: View, now: float) -> str:
    """Say what the chair does, in one short sentence without a full stop."""
    since = view.since.wall if view.since else now
    at = view.until and moment(view.until, now)
    match view.state:
        case State.OFF if view.why == "no keeper":
            return _("Nobody keeps the chair")
        case State.OFF if at:
            return _("Outside working hours until {time}").format(time=at)
        case State.OFF:
            return _("Outside working hours")
        case State.HELD if at and view.why:
            return _("Held until {time} ({reason})").format(time=at, reason=view.why)
        case State.HELD if at:
            return _("Held until {time}").format(time=at)
        case State.HELD:
            return _("Held until you go on")
        case State.DUE if at:
            return _("Again at {time}").format(time=at)
        case State.DUE:
            return _("Stand up for a moment")
        case State.SITTING if view.due_at is not None:
            return _("Stand up at {time}").format(time=time_of_day(view.due_at))
        case State.STANDING:
            return _("Standing since {time}").format(time=time_of_day(since))
        case State.SESSION:
            return _("In a session since {time}").format(time=time_of_day(since))
        case State.AWAY:
            return _("Away since {time}").format(time=time_of_day(since))
        case _:
            return _("On your feet")


def why(view: View) -> str:
    """Say why the chair is in its state, in one sentence."""
    sat = _("Sitting for {length}.").format(length=minutes(view.sat))
    match view.state:
        case State.OFF if view.why == "no keeper":
            return _("Start coretui and it counts your sitting.")
        case State.OFF if view.body is not Body.SITTING:
            return _("On your feet; nothing reminds you now.")
        case State.OFF:
            return _("It counts your sitting, but does not remind you.")
        case State.HELD:
            return _("No reminders until then. {sat}").format(sat=sat)
        case State.DUE if view.snoozed:
            asleep = ngettext("Snoozed once.", "Snoozed {n} times.", view.snoozes).format(n=view.snoozes)
            return f"{asleep} {sat}"
        case State.DUE:
            return _("{sat} That is a full interval.").format(sat=sat)
        case State.BREAK if view.until:
            return _("Back at your desk from {time}.").format(time=time_of_day(view.until))
        case State.STANDING:
            return _("Working on your feet: sitting is not counted.")
        case State.SESSION:
            return _("The chair waits until you are done.")
        case State.AWAY:
            return _("The chair waits until you are back.")
        case _ if view.why == "breathing":
            return _("No reminder while you breathe.")
        case _:
            return sat


def chair_in_short(view: View, *, plain: bool = False) -> str:
    """Say what the chair is in a word or two, for the top line and the window's title; empty while it is off."""
    match view.state:
        case State.SITTING if view.due_in is not None:
            left = countdown(view.due_in) if view.due_in < 60 else minutes(view.due_in + 59)
            return left if plain else f"◔ {left}"
        case State.DUE:
            return _("stand up") if plain else "● " + _("stand up")
        case State.BREAK:
            return _("on a break")
        case State.HELD:
            return _("on hold")
        case _:
            return ""


def status_line(view: View, now: float) -> str:
    """Say what the chair is in one line for a terminal."""
    return f"{headline(view, now)}. {why(view)}"
