"""A report in a terminal: plain words in columns, which a pipe takes as they are."""

from __future__ import annotations

from datetime import date

from coretui.domain.exercises.catalogue import Catalogue
from coretui.i18n import _
from coretui.reporting import words
from coretui.reporting.report import Report
from coretui.reporting.words import TableRows
from coretui.words.columns import filled
from coretui.words.columns import width as columns
from coretui.words.time import minutes, short_date

INDENT = "  "


def lines(report: Report, catalogue: Catalogue) -> list[str]:
    """Return the lines of a report."""
    return [
        words.title(),
        words.subject(report),
        "",
        *_table([list(row) for row in words.overview(report)]),
        *_part(words.EXERCISES, words.exercises(report, catalogue), words.NO_SESSION, head=True),
        *_part(words.SESSIONS, words.sessions(report, catalogue), words.NO_SESSION, head=True),
        *([f"{INDENT}{counted}"] if (counted := words.counted(report)) else []),
        *_part(words.BACK, _back(report), words.NO_BACK),
        *_part(words.SITTING, _sitting(report), words.NO_SITTING),
        "",
        _(words.BREAKS),
        f"{INDENT}{words.kept(report)}",
        *_table(words.skipped(report)),
        *_part(words.BREATHING, words.breathing(report), words.NO_BREATHING),
        *_part(words.MOVEMENT, words.movements(report), words.NO_MOVEMENT),
        "",
        _(words.CHECKS),
        f"{INDENT}{words.checked(report)}",
        *_table(words.signs(report)),
        "",
        words.caution(),
    ]


def _part(title: str, rows: TableRows, nothing: str, *, head: bool = False) -> list[str]:
    if len(rows) <= head:
        return ["", _(title), f"{INDENT}{_(nothing)}"]
    return ["", _(title), *_table(rows)]


def _table(rows: TableRows) -> list[str]:
    if not rows:
        return []
    widths = [max(columns(row[n]) for row in rows) for n in range(len(rows[0]))]
    return [
        INDENT + "  ".join(filled(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _back(report: Report) -> TableRows:
    return [
        [short_date(day, report.today), words.felt(pain), "█" * pain.score]
        for day, pain in sorted(report.back.items())
    ]


def _sitting(report: Report) -> TableRows:
    most = max((day.sitting_seconds for day in report.sat_days), default=0.0)

    def row(day: date, sat: float, longest: float) -> list[str]:
        bar = "█" * round(20 * sat / most)
        return [
            short_date(day, report.today),
            minutes(sat),
            _("longest {length}").format(length=minutes(longest)),
            bar,
        ]

    return [row(day.date, day.sitting_seconds, day.longest_seconds) for day in report.sat_days]
