"""A TOML file taken apart into its statements, so that a broken one costs only itself and has its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

DEEPEST = 5
"""Parts of the name of a key; none of ours has more."""
LONGEST_LINE = 2000
"""Characters of a line; more would be nesting that takes seconds to read."""
MOST_BROKEN = 20
"""Statements that cannot be read after which no more is tried: then it is no settings file."""
_QUOTES = r"""\"{3}(?:\\.|[^\\])*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'"""
_HEADING = r"[ \t]*\["
_OPENING_OR_END = r"""["'\[\]{}#\n]"""


class WrittenKey(NamedTuple):
    """A key by its full name, its value as TOML has it, and its line, 0 where that is not known."""

    name: str
    value: object
    line: int = 0


class Broken(NamedTuple):
    """What cannot be read: its line, its first words, and why: `key`, `heading`, `twice`, or `rest` from here."""

    line: int
    words: str
    why: str


def entries(text: str) -> tuple[list[WrittenKey], list[Broken]]:
    """Return every key of a file; where TOML finds a mistake, those of all statements that can be read."""
    if max(map(len, text.split("\n"))) <= LONGEST_LINE:
        try:
            return [WrittenKey(name, value) for name, value in flat(tomllib.loads(text))], []
        except (ValueError, RecursionError):  # a TOMLDecodeError, a number with too many digits, deep nesting
            pass
    return one_by_one(text)


def one_by_one(text: str) -> tuple[list[WrittenKey], list[Broken]]:
    """Return the keys of a file with their lines, read statement by statement, and what could not be read."""
    found: dict[str, WrittenKey] = {}
    broken: list[Broken] = []
    sections: set[str] = set()
    section: str | None = ""  # None under a heading that cannot be read
    place, line = 0, 1
    while place < len(text):
        end = _end(text, place)
        statement = text[place:end]
        words = statement.split("=")[0].strip().split("\n")[0]
        heading = words.startswith("[")
        try:
            keys = _keys(statement)
        except (ValueError, RecursionError):
            broken.append(Broken(line, words, "heading" if heading else "key"))
            if heading:
                section = None
            end = text.find("\n", place) + 1 or len(text)  # what an open bracket took in is read by itself
            keys = []
            if len(broken) > MOST_BROKEN:
                broken[-1] = Broken(line, words, "rest")
                break
        else:
            if heading:
                section = _name(statement)
                if section in sections:
                    broken.append(Broken(line, words, "twice"))
                sections.add(section)
        if section is not None:
            for name, value in keys:
                full = f"{section}.{name}" if section and not heading else name
                if full in found:
                    broken.append(Broken(line, words, "twice"))
                else:
                    found[full] = WrittenKey(full, value, line)
        line += text.count("\n", place, end)
        place = end
    return list(found.values()), broken


def _keys(statement: str) -> list[tuple[str, object]]:
    """Return the keys in a statement; raises `ValueError` or `RecursionError` if it cannot be read."""
    if any(len(part) > LONGEST_LINE for part in statement.split("\n")):
        raise ValueError(statement)
    return list(flat(tomllib.loads(statement)))


def _end(text: str, place: int) -> int:
    """Return where the statement ends that begins here: behind its line, or a value that goes on after that."""
    if re.compile(_HEADING).match(text, place):
        return text.find("\n", place) + 1 or len(text)
    depth = 0
    while match := re.compile(_OPENING_OR_END).search(text, place):
        place = match.end()
        match match[0]:
            case "\n" if depth <= 0:
                return place
            case "#":
                place = text.find("\n", place)
                if place < 0:
                    break
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case '"' | "'":
                whole = re.compile(_QUOTES, re.DOTALL).match(text, place - 1)
                place = whole.end() if whole else text.find("\n", place)
                if place < 0:
                    break
            case _:
                pass
    return len(text)


def _name(heading: str) -> str:
    """Return the full name of a heading that can be read."""
    names: list[str] = []
    table: object = tomllib.loads(heading)
    while isinstance(table, dict) and table and len(names) <= DEEPEST:
        [(name, table)] = table.items()
        names.append(name)
    return ".".join(names)


def flat(document: dict[str, object], beginning: str = "", depth: int = 1) -> Iterator[tuple[str, object]]:
    """Yield the full name and the value of each key; what lies too deep comes as a table."""
    for name, value in document.items():
        if isinstance(value, dict) and depth < DEEPEST:
            yield from flat(value, f"{beginning}{name}.", depth + 1)
        else:
            yield f"{beginning}{name}", value
