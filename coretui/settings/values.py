"""How settings are read from TOML: each reader returns what the program works with, or says what it takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from coretui.domain.chair.hours import Range
from coretui.domain.days import DAY, duration
from coretui.i18n import _
from coretui.parsing.clock import clock_range, clock_time
from coretui.parsing.durations import length
from coretui.parsing.numbers import number
from coretui.parsing.weekdays import weekday_number
from coretui.words.numbers import decimal

if TYPE_CHECKING:
    from coretui.domain.breathing.patterns import Pattern
    from coretui.domain.exercises.dose import Dose

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


TALL = (1.2, 2.3)
"""Metres that a person measures."""
THEMES = (
    "coretui-dark", "coretui-light", "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light",
    "catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki",
    "gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark",
    "solarized-light", "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
"""Every theme that the app can show: its own and those of Textual, which only the app's room may ask."""


class WrongValueError(ValueError):
    """A value that a key does not take; says what it takes."""


def seconds(least: int = 1) -> Callable[[object], int]:
    """Return a reader of durations in seconds, of a day at most."""

    def read(value: object) -> int:
        seconds = length(value) if isinstance(value, str) else None
        if seconds is None or seconds < least:
            expected = _("a duration such as 90s, 45m or 1h30, at least {least}")
            raise WrongValueError(expected.format(least=duration(least)))
        if seconds > DAY:
            raise WrongValueError(
                _("a duration such as 90s, 45m or 1h30, at most {most}").format(most=duration(DAY))
            )
        return seconds

    return read


def _within(value: object, least: float, most: float) -> float | None:
    """Return a number within bounds, also one that was typed as text; None for anything else."""
    if isinstance(value, str):
        return number(value, least, most)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if least <= value <= most else None


def whole(least: int, most: int) -> Callable[[object], int]:
    """Return a reader of whole numbers."""

    def read(value: object) -> int:
        found = _within(value, least, most)
        if found is None or isinstance(value, float) or found != int(found):
            raise WrongValueError(_("a whole number from {least} to {most}").format(least=least, most=most))
        return int(found)

    return read


def factor(least: float, most: float) -> Callable[[object], float]:
    """Return a reader of numbers."""

    def read(value: object) -> float:
        found = _within(value, least, most)
        if found is None:
            words = {"least": decimal(least), "most": decimal(most)}
            raise WrongValueError(_("a number from {least} to {most}").format(**words))
        return float(found)

    return read


def pattern(value: object) -> Pattern:
    """Read a breathing pattern."""
    from coretui.domain.breathing.patterns import PatternError, parse  # noqa: PLC0415 - the status command has no use for it

    try:
        return parse(value if isinstance(value, str) else "")
    except PatternError as error:
        expected = _(
            "in-hold-out or in-hold-out-hold in seconds such as 4-2-6, with in and out from 0.5 to 20 and holds up"
            " to 20"
        )
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


def times(value: object) -> tuple[int, ...]:
    """Read times of day, in seconds after midnight: each once, the earliest first."""
    try:
        found = {clock_time(text) for text in _texts(value)}
    except TypeError:
        found = {None}
    known = {one for one in found if one is not None}
    if known != found:
        raise WrongValueError(_('times such as ["10:30", "15:30"]'))
    return tuple(sorted(known))


def _texts(value: object) -> list[str]:
    """Return a list of texts, or the only one as a list; raises `TypeError` for anything else."""
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise TypeError
    return texts


def _day_and_time(text: str) -> tuple[int, int]:
    """Return weekday (Monday 0) and seconds after midnight; raises `ValueError` for anything else."""
    name, clock = text.split(maxsplit=1)
    day, time = weekday_number(name), clock_time(clock, bare=True)
    if day is None or time is None:
        raise ValueError(text)
    return day, time


def one_of(*allowed: str) -> Callable[[object], str]:
    """Return a reader of one of some words, in small or capital letters."""

    def read(value: object) -> str:
        word = value.strip().casefold() if isinstance(value, str) else ""
        if word not in allowed:
            raise WrongValueError(_("one of {allowed}").format(allowed=", ".join(allowed)))
        return word

    return read


def _yes_or_no(value: object) -> bool | None:
    """Return what a word that switches means, in English or Dutch; None if it is none."""
    word = str(value).strip().casefold()
    return (
        True
        if word in {"on", "yes", "true", "aan", "ja"}
        else False
        if word in {"off", "no", "false", "uit", "nee"}
        else None
    )


def switch(value: object) -> bool:
    """Read whether something is on."""
    found = _yes_or_no(value)
    return one_of("on", "off")(value) == "on" if found is None else found


def seconds_or_off(least: int) -> Callable[[object], int]:
    """Return a reader of durations that can be switched off, which is 0."""

    def read(value: object) -> int:
        if _yes_or_no(value) is False:
            return 0
        try:
            return seconds(least)(value)
        except WrongValueError as error:
            raise WrongValueError(_("off, or {expected}").format(expected=error)) from error

    return read


def answer(value: object) -> bool | None:
    """Read yes or no; None is to be asked."""
    found = _yes_or_no(value)
    return {"ask": None}[one_of("ask", "yes", "no")(value)] if found is None else found


def some_of(*allowed: str) -> Callable[[object], tuple[str, ...]]:
    """Return a reader of a list of some words."""

    def read(value: object) -> tuple[str, ...]:
        words = (
            [item.strip().casefold() if isinstance(item, str) else "" for item in value]
            if isinstance(value, list)
            else [""]
        )
        if any(word not in allowed for word in words):
            raise WrongValueError(_("a list of {allowed}").format(allowed=", ".join(allowed)))
        return tuple(words)

    return read


def height(value: object) -> float:
    """Read a body height in metres, 1.75 or 175 cm; 0 leaves it open."""
    text = " ".join(value.casefold().split()) if isinstance(value, str) else ""
    if match := text and re.fullmatch(r"([12]) ?m ?([0-9]{2})(?: ?cm)?", text):
        text = f"{match[1]}.{match[2]}"
    bare = re.sub(r" ?(?:m|metres?|meters?|cm|centimetres?|centimeters?)$", "", text) if text else value
    for least, most, unit in ((0, 0, 1), (*TALL, 1), (*(100 * metres for metres in TALL), 100)):
        if (found := _within(bare, least, most)) is not None:
            return found / unit
    least, most = TALL
    words = {"least": decimal(least), "most": decimal(most), "such": decimal(1.75, 2)}
    expected = _("a height in metres from {least} to {most} such as {such}, or 0 to leave it open")
    raise WrongValueError(expected.format(**words))


def theme(value: object) -> str:
    """Read the name of a theme."""
    return one_of(*THEMES)(value)


def _time(value: object) -> int:
    found = clock_time(value) if isinstance(value, str) else None
    if found is None:
        raise WrongValueError(_("a time such as 04:00"))
    return found


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
        raise WrongValueError(_('time ranges such as ["09:00-12:30", "13:15-17:30"]')) from error


def _range(text: str) -> Range:
    found = clock_range(text)
    if found is None:
        raise ValueError(text)
    return found


def week_start(value: object) -> int:
    """Read the weekday on which a week begins, Monday 0."""
    found = weekday_number(value) if isinstance(value, str) else None
    if found not in {0, 5, 6}:
        raise WrongValueError(_("one of {allowed}").format(allowed="monday, saturday, sunday"))
    return found
