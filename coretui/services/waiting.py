"""What a person did that the store has not taken yet: it waits in its order, and is tried again as of then."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeVar

from coretui.desktop.clocks import Clocks
from coretui.domain.days import Instant
from coretui.errors import CoretuiError, NotSavedError

T = TypeVar("T")


@dataclass(slots=True)
class HeldClocks:
    """Clocks that show another moment while something is done as of then."""

    clocks: Clocks
    _held: Instant | None = None

    def now(self) -> Instant:
        """Return this moment, or the one that is held."""
        return self._held or self.clocks.now()

    def monotonic(self) -> float:
        """Return seconds for pacing something on the screen."""
        return self.clocks.monotonic()

    def zone(self, wall: float) -> int:
        """Return the offset from UTC in seconds at a wall time."""
        return self.clocks.zone(wall)

    @contextmanager
    def at(self, instant: Instant) -> Iterator[None]:
        """Show that moment meanwhile."""
        self._held = instant
        try:
            yield
        finally:
            self._held = None


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that a person did: what it is called, when it was, and how it is done."""

    name: str
    at: Instant
    do: Callable[[], object]


@dataclass(slots=True)
class Waiting:
    """Deeds that the store did not take yet; `doing` says what the key that was pressed last is called."""

    clocks: HeldClocks
    doing: Callable[[], str] = str
    deeds: deque[Deed] = field(default_factory=deque)

    def act(self, do: Callable[[], T], name: str = "") -> T:
        """Do something, and return what comes of it; keep it for later if the store does not take it now.

        Raises `NotSavedError` then, and whatever `do` raises. What comes after something that waits, waits too.
        Without a `name` it is called as the key that was pressed last.
        """
        if not self.deeds:
            with suppress(NotSavedError):
                return do()
        self.deeds.append(Deed(name or self.doing(), self.clocks.now(), do))
        raise NotSavedError

    def keep(self, do: Callable[[], object], name: str) -> None:
        """Do something now, or later if the store does not take it now; raises whatever else `do` raises."""
        with suppress(NotSavedError):
            self.act(do, name)

    def retry(self) -> list[CoretuiError]:
        """Try again what waits, each as of its moment; return the refusals of what is no longer possible."""
        refused: list[CoretuiError] = []
        while self.deeds:
            deed = self.deeds.popleft()
            try:
                with self.clocks.at(deed.at):
                    deed.do()
            except NotSavedError:
                self.deeds.appendleft(deed)
                break
            except CoretuiError as no:
                refused.append(no)
        return refused
