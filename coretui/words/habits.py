"""The words of habits: their names, how often they are asked, how far they are, streaks and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from coretui.domain.habits.habit import MOVEMENT_MINUTES, DayFacts, Habit
from coretui.domain.habits.overview import DayView, HabitDay
from coretui.domain.habits.runs import Changed, KeptUp, Streak
from coretui.domain.habits.schedules import Repeat, Schedule, Unit
from coretui.domain.habits.streaks import DayMark, Period, WeekState
from coretui.i18n import N_, _, ngettext
from coretui.words.journal import capital
from coretui.words.numbers import decimal
from coretui.words.time import WEEKDAYS, lasting, minutes, short_date

MOST_REASONS = 10
"""Reasons for a streak that are told each in a sentence."""
HABITS = {
    "breaks": N_("Stand up every half hour"),
    "breathing": N_("Breathing"),
    "core": N_("Core session"),
    "movement": N_("Move 20 min"),
    "self-check": N_("Self-check"),
    "posture": N_("Notice how you sit"),
}
EARLY = N_(
    "Early: a break taken before half the interval had passed. Your sitting time starts afresh, but the"
    " break does not count as kept."
)
"""What a break is that was taken before one was due, and why it is none that was kept."""
UNITS = {"patterns": N_("patterns"), "min": N_("min")}
"""What the goals of built-in habits are counted in, where that has a name."""


def habit_name(habit_id: str, name: str | None) -> str:
    """Return what a habit is called: the user's name for it, or ours for a built-in one."""
    return name or _(HABITS.get(habit_id, habit_id))


def named(habit: Habit) -> str:
    """Return what a habit is called, the goal of today in it."""
    if habit.id == "movement" and not habit.name and habit.goal != MOVEMENT_MINUTES:
        return _("Move {n} min").format(n=decimal(habit.goal))
    return habit_name(habit.id, habit.name)


def inside(habit: Habit) -> str:
    """Return what a habit is called inside a sentence: a name that the person gave it stays as it is."""
    return habit.name or named(habit).lower()


def names_of(habit: Habit) -> set[str]:
    """Return all that a habit is called: one without a name of its own in English and in the language of now."""
    ours = HABITS.get(habit.id, habit.id)
    return {habit.name} if habit.name else {named(habit), ours, _(ours)}


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
    amount = f"{decimal(habit.goal)}{'' if unit == '%' else ' '}{unit}" if unit else ""
    amount = amount or _("{n} times").format(n=decimal(habit.goal))
    return f"{words}, {amount}"


def streak_and_why(kept_up: Streak, reasons: Iterable[Period | Changed], today: date) -> str:
    """Say how long a habit has been kept up and why: 5 weeks. Week 41 missed (2 of 3). Week 43 off."""
    return " ".join([f"{_length(kept_up.current, kept_up.unit)}.", *reasons_in_words(reasons, today)])


def longest_streak(kept_up: Streak) -> str:
    """Say how long a habit was kept up at best."""
    return _("Longest {streak}.").format(streak=run(kept_up.best))


def run(one: KeptUp) -> str:
    """Write for how long a habit was kept up: 5 weeks, 1 day, – for not at all."""
    return streak(one.length, one.unit)


def was_ahead(until: date, today: date, *, mended: bool) -> str:
    """Say that habits begin on a day to come, and what was done about it."""
    if mended:
        sentence = _("The clock was ahead: your habits would only have begun on {day}. Now they begin today.")
    else:
        sentence = _(
            "Your habits begin on {day}, and much is on record after today: check whether the clock is right."
        )
    return sentence.format(day=short_date(until, today))


def was_behind(began: date, today: date) -> str:
    """Say that habits began on a day long ago, and what was done about it."""
    sentence = _(
        "The clock was years behind: your habits began on {day}. Now they begin with the first day on record."
    )
    return sentence.format(day=short_date(began, today))


def has_another_id(before: str, now: str, name: str) -> str:
    """Say that a habit of the person's own is called otherwise in commands from now on."""
    sentence = _(
        "Your habit {name} is {now} in commands from now on: {before} is a habit of the app. Its ticks went along."
    )
    return sentence.format(name=name, now=now, before=before)


def reasons_in_words(reasons: Iterable[Period | Changed], today: date) -> list[str]:
    """Say what explains a streak: Week 41 missed (2 of 3). Week 43 off. Changed on Mon 23 Nov; 8 weeks before.

    Of many, such as the weeks of a long time off, the last ones are said and the others counted.
    """
    given = list(reasons)
    left_out = max(0, len(given) - MOST_REASONS)
    said = [changed(one, today) if isinstance(one, Changed) else _period(one, today) for one in given[left_out:]]
    more = ngettext("… and {n} more before that.", "… and {n} more before that.", left_out).format(n=left_out)
    return [*said, more] if left_out else said


def changed(one: Changed, today: date) -> str:
    """Say when a habit began to be counted as it is, and for how long it was kept up until then."""
    return _("Changed on {day}; {streak} before that.").format(
        day=short_date(one.day, today), streak=run(one.before)
    )


