"""Which exercises of a session are not simply gone on with, and why: what pain has closed, load in a flare-up."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from coretui.domain.care.advice import stops
from coretui.domain.exercises.catalogue import Catalogue
from coretui.services.workplace import Workplace
from coretui.store import care, timeoff
from coretui.store.sessions import StoredSession


class Halt(StrEnum):
    """Why an exercise is not gone on with before a clear yes."""

    CLOSED = "closed"
    """It hurt so much in this session that it was to be stopped."""
    FLARE = "flare"
    """It loads or stretches while the back plays up."""


@dataclass(slots=True)
class Halts:
    """What has to be asked about in the session that runs or would begin, and what was said yes to in it.

    Which exercises are closed follows from the pain on record, so they are after a restart as well; a yes holds
    for this session in this app only.
    """

    workplace: Workplace
    catalogue: Catalogue
    flaring: bool = False
    closed: frozenset[str] = frozenset()
    _session: str = ""
    _opened: set[str] = field(default_factory=set)
    _loads: bool = False

    def read(self, session: StoredSession | None) -> None:
        """Look at what is on record now; what was agreed to is over with its session."""
        store, id_ = self.workplace.store, session.id if session else ""
        if self._session and id_ != self._session:
            self._opened.clear()
            self._loads = False
        self._session = id_
        self.flaring = timeoff.flaring(store, self.workplace.today)
        felt = care.pains(store, id_) if id_ else {}
        self.closed = frozenset(
            exercise for exercise, given in felt.items() if any(stops(one.score, leg=one.leg) for one in given)
        )

    def why(self, exercise: str) -> Halt | None:
        """Return why an exercise is asked about before it is gone on with; None if it is not."""
        if exercise in self.closed and exercise not in self._opened:
            return Halt.CLOSED
        known = self.catalogue.exercises.get(exercise)
        loads = self.flaring and not self._loads and known is not None and not known.easy
        return Halt.FLARE if loads else None

    def close(self, exercise: str) -> None:
        """Ask again about an exercise that was said yes to: it has hurt since."""
        self._opened.discard(exercise)
        self.closed |= {exercise}

    def agree(self, why: Halt, exercise: str = "") -> None:
        """Ask no more: about this exercise, or about what loads."""
        if why is Halt.CLOSED:
            self._opened.add(exercise)
        else:
            self._loads = True

    def shut(self, exercise: str) -> bool:
        """Tell whether pain has closed an exercise that nobody has said yes to since."""
        return self.why(exercise) is Halt.CLOSED
