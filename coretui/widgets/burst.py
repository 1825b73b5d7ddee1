"""Keys that nobody typed on purpose: a paste that came as keys, or typing meant for another window."""

from __future__ import annotations

from collections.abc import Sequence

from textual.events import Key

PATIENCE = 0.03
"""Seconds that a printable key waits for company: too short to be felt, long enough for a paste."""
WINDOW = 0.1
"""Seconds within which so many different keys are no typing."""
TOO_MANY = 4


def undecided(keys: Sequence[Key], now: float) -> float:
    """Return for how many seconds more to wait before it is clear what the keys are; 0 if it is clear."""
    if len({key.character for key in keys}) < 2:
        return 0.0
    return max(0.0, keys[0].time + WINDOW - now)


def is_burst(keys: Sequence[Key]) -> bool:
    """Tell whether the keys, held since the first of them, are a burst: too many different ones at once."""
    return len({key.character for key in keys}) >= TOO_MANY
