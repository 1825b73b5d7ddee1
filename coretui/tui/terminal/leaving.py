"""Leaving for good, whatever the terminal does."""

from __future__ import annotations

import os
import threading

GIVE_UP = 3.0
"""Seconds for giving the terminal back after a signal, before the process ends all the same."""


def leave_within(seconds: float = GIVE_UP) -> None:
    """End the process after so long at the latest: a terminal that is gone can hold up whatever writes to it.

    Call this when all that matters is stored already.
    """
    last_resort = threading.Timer(seconds, os._exit, (0,))
    last_resort.daemon = True
    last_resort.start()
