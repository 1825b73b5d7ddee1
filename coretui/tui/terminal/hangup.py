"""Knowing at once that the terminal is gone, though no signal tells and nothing is written for a while."""

from __future__ import annotations

import contextlib
import select
import threading
from collections.abc import Callable


def watch_for_hangup(fileno: int, gone: Callable[[], object]) -> None:
    """Call `gone` when the terminal has hung up; it is called in a thread of its own.

    Textual reads the end of a terminal that is gone again and again, and never says so.
    """
    if hasattr(select, "poll"):
        threading.Thread(target=_wait, args=(fileno, gone), name="hangup", daemon=True).start()


def _wait(fileno: int, gone: Callable[[], object]) -> None:
    terminal = select.poll()
    terminal.register(fileno, 0)  # no event is asked for: only a hang-up and errors are told
    if any(event & select.POLLHUP for _fileno, event in terminal.poll()):
        with contextlib.suppress(RuntimeError):  # it has ended already
            gone()
