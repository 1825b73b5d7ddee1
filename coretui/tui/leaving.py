"""Every way out of the app, and standing still: docs/leaving.md says what becomes of everything."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual.driver import Driver
from textual.worker import WorkerFailed

from coretui.desktop.last_resort import GIVE_UP, PATIENCE, leave_within
from coretui.i18n import _
from coretui.services.workplace import Workplace
from coretui.tui.terminal.key_guard import GuardedApp

if TYPE_CHECKING:
    from coretui.tui.terminal.app_driver import SturdyDriver


class LeavingApp(GuardedApp):
    """Keeps what is under way whatever ends the app, and ends whatever the store and the terminal do.

    `unkept` says afterwards, in sentences, what could not be kept, and `fault` what ended the app if it did not
    end by itself.
    """

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.unkept: tuple[str, ...] = ()
        self.fault = ""
        self._put_away = False
        workplace.shown = self._shown

    @property
    def damage(self) -> str:
        """What is wrong with the record, in a sentence; empty while nothing is known of any."""
        return self.workplace.guard.damage

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver for this platform, able to stand still and to wait for no terminal."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":  # another platform's, a browser's
            return usual
        from coretui.tui.terminal.app_driver import SturdyDriver  # noqa: PLC0415 - not on every platform

        return SturdyDriver

    @property
    def _sturdy(self) -> SturdyDriver | None:
        """The driver, where it is one of ours; a test's is not."""
        return cast("SturdyDriver", self._driver) if hasattr(self._driver, "stand_still") else None

    def elapsed(self) -> float:
        """Return seconds by a clock that counts sleep."""
        return self.workplace.now.elapsed

    def _shown(self, now: float) -> float:
        """Return the last moment that reached the terminal."""
        driver = self._sturdy
        return driver.shown(now) if driver else now

    def caught_up(self) -> None:
        """Draw all anew: the terminal reads again after frames were left out."""
        self.refresh(layout=True)

    # leaving

    def leave_at_signals(self) -> None:
        """Leave in good order when the system says so."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, lambda *_: self._leave_at_signal(loop))

    def _leave_at_signal(self, loop: asyncio.AbstractEventLoop) -> None:
        self._give_up_after(GIVE_UP)  # here: the loop may wait for the store
        loop.call_soon_threadsafe(self.terminal_gone)

    def terminal_gone(self) -> None:
        """Leave: the pane may be gone already, so what is open is stored before the screen is given back."""
        self._give_up_after(GIVE_UP)
        try:
            self._keep_all()
        finally:
            self.exit()

    def let_go_of_all(self) -> None:
        """Keep what is under way and let go of the chair, however it came to leaving."""
        self._give_up_after(PATIENCE)
        self._keep_all()

    def _keep_all(self) -> None:
        self.unkept = tuple(dict.fromkeys((*self.unkept, *self.workplace.put_away())))
        self._put_away = True

    def _give_up_after(self, seconds: float) -> None:
        if self.is_headless:
            return
        driver = self._sturdy
        give_back: Callable[[], object] | None = driver.give_back if driver else None
        leave_within(seconds, lambda: int(not self._put_away or bool(self.unkept)), give_back)

    def _handle_exception(self, error: Exception) -> None:
        """End with a sentence: what a message or a worker could not do leaves nothing that could go on."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if not self.fault and isinstance(cause, Exception):
            self.fault = self.workplace.guard.explain(cause)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Show no traceback: the log has it."""
        self._close_messages_no_wait()

    # standing still

    def action_suspend_process(self) -> None:
        """Stop to the shell, and come back whole when it lets this go on."""
        self._stand_still(with_shell=True)

    def stopped_from_outside(self) -> None:
        """Stand still: a signal asks for it."""
        self._stand_still(with_shell=False)

    def _stand_still(self, *, with_shell: bool) -> None:
        """Pause what is under way and leave the chair to another process; the next tick asks for it back."""
        driver = self._sturdy
        for words in self.workplace.stop():
            self.notify(words, severity="error")
        if driver and not driver.stand_still(with_shell=with_shell):
            self.notify(_("There is no shell here to go back to."), severity="warning")
