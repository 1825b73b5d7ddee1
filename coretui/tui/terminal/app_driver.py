"""Textual's driver, made to outlive a stop that it was not told of and a terminal that takes nothing."""

from __future__ import annotations

import contextlib
import os
import signal
import termios
from collections.abc import Callable
from types import FrameType
from typing import Protocol, TextIO, cast

from textual.drivers.linux_driver import LinuxDriver

from coretui.tui.terminal.hangup import watch_for_hangup
from coretui.tui.terminal.writer import TerminalWriter

FRONT = "\x1b[<u\x1b[?2004l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l\x1b[?7h\x1b[?1049l\x1b[?25h"
"""What gives the terminal back at once: keys, mouse and focus as they were, the screen before, the cursor."""


class StopsAndLeaves(Protocol):
    """What the driver asks of its app, and tells it in the app's own thread."""

    def elapsed(self) -> float:
        """Return seconds by a clock that counts sleep."""

    def stopped_from_outside(self) -> None:
        """Stand still: a signal asks for it."""

    def terminal_gone(self) -> None:
        """Leave: nothing can be shown any more."""

    def caught_up(self) -> None:
        """Draw all anew: the terminal reads again."""

    def leave_at_signals(self) -> None:
        """Leave in good order when the system says so: from now on the terminal has to be given back."""


class SturdyDriver(LinuxDriver):
    """Goes on as before after SIGSTOP and SIGCONT, and waits for no terminal.

    Textual takes every SIGCONT for the end of a ctrl-Z and starts application mode, which after a plain SIGSTOP
    has never ended: two threads would then share the keys between them. Its writer holds up the app while the
    terminal takes nothing.
    """

    _terminal: TerminalWriter | None = None

    @property
    def _owner(self) -> StopsAndLeaves:
        return cast("StopsAndLeaves", self._app)

    def start_application_mode(self) -> None:
        """Take the terminal, and write to it in our own way."""
        gone = self._tell(self._owner.terminal_gone)
        if self._terminal is None:
            watch_for_hangup(self.fileno, gone)
        screen, caught_up = cast("TextIO", self._file), self._tell(self._owner.caught_up)
        self._terminal = TerminalWriter(screen.fileno(), self._owner.elapsed, caught_up, gone)
        self._owner.leave_at_signals()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's own has no types

    def stop_application_mode(self) -> None:
        """Give the terminal back, whether or not it reads."""
        if self._terminal:
            self._terminal.leave()
        super().stop_application_mode()

    def close(self) -> None:
        """Write what is left, and end."""
        super().close()
        if self._terminal:
            self._terminal.close()

    def write(self, data: str) -> None:
        """Hand on what is to be shown; it waits for nothing."""
        if self._terminal:
            self._terminal.write(data)

    def shown(self, now: float) -> float:
        """Return the last moment of which all has reached the terminal, by the clock that counts sleep."""
        return self._terminal.shown(now) if self._terminal else now

    def give_back(self) -> None:
        """Give the terminal back without waiting for anything; the process ends next."""
        if self.attrs_before is not None:
            termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        if self._terminal:
            self._terminal.leave()
            self._terminal.write(FRONT)
            self._terminal.close()

    def stand_still(self, *, with_shell: bool) -> bool:
        """Give the terminal back and stop until let go on; tell whether that was possible.

        With `with_shell` all that runs in front of the shell stops, as after the terminal's own ctrl+z: that does
        nothing where no shell would ever let it go on. Else only this process does.
        """
        stopped = [not with_shell]
        self.suspend_application_mode()
        self._must_signal_resume = True  # what goes on now is started here, and tells of it
        signal.signal(signal.SIGCONT, lambda *_: stopped.append(True))
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        if with_shell:
            os.kill(0, signal.SIGTSTP)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)
        signal.signal(signal.SIGTSTP, self._sigtstp_application)
        signal.signal(signal.SIGCONT, self._sigcont_application)
        self.resume_application_mode()
        return any(stopped)

    def _tell(self, what: Callable[[], object]) -> Callable[[], object]:
        def tell() -> None:
            with contextlib.suppress(RuntimeError):  # it has ended already
                self._loop.call_soon_threadsafe(what)

        return tell

    def _sigcont_application(self, *arguments: object) -> None:
        if self._auto_restart and not self._must_signal_resume:
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application(*arguments)

    def _sigtstp_application(self, _number: int, _frame: FrameType | None) -> None:
        self._loop.call_soon_threadsafe(self._owner.stopped_from_outside)
