"""Times of day as people type them: 9:30, 9.30, 9u30, 9 uur, 0930, 9:30 pm."""

from __future__ import annotations

import re

from coretui.domain.days import DAY

# The status line needs none but the first; the others are made into expressions when they are.
_SHAPES = (
    r"(?P<hours>[0-9]{1,2})[:.](?P<minutes>[0-9]{2})(?: ?(?:u|uur|h|hrs))?",
    r"(?P<hours>[0-9]{1,2}) ?(?:u|uur|h) ?(?P<minutes>[0-9]{2})?",
    r"(?P<hours>[0-9]{2})(?P<minutes>[0-9]{2})",
    r"(?P<hours>[0-9]{1,2})(?:[:.](?P<minutes>[0-9]{2}))? ?(?P<half>[ap])\.?m\.?",
)
_BARE = r"(?P<hours>[0-9]{1,2})(?P<minutes>)"
_SAID = {"noon": DAY // 2, "midnight": 0, "middernacht": 0}


def clock_time(text: str, *, end: bool = False, bare: bool = False) -> int | None:
    """Return the seconds after midnight in a time of day; None if it is none.

    The `end` of a day, 24:00, is one only where it is asked for; an hour alone, 9, where `bare` ones are clear.
    """
    word = " ".join(text.casefold().split())
    if word in _SAID:
        return _SAID[word]
    shapes = (*_SHAPES, _BARE) if bare else _SHAPES
    match = next(filter(None, (re.fullmatch(shape, word) for shape in shapes)), None)
    if match is None:
        return None
    found = match.groupdict()
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    if half := found.get("half"):
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "p" else 0)
    seconds = hours * 3600 + minutes * 60
    return seconds if minutes < 60 and seconds < DAY + end else None


def clock_range(text: str) -> tuple[int, int] | None:
    """Return the first and the last second after midnight in `9:00-17:30` or `9 tot 17`; None if it is no range.

    One across midnight ends after 24 hours.
    """
    parts = re.split(r"\s*[-–—]\s*|\s+(?:to|till|until|tot)\s+", text.strip().casefold())
    parts[0] = re.sub(r"^(?:from|van)\s+", "", parts[0])
    if len(parts) != 2:
        return None
    start, last = clock_time(parts[0], bare=True), clock_time(parts[1], end=True, bare=True)
    if start is None or last is None:
        return None
    return start, last if last > start else last + DAY
