"""Textual's driver for an app in a few lines under the shell prompt."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
from collections.abc import Callable
from types import FrameType
from typing import ClassVar

from textual import events
from textual.app import App
from textual.drivers.linux_inline_driver import LinuxInlineDriver

from coretui.desktop.last_resort import leave_within, let_go_of
from coretui.tui.terminal.hangup import watch_for_hangup


class DrawnLines:
    """The lines that are on the screen, as of the last frame."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def forget(self) -> None:
        """Take nothing as drawn: the next frame is sent whole."""
        self._lines = []

    def news(self, frame: str) -> str:
        """Leave out of a frame the lines that are on the screen already."""
        lines = frame.split("\n")
        # The way back to the first line is a part of the last.
        last, back, way = re.split(r"((?:\x1b\[\d+A)?\r)", lines[-1], maxsplit=1)
        lines[-1] = last
        old, self._lines = self._lines, lines
        if len(lines) != len(old):
            return frame
        news = [new if new != was else "" for new, was in zip(lines, old, strict=True)]
        return "\n".join(news) + back + way if any(news) else way


class PromptDriver(LinuxInlineDriver):
    """Textual's inline driver for a shell that goes on afterwards.

    It sends only the lines that have changed, and nothing that the terminal answers: an answer that comes late
    would be typed at the prompt. What is above stays when the window is resized. A signal that ends the process
    is a ctrl-C, one that stops it a ctrl-Z.
    """

    CLEAR, WHERE = "\x1b[2J", "\x1b[6n"
    KEYS: ClassVar[dict[int, str]] = {
        signal.SIGINT: "ctrl+c",
        signal.SIGTERM: "ctrl+c",
        signal.SIGHUP: "ctrl+c",
        signal.SIGTSTP: "ctrl+z",
    }

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or self._get_terminal_size())
        self._drawn = DrawnLines()
        self._watching = False
        self._handlers: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}

    def write(self, data: str) -> None:
        """Send a frame as the lines that are not there yet, all else as it is."""
        if data == self.CLEAR:
            self._drawn.forget()
            data = "\r\x1b[J"
        elif self.WHERE in data:
            data = self._drawn.news(data.replace(self.WHERE, ""))
        try:
            super().write(data)
        except OSError:  # a terminal that is gone takes nothing any more
            let_go_of(self._file)

    def flush(self) -> None:
        """Send what was written."""
        try:
            super().flush()  # type: ignore[no-untyped-call]  # Textual's own has no types
        except OSError:
            let_go_of(self._file)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Ask the terminal that is drawn on: what is left behind may go elsewhere."""
        try:
            columns, lines = os.get_terminal_size(sys.__stderr__.fileno()) if sys.__stderr__ else (0, 0)
        except OSError:
            columns = lines = 0
        return columns or 80, lines or 24

    def _request_terminal_sync_mode_support(self) -> None:
        """Ask nothing."""

    def start_application_mode(self) -> None:
        """Take the terminal, and the signals that would leave it as it is then."""
        self._drawn.forget()
        ours = {number: self._typed(key) for number, key in self.KEYS.items()}
        ours[signal.SIGCONT] = lambda *_: self._loop.call_soon_threadsafe(self._take_back)
        self._handlers = {number: signal.signal(number, handler) for number, handler in ours.items()}
        if not self._watching:
            self._watching = True
            watch_for_hangup(self.fileno, self._typed("ctrl+c"))
        super().start_application_mode()

    def stop_application_mode(self) -> None:
        """Give the terminal back, and the signals."""
        # A window that has just grown may have joined the line to the one above, and the cursor with it.
        self.write("\r")
        super().stop_application_mode()
        for number, handler in self._handlers.items():
            signal.signal(number, handler or signal.SIG_DFL)
        self._handlers = {}

    def _typed(self, key: str) -> Callable[..., object]:
        """Return a handler for which a signal is a key."""

        def press(*_: object) -> None:
            if key == "ctrl+c":
                leave_within(give_back=self._give_back)  # the rounds are kept already
            self.process_message(events.Key(key, None))

        return press

    def _give_back(self) -> None:
        """Give the keys back to the shell; what is drawn stays, for the terminal takes nothing."""
        if self.attrs_before is not None:
            termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def stand_still(self) -> None:
        """Give the terminal back and stop, with all that runs in front of the shell, until it goes on."""
        self.suspend_application_mode()
        os.kill(0, signal.SIGTSTP)
        self.resume_application_mode()

    def _take_back(self) -> None:
        """Go on after a stop that could not be known of before."""
        self.suspend_application_mode()
        self.resume_application_mode()
        self.send_message(self.SignalResume())
