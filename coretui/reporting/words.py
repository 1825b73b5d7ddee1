"""The words of a report, the same on paper and in a terminal: its numbers and sentences."""

from __future__ import annotations

from datetime import date
from math import ceil

from coretui.domain.exercises.catalogue import Catalogue, ball_size
from coretui.domain.exercises.dose import Dose
from coretui.domain.pain import Pain
from coretui.i18n import N_, _, language, ngettext
from coretui.reporting.report import Count, DaysOff, Hurt, Mean, Report
from coretui.store.period import Skipped
from coretui.words.notices import SKIPS
from coretui.words.numbers import decimal
from coretui.words.sessions import called
from coretui.words.time import MONTHS, lasting, length, minutes, short_date, week_span

NOTHING = "–"
GOALS = {
    None: N_("Goal: not said."),
    "prevention": N_("Goal: prevention."),
    "rehabilitation": N_("Goal: rehabilitation (prescribed because of an injury)."),
}
SIDES_MEANT = {
    "each": N_("Sets are for each side."),
    "total": N_("Sets are for both sides together."),
}
FIELDS = (N_("Name"), N_("Date of birth"), N_("Prescribed by"))
"""What is left open, to be filled in by hand."""

WEEKS = N_("Week by week: means, and how many days they cover")
EXERCISES = N_("Exercises: sets done of those planned")
SESSIONS = N_("Sessions, and the back on the day after")
BACK = N_("Back pain per day, 0 to 10")
SITTING = N_("Sitting per day, and the longest without getting up")
BREAKS = N_("Breaks from sitting")
BREATHING = N_("Breathing")
MOVEMENT = N_("Movement")
CHECKS = N_("Self-checks")
NOTES = N_("Notes")
NO_WEEK = N_("Nothing is on record in this period.")
NO_SESSION = N_("No session in this period.")
NO_BACK = N_("Back pain was not noted in this period.")
NO_SITTING = N_("No sitting time on record in this period.")
NO_MOVEMENT = N_("No movement on record in this period.")
NO_BREATHING = N_("No breathing on record in this period.")
NO_CHECK = N_("No self-check in this period.")

DOT, HOLLOW_DOT, TRIANGLE = N_("back pain"), N_("pain into a leg"), N_("core session")
FLARE, OFF = N_("days of a flare-up"), N_("days off")
BAR, LINE = N_("sitting"), N_("longest without getting up")


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


def days(count: int) -> str:
    """Write a number of days."""
    return ngettext("{n} day", "{n} days", count).format(n=count)


def of(count: Count) -> str:
    """Write what was done of what was prescribed: 8 of 9; a dash where nothing was either."""
    if not count.prescribed and not count.done:
        return NOTHING
    return _("{n} of {target}").format(n=decimal(count.done), target=decimal(count.prescribed))


def percent(count: Count) -> str:
    """Write a share in whole percents, empty without anything to share."""
    return f"{100 * count.done / count.prescribed:.0f}%" if count.prescribed else ""


def felt(pain: Pain | None) -> str:
    """Write pain as it was given, and whether it ran into a leg."""
    if pain is None:
        return NOTHING
    return _("{score} (leg)").format(score=pain.score) if pain.leg else f"{pain.score}"


def hurt(one: Hurt, session: Pain | None, catalogue: Catalogue) -> str:
    """Name an exercise that hurt, and how much where that is not what is told of its session."""
    name = called(catalogue, one.exercise)
    if one.pain == session:
        return name
    said = _("{exercise} ({score}, leg)") if one.pain.leg else "{exercise} ({score})"
    return said.format(exercise=name, score=one.pain.score)


def dose(amount: Dose) -> str:
    """Write a dose: 3 × 15, 3 × 30 s, 1 × 5 min, 3 × 25, hold 1 s at each end."""
    said = length(amount.seconds) if amount.seconds else f"{amount.reps}"
    if not amount.hold_seconds:
        return f"{amount.sets} × {said}"
    held = _("hold {n} s at each end") if amount.each_way else _("hold {n} s")
    return f"{amount.sets} × {said}, {held.format(n=amount.hold_seconds)}"


# what comes first


def title() -> str:
    """Return the title."""
    return _("Report on core, back and sitting")


def subject(report: Report) -> str:
    """Say which days it is about."""
    return f"{span(report.first, report.last)} ({days(len(report.days))})"


