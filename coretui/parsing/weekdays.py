"""Weekdays as people type them, in English, Dutch and the language of the moment."""

from __future__ import annotations

from coretui.i18n import N_, _
from coretui.words.time import WEEKDAYS

LONG_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
# Settings are read before it is known which language they ask for, so Dutch is understood without its texts.
_DUTCH = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
LEAST = 2
"""Letters that tell weekdays apart, in both languages."""


def weekday_number(text: str) -> int | None:
    """Return the weekday that a word names or begins to name, Monday 0; None if it is none."""
    word = text.strip().rstrip(".").casefold()
    if len(word) < LEAST:
        return None
    for number, names in enumerate(zip(LONG_WEEKDAYS, WEEKDAYS, _DUTCH, strict=True)):
        if any(name.casefold().startswith(word) for said in names for name in (said, _(said))):
            return number
    return None
