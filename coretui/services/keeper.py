"""The loop that keeps the chair, without a screen: whoever holds the lock steps it, all others follow.

Once a second somebody calls `tick`. The engine is asked what would happen; only if something does, or the
last heartbeat is old, is it loaded, stepped and stored in one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from coretui.desktop.clocks import Clocks
from coretui.desktop.lock import KeeperLock
from coretui.domain.chair import reading as domain
from coretui.domain.chair.engine import step
from coretui.domain.chair.messages import Close, Command, Event, Here, Notice, Orphaned, Refusal
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import Body, Chair, Policy
from coretui.domain.chair.view import View, view
from coretui.domain.days import Instant, between
from coretui.errors import NotNowError, NotSavedError
from coretui.store.chair import load, transition
from coretui.store.database import Store
from coretui.words.chair import refusal

if TYPE_CHECKING:
    from coretui.desktop.signs.watcher import WatchedSigns  # its sources are loaded by who watches

HEARTBEAT = 30.0
"""Seconds of sitting that a power cut can lose at most."""
NOTHING_KNOWN = domain.Signs()
"""What is known of the person where nothing tells of input."""


class Watching(Protocol):
    """Knows the signs of the person on this desktop."""

    def read(self, now: Instant) -> WatchedSigns:
        """Return what is known at this moment."""


class KeepsUnsaved(Protocol):
    """Keeps what the chair has come to while the store takes nothing."""

    @property
    def due(self) -> bool:
        """Whether it is time to try the store again."""

    def chair_waits(self, readings: tuple[Reading, ...], policy: Policy) -> None:
        """Keep readings that are not stored."""

    def chair_stored(self) -> None:
        """Know that all of them are stored now."""


@dataclass(slots=True)
class Keeper:
    """Keeps the chair if it can get the lock, follows it if not.

    `watching` knows when input came, None where nothing does; `graphical` says that there is more to type in
    than terminals here. `revision` goes up when something was written that a screen may show, here or by
    another process. With `goes_on` the chair goes on in memory while the store takes nothing: `unstored` are the
    readings that are still to be stored, in their order, and `waiting` keeps them.
    """

    store: Store
    clocks: Clocks
    policy: Policy
    lock: KeeperLock
    watching: Watching | None = None
    graphical: bool = False
    chair: Chair | None = None
    own_key: Instant | None = None
    stored_at: Instant | None = None
    revision: int = 0
    goes_on: bool = False
    unstored: tuple[Reading, ...] = ()
    waiting: KeepsUnsaved | None = None

    @property
    def keeping(self) -> bool:
        """Tell whether this process keeps the chair."""
        return self.lock.held

    def touch(self) -> None:
        """Tell that a key was pressed in coretui: the person is here."""
        self.own_key = self.clocks.now()

    def tick(self) -> tuple[Notice, ...]:
        """Let the time that has passed have its effect; return what the person is to be told."""
        fresh = self.chair is None
        took_over = not (self.keeping or self.store.only_read) and self.lock.acquire()
        if not self._catch_up():
            pass  # what others have written is read when all of this is stored
        elif self.chair is None or took_over or self.store.changed():
            self.reload()
        if self.store.outdated:
            return ()
        if not self.keeping:
            return self._follow()
        if fresh and self.chair and self.chair.body is Body.SESSION:
            return self.command(Orphaned())  # nobody kept the chair: the process that led is gone as well
        reading = self._reading()
        chair, events = step(self.chair, reading, self.policy)
        if not events and self.chair is not None and not self._worth_storing(self.chair, chair):
            self.chair = chair
            return ()
        return self._transition(reading)

    def reload(self) -> None:
        """Take over what was written to the chair's row in this process, other than by a command."""
        if not self.unstored:
            self.chair = load(self.store)
        self.revision += 1

    def _follow(self) -> tuple[Notice, ...]:
        """Let the keeper know of keys that were pressed here, every half minute at most.

        On a break it is told each second: to the keeper's source they are input, which would end the break.
        """
        if self.own_key and self.chair and not self.store.only_read:
            news = between(self.chair.sign, self.own_key)
            if news >= HEARTBEAT or (news > 0 and self.chair.body is Body.BREAK):
                self._transition(Reading(self.clocks.now(), Here(), mute=True))
        return ()

    def pass_on(self) -> None:
        """Let another process keep the chair from here on; without one it stands as it was last stored."""
        try:
            if self.keeping and self.chair is not None and not self.store.outdated:
                self._transition(Reading(self.clocks.now(), mute=True))
        finally:
            self.lock.release()

    def _reading(self, command: Command | None = None) -> Reading:
        """Read the clocks and the signs."""
        now = self.clocks.now()
        if not self.keeping:
            return Reading(now, command, mute=True)
        if self.watching is None:
            return Reading(now, command, signs=NOTHING_KNOWN, own_key=self.own_key)
        seen = self.watching.read(now)
        signs = domain.Signs(
            seen.input_at, seen.rest, locked=bool(seen.locked), quiet=seen.held, source=seen.source
        )
        if seen.input_at is None or seen.complete or not self.graphical:
            return Reading(now, command, signs, self.own_key)
        # Keys in terminals prove that somebody is here; that there are none proves nothing beside a browser.
        latest = self.own_key if self.own_key and between(seen.input_at, self.own_key) > 0 else seen.input_at
        return Reading(now, command, replace(signs, input_at=None, rest=None), latest)

    def _worth_storing(self, before: Chair, after: Chair) -> bool:
        """Tell whether more has changed than what every second changes."""
        if replace(after, seen=before.seen, sign=before.sign) != before:
            return True
        return self.stored_at is None or between(self.stored_at, after.seen) >= HEARTBEAT

    def _transition(self, *readings: Reading) -> tuple[Notice, ...]:
        if self.keeping and self.chair is not None:
            # What is stored may be a heartbeat old: a stall began at the last tick, not there.
            readings = (Reading(self.chair.seen, own_key=self.chair.sign, mute=True), *readings)
        events = self._stored(readings) if not self.unstored else None
        if events is None:
            events = self._go_on(readings)
        self.stored_at = self.chair.seen if self.chair else None
        self.revision += 1
        return tuple(event for event in events if isinstance(event, Notice))

    def _stored(self, readings: tuple[Reading, ...]) -> tuple[Event, ...] | None:
        """Store what readings come to; None if the store does not take it and the chair goes on without."""
        try:
            self.chair, events = transition(self.store, readings, self.policy)
        except NotSavedError:
            if not self.goes_on:
                raise
            return None
        return events

    def _go_on(self, readings: tuple[Reading, ...]) -> tuple[Event, ...]:
        """Let readings have their effect in memory alone, until the store takes them."""
        chair = self.chair
        told: list[Event] = []
        for reading in readings:
            chair, events = step(chair, reading, self.policy)
            told += events
        self.chair, self.unstored = chair, (*self.unstored, *readings)
        if self.waiting:
            self.waiting.chair_waits(readings, self.policy)
        return tuple(told)

    def _catch_up(self, *, at_last: bool = False) -> bool:
        """Store what could not be stored before, and tell whether all is stored; the person was told already."""
        if not self.unstored:
            return True
        if self.waiting and not self.waiting.due and not at_last:
            return False
        try:
            self.chair, _told = transition(self.store, self.unstored, self.policy)
        except NotSavedError:
            return False
        except Refusal:
            self.chair = load(self.store)  # another process has changed it meanwhile: its word counts
        self.unstored = ()
        self.revision += 1
        if self.waiting:
            self.waiting.chair_stored()
        return True

    def command(self, command: Command, *, alone: bool = False) -> tuple[Notice, ...]:
        """Carry out a command of the user; raises `NotNowError` with a sentence if it is not possible.

        `alone` is for a chair that no process keeps: it is closed again in the same transaction.
        """
        reading = self._reading(command)
        try:
            return self._transition(reading, *((Reading(reading.now, Close(), mute=True),) if alone else ()))
        except Refusal as no:
            raise NotNowError(refusal(no.code)) from no

    def view(self) -> View:
        """Say what the chair is now."""
        keeper = not self.store.only_read or self.lock.taken
        seen = view(self.chair, self.clocks.now(), self.policy, keeper=keeper, zone=self.clocks.zone)
        return seen if keeper else replace(seen, why="only read")

    def close(self) -> None:
        """Leave in good order: what is open is stored, and another process can take over."""
        try:
            if self.keeping and self.chair is not None and not self.store.outdated:
                self._catch_up(at_last=True)
                self._transition(Reading(self.clocks.now(), Close(), mute=True))
        finally:
            self.lock.release()