def _period(period: Period, today: date) -> str:
    weekly = period.unit == Unit.WEEKS
    middle = date.fromordinal((period.first.toordinal() + period.last.toordinal()) // 2)
    name = _week(middle, today) if weekly else short_date(period.first, today)
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


def _week(day: date, today: date) -> str:
    """Name the week that a day is in the middle of, with its year if that is another one."""
    year, number, _weekday = day.isocalendar()
    if year == today.isocalendar().year:
        return _("Week {n}").format(n=number)
    return _("Week {n} of {year}").format(n=number, year=year)


def habit_amount(one: HabitDay, facts: DayFacts) -> str:
    """Say how far a habit is on a day: 6 of 7, 5 min, 2 of 3."""
    match one.habit.id:
        case "breaks":
            if facts.breaks_due:
                return _("{n} of {target}").format(n=facts.breaks_kept, target=facts.breaks_due)
            return _("{n} early").format(n=facts.breaks_early) if facts.breaks_early else _("none due")
        case "breathing":
            return lasting(facts.breathing_seconds) if facts.breathing_seconds else ""
        case "movement":
            return minutes(facts.movement_minutes * 60) if facts.movement_minutes else ""
        case "self-check":
            return _("to do") if one.due else ""
        case "posture":
            return _("{n} of {target}").format(n=facts.posture_notes, target=decimal(one.evidence.goal))
        case _ if not one.habit.derived and (one.evidence.goal != 1 or one.habit.unit):
            words = {
                "n": decimal(one.evidence.amount),
                "target": f"{decimal(one.evidence.goal)} {one.habit.unit}".rstrip(),
            }
            return _("{n} of {target}").format(**words)
        case _ if not one.week.target:
            return _("time off")
        case _:
            return _("{n} of {target}").format(n=one.week.count, target=one.week.target)


def kept_up(day: DayView) -> Iterator[str]:
    """Yield how long sessions and breathing were kept up, where that is worth a word: 5 weeks core session."""
    for one in day.habits:
        if one.habit.id in {"core", "breathing"} and one.streak.current > 1:
            yield f"{streak(one.streak.current, one.streak.unit)} {inside(one.habit)}"


def back_after(days: int) -> str:
    """Welcome somebody back after weeks, and say which key makes them time off."""
    words = ngettext("Welcome back after {n} day.", "Welcome back after {n} days.", days).format(n=days)
    return words + " " + _("v counts them as time off.")


def what_counts(one: HabitDay, facts: DayFacts, *, enough: float, flaring: bool) -> str:
    """Say what counts for a habit today, in one sentence; or that nothing is asked, and why.

    `facts` are those of the day; `enough` are the seconds on one's feet that keep a break; `flaring` says that the
    back plays up.
    """
    if one.mark is DayMark.OFF:
        if flaring:
            return _("Your back is playing up: your targets are paused.")
        return _("Time off: nothing is asked of you today.")
    match one.habit.id:
        case "breaks" if facts.breaks_due and facts.breaks_early:
            return _("Breaks kept of those due, and {n} early.").format(n=facts.breaks_early)
        case "breaks":
            length = minutes(enough) if enough >= 60 else _("{n} s").format(n=decimal(enough))
            return _("Breaks kept when due: {length} is enough.").format(length=length)
        case "breathing":
            return _("Counts when all rounds are done (key 2).")
        case "core":
            share = decimal(one.evidence.goal, 0)
            return _("Days this week with {share}% of a session done.").format(share=share)
        case "movement":
            return _("The minutes you log, and easy sessions.")
        case "self-check":
            return _("A few questions once a week: press c.")
        case "posture":
            return _("Any way of sitting counts: press o.")
        case _:
            return _("{asked}: space ticks it.").format(asked=capital(asked(one.habit, one.schedule)))


def breaks(facts: DayFacts) -> str:
    """Say how many of a day's breaks were kept, and how many were taken when none was due: 1 of 2, 1 early."""
    said = _("{kept} of {due} breaks kept") if facts.breaks_due else _("no break due")
    said = said.format(kept=facts.breaks_kept, due=facts.breaks_due)
    return with_early(said, facts.breaks_early)


def with_early(said: str, early: int) -> str:
    """Add how many whole breaks were taken when none was due."""
    return said + _(", {n} early").format(n=early) if early else said


def proof(habit_id: str, facts: DayFacts) -> str:
    """Say which facts make a built-in habit done on a day."""
    match habit_id:
        case "breaks":
            return _("{kept} of {due} breaks kept").format(kept=facts.breaks_kept, due=facts.breaks_due)
        case "breathing":
            return _("{length} of breathing").format(length=lasting(facts.breathing_seconds))
        case "core":
            return _("{share:.0%} of a session's sets").format(share=facts.core_share or 0)
        case "self-check":
            return _("a self-check was done")
        case "posture":
            notes = facts.posture_notes
            return ngettext("{n} note of how you sat", "{n} notes of how you sat", notes).format(n=notes)
        case _:
            return _("{length} of movement").format(length=minutes(facts.movement_minutes * 60))


def stays_done(habit: Habit, facts: DayFacts, today: date) -> str:
    """Say why a habit stays done without a tick on the day of the facts."""
    words = {"habit": named(habit), "proof": proof(habit.id, facts)}
    if facts.date == today:
        return _("{habit} still counts as done today: {proof}.").format(**words)
    return _("{habit} still counts as done on {day}: {proof}.").format(day=short_date(facts.date, today), **words)