def made(report: Report) -> str:
    """Say when the report was made."""
    return _("Made on {date} with coretui").format(date=long_date(report.today))


def person(report: Report) -> str:
    """Say what is set about the person: the goal, ball or floor, how sides are meant."""
    said = report.person
    size = f" ({ball_size(said.height)} cm)" if said.height else ""
    ball = {
        True: _("With a ball{size}.").format(size=size),
        False: _("On the floor, without a ball."),
        None: _("Ball or floor: not said."),
    }[said.ball]
    return " ".join(filter(None, (_(GOALS[said.goal]), ball, _(SIDES_MEANT.get(said.sides, "")))))


def overview(report: Report) -> list[tuple[str, str, str]]:
    """Return the figures that come first: what it is, how much, and what else is to be said of it."""
    asked, longest, due = report.asked, report.longest, report.breaks
    planned = asked.prescribed > 0
    return [
        (
            _("Core sessions"),
            of(asked) if planned else decimal(asked.done),
            _("planned in full weeks") if planned else _("no full week with a plan"),
        ),
        (_("Back pain"), *_back(report)),
        (_("Sitting"), *_mean_sitting(report)),
        (
            _("Longest sitting"),
            minutes(longest.longest_seconds) if longest else NOTHING,
            short_date(longest.date, report.today) if longest else "",
        ),
        (_("Breaks kept"), percent(due) or NOTHING, of(due) if due.prescribed else ""),
        (_("Breathing"), *_breathed(report)),
    ]


def _back(report: Report) -> tuple[str, str]:
    back = report.back_mean
    if back is None:
        return NOTHING, _("not noted")
    said = ngettext("mean of {n} day noted, highest {worst}", "mean of {n} days noted, highest {worst}", back.days)
    worst = max(pain.score for pain in report.back.values())
    return decimal(back.value), said.format(n=back.days, worst=worst)


def _mean_sitting(report: Report) -> tuple[str, str]:
    sat = report.sitting
    if sat is None:
        return NOTHING, ""
    said = ngettext("mean of {n} day with sitting", "mean of {n} days with sitting", sat.days)
    return minutes(sat.value), said.format(n=sat.days)


def _breathed(report: Report) -> tuple[str, str]:
    breathed = report.breathing
    if breathed is None:
        return NOTHING, ""
    said = ngettext("in total, on {n} day", "in total, on {n} days", breathed.days)
    return lasting(round(breathed.value * breathed.days)), said.format(n=breathed.days)


# pain, and days off


def trend(report: Report) -> str:
    """Say how the back was first and last, and in the first and the last week in which it was noted."""
    noted = sorted(report.back.items())
    if len(noted) < 2:
        return ""
    (begin, before), (end, after) = noted[0], noted[-1]
    said = _("From {before} ({first}) to {after} ({last}).").format(
        before=felt(before),
        first=short_date(begin, report.today),
        after=felt(after),
        last=short_date(end, report.today),
    )
    means = [week.back for week in report.weeks if week.back]
    if len(means) < 2:
        return said
    weeks = _("Mean of the first week {before}, of the last {after}.").format(
        before=mean(means[0]), after=mean(means[-1])
    )
    return f"{said} {weeks}"


def mean(average: Mean) -> str:
    """Write an average and over how many days it is: 3.5 (4 days)."""
    return f"{decimal(average.value)} ({days(average.days)})"


def weeks(report: Report) -> str:
    """Say what the weeks are to be read with: which are not judged, when there were flare-ups and time off."""
    part = "" if all(week.whole for week in report.weeks) else _("* Part of a week, so nothing is planned for it.")
    begun = (
        "" if all(week.judged for week in report.weeks) else _("** Not judged: you began in that week or later.")
    )
    return " ".join(filter(None, (part, begun, *(_rest(rest, report.today) for rest in report.rests))))


def _rest(rest: DaysOff, today: date) -> str:
    if rest.goes_on and rest.last == today:
        since = _("Flare-up: since {date}.") if rest.flare else _("Time off: since {date}.")
        return since.format(date=short_date(rest.first, today))
    words = _("Flare-up: {dates}.") if rest.flare else _("Time off: {dates}.")
    return words.format(dates=some_days(rest.first, rest.last, today))


