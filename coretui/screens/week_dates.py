"""Days as people type them: a date, today, yesterday, the name of a weekday."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

from coretui.errors import UsageError
from coretui.i18n import N_, _
from coretui.wording import WEEKDAYS

LONG_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
LEAST = 2
"""Letters that a weekday needs."""


def typed_day(text: str, today: date) -> date:
    """Understand `2026-11-20`, `today`, `yesterday`, or a weekday: the last one there was, today included.

    Words may be English or in the person's own language. Raises `UsageError` for anything else, and for a day
    to come.
    """
    word = text.strip().casefold()
    day: date | None = None
    if word in {"today", _("today").casefold()}:
        day = today
    elif word in {"yesterday", _("yesterday").casefold()}:
        day = today - timedelta(days=1)
    elif (number := _weekday(word)) is not None:
        day = today - timedelta(days=(today.weekday() - number) % 7)
    elif re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word):
        with suppress(ValueError):
            day = date.fromisoformat(word)
    if day is None:
        sentence = _("{text} is no day; write 2026-11-20, yesterday or a weekday.")
        raise UsageError(sentence.format(text=text.strip()))
    if day > today:
        raise UsageError(_("{text} is still to come.").format(text=text.strip()))
    return day


def _weekday(word: str) -> int | None:
    """Return the weekday that a word names or begins to name, Monday 0, None if it is none or several."""
    if len(word) < LEAST:
        return None
    names = [
        {long.casefold(), _(long).casefold(), _(short).casefold()}
        for long, short in zip(LONG_WEEKDAYS, WEEKDAYS, strict=True)
    ]
    found = [number for number, known in enumerate(names) if any(name.startswith(word) for name in known)]
    exact = [number for number, known in enumerate(names) if word in known]
    return exact[0] if exact else found[0] if len(found) == 1 else None
