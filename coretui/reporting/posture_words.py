"""The words of a report for how somebody sat, and for what goes together in their days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coretui.domain.posture.asking import MOST_A_DAY
from coretui.domain.posture.notes import PostureNote
from coretui.i18n import N_, _, ngettext
from coretui.reporting.report import Report
from coretui.words import insights
from coretui.words import posture as sitting
from coretui.words.time import short_date

POSTURES = N_("How you sat")
TOGETHER = N_("What goes together")


def postures(report: Report) -> str:
    """Say where the notes of how somebody sat come from, and how often they changed."""
    return sitting.in_report(report.how_they_sat, MOST_A_DAY) + "." if report.how_they_sat else ""


def spell(first: date, last: date, notes: Sequence[PostureNote], today: date) -> tuple[str, str, str]:
    """Say of four weeks which they are, how many notes there are and how often they changed."""
    days = _("{first} to {last}").format(first=short_date(first, today), last=short_date(last, today))
    said = ngettext("{n} note", "{n} notes", len(notes)).format(n=len(notes))
    return days, said, sitting.share_changed(notes)


def looked(report: Report) -> str:
    """Say which days were laid beside the back, and when that is done again."""
    found = report.insights
    if not found or not found.days:
        return ""
    return insights.span(found.months, found.as_of, found.next_look, report.today)


def nothing_beside(report: Report) -> str:
    """Say that no back pain is noted; nothing where it is."""
    return _(insights.NO_PAIN) if report.insights and not report.insights.days else ""


def how_little_it_says(report: Report) -> str:
    """Say what a hint is and how little it says, and to whom it is better not said now."""
    if report.insights is None:
        return ""
    return " ".join([*([_(insights.CHANCE)] if report.insights.days else []), _(insights.JUST_BEGUN)])
