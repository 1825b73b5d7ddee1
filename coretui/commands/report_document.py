"""The JSON of a report: what the page shows, as numbers."""

from __future__ import annotations

from datetime import date

from coretui.commands.documents import day_document, dose_document, pain_document
from coretui.commands.posture_documents import insights_document, posture_document
from coretui.domain.pain import Pain
from coretui.reporting.report import SIDES, Count, ExerciseLine, Mean, NoteLine, Report, SessionLine, WeekLine
from coretui.store.period import Skipped

SIDE_KEYS = {"left": "left", "right": "right", "": "both"}


def report_document(report: Report) -> dict[str, object]:
    """Return what `coretui report --json` prints: ids instead of names, lengths in seconds, dates as ISO.

    A mean says over how many days it is. `skips` is there only where reasons are wanted, `insights` only where
    they are, and `posture` only with enough notes. A `target` is null where nothing was asked for, as in a week
    that is not whole, and where what was asked for is not `judged`. `pain` is the worst of a session and `pain_at`
    that at each exercise. A `goal` that nobody gave is null.
    """
    person = report.person
    noted = sorted(report.back.items())
    return {
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "made": report.today.isoformat(),
        "person": {
            "goal": person.goal,
            "ball": person.ball,
            "height": person.height or None,
            "sides": person.sides,
        },
        "core_sessions": {**_target(report.asked), "counts_from": _number(report.enough)},
        "back_pain": {
            "mean": _mean(report.back_mean),
            "highest": max((pain.score for _, pain in noted), default=None),
            "first": _felt_on(*noted[0]) if noted else None,
            "last": _felt_on(*noted[-1]) if noted else None,
            "days": [_felt_on(day, pain) for day, pain in noted],
        },
        "sitting": {
            "mean_seconds": _mean(report.sitting),
            "longest_seconds": round(report.longest.longest_seconds) if report.longest else None,
            "longest_on": report.longest.date.isoformat() if report.longest else None,
        },
        "breaks": {
            "due": _number(report.breaks.prescribed),
            "kept": _number(report.breaks.done),
            "early": sum(day.breaks_early for day in report.days),
            "skipped": report.skipped,
        },
        **({} if report.skips is None else {"skips": [_skipped(one) for one in report.skips]}),
        "breathing": {
            "seconds": round(sum(day.breathing_seconds for day in report.days)),
            "days": report.breathing.days if report.breathing else 0,
            "patterns": [
                {"id": pattern, "times": times, "seconds": round(seconds)}
                for pattern, times, seconds in report.breaths
            ],
        },
        "movement": [
            {"kind": kind, "times": times, "minutes": length} for kind, times, length in report.movements
        ],
        "counted_by_player": {
            "sets": _number(report.by_player.done),
            "of": _number(report.by_player.prescribed),
        },
        "weeks": [_week(one) for one in report.weeks],
        "exercises": [_exercise(one) for one in report.exercises],
        "sessions": [_session(one) for one in report.sessions],
        "time_off": [
            {
                "from": one.first.isoformat(),
                "to": one.last.isoformat(),
                "reason": "flare" if one.flare else "off",
                "goes_on": one.goes_on,
            }
            for one in report.rests
        ],
        "self_checks": [
            {"date": one.day.isoformat(), "signs": sorted(one.signs), "reasons": sorted(one.reasons)}
            for one in report.checks
        ],
        "notes": [_note(one) for one in report.notes],
        **({"posture": posture_document(report.how_they_sat)} if report.how_they_sat else {}),
        **({"insights": insights_document(report.insights)} if report.insights else {}),
        "days": [day_document(day, report.back.get(day.date)) for day in report.days],
    }


def _number(value: float) -> float:
    """Return a number with a tenth at most, as the page has it; a whole one without."""
    tenth = round(value, 1)
    return int(tenth) if tenth == int(tenth) else tenth


def _target(count: Count) -> dict[str, object]:
    return {"done": _number(count.done), "target": _number(count.prescribed) if count.prescribed else None}


def _mean(mean: Mean | None) -> dict[str, object] | None:
    return {"value": round(mean.value, 1), "days": mean.days} if mean else None


def _pain(pain: Pain | None) -> dict[str, object] | None:
    return pain_document(pain) if pain else None


def _felt_on(day: date, pain: Pain) -> dict[str, object]:
    return {"date": day.isoformat(), **pain_document(pain)}


def _skipped(one: Skipped) -> dict[str, object]:
    return {"reason": one.reason, "times": one.times, "notes": list(one.notes)}


def _week(one: WeekLine) -> dict[str, object]:
    return {
        "from": one.first.isoformat(),
        "to": one.last.isoformat(),
        "whole": one.whole,
        "core_sessions": _target(one.core),
        "state": one.state,
        "judged": one.judged,
        "back_pain": {"mean": _mean(one.back), "highest": one.worst},
        "sitting": {"mean_seconds": _mean(one.sitting), "longest_seconds": round(one.longest)},
        "breaks": {"due": _number(one.breaks.prescribed), "kept": _number(one.breaks.done)},
        "time_off_days": one.off,
        "flare_days": one.flare,
    }


def _exercise(one: ExerciseLine) -> dict[str, object]:
    return {
        "id": one.exercise,
        "prescribed": [dose_document(dose) for dose in one.prescribed],
        "own": [dose_document(dose) for dose in one.own],
        "sets": {
            SIDE_KEYS[side]: {"done": _number(one.sets[side].done), "planned": _number(one.sets[side].prescribed)}
            for side in SIDES
            if side in one.sets
        },
        "reps": one.repetitions,
        "seconds": one.seconds,
        "instead": [{"exercise": swap.exercise, "kind": swap.kind, "sets": swap.sets} for swap in one.swaps],
        "pain": _pain(one.pain),
        "hurt_times": one.hurt,
        "counted_by_player": _number(one.by_player),
        "notes": list(one.notes),
    }


def _session(one: SessionLine) -> dict[str, object]:
    return {
        "date": one.day.isoformat(),
        "programme": one.programme,
        "counts_as": "core" if one.core else "movement",
        "counts": one.counts,
        "sets": {"done": _number(one.sets.done), "planned": _number(one.sets.prescribed)},
        "pain": _pain(one.pain),
        "hurt": [each.exercise for each in one.hurt],
        "pain_at": [{"exercise": each.exercise, **pain_document(each.pain)} for each in one.hurt],
        "back_day_after": _pain(one.after),
        "counted_by_player": _number(one.by_player),
        "notes": list(one.notes),
    }


def _note(one: NoteLine) -> dict[str, object]:
    return {
        "number": one.number,
        "date": one.day.isoformat(),
        "programme": one.programme,
        "exercise": one.exercise,
        "text": one.words,
    }
