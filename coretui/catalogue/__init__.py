"""The exercises and programmes that come with the app, in English and Dutch, each with its sources."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from coretui.catalogue.reading import CatalogueError, read
from coretui.domain.exercises import Catalogue, Dose, Exercise, Programme

__all__ = ["CatalogueError", "exercises_document", "load", "programmes_document", "read"]

FILES = ("terms.toml", "leaflet.toml", "pillars.toml", "gentle.toml", "programmes.toml")


@cache
def load() -> Catalogue:
    """Return the catalogue that comes with the app, read once; a broken file raises `CatalogueError`."""
    folder = Path(__file__).parent
    return read(folder / name for name in FILES)


def _dose(dose: Dose) -> dict[str, object]:
    amounts = {
        "sets": dose.sets,
        "reps": dose.reps,
        "seconds": dose.seconds,
        "hold_seconds": dose.hold_seconds,
    }
    return {key: value for key, value in amounts.items() if value is not None}


def _exercise(catalogue: Catalogue, exercise: Exercise, language: str) -> dict[str, object]:
    return {
        "id": exercise.id,
        "name": exercise.name.in_(language),
        "programmes": [
            {
                "id": programme.id,
                "number": entry.number,
                **_dose(entry.dose),
                "times_per_week": programme.times_per_week,
            }
            for programme, entry in catalogue.appearances(exercise.id)
        ],
        "sides": exercise.sides,
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
    }


def exercises_document(catalogue: Catalogue, language: str) -> list[dict[str, object]]:
    """Return what `coretui exercises --json` prints: names, steps and cautions in `en` or `nl`, the rest ids.

    `seconds` and `hold_seconds` are in seconds; keys that do not apply to an exercise are left out.
    """
    return [_exercise(catalogue, exercise, language) for exercise in catalogue.exercises.values()]


def programmes_document(catalogue: Catalogue, language: str) -> list[dict[str, object]]:
    """Return what `coretui programmes --json` prints: names in `en` or `nl`, exercises by id in order."""
    return [_programme(programme, language) for programme in catalogue.programmes.values()]
