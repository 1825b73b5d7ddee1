"""A report as a page of HTML: styles and plots are in it, so it needs no network and no script.

Four weeks print on one A4; notes follow on a page of their own, which can be kept back. Longer periods go on over
more pages. Every plot reads without colour: marks differ in shape.
"""

from __future__ import annotations

from html import escape

from coretui.domain.exercises.catalogue import Catalogue
from coretui.domain.harmless import harmless
from coretui.i18n import _, language
from coretui.reporting import plots, posture_words, tables, words
from coretui.reporting.report import Report
from coretui.reporting.stylesheet import STYLE
from coretui.reporting.tables import TextRow, TextTable

NONE = f'<span class="none">{words.NOTHING}</span>'
MANY_WEEKS = 6
"""From more weeks on they have no room beside a plot."""
FEW = 6
"""The most lines that the page has room for in a small table."""


def page(report: Report, catalogue: Catalogue) -> str:
    """Return the page."""
    numbers = "".join(
        f"<div><span>{escape(name)}</span><b>{escape(value)}</b><small>{escape(more)}</small></div>"
        for name, value, more in words.overview(report)
    )
    fields = "".join(f"<div>{escape(_(field))}<i></i></div>" for field in words.FIELDS)
    body = [
        f"<header><h1>{escape(words.title())}</h1><p>{escape(words.subject(report))}</p></header>",
        f'<div class="fields">{fields}<div>{escape(words.made(report))}</div></div>',
        f'<p class="about">{escape(words.person(report))}</p>',
        f'<div class="numbers">{numbers}</div>',
        *_charts(report, catalogue),
        *_rest(report),
        f"<footer>{escape(' '.join(filter(None, (words.caution(), words.where_notes_are(report)))))}</footer>",
        _notes(report, catalogue),
    ]
    whole = "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{language()}">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
            f"<title>{escape(words.title())}, {escape(words.span(report.first, report.last))}</title>",
            f"<style>{STYLE}</style></head>",
            f'<body><svg width="0" height="0" style="position:absolute" aria-hidden="true">{plots.PATTERNS}</svg>',
            *filter(None, body),
            "</body>",
            "</html>",
            "",
        ]
    )
    return harmless(whole)


def _charts(report: Report, catalogue: Catalogue) -> list[str]:
    """Return the middle of the page: plots beside tables; many weeks get the width of the page."""
    back = _section(
        words.BACK,
        plots.back(report) if report.back else _said(_(words.NO_BACK)),
        _small(words.trend(report)),
    )
    weeks = _section(words.WEEKS, _table(tables.weeks(report), words.NO_WEEK), _small(words.weeks(report)))
    sitting = _section(words.SITTING, plots.sitting(report) if report.sat_days else _said(_(words.NO_SITTING)))
    checks = _section(words.CHECKS, _table(tables.checks(report), words.NO_CHECK, most=FEW, newest=True))
    exercises, sessions = _exercises(report, catalogue), _sessions(report, catalogue)
    if len(report.weeks) > MANY_WEEKS:
        return [_row("half", back, sitting), *(_row("", one) for one in (weeks, exercises, checks, sessions))]
    return [
        _row("half", back, weeks),
        _row("", exercises),
        _row("wide", sessions, f'<div class="stack">{sitting}{checks}</div>'),
    ]


def _rest(report: Report) -> list[str]:
    """Return the foot of the page: breaks, breath, movement, and how somebody sat, where there are notes enough.

    What goes together follows where it is wanted.
    """
    rows = []
    parts = [
        _section(words.BREAKS, _said(words.kept(report))),
        _section(words.BREATHING, _list(tables.breathing(report), words.NO_BREATHING)),
        _section(words.MOVEMENT, _list(tables.movements(report), words.NO_MOVEMENT)),
    ]
    together = ""
    if report.insights:
        found = _table(tables.together(report), posture_words.nothing_beside(report))
        about = (_small(posture_words.looked(report)), found, _small(posture_words.how_little_it_says(report)))
        together = _section(posture_words.TOGETHER, *about)
    if not report.how_they_sat:
        rows = [_row("thirds", *parts)]
    elif report.posture_spells:
        rows = [_row("thirds", *parts), _row("half" if together else "", _postures(report), together)]
        together = ""
    else:
        rows = [_row("fourths", *parts, _postures(report))]
    return [*rows, _row("", together)] if together else rows


