"""Leaving for good, whatever the terminal and the store do."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable
from typing import IO

GIVE_UP = 3.0
"""Seconds for leaving in good order after a signal, before the process ends all the same."""
PATIENCE = 10.0
"""Seconds for leaving in good order after a key."""


def at_once() -> int:
    """End with what says that all is well: what matters is stored already."""
    return 0


def leave_within(
    seconds: float = GIVE_UP, code: Callable[[], int] = at_once, give_back: Callable[[], object] | None = None
) -> None:
    """End the process after so long at the latest: a terminal that is gone can hold up whatever writes to it.

    Before that the terminal is given back as far as it lets itself; `code` says then how the process ends.
    """

    def end() -> None:
        with contextlib.suppress(Exception):  # whatever it is, nothing is left to be done about it
            if give_back:
                give_back()
        os._exit(code())

    last_resort = threading.Timer(seconds, end)
    last_resort.daemon = True
    last_resort.start()


def let_go_of(stream: IO[str] | None) -> None:
    """Send nowhere what is still written to a terminal or a pipe that is gone: else it spoils the exit code."""
    if stream is None:
        return
    with contextlib.suppress(OSError, ValueError), open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())
