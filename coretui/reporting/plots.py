"""The plots of the page as SVG: the back and the sitting of each day. Every mark is known by its shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from coretui.i18n import _
from coretui.reporting import words
from coretui.reporting.report import Report
from coretui.words.time import minutes, short_date

WIDTH, HEIGHT = 340, 82
LEFT, TOP, BOTTOM = 22, 6, 14
WORST = 10
DATES = 4
"""About how many dates stand below a plot."""

PATTERNS = (
    '<defs><pattern id="hatched" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line class="hatch" x1="0" y1="0" x2="0" y2="5"/></pattern>'
    '<pattern id="dotted" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<circle class="speck" cx="2.5" cy="2.5" r=".8"/></pattern></defs>'
)
MARKS = {
    words.DOT: '<circle class="dot" cx="8" cy="5" r="3"/>',
    words.HOLLOW_DOT: '<circle class="leg" cx="8" cy="5" r="3"/>',
    words.TRIANGLE: '<path class="done" d="M4 8h8l-4 -7z"/>',
    words.FLARE: '<rect class="flare" x="1" y="1" width="14" height="8"/>',
    words.OFF: '<rect class="off" x="1" y="1" width="14" height="8"/>',
    words.BAR: '<rect class="sat" x="4" y="1" width="8" height="9"/>',
    words.LINE: '<line class="long" x1="1" x2="15" y1="5" y2="5"/>',
}
"""How each mark looks in the key, 16 by 10."""


def back(report: Report) -> str:
    """Return the plot of the back, with the days of core sessions, flare-ups and time off, and its key."""
    count, first = len(report.days), report.first.toordinal()
    points = [
        (_x(day.toordinal() - first + 0.5, count), _y(pain.score / WORST), day, pain)
        for day, pain in sorted(report.back.items())
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _day, _pain in points)
    marks = [*_rests(report), f'<polyline class="felt" points="{path}"/>']
    for x, y, day, pain in points:
        said = f"<title>{escape(f'{short_date(day, report.today)}: {words.felt(pain)}')}</title>"
        kind = "leg" if pain.leg else "dot"
        marks.append(f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="2.3">{said}</circle>')
    for day in sorted(report.trained):
        x = _x(day.toordinal() - first + 0.5, count)
        marks.append(f'<path class="done" d="M{x - 2.4:.1f} {_y(0) - 0.6:.1f}h4.8l-2.4 -4.4z"/>')
    scale: list[tuple[float, str]] = [(score / WORST, str(score)) for score in (0, 5, 10)]
    shown = [words.DOT]
    shown += [words.HOLLOW_DOT] * any(pain.leg for pain in report.back.values())
    shown += [words.TRIANGLE] * bool(report.trained)
    return _plot(report, marks, scale, _(words.BACK)) + _key([*shown, *_kinds_of_rest(report)])


def sitting(report: Report) -> str:
    """Return the plot of sitting, with the longest time without getting up, and its key."""
    most = max(day.sitting_seconds for day in report.sat_days)
    hours = max(1, -(-int(most) // 3600))
    count = len(report.days)
    wide = (_x(1, count) - _x(0, count)) * 0.72
    marks = list(_rests(report))
    for n, day in enumerate(report.days):
        if day not in report.sat_days:
            continue
        x, y = _x(n + 0.14, count), _y(day.sitting_seconds / 3600 / hours)
        lengths = f"{minutes(day.sitting_seconds)}, {minutes(day.longest_seconds)}"
        said = f"{short_date(day.date, report.today)}: {lengths}"
        marks.append(
            f'<rect class="sat" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{_y(0) - y:.1f}">'
            f"<title>{escape(said)}</title></rect>"
        )
        y = _y(min(1.0, day.longest_seconds / 3600 / hours))
        marks.append(f'<line class="long" x1="{x:.1f}" x2="{x + wide:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>')
    step = max(1, -(-hours // DATES))
    scale = [(hour / hours, _("{n} h").format(n=hour)) for hour in range(0, hours + 1, step)]
    shown = [words.BAR, words.LINE, *_kinds_of_rest(report)]
    return _plot(report, marks, scale, _(words.SITTING)) + _key(shown)


def _rests(report: Report) -> Iterator[str]:
    """Yield the shaded days."""
    count, first = len(report.days), report.first.toordinal()
    for rest in report.rests:
        begin, end = _x(rest.first.toordinal() - first, count), _x(rest.last.toordinal() - first + 1, count)
        yield (
            f'<rect class="{"flare" if rest.flare else "off"}" x="{begin:.1f}" y="{TOP}" width="{end - begin:.1f}"'
            f' height="{_y(0) - TOP:.1f}"/>'
        )


def _kinds_of_rest(report: Report) -> list[str]:
    kinds = {rest.flare for rest in report.rests}
    return [words.FLARE] * (True in kinds) + [words.OFF] * (False in kinds)


def _key(shown: Iterable[str]) -> str:
    """Return what the marks of a plot mean."""
    told = (
        f'<span><svg viewBox="0 0 16 10" aria-hidden="true">{MARKS[one]}</svg>{escape(_(one))}</span>'
        for one in shown
    )
    return f'<p class="key">{"".join(told)}</p>'


def _plot(report: Report, marks: Iterable[str], scale: Iterable[tuple[float, str]], label: str) -> str:
    """Return a plot: rules with their numbers, the dates below, and the marks."""
    inside = []
    for share, text in scale:
        y = _y(share)
        inside.append(f'<line class="rule" x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        inside.append(f'<text x="{LEFT - 3}" y="{y + 2.5:.1f}" text-anchor="end">{escape(text)}</text>')
    count = len(report.days)
    for n in range(0, count, max(1, -(-count // DATES))):
        said = escape(short_date(report.days[n].date, report.today))
        inside.append(f'<text x="{_x(n, count):.1f}" y="{HEIGHT - 2}">{said}</text>')
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label)}">'
        f"{''.join(inside)}{''.join(marks)}</svg>"
    )


def _x(n: float, count: int) -> float:
    return LEFT + 2 + (WIDTH - LEFT - 4) * n / count


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share
