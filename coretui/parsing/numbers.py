"""Numbers as people type them: 1,75 and 1.75, 1 000, ½."""

from __future__ import annotations

import re

from coretui.domain.harmless import quoted
from coretui.errors import UsageError
from coretui.i18n import _

FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
NUMBER = r"[0-9]{1,9}(?:[.,][0-9]{1,9})?[½¼¾]?|[½¼¾]"
"""What a number looks like inside other text, thousands apart."""
_SPACES = "[ \u00a0\u202f']"
"""What may stand between thousands, beside points and commas."""


def readings(text: str) -> frozenset[float]:
    """Return every value that a typed number may have: 1.500 is one and a half or fifteen hundred."""
    word = text.strip()
    sign = -1.0 if word[:1] in {"-", "−"} else 1.0
    word = word[1:] if word[:1] in {"+", "-", "−"} else word
    found: set[float] = set()
    if match := re.fullmatch(r"([0-9]{0,9}) ?([½¼¾])", word):
        found.add(int(match[1] or 0) + FRACTIONS[match[2]])
    if re.fullmatch(r"[0-9]{1,9}(?:[.,][0-9]{1,9})?|[.,][0-9]{1,9}", word):
        found.add(float(word.replace(",", ".")))
    if re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:(?:\.[0-9]{{3}})+|(?:,[0-9]{{3}})+|(?:{_SPACES}[0-9]{{3}})+)", word):
        found.add(float(re.sub("[^0-9]", "", word)))
    if match := re.fullmatch(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+),([0-9]{1,9})", word):
        found.add(float(f"{match[1].replace('.', '')}.{match[2]}"))
    if match := re.fullmatch(r"([1-9][0-9]{0,2}(?:,[0-9]{3})+)\.([0-9]{1,9})", word):
        found.add(float(f"{match[1].replace(',', '')}.{match[2]}"))
    return frozenset(sign * value for value in found)


def number(text: str, least: float, most: float) -> float | None:
    """Return the one value within bounds that a typed number can have; None if there is none, or are two."""
    fitting = [value for value in readings(text) if least <= value <= most]
    return fitting[0] if len(fitting) == 1 else None


def typed_number(text: str, least: float = -1e9, most: float = 1e9) -> float:
    """Understand a number within bounds; raises `UsageError` for anything else."""
    if (found := number(text, least, most)) is not None:
        return found
    shown = quoted(text)
    if len(readings(text)) > 1:
        raise UsageError(_("{text} can mean two numbers; write it without points or commas.").format(text=shown))
    raise UsageError(_("{text} is not a number; write 20 or 1.5.").format(text=shown))
