"""What a person did that the store has not taken yet: it waits in its order, and is tried again as of then.

It is written down beside the store too, where that can be written at all: a process that is ended loses nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import date
from secrets import token_hex
from typing import TYPE_CHECKING, TypeVar

from coretui.desktop.clocks import Clocks
from coretui.domain.days import Instant
from coretui.errors import CoretuiError, NotSavedError
from coretui.paths import Home
from coretui.store.database import Store
from coretui.store.ids import ids_of

if TYPE_CHECKING:
    from coretui.domain.chair.reading import Reading
    from coretui.domain.chair.state import Policy
    from coretui.store.calls import DeedCall
    from coretui.store.unsaved import UnsavedFile

T = TypeVar("T")

REST = 10.0
"""Seconds until a full disk, a read-only file or lost rights are tried again; another program is, every second."""
TICKS = ("records.tick", "records.untick")
"""Deeds of one habit on one day."""


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
    """Something that a person did: what it is called, when it was, and how it is done.

    `call` is how another process does it, None where only this one can.
    """

    name: str
    at: Instant
    do: Callable[[], object]
    call: DeedCall | None
    id: str = field(default_factory=lambda: token_hex(8))


@dataclass(slots=True)
class Waiting:
    """Deeds that the store did not take yet; `doing` says what the key that was pressed last is called.

    `told` puts a step of the journal into words, and gives nothing where it cannot.
    """

    clocks: HeldClocks
    store: Store
    home: Home
    doing: Callable[[], str] = str
    told: Callable[[str, dict[str, object]], str] = lambda _code, _words: ""
    deeds: deque[Deed] = field(default_factory=deque)
    _chair: list[str] = field(default_factory=list)  # what of the chair is written down
    _kept: set[str] = field(default_factory=set)  # what is written down
    _file: UnsavedFile | None = None
    _rests_until: float = 0.0

    def act(self, do: Callable[[], T], name: str = "") -> T:
        """Do something, and return what comes of it; keep it for later if the store does not take it now.

        Raises `NotSavedError` then, and whatever `do` raises. What is written after something that waits, waits
        too. Without a `name` it is called as the key that was pressed last.
        """
        step = call = None
        try:
            with self._refusing() if self.deeds else nullcontext():
                return do()
        except NotSavedError as no:
            step, call = no.step, no.call
            if not self.deeds:
                self._rest(no)
        except CoretuiError:
            if not self.deeds:
                raise  # else it may be possible when what waits is done
        self._wait(do, (self.told(*step) if step else "") or name or self.doing(), call)
        raise NotSavedError

    def keep(self, do: Callable[[], object], name: str) -> None:
        """Do something now, or later if the store does not take it now; raises whatever else `do` raises."""
        with suppress(NotSavedError):
            self.act(do, name)

    @property
    def due(self) -> bool:
        """Whether it is time to try again."""
        return self.clocks.monotonic() >= self._rests_until

    def retry(self) -> list[CoretuiError]:
        """Try again what waits, each as of its moment; return the refusals of what is no longer possible."""
        refused: list[CoretuiError] = []
        while self.deeds:
            deed = self.deeds.popleft()
            try:
                with self.clocks.at(deed.at), ids_of(deed.id):
                    deed.do()
            except NotSavedError as no:
                self.deeds.appendleft(deed)
                self._rest(no)
                break
            except CoretuiError as no:
                refused.append(no)
                self._done(deed.id)
            except Exception:
                self._done(deed.id)  # it would go wrong each time, and hold up all that comes after it
                raise
            except BaseException:
                self.deeds.appendleft(deed)
                raise
            else:
                self._done(deed.id)
        for deed in self.deeds:
            if deed.id not in self._kept:  # there may be room for it now
                self._write_down(deed.id, deed.name, deed.at, deed.call)
        return refused

    def chair_waits(self, readings: tuple[Reading, ...], policy: Policy) -> None:
        """Write down what the chair has come to without the store."""
        from coretui.store.calls import written  # noqa: PLC0415 - hardly ever needed

        call = written(("chair.transition", (readings, policy), {}))
        name = self.doing() if any(one.command for one in readings) else ""
        one = token_hex(8)
        self._chair.append(one)
        self._write_down(one, name, readings[-1].now, call)

    def chair_stored(self) -> None:
        """Know that the store has taken all that the chair has come to."""
        for one in self._chair:
            self._done(one)
        self._chair.clear()
        self._tidy()

    def left(self) -> tuple[list[str], list[str]]:
        """Return what waits, by name: what the next process will save, and what nobody will."""
        kept: list[str] = []
        lost: list[str] = []
        for deed in self.deeds:
            (kept if deed.call and deed.id in self._kept else lost).append(deed.name)
        return kept, lost

    @property
    def keeps_chair(self) -> bool:
        """Whether all that the chair has come to without the store is written down."""
        return all(one in self._kept for one in self._chair)

    @property
    def path(self) -> str:
        """The file beside the store in which all of this waits; empty where there is none."""
        return self._file.path if self._file else ""

    def leave(self) -> None:
        """Leave what waits to the next process."""
        self._tidy()
        if self._file:
            self._file.close()

    def habits_on(self, day: date) -> frozenset[str]:
        """Return the ids of the habits of which a tick of that day, or one taken back, waits."""
        calls = (deed.call for deed in self.deeds if deed.call)
        given = [call.given for call in calls if call.name in TICKS]
        return frozenset(one["habit"] for one in given if one["day"] == day.isoformat())

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Let the store take nothing meanwhile: what waits comes first."""

        def refuse(_db: object) -> None:
            raise NotSavedError

        vouch, self.store.vouch = self.store.vouch, refuse
        try:
            yield
        finally:
            self.store.vouch = vouch

    def _rest(self, no: NotSavedError) -> None:
        self._rests_until = 0.0 if no.passes_soon else self.clocks.monotonic() + REST

    def _wait(
        self, do: Callable[[], object], name: str, called: tuple[str, tuple[object, ...], dict[str, object]] | None
    ) -> None:
        from coretui.store.calls import written  # noqa: PLC0415 - hardly ever needed

        deed = Deed(name, self.clocks.now(), do, written(called))
        self.deeds.append(deed)
        self._write_down(deed.id, deed.name, deed.at, deed.call)

    def _write_down(self, one: str, name: str, at: Instant, call: DeedCall | None) -> None:
        from coretui.store.unsaved import Unsaved, UnsavedFile  # noqa: PLC0415 - hardly ever needed

        self._file = self._file or UnsavedFile(self.home)
        if self._file.keep(Unsaved(one, name, at, call)):
            self._kept.add(one)

    def _done(self, one: str) -> None:
        if one in self._kept and self._file:
            self._file.done(one)
        self._kept.discard(one)
        self._tidy()

    def _tidy(self) -> None:
        """Remove the file when nothing waits in it."""
        if self._file and not self.deeds and not self._kept:
            self._file.remove()
