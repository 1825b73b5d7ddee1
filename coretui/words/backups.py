"""Copies of the database in words: what they were made for, how large and how old they are, what differs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coretui.domain.differences import Difference, TableRows
from coretui.i18n import N_, _, ngettext
from coretui.words.numbers import decimal
from coretui.words.time import short_date

REASONS = {
    "rescued": N_("rescued"),
    "daily": N_("daily"),
    "now": N_("by hand"),
    "before-restore": N_("before a restore"),
    "before-import": N_("before an import"),
    "before-forget": N_("before a deletion"),
    "before-salvage": N_("before a repair"),
}
"""What a copy was made for; every other one was made before an update."""
TABLES = {
    "habit": N_("habits"),
    "schedule": N_("schedules"),
    "goal": N_("goals"),
    "retirement": N_("stopped habits"),
    "time_off": N_("time off"),
    "tick": N_("ticks"),
    "span": N_("sitting and breaks"),
    "prompt": N_("reminders"),
    "movement": N_("movement"),
    "breathing": N_("breathing"),
    "session": N_("sessions"),
    "session_set": N_("sets"),
    "pain": N_("back pain"),
    "note": N_("notes"),
    "self_check": N_("self-checks"),
    "posture_note": N_("how you sat"),
    "posture_ask": N_("questions how you sat"),
    "origin": N_("where habits came from"),
}
"""The tables of the record, as a person calls what is in them."""
FEW = 4
"""So many days are named one by one."""


def made_for(reason: str) -> str:
    """Say what a copy was made for."""
    return _(REASONS[reason]) if reason in REASONS else _("before an update")


def size(count: int) -> str:
    """Write a number of bytes: 180 kB, 60.6 MB."""
    if count < 1_000_000:
        return _("{n} kB").format(n=max(1, round(count / 1000)))
    return _("{n} MB").format(n=decimal(count / 1_000_000))


def rows(count: int) -> str:
    """Write how many rows of the record a copy holds."""
    return ngettext("{n} row", "{n} rows", count).format(n=count)


def age(day: date, today: date) -> str:
    """Say of which day a copy is: today, yesterday, 3 days ago."""
    days = (today - day).days
    if days < 0:
        return short_date(day, today)
    if days < 2:
        return _("yesterday") if days else _("today")
    return ngettext("{n} day ago", "{n} days ago", days).format(n=days)


def newest(day: date, today: date, count: int, *, whole: bool, behind: bool) -> tuple[str, str]:
    """Say how old the newest copy is, with its size; and in a sentence what is wrong with it, if anything is."""
    if not whole:
        return _("backup: damaged"), _("The newest backup is damaged (b).")
    said = _("backup: {age}").format(age=age(day, today))
    if behind:
        return said, _("The newest backup: {age} (b).").format(age=age(day, today))
    return f"{said}, {size(count)}", ""


def differing(found: Difference) -> Iterator[tuple[str, str]]:
    """Yield what differs in a table: what is in it, and how many rows there are now and in the copy."""
    for one in found.tables:
        if not one.alike:
            yield _(TABLES[one.table]), _counted(one)


def _counted(one: TableRows) -> str:
    if one.now != one.then:
        return _("{now} now, {then} in the backup").format(now=one.now, then=one.then)
    changed = max(one.only_now, one.only_then)
    return ngettext("{n} differs", "{n} differ", changed).format(n=changed)


def days(found: Difference, today: date) -> str:
    """Say on which days something differs; empty where it is on none."""
    if not found.days:
        return ""
    if len(found.days) <= FEW:
        return _("Days: {days}.").format(days=", ".join(short_date(day, today) for day in found.days))
    first, last = short_date(found.days[0], today), short_date(found.days[-1], today)
    return _("{n} days, from {first} to {last}.").format(n=len(found.days), first=first, last=last)
