"""Times of day, durations, and for how long reminders are held, understood from what was typed."""

from __future__ import annotations

import re
from datetime import timedelta

from coretui.domain.chair.messages import Pause
from coretui.domain.days import DAY, Instant, Zone, day_begins, logical_day, parse_duration
from coretui.errors import UsageError
from coretui.i18n import _


def clock_time(text: str) -> int | None:
    """Return the seconds after midnight in `14:30`; None if it is no time of day."""
    match = re.fullmatch(r"(\d{1,2}):(\d\d)", text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return int(match[1]) * 3600 + int(match[2]) * 60


def at_clock(zone: Zone, near: float, seconds: int) -> float:
    """Return the wall time at so many seconds after the midnight before a moment."""
    midnight = (near + zone(near)) // DAY * DAY
    guess = midnight + seconds - zone(near)
    return midnight + seconds - zone(guess)


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
            wall = at_clock(zone, now.wall, seconds)
            return Pause(until=wall if wall > now.wall else at_clock(zone, now.wall + DAY, seconds), reason=reason)
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
