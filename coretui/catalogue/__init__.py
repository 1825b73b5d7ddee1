"""The exercises and programmes that come with the app, and a person's own beside them, each with its sources."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from coretui.catalogue.own import Stamp, read_beside, stamp
from coretui.catalogue.reading import CatalogueError, read
from coretui.domain.exercises.catalogue import Catalogue, Dose, Exercise, Programme
from coretui.i18n import language

__all__ = ["CatalogueError", "exercises_document", "load", "load_with_own", "programmes_document", "read"]

FILES = ("terms.toml", "leaflet.toml", "pillars.toml", "gentle.toml", "programmes.toml")


@cache
def load() -> Catalogue:
    """Return the catalogue that comes with the app, read once; a broken file raises `CatalogueError`."""
    folder = Path(__file__).parent
    return read(folder / name for name in FILES)


_with_own: dict[str, tuple[tuple[str, Stamp], tuple[Catalogue, tuple[str, ...]]]] = {}


def load_with_own(folder: str) -> tuple[Catalogue, tuple[str, ...]]:
    """Return the catalogue with a person's own exercises and programmes, and a sentence for each mistake in them.

    `folder` is `Home.exercises`; it need not be there. It is read again only when a file in it has changed or
    the language has; until then the very same catalogue is returned.
    """
    now = (language(), stamp(folder))
    if folder not in _with_own or _with_own[folder][0] != now:
        _with_own[folder] = (now, read_beside(load(), folder))
    return _with_own[folder][1]


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
