"""How wide text is in a terminal, whatever its script, and text made to fit into columns.

What a person sees as one sign may be several characters and take two columns, as 👩‍👩‍👧 does. All that is laid
out in columns asks here. Signs that would steer a terminal count as the question marks shown for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from coretui.domain.harmless import harmless

_NARROW = (
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482"  # Latin, Greek, Cyrillic
    "\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u25fc\u2800-\u28ff]*"  # dashes, arrows, boxes, dots
)
"""Characters of one column each: nearly all text, which needs none of the tables of Unicode."""


def narrow(text: str) -> bool:
    """Tell whether each character of a text is a sign of one column, as in nearly all of what is shown."""
    return re.fullmatch(_NARROW, text) is not None


def graphemes(text: str) -> list[str]:
    """Return what a person sees as the signs of a text, one by one."""
    if narrow(text):
        return list(text)
    from wcwidth import iter_graphemes  # noqa: PLC0415 - its tables are read only where they are needed

    return list(iter_graphemes(text))


@lru_cache(4096)
def width(text: str) -> int:
    """Return the columns that a text on one line takes."""
    plain = harmless(text)
    if narrow(plain):
        return len(plain)
    from wcwidth import wcswidth  # noqa: PLC0415 - see above

    return sum(min(2, max(0, wcswidth(one))) for one in graphemes(plain))


def cut(text: str, columns: int, end: str = "…") -> str:
    """Return a text that takes so many columns at most; one that is too long ends in `end`."""
    plain = harmless(text)
    if width(plain) <= columns:
        return plain
    room, found = columns - width(end), ""
    for one in graphemes(plain):
        room -= width(one)
        if room < 0:
            break
        found += one
    return found + end if columns >= width(end) else ""


def padded(text: str, columns: int) -> str:
    """Return a text with spaces behind it, so that it takes so many columns at least."""
    return text + " " * (columns - width(text))


def filled(text: str, columns: int, end: str = "…") -> str:
    """Return a text that takes exactly so many columns: cut, or with spaces behind it."""
    return padded(cut(text, columns, end), columns)


def fitting(sentences: Iterable[str], columns: int, between: str = " ") -> str:
    """Join as many of the sentences, in their order, as fit into so many columns; at least the first."""
    line = ""
    for sentence in sentences:
        longer = f"{line}{between}{sentence}" if line else sentence
        if line and width(longer) > columns:
            break
        line = longer
    return line


def first_fitting(lines: Sequence[Sequence[str]], columns: int, between: str = " ", whole: int = 2) -> str:
    """Return the first of the lines whose first `whole` parts fit into so many columns; of the last what fits."""
    for line in lines:
        if width(between.join(line[:whole])) <= columns:
            return fitting(line, columns, between)
    return fitting(lines[-1], columns, between) if lines else ""


def wrapped(text: str, columns: int, indent: str = "") -> list[str]:
    """Return a text folded into lines of so many columns, all but the first after `indent`."""
    plain = harmless(text)
    if narrow(plain):
        import textwrap  # noqa: PLC0415 - only for what is folded

        return textwrap.wrap(plain, columns, subsequent_indent=indent)
    lines, line = [], ""
    for word in _pieces(plain, columns - len(indent)):
        longer = line + word
        if width(longer.rstrip(" ")) > columns:
            lines += [line.rstrip(" ")] if line.strip(" ") else []
            longer = (indent if lines else "") + word.lstrip(" ")
        line = longer
    return [*lines, line.rstrip(" ")] if line.strip(" ") else lines


def _pieces(text: str, columns: int) -> list[str]:
    """Return what a line may be broken between: words with the spaces before them, cut where they are too long."""
    found: list[str] = []
    for word in re.findall(r"[ \n\t]*[^ \n\t]+", text):
        piece = re.sub(r"[\n\t]", " ", word)
        part = ""
        for one in graphemes(piece):
            if part.strip(" ") and (width(part + one) > columns or width(one) == 2 or width(part[-1:]) == 2):
                found.append(part)
                part = ""
            part += one
        found.append(part)
    return found
