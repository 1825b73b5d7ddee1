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
from coretui.domain.days import FIRST_DAY, LAST_DAY
from coretui.domain.harmless import quoted
from coretui.errors import UsageError
from coretui.i18n import _
from coretui.parsing.days import typed_week
from coretui.services.desk import Desk

WEEKS = 4
"""How many weeks a report is about if nothing is said."""
MOST_DAYS = 366
"""The most days that a report can show."""
STDOUT = "-"


@click.command(
    help=_(
        "A report for your physiotherapist: a week (2026-W47), a month (2026-11) or two dates; without these"
        " the last four weeks. As a page, your notes stand on a second sheet, which you can keep to yourself."
    )
)
@click.argument("period", nargs=-1, metavar=_("[PERIOD]"))
@click.option("--from", "begin", metavar=_("DATE"), help=_("The first day, instead of a period."))
@click.option("--to", "end", metavar=_("DATE"), help=_("The last day (default: today)."))
@click.option(
    "--html",
    "html",
    metavar=_("FILE"),
    help=_("Write it as a page to print: one A4 for four weeks (-: to stdout)."),
)
@click.option("--force", is_flag=True, help=_("Replace the file if there is one."))
@click.option("--reasons", is_flag=True, help=_("Show why breaks were skipped; it is left out otherwise."))
@click.option("--insights", is_flag=True, help=_("Show what goes together with back pain; it may be chance."))
@click.option(
    "--json", "as_json", is_flag=True, help=_("The same numbers as one JSON document, lengths in seconds.")
)
@click.pass_obj
def report(
    desk: Desk,
    period: tuple[str, ...],
    begin: str | None,
    end: str | None,
    html: str | None,
    *,
    force: bool,
    reasons: bool,
    insights: bool,
    as_json: bool,
) -> None:
    """Print a report, or write it to a file."""
    from coretui.catalogue import load_with_own
    from coretui.commands.read import overviews
    from coretui.reporting.gathering import gather

    first, last = _between(desk, period, begin, end) if begin or end else _days(desk, period)
    if force and html is None:
        raise UsageError(_("--force goes with --html."))
    if as_json and html is not None:
        raise UsageError(_("Give --json or --html, not both."))
    if html is not None and html != STDOUT:
        check(html, desk.home, force=force)
    catalogue, _mistakes = load_with_own(desk.home.exercises)
    together = insights or desk.settings.insights.show
    found = gather(overviews(desk), first, last, catalogue, reasons=reasons, together=together)
    if as_json:
        from coretui.commands.documents import print_json
        from coretui.commands.report_document import report_document

        print_json(report_document(found))
    elif html is None:
        from coretui.reporting.text import lines

        say("\n".join(lines(found, catalogue)))
    else:
        from coretui.reporting.page import page

        _hand_out(page(found, catalogue), html, force=force)


def _hand_out(text: str, html: str, *, force: bool) -> None:
    if html == STDOUT:
        say(text.removesuffix("\n"))
        return
    write(html, text, force=force)
    say(_("The report is in {path}.").format(path=os.path.abspath(html)))


def _between(desk: Desk, period: tuple[str, ...], begin: str | None, end: str | None) -> tuple[date, date]:
    """Understand the first and the last day as options; each has its default."""
    if period:
        raise UsageError(_("Give a period or --from and --to, not both."))
    last = day(desk, end)
    if begin is None:
        return last - timedelta(days=7 * WEEKS - 1), last
    return _checked(day(desk, begin), last, begin, end or last.isoformat())


def _days(desk: Desk, period: tuple[str, ...]) -> tuple[date, date]:
    """Understand a week, a month or two dates; nothing is the last four weeks, and nothing is to come."""
    today = desk.today
    match period:
        case ():
            return today - timedelta(days=7 * WEEKS - 1), today
        case (begin, end):
            return _checked(day(desk, begin), day(desk, end), begin, end)
        case _:
            name = " ".join(period)
            found = _named(name, today, desk.settings.days.week_start)
            if found is None:
                text = _("{text} is not a period; write a week (2026-W47), a month (2026-11) or two dates.")
                raise UsageError(text.format(text=quoted(name)))
            first, last = found
            if first > today:
                raise UsageError(
                    _("{text} is in the future; write a period that has begun.").format(text=quoted(name))
                )
            return first, min(last, today)


def _checked(first: date, last: date, begin: str, end: str) -> tuple[date, date]:
    if first > last:
        raise UsageError(
            _("{last} is before {first}; write the first day first.").format(last=quoted(end), first=quoted(begin))
        )
    if (last - first).days >= MOST_DAYS:
        raise UsageError(_("That is more than a year; a report covers a year at most."))
    return first, last


def _named(name: str, today: date, week_start: int) -> tuple[date, date] | None:
    """Return the days of a week or a month by its name; None if it is neither."""
    if week := typed_week(name, today, week_start):
        return week.first, week.last
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", name.strip())
    if not match or not FIRST_DAY.year <= int(match[1]) <= LAST_DAY.year:
        return None
    with suppress(ValueError):
        first = date(int(match[1]), int(match[2]), 1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return None
