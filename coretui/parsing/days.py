"""Days as people type them: a date, today, yesterday, a weekday, and how often something is to be done.

Words may be English or in the person's own language, in small or capital letters.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

from coretui.domain.habits.schedules import Repeat, Schedule
from coretui.errors import UsageError
from coretui.i18n import N_, _
from coretui.words.habits import schedule
from coretui.words.time import WEEKDAYS

EARLIEST_YEAR = 1970
"""Wall times are counted from its beginning; nothing on record is older."""
LONG_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
LEAST = 2
"""Letters that tell weekdays apart, in both languages."""
NEAR = ((0, N_("today")), (-1, N_("yesterday")), (1, N_("tomorrow")))
DAILY = (N_("daily"), N_("every day"))
PER_WEEK = ("", "x", N_("per week"), "a week", "x per week", "times a week", N_("times per week"))
"""What may stand behind a number of days in a week."""


def typed_day(text: str, today: date, *, ahead: bool = False) -> date:
    """Understand `2026-11-20`, `today`, `yesterday`, or a weekday: the last one there was, today included.

    Raises `UsageError` for anything else, and for a day to come unless days `ahead` will do.
    """
    found = _day(text.strip().casefold(), today)
    if found is None:
        sentence = _("{text} is not a date; write 2026-11-22, today, yesterday or Monday.")
        raise UsageError(sentence.format(text=_shown(text)))
    if found > today and not ahead:
        raise UsageError(_("{text} is in the future.").format(text=_shown(text)))
    return found


def weekday_number(text: str) -> int | None:
    """Return the weekday that a word names or begins to name, Monday 0; None if it is none."""
    word = text.strip().casefold()
    if len(word) < LEAST:
        return None
    for number, names in enumerate(zip(LONG_WEEKDAYS, WEEKDAYS, strict=True)):
        if any(name.startswith(word) for name in _either(names)):
            return number
    return None


def typed_weekdays(text: str) -> frozenset[int]:
    """Understand `mon,wed,fri` or `mon wed fri`; raises `UsageError` for anything else."""
    found = set()
    for word in re.split(r"\s*,\s*|\s+", text.strip()):
        number = weekday_number(word)
        if number is None:
            raise UsageError(_("{text} is not a weekday; write mon,wed,fri.").format(text=_shown(word)))
        found.add(number)
    return frozenset(found)


def typed_schedule(text: str, today: date) -> Schedule:
    """Understand how often: `mon wed fri`, `daily`, `3 per week`; it is to hold from today on.

    Raises `UsageError` for anything else.
    """
    word = " ".join(text.casefold().split())
    if word in _either(DAILY):
        return Schedule(today, Repeat.DAILY)
    for times in range(1, 8):
        found = Schedule(today, Repeat.TIMES, times)
        if word == schedule(found).casefold():
            return found
        if any(word == f"{times}{space}{said}".strip() for said in _either(PER_WEEK) for space in (" ", "")):
            return found
    with suppress(UsageError):
        return Schedule(today, Repeat.WEEKDAYS, weekdays=typed_weekdays(word))
    sentence = _("{text} will not do; write mon wed fri, daily, or 1 to 7 per week.")
    raise UsageError(sentence.format(text=_shown(text)))


def _day(word: str, today: date) -> date | None:
    for distance, name in NEAR:
        if word in _either((name,)):
            return today + timedelta(days=distance)
    number = weekday_number(word)
    if number is not None:
        return today - timedelta(days=(today.weekday() - number) % 7)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word):
        with suppress(ValueError):
            found = date.fromisoformat(word)
            return found if found.year >= EARLIEST_YEAR else None
    return None


def _either(names: tuple[str, ...]) -> set[str]:
    """Return names in English and in the language of the moment, as they are compared."""
    return {said.casefold() for name in names for said in (name, _(name))}


def _shown(text: str) -> str:
    return text.strip() or "''"
