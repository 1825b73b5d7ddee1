"""Moments, days and lengths of time in words."""

from __future__ import annotations

import time
from datetime import date

from coretui.domain.days import DAY, Zone
from coretui.i18n import N_, _, ngettext

WEEK = 7
"""Days within which the name of a weekday is clear."""
HOUR = 3600
EXACT = 600
"""Seconds up to which a second is worth telling of what has no dose."""
LONG_ABSENCE = 2
"""Days from which an absence is told in days."""

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


SHORT_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


def _clock(wall: float, zone: Zone) -> time.struct_time:
    """Return what calendar and clock show at a wall time in a zone."""
    return time.gmtime(wall + zone(wall))


def time_of_day(wall: float, zone: Zone) -> str:
    """Write a wall time as the clock on the wall shows it in a zone: 14:47."""
    return time.strftime("%H:%M", _clock(wall, zone))


def moment(wall: float, now: float, zone: Zone) -> str:
    """Write a wall time so that the day is clear: 14:47, Mon 09:00 on another day, Tue 3 Nov 09:00 far away."""
    then, today = _clock(wall, zone), _clock(now, zone)
    clock = time.strftime("%H:%M", then)
    if then[:3] == today[:3]:
        return clock
    day, here = date(*then[:3]), date(*today[:3])
    return f"{weekday(day) if abs((day - here).days) < WEEK else short_date(day, here)} {clock}"


def minutes(seconds: float) -> str:
    """Write a length in whole minutes: 15 min, 4 h 10, 0 min."""
    hours, rest = divmod(int(seconds // 60), 60)
    if hours:
        return _("{hours} h {minutes:02}").format(hours=hours, minutes=rest)
    return _("{minutes} min").format(minutes=rest)


def length(seconds: float) -> str:
    """Write how long something lasts, to the second: 30 s, 5 min, 2:30 min, 1 h 05, 1:05:30 h."""
    whole = round(seconds)
    if whole >= HOUR:
        odd = _("{hours}:{rest} h").format(hours=whole // HOUR, rest=f"{whole % HOUR // 60:02}:{whole % 60:02}")
        return odd if whole % 60 else minutes(whole)
    if whole >= 60 and whole % 60 == 0:
        return _("{n} min").format(n=whole // 60)
    return _("{n} s").format(n=whole) if whole < 120 else _("{n} min").format(n=countdown(whole))


def lasting(seconds: float) -> str:
    """Write a length that may be short, as of breathing: to the second below ten minutes, then in whole ones."""
    return length(max(1, seconds)) if 0 < seconds < EXACT else minutes(round(seconds))


def absent(seconds: float) -> str:
    """Write how long an absence was: 40 min, 9 h 05, and from two days on in days."""
    days = int(seconds // DAY)
    return minutes(seconds) if days < LONG_ABSENCE else ngettext("{n} day", "{n} days", days).format(n=days)


def countdown(seconds: float) -> str:
    """Write what is left as a clock counts it down: 0:42."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02}"


def weekday(day: date) -> str:
    """Return the short name of a day's weekday."""
    return _(WEEKDAYS[day.weekday()])


def day_and_month(day: date) -> str:
    """Write a date without its weekday and its year: 22 Nov."""
    return f"{day.day} {_(SHORT_MONTHS[day.month - 1])}"


def short_date(day: date, today: date) -> str:
    """Write a date as it is said today: Sun 22 Nov, with its year if that is another one."""
    said = f"{weekday(day)} {day_and_month(day)}"
    return said if day.year == today.year else f"{said} {day.year}"


def week_span(first: date, last: date, today: date, *, short: bool = False) -> str:
    """Write a week's days: 16–22 November, 30 November – 6 December 2025, or `short` 16–22 Nov.

    A year stands there if it is another one than that of today.
    """
    names = SHORT_MONTHS if short else MONTHS
    begins, ends = _(names[first.month - 1]), _(names[last.month - 1])
    year = f" {last.year}" if last.year != today.year else ""
    if begins == ends:
        return f"{first.day}–{last.day} {ends}{year}"
    if first.year not in (last.year, today.year):
        begins += f" {first.year}"
    return f"{first.day} {begins} – {last.day} {ends}{year}"
