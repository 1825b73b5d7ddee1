"""The list of the library: what stands in it, under which headings, and what fits a search."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from coretui import catalogue
from coretui.domain.exercises.catalogue import Article, Catalogue, Exercise
from coretui.i18n import _, language
from coretui.tui.widgets.shelf import ShelfRow

ARTICLE = "article:"
"""Ids of rows that stand for an article begin with it; a colon is in no id of the catalogue."""

Group = tuple[str, tuple[ShelfRow, ...]]
"""A heading, and the rows under it."""


def groups(found: Catalogue) -> Iterator[Group]:
    """Yield every exercise once: by the programme that has it first, then the others, then the person's own.

    Numbers stand where a whole programme does.
    """
    built_in, words = catalogue.load(), language()
    seen: set[str] = set()

    def row(id_: str, before: str = "") -> ShelfRow:
        seen.add(id_)
        return ShelfRow(id_, "", found.exercises[id_].name.in_(words), before=before)

    for programme in built_in.programmes.values():
        whole = not any(entry.exercise_id in seen for entry in programme.entries)
        yield (
            programme.name.in_(words),
            tuple(
                row(entry.exercise_id, str(entry.number) if whole else "")
                for entry in programme.entries
                if entry.exercise_id not in seen
            ),
        )
    yield _("More"), tuple(row(id_) for id_ in built_in.exercises if id_ not in seen)
    yield _("Your own"), tuple(row(id_) for id_ in found.exercises if id_ not in seen)


def articles(found: Catalogue) -> Group:
    """Return the articles under their heading."""
    rows = (ShelfRow(ARTICLE + id_, "", one.name.in_(language())) for id_, one in found.articles.items())
    return _("What the sources say"), tuple(rows)


def hits(found: Catalogue, wanted: str) -> set[str]:
    """Return the ids of the rows that fit a search."""
    exercises = {id_ for id_, one in found.exercises.items() if fits(found, one, wanted)}
    return exercises | {ARTICLE + id_ for id_, one in found.articles.items() if tells_of(found, one, wanted)}


def fits(found: Catalogue, exercise: Exercise, wanted: str) -> bool:
    """Tell whether each word is somewhere in the name, or in a muscle, a piece of equipment or a source."""
    spoken = language()
    terms = [
        *(found.muscles[id_] for id_ in exercise.muscles),
        *(found.equipment[id_] for id_ in exercise.equipment),
        *(found.sources[id_] for id_ in exercise.sources),
    ]
    return _all_in(wanted, exercise.name.in_(spoken), *(f"{one.id} {one.name.in_(spoken)}" for one in terms))


def tells_of(found: Catalogue, article: Article, wanted: str) -> bool:
    """Tell whether each word is somewhere in an article, or in one of its sources."""
    spoken = language()
    sources = (found.sources[id_].name.in_(spoken) for id_ in article.sources)
    return _all_in(wanted, article.title.in_(spoken), *article.paragraphs.in_(spoken), *sources)


def _all_in(wanted: str, *texts: str) -> bool:
    said = _plain(" ".join(texts))
    return all(word in said for word in _plain(wanted).split())


def _plain(text: str) -> str:
    """Return a text without capitals and accents."""
    letters: Iterable[str] = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
