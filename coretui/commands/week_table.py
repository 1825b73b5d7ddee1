"""A week and a day in a terminal: plain words in columns, which a pipe takes as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from coretui.domain.chair.by_hour import SittingHours
from coretui.domain.chair.spans import over_budget
from coretui.domain.habits.habit import DayFacts
from coretui.domain.habits.overview import DayView, HabitWeek, WeekRead, WeekView
from coretui.domain.habits.streaks import DayMark
from coretui.domain.pain import Pain
from coretui.i18n import _
from coretui.tui.widgets.marks import mark
from coretui.words.chair import past_budget
from coretui.words.columns import filled, wrapped
from coretui.words.columns import width as columns
from coretui.words.habits import EARLY, breaks, habit_amount, named, streak
from coretui.words.hours import in_sentences
from coretui.words.posture import in_one_line
from coretui.words.tables import NOTHING, Numbers
from coretui.words.time import minutes, short_date, week_span, weekday
from coretui.words.weeks import MARKS, TOGETHER, done_on, numbers, told, week_sentences

WIDTH = 80
"""Columns that every line keeps to."""
DAY = 5
"""Columns of a day."""
LABEL = 11
"""Columns for what stands before words."""
CUT = ("…", ".")
"""Stands at the end of a name that is cut, and the ASCII in its place."""


def week_lines(read: WeekRead, hours: SittingHours, today: date, *, ascii: bool) -> Iterator[str]:
    """Yield the lines of a week: what it shows of habits, its numbers, and what else is to be said of it.

    `hours` are those of the weeks up to it.
    """
    seen, week = read.seen, read.seen.week
    yield f"{week.name}  {week_span(week.first, week.last, today)}"
    said = week_sentences(seen, WeekView(week.shift(-1), read.before, (), ()), today)
    yield from wrapped(" ".join(said), WIDTH)
    yield ""
    rows = numbers(read, today, sitting=True)
    target, kept, summed = _("target"), _("streak"), _("week")
    ends = [*(_end(one) for one in seen.habits), ("", ""), (target, kept)]
    count, kept_up = (max(map(columns, column)) for column in zip(*ends, strict=True))
    tail = max(2 + count + 2 + kept_up, 2 + max(len(row.sum) for row in rows))
    names = [named(one.habit) for one in seen.habits] + [row.name for row in rows]
    width = min(max(map(columns, names)), WIDTH - 7 * DAY - tail)
    heads = "".join(f"{weekday(day):>{DAY}}" for day in week.days)
    yield f"{'':<{width}}{heads}  {target:>{count}}  {kept:>{kept_up}}"
    for one, (reached, run) in zip(seen.habits, ends, strict=False):
        signs = "".join(f"{mark(sign.value, ascii=ascii):>{DAY}}" for sign in one.marks)
        yield f"{filled(named(one.habit), width, CUT[ascii])}{signs}  {reached:>{count}}  {run:>{kept_up}}"
    yield from _wrapped("", _legend(ascii=ascii))
    yield ""
    yield f"{'':<{width}}{heads}  {summed}"
    for row in rows:
        yield _row(row, width, ascii=ascii)
    if words := [*told(read), *_seated(read, hours), *_notes(read)]:
        yield ""
        for label, text in words:
            yield from _wrapped(label, text)


def day_lines(
    seen: DayView, back: Pain | None, notes: Iterable[str], today: date, *, ascii: bool, budget: float = 0.0
) -> Iterator[str]:
    """Yield the lines of a day: what was counted, every habit, how the back was, what was written about it.

    `budget` is how long somebody wants to sit today at most, in seconds, 0 where they leave it open.
    """
    facts = seen.facts
    yield short_date(facts.date, today)
    said = (part.replace(" ", TOGETHER) for part in (*_sat(facts), *done_on(facts, back)))
    yield from _wrapped("", f"{TOGETHER}· ".join(said))
    if facts.date == today and over_budget(facts.sitting_seconds, budget):
        yield from _wrapped("", past_budget(facts.sitting_seconds, budget))
    if facts.breaks_early:
        yield from _wrapped("", _(EARLY))
    rows = [(habit_amount(one, facts), streak(one.streak.current, one.streak.unit)) for one in seen.habits]
    widest = [max((columns(text) for text in column), default=0) for column in zip(*rows, strict=True)] or [0, 0]
    width = min(max((columns(named(one.habit)) for one in seen.habits), default=0), WIDTH - 8 - sum(widest))
    for one, (amount, run) in zip(seen.habits, rows, strict=True):
        name = filled(named(one.habit), width, CUT[ascii])
        yield f"{mark(one.mark.value, ascii=ascii)} {name}  {filled(amount, widest[0])}  {run:>{widest[1]}}"
    for words in notes:
        yield from _wrapped(_("Note"), words)


def _sat(facts: DayFacts) -> tuple[str, ...]:
    return (
        _("sat {length}").format(length=minutes(facts.sitting_seconds)),
        _("longest {length}").format(length=minutes(facts.longest_seconds)),
        breaks(facts),
    )


def _end(one: HabitWeek) -> tuple[str, str]:
    """Return how much of a habit's target was reached, and for how long it has been kept up."""
    reached = _("{n} of {target}").format(n=one.week.count, target=one.week.target)
    return reached, streak(one.streak.current, one.streak.unit)


def _legend(*, ascii: bool) -> str:
    return "   ".join(f"{mark(one.value, ascii=ascii)} {_(words)}" for one, words in MARKS.items())


def _row(row: Numbers, width: int, *, ascii: bool) -> str:
    nothing = mark(DayMark.REST.value, ascii=ascii)
    values = "".join(f"{nothing if value == NOTHING else value:>{DAY}}" for value in row.values)
    return f"{filled(row.name, width, CUT[ascii])}{values}  {row.sum}".rstrip()


def _seated(read: WeekRead, hours: SittingHours) -> Iterator[tuple[str, str]]:
    """Yield how somebody sat in the week, and when in the day they sat long in the weeks up to it."""
    if read.postures:
        yield _("Posture"), in_one_line(read.postures)
    if hours.days:
        yield _("By hour"), " ".join(in_sentences(hours))


def _notes(read: WeekRead) -> Iterator[tuple[str, str]]:
    for day, words in sorted(read.facts.notes.items()):
        for said in words:
            yield _("Note"), f"{weekday(day)}: {said}"


def _wrapped(label: str, words: str) -> Iterator[str]:
    """Yield words folded beside their label."""
    head = f"{label} ".ljust(LABEL) if label else ""
    for line in wrapped(words, WIDTH - len(head)) or [""]:
        yield (head + line).replace(TOGETHER, " ").rstrip()
        head = " " * len(head)
