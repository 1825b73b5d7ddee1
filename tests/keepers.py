"""Keepers of a chair for tests: what they tell, write and have seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from coretui.desktop.lock import KeeperLock
from coretui.desktop.signs.watcher import WatchedSigns
from coretui.domain.chair.messages import Notice
from coretui.domain.chair.state import Policy
from coretui.domain.days import Instant
from coretui.paths import Home
from coretui.services.keeper import Keeper
from coretui.store.chair import load
from coretui.store.database import Store
from tests.clock import FakeClocks
from tests.stores import a_store

POLICY = Policy()


SHORT = Policy(interval=60, break_length=10, away=20)
"""A policy under which nobody answering is noticed within minutes."""


def run(keeper: Keeper, clocks: FakeClocks, seconds: int) -> list[Notice]:
    """Tick once a second; return what was told."""
    told: list[Notice] = []
    for _ in range(seconds):
        clocks.advance(1)
        told += keeper.tick()
    return told


def seen(keeper: Keeper) -> float:
    """Return the wall time of the last reading that is on disk."""
    chair = load(keeper.store)
    assert chair
    return chair.seen.wall


def writes(keeper: Keeper) -> int:
    return keeper.store.db.conn.total_changes


def spans(keeper: Keeper) -> list[tuple[str, float, int]]:
    """Return what the body did, as stored."""
    rows = keeper.store.db.execute("select body, seconds, ends_stretch from span order by started_at")
    return [tuple(row) for row in rows]


def prompts(keeper: Keeper) -> list[tuple[float, str | None]]:
    """Return when breaks fell due and how they ended, as stored."""
    return [tuple(row) for row in keeper.store.db.execute("select due_at, outcome from prompt order by due_at")]


@dataclass
class Seen:
    """What a watcher tells, set by the test."""

    clocks: FakeClocks
    source: str = "X11"
    complete: bool = True
    input_at: Instant | None = None
    locked: bool | None = None
    held: bool = False

    def read(self, now: Instant) -> WatchedSigns:
        return WatchedSigns(
            input_at=self.input_at,
            seen_at=now,
            complete=self.complete,
            locked=self.locked,
            held=self.held,
            source=self.source,
        )

    def type(self) -> None:
        """Let input come now."""
        self.input_at = self.clocks.now()


@dataclass
class Watched:
    """A keeper at nine that knows of input just then."""

    keeper: Keeper
    seen: Seen


@dataclass
class Open:
    """Keepers on one home, each as in a process of its own; one lock makes all but the first follow."""

    home: Home
    clocks: FakeClocks
    stores: list[Store] = field(default_factory=list)
    keepers: list[Keeper] = field(default_factory=list)

    def one(self, policy: Policy = SHORT, watching: Seen | None = None, *, graphical: bool = False) -> Keeper:
        store = a_store(self.home)
        keeper = Keeper(store, self.clocks, policy, KeeperLock(self.home.lock), watching, graphical=graphical)
        self.stores.append(store)
        self.keepers.append(keeper)
        keeper.tick()
        return keeper

    def watched(self, source: str, *, complete: bool, graphical: bool) -> Watched:
        seen = Seen(self.clocks, source, complete)
        seen.type()
        return Watched(self.one(SHORT, seen, graphical=graphical), seen)


def sign(keeper: Keeper) -> float:
    """Return the wall time of the last proof of presence."""
    assert keeper.chair
    return keeper.chair.sign.wall
