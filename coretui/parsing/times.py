"""Times of day, durations, and for how long reminders are held, understood from what was typed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime, timedelta

from coretui.domain.chair.messages import Pause
from coretui.domain.days import (
    Instant,
    Zone,
    calendar_day,
    clock_shows,
    day_begins,
    logical_day,
    parse_duration,
)
from coretui.errors import UsageError
from coretui.i18n import _


def clock_time(text: str) -> int | None:
    """Return the seconds after midnight in `14:30`; None if it is no time of day."""
    match = re.fullmatch(r"(\d{1,2}):(\d\d)", text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return int(match[1]) * 3600 + int(match[2]) * 60


def next_clock(now: float, seconds: int, zone: Zone) -> float:
    """Return the first wall time after a moment at which the clock shows so many seconds after midnight."""
    today = calendar_day(now, zone)
    days = (today + timedelta(days=n) for n in range(3))
    return next(wall for day in days for wall in clock_shows(day, seconds, zone) if wall > now)


def past_moment(text: str, now: Instant, zone: Zone, day_start: int) -> float:
    """Understand a moment that has been as a wall time: `13:10`, or `2026-11-20T18:00` on another day.

    A time alone is the last one there was in the logical day, which goes on after midnight, or since the midnight
    before now. Raises `UsageError` for anything else and for the future.
    """
    seconds = clock_time(text)
    if seconds is not None:
        begun = logical_day(now, day_start)
        days = {begun if seconds >= day_start else begun + timedelta(days=1), calendar_day(now.wall, zone)}
        found = sorted(wall for day in days for wall in clock_shows(day, seconds, zone))
    else:
        found = _dated(text, zone)
    if not found or found[0] < 0:
        raise UsageError(_("{text} is not a time; write 13:10 or 2026-11-20T18:00.").format(text=text))
    if found[0] > now.wall:
        raise UsageError(_("{text} is in the future.").format(text=text))
    return max(wall for wall in found if wall <= now.wall)


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
    """Understand `45m`, `until 14:30`, `until tomorrow`, or nothing: until resumed.

    A time of day that is past is tomorrow's. Raises `UsageError` for anything else.
    """
    match when:
        case ():
            return Pause(reason=reason)
        case ("until", word) if word in {"tomorrow", _("tomorrow")}:
            tomorrow = logical_day(now, day_start) + timedelta(days=1)
            return Pause(until=day_begins(tomorrow, day_start, zone), reason=reason)
        case ("until", text) if (seconds := clock_time(text)) is not None:
            return Pause(until=next_clock(now.wall, seconds, zone), reason=reason)
        case (text,) if (length := parse_duration(text)) is not None:
            return Pause(seconds=length, reason=reason)
        case _:
            sentence = _("{text} is not a time to hold; write 45m, until 14:30 or until tomorrow.")
            raise UsageError(sentence.format(text=" ".join(when)))


def typed(text: str, now: Instant, zone: Zone, day_start: int) -> Pause:
    """Understand a line such as `45m`, `14:30 meeting` or `tomorrow`: the time, then the reason.

    Raises `UsageError` for a line that does not begin with a time.
    """
    words = text.split()
    if words and words[0] in {"until", _("until")}:
        words = words[1:]
    first = words[:1]
    until = first and (clock_time(first[0]) is not None or first[0] in {"tomorrow", _("tomorrow")})
    when = ("until", first[0]) if until else tuple(first) or ("",)
    return pause_for(when, " ".join(words[1:]), now, zone, day_start)


def duration(text: str) -> int:
    """Understand a duration in seconds; raises `UsageError` for anything that is none."""
    seconds = parse_duration(text)
    if seconds is None:
        raise UsageError(_("{text} is not a duration; write 90s, 45m or 1h20m.").format(text=text))
    return seconds
