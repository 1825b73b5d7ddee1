"""The tables of a report: a head, then lines, all of it in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coretui.domain.care.selfcheck import REASONS, SIGNS, in_order
from coretui.domain.exercises.catalogue import Catalogue
from coretui.domain.posture.notes import Posture, counts, shares
from coretui.i18n import N_, _
from coretui.reporting.posture_words import spell
from coretui.reporting.report import (
    BOTH,
    SIDES,
    Count,
    ExerciseLine,
    Report,
    SessionLine,
    SwapKind,
    WeekLine,
)
from coretui.reporting.words import NOTHING, days, dose, felt, hurt, of, percent, programme, some_days
from coretui.words import breathing as breaths
from coretui.words import care as caring
from coretui.words import insights
from coretui.words import posture as sitting
from coretui.words.journal import MOVEMENTS
from coretui.words.numbers import decimal
from coretui.words.sessions import called
from coretui.words.time import lasting, length, minutes, short_date

SIDE_NAMES = {"left": N_("left"), "right": N_("right"), BOTH: N_("both sides")}
SWAPS = {
    SwapKind.LIGHTER: N_("easier: {exercise} {n}×"),
    SwapKind.HEAVIER: N_("harder: {exercise} {n}×"),
    SwapKind.OTHER: N_("instead: {exercise} {n}×"),
}

TextRow = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table: its rows, its head, which may be empty, and what stands small below each row, if anything.

    On paper that stands in one of the columns, `column_below`, and the columns in `right` end at the right.
    """

    rows: Sequence[TextRow]
    head: TextRow = ()
    below: Sequence[str] = ()
    column_below: int = 0
    right: tuple[int, ...] = ()


def weeks(report: Report) -> TextTable:
    """Return what each week came to; an average says how many days it covers."""

    def row(line: WeekLine) -> TextRow:
        return (
            some_days(line.first, line.last, report.today) + _mark(line),
            of(line.core) if line.core.prescribed else decimal(line.core.done),
            f"{decimal(line.back.value)} ({line.back.days})" if line.back else NOTHING,
            f"{minutes(line.sitting.value)} ({line.sitting.days})" if line.sitting else NOTHING,
            minutes(line.longest) if line.sitting else NOTHING,
            percent(line.breaks) or NOTHING,
        )

    head = (
        _("Week"),
        _("core"),
        _("back pain (days)"),
        _("sitting (days)"),
        _("longest"),
        _("breaks kept"),
    )
    below = [_of_week(one) for one in report.weeks]
    return TextTable([row(one) for one in report.weeks], head, below, right=(1, 2, 3, 4, 5))


def _mark(line: WeekLine) -> str:
    """Return the sign whose meaning stands below the weeks."""
    if not line.whole:
        return " *"
    return "" if line.judged else " **"


def _of_week(line: WeekLine) -> str:
    """Say how many days of a week had a flare-up or were time off."""
    said = [
        _("flare-up: {days}").format(days=days(line.flare)) if line.flare else "",
        _("time off: {days}").format(days=days(line.off)) if line.off else "",
    ]
    return ", ".join(filter(None, said))


def exercises(report: Report, catalogue: Catalogue) -> TextTable:
    """Return the doses, the sets done of those planned by side, and the pain, of each exercise."""

    def row(line: ExerciseLine) -> TextRow:
        amounts = [f"{line.repetitions}×"] * bool(line.repetitions)
        amounts += [length(line.seconds)] * bool(line.seconds)
        return (
            called(catalogue, line.exercise),
            " / ".join(map(dose, line.prescribed)) or NOTHING,
            " / ".join(map(dose, line.own)) or NOTHING,
            *(of(line.sets.get(side, Count())) for side in SIDES),
            ", ".join(amounts) or NOTHING,
            felt(line.pain) + (f", {line.hurt}×" if line.hurt > 1 else ""),
            numbers(line.notes),
        )

    head = (
        _("Exercise"),
        _("dose"),
        _("own dose"),
        *(_(SIDE_NAMES[side]) for side in SIDES),
        _("in total"),
        _("pain"),
        _("note"),
    )
    below = [_swaps(line, catalogue) for line in report.exercises]
    return TextTable([row(line) for line in report.exercises], head, below, right=(3, 4, 5, 6, 7, 8))


