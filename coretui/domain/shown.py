"""What counts as shown: a breath or a session goes on only while each moment of it was on the screen in time.

Whatever held it up (the process was stopped, the machine slept or was busy, the terminal took nothing), what
nobody could see is not credited: it rests at the last moment that was shown.
"""

from __future__ import annotations

STALL = 3.0
"""Seconds between two moments that were shown, after which nobody can have followed what was between them."""


def followed(seen: float, now: float) -> bool:
    """Tell whether someone can have followed from the moment that was shown last until now, both in seconds."""
    return now - seen <= STALL
