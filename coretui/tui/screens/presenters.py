"""Overviews, put into the words and signs that widgets show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from coretui.domain.chair.spans import Span
from coretui.domain.chair.state import Body
from coretui.domain.days import DAY, Zone, day_begins
from coretui.domain.habits.overview import HabitDay, HabitWeek, WeekRead, WeekView
from coretui.domain.posture.notes import Posture, PostureNote
from coretui.i18n import _, ngettext
from coretui.services.overviews import WEEKS
from coretui.tui.widgets.daystrip import NoteMark, Piece
from coretui.tui.widgets.weekgrid import GridLine, Sheet
from coretui.words.habits import named, streak
from coretui.words.posture import glyph
from coretui.words.tables import Numbers
from coretui.words.time import weekday


def week_sheet(week: WeekView, today: date, title: str) -> Sheet:
    """Return a week's grid under its title."""
    return Sheet(
        title=title,
        days=tuple(weekday(day) for day in week.week.days),
        today=(today - week.week.first).days if today in week.week.days else None,
        lines=tuple(
            GridLine(
                id=one.habit.id,
                name=named(one.habit),
                marks=tuple(mark.value for mark in one.marks),
                count=_("{n} of {target}").format(n=one.week.count, target=one.week.target),
                streak=streak(one.streak.current, one.streak.unit),
                kept_up=one.streak.current > 0,
            )
            for one in week.habits
        ),
        target=_("target"),
        streak=_("streak"),
    )


def grid_sheet(read: WeekRead, rows: Sequence[Numbers], today: date) -> Sheet:
    """Return a week's grid with amounts and trends, its columns as wide as the rows of numbers under it need."""
    sheet, days = week_sheet(read.seen, today, _("HABITS")), read.seen.week.days

    def amounts(one: HabitWeek) -> tuple[float, ...]:
        if one.habit.derived or one.habit.goal == 1:
            return ()
        evidence = read.records[one.habit.id].evidence
        return tuple(evidence[day].amount / evidence[day].goal if day in evidence else 0.0 for day in days)

    lines = tuple(
        replace(line, amounts=amounts(one), trend=read.trends[one.habit.id])
        for line, one in zip(sheet.lines, read.seen.habits, strict=True)
    )
    noted = frozenset(n for n, day in enumerate(days) if day in read.facts.notes)
    widest = max(len(row.name) for row in rows)
    trend = ngettext("{n} week", "{n} weeks", WEEKS).format(n=WEEKS)
    return replace(sheet, lines=lines, trend=trend, noted=noted, widest=widest)


def habit_mark(one: HabitDay) -> str:
    """Return the name of the sign that a habit has on its day."""
    if one.evidence.done:
        return "done"
    return "partly" if one.evidence.partly else "open" if one.due else "rest"


def pieces(spans: tuple[Span, ...], day: date, day_start: int, interval: float, zone: Zone) -> tuple[Piece, ...]:
    """Return the spans of one logical day for a strip, in minutes since the midnight it began with.

    A span stands where the clock showed it: what was sat in another zone stays at its own hours.
    """
    first, last = day_start / 60, (day_start + DAY) / 60
    found: list[Piece] = []
    for span in spans:
        midnight = day_begins(day, day_start, span.zone(zone)) - day_start
        start = max(first, (span.start - midnight) / 60)
        end = min(last, (span.start + span.seconds - midnight) / 60)
        if end > start:
            over = span.body is Body.SITTING and span.seconds > interval + 60
            found.append(Piece(span.body.value, round(start), round(end), over))
    while found and found[0].kind == "away":
        found.pop(0)
    while found and found[-1].kind == "away":
        found.pop()
    return tuple(found)


def note_marks(notes: Iterable[PostureNote], *, ascii: bool) -> tuple[NoteMark, ...]:
    """Return the notes of one logical day for a strip, each at what the clock showed there."""
    return tuple(
        NoteMark(
            round((one.at + one.offset - _midnight(one.day)) / 60),
            glyph(one.posture, ascii=ascii),
            standing=one.posture is Posture.STANDING,
        )
        for one in notes
    )


def _midnight(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
