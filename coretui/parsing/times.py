"""Times of day, durations, and for how long reminders are held, understood from what was typed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime, timedelta

from coretui.domain.chair.messages import Pause
from coretui.domain.days import DAY, Instant, Zone, calendar_day, clock_shows, day_begins, logical_day
from coretui.domain.harmless import quoted
from coretui.errors import UsageError
from coretui.i18n import N_, _
from coretui.parsing.clock import clock_time
from coretui.parsing.durations import duration, lengths

LONGEST_PAUSE = 31 * DAY
UNTIL = (N_("until"), "till", "tot")
TOMORROW = (N_("tomorrow"), "morgen")


def next_clock(now: float, seconds: int, zone: Zone) -> float:
    """Return the first wall time after a moment at which the clock shows so many seconds after midnight."""
    today = calendar_day(now, zone)
    days = (today + timedelta(days=n) for n in range(3))
    return next(wall for day in days for wall in clock_shows(day, seconds, zone) if wall > now)


def past_moment(text: str, now: Instant, zone: Zone, day_start: int, seconds: float = 0) -> float:
    """Understand a moment that has been as a wall time: `13:10`, or `2026-11-20T18:00` on another day.

    A time alone is the last one there was in the logical day, which goes on after midnight, or since the midnight
    before now. Where the clock showed it twice, it is the last one from which something of so many
    `seconds` is over, if there is one. Raises `UsageError` for anything else and for the future.
    """
    shown = clock_time(text)
    if shown is not None:
        begun = logical_day(now, day_start)
        days = {begun if shown >= day_start else begun + timedelta(days=1), calendar_day(now.wall, zone)}
        found = sorted(wall for day in days for wall in clock_shows(day, shown, zone))
    else:
        found = _dated(text, zone)
    if not found or found[0] < 0:
        raise UsageError(_("{text} is not a time; write 13:10 or 2026-11-20T18:00.").format(text=quoted(text)))
    if found[0] > now.wall:
        raise UsageError(_("{text} is in the future; write a time that has passed.").format(text=quoted(text)))
    past = [wall for wall in found if wall <= now.wall]
    return max([wall for wall in past if wall + seconds <= now.wall + 1] or past)


def _dated(text: str, zone: Zone) -> list[float]:
    """Return the wall times that a date with a time can mean, in order; none if it is no such thing."""
    with suppress(ValueError, OverflowError):
        if "T" in text:
            found = datetime.fromisoformat(text)
            if found.tzinfo is not None:
                return [found.timestamp()]
            seconds = found.hour * 3600 + found.minute * 60 + found.second
            return list(clock_shows(found.date(), seconds, zone))
    return []


def pause_for(when: tuple[str, ...], reason: str, now: Instant, zone: Zone, day_start: int) -> Pause:
    """Understand `45m`, `half uur`, `until 14:30`, `until tomorrow`, or nothing: until resumed.

    A time of day that is past is tomorrow's. Raises `UsageError` for anything else, and for what may be a time of
    day as well as a length.
    """
    words = tuple(word for text in when for word in text.split())
    if not words:
        return Pause(reason=reason)
    if _says(words[0], UNTIL):
        return _until(" ".join(words[1:]), " ".join(words), reason, now, zone, day_start)
    text = " ".join(words)
    if clock_time(text) is not None and lengths(text):
        sentence = _("{text} can be a time or a duration; write until 14:30 or 1h20m.")
        raise UsageError(sentence.format(text=quoted(text)))
    if not lengths(text):
        raise _none(text)
    return Pause(seconds=duration(text, LONGEST_PAUSE), reason=reason)


def _until(text: str, said: str, reason: str, now: Instant, zone: Zone, day_start: int) -> Pause:
    """Understand the time until which reminders are held."""
    if _says(text, TOMORROW):
        tomorrow = logical_day(now, day_start) + timedelta(days=1)
        return Pause(until=day_begins(tomorrow, day_start, zone), reason=reason)
    seconds = clock_time(text)
    if seconds is None:
        raise _none(said)
    return Pause(until=next_clock(now.wall, seconds, zone), reason=reason)


def _none(text: str) -> UsageError:
    sentence = _("{text} does not say how long; write 45m, until 14:30 or until tomorrow.")
    return UsageError(sentence.format(text=quoted(text)))


def typed(text: str, now: Instant, zone: Zone, day_start: int) -> Pause:
    """Understand a line such as `45m`, `20 min`, `14:30 meeting` or `tomorrow`: the time, then the reason.

    Raises `UsageError` for a line that does not begin with a time.
    """
    words = text.split()
    until = bool(words) and _says(words[0], UNTIL)
    rest = words[1:] if until else words
    for count in range(min(len(rest), LONGEST_TIME), 0, -1):
        first = " ".join(rest[:count])
        time = clock_time(first) is not None or _says(first, TOMORROW)
        # A colon or a point is a clock's, as the question shows it; `1u20` may be either, which is told.
        certain = time and bool(until or not lengths(first) or re.search("[:.]", first))
        if time or (lengths(first) and not until and ":" not in first):
            when = ("until", first) if certain else (first,)
            return pause_for(when, " ".join(rest[count:]), now, zone, day_start)
    raise _none(text.strip())


LONGEST_TIME = 5
"""Words that a time or a length may have: a quarter of an hour."""


def _says(word: str, meant: tuple[str, ...]) -> bool:
    """Tell whether a typed word is one of some, in English, Dutch or the language of the moment."""
    return word.casefold() in {*meant, *(_(one).casefold() for one in meant)}
