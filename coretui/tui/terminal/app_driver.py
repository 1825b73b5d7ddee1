"""Textual's driver, made to outlive a stop that it was not told of and a terminal that takes nothing."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable
from types import FrameType
from typing import Any, Protocol, cast

from textual.driver import Driver

from coretui.tui.terminal.hangup import watch_for_hangup
from coretui.tui.terminal.writer import TerminalWriter

FRONT = "\x1b[<u\x1b[?2004l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l\x1b[?7h\x1b[?1049l\x1b[?25h"
"""What gives the terminal back at once: keys, mouse and focus as they were, the screen before, the cursor."""


class SturdyDriver(Protocol):
    """What our driver can do besides."""

    def shown(self, now: float) -> float:
        """Return the last moment of which all has reached the terminal, by the clock that counts sleep."""

    def stand_still(self, *, with_shell: bool) -> bool:
        """Give the terminal back and stop until let go on; tell whether that was possible.

        With `with_shell` all that runs in front of the shell stops, as after the terminal's own ctrl+z: that does
        nothing where no shell would ever let it go on. Else only this process does.
        """

    def give_back(self) -> None:
        """Give the terminal back without waiting for anything; the process ends next."""


class StopsAndLeaves(Protocol):
    """What our driver tells the app of, in the app's own thread."""

    def stopped_from_outside(self) -> None:
        """Stand still: a signal asks for it."""

    def terminal_gone(self) -> None:
        """Leave: nothing can be shown any more."""

    def caught_up(self) -> None:
        """Draw all anew: the terminal reads again."""

    def leave_at_signals(self) -> None:
        """Leave in good order when the system says so: from now on the terminal has to be given back."""


def sturdy(driver_class: type[Driver], clock: Callable[[], float]) -> type[Driver]:  # noqa: C901 - a class
    """Return a driver of this kind that goes on as before after SIGSTOP and SIGCONT, and waits for no terminal.

    Textual takes every SIGCONT for the end of a ctrl-Z and starts application mode, which after a plain SIGSTOP
    has never ended: two threads would then share the keys between them. Its writer holds up the app while the
    terminal takes nothing. `clock` counts seconds, sleep included. A driver without these signals (another
    platform's, a test's) is returned as it is.
    """
    if not hasattr(driver_class, "_sigcont_application"):
        return driver_class

    # Types know no base class that is only found when the app starts: it counts as `Any`, and so does this.
    class Sturdy(cast(Any, driver_class)):  # type: ignore[misc]
        """Ends application mode before it is started a second time, and writes in its own way."""

        _app: StopsAndLeaves
        _must_signal_resume: bool
        _terminal: TerminalWriter | None = None

        def start_application_mode(self) -> None:
            gone = self._tell(self._app.terminal_gone)
            if self._terminal is None:
                watch_for_hangup(self.fileno, gone)
            self._terminal = TerminalWriter(self._file.fileno(), clock, self._tell(self._app.caught_up), gone)
            self._app.leave_at_signals()
            super().start_application_mode()

        def stop_application_mode(self) -> None:
            if self._terminal:
                self._terminal.leave()
            super().stop_application_mode()

        def close(self) -> None:
            super().close()
            if self._terminal:
                self._terminal.close()

        def write(self, data: str) -> None:
            if self._terminal:
                self._terminal.write(data)

        def shown(self, now: float) -> float:
            return self._terminal.shown(now) if self._terminal else now

        def give_back(self) -> None:
            import termios  # noqa: PLC0415 - not on every platform

            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            if self._terminal:
                self._terminal.leave()
                self._terminal.write(FRONT)
                self._terminal.close()

        def stand_still(self, *, with_shell: bool) -> bool:
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
            self._loop.call_soon_threadsafe(self._app.stopped_from_outside)

    return cast("type[Driver]", Sturdy)
