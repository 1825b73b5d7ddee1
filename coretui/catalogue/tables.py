"""TOML tables, read key by key: each reading checks what it returns and says precisely what is wrong."""

from __future__ import annotations

import re
import reprlib
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from coretui.domain.exercises.text import Lines, Text
from coretui.errors import CoretuiError
from coretui.i18n import LANGUAGES, N_, _

KINDS = {
    "sources": N_("the id of a source"),
    "muscles": N_("the id of a muscle"),
    "equipment": N_("the id of a piece of equipment"),
    "exercises": N_("the id of an exercise"),
    "programmes": N_("the id of a programme"),
    "articles": N_("the id of an article"),
    "figures": N_("the id of a figure"),
}
"""The tables of a file, each with what an id in it is called."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BARE = re.compile(r"[A-Za-z0-9_-]{1,40}")

Allowed = TypeVar("Allowed", bound=str)

Known = Mapping[str, Collection[str]]
"""The ids there are, by kind."""


class CatalogueError(CoretuiError):
    """A file of the catalogue cannot be read: one sentence names it, the key, and what was expected."""


def wrong(file: str, key: str, value: object, expected: str) -> CatalogueError:
    """Return the complaint about a key: what it is, and what was expected instead."""
    from coretui.domain.tomlish import as_toml  # noqa: PLC0415 - only for a mistake

    shown = reprlib.repr(value) if isinstance(value, str) else as_toml(value)
    sentence = _("{file}: {key} is {value}; expected {expected}.")
    return CatalogueError(sentence.format(file=file, key=key, value=shown, expected=expected))


def unknown_key(file: str, path: str, key: str, known: Iterable[str]) -> CatalogueError:
    """Return the complaint about a key that there is not, with those there are."""
    name = key if _BARE.fullmatch(key) else reprlib.repr(key)
    return CatalogueError(
        _("{file}: {key} is not a known key; expected one of {keys}.").format(
            file=file, key=f"{path}.{name}" if path else name, keys=", ".join(known)
        )
    )


def _is_text(value: object) -> bool:
    """Tell whether a value is a text with something to read in it, and nothing that is no character."""
    return (
        isinstance(value, str)
        and bool(value.strip())
        and not any(unicodedata.category(sign) == "Cc" and not sign.isspace() for sign in value)
    )


def _line(text: str) -> str:
    """Return a text on one line: in TOML it may stand on several."""
    return " ".join(text.split())


class Table:
    """One TOML table, read key by key; each reading checks what it returns."""

    def __init__(self, file: str, path: str, values: object, keys: Iterable[str], known: Known) -> None:
        if not isinstance(values, dict):
            raise wrong(file, path, values, _("a table"))
        self.file, self.path, self.known = file, path, known
        self.values: dict[str, object] = values
        keys = sorted(keys)
        if unknown := next((key for key in self.values if key not in keys), None):
            raise unknown_key(file, path, unknown, keys)

    def wrong(self, key: str, expected: str) -> CatalogueError:
        """Return the complaint about a key: that it is missing, or what it is instead."""
        if key in self.values:
            return wrong(self.file, f"{self.path}.{key}", self.values[key], expected)
        return CatalogueError(
            _("{file}: {key} is missing; expected {expected}.").format(
                file=self.file, key=f"{self.path}.{key}", expected=expected
            )
        )

    def alone(self, key: str, needed: str) -> CatalogueError:
        """Return the complaint about a key that stands without the one it needs."""
        sentence = _("{file}: {key} can only be used together with {needed}.")
        return CatalogueError(sentence.format(file=self.file, key=f"{self.path}.{key}", needed=needed))

    def text(self, key: str) -> Text:
        """Return a text."""
        value = self.values.get(key)
        if (
            not isinstance(value, dict)
            or not value
            or not all(lang in LANGUAGES and _is_text(text) for lang, text in value.items())
        ):
            raise self.wrong(key, _("a text in en, in nl, or in both"))
        return Text(**{language: _line(text) for language, text in value.items()})

    def optional_text(self, key: str) -> Text | None:
        """Return a text, or None."""
        return self.text(key) if key in self.values else None

    def lines(self, key: str) -> Lines:
        """Return lines."""
        expected = _("the same number of texts in en and in nl, or texts in one of them only")
        value = self.values.get(key)
        if not isinstance(value, dict) or not value:
            raise self.wrong(key, expected)
        if [] in value.values():
            raise self.wrong(key, _("at least one text in each language that is there"))
        for language, texts in value.items():
            if (
                language not in LANGUAGES
                or not isinstance(texts, list)
                or not texts
                or not all(map(_is_text, texts))
            ):
                raise self.wrong(key, expected)
        if len({len(texts) for texts in value.values()}) > 1:
            raise self.wrong(key, expected)
        return Lines(**{language: tuple(map(_line, texts)) for language, texts in value.items()})

    def flag(self, key: str) -> bool:
        """Return true or false; false where it is missing."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, _("true or false"))
        return value

    def number(self, key: str, highest: int) -> int:
        """Return a whole number from 1."""
        value = self.values.get(key)
        # TOML's true is an int to Python
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= highest:
            raise self.wrong(key, _("a whole number from 1 to {highest}").format(highest=highest))
        return value

    def optional_number(self, key: str, highest: int) -> int | None:
        """Return a whole number from 1, or None."""
        return self.number(key, highest) if key in self.values else None

    def choice(self, key: str, allowed: Collection[Allowed]) -> Allowed:
        """Return one of the words that are allowed."""
        value = self.values.get(key)
        for word in allowed:
            if word == value:
                return word
        raise self.wrong(key, _("one of {values}").format(values=", ".join(allowed)))

    def reference(self, key: str, kind: str) -> str:
        """Return an id that there is."""
        value = self.values.get(key)
        if not isinstance(value, str) or value not in self.known[kind]:
            raise self.wrong(key, _(KINDS[kind]))
        return value

    def optional_reference(self, key: str, kind: str) -> str | None:
        """Return an id that there is, or None."""
        return self.reference(key, kind) if key in self.values else None

    def references(self, key: str, kind: str) -> tuple[str, ...]:
        """Return ids that there are."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, _("a list of ids"))
        for one in value:
            if not isinstance(one, str) or one not in self.known[kind]:
                raise wrong(self.file, f"{self.path}.{key}", one, _(KINDS[kind]))
        return tuple(value)

    def sources(self) -> tuple[str, ...]:
        """Return at least one source."""
        if not (ids := self.references("sources", "sources")):
            raise self.wrong("sources", _("a list of ids"))
        return ids


def check_id(file: str, kind: str, id_: str) -> None:
    """Raise `CatalogueError` for what cannot be an id."""
    if not _ID.fullmatch(id_):
        raise wrong(file, kind, id_, _("an id of lower-case letters, digits and single hyphens"))


def parse(file: str, text: str) -> dict[str, object]:
    """Return what a text says as TOML; raises `CatalogueError` with the line where it is none."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a plain ValueError
        reason = _("nested too deeply") if isinstance(error, RecursionError) else " ".join(str(error).split())
        raise CatalogueError(
            _("{file}: is not valid TOML ({reason}).").format(file=file, reason=reason)
        ) from error


def tables(file: str, parsed: Mapping[str, object]) -> Iterator[tuple[str, dict[str, object] | CatalogueError]]:
    """Yield each kind of table with its values by id, not yet looked into, or the complaint about it."""
    for kind, by_id in parsed.items():
        if kind not in KINDS:
            yield kind, unknown_key(file, "", kind, KINDS)
        elif isinstance(by_id, dict):
            yield kind, by_id
        else:
            yield kind, wrong(file, kind, by_id, _("a table"))


def taken(file: str, kind: str, id_: str, other: str) -> CatalogueError:
    """Return the complaint about an id that is in another file already."""
    return CatalogueError(
        _("{file}: {key} is there already, in {other}; expected each id once.").format(
            file=file, key=f"{kind}.{id_}", other=other
        )
    )
