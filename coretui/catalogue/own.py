"""A person's own exercises, programmes and articles, read beside those that come with the app.

A mistake costs only the item that it is in. What refers to an item that was left out goes on as well as it can:
a source or muscle is called by its id, a variant or a choice is not linked; only a programme cannot do without
an exercise.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coretui.catalogue.illustrated import IllustratedCatalogue
from coretui.catalogue.reading import read_article, read_exercise, read_programme, read_term
from coretui.catalogue.tables import KINDS, CatalogueError, check_id, parse, tables, taken, wrong
from coretui.domain.exercises.catalogue import Exercise, Programme, Term
from coretui.domain.exercises.text import Text
from coretui.domain.harmless import harmless
from coretui.i18n import _, ngettext

if TYPE_CHECKING:
    from coretui.catalogue.figure_reading import FigureId
    from coretui.figures.figure import Figure

LARGEST = 1_000_000
"""Bytes of a file: the app's own catalogue is a tenth of it; reading more would hold up the start."""

MOST_TOLD = 5
"""Mistakes that are told each in a sentence, as in the settings; the others are counted."""

Stamp = tuple[tuple[str, int, int, int], ...]
"""Of each file the name, the times of the last change in ns and the size; `ctime` knows of permissions too."""


def _files(folder: str) -> list[str]:
    """Return the names of the files to read, sorted; those of editors, which begin with a dot, are not ours."""
    try:
        return sorted(name for name in os.listdir(folder) if name.endswith(".toml") and not name.startswith("."))
    except FileNotFoundError:
        return []


def stamp(folder: str) -> Stamp:
    """Return what tells whether a folder or a file in it has changed; noughts for what cannot be looked at."""
    found: list[tuple[str, int, int, int]] = []
    try:
        names = ["", *_files(folder)]
    except OSError:
        names = [""]
    for name in names:
        try:
            about = os.stat(os.path.join(folder, name) if name else folder)
            found.append((name, about.st_mtime_ns, about.st_ctime_ns, about.st_size))
        except OSError:
            found.append((name, 0, 0, 0))
    return tuple(found)


def _label(name: str) -> str:
    """Return how a file is called in a sentence: a name may hold signs that are not to be shown."""
    return "exercises/" + harmless(name.replace("\n", "?"))


def _unreadable(file: str, error: OSError) -> CatalogueError:
    return CatalogueError(_("{file}: cannot be read ({reason}).").format(file=file, reason=error.strerror))


