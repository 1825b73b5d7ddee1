"""Overviews, put into the words and signs that widgets show."""

from __future__ import annotations

from datetime import date

from coretui.domain.habits.overview import WeekView
from coretui.i18n import _
from coretui.tui.widgets.weekgrid import Line, Sheet
from coretui.words.chair import weekday
from coretui.words.habits import named, streak


def week_sheet(week: WeekView, today: date, title: str) -> Sheet:
    """Return a week's grid under its title."""
    return Sheet(
        title=title,
        days=tuple(weekday(day) for day in week.week.days),
        today=(today - week.week.first).days if today in week.week.days else None,
        lines=tuple(
            Line(
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
