"""Reads the catalogue's TOML files and says precisely what is wrong in them.

A file holds any of the tables `sources`, `muscles`, `equipment`, `exercises`, `programmes` and `articles`, each
keyed by id; README.md beside this module lists their keys. All ids are gathered first, so files may refer to
each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from coretui.catalogue.illustrated import IllustratedCatalogue
from coretui.catalogue.rhythms import are_moves, rhythm_of
from coretui.catalogue.tables import KINDS, CatalogueError, Known, Table, check_id, parse, tables, taken, wrong
from coretui.domain.breathing.patterns import PATTERNS
from coretui.domain.exercises.catalogue import POINT, Article, CountsAs, Entry, Exercise, Programme, Term
from coretui.domain.exercises.dose import Dose
from coretui.domain.exercises.text import NO_LINES
from coretui.i18n import _

_COUNTS_AS: tuple[CountsAs, ...] = ("core", "movement")
_DOSE_KEYS = tuple(field.name for field in fields(Dose))


def _keys(kind: type[Term | Exercise | Programme | Article]) -> list[str]:
    return [field.name for field in fields(kind) if field.name != "id"]


def read_term(file: str, kind: str, id_: str, values: object, known: Known) -> Term:
    """Return a source, a muscle or a piece of equipment; raises `CatalogueError`."""
    table = Table(file, f"{kind}.{id_}", values, _keys(Term), known)
    return Term(id_, table.text("name"), table.text("about"))


def read_exercise(file: str, id_: str, values: object, known: Known) -> Exercise:
    """Return an exercise; raises `CatalogueError`."""
    table = Table(file, f"exercises.{id_}", values, _keys(Exercise), known)
    left, right = table.optional_text("side_left"), table.optional_text("side_right")
    if (left is None) != (right is None):
        raise table.wrong("side_left" if left is None else "side_right", _("both sides, or neither"))
    rhythm = rhythm_of(table.values.get("rhythm"))
    if rhythm is None and "rhythm" in table.values:
        raise table.wrong(
            "rhythm", _("the keys there and back, and if you like stay and rest, each in seconds from 0.2 to 60")
        )
    moves = table.lines("moves") if "moves" in table.values else NO_LINES
    if not are_moves(moves):
        raise table.wrong("moves", _("two words in each language: one for the way there and one for the way back"))
    return Exercise(
        id=id_,
        name=table.text("name"),
        position=table.text("position"),
        steps=table.lines("steps"),
        cue=table.text("cue"),
        sources=table.sources(),
        muscles=table.references("muscles", "muscles"),
        cautions=table.lines("cautions") if "cautions" in table.values else NO_LINES,
        equipment=table.references("equipment", "equipment"),
        on_ball=table.optional_text("on_ball"),
        on_floor=table.optional_text("on_floor"),
        side_left=left,
        side_right=right,
        rhythm=rhythm,
        moves=moves,
        timed=table.flag("timed"),
        breath=table.choice("breath", tuple(PATTERNS)) if "breath" in table.values else None,
        stretch=table.flag("stretch"),
        ask_if_inflamed=table.flag("ask_if_inflamed"),
        easy=table.flag("easy"),
        lighter=table.optional_reference("lighter", "exercises"),
        heavier=table.optional_reference("heavier", "exercises"),
        pillar=table.optional_number("pillar", 4),
    )


def _entry(file: str, path: str, number: int, values: object, known: Known) -> Entry:
    table = Table(file, f"{path}[{number}]", values, ("exercise", "alternatives", *_DOSE_KEYS), known)
    if ("reps" in table.values) == ("seconds" in table.values):
        raise table.wrong("reps", _("either reps or seconds"))
    for key, needed in (("hold_seconds", "reps"), ("each_way", "hold_seconds")):
        if key in table.values and needed not in table.values:
            raise table.alone(key, needed)
    dose = Dose(
        sets=table.number("sets", 99),
        reps=table.optional_number("reps", 999),
        seconds=table.optional_number("seconds", 3600),
        hold_seconds=table.optional_number("hold_seconds", 600),
        each_way=table.flag("each_way"),
    )
    exercise, others = table.reference("exercise", "exercises"), table.references("alternatives", "exercises")
    if exercise in others:
        raise table.wrong("alternatives", _("other exercises"))
    return Entry(exercise, number, dose, others)


def read_programme(file: str, id_: str, values: object, known: Known) -> Programme:
    """Return a programme; raises `CatalogueError`."""
    path = f"programmes.{id_}"
    table = Table(file, path, values, _keys(Programme), known)
    entries = table.values.get("entries")
    if not isinstance(entries, list) or not entries:
        raise table.wrong("entries", _("a list of exercises with their doses"))
    listed = tuple(_entry(file, f"{path}.entries", n, one, known) for n, one in enumerate(entries, 1))
    for n, one in enumerate(listed):
        if one.exercise_id in {before.exercise_id for before in listed[:n]}:  # its sets are told apart by it
            raise wrong(file, f"{path}.entries[{n + 1}].exercise", one.exercise_id, _("each exercise once"))
    return Programme(
        id=id_,
        name=table.text("name"),
        about=table.text("about"),
        times_per_week=table.number("times_per_week", 7),
        counts_as=table.choice("counts_as", _COUNTS_AS),
        sources=table.sources(),
        entries=listed,
    )


def read_article(file: str, id_: str, values: object, known: Known) -> Article:
    """Return an article; raises `CatalogueError`."""
    table = Table(file, f"articles.{id_}", values, _keys(Article), known)
    paragraphs = table.lines("paragraphs")
    if any(texts[:1] and texts[0].startswith(POINT) for texts in (paragraphs.en, paragraphs.nl)):
        raise table.wrong("paragraphs", _("a paragraph before the first point"))
    return Article(
        id=id_,
        name=table.text("name"),
        title=table.text("title"),
        paragraphs=paragraphs,
        sources=table.sources(),
        exercises=table.references("exercises", "exercises"),
    )


def read(paths: Iterable[Path]) -> IllustratedCatalogue:
    """Read the files together, in their order; the first mistake raises `CatalogueError`."""
    found: dict[str, dict[str, tuple[str, object]]] = {kind: {} for kind in KINDS}
    for path in paths:
        try:
            text = path.read_text("utf-8")
        except OSError as error:
            raise CatalogueError(
                _("{file}: cannot be read ({reason}).").format(file=path.name, reason=error.strerror)
            ) from error
        for kind, by_id in tables(path.name, parse(path.name, text)):
            if isinstance(by_id, CatalogueError):
                raise by_id
            for id_, values in by_id.items():
                check_id(path.name, kind, id_)
                if id_ in found[kind]:
                    raise taken(path.name, kind, id_, found[kind][id_][0])
                found[kind][id_] = (path.name, values)
    sources, muscles, equipment = (
        {id_: read_term(file, kind, id_, values, found) for id_, (file, values) in found[kind].items()}
        for kind in ("sources", "muscles", "equipment")
    )
    return IllustratedCatalogue(
        exercises={i: read_exercise(file, i, v, found) for i, (file, v) in found["exercises"].items()},
        programmes={i: read_programme(file, i, v, found) for i, (file, v) in found["programmes"].items()},
        sources=sources,
        muscles=muscles,
        equipment=equipment,
        articles={i: read_article(file, i, v, found) for i, (file, v) in found["articles"].items()},
    )
