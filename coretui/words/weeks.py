"""What a week, and a day of a year, say in words and numbers: on the screens and in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from coretui.domain.habits.habit import DayFacts, Evidence
from coretui.domain.habits.overview import HabitWeek, SessionFact, WeekRead, WeekView
from coretui.domain.habits.schedules import Unit, Week
from coretui.domain.habits.streaks import DayMark, WeekState
from coretui.domain.habits.year import YearDay
from coretui.domain.pain import Pain
from coretui.i18n import N_, NP_, _, ngettext
from coretui.words import breathing as breaths
from coretui.words.care import scored
from coretui.words.columns import cut, width
from coretui.words.habits import breaks, inside, proof, streak
from coretui.words.journal import MOVEMENTS
from coretui.words.notices import SKIPS
from coretui.words.numbers import decimal
from coretui.words.tables import NOTHING, Numbers, Pairs
from coretui.words.time import lasting, minutes, weekday

TOGETHER = "\N{NO-BREAK SPACE}"
"""Stands between words that stay on one line when a text is folded."""
MARKS = {
    DayMark.DONE: NP_("habit", "done"),
    DayMark.PARTLY: N_("partly done"),
    DayMark.OPEN: N_("still open"),
    DayMark.MISSED: N_("missed"),
    DayMark.OFF: N_("time off"),
    DayMark.REST: N_("not due"),
}


def habit_on(day: str, name: str, mark: DayMark, amount: str, columns: int, *, to_come: bool) -> str:
    """Say what became of a habit on a day: Mon 23 Nov · Breathing: done, 12 min of breathing.

    In fewer columns the day is left out, or else the name: the cursor is on both.
    """
    state = _("still to come") if to_come else _(MARKS[mark])
    became = f"{state}, {amount}" if amount else state
    named = _("{habit}: {state}").format(habit=name, state=became)
    every = (f"{day} · {named}", named, f"{day} · {became}")
    return next((said for said in every if width(said) <= columns), cut(became, columns))


def amount_on(habit: str, *, derived: bool, evidence: Evidence | None, facts: DayFacts, unit: str) -> str:
    """Say how much was done of a habit on a day, or what proves it; empty for nothing, and for a plain yes."""
    if evidence is None or not evidence.amount:
        return ""
    if derived:
        seen = {
            "breaks": facts.breaks_due,
            "breathing": facts.breathing_seconds,
            "core": facts.core_share,
            "movement": facts.movement_minutes,
            "self-check": 0,
            "posture": facts.posture_notes,
        }
        return proof(habit, facts) if seen.get(habit) else ""
    if evidence.goal == 1 and not unit:
        return ""
    words = {"n": decimal(evidence.amount), "target": decimal(evidence.goal)}
    return " ".join(filter(None, (_("{n} of {target}").format(**words), unit)))


def numbers(read: WeekRead, today: date, *, sitting: bool = False) -> tuple[Numbers, ...]:
    """Return the week in numbers, a row for each thing that is counted.

    With `sitting` also what the screen has beside its strips: how long was sat, and how many breaks fell due.
    """
    return (*_numbers_of_the_chair(read, today, sitting=sitting), *_numbers_of_the_body(read, today))


def _numbers_of_the_chair(read: WeekRead, today: date, *, sitting: bool) -> Iterator[Numbers]:
    days, before = read.seen.days, read.before
    row = partial(_row, days, today)
    due, kept = sum(day.breaks_due for day in days), sum(day.breaks_kept for day in days)
    longest, earlier = _longest_of(days), _longest_of(before)
    if sitting:
        sat = sum(day.sitting_seconds for day in days)
        yield row(_("Sitting, h:min"), lambda day: _clock(day.sitting_seconds), _length(sat))
    yield row(_("Longest, min"), _longest, _length(longest))
    yield _row(before, today, _("the week before"), _longest, _length(earlier), quiet=True)
    if sitting:
        yield row(_("Breaks due"), lambda day: _whole(day.breaks_due), _whole(due))
    yield row(_("Breaks kept, %"), lambda day: _share(day.breaks_kept, day.breaks_due), _share(kept, due))
    yield row(_("Got up"), lambda day: _whole(day.got_up), _whole(sum(day.got_up for day in days)))


def _numbers_of_the_body(read: WeekRead, today: date) -> Iterator[Numbers]:
    days, facts = read.seen.days, read.facts
    row = partial(_row, days, today)
    breathed = sum(day.breathing_seconds for day in days)
    moved = sum(day.movement_minutes for day in days)
    worst = _("max {n}").format(n=max(pain.score for pain in facts.back.values())) if facts.back else ""
    length = lasting(breathed) if breathed else ""
    yield row(_("Breathing, min"), lambda day: _some(day.breathing_seconds / 60), length)
    yield row(_("Moved, min"), lambda day: _whole(day.movement_minutes), _length(moved * 60))
    yield row(_("Sessions"), lambda day: _whole(day.sessions), _whole(sum(day.sessions for day in days)))
    yield row(_("Back pain, 0–10"), lambda day: _score(facts.back.get(day.date)), worst)


def _row(
    days: Iterable[DayFacts],
    today: date,
    name: str,
    said: Callable[[DayFacts], str],
    total: str,
    *,
    quiet: bool = False,
) -> Numbers:
    """Return a row of what is said of each day, empty for nothing; of a day to come nothing is said."""
    values = tuple("" if day.date > today else said(day) or NOTHING for day in days)
    return Numbers(name, values, total, quiet)


def _score(pain: Pain | None) -> str:
    return str(pain.score) if pain else ""


def _longest(day: DayFacts) -> str:
    return _whole(day.longest_seconds // 60)


def _whole(value: float) -> str:
    return str(int(value)) if value >= 1 else ""


def _some(value: float) -> str:
    """Write a whole number, and that there is less than one of what there is."""
    return "<1" if 0 < value < 1 else _whole(value)


def _share(kept: int, due: int) -> str:
    return f"{100 * kept / due:.0f}" if due else ""


def _length(seconds: float) -> str:
    return minutes(seconds) if seconds >= 60 else ""


def _clock(seconds: float) -> str:
    """Write a length as hours and minutes in few columns: 6:33; empty under a minute."""
    hours, rest = divmod(int(seconds // 60), 60)
    return f"{hours}:{rest:02}" if seconds >= 60 else ""


def told(read: WeekRead) -> Iterator[tuple[str, str]]:
    """Yield what is to be said of the week besides its numbers: a label, and words."""
    days, facts = read.seen.days, read.facts
    due, kept = sum(day.breaks_due for day in days), sum(day.breaks_kept for day in days)
    early = sum(day.breaks_early for day in days)
    if due or early:
        said = _("{n} of {target}").format(n=kept, target=due)
        said += _(", {n} early").format(n=early) if early else ""
        names = {code: _(SKIPS.get(code, code)) or _("no reason given") for code in facts.skipped}
        reasons = ", ".join(f"{names[code]} {n}" for code, n in facts.skipped.items())
        yield _("Breaks"), _("{kept}; skipped: {reasons}").format(kept=said, reasons=reasons) if reasons else said
    if facts.sessions:
        yield _("Sessions"), _together(map(_session, facts.sessions))
    if legs := [f"{weekday(day)} {scored(pain)}" for day, pain in sorted(facts.back.items()) if pain.leg]:
        yield _("Back pain"), _together(legs)
    if kinds := [_(MOVEMENTS.get(kind, kind)) for kind in read.seen.variety]:
        sentence = ngettext("{n} kind: {kinds}", "{n} kinds: {kinds}", len(kinds))
        yield _("Movement"), sentence.format(n=len(kinds), kinds=", ".join(kinds))
    if read.tension:
        yield _("Breathing"), breaths.tension(*read.tension)


def _together(said: Iterable[str]) -> str:
    """Put some things in a row, which may be folded between them."""
    return f"{TOGETHER}· ".join(one.replace(" ", TOGETHER) for one in said)


def _session(one: SessionFact) -> str:
    parts = []
    if one.left or one.right:
        parts += [_("left {n}").format(n=one.left), _("right {n}").format(n=one.right)]
    else:
        parts.append(ngettext("{n} set", "{n} sets", one.both).format(n=one.both))
    if one.pain is not None:
        parts.append(_("pain {n}").format(n=scored(one.pain)))
    return f"{weekday(one.day)} {', '.join(parts)}"


def a_day(times: float, days: int) -> str:
    """Write how often something was on a mean day: with one decimal under ten times, as the language has it."""
    mean = times / days
    return decimal(mean, 0) if mean >= 10 else decimal(mean, fixed=True)


def stretches(read: WeekRead) -> Pairs:
    """Return the longest stretch of each day, and of the same day a week before, in minutes."""
    days = read.seen.days
    return Pairs(
        tuple(weekday(day.date) for day in days),
        tuple(day.longest_seconds // 60 for day in days),
        tuple(day.longest_seconds // 60 for day in read.before),
    )


def year_day(seen: YearDay | None, facts: DayFacts, back: Pain | None, *, several: bool) -> Iterator[str]:
    """Yield what was done on a day of the year: of one habit or of `several`, and what else was counted."""
    if seen is None:
        yield _("still to come")
    elif several and seen.asked:
        yield _("{n} of {target} done").format(n=seen.done, target=seen.asked)
    else:
        yield _(MARKS[seen.mark])
    if facts.sitting_seconds >= 60:
        yield _("sat {length}").format(length=minutes(facts.sitting_seconds))
    if facts.breaks_due or facts.breaks_early:
        yield breaks(facts)
    yield from done_on(facts, back)


def done_on(facts: DayFacts, back: Pain | None) -> Iterator[str]:
    """Yield what was done on a day away from the chair, and how the back was."""
    if facts.breathing_seconds:
        yield _("breathed {length}").format(length=lasting(facts.breathing_seconds))
    if facts.movement_minutes >= 1:
        yield _("moved {length}").format(length=minutes(facts.movement_minutes * 60))
    if facts.sessions:
        yield ngettext("{n} session", "{n} sessions", facts.sessions).format(n=facts.sessions)
    if back is not None:
        yield _("back pain {score}").format(score=scored(back))


def week_sentences(week: WeekView, before: WeekView, today: date | None = None) -> list[str]:
    """Say a thing or two about a week, from facts only; `today` tells how many days are left of it."""
    longest, earlier = _longest_of(week.days), _longest_of(before.days)
    sat = {"length": minutes(longest), "before": minutes(earlier)}
    said = []
    if longest >= 60:
        compared = _("Longest sitting {length} (week before: {before}).")
        said.append((compared if earlier >= 60 else _("Longest sitting {length}.")).format(**sat))
    if core := week.habit("core"):
        said.append(_core(core, week.week, today))
    return said


def how_it_went(week: WeekView, before: Iterable[DayFacts]) -> tuple[tuple[str, ...], ...]:
    """Say how a week went, in parts, and ever shorter.

    First the core sessions, then the longest sitting beside that of the week before, then what else was kept up.
    Nothing is said of what was not asked or not seen.
    """
    longest, earlier = _longest_of(week.days), _longest_of(before)
    sat = {"length": minutes(longest), "before": minutes(earlier)}
    core = week.habit("core")
    sessions: tuple[str, str] | None = None
    if core and core.week.target:
        said = _("core {n} of {target}").format(n=core.week.count, target=core.week.target)
        run = streak(core.streak.current, core.streak.unit) if core.streak.current > 1 else ""
        sessions = (
            _("{said}, {streak} in a row").format(said=said, streak=run) if run else said,
            f"{said}, {run}" if run else said,
        )
    if longest < 60:
        spans = ("", "", "")
    elif earlier < 60:
        spans = (_("longest sitting {length}").format(**sat),) * 2 + (_("longest {length}").format(**sat),)
    else:
        spans = (
            _("longest sitting {length}, last week {before}").format(**sat),
            _("longest sitting {length}, was {before}").format(**sat),
            _("longest {length}, was {before}").format(**sat),
        )
    kept_up = [
        _("{habit} {streak} in a row").format(
            habit=inside(one.habit), streak=streak(one.streak.current, one.streak.unit)
        )
        for one in week.habits
        if one.habit.id != "core" and one.streak.current > 1
    ]
    full, short = sessions or ("", "")
    lines = ((full, spans[0]), (full, spans[1]), (short, spans[2]))
    return tuple((*filter(None, line), *kept_up) for line in lines if any(line) or kept_up)


def _longest_of(days: Iterable[DayFacts]) -> float:
    """Return the longest sitting of some days, in seconds."""
    return max((day.longest_seconds for day in days), default=0.0)


def _core(core: HabitWeek, week: Week, today: date | None) -> str:
    """Say how the core sessions of a week go: 2 of 3, three days left; met; or off."""
    words = {"n": core.week.count, "target": core.week.target}
    if core.week.state is WeekState.OFF and not core.week.target:
        return _("No core session is asked for this week.")
    if today is None or today not in week:
        return _("Core {n} of {target}.").format(**words)
    if core.week.state is WeekState.OPEN:
        left = (week.last - today).days + 1
        days = ngettext("{n} day left", "{n} days left", left).format(n=left)
        return _("Core {n} of {target}, {days}.").format(**words, days=days)
    if core.streak.current > 1 and core.streak.unit == Unit.WEEKS:
        return _("Core {n} of {target}, {weeks} weeks in a row.").format(**words, weeks=core.streak.current)
    return _("Core {n} of {target}.").format(**words)