def _text(path: str, file: str) -> str:
    """Return what a file says; raises `CatalogueError` for what is not a small text file."""
    try:
        about = os.stat(path)
        if not stat.S_ISREG(about.st_mode):  # before it is opened: a pipe would never answer
            raise CatalogueError(_("{file}: is not a file; expected a text file with TOML.").format(file=file))
        with open(path, "rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        raise _unreadable(file, error) from error
    if len(content) > LARGEST:
        raise CatalogueError(_("{file}: is larger than 1 MB; expected a text file with TOML.").format(file=file))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CatalogueError(
            _("{file}: line {line} is not UTF-8; expected a text saved as UTF-8.").format(file=file, line=line)
        ) from error


@dataclass(slots=True)
class _Reader:
    """Reads the files one by one, then the items, and keeps a sentence for each mistake."""

    built_in: IllustratedCatalogue
    found: dict[str, dict[str, tuple[str, object]]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    problems: list[str] = field(default_factory=list)
    known: dict[str, set[str]] = field(default_factory=dict)
    harder: dict[str, set[str]] = field(default_factory=dict)
    """The heavier neighbours of each exercise, also those that name it as their lighter one."""

    def gather(self, file: str, path: str) -> None:
        """Take note of what a file holds."""
        parsed: dict[str, object] = {}
        with self._noting():
            parsed = parse(file, _text(path, file))
        for kind, by_id in tables(file, parsed):
            if isinstance(by_id, CatalogueError):
                self.problems.append(str(by_id))
                continue
            for id_, values in by_id.items():
                with self._noting():
                    self._note(file, kind, id_, values)

    def _note(self, file: str, kind: str, id_: str, values: object) -> None:
        check_id(file, kind, id_)
        if id_ in getattr(self.built_in, kind):
            raise CatalogueError(
                _("{file}: {key} comes with the app already; expected an id of its own.").format(
                    file=file, key=f"{kind}.{id_}"
                )
            )
        if id_ in self.found[kind]:
            raise taken(file, kind, id_, self.found[kind][id_][0])
        self.found[kind][id_] = (file, values)

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Go on after a mistake, with one more sentence."""
        try:
            yield
        except CatalogueError as mistake:
            self.problems.append(str(mistake))

    def catalogue(self) -> IllustratedCatalogue:
        """Return what comes with the app, and after it what could be read."""
        self.known = {kind: {*getattr(self.built_in, kind), *self.found[kind]} for kind in KINDS}
        sources, muscles, equipment = (
            {**getattr(self.built_in, kind), **dict(self._terms(kind))}
            for kind in ("sources", "muscles", "equipment")
        )
        exercises = self._exercises()
        programmes = dict(self.built_in.programmes)
        for id_, (file, values) in self.found["programmes"].items():
            with self._noting():
                programmes[id_] = self._programme(file, id_, values, exercises)
        articles = dict(self.built_in.articles)
        for id_, (file, values) in self.found["articles"].items():
            with self._noting():
                articles[id_] = read_article(file, id_, values, self.known)
        figures = dict(self._figures())
        return IllustratedCatalogue(exercises, programmes, sources, muscles, equipment, articles, figures)

    def _terms(self, kind: str) -> Iterator[tuple[str, Term]]:
        for id_, (file, values) in self.found[kind].items():
            term = Term(id_, Text(en=id_), Text())
            with self._noting():
                term = read_term(file, kind, id_, values, self.known)
            yield id_, term

    def _exercises(self) -> dict[str, Exercise]:
        for one in self.built_in.exercises.values():
            self._link(one)
        exercises = dict(self.built_in.exercises)
        for id_, (file, values) in self.found["exercises"].items():
            with self._noting():
                exercises[id_] = self._exercise(file, id_, values)
        for id_, one in exercises.items():
            lighter, heavier = (near if near in exercises else None for near in (one.lighter, one.heavier))
            if (lighter, heavier) != (one.lighter, one.heavier):
                exercises[id_] = replace(one, lighter=lighter, heavier=heavier)
        return exercises

    def _exercise(self, file: str, id_: str, values: object) -> Exercise:
        one = read_exercise(file, id_, values, self.known)
        for key, neighbour, round_ in (
            ("lighter", one.lighter, self._leads(id_, {one.lighter})),
            ("heavier", one.heavier, self._leads(one.heavier, {id_, one.lighter})),
        ):
            if neighbour and round_:
                expected = _("a variant that does not lead back to this exercise")
                raise wrong(file, f"exercises.{id_}.{key}", neighbour, expected)
        self._link(one)
        return one

    def _figures(self) -> Iterator[tuple[FigureId, Figure]]:
        if not self.found["figures"]:
            return
        from coretui.catalogue.figure_reading import read_figure  # noqa: PLC0415 - few people draw their own

        for id_, (file, _values) in self.found["figures"].items():
            beside = {other: values for other, (of, values) in self.found["figures"].items() if of == file}
            with self._noting():
                name, figure = read_figure(file, id_, beside, self.known)
                if figure.exercise in self.built_in.exercises:
                    key = f"figures.{id_}.exercise"
                    raise wrong(file, key, figure.exercise, _("an exercise of your own"))
                yield name, figure

    def _link(self, one: Exercise) -> None:
        if one.heavier:
            self.harder.setdefault(one.id, set()).add(one.heavier)
        if one.lighter:
            self.harder.setdefault(one.lighter, set()).add(one.id)

    def _leads(self, start: str | None, goals: set[str | None]) -> bool:
        """Tell whether heavier and heavier exercises lead from one to any of the others."""
        ahead, seen = {start} if start else set(), set[str]()
        while ahead:
            if ahead & goals:
                return True
            seen |= ahead
            ahead = {one for here in ahead for one in self.harder.get(here, ())} - seen
        return False

    def _programme(self, file: str, id_: str, values: object, exercises: dict[str, Exercise]) -> Programme:
        one = read_programme(file, id_, values, self.known)
        for entry in one.entries:
            if entry.exercise_id not in exercises:
                key = f"programmes.{id_}.entries[{entry.number}].exercise"
                raise wrong(
                    file,
                    key,
                    entry.exercise_id,
                    _("an exercise without mistakes (this one has some, so it is left out)"),
                )
        entries = (
            replace(entry, alternatives=tuple(other for other in entry.alternatives if other in exercises))
            for entry in one.entries
        )
        return replace(one, entries=tuple(entries))


def read_beside(built_in: IllustratedCatalogue, folder: str) -> tuple[IllustratedCatalogue, tuple[str, ...]]:
    """Return the catalogue with a folder's own items after the built-in ones, and a sentence for each mistake."""
    reader = _Reader(built_in)
    try:
        names = _files(folder)
    except NotADirectoryError:
        reader.problems.append(_("{file}: is a file; expected a folder with TOML files.").format(file="exercises"))
        names = []
    except OSError as error:
        reader.problems.append(str(_unreadable("exercises", error)))
        names = []
    for name in names:
        reader.gather(_label(name), os.path.join(folder, name))
    catalogue = reader.catalogue()
    return catalogue, tuple(_bounded(reader.problems))


def _bounded(problems: list[str]) -> list[str]:
    """Return the first of many mistakes, and how many more there are."""
    if len(problems) <= MOST_TOLD + 1:
        return problems
    more = len(problems) - MOST_TOLD
    counted = ngettext("{file}: {n} more mistake.", "{file}: {n} more mistakes.", more)
    return [*problems[:MOST_TOLD], counted.format(file="exercises", n=more)]
