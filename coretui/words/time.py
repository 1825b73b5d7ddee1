"""Moments, days and lengths of time in words."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date

from coretui.i18n import N_, _


def fitting(sentences: Iterable[str], width: int, between: str = " ") -> str:
    """Join as many of the sentences, in their order, as fit into so many columns; at least the first."""
    line = ""
    for sentence in sentences:
        longer = f"{line}{between}{sentence}" if line else sentence
        if line and len(longer) > width:
            break
        line = longer
    return line


WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


SHORT_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


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
