"""Breaths done: when a person first breathed, and tension before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coretui.domain.breathing.patterns import Pattern
from coretui.domain.days import Instant, logical_day
from coretui.store.database import Store, new_id
from coretui.store.journal import recorded


def first_breathed(store: Store, pattern: str) -> date | None:
    """Return the day on which a breathing pattern was first done, None if it never was."""
    [(day,)] = store.db.execute("select min(day) from breathing where pattern = ?", [pattern])
    return date.fromisoformat(day) if day else None


def finished_since(store: Store, wall: float, day: date) -> bool:
    """Tell whether a pattern was breathed to its end after a wall time, on this day or the one before it."""
    query = (
        "select 1 from breathing where day between date(?, '-1 day') and ? and rounds >= planned"
        " and started_at + seconds > ?"
    )
    limits = [day.isoformat(), day.isoformat(), wall]
    return store.db.execute(query, limits).fetchone() is not None


def tension(store: Store, first: date, last: date) -> tuple[float, float] | None:
    """Return the mean tension (0 to 10) before and after breathing on these days, of runs that tell both."""
    found = eased(store, first, last)
    return found[:2] if found else None


def eased(store: Store, first: date, last: date) -> tuple[float, float, int] | None:
    """Return the same, and the number of runs that it is the mean of."""
    [(count, before, after)] = store.db.execute(
        "select count(*), avg(tension_before), avg(tension_after) from breathing"
        " where tension_before is not null and tension_after is not null and day between ? and ?",
        [first.isoformat(), last.isoformat()],
    )
    return (before, after, count) if count else None


@dataclass(slots=True)
class Run:
    """One run of a breathing pattern, committed round by round; `rounds` are on disk.

    When it is over it is one step of the journal. `tension` is what the person said before the run, 0 to 10.
    """

    store: Store
    pattern: Pattern
    planned: int
    start: Instant
    day_start: int
    speed: float = 1.0
    tension: int | None = None
    rounds: int = 0
    _row: str = ""
    _told: bool = False

    def keep(self, rounds: int) -> bool:
        """Commit that so many whole rounds are done; tell whether any of them are new."""
        if rounds <= self.rounds:
            return False
        seconds = rounds * self.pattern.seconds / self.speed
        with self.store.write() as db:
            table = db.table("breathing")
            if self._row:
                table.update(self._row, {"rounds": rounds, "seconds": seconds})
            else:
                row = new_id()
                table.insert(
                    {
                        "id": row,
                        "pattern": self.pattern.id,
                        "parts": self.pattern.parts,
                        "speed": self.speed,
                        "planned": self.planned,
                        "rounds": rounds,
                        "seconds": seconds,
                        "started_at": self.start.wall,
                        "utc_offset": self.start.offset,
                        "day": logical_day(self.start, self.day_start).isoformat(),
                        "tension_before": self.tension,
                    }
                )
        self._row = self._row or row
        self.rounds = rounds
        return True

    def end(self, now: Instant) -> None:
        """Let undo know of the run, as it has become; nothing if no round was done, or if it knows."""
        if self._row and not self._told:
            words = {"pattern": self.pattern.id, "at": self.start.wall}
            with recorded(self.store, now.wall, "breath", **words) as changes:
                changes.added("breathing", self._row)
            self._told = True

    def relaxed(self, tension: int, now: Instant) -> None:
        """Write down how tense the person is afterwards; nothing if no round was done."""
        if self._row:
            with recorded(self.store, now.wall, "tension", score=tension) as changes:
                changes.update("breathing", self._row, tension_after=tension)
