"""Lengths of time as people type them, in English or Dutch whatever the interface speaks."""

from __future__ import annotations

import re

from coretui.domain.harmless import quoted
from coretui.errors import UsageError
from coretui.i18n import _
from coretui.parsing.numbers import NUMBER, readings

UNITS = {
    3600: ("h", "hr", "hrs", "hour", "hours", "u", "uur", "uren", "uurtje"),
    60: ("m", "min", "mins", "minute", "minutes", "minuut", "minuten"),
    1: ("s", "sec", "secs", "second", "seconds", "seconde", "seconden"),
}
"""What a unit is called, by its seconds."""
SAID = {
    1800: ("half uur", "halfuur", "half uurtje", "half hour", "half an hour", "half-hour"),
    900: ("kwartier", "kwartiertje", "quarter", "quarter hour", "quarter of an hour"),
    2700: ("drie kwartier", "driekwartier", "three quarters of an hour"),
    5400: ("anderhalf uur", "hour and a half", "one and a half hours", "uur en een half"),
}
"""Lengths that are said in words, by their seconds."""
A_DAY = 86_400
_ONE = r"(?:an?|one|een|één|’n|'n)"
_SECONDS = {name: seconds for seconds, names in UNITS.items() for name in names}
_WORDS = {words: seconds for seconds, all_words in SAID.items() for words in all_words}
# Expressions are made when they are first needed: the status line reads only lengths such as 1h20m.
_SHORT = r"(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?"
_PART = (
    rf"(?P<amount>{NUMBER}|{_ONE}(?= ))(?P<half> (?:en een|and a) half)? ?(?P<unit>[a-z]+)\.?"
    r"(?:,? (?:and |en )?|(?=[0-9])|$)"
)
_CLOCK = r"([0-9]{1,6}):([0-5][0-9])(?::([0-5][0-9]))?"


def lengths(text: str) -> frozenset[int]:
    """Return every length that a typed text may mean, in whole seconds: two if it is not clear.

    `90s`, `1h20m`, `1u20`, `1:20`, `20 min`, `1,5 uur`, `half uur`; 20 alone may be minutes or seconds.
    """
    word = " ".join(text.casefold().replace("\u00a0", " ").split())
    if match := re.fullmatch(_SHORT, word) or re.fullmatch(_CLOCK, word):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return _whole({hours * 3600 + minutes * 60 + seconds})
    if length := _WORDS.get(re.sub(rf"^{_ONE} ", "", word)):
        return frozenset({length})
    if alone := readings(word):
        return _whole({value * unit for value in alone for unit in (60, 1)})
    return _whole(_sum(word))


def _sum(word: str) -> set[float]:
    """Return what parts such as `1h` and `20 min` come to, each with its unit and the largest first."""
    part, sums, place, before = re.compile(_PART), {0.0}, 0, A_DAY
    while place < len(word):
        match = part.match(word, place)
        if match is None or match["unit"] not in _SECONDS:
            # `1u20` and `4 h 10`: what stands behind hours without a unit is minutes
            rest = re.fullmatch("[0-5]?[0-9]", word[place:])
            return {value + 60 * int(rest[0]) for value in sums} if rest and before == 3600 else set()
        unit = _SECONDS[match["unit"]]
        if unit >= before:
            return set()
        amounts = _amounts(match["amount"])
        half = 0.5 if match["half"] else 0.0
        sums = {value + (amount + half) * unit for value in sums for amount in amounts}
        place, before = match.end(), unit
    return sums if (before < A_DAY and word[-1:].isalnum()) or word.endswith(".") else set()


def _amounts(text: str) -> frozenset[float]:
    if re.fullmatch(_ONE, text):
        return frozenset({1.0})
    if text[-1:] in "½¼¾" and len(text) > 1:
        return frozenset(value + next(iter(readings(text[-1]))) for value in readings(text[:-1]))
    return readings(text)


def _whole(found: set[float]) -> frozenset[int]:
    return frozenset(whole for value in found if (whole := round(value)) > 0)


def length(text: str) -> int | None:
    """Return the seconds that a typed text means; None if it is no length of time, or may be two."""
    found = lengths(text)
    return next(iter(found)) if len(found) == 1 else None


def duration(text: str, most: int = 366 * A_DAY) -> int:
    """Understand a length of time in seconds; raises `UsageError` for none, for two, and for more than `most`."""
    found, shown = lengths(text), quoted(text)
    if not found:
        raise UsageError(_("{text} is not a duration; write 45m, 1h or 1h30.").format(text=shown))
    if len(found) > 1:
        raise UsageError(_("{text} can mean two durations; write 45m, 1h or 1h30.").format(text=shown))
    [seconds] = found
    if seconds > most:
        longest = _("{n} h").format(n=most // 3600) if most <= A_DAY else _("{n} days").format(n=most // A_DAY)
        raise UsageError(_("{text} is too long; write at most {longest}.").format(text=shown, longest=longest))
    return seconds