def _postures(report: Report) -> str:
    """Return how often each posture was noted: two beside each other."""
    return _section(
        posture_words.POSTURES,
        f'<div class="pairs">{_table(tables.postures(report))}</div>',
        _table(tables.posture_spells(report)),
        _small(posture_words.postures(report)),
    )


def _row(kind: str, *sections: str) -> str:
    return f'<div class="row {kind}">{"".join(sections)}</div>'


def _exercises(report: Report, catalogue: Catalogue) -> str:
    shown = _table(tables.exercises(report, catalogue), words.NO_SESSION)
    return _section(words.EXERCISES, shown, _small(words.legend_of_sides(report, catalogue)))


def _sessions(report: Report, catalogue: Catalogue) -> str:
    nothing = "" if report.sessions else words.NO_SESSION
    shown = _table(tables.sessions(report, catalogue), nothing)
    said = (words.uncounted(report), words.others(report, catalogue), words.counted(report))
    below = "".join(_small(sentence) for sentence in said)
    return f"<section><h2>{escape(words.sessions(report, catalogue))}</h2>{shown}{below}</section>"


def _notes(report: Report, catalogue: Catalogue) -> str:
    """Return the notes, which begin a page of their own; nothing without any."""
    if not report.notes:
        return ""
    title = f"{_(words.NOTES)}, {words.span(report.first, report.last)}"
    inside = _table(tables.notes(report, catalogue))
    return f'<div class="notes"><section><h2>{escape(title)}</h2>{inside}</section></div>'


def _section(title: str, *inside: str) -> str:
    return f"<section><h2>{escape(_(title))}</h2>{''.join(inside)}</section>"


def _small(*sentences: str) -> str:
    return f'<p class="more">{escape(" ".join(sentences))}</p>' if any(sentences) else ""


def _said(sentence: str) -> str:
    return f"<p>{escape(sentence)}</p>"


def _list(table: TextTable, nothing: str) -> str:
    """Return the rows of a small table as one sentence, which takes less room: walk 16× (8 h 08)."""
    listed = ", ".join(f"{name} {times} ({length})" for name, times, length in table.rows)
    return _said(f"{listed}." if listed else _(nothing))


def _table(table: TextTable, nothing: str = "", *, most: int | None = None, newest: bool = False) -> str:
    """Return a table, or that there is nothing to put into it.

    Where only so many lines have room the first, or else the `newest`, are shown, and that there are more is said.
    """
    if not table.rows:
        return _said(_(nothing)) if nothing else ""
    rows, below, more = table.rows, table.below or [""] * len(table.rows), ""
    if most is not None and len(rows) > most:
        said = _("The last {n} of {all}.") if newest else _("The first {n} of {all}.")
        more = _small(said.format(n=most, all=len(rows)))
        part = slice(-most, None) if newest else slice(most)
        rows, below = rows[part], below[part]

    def line(row: TextRow, tag: str, below: str = "") -> str:
        cells = [NONE if cell == words.NOTHING else escape(cell) for cell in row]
        if below:
            cells[table.column_below] += f"<br/><small>{escape(below)}</small>"
        kinds = [' class="end"' if n in table.right else "" for n in range(len(cells))]
        return f"<tr>{''.join(f'<{tag}{kind}>{one}</{tag}>' for kind, one in zip(kinds, cells, strict=True))}</tr>"

    head = line(table.head, "th") if table.head else ""
    lines = [line(row, "td", said) for row, said in zip(rows, below, strict=True)]
    return f"<table>{head}{''.join(lines)}</table>{more}"
