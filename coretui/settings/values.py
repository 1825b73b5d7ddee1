"""How settings are read from TOML: each reader returns what the program works with, or says what it takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from coretui.domain.chair.hours import Range
from coretui.domain.days import DAY, duration, parse_duration
from coretui.i18n import _

if TYPE_CHECKING:
    from coretui.domain.breathing.patterns import Pattern
    from coretui.domain.exercises.dose import Dose

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class WrongValueError(ValueError):
    """A value that a key does not take; says what it takes."""


def seconds(least: int = 1) -> Callable[[object], int]:
    """Return a reader of durations in seconds."""

    def read(value: object) -> int:
        seconds = parse_duration(value) if isinstance(value, str) else None
        if seconds is None or seconds < least:
            expected = _("a duration such as 90s, 45m or 1h20m, at least {least}")
            raise WrongValueError(expected.format(least=duration(least)))
        return seconds

    return read


def number(least: int, most: int) -> Callable[[object], int]:
    """Return a reader of whole numbers."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise WrongValueError(_("a whole number from {least} to {most}").format(least=least, most=most))
        return value

    return read


def factor(least: float, most: float) -> Callable[[object], float]:
    """Return a reader of numbers."""

    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise WrongValueError(_("a number from {least} to {most}").format(least=least, most=most))
        return float(value)

    return read


def pattern(value: object) -> Pattern:
    """Read a breathing pattern."""
    from coretui.domain.breathing.patterns import PatternError, parse  # noqa: PLC0415 - the status command has no use for it

    try:
        return parse(value if isinstance(value, str) else "")
    except PatternError as error:
        expected = _("in-hold-out or in-hold-out-hold in seconds such as 4-2-6; in and out 0.5 to 20, holds to 20")
        raise WrongValueError(expected) from error


def own_dose(value: object) -> Dose:
    """Read a dose."""
    from coretui.domain.exercises.tailoring import DoseError, parse_dose  # noqa: PLC0415 - the status command has no use for it

    try:
        return parse_dose(value if isinstance(value, str) else "")
    except DoseError as error:
        raise WrongValueError(_("sets and repetitions or seconds such as 2x20 or 3x30s")) from error


def reminders(value: object) -> tuple[tuple[int, int], ...]:
    """Read weekdays (Monday 0) with seconds after midnight."""
    try:
        return tuple(_day_and_time(text) for text in _texts(value))
    except (WrongValueError, TypeError, ValueError, AttributeError) as error:
        raise WrongValueError(_('days and times such as ["mon 17:30", "wed 17:30"]')) from error


def _texts(value: object) -> list[str]:
    """Return a list of texts, or the only one as a list; raises `TypeError` for anything else."""
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise TypeError
    return texts


def _day_and_time(text: str) -> tuple[int, int]:
    """Return weekday (Monday 0) and seconds after midnight."""
    name, clock = text.split()
    return next(n for n, day in enumerate(WEEKDAYS) if len(name) > 1 and day.startswith(name.lower())), _time(
        clock
    )


def one_of(*allowed: str) -> Callable[[object], str]:
    """Return a reader of one of some words."""

    def read(value: object) -> str:
        if value not in allowed:
            raise WrongValueError(_("one of {allowed}").format(allowed=", ".join(allowed)))
        return str(value)

    return read


def switch(value: object) -> bool:
    """Read whether something is on."""
    return one_of("on", "off")(value) == "on"


def answer(value: object) -> bool | None:
    """Read yes or no; None is to be asked."""
    return {"ask": None, "yes": True, "no": False}[one_of("ask", "yes", "no")(value)]


def some_of(*allowed: str) -> Callable[[object], tuple[str, ...]]:
    """Return a reader of a list of some words."""

    def read(value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or any(item not in allowed for item in value):
            raise WrongValueError(_("a list of {allowed}").format(allowed=", ".join(allowed)))
        return tuple(value)

    return read


def height(value: object) -> float:
    """Read a body height in metres; 0 leaves it open."""
    if isinstance(value, int | float) and not isinstance(value, bool) and (value == 0 or 1.2 <= value <= 2.3):
        return float(value)
    raise WrongValueError(_("a height in metres from 1.2 to 2.3 such as 1.75, or 0 to leave it open"))


def text(value: object) -> str:
    """Read any text."""
    if not isinstance(value, str) or not value:
        raise WrongValueError(_("a text"))
    return value


def _time(value: object) -> int:
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", value) if isinstance(value, str) else None
    if not match or int(match[1]) > 24 or int(match[2]) > 59 or int(match[1]) * 60 + int(match[2]) > 1440:
        raise WrongValueError(_("a time such as 04:00"))
    return int(match[1]) * 3600 + int(match[2]) * 60


def day_start(value: object) -> int:
    """Read when a day begins, in seconds after midnight."""
    seconds = _time(value)
    if seconds >= DAY / 2:
        raise WrongValueError(_("a time before 12:00 such as 04:00"))
    return seconds


def ranges(value: object) -> tuple[Range, ...]:
    """Read ranges of a day, in seconds after midnight; across midnight they go on beyond 24 hours."""
    try:
        return tuple(_range(text) for text in _texts(value))
    except (WrongValueError, TypeError, ValueError, AttributeError) as error:
        raise WrongValueError(_('ranges such as ["09:00-12:30", "13:15-17:30"]')) from error


def _range(text: str) -> Range:
    start, end = (_time(part.strip()) for part in text.split("-"))
    return start, end if end > start else end + DAY


def weekday(value: object) -> int:
    """Read the weekday on which a week begins, Monday 0."""
    return {"monday": 0, "saturday": 5, "sunday": 6}[one_of("monday", "saturday", "sunday")(value)]
