"""The loop that keeps the chair, without a screen: whoever holds the lock steps it, all others follow.

Once a second somebody calls `tick`. The engine is asked what would happen; only if something does, or the
last heartbeat is old, is it loaded, stepped and stored in one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from coretui.desktop.lock import KeeperLock
from coretui.domain.chair import step
from coretui.domain.days import Instant, Zone, between
from coretui.domain.orders import Close, Command, Notice, Reading, Refusal
from coretui.domain.seat import Chair, Policy
from coretui.domain.view import View, view
from coretui.errors import NotNowError
from coretui.store.chair import load, transition
from coretui.store.database import Store
from coretui.wording import refusal

HEARTBEAT = 30.0
"""Seconds of sitting that a power cut can lose at most."""


class Clocks(Protocol):
    """The clocks of the machine, or of a test."""

    def now(self) -> Instant:
        """Return this moment."""

    def monotonic(self) -> float:
        """Return seconds for pacing something on the screen."""

    def zone(self, wall: float) -> int:
        """Return the offset from UTC in seconds at a wall time."""


@dataclass(slots=True)
class Keeper:
    """Keeps the chair if it can get the lock, follows it if not.

    `revision` goes up when something was written that a screen may show, here or by another process.
    """

    store: Store
    clocks: Clocks
    policy: Policy
    lock: KeeperLock
    chair: Chair | None = None
    stored_at: Instant | None = None
    revision: int = 0

    @property
    def keeping(self) -> bool:
        """Tell whether this process keeps the chair."""
        return self.lock.held

    @property
    def zone(self) -> Zone:
        """The offset from UTC at a wall time."""
        return self.clocks.zone

    def tick(self) -> tuple[Notice, ...]:
        """Let the time that has passed have its effect; return what the person is to be told."""
        took_over = not self.keeping and self.lock.acquire()
        if self.chair is None or took_over or self.store.changed():
            self.chair = load(self.store)
            self.revision += 1
        if not self.keeping or self.store.outdated:
            return ()
        reading = Reading(self.clocks.now())
        chair, events = step(self.chair, reading, self.policy)
        if not events and self.chair is not None and not self._worth_storing(self.chair, chair):
            self.chair = replace(chair, seen=reading.now)
            return ()
        return self._transition(reading)

    def _worth_storing(self, before: Chair, after: Chair) -> bool:
        if replace(after, seen=before.seen) != before:
            return True
        return self.stored_at is None or between(self.stored_at, after.seen) >= HEARTBEAT

    def _transition(self, reading: Reading) -> tuple[Notice, ...]:
        readings: tuple[Reading, ...] = (reading,)
        if self.keeping and self.chair is not None:
            # What is stored may be a heartbeat old: a stall began at the last tick, not there.
            readings = (Reading(self.chair.seen), reading)
        self.chair, events = transition(self.store, readings, self.policy)
        self.stored_at = self.chair.seen
        self.revision += 1
        return tuple(event for event in events if isinstance(event, Notice))

    def command(self, command: Command) -> tuple[Notice, ...]:
        """Carry out a command of the user; raises `NotNowError` with a sentence if it is not possible."""
        try:
            return self._transition(Reading(self.clocks.now(), command))
        except Refusal as no:
            raise NotNowError(refusal(no.code)) from no

    def view(self) -> View:
        """Say what the chair is now."""
        return view(self.chair, self.clocks.now(), self.policy, zone=self.clocks.zone)

    def close(self) -> None:
        """Leave in good order: what is open is stored, and another process can take over."""
        if self.keeping and self.chair is not None and not self.store.outdated:
            self._transition(Reading(self.clocks.now(), Close()))
        self.lock.release()