def some_days(first: date, last: date, today: date) -> str:
    """Write a few days shortly: 18–22 Nov, Mon 30 Nov."""
    return short_date(first, today) if first == last else week_span(first, last, today, short=True)


# what else is said


def counted(report: Report) -> str:
    """Say how many of the sets the player has counted; nothing if it has counted none."""
    by_player = report.by_player
    if not by_player.done:
        return ""
    words = {"n": decimal(by_player.done), "all": decimal(by_player.prescribed)}
    sentence = ngettext(
        "{n} of the {all} sets done was counted by coretui by itself: it cannot see whether anybody is there.",
        "{n} of the {all} sets done were counted by coretui by itself: it cannot see whether anybody is there.",
        ceil(by_player.done),
    )
    return sentence.format(**words)


def sessions(report: Report, catalogue: Catalogue) -> str:
    """Return the title of the sessions, with the name of their programme if all of them are of one."""
    only = report.only_programme
    if only is None:
        return _(SESSIONS)
    name = programme(only, catalogue)
    return _("{programme}: sessions, and the back on the day after").format(programme=name)


def others(report: Report, catalogue: Catalogue) -> str:
    """Name the sessions that are not told one by one, those without pain and those of which it was not noted."""
    said = []
    for noted, sentence in (
        (True, _("Other sessions, without pain: {sessions}.")),
        (False, _("Other sessions, pain not noted: {sessions}.")),
    ):
        found = report.other_sessions(noted=noted)
        named = (f"{programme(name, catalogue)} {times}×" for name, times in found.items())
        if found:
            said.append(sentence.format(sessions=", ".join(named)))
    return " ".join(said)


def uncounted(report: Report) -> str:
    """Say why sessions of the list are left out of the count; nothing if none is."""
    if all(one.counts for one in report.told_one_by_one):
        return ""
    return _("* Not counted: a core session counts from {share}% of its sets.").format(
        share=decimal(report.enough)
    )


def programme(name: str, catalogue: Catalogue) -> str:
    """Name a programme by its id."""
    known = catalogue.programmes.get(name)
    return known.name.in_(language()) if known else name


def legend_of_sides(report: Report, catalogue: Catalogue) -> str:
    """Say what left means in each sided exercise of the report; right is its mirror image."""
    found: dict[str, list[str]] = {}
    for line in report.exercises:
        exercise = catalogue.exercises.get(line.exercise)
        if exercise and exercise.side_left:
            found.setdefault(exercise.side_left.in_(language()), []).append(exercise.name.in_(language()))
    if not found:
        return ""
    said = "; ".join(f"{meaning} ({' / '.join(names)})" for meaning, names in found.items())
    return _("Left means: {sides}. Right is the mirror image.").format(sides=said)


def kept(report: Report) -> str:
    """Say how many breaks were kept, taken early and skipped; why only where it was asked for."""
    if not report.breaks.prescribed:
        parts = [_("No break fell due in this period.")]
    else:
        words = {"count": of(report.breaks), "percent": percent(report.breaks)}
        parts = [_("{count} kept ({percent}).").format(**words)]
    if early := sum(day.breaks_early for day in report.days):
        sentence = ngettext(
            "{n} break was taken early, before half the interval had passed.",
            "{n} breaks were taken early, before half the interval had passed.",
            early,
        )
        parts.append(sentence.format(n=early))
    if report.skipped:
        skipped = ngettext("{n} break was skipped.", "{n} breaks were skipped.", report.skipped)
        parts.append(skipped.format(n=report.skipped))
    if report.skips:
        parts.append(_("Why skipped: {reasons}.").format(reasons=", ".join(map(_skipped, report.skips))))
    return " ".join(parts)


def _skipped(one: Skipped) -> str:
    reason = _(SKIPS.get(one.reason, one.reason)) or _("no reason given")
    notes = f" ({'; '.join(one.notes)})" if one.notes else ""
    return f"{reason} {one.times}×{notes}"


def caution() -> str:
    """Say what the report is, and what it is not."""
    return _(
        "Recorded by the user and by coretui; pain is self-rated, from 0 (none) to 10 (worst imaginable)."
        " This is a record, not a diagnosis."
    )


def where_notes_are(report: Report) -> str:
    """Say where the notes are on paper; nothing without any."""
    return _("Notes are on a sheet of their own.") if report.notes else ""
