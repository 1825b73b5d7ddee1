"""Textual's driver, made to outlive a stop that it was not told of."""

from __future__ import annotations

from typing import Any, cast

from textual.driver import Driver


def resumable(driver_class: type[Driver]) -> type[Driver]:
    """Return a driver of this kind that goes on as before after SIGSTOP and SIGCONT.

    Textual takes every SIGCONT for the end of a ctrl-Z and starts application mode, which after a plain SIGSTOP
    has never ended: two threads would then share the keys between them. A driver without these signals (another
    platform's, a test's) is returned as it is.
    """
    if not hasattr(driver_class, "_sigcont_application"):
        return driver_class

    # Types know no base class that is only found when the app starts: it counts as `Any`, and so does this.
    class Resumable(cast(Any, driver_class)):  # type: ignore[misc]
        """Ends application mode before it is started a second time."""

        _must_signal_resume: bool

        def _sigcont_application(self, *arguments: object) -> None:
            if self._auto_restart and not self._must_signal_resume:
                self.suspend_application_mode()
                self._must_signal_resume = True
            super()._sigcont_application(*arguments)

        def _sigtstp_application(self, *arguments: object) -> None:
            self._app.stopping()
            super()._sigtstp_application(*arguments)

    return cast("type[Driver]", Resumable)
