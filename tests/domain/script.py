"""A little language for a day at the desk: time passes, things are done, and every event is expected.

An event reads as a line: `09:30 due`, `09:32 taken`, `sitting 09:00-09:30`, `break 09:30-09:32, full`,
`notice: due`. What is told and not expected fails as much as what is expected and not told.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from coretui.domain.chair import step
from coretui.domain.orders import (
    Close,
    Command,
    Event,
    Notice,
    PromptEnded,
    PromptOpened,
    Reading,
    Refusal,
    Revoked,
    SpanEnded,
)
from coretui.domain.seat import Chair, Policy
from coretui.domain.view import View, view
from tests.clock import MONDAY_NINE, FakeClocks

TICK = 1.0
"""Seconds between two readings."""


class Script:
    """A chair, its clocks and what it has told so far."""

    def __init__(self, clocks: FakeClocks | None = None, **settings: Any) -> None:
        self.clocks = clocks or FakeClocks()
        self.policy = Policy(**settings)
        self.chair: Chair | None = None
        self.told: list[str] = []
        self._read()

    # what happens

    def tick(self, minutes: float = 0, seconds: float = 0, *, every: float = TICK) -> None:
        """Let time pass, with a reading each second."""
        left = minutes * 60 + seconds
        while left > 0:
            self.clocks.advance(min(every, left))
            left -= every
            self._read()

    def sleep(self, minutes: float = 0, seconds: float = 0) -> None:
        """Let the machine sleep."""
        self.clocks.sleep(minutes * 60 + seconds)
        self._read()

    def stall(self, minutes: float = 0, seconds: float = 0) -> None:
        """Let nothing read the clocks: the process is stopped, or killed and started again."""
        self.clocks.advance(minutes * 60 + seconds)
        self._read()

    def close(self) -> None:
        """Leave the app in good order."""
        self._read(Close())

    def reopen(self, minutes: float = 0, seconds: float = 0) -> None:
        """Start the app again after so long."""
        self.stall(minutes, seconds)

    def set_clock(self, seconds: float) -> None:
        """Let somebody change the clock on the wall."""
        self.clocks.set_wall(seconds)
        self._read()

    def reboot(self, seconds: float) -> None:
        """Let the machine be off for so long."""
        self.clocks.reboot(seconds)
        self._read()

    def command(self, command: Command) -> None:
        """Do something."""
        self._read(command)

    def refused(self, command: Command) -> str:
        """Do something that is not possible now; return why."""
        before = self.chair
        with pytest.raises(Refusal) as no:
            self._read(command)
        assert self.chair == before
        return no.value.code

    def set(self, **settings: Any) -> None:
        """Change settings."""
        self.policy = replace(self.policy, **settings)

    # what is seen

    def expect(self, *lines: str) -> None:
        """Say all that was told since the last time."""
        told, self.told = self.told, []
        assert told == list(lines)

    @property
    def view(self) -> View:
        """What the chair is called now."""
        return view(self.chair, self.clocks.now(), self.policy)

    @property
    def sat(self) -> float:
        """Minutes of the present stretch."""
        return self.view.sat / 60

    @property
    def due_in(self) -> float | None:
        """Minutes until the next break is due."""
        return None if (seconds := self.view.due_in) is None else seconds / 60

    def _read(self, command: Command | None = None) -> None:
        self.chair, events = step(self.chair, Reading(self.clocks.now(), command), self.policy)
        self.told += map(line, events)


def at(clock: str, days: int = 0) -> float:
    """Return the wall time of a clock such as `14:30` on the script's first day, or days later."""
    hours, minutes = clock.split(":")
    return MONDAY_NINE + (int(hours) - 9) * 3600 + int(minutes) * 60 + days * 86_400


def line(event: Event) -> str:
    """Write an event as a line."""
    match event:
        case SpanEnded(body, start, seconds, ends_stretch):
            full = ", full" if ends_stretch else ""
            return f"{body} {_clock(start.wall)}-{_clock(start.wall + seconds)}{full}"
        case Revoked(since):
            return f"{_clock(since.wall)} nobody there since"
        case PromptOpened(due):
            return f"{_clock(due.wall)} due"
        case PromptEnded(outcome, ended, reason, note):
            why = f" ({reason}{': ' if note else ''}{note})" if reason else ""
            return f"{_clock(ended.wall)} {outcome}{why}"
        case Notice(call):
            return f"notice: {call}"


def _clock(wall: float) -> str:
    return time.strftime("%H:%M:%S", time.gmtime(wall)).removesuffix(":00")
