"""The words of a report for how somebody sat, and for what goes together in their days."""

from __future__ import annotations

from collections.abc import Sequence

from coretui.domain.posture.asking import MOST_A_DAY
from coretui.domain.posture.notes import PostureNote, changed
from coretui.i18n import N_, _, ngettext
from coretui.reporting.report import Report
from coretui.words import insights
from coretui.words import posture as sitting
from coretui.words.time import short_date

POSTURES = N_("How you sat")
TOGETHER = N_("What goes together")


def postures(report: Report) -> str:
    """Say where notes of how somebody sat come from and how they changed, by four weeks if there are more."""
    if not report.how_they_sat:
        return ""
    spells = [
        _("{first} to {last}: {notes}").format(
            first=short_date(first, report.today), last=short_date(last, report.today), notes=_changing(inside)
        )
        for first, last, inside in report.posture_spells
    ]
    return ". ".join([sitting.in_report(report.how_they_sat, MOST_A_DAY), *spells]) + "."


def _changing(notes: Sequence[PostureNote]) -> str:
    said = ngettext("{n} note", "{n} notes", len(notes)).format(n=len(notes))
    share = changed(notes).share
    return said if share is None else f"{said}, " + _("sat differently {p} %").format(p=round(100 * share))


def looked(report: Report) -> str:
    """Say which days were laid beside the back, and when that is done again."""
    found = report.insights
    return insights.span(found.months, found.as_of, found.next_look, report.today) if found else ""


def nothing_beside(report: Report) -> str:
    """Say that no back pain is noted; nothing where it is."""
    return _(insights.NO_PAIN) if report.insights and not report.insights.days else ""


def may_be_chance(report: Report) -> str:
    """Say how little it says that something goes together."""
    return _(insights.IN_SHORT) if report.insights and report.insights.days else ""
