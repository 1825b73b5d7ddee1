"""Reads the catalogue's TOML files and says precisely what is wrong in them.

A file holds any of the tables `sources`, `muscles`, `equipment`, `exercises` and `programmes`, each keyed by
id; README.md beside this module lists their keys. All ids are gathered first, so files may refer to each other.
"""

from __future__ import annotations

import re
import reprlib
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import cast

from coretui.domain.exercises import Catalogue, CountsAs, Dose, Entry, Exercise, Lines, Programme, Term, Text
from coretui.errors import CoretuiError
from coretui.i18n import LANGUAGES, N_, _

_KINDS = {
    "sources": N_("the id of a source"),
    "muscles": N_("the id of a muscle"),
    "equipment": N_("the id of a piece of equipment"),
    "exercises": N_("the id of an exercise"),
    "programmes": N_("the id of a programme"),
}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COUNTS_AS = ("core", "movement")
_DOSE_KEYS = tuple(field.name for field in fields(Dose))

Known = Mapping[str, Collection[str]]
"""The ids there are, by kind."""


class CatalogueError(CoretuiError):
    """A file of the catalogue cannot be read: one sentence names it, the key, and what was expected."""


def _wrong(file: str, key: str, value: object, expected: str) -> CatalogueError:
    return CatalogueError(
        _("{file}: {key} is {value}; expected {expected}.").format(
            file=file, key=key, value=reprlib.repr(value), expected=expected
        )
    )


