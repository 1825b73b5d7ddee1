"""A report in a terminal: plain words in columns, which a pipe takes as they are."""

from __future__ import annotations

from datetime import date

from coretui.domain.exercises.catalogue import Catalogue
from coretui.i18n import N_, _, ngettext
from coretui.reporting import posture_words, tables, words
from coretui.reporting.report import Report
from coretui.reporting.tables import TextTable
from coretui.words.columns import filled, wrapped
from coretui.words.columns import width as columns
from coretui.words.time import minutes, short_date

WIDTH = 80
INDENT = "  "
BELOW = (N_("dose"), N_("own dose"), N_("in total"), N_("note"))
"""The columns of the exercises for which a terminal has no room beside the others."""
EMPTY = ("", words.NOTHING)


def lines(report: Report, catalogue: Catalogue) -> list[str]:
    """Return the lines of a report."""
    return [
        words.title(),
        words.subject(report),
        words.made(report),
        "",
        *_folded(words.person(report), indent=""),
        "",
        *_table(TextTable([*words.overview(report)])),
        *_part(words.WEEKS, [*_table(tables.weeks(report)), *_folded(words.weeks(report))], words.NO_WEEK),
        *_part(words.EXERCISES, _exercises(report, catalogue), words.NO_SESSION),
        *_folded(words.legend_of_sides(report, catalogue)),
        "",
        words.sessions(report, catalogue),
        *(_sessions(report, catalogue) if report.sessions else _folded(_(words.NO_SESSION))),
        *_folded(words.uncounted(report)),
        *_folded(words.others(report, catalogue)),
        *_folded(words.counted(report)),
        *_part(words.BACK, _back(report), words.NO_BACK),
        *_folded(words.trend(report)),
        *_part(words.SITTING, _sitting(report), words.NO_SITTING),
        *_part(posture_words.POSTURES, _postures(report)),
        *_part(posture_words.TOGETHER, _together(report)),
        *_part(words.BREAKS, _folded(words.kept(report))),
        *_part(words.BREATHING, _table(tables.breathing(report)), words.NO_BREATHING),
        *_part(words.MOVEMENT, _table(tables.movements(report)), words.NO_MOVEMENT),
        *_part(words.CHECKS, _last_folded(tables.checks(report)), words.NO_CHECK),
        *(_part(words.NOTES, _last_folded(tables.notes(report, catalogue))) if report.notes else ()),
        "",
        *_folded(words.caution(), indent=""),
    ]


def _part(title: str, inside: list[str], nothing: str = "") -> list[str]:
    if not inside:
        return ["", _(title), *_folded(_(nothing))] if nothing else []
    return ["", _(title), *inside]


def _folded(sentence: str, indent: str = INDENT) -> list[str]:
    return [indent + line for line in wrapped(sentence, WIDTH - len(indent))] if sentence else []


def _table(table: TextTable) -> list[str]:
    """Return the rows in columns, with what stands below a row under it."""
    if not table.rows:
        return []
    every = [*([table.head] if table.head else []), *table.rows]
    widths = [max(columns(row[n]) for row in every) for n in range(len(every[0]))]
    below = [*([""] if table.head else []), *(table.below or [""] * len(table.rows))]
    found = []
    for row, said in zip(every, below, strict=True):
        cells = (filled(cell, wide) for cell, wide in zip(row, widths, strict=True))
        found.append((INDENT + "  ".join(cells)).rstrip())
        found += _folded(said, INDENT * 2)
    return found


def _exercises(report: Report, catalogue: Catalogue) -> list[str]:
    """Return the exercises; their doses and what else has no room beside the sets stands below them."""
    found = tables.exercises(report, catalogue)
    beside = [n for n, name in enumerate(found.head) if name not in {_(one) for one in BELOW}]
    below = []
    for row, said in zip(found.rows, found.below, strict=True):
        named = zip(found.head, row, strict=True)
        more = [
            _named(name, cell) for n, (name, cell) in enumerate(named) if n not in beside and cell not in EMPTY
        ]
        below.append(" · ".join(filter(None, (*more, said))))

    def short(row: tables.TextRow) -> tables.TextRow:
        return tuple(row[n] for n in beside)

    return _table(TextTable([short(row) for row in found.rows], short(found.head), below))


def _named(name: str, cell: str) -> str:
    """Write a cell that stands below its row with the name of its column: the numbers of notes can be several."""
    if name == _("note"):
        return ngettext("note {numbers}", "notes {numbers}", len(cell.split(","))).format(numbers=cell)
    return f"{name} {cell}"


def _sessions(report: Report, catalogue: Catalogue) -> list[str]:
    """Return the sessions with the exercises that hurt below them."""
    found = tables.sessions(report, catalogue)
    if not found.rows:
        return []
    at = found.head.index(_("pain at"))

    def short(row: tables.TextRow) -> tables.TextRow:
        return (*row[:at], *row[at + 1 :])

    hurt = [f"{found.head[at]}: {row[at]}" if row[at] else "" for row in found.rows]
    return _table(TextTable([short(row) for row in found.rows], short(found.head), hurt))


def _last_folded(table: TextTable) -> list[str]:
    """Return rows whose last column, a sentence, is folded below itself where it has no room."""
    if not table.rows:
        return []
    widths = [max(columns(row[n]) for row in table.rows) for n in range(len(table.rows[0]) - 1)]
    start = len(INDENT) + sum(widths) + 2 * len(widths)
    found: list[str] = []
    for row, said in zip(table.rows, table.below or [""] * len(table.rows), strict=True):
        cells = "  ".join(filled(cell, wide) for cell, wide in zip(row, widths, strict=False))
        sentence = f"{row[-1]}; {said}" if said else row[-1]
        first, *rest = wrapped(sentence, max(WIDTH - start, WIDTH // 3)) or [""]
        found += [f"{INDENT}{cells}  {first}".rstrip(), *(" " * start + line for line in rest)]
    return found


def _back(report: Report) -> list[str]:
    rows = [
        (short_date(day, report.today), words.felt(pain), "█" * pain.score)
        for day, pain in sorted(report.back.items())
    ]
    return _table(TextTable(rows))


def _postures(report: Report) -> list[str]:
    spells = _table(tables.posture_spells(report))
    return [*_table(tables.postures(report)), *spells, *_folded(posture_words.postures(report))]


def _together(report: Report) -> list[str]:
    said = [*_table(tables.together(report)), *_folded(posture_words.nothing_beside(report))]
    return [*_folded(posture_words.looked(report)), *said, *_folded(posture_words.how_little_it_says(report))]


def _sitting(report: Report) -> list[str]:
    most = max((day.sitting_seconds for day in report.sat_days), default=0.0)

    def row(day: date, sat: float, longest: float) -> tables.TextRow:
        said = _("longest {length}").format(length=minutes(longest))
        return short_date(day, report.today), minutes(sat), said, "█" * round(20 * sat / most)

    return _table(TextTable([row(day.date, day.sitting_seconds, day.longest_seconds) for day in report.sat_days]))
