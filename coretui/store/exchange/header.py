"""What an export says of itself, and the bounds of one that is taken in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from coretui.i18n import _

FORMAT = 1
"""The number of the format; a file with a higher one is from a newer version."""
LARGEST = 500_000_000
"""Bytes of an export, unpacked: fifty years are 102 MB."""
MOST_ROWS = 5_000_000
LONGEST_TEXT = 64 * 1024
"""Letters of one text."""
LONGEST_LINE = 2_000_000
"""Bytes of a line: a row has at most a dozen texts."""
LONGEST_HEADER = 20_000_000
"""Bytes of the header: it holds the files of a person's own exercises."""
DEEPEST = 20
"""How deep JSON may be nested."""

Value = str | float | int | None
ExportTable = tuple[str, tuple[str, ...], Iterator[list[Value]]]
"""A table of an export: its name, its columns, and its rows, to be read before the next table is asked for."""


class UnfitError(Exception):
    """Why a file cannot be taken in, as a part of a sentence."""


@dataclass(frozen=True, slots=True)
class ExportHeader:
    """What stands before the rows.

    `schema` names the last migration of the store, `made` is when, in ISO 8601; `settings` are what the person has
    set, as TOML writes it, by key, and `exercises` the files of their own exercises, by name.
    """

    schema: str
    made: str
    settings: Mapping[str, object] = field(default_factory=dict)
    exercises: Mapping[str, str] = field(default_factory=dict)

    def document(self) -> dict[str, object]:
        """Return it as a JSON object."""
        return {
            "coretui": FORMAT,
            "schema": self.schema,
            "made": self.made,
            "settings": dict(self.settings),
            "exercises": dict(self.exercises),
        }


def read_header(document: object) -> ExportHeader:
    """Read what an export says of itself; raises `UnfitError` for anything else."""
    if not isinstance(document, dict) or "coretui" not in document:
        raise not_ours()
    number = document["coretui"]
    if type(number) is not int or number < 1:
        raise not_ours()
    if number > FORMAT:
        raise newer()
    schema, made = document.get("schema"), document.get("made")
    settings, exercises = document.get("settings"), document.get("exercises")
    if not (isinstance(schema, str) and isinstance(made, str) and isinstance(settings, dict)):
        raise damaged_at(1)
    if not (isinstance(exercises, dict) and all(isinstance(text, str) for text in exercises.values())):
        raise damaged_at(1)
    return ExportHeader(schema, made, settings, exercises)


def compact(document: object) -> str:
    """Write JSON on one line, the same way always."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def parse(line: bytes) -> Any:  # as JSON has no types of ours
    """Read JSON in UTF-8; raises `ValueError` for what is none, for what is no number, or where it is too deep."""
    text = line.decode("utf-8")
    if depth(text) > DEEPEST:
        raise ValueError(DEEPEST)
    return json.loads(text, parse_constant=_refuse)


def depth(text: str) -> int:
    """Return how deep JSON is nested, at most: signs within texts are counted, too, where it looks deep."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return 0
    deepest = now = 0
    quoted = escaped = False
    for sign in text:
        if escaped:
            escaped = False
        elif sign == "\\":
            escaped = quoted
        elif sign == '"':
            quoted = not quoted
        elif not quoted and sign in "[{":
            now += 1
            deepest = max(deepest, now)
        elif not quoted and sign in "]}":
            now -= 1
    return deepest


def _refuse(word: str) -> None:
    raise ValueError(word)


def not_ours() -> UnfitError:
    """Return what is said of another program's file."""
    return UnfitError(_("it is no export of coretui"))


def newer() -> UnfitError:
    """Return what is said of a file from a newer version."""
    return UnfitError(_("it was made by a newer version of coretui; update coretui here first"))


def damaged_at(line: int) -> UnfitError:
    """Return what is said of a file with a line that nobody wrote."""
    return UnfitError(_("line {line} is damaged").format(line=line))


def too_large() -> UnfitError:
    """Return what is said of a file beyond all bounds."""
    sentence = _("it is larger than {most} MB, which no record of coretui is")
    return UnfitError(sentence.format(most=LARGEST // 1_000_000))


def cut() -> UnfitError:
    """Return what is said of a file that ends too soon."""
    return UnfitError(_("its end is missing"))


def changed_since() -> UnfitError:
    """Return what is said of a file whose sum does not tally."""
    return UnfitError(_("it was changed or damaged since it was exported"))