class _Table:
    """One TOML table, read key by key; each reading checks what it returns."""

    def __init__(self, file: str, path: str, values: object, keys: Iterable[str], known: Known) -> None:
        if not isinstance(values, dict):
            raise _wrong(file, path, values, _("a table"))
        self.file, self.path, self.known = file, path, known
        self.values: dict[str, object] = values
        keys = sorted(keys)
        if unknown := next((key for key in self.values if key not in keys), None):
            raise CatalogueError(
                _("{file}: {key} is not a known key; expected one of {keys}.").format(
                    file=file, key=f"{path}.{unknown}", keys=", ".join(keys)
                )
            )

    def wrong(self, key: str, expected: str) -> CatalogueError:
        """Return the complaint about a key: that it is missing, or what it is instead."""
        if key in self.values:
            return _wrong(self.file, f"{self.path}.{key}", self.values[key], expected)
        return CatalogueError(
            _("{file}: {key} is missing; expected {expected}.").format(
                file=self.file, key=f"{self.path}.{key}", expected=expected
            )
        )

    def text(self, key: str) -> Text:
        value = self.values.get(key)
        if (
            not isinstance(value, dict)
            or not value
            or not all(lang in LANGUAGES and isinstance(v, str) and v.strip() for lang, v in value.items())
        ):
            raise self.wrong(key, _("a text in en, in nl, or in both"))
        return Text(**value)

    def optional_text(self, key: str) -> Text | None:
        return self.text(key) if key in self.values else None

    def lines(self, key: str) -> Lines:
        expected = _("as many texts in en as in nl, or in one of them alone")
        value = self.values.get(key)
        if not isinstance(value, dict) or not value:
            raise self.wrong(key, expected)
        for language, texts in value.items():
            if (
                language not in LANGUAGES
                or not isinstance(texts, list)
                or not texts
                or not all(isinstance(text, str) and text.strip() for text in texts)
            ):
                raise self.wrong(key, expected)
        if len({len(texts) for texts in value.values()}) > 1:
            raise self.wrong(key, expected)
        return Lines(**{language: tuple(texts) for language, texts in value.items()})

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, _("true or false"))
        return value

    def number(self, key: str, highest: int) -> int:
        value = self.values.get(key)
        # TOML's true is an int to Python
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= highest:
            raise self.wrong(key, _("a whole number from 1 to {highest}").format(highest=highest))
        return value

    def optional_number(self, key: str, highest: int) -> int | None:
        return self.number(key, highest) if key in self.values else None

    def choice(self, key: str, allowed: Collection[str]) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or value not in allowed:
            raise self.wrong(key, _("one of {values}").format(values=", ".join(allowed)))
        return value

    def reference(self, key: str, kind: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or value not in self.known[kind]:
            raise self.wrong(key, _(_KINDS[kind]))
        return value

    def optional_reference(self, key: str, kind: str) -> str | None:
        return self.reference(key, kind) if key in self.values else None

    def references(self, key: str, kind: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, _("a list of ids"))
        for one in value:
            if not isinstance(one, str) or one not in self.known[kind]:
                raise _wrong(self.file, f"{self.path}.{key}", one, _(_KINDS[kind]))
        return tuple(value)

    def sources(self) -> tuple[str, ...]:
        if not (ids := self.references("sources", "sources")):
            raise self.wrong("sources", _("a list of ids"))
        return ids


def _keys(kind: type[Term | Exercise | Programme]) -> list[str]:
    return [field.name for field in fields(kind) if field.name != "id"]


def _term(file: str, kind: str, id_: str, values: object, known: Known) -> Term:
    table = _Table(file, f"{kind}.{id_}", values, _keys(Term), known)
    return Term(id_, table.text("name"), table.text("about"))


def _exercise(file: str, id_: str, values: object, known: Known) -> Exercise:
    table = _Table(file, f"exercises.{id_}", values, _keys(Exercise), known)
    left, right = table.optional_text("side_left"), table.optional_text("side_right")
    if (left is None) != (right is None):
        raise table.wrong("side_left" if left is None else "side_right", _("both sides, or neither"))
    return Exercise(
        id=id_,
        name=table.text("name"),
        position=table.text("position"),
        steps=table.lines("steps"),
        cue=table.text("cue"),
        sources=table.sources(),
        muscles=table.references("muscles", "muscles"),
        cautions=table.lines("cautions") if "cautions" in table.values else Lines(),
        equipment=table.references("equipment", "equipment"),
        on_ball=table.optional_text("on_ball"),
        on_floor=table.optional_text("on_floor"),
        side_left=left,
        side_right=right,
        stretch=table.flag("stretch"),
        ask_if_inflamed=table.flag("ask_if_inflamed"),
        lighter=table.optional_reference("lighter", "exercises"),
        heavier=table.optional_reference("heavier", "exercises"),
        pillar=table.optional_number("pillar", 4),
    )


def _entry(file: str, path: str, number: int, values: object, known: Known) -> Entry:
    table = _Table(file, f"{path}[{number}]", values, ("exercise", *_DOSE_KEYS), known)
    if ("reps" in table.values) == ("seconds" in table.values):
        raise table.wrong("reps", _("either reps or seconds"))
    for key, needed in (("hold_seconds", "reps"), ("each_way", "hold_seconds")):
        if key in table.values and needed not in table.values:
            raise table.wrong(key, _("it only together with {key}").format(key=needed))
    dose = Dose(
        sets=table.number("sets", 99),
        reps=table.optional_number("reps", 999),
        seconds=table.optional_number("seconds", 3600),
        hold_seconds=table.optional_number("hold_seconds", 600),
        each_way=table.flag("each_way"),
    )
    return Entry(table.reference("exercise", "exercises"), number, dose)


def _programme(file: str, id_: str, values: object, known: Known) -> Programme:
    path = f"programmes.{id_}"
    table = _Table(file, path, values, _keys(Programme), known)
    entries = table.values.get("entries")
    if not isinstance(entries, list) or not entries:
        raise table.wrong("entries", _("a list of exercises with their doses"))
    return Programme(
        id=id_,
        name=table.text("name"),
        about=table.text("about"),
        times_per_week=table.number("times_per_week", 7),
        counts_as=cast("CountsAs", table.choice("counts_as", _COUNTS_AS)),
        sources=table.sources(),
        entries=tuple(_entry(file, f"{path}.entries", n, one, known) for n, one in enumerate(entries, 1)),
    )


def _tables(path: Path) -> dict[str, dict[str, object]]:
    """Return what the file holds, by kind and id, not yet looked into."""
    try:
        parsed = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise CatalogueError(
            _("{file}: cannot be read ({reason}).").format(file=path.name, reason=error.strerror)
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(
            _("{file}: is not valid TOML ({reason}).").format(file=path.name, reason=error)
        ) from error
    for kind, by_id in parsed.items():
        if kind not in _KINDS:
            raise CatalogueError(
                _("{file}: {key} is not a known key; expected one of {keys}.").format(
                    file=path.name, key=kind, keys=", ".join(_KINDS)
                )
            )
        if not isinstance(by_id, dict):
            raise _wrong(path.name, kind, by_id, _("a table"))
        if wrong := next((id_ for id_ in by_id if not _ID.fullmatch(id_)), None):
            raise _wrong(path.name, kind, wrong, _("an id of lower-case letters, digits and single hyphens"))
    return parsed


def read(paths: Iterable[Path]) -> Catalogue:
    """Read a catalogue from the files together; the first mistake in them raises `CatalogueError`."""
    found: dict[str, dict[str, tuple[str, object]]] = {kind: {} for kind in _KINDS}
    for path in paths:
        for kind, by_id in _tables(path).items():
            for id_, values in by_id.items():
                if id_ in found[kind]:
                    raise CatalogueError(
                        _("{file}: {key} is there already, in {other}; expected each id once.").format(
                            file=path.name, key=f"{kind}.{id_}", other=found[kind][id_][0]
                        )
                    )
                found[kind][id_] = (path.name, values)
    sources, muscles, equipment = (
        {id_: _term(file, kind, id_, values, found) for id_, (file, values) in found[kind].items()}
        for kind in ("sources", "muscles", "equipment")
    )
    return Catalogue(
        exercises={i: _exercise(file, i, v, found) for i, (file, v) in found["exercises"].items()},
        programmes={i: _programme(file, i, v, found) for i, (file, v) in found["programmes"].items()},
        sources=sources,
        muscles=muscles,
        equipment=equipment,
    )
