"""The words of a report, the same on paper and in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from coretui.domain.exercises.catalogue import Catalogue
from coretui.i18n import N_, _, language, ngettext
from coretui.reporting.report import BOTH, SIDES, Count, ExerciseLine, Report, SessionLine
from coretui.store.care import Pain
from coretui.words import breathing as breaths
from coretui.words import care as caring
from coretui.words.journal import MOVEMENTS
from coretui.words.notices import SKIPS
from coretui.words.sessions import called
from coretui.words.time import MONTHS, minutes, short_date

TableRows = Sequence[Sequence[str]]
"""A table: its head, then its lines."""

SIDE_NAMES = {"left": N_("left"), "right": N_("right"), BOTH: N_("both")}
NOTHING = "–"


def long_date(day: date) -> str:
    """Write a date with its year: 22 November 2026."""
    return f"{day.day} {_(MONTHS[day.month - 1])} {day.year}"


def span(first: date, last: date) -> str:
    """Write a period: 1–30 November 2026, 26 October – 22 November 2026."""
    if first == last:
        return long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{long_date(last)}"
    begin = f"{first.day} {_(MONTHS[first.month - 1])}" if first.year == last.year else long_date(first)
    return f"{begin} – {long_date(last)}"


def of(count: Count) -> str:
    """Write what was done of what was prescribed: 8 of 9; a dash where nothing was either."""
    if not count.prescribed and not count.done:
        return NOTHING
    return _("{n} of {target}").format(n=_number(count.done), target=_number(count.prescribed))


def _number(value: float) -> str:
    # Translators: what stands between the whole and the tenths of a number.
    return f"{round(value, 1):g}".replace(".", _("."))


def percent(count: Count) -> str:
    """Write a share in whole percents, empty without anything to share."""
    return f"{100 * count.done / count.prescribed:.0f} %" if count.prescribed else ""


def felt(pain: Pain | None) -> str:
    """Write pain as it was given, and whether it ran into a leg."""
    if pain is None:
        return NOTHING
    return _("{score} (leg)").format(score=pain.score) if pain.leg else f"{pain.score}"


def overview(report: Report) -> list[tuple[str, str, str]]:
    """Return the figures that come first: what it is, how much, and what else is to be said of it."""
    back = [pain.score for pain in report.back.values()]
    sat, longest = report.sat_days, report.longest
    mean = sum(day.sitting_seconds for day in sat) / len(sat) if sat else 0.0
    breathed = sum(day.breathing_seconds for day in report.days)
    return [
        (
            _("Core sessions"),
            of(report.asked) if report.asked.prescribed else _number(report.asked.done),
            _("asked for in whole weeks") if report.asked.prescribed else _("none asked for in whole weeks"),
        ),
        (
            _("Back pain"),
            _number(sum(back) / len(back)) if back else NOTHING,
            ngettext("mean of {n} day, worst {worst}", "mean of {n} days, worst {worst}", len(back)).format(
                n=len(back), worst=max(back)
            )
            if back
            else _("not noted"),
        ),
        (_("Sitting"), minutes(mean) if sat else NOTHING, _("a day, on days with any")),
        (
            _("Longest stretch"),
            minutes(longest.longest_seconds) if longest else NOTHING,
            short_date(longest.date, report.today) if longest else "",
        ),
        (_("Breaks kept"), percent(report.breaks) or NOTHING, of(report.breaks)),
        (_("Breathing"), minutes(breathed), _("in all")),
    ]


def exercises(report: Report, catalogue: Catalogue) -> TableRows:
    """Return the sets done of those prescribed, by exercise and side."""

    def row(line: ExerciseLine) -> list[str]:
        name = called(catalogue, line.exercise)
        if instead := ", ".join(called(catalogue, one) for one in line.instead):
            name = _("{exercise} (instead: {others})").format(exercise=name, others=instead)
        held = minutes(line.seconds) if line.seconds >= 60 else _("{n} s").format(n=line.seconds)
        amounts = [f"{line.repetitions}×"] * bool(line.repetitions) + [held] * bool(line.seconds)
        sides = (of(line.sets.get(side, Count())) for side in SIDES)
        return [name, *sides, ", ".join(amounts) or NOTHING]

    head = [_("Exercise"), *(_(SIDE_NAMES[side]) for side in SIDES), _("in all")]
    return [head, *map(row, report.exercises)]


def sessions(report: Report, catalogue: Catalogue) -> TableRows:
    """Return the sessions with their pain and that of the mornings after."""

    def row(line: SessionLine) -> list[str]:
        programme = catalogue.programmes.get(line.programme)
        name = programme.name.in_(language()) if programme else line.programme
        return [short_date(line.day, report.today), name, of(line.sets), felt(line.pain), felt(line.after)]

    head = [_("Day"), _("Session"), _("sets"), _("pain in it"), _("back, day after")]
    return [head, *map(row, report.sessions)]


def counted(report: Report) -> str:
    """Say how many of the sets the player has counted; nothing if it has counted none."""
    by_player = report.by_player
    if not by_player.done:
        return ""
    words = {"n": f"{by_player.done:g}", "all": f"{by_player.prescribed:g}"}
    return _("{n} of the {all} sets done: counted by the player, which cannot see who is there.").format(**words)


def skipped(report: Report) -> TableRows:
    """Return why breaks were skipped, and how often."""
    return _pairs(report.skipped, lambda reason: _(SKIPS.get(reason, reason)) or _("no reason given"))


def _pairs(found: Iterable[tuple[str, int]], name: Callable[[str], str]) -> TableRows:
    return [[name(item), f"{times}×"] for item, times in found]


def movements(report: Report) -> TableRows:
    """Return the kinds of movement: how often and how long."""
    return [
        [_(MOVEMENTS.get(kind, kind)), f"{times}×", minutes(60 * length)]
        for kind, times, length in report.movements
    ]


def breathing(report: Report) -> TableRows:
    """Return the breathing patterns: how often and how long."""
    return [[breaths.name(pattern), f"{times}×", minutes(length)] for pattern, times, length in report.breaths]


def signs(report: Report) -> TableRows:
    """Return in how many of the self-checks each sign was noticed."""
    words = {"target": len(report.checks)}
    return [[caring.sign(item), _("{n} of {target}").format(n=n, **words)] for item, n in report.signs.items()]


def checked(report: Report) -> str:
    """Say how many self-checks there were, and what the last one says of stretching."""
    if not report.checks:
        return _("No self-check in these days.")
    count = len(report.checks)
    said = ngettext("{n} self-check", "{n} self-checks", count).format(n=count)
    reasons = sorted(report.checks[-1].reasons)
    if reasons:
        named = ", ".join(map(caring.reason, reasons))
        return _("{checks}; reasons not to stretch: {reasons}.").format(checks=said, reasons=named)
    return _("{checks}; no reason not to stretch.").format(checks=said)


def title() -> str:
    """Return the title."""
    return _("Report on core, back and desk")


def subject(report: Report) -> str:
    """Say which days it is about."""
    count = len(report.days)
    days = ngettext("{n} day", "{n} days", count).format(n=count)
    return f"{span(report.first, report.last)} ({days})"


def caution() -> str:
    """Say what the report is, and what it is not."""
    return _(
        "Noted by the person and by coretui at the desk; pain is what was felt, 0 (none) to 10."
        " It is a record, not a diagnosis."
    )


EXERCISES = N_("Exercises: sets done of those prescribed")
SESSIONS = N_("Sessions, and the morning after")
BACK = N_("Back pain per day, 0 to 10")
SITTING = N_("Sitting per day, and its longest stretch")
BREAKS = N_("Breaks")
BREATHING = N_("Breathing")
MOVEMENT = N_("Movement")
CHECKS = N_("Self-checks")
NO_SESSION = N_("No session in these days.")
NO_BACK = N_("Back pain was not noted in these days.")
NO_SITTING = N_("No sitting on record in these days.")
NO_MOVEMENT = N_("No movement on record in these days.")
NO_BREATHING = N_("No breathing on record in these days.")


def kept(report: Report) -> str:
    """Say how many breaks were kept."""
    if not report.breaks.prescribed:
        said = _("No break fell due in these days.")
    else:
        said = _("{count} kept ({percent}).").format(count=of(report.breaks), percent=percent(report.breaks))
    early = sum(day.breaks_early for day in report.days)
    sentence = ngettext("{n} break before one was due.", "{n} breaks before one was due.", early)
    parts = [said, sentence.format(n=early) if early else "", _("Skipped because of:") if report.skipped else ""]
    return " ".join(part for part in parts if part)
