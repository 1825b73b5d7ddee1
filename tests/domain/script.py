"""A little language for a day at the desk: time passes, things are done, and every event is expected.

An event reads as a line: `09:30 due`, `09:32 taken`, `sitting 09:00-09:30`, `break 09:30-09:32, full`,
`notice: due`. What is told and not expected fails as much as what is expected and not told.

With a source of input, `tick` is somebody at work who touches something every ten seconds, `type_on` goes on
without a pause, and in `idle` all rests.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from coretui.domain.chair.engine import step
from coretui.domain.chair.messages import (
    Close,
    Command,
    Event,
    Notice,
    PromptEnded,
    PromptOpened,
    Refusal,
    Revoked,
    SpanEnded,
)
from coretui.domain.chair.reading import Reading, Signs
from coretui.domain.chair.state import NO_SOURCE, Chair, Policy
from coretui.domain.chair.view import View, view
from coretui.domain.days import Instant, between
from tests.clock import MONDAY_NINE, FakeClocks

TICK = 1.0
"""Seconds between two readings."""
WORKING = 10
"""Seconds between two inputs of somebody at work."""
BLIND = {NO_SOURCE, "logind"}
"""Sources that do not tell of input."""


class Script:
    """A chair, its clocks and what it has told so far.

    `source` names what tells of input: `none` where nothing does, None where no reading says anything of signs.
    """

    def __init__(self, clocks: FakeClocks | None = None, *, source: str | None = None, **settings: Any) -> None:
        self.clocks = clocks or FakeClocks()
        self.source = source
        self.locked = self.quiet = False
        self.input_at = self.own_key = self.clocks.now()
        self.start = self.clocks.now().elapsed
        self.policy = Policy(**settings)
        self.chair: Chair | None = None
        self.told: list[str] = []
        self.events: list[Event] = []
        self._read()

    # what happens

    def tick(self, minutes: float = 0, seconds: float = 0, *, every: float = TICK) -> None:
        """Let time pass, with a reading each second."""
        for now in self._pass(minutes * 60 + seconds, every):
            if (now.elapsed - self.start) % WORKING == WORKING / 2:
                self.input_at = now
            self._read()

    def idle(self, minutes: float = 0, seconds: float = 0) -> None:
        """Let keyboard and mouse rest."""
        for _ in self._pass(minutes * 60 + seconds, TICK):
            self._read()

    def type_on(self, minutes: float = 0, seconds: float = 0) -> None:
        """Let input go on without a pause, from the present moment to the end."""
        self.input_at = self.clocks.now()
        self._read()
        for now in self._pass(minutes * 60 + seconds, TICK):
            self.input_at = now
            self._read()

    touch = type_on

    def key(self) -> None:
        """Press a key in coretui."""
        self.input_at = self.own_key = self.clocks.now()
        self._read()

    def lock(self) -> None:
        """Lock the session."""
        self.locked = True
        self._read()

    def unlock(self) -> None:
        """Unlock the session."""
        self.locked = False
        self._read()

    def disturb(self, *, wanted: bool) -> None:
        """Let the desktop ask for no disturbance, or for that no longer."""
        self.quiet = not wanted
        self._read()

    def lose_source(self) -> None:
        """Let the source of input fail."""
        self.source = NO_SOURCE
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
        assert told == list(lines), "\n".join(["told:", *told, "expected:", *lines])

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

    def _pass(self, seconds: float, every: float) -> Iterator[Instant]:
        while seconds > 0:
            self.clocks.advance(min(every, seconds))
            seconds -= every
            yield self.clocks.now()

    def _signs(self, now: Instant) -> Signs | None:
        if self.source is None:
            return None
        signs = Signs(locked=self.locked, quiet=self.quiet, source=self.source)
        if self.source in BLIND:
            return signs
        return replace(signs, input_at=self.input_at, rest=max(0.0, between(self.input_at, now)))

    def _read(self, command: Command | None = None) -> None:
        now = self.clocks.now()
        key = self.own_key if self.source is not None else None
        self.chair, events = step(self.chair, Reading(now, command, self._signs(now), key), self.policy)
        self.events += events
        self.told += map(line, events)


def at(clock: str, days: int = 0) -> float:
    """Return the wall time of a clock such as `14:30` or `14:30:05` on the script's first day, or days later."""
    hours, minutes, *seconds = map(int, clock.split(":"))
    return MONDAY_NINE + (hours - 9) * 3600 + minutes * 60 + sum(seconds) + days * 86_400


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