def _swaps(line: ExerciseLine, catalogue: Catalogue) -> str:
    said = [
        _(SWAPS[swap.kind]).format(exercise=called(catalogue, swap.exercise), n=swap.sets) for swap in line.swaps
    ]
    return ", ".join(said)


def numbers(notes: Sequence[int]) -> str:
    """Write the numbers of notes; nothing without any."""
    return ", ".join(map(str, notes))


def sessions(report: Report, catalogue: Catalogue) -> TextTable:
    """Return the sessions that are told one by one: their sets and pain, and the back on the day after.

    Where all of them are of one programme its name is not repeated: the title of the table has it.
    """
    one_programme = report.only_programme is not None

    def row(line: SessionLine) -> TextRow:
        return (
            short_date(line.day, report.today) + ("" if line.counts else " *"),
            of(line.sets),
            felt(line.pain),
            felt(line.after),
            "; ".join(hurt(one, line.pain, catalogue) for one in line.hurt),
            numbers(line.notes),
            *(() if one_programme else (programme(line.programme, catalogue),)),
        )

    head = (_("Day"), _("sets"), _("pain during"), _("back, day after"), _("pain at"), _("note"))
    every = [row(line) for line in report.told_one_by_one]
    return TextTable(every, head if one_programme else (*head, _("Session")), right=(1, 2, 3))


def checks(report: Report) -> TextTable:
    """Return the self-checks: the day and the signs noticed, with the reasons not to stretch below."""
    rows = [
        (
            short_date(one.day, report.today),
            ", ".join(map(caring.sign, in_order(one.signs, SIGNS))) or _("no signs"),
        )
        for one in report.checks
    ]
    reasons = [", ".join(map(caring.reason, in_order(one.reasons, REASONS))) for one in report.checks]
    below = [_("reason not to stretch: {reasons}").format(reasons=said) if said else "" for said in reasons]
    return TextTable(rows, below=below, column_below=1)


def movements(report: Report) -> TextTable:
    """Return the kinds of movement: how often and how long."""
    return TextTable(
        [
            (_(MOVEMENTS.get(kind, kind)), f"{times}×", minutes(60 * length))
            for kind, times, length in report.movements
        ],
        right=(1, 2),
    )


def breathing(report: Report) -> TextTable:
    """Return the breathing patterns: how often and how long."""
    return TextTable(
        [(breaths.name(pattern), f"{times}×", lasting(length)) for pattern, times, length in report.breaths],
        right=(1, 2),
    )


def notes(report: Report, catalogue: Catalogue) -> TextTable:
    """Return the notes: their number, the day, what they are about, the words."""
    rows = []
    for one in report.notes:
        about = called(catalogue, one.exercise) if one.exercise else ""
        about = about or (programme(one.programme, catalogue) if one.programme else _("the day"))
        rows.append((str(one.number), short_date(one.day, report.today), about, one.words))
    return TextTable(rows, (_("No."), _("day"), _("about"), _("note")))


def postures(report: Report) -> TextTable:
    """Return how often each posture was noted; nothing where there are too few notes."""
    notes = report.how_they_sat
    if not notes:
        return TextTable([])
    found, parts = counts(notes), shares(notes)
    rows = [(sitting.long(one), f"{found[one]}×", f"{round(100 * parts[one])}%") for one in Posture]
    return TextTable(rows, right=(1, 2))


def posture_spells(report: Report) -> TextTable:
    """Return how many notes each four weeks have and how often they changed; nothing for four weeks or less."""
    rows = [spell(first, last, notes, report.today) for first, last, notes in report.posture_spells]
    return TextTable(rows, right=(1, 2))


def together(report: Report) -> TextTable:
    """Return what was laid beside the back, and what came of it."""
    if report.insights is None or not report.insights.days:
        return TextTable([])
    rows = [
        (f"{insights.compared(one)}, {insights.lag(one)}", insights.line(one)) for one in report.insights.findings
    ]
    return TextTable([(name,) for name, _line in rows], below=[line for _name, line in rows])
