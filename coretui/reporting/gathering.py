"""Gathering a report: everything is read and added up here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import dropwhile

from coretui.domain.care.selfcheck import SIGNS
from coretui.domain.exercises.catalogue import Catalogue
from coretui.domain.exercises.plan import Plan
from coretui.domain.habits.habit import CORE_SETS_PERCENT, DayFacts, derive
from coretui.domain.habits.overview import Record
from coretui.domain.habits.schedules import Week, week_of
from coretui.domain.habits.streaks import History, WeekState, week_state
from coretui.domain.pain import Pain
from coretui.reporting.exercises import exercise_lines, plan_of, worst
from coretui.reporting.report import (
    A_MINUTE,
    Count,
    DaysOff,
    Hurt,
    Mean,
    NoteLine,
    Person,
    Report,
    SessionLine,
    WeekLine,
)
from coretui.services import insights
from coretui.services.overviews import Overviews
from coretui.settings.keys import Settings
from coretui.store import care, notes, period, posture, timeoff
from coretui.store.period import PastSession


def gather(
    overviews: Overviews,
    first: date,
    last: date,
    catalogue: Catalogue,
    *,
    reasons: bool = False,
    together: bool = False,
) -> Report:
    """Read all that a report on these days holds, as it is at one moment.

    Why breaks were skipped is the person's own business: it is read only where `reasons` are wanted. So is
    what goes together, which may be chance: only where it is wanted `together`.
    """
    with overviews.store.reading():
        found = _gathered(overviews, first, last, catalogue, reasons=reasons)
        return replace(found, insights=insights.read(overviews)) if together else found


def _gathered(overviews: Overviews, first: date, last: date, catalogue: Catalogue, *, reasons: bool) -> Report:
    store = overviews.store
    back = care.back_pain(store, first, last + timedelta(days=1))
    noted = {day: pain for day, pain in back.items() if day <= last}
    past = period.sessions(store, first, last)
    plans = [plan_of(session, catalogue) for session in past]
    written = _notes(overviews, first, last, past)
    checks = care.checks(store, first, last)
    noticed = Counter(sign for check in checks for sign in check.signs)
    days = tuple(overviews.facts(first, last))
    rests = tuple(_rests(overviews, first, last))
    record = next((one for one in overviews.records() if one.habit.id == "core"), None)
    core = record.history if record else None
    weeks = tuple(dropwhile(_empty, _weeks(overviews, days, core, noted, rests)))
    skips = period.skips(store, first, last)
    return Report(
        today=overviews.today,
        first=first,
        last=last,
        person=_person(overviews.settings),
        days=days,
        back=noted,
        weeks=weeks,
        rests=rests,
        sessions=tuple(
            _session(
                one,
                planned,
                back,
                [number for number, session in written.values() if session == one.id],
                counts=_counts(one, record),
            )
            for one, planned in zip(past, plans, strict=True)
        ),
        exercises=exercise_lines(past, plans, written, catalogue),
        asked=_asked(weeks, core, first, last),
        trained=frozenset(day for day in core.done if first <= day <= last) if core else frozenset(),
        enough=_enough(record, last),
        skipped=sum(one.times for one in skips),
        skips=skips if reasons else None,
        movements=period.movements(store, first, last),
        breaths=period.breaths(store, first, last),
        checks=checks,
        signs={sign: noticed[sign] for sign in SIGNS if noticed[sign]},
        notes=tuple(written),
        postures=posture.notes(store, first, last),
    )


def _person(settings: Settings) -> Person:
    session, profile = settings.session, settings.profile
    goal = profile.goal if "profile.goal" in settings.written else None
    return Person(goal=goal, ball=session.ball, height=profile.height, sides=session.sides)


def _notes(
    overviews: Overviews, first: date, last: date, past: Sequence[PastSession]
) -> dict[NoteLine, tuple[int, str | None]]:
    """Return the notes in order, each with its number and the id of its session."""
    programmes = {session.id: session.programme for session in past}
    found = {}
    for number, note in enumerate(notes.of_days(overviews.store, first, last), 1):
        programme = programmes.get(note.session) if note.session else None
        found[NoteLine(number, note.day, note.words, programme, note.exercise)] = (number, note.session)
    return found


def _rests(overviews: Overviews, first: date, last: date) -> Iterator[DaysOff]:
    """Yield the time off for sessions and the flare-ups on these days."""
    for one in timeoff.all_time_off(overviews.store):
        end = one.last or overviews.today
        if one.habit in {None, "core"} and one.first <= last and end >= first:
            flare, goes_on = one.reason == timeoff.FLARE, one.last is None
            yield DaysOff(max(one.first, first), min(end, last), flare=flare, goes_on=goes_on)


def _enough(record: Record | None, day: date) -> float:
    """Return from how many percent of its sets a core session counted on a day."""
    return record.habit.goal_on(day) if record else CORE_SETS_PERCENT


def _counts(session: PastSession, record: Record | None) -> bool:
    """Tell whether a session makes its day count, as the habit sees it, or the person has ticked the day."""
    if session.counts_as != "core" or (record and record.ticked.get(session.day)):
        return True
    share = sum(one.worth for one in session.sets if one.whole) / session.planned
    facts = DayFacts(session.day, core_share=min(1.0, share))
    return derive("core", facts, _enough(record, session.day)).done


def _session(
    session: PastSession, planned: Plan, back: Mapping[date, Pain], numbers: list[int], *, counts: bool
) -> SessionLine:
    whole = [one for one in session.sets if one.whole]
    return SessionLine(
        day=session.day,
        programme=session.programme,
        core=session.counts_as == "core",
        counts=counts,
        sets=Count(
            sum(one.worth for one in whole),
            sum(one.worth for one in planned) or sum(one.worth for one in session.sets),
        ),
        pain=worst(session.felt),
        hurt=_hurt(session),
        after=back.get(session.day + timedelta(days=1)),
        by_player=sum(one.worth for one in whole if one.by_player),
        notes=tuple(numbers),
    )


def _hurt(session: PastSession) -> tuple[Hurt, ...]:
    """Return the exercises at which there was pain, the worst first; that of the whole session belongs to none."""
    names = dict.fromkeys(one.exercise for one in session.felt if one.exercise)
    each = ((name, worst(one for one in session.felt if one.exercise == name)) for name in names)
    found = (Hurt(name, pain) for name, pain in each if pain and pain.score)
    return tuple(sorted(found, key=lambda one: -one.pain.score))


def _weeks(
    overviews: Overviews,
    days: Sequence[DayFacts],
    core: History | None,
    back: Mapping[date, Pain],
    rests: Sequence[DaysOff],
) -> Iterator[WeekLine]:
    """Yield the weeks that these days are in, the oldest first."""
    first, last = days[0].date, days[-1].date
    week = week_of(first, overviews.settings.days.week_start)
    while week.first <= last:
        within = [day for day in days if day.date in week]
        scores = [float(back[day.date].score) for day in within if day.date in back]
        sat = [day.sitting_seconds for day in within if day.sitting_seconds >= A_MINUTE]
        whole = week.first >= first and week.last <= last
        state, done, judged = _judged(core, week, within, overviews.today, whole=whole)
        yield WeekLine(
            first=within[0].date,
            last=within[-1].date,
            whole=whole,
            core=done,
            state=state,
            judged=judged,
            back=Mean.of(scores),
            worst=int(max(scores)) if scores else None,
            sitting=Mean.of(sat),
            longest=max(day.longest_seconds for day in within),
            breaks=Count(sum(day.breaks_kept for day in within), sum(day.breaks_due for day in within)),
            off=sum(_rested(day.date, rests, flare=False) for day in within),
            flare=sum(_rested(day.date, rests, flare=True) for day in within),
        )
        week = week.shift(1)


def _empty(week: WeekLine) -> bool:
    """Tell whether nothing is on record of a week and nothing was asked: the first such weeks are left out."""
    return not (week.core.done or week.core.prescribed or week.back or week.sitting or week.off or week.flare)


def _rested(day: date, rests: Sequence[DaysOff], *, flare: bool) -> bool:
    return any(one.flare is flare and one.first <= day <= one.last for one in rests)


def _judged(
    core: History | None, week: Week, within: Sequence[DayFacts], today: date, *, whole: bool
) -> tuple[WeekState | None, Count, bool]:
    """Return what became of a week, its days with a core session of those asked for, and whether it is judged.

    Not judged is what was asked for in the week in which the habit began, or in one before.
    """
    if core is None:
        return None, Count(), True
    if not whole:
        return None, Count(sum(day.date in core.done for day in within)), True
    found = week_state(core, week, today)
    if found.state is WeekState.OFF:
        return found.state, Count(found.count), not found.target
    return found.state, Count(found.count, found.target), True


def _asked(weeks: Sequence[WeekLine], core: History | None, first: date, last: date) -> Count:
    """Return the core sessions of whole weeks, done and asked for.

    A week before the habit began asked for none; nor did the one in which it began, unless it was met. Where
    nothing was asked for, the days on which one was done are told.
    """
    asked = [one.core for one in weeks if one.core.prescribed]
    if asked:
        return Count(sum(one.done for one in asked), sum(one.prescribed for one in asked))
    return Count(sum(first <= day <= last for day in core.done) if core else 0)
