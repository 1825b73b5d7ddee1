"""The report for a physiotherapist: in the terminal, or as a page to print."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import date, timedelta

import click

from coretui.commands.desk import day
from coretui.commands.files import check, write
from coretui.desktop.output import say
from coretui.errors import UsageError
from coretui.i18n import _
from coretui.parsing.days import typed_week
from coretui.services.desk import Desk

WEEKS = 4
"""How many weeks a report is about if nothing is said."""
MOST_DAYS = 366
"""The most days that one page can show."""


@click.command(help=_("A report for your physiotherapist: a week (2026-W47), a month (2026-11) or two dates."))
@click.argument("period", nargs=-1, metavar=_("[PERIOD]"))
@click.option("--html", "html", metavar=_("FILE"), help=_("Write it as a page that prints on one A4."))
@click.option("--force", is_flag=True, help=_("Replace the file if there is one."))
@click.pass_obj
def report(desk: Desk, period: tuple[str, ...], html: str | None, *, force: bool) -> None:
    """Print a report, or write it to a file."""
    from coretui.catalogue import load_with_own
    from coretui.commands.read import overviews
    from coretui.reporting.page import page
    from coretui.reporting.report import gather
    from coretui.reporting.text import lines

    first, last = _days(desk, period)
    if force and html is None:
        raise UsageError(_("--force goes with --html."))
    if html is not None:
        check(html, force=force)
    catalogue, _mistakes = load_with_own(desk.home.exercises)
    found = gather(overviews(desk), first, last, catalogue)
    if html is None:
        say("\n".join(lines(found, catalogue)))
        return
    write(html, page(found, catalogue), force=force)
    say(_("The report is in {path}.").format(path=os.path.abspath(html)))


def _days(desk: Desk, period: tuple[str, ...]) -> tuple[date, date]:
    """Understand a week, a month or two dates; nothing is the last four weeks, and nothing is to come."""
    today = desk.today
    match period:
        case ():
            return today - timedelta(days=7 * WEEKS - 1), today
        case (name,):
            found = _named(name, today, desk.settings.days.week_start)
            if found is None:
                text = _("{text} is not a period; write a week (2026-W47), a month (2026-11) or two dates.")
                raise UsageError(text.format(text=name))
            first, last = found
            if first > today:
                raise UsageError(_("{text} is in the future.").format(text=name))
            return first, min(last, today)
        case (begin, end):
            first, last = day(desk, begin), day(desk, end)
            if first > last:
                raise UsageError(_("{last} is before {first}.").format(last=end, first=begin))
            if (last - first).days >= MOST_DAYS:
                raise UsageError(_("That is more than a year, which is the most that fits on a page."))
            return first, last
        case _:
            raise UsageError(_("That is too much: say a week, a month or two dates."))


def _named(name: str, today: date, week_start: int) -> tuple[date, date] | None:
    """Return the days of a week or a month by its name; None if it is neither."""
    if week := typed_week(name, today, week_start):
        return week.first, week.last
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", name.strip())
    if not match or not 1970 <= int(match[1]) < 9999:  # as for any date that is typed
        return None
    with suppress(ValueError):
        first = date(int(match[1]), int(match[2]), 1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return None
