"""The JSON documents that commands print: the contract that scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from coretui.desktop.output import say
from coretui.domain.chair.by_hour import SittingHours
from coretui.domain.exercises.catalogue import Article, Catalogue, Exercise, Programme
from coretui.domain.exercises.dose import Dose
from coretui.domain.habits.habit import DayFacts
from coretui.domain.habits.overview import HabitDay, WeekView
from coretui.domain.habits.runs import KeptUp, Streak
from coretui.domain.habits.schedules import Schedule
from coretui.domain.harmless import escaped
from coretui.domain.pain import Pain
from coretui.words.habits import named


def dose_document(dose: Dose) -> dict[str, object]:
    """Return the JSON of a dose; what does not apply to it is left out."""
    amounts = {
        "sets": dose.sets,
        "reps": dose.reps,
        "seconds": dose.seconds,
        "hold_seconds": dose.hold_seconds,
        "each_way": dose.each_way or None,
    }
    return {key: value for key, value in amounts.items() if value is not None}


def exercise_document(catalogue: Catalogue, exercise: Exercise, language: str) -> dict[str, object]:
    """Return what `coretui exercises show ID --json` prints: one of the objects of `exercises_document`."""
    return {
        "id": exercise.id,
        "name": exercise.name.in_(language),
        "programmes": [
            {
                "id": programme.id,
                "number": entry.number,
                **dose_document(entry.dose),
                "times_per_week": programme.times_per_week,
            }
            for programme, entry in catalogue.appearances(exercise.id)
        ],
        "sides": exercise.sides,
        **({"timed": True} if exercise.timed else {}),
        **({} if exercise.pillar is None else {"pillar": exercise.pillar}),
        "muscles": list(exercise.muscles),
        "steps": list(exercise.steps.in_(language)),
        "cautions": list(exercise.cautions.in_(language)),
        "sources": list(exercise.sources),
    }


def _programme(programme: Programme, language: str) -> dict[str, object]:
    return {
        "id": programme.id,
        "name": programme.name.in_(language),
        "times_per_week": programme.times_per_week,
        "exercises": [entry.exercise_id for entry in programme.entries],
        "entries": [
            {"exercise": entry.exercise_id, **dose_document(entry.dose), "alternatives": list(entry.alternatives)}
            for entry in programme.entries
        ],
    }


def article_document(article: Article, language: str) -> dict[str, object]:
    """Return what `coretui articles show ID --json` prints: one of the objects of `articles_document`."""
    return {
        "id": article.id,
        "title": article.title.in_(language),
        "sources": list(article.sources),
        "paragraphs": list(article.paragraphs.in_(language)),
    }


def exercises_document(catalogue: Catalogue, language: str) -> list[dict[str, object]]:
    """Return what `coretui exercises --json` prints: names, steps and cautions in `en` or `nl`, the rest ids.

    `seconds` and `hold_seconds` are in seconds, `each_way` says that both ends of a repetition are held so long.
    The `seconds` of what is `timed` are time, as on a walk, and else how long a position is held. Keys that do not
    apply to an exercise are left out.
    """
    return [exercise_document(catalogue, exercise, language) for exercise in catalogue.exercises.values()]


def programmes_document(catalogue: Catalogue, language: str) -> list[dict[str, object]]:
    """Return what `coretui programmes --json` prints: names in `en` or `nl`, exercises by id in order.

    `entries` has the same exercises with their doses, and the `alternatives` that may be chosen in their place.
    """
    return [_programme(programme, language) for programme in catalogue.programmes.values()]


def articles_document(catalogue: Catalogue, language: str) -> list[dict[str, object]]:
    """Return what `coretui articles --json` prints: texts in `en` or `nl`, sources by id.

    A paragraph that begins with `- ` is one point of a list.
    """
    return [article_document(article, language) for article in catalogue.articles.values()]


def print_json(document: object) -> None:
    """Print one JSON document."""
    say(escaped(json.dumps(document, ensure_ascii=False, indent=2)))


def day_document(facts: DayFacts, back: Pain | None) -> dict[str, object]:
    """Return the JSON of one day's facts and of how the back was, null where that was not noted."""
    return {
        "date": facts.date.isoformat(),
        "sitting_seconds": round(facts.sitting_seconds),
        "longest_seconds": round(facts.longest_seconds),
        "breaks_due": facts.breaks_due,
        "breaks_kept": facts.breaks_kept,
        "breathing_seconds": round(facts.breathing_seconds),
        "sessions": facts.sessions,
        "movement_minutes": facts.movement_minutes,
        "breaks_early": facts.breaks_early,
        "back_pain": pain_document(back) if back else None,
        "got_up": facts.got_up,
    }


def pain_document(pain: Pain) -> dict[str, object]:
    """Return the JSON of pain."""
    return {"score": pain.score, "leg": pain.leg}


def week_document(seen: WeekView, back: Mapping[date, Pain]) -> dict[str, object]:
    """Return the JSON of a week; `back` is how the back was on the days that say so."""
    return {
        "week": seen.week.name,
        "from": seen.week.first.isoformat(),
        "to": seen.week.last.isoformat(),
        "days": [day_document(one, back.get(one.date)) for one in seen.days],
        "habits": [
            {
                "id": one.habit.id,
                "name": named(one.habit),
                "schedule": schedule_document(one.schedule),
                "done": list(one.done),
                "count": one.week.count,
                "target": one.week.target,
                "state": one.week.state.value,
                "streak": streak_document(one.streak),
            }
            for one in seen.habits
        ],
        "variety": list(seen.variety),
    }


def hours_document(found: SittingHours, weeks: int) -> dict[str, object]:
    """Return the JSON of when in the day somebody sat: sums over the days with sitting of the weeks up to one.

    An `hour` counts from the midnight its day began with, so 25 is the one from one in the night after.
    """
    return {
        "weeks": weeks,
        "days": found.days,
        "long_from_seconds": round(found.long),
        "hours": [
            {
                "hour": one.hour,
                "sitting_seconds": round(one.sat),
                "long_seconds": round(one.long),
                "got_up": one.up,
            }
            for one in found.hours
        ],
    }


def habit_day_document(one: HabitDay) -> dict[str, object]:
    """Return the JSON of a habit on a day: whether it was done, how much of how much, and whether it was due."""
    return {
        "id": one.habit.id,
        "name": named(one.habit),
        "done": one.evidence.done,
        "amount": round(one.evidence.amount, 2),
        "goal": one.evidence.goal,
        "due": one.due,
    }


def schedule_document(schedule: Schedule) -> dict[str, object]:
    """Return the JSON of a schedule."""
    document: dict[str, object] = {"kind": schedule.repeat.value, "times": schedule.times}
    if schedule.weekdays:
        document["weekdays"] = sorted(schedule.weekdays)
    return document


def streak_document(found: Streak) -> dict[str, object]:
    """Return the JSON of a streak in its unit; what was kept up in another one is there in that one too."""
    document: dict[str, object] = {
        "current": found.current,
        "longest": found.longest,
        "unit": str(found.unit),
    }
    if found.other:
        document["best"] = _run(found.other)
    if found.changed:
        document["before"] = {**_run(found.changed.before), "changed": found.changed.day.isoformat()}
    return document


def _run(run: KeptUp) -> dict[str, object]:
    return {"length": run.length, "unit": str(run.unit)}
