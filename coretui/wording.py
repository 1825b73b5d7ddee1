"""Domain codes and values, put into the words of the current language."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from coretui.domain.breathing import Pattern
from coretui.domain.exercises import Dose
from coretui.domain.habits import DayFacts
from coretui.domain.orders import Call
from coretui.domain.overview import HabitDay, WeekView
from coretui.domain.seat import Body
from coretui.domain.view import State, View
from coretui.domain.weeks import Period, Repeat, Schedule, Unit
from coretui.domain.weeks import State as WeekState
from coretui.i18n import N_, _, ngettext

TimeOfDay = Callable[[float], str]
"""How a wall time is written."""

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
SHORT_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
HABITS = {
    "breaks": N_("Stand up each half hour"),
    "breathing": N_("Breathing"),
    "core": N_("Core session"),
    "movement": N_("Move 20 min"),
    "self-check": N_("Self-check"),
}
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
SKIPS = {
    "meeting": N_("meeting"),
    "flow": N_("in the flow"),
    "pain": N_("pain"),
    "other": N_("something else"),
}
MOVEMENTS = {
    "walk": N_("walk"),
    "swim": N_("swim"),
    "yoga": N_("yoga"),
    "strength": N_("strength training"),
    "cycle": N_("cycle"),
    "run": N_("run"),
    "dance": N_("dance"),
    "football": N_("football"),
    "tennis": N_("tennis"),
    "other": N_("other movement"),
}
"""Kinds of movement: those the sources name, and anything else."""

PATTERN_NAMES = {"4-7-8": "4-7-8", "belly": N_("Belly")}
PATTERN_NOTES = {
    "4-7-8": N_("In through the nose, hold, long out. Four rounds at first, twice a day."),
    "belly": N_("Hands on the belly, let it rise and fall. The seconds are our choice."),
}
PHASES = {
    "in": (N_("breathe in"), N_("Breathe in, into the belly")),
    "hold": (N_("hold"), N_("Hold, at ease")),
    "out": (N_("breathe out"), N_("Breathe out, slowly")),
    "rest": (N_("rest"), N_("Rest, empty")),
}
HEALTH = {
    "unknown": N_("notices on"),
    "shown": N_("notices on"),
    "no way": N_("no notices: this desktop has no way"),
    "refused": N_("no notices: the desktop refused"),
    "silent": N_("no notices: the desktop is silent"),
}

STEPS = {
    "tick": N_("{habit} ticked on {day}"),
    "untick": N_("{habit} unticked on {day}"),
    "movement": N_("{kind}, {minutes} min, on {day}"),
    "sitting": N_("sitting, {minutes} min, on {day}"),
    "set": N_("{exercise}, set {number}"),
    "set open": N_("{exercise}, set {number} open again"),
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


def habit_name(habit_id: str, name: str | None) -> str:
    """Return what a habit is called: the user's name for it, or ours for a built-in one."""
    return name or _(HABITS.get(habit_id, habit_id))


def streak(current: int, unit: str) -> str:
    """Write a streak: 5 weeks, 1 day, – for none."""
    if not current:
        return "–"
    if unit == "weeks":
        return ngettext("{n} week", "{n} weeks", current).format(n=current)
    return ngettext("{n} day", "{n} days", current).format(n=current)


def schedule(asked: Schedule) -> str:
    """Say how often something is asked: daily, 3 times a week, Mon Wed Fri."""
    match asked.repeat:
        case Repeat.DAILY:
            return _("every day")
        case Repeat.WEEKDAYS:
            return " ".join(_(WEEKDAYS[day]) for day in sorted(asked.weekdays))
        case _:
            return ngettext("once a week", "{n} times a week", asked.times).format(n=asked.times)


def periods_in_words(periods: Iterable[Period]) -> list[str]:
    """Say which weeks or days explain a streak: Week 41 missed (2 of 3). Week 43 off."""
    return [_period(period) for period in periods]


