"""Habits, weeks, sessions, breaths and notices in the words of the current language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from coretui.domain.chair.messages import Call
from coretui.domain.chair.state import NO_SOURCE
from coretui.domain.exercises.catalogue import Dose
from coretui.domain.habits.habit import MOVEMENT_MINUTES, DayFacts, Habit
from coretui.domain.habits.overview import HabitDay, HabitWeek, WeekView
from coretui.domain.habits.streaks import Period, Repeat, Schedule, Streak, Unit, Week
from coretui.domain.habits.streaks import State as WeekState
from coretui.i18n import N_, _, ngettext
from coretui.words.chair import WEEKDAYS, minutes, short_date, time_of_day

HABITS = {
    "breaks": N_("Stand up each half hour"),
    "breathing": N_("Breathing"),
    "core": N_("Core session"),
    "movement": N_("Move 20 min"),
    "self-check": N_("Self-check"),
}
UNITS = {"patterns": N_("patterns"), "min": N_("min")}
"""What the goals of built-in habits are counted in, where that has a name."""
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
    "weights": N_("weight lifting"),
    "cycle": N_("cycle"),
    "run": N_("run"),
    "dance": N_("dance"),
    "football": N_("football"),
    "tennis": N_("tennis"),
    "other": N_("other movement"),
}
"""Kinds of movement: those the sources name, and anything else."""

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
    "sat anyway": N_("sat anyway for {minutes} min on {day}"),
    "set": N_("{exercise}, set {number}"),
    "set open": N_("{exercise}, set {number} open again"),
    "pain": N_("back pain {score} on {day}"),
    "exercise pain": N_("pain {score} at {exercise} on {day}"),
    "session pain": N_("pain {score} in the session of {day}"),
    "check": N_("self-check on {day}"),
    "note": N_("note on {day}"),
    "time off": N_("time off from {first} to {last}"),
    "habit off": N_("time off for {habit} from {first} to {last}"),
    "time off back": N_("no time off from {first} to {last}"),
    "habit add": N_("new habit {name}"),
    "habit change": N_("{habit} changed"),
    "habit rename": N_("{before} renamed {name}"),
    "habit order": N_("habits put in order"),
    "habit retire": N_("{habit} retired"),
    "habit restore": N_("{habit} brought back"),
    "flare on": N_("flare-up from {day}"),
    "flare off": N_("end of the flare-up on {day}"),
}


def habit_name(habit_id: str, name: str | None) -> str:
    """Return what a habit is called: the user's name for it, or ours for a built-in one."""
    return name or _(HABITS.get(habit_id, habit_id))


def named(habit: Habit) -> str:
    """Return what a habit is called, the goal of today in it."""
    if habit.id == "movement" and not habit.name and habit.goal != MOVEMENT_MINUTES:
        return _("Move {n} min").format(n=f"{habit.goal:g}")
    return habit_name(habit.id, habit.name)


def streak(current: int, unit: str) -> str:
    """Write a streak: 5 weeks, 1 day, – for none."""
    return _length(current, unit) if current else "–"


def _length(n: int, unit: str) -> str:
    if unit == "weeks":
        return ngettext("{n} week", "{n} weeks", n).format(n=n)
    return ngettext("{n} day", "{n} days", n).format(n=n)


def schedule(asked: Schedule) -> str:
    """Say how often something is asked: daily, 3 times a week, Mon Wed Fri."""
    match asked.repeat:
        case Repeat.DAILY:
            return _("every day")
        case Repeat.WEEKDAYS:
            return " ".join(_(WEEKDAYS[day]) for day in sorted(asked.weekdays))
        case _:
            return ngettext("once a week", "{n} times a week", asked.times).format(n=asked.times)


def asked(habit: Habit, in_force: Schedule) -> str:
    """Say what is asked of a habit: every day, 8 glasses."""
    words = schedule(in_force)
    if habit.goal == 1 and (habit.derived or not habit.unit):
        return words
    unit = _(UNITS.get(habit.unit, habit.unit)) if habit.derived else habit.unit
    amount = f"{habit.goal:g} {unit}" if unit else _("{n} times").format(n=f"{habit.goal:g}")
    return f"{words}, {amount}"


