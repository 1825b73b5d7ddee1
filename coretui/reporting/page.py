"""A report as one page of HTML: styles and plots are in it, so it needs no network and no script.

It prints on one A4. Every plot reads without colour: bars are outlined, lines differ in shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from coretui.domain.exercises.catalogue import Catalogue
from coretui.i18n import _, language
from coretui.reporting import words
from coretui.reporting.report import Report
from coretui.reporting.words import TableRows
from coretui.words.time import minutes, short_date

ROWS, FEW = 25, 6
"""The most lines that the page has room for in a large and in a small table."""
WIDTH, HEIGHT = 340, 116
LEFT, TOP, BOTTOM = 22, 6, 14
WORST = 10

STYLE = """
@page { size: A4; margin: 11mm 12mm; }
* { box-sizing: border-box; }
html { background: #e9e6df; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 8mm auto; width: 186mm; padding: 0; color: #1d242a; background: transparent;
  font: 8.2pt/1.32 "Source Sans 3", "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; }
header { display: flex; justify-content: space-between; align-items: baseline; margin-bottom: 2.5mm;
  border-bottom: 1.2pt solid #236b47; padding-bottom: 1.4mm; }
h1 { font-size: 14.5pt; font-weight: 600; margin: 0; }
header p { margin: 0; color: #525e69; font-size: 9.5pt; }
h2 { font-size: 8.2pt; font-weight: 600; margin: 0 0 1mm; color: #236b47; }
section { background: #f8f6f1; border: .5pt solid #b3bbbf; border-radius: 1.6mm; padding: 2mm 2.6mm;
  break-inside: avoid; min-width: 0; }
.figures { display: grid; grid-template-columns: repeat(6, 1fr); gap: 2mm; margin-bottom: 2mm; }
.figures div { background: #f8f6f1; border: .5pt solid #b3bbbf; border-radius: 1.6mm; padding: 1.5mm 2mm; }
.figures b { display: block; font-size: 12.5pt; font-weight: 600; line-height: 1.2; }
.figures span, .figures small { display: block; color: #525e69; font-size: 7.2pt; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 2mm; margin-bottom: 2mm; align-items: stretch; }
.four { display: grid; grid-template-columns: repeat(4, 1fr); gap: 2mm; margin-bottom: 2mm; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 400; color: #525e69; font-size: 7.2pt; }
th, td { padding: .32mm 1.4mm .32mm 0; vertical-align: baseline; border-bottom: .4pt solid #dde2dc; }
tr:last-child td { border-bottom: 0; }
td:not(:first-child), th:not(:first-child) { text-align: right; }
.sessions td:nth-child(2), .sessions th:nth-child(2) { text-align: left; }
td:not(:first-child) { white-space: nowrap; }
.sessions td:first-child { white-space: nowrap; }
.sessions td:nth-child(2) { white-space: normal; }
p { margin: 0 0 .8mm; }
p.more, footer { color: #525e69; font-size: 7.2pt; }
p.more { margin: .6mm 0 0; }
footer { margin-top: 1mm; }
svg { display: block; width: 100%; height: auto; }
svg text { font-size: 7.4px; fill: #525e69; }
.rule { stroke: #b3bbbf; stroke-width: .5; }
.sat { fill: #e6c592; stroke: #8a5710; stroke-width: .5; }
.long { stroke: #1d242a; stroke-width: 1.3; }
.felt { stroke: #b81f50; stroke-width: 1; fill: none; }
.dot { fill: #b81f50; stroke: #b81f50; }
.leg { fill: #fff; stroke: #b81f50; stroke-width: 1.4; }
.done { fill: #236b47; }
@media print { html { background: #fff; } body { margin: 0; } section, .figures div { background: #fff; } }
"""


def page(report: Report, catalogue: Catalogue) -> str:
    """Return the page."""
    figures = "".join(
        f"<div><span>{escape(name)}</span><b>{escape(value)}</b><small>{escape(more)}</small></div>"
        for name, value, more in words.overview(report)
    )
    body = [
        f"<header><h1>{escape(words.title())}</h1><p>{escape(words.subject(report))}</p></header>",
        f'<div class="figures">{figures}</div>',
        '<div class="two">',
        _section(words.BACK, _back(report) if report.back else _said(words.NO_BACK)),
        _section(words.SITTING, _sitting(report) if report.sat_days else _said(words.NO_SITTING)),
        "</div>",
        '<div class="two">',
        _section(words.EXERCISES, _table(words.exercises(report, catalogue), words.NO_SESSION, head=True)),
        _section(
            words.SESSIONS,
            _table(words.sessions(report, catalogue), words.NO_SESSION, head=True, newest=True) + _counted(report),
        ),
        "</div>",
        '<div class="four">',
        _section(words.BREAKS, f"<p>{escape(words.kept(report))}</p>" + _table(words.skipped(report))),
        _section(words.BREATHING, _table(words.breathing(report), words.NO_BREATHING)),
        _section(words.MOVEMENT, _table(words.movements(report), words.NO_MOVEMENT)),
        _section(words.CHECKS, f"<p>{escape(words.checked(report))}</p>" + _table(words.signs(report))),
        "</div>",
        f"<footer>{escape(words.caution())}</footer>",
    ]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{language()}">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
            f"<title>{escape(words.title())}, {escape(words.span(report.first, report.last))}</title>",
            f"<style>{STYLE}</style></head>",
            "<body>",
            *body,
            "</body>",
            "</html>",
            "",
        ]
    )


def _section(title: str, inside: str) -> str:
    return f"<section><h2>{escape(_(title))}</h2>{inside}</section>"


def _counted(report: Report) -> str:
    counted = words.counted(report)
    return f'<p class="more">{escape(counted)}</p>' if counted else ""


def _said(sentence: str) -> str:
    return f"<p>{escape(_(sentence))}</p>"


def _table(rows: TableRows, nothing: str = "", *, head: bool = False, newest: bool = False) -> str:
    """Return a table, or that there is nothing to put into it; only so many lines as the page has room for."""
    if len(rows) <= head:
        return _said(nothing) if nothing else ""

    def line(row: Sequence[str], tag: str) -> str:
        return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in row)}</tr>"

    shown, most, more = rows[head:], ROWS if head else FEW, ""
    if len(shown) > most:
        said = _("The last {n} of {all}.") if newest else _("The first {n} of {all}.")
        more = f'<p class="more">{escape(said.format(n=most, all=len(shown)))}</p>'
        shown = shown[-most:] if newest else shown[:most]
    top = line(rows[0], "th") if head else ""
    kind = ' class="sessions"' if newest else ""
    return f"<table{kind}>{top}{''.join(line(row, 'td') for row in shown)}</table>{more}"


# --- plots --------------------------------------------------------------------------------------------------


def _plot(report: Report, marks: Iterable[str], scale: Iterable[tuple[float, str]], label: str) -> str:
    """Return a plot: rules with their numbers, the dates below, and the marks."""
    inside = []
    for share, text in scale:
        y = _y(share)
        inside.append(f'<line class="rule" x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        inside.append(f'<text x="{LEFT - 3}" y="{y + 2.5:.1f}" text-anchor="end">{escape(text)}</text>')
    count = len(report.days)
    for n in range(0, count, max(1, -(-count // 4))):
        day = report.days[n].date
        inside.append(
            f'<text x="{_x(n, count):.1f}" y="{HEIGHT - 2}">{escape(short_date(day, report.today))}</text>'
        )
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label)}">'
        f"{''.join(inside)}{''.join(marks)}</svg>"
    )


def _x(n: float, count: int) -> float:
    return LEFT + 2 + (WIDTH - LEFT - 4) * n / count


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share


def _sitting(report: Report) -> str:
    most = max(day.sitting_seconds for day in report.sat_days)
    hours = max(1, -(-int(most) // 3600))
    count = len(report.days)
    wide = (_x(1, count) - _x(0, count)) * 0.72
    marks = []
    for n, day in enumerate(report.days):
        if day.sitting_seconds < 60:
            continue
        x, y = _x(n + 0.14, count), _y(day.sitting_seconds / 3600 / hours)
        said = (
            f"{short_date(day.date, report.today)}: {minutes(day.sitting_seconds)}, {minutes(day.longest_seconds)}"
        )
        marks.append(
            f'<rect class="sat" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{_y(0) - y:.1f}">'
            f"<title>{escape(said)}</title></rect>"
        )
        y = _y(min(1.0, day.longest_seconds / 3600 / hours))
        marks.append(f'<line class="long" x1="{x:.1f}" x2="{x + wide:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>')
    step = max(1, -(-hours // 4))
    scale = [(hour / hours, _("{n} h").format(n=hour)) for hour in range(0, hours + 1, step)]
    plot = _plot(report, marks, scale, _(words.SITTING))
    told = _("Bar: sitting. Black line: the longest stretch.")
    return plot + f'<p class="more">{escape(told)}</p>'


def _back(report: Report) -> str:
    count = len(report.days)
    first = report.first.toordinal()
    sessions = {line.day: line for line in report.sessions}
    points = [
        (_x(day.toordinal() - first + 0.5, count), _y(pain.score / WORST), day, pain)
        for day, pain in sorted(report.back.items())
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _day, _pain in points)
    marks = [f'<polyline class="felt" points="{path}"/>']
    for x, y, day, pain in points:
        said = f"<title>{escape(f'{short_date(day, report.today)}: {words.felt(pain)}')}</title>"
        kind = "leg" if pain.leg else "dot"
        marks.append(f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="1.9">{said}</circle>')
    for day in sessions:
        x = _x(day.toordinal() - first + 0.5, count)
        low = _y(0)
        marks.append(f'<path class="done" d="M{x - 2:.1f} {low + 4.2:.1f}h4l-2 -3.6z"/>')
    scale: list[tuple[float, str]] = [(score / WORST, str(score)) for score in (0, 5, 10)]
    plot = _plot(report, marks, scale, _(words.BACK))
    told = _("Dot: the back that day; open: into a leg. Triangle: a session.")
    return plot + f'<p class="more">{escape(told)}</p>'
