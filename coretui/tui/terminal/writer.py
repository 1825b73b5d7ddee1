"""Writing to a terminal that may stop reading: nothing waits for it, and what it took is known.

Textual's own writer holds up the whole app after thirty frames that the terminal did not take, and sends all of
them when it reads again. This one leaves frames out once they come too late, and has the screen drawn anew.
"""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable

BEHIND = 0.5
"""Seconds that the terminal may take for what is written before the frames after it are left out."""
LAST_WORDS = 1.0
"""Seconds for which the end waits until the terminal has taken what gives it back."""
OPERATING_SYSTEM = "\x1b]"
"""What begins a notice or a title: these come late rather than never."""
MOST_LATE = 30
"""Notices and titles that are kept for a terminal that takes nothing."""


class TerminalWriter:
    """Writes to a terminal in a thread of its own, as fast as that takes it.

    `clock` counts seconds, sleep included. In that thread `caught_up` is called when the terminal reads again
    after something was left out, and `gone` when there is no terminal any more.
    """

    def __init__(
        self, fileno: int, clock: Callable[[], float], caught_up: Callable[[], object], gone: Callable[[], object]
    ) -> None:
        self._fileno = fileno
        self._clock = clock
        self._caught_up = caught_up
        self._gone = gone
        self._waiting: list[tuple[float, str]] = []
        self._since: float | None = None  # when the first of what is being written now was handed over
        self._left_out = self._leaving = self._over = False
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="terminal", daemon=True)
        self._thread.start()

    def write(self, text: str) -> None:
        """Have a text written, unless what was written before it is late already."""
        now = self._clock()
        with self._news:
            if self._over:
                return
            late = not self._leaving and now - self._shown(now) > BEHIND
            if late or self._left_out:
                self._left_out = True
                if not text.startswith(OPERATING_SYSTEM) or len(self._waiting) >= MOST_LATE:
                    return
            self._waiting.append((now, text))
            self._news.notify()

    def shown(self, now: float) -> float:
        """Return the last moment of which all has reached the terminal: now, if nothing waits for it."""
        with self._news:
            return self._shown(now)

    def _shown(self, now: float) -> float:
        if self._since is not None:
            return self._since
        return self._waiting[0][0] if self._waiting else now

    def leave(self) -> None:
        """Write from here on all that comes, for it gives the terminal back, and no frame that is late."""
        with self._news:
            if not self._leaving and self._left_out:
                self._waiting.clear()
            self._left_out, self._leaving = False, True

    def close(self) -> None:
        """End when all is written, and wait for that a moment."""
        with self._news:
            self._over = True
            self._news.notify()
        self._thread.join(LAST_WORDS)

    def _run(self) -> None:
        while self._next():
            pass

    def _next(self) -> bool:
        """Write what waits; tell whether more may come."""
        with self._news:
            self._since = None
            if caught_up := self._left_out and not self._waiting:
                self._left_out = False
            while not (self._waiting or self._over or caught_up):
                self._news.wait()
            texts, self._waiting = self._waiting, []
            if texts:
                self._since = texts[0][0]
            over = self._over
        if caught_up:
            self._caught_up()
        try:
            self._send("".join(text for _at, text in texts).encode(errors="replace"))
        except OSError:
            with self._news:
                self._over = True
            self._gone()
            return False
        return bool(texts) or not over

    def _send(self, bytes_left: bytes) -> None:
        while bytes_left:
            try:
                bytes_left = bytes_left[os.write(self._fileno, bytes_left) :]
            except BlockingIOError:  # whoever shares the terminal may have made it so
                select.select((), (self._fileno,), ())