def _period(period: Period) -> str:
    weekly = period.unit == Unit.WEEKS
    middle = date.fromordinal((period.first.toordinal() + period.last.toordinal()) // 2)
    name = _("Week {n}").format(n=middle.isocalendar().week) if weekly else short_date(period.first)
    words = {"name": name, "n": period.count, "target": period.target}
    match period.state:
        case WeekState.MISSED:
            return (_("{name} missed ({n} of {target}).") if weekly else _("{name} missed.")).format(**words)
        case WeekState.OFF:
            return _("{name} off.").format(**words)
        case WeekState.OPEN:
            return (_("{name} so far {n} of {target}.") if weekly else _("{name} still open.")).format(**words)
        case _:
            return (_("{name} met ({n} of {target}).") if weekly else _("{name} met.")).format(**words)


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


def status_line(view: View, now: float) -> str:
    """Say what the chair is in one line for a terminal."""
    return f"{headline(view, now)}. {why(view)}"


def notice(call: Call, kind: str = "neutral") -> tuple[str, str]:
    """Return the title and the text of a notice; `movement` names what to do, `neutral` nothing private."""
    if call is Call.BREAK_OVER:
        return _("Back whenever you like"), _("The break is long enough.")
    if call is Call.STILL_STANDING:
        return _("Still standing?"), _("Sit down for a while if you like.")
    return _("Stand up for a moment"), _("Straighten your hips or walk a little.") if kind == "movement" else ""


def pattern_name(pattern: str) -> str:
    """Return what a breathing pattern is called."""
    return _(PATTERN_NAMES.get(pattern, pattern))


def parts(pattern: Pattern) -> str:
    """Write a pattern's seconds: 4 · 7 · 8."""
    return " · ".join(f"{length:g}" for _phase, length in pattern.phases)


def phase_words(phase: str) -> str:
    """Return the marked word for a phase."""
    return PHASES[phase][0]


def breath_words(phase: str) -> str:
    """Return the marked sentence for a phase."""
    return PHASES[phase][1]


def rounds(done: int, planned: int) -> str:
    """Say how a run of breathing ended."""
    if not done:
        return _("No whole round this time.")
    if done < planned:
        return ngettext("{n} whole round, written down.", "{n} whole rounds, written down.", done).format(n=done)
    return ngettext("Done: {n} round.", "Done: all {n} rounds.", done).format(n=done)


def dose(prescribed: Dose, sided: bool, sets: int) -> str:
    """Write a dose: 3 × 30 s hold, left and right; 36 sets in all where sides share them."""
    amount = (
        _("{n} s hold").format(n=prescribed.seconds)
        if prescribed.seconds
        else ngettext("{n} rep", "{n} reps", prescribed.reps or 0).format(n=prescribed.reps)
    )
    text = f"{prescribed.sets} × {amount}"
    if prescribed.hold_seconds:
        hold = _("each held {n} s each way") if prescribed.each_way else _("each held {n} s")
        text += ", " + hold.format(n=prescribed.hold_seconds)
    if sided:
        text += ", " + (_("each side") if sets > prescribed.sets else _("sides in turn"))
    return text


def sets_done(done: int, planned: int) -> str:
    """Say how far a session is: 11 of 51 sets."""
    return _("{n} of {target} sets").format(n=done, target=planned)


def next_set(exercise: str, number: int, side: str) -> str:
    """Say which set comes next."""
    text = _("Next: {exercise}, set {n}").format(exercise=exercise, n=number)
    return f"{text}, {side}" if side else text


def fitting(sentences: Iterable[str], width: int, between: str = " ") -> str:
    """Join as many of the sentences, in their order, as fit into so many columns; at least the first."""
    line = ""
    for sentence in sentences:
        longer = f"{line}{between}{sentence}" if line else sentence
        if line and len(longer) > width:
            break
        line = longer
    return line


def week_sentences(week: WeekView, before: WeekView) -> list[str]:
    """Say a thing or two about a week, from facts only."""
    longest = max((day.longest_seconds for day in week.days), default=0.0)
    earlier = max((day.longest_seconds for day in before.days), default=0.0)
    said = []
    if longest >= 60:
        said.append(
            _("Longest stretch {length}{than}.").format(length=minutes(longest), than=_than(longest, earlier))
        )
    core = next((one.week for one in week.habits if one.habit.id == "core"), None)
    if core:
        said.append(_("Core {n} of {target}.").format(n=core.count, target=core.target))
    return said


def _than(longest: float, earlier: float) -> str:
    difference = int(longest // 60) - int(earlier // 60)
    if earlier < 60 or difference == 0:
        return ""
    words = _(", {n} less than last week") if difference < 0 else _(", {n} more than last week")
    return words.format(n=abs(difference))


def habit_amount(one: HabitDay, facts: DayFacts) -> str:
    """Say how far a habit is on a day: 6 of 7, 5 min, 2 of 3."""
    match one.habit.id:
        case "breaks":
            return _("{n} of {target}").format(n=facts.breaks_kept, target=facts.breaks_due)
        case "breathing":
            return minutes(facts.breathing_seconds) if facts.breathing_seconds else ""
        case "movement":
            return minutes(facts.movement_minutes * 60) if facts.movement_minutes else ""
        case "self-check":
            return _("to do") if one.due else ""
        case _:
            return _("{n} of {target}").format(n=one.week.count, target=one.week.target)


def health(code: str) -> str:
    """Say how notices go."""
    return _(HEALTH[code])


def proof(habit_id: str, facts: DayFacts) -> str:
    """Say which facts make a built-in habit done on a day."""
    match habit_id:
        case "breaks":
            return _("{kept} of {due} breaks were kept").format(kept=facts.breaks_kept, due=facts.breaks_due)
        case "breathing":
            return _("{length} of breathing").format(length=minutes(facts.breathing_seconds))
        case "core":
            return _("{share:.0%} of a session's sets").format(share=facts.core_share or 0)
        case _:
            return _("{length} of movement").format(length=minutes(facts.movement_minutes * 60))


def step_sentence(code: str, words: Mapping[str, Any], name_of: Callable[[str], str]) -> str:
    """Say what a step of the journal was; `name_of` names a habit or an exercise by its id."""
    shown = dict(words)
    for key in ("habit", "exercise"):
        if key in shown:
            shown[key] = name_of(shown[key])
    if "kind" in shown:
        shown["kind"] = _(MOVEMENTS.get(shown["kind"], shown["kind"]))
    if "minutes" in shown:
        shown["minutes"] = f"{shown['minutes']:g}"
    if "day" in shown:
        shown["day"] = short_date(date.fromisoformat(shown["day"]))
    return _(STEPS[code]).format(**shown)
