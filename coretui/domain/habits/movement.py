"""How long somebody moved: minutes are counted once, however often they were written down."""

from __future__ import annotations

from collections.abc import Iterable

from coretui.domain.days import DAY

MINUTE = 60


def minutes_covered(movements: Iterable[tuple[float, float]]) -> int:
    """Return the whole minutes that movements of a day cover together, each by its wall time and its seconds.

    They are 24 hours at most, whatever an older version took as one day's.
    Twenty minutes from ten and twenty from five past ten are 25.
    """
    covered, until = 0.0, float("-inf")
    for start, seconds in sorted(movements):
        end = start + seconds
        covered += max(0.0, end - max(start, until))
        until = max(until, end)
    return int(min(DAY, round(covered, 3)) // MINUTE)  # wall times are known to a millionth of a second, or so