def streak_and_why(kept_up: Streak, reasons: Iterable[Period]) -> str:
    """Say how long a habit has been kept up and why: 5 weeks. Week 41 missed (2 of 3). Week 43 off."""
    return " ".join([f"{_length(kept_up.current, kept_up.unit)}.", *periods_in_words(reasons)])


def longest_streak(kept_up: Streak) -> str:
    """Say how long a habit was kept up at best."""
    return _("Longest {streak}.").format(streak=_length(kept_up.longest, kept_up.unit))


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


def notice(call: Call, kind: str = "neutral") -> tuple[str, str]:
    """Return the title and the text of a notice; `movement` names what to do, `neutral` nothing private."""
    if call is Call.BREAK_OVER:
        return _("Back whenever you like"), _("The break is long enough.")
    if call is Call.SOON:
        return _("In a minute: stand up for a moment"), ""
    if call is Call.STILL_STANDING:
        return _("Still standing?"), _("Sit down for a while if you like.")
    if call is Call.SESSION:
        return _("Time for your session"), _("The times are the ones you have set.")
    return _("Stand up for a moment"), _("Straighten your hips or walk a little.") if kind == "movement" else ""


def dose(prescribed: Dose, sided: bool, sets: int) -> str:
    """Write a dose: 3 × 30 s hold, left and right; 36 sets in all where sides share them."""
    if prescribed.seconds and prescribed.seconds >= 120 and prescribed.seconds % 60 == 0:
        amount = _("{n} min").format(n=prescribed.seconds // 60)
    elif prescribed.seconds:
        amount = _("{n} s hold").format(n=prescribed.seconds)
    else:
        amount = ngettext("{n} rep", "{n} reps", prescribed.reps or 0).format(n=prescribed.reps)
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


def week_sentences(week: WeekView, before: WeekView, today: date | None = None) -> list[str]:
    """Say a thing or two about a week, from facts only; `today` tells how many days are left of it."""
    longest = max((day.longest_seconds for day in week.days), default=0.0)
    earlier = max((day.longest_seconds for day in before.days), default=0.0)
    said = []
    if longest >= 60:
        said.append(
            _("Longest stretch {length}{than}.").format(length=minutes(longest), than=_than(longest, earlier))
        )
    if core := next((one for one in week.habits if one.habit.id == "core"), None):
        said.append(_core(core, week.week, today))
    return said


def _core(core: HabitWeek, week: Week, today: date | None) -> str:
    """Say how the core sessions of a week go: 2 of 3, three days left; met; or off."""
    words = {"n": core.week.count, "target": core.week.target}
    if core.week.state is WeekState.OFF and not core.week.target:
        return _("Core is off this week.")
    if today is None or today not in week:
        return _("Core {n} of {target}.").format(**words)
    if core.week.state is WeekState.OPEN:
        left = (week.last - today).days + 1
        days = ngettext("{n} day left", "{n} days left", left).format(n=left)
        return _("Core {n} of {target}, {days}.").format(**words, days=days)
    if core.streak.current > 1 and core.streak.unit == Unit.WEEKS:
        return _("Core {n} of {target}, {weeks} weeks in a row.").format(**words, weeks=core.streak.current)
    return _("Core {n} of {target}.").format(**words)


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
        case _ if not one.habit.derived and (one.evidence.goal != 1 or one.habit.unit):
            words = {"n": f"{one.evidence.amount:g}", "target": f"{one.evidence.goal:g} {one.habit.unit}".rstrip()}
            return _("{n} of {target}").format(**words)
        case _:
            return _("{n} of {target}").format(n=one.week.count, target=one.week.target)


def absence(start: float, seconds: float) -> str:
    """Write an absence for the list: 12:31, 40 min."""
    return f"{time_of_day(start)}, {minutes(seconds)}"


def sat_anyway(seconds: float) -> str:
    """Ask about an absence that has just ended."""
    return _("Away {length}: counted as a break. Sat anyway? (n)").format(length=minutes(seconds))


def idle_source(name: str) -> str:
    """Say where it is known from when keys and mouse rest."""
    return _("idle by {source}").format(source=name) if name != NO_SOURCE else _("idle unknown")


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
        case "self-check":
            return _("a self-check was made")
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
    for key in ("day", "first", "last"):
        if key in shown:
            shown[key] = short_date(date.fromisoformat(shown[key]))
    return _(STEPS[code]).format(**shown)
