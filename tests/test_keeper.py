"""The loop that keeps the chair: who keeps it, what it stores, what it hears of others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from coretui.desktop.lock import KeeperLock, kept_by_someone
from coretui.domain.orders import Call, Notice, Pause, Reading, Skip, SkipBreak, Stand, StartBreak
from coretui.domain.seat import Body, Policy
from coretui.domain.view import State
from coretui.errors import NotNowError, StoreNewerError
from coretui.keeper import HEARTBEAT, Keeper
from coretui.paths import Home
from coretui.store.chair import load, transition
from coretui.store.database import Store, open_store
from tests.clock import FakeClocks
from tests.domain.script import at

POLICY = Policy()


@pytest.fixture
def keeper(store: Store, clocks: FakeClocks, home: Home) -> Iterator[Keeper]:
    """Return a keeper after its first tick, at nine."""
    one = Keeper(store, clocks, POLICY, KeeperLock(home.lock))
    one.tick()
    yield one
    one.lock.release()


@pytest.fixture
def other(keeper: Keeper, clocks: FakeClocks, home: Home) -> Iterator[Keeper]:
    """Return a second process's keeper, which came later."""
    with closing(open_store(home)) as store:
        one = Keeper(store, clocks, POLICY, KeeperLock(home.lock))
        one.tick()
        yield one
        one.lock.release()


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


def test_the_first_tick_keeps_the_chair_and_sits_down(keeper: Keeper, home: Home) -> None:
    assert keeper.keeping
    assert kept_by_someone(home.lock)
    assert keeper.view().state is State.SITTING
    assert seen(keeper) == at("09:00")


def test_a_quiet_quarter_of_an_hour_is_written_every_half_minute(keeper: Keeper, clocks: FakeClocks) -> None:
    before = writes(keeper)
    assert run(keeper, clocks, 900) == []
    assert writes(keeper) - before == 900 / HEARTBEAT


def test_a_power_cut_loses_half_a_minute_at_most(keeper: Keeper, clocks: FakeClocks) -> None:
    for _ in range(100):
        run(keeper, clocks, 1)
        assert clocks.now().wall - seen(keeper) < HEARTBEAT


def test_what_is_due_is_on_disk_when_its_notice_is_given(keeper: Keeper, clocks: FakeClocks) -> None:
    assert run(keeper, clocks, 1799) == []
    assert run(keeper, clocks, 1) == [Notice(Call.DUE)]
    assert keeper.store.db.execute("select due_at from prompt").fetchall() == [(at("09:30"),)]


def test_a_change_without_an_event_is_on_disk_at_once(keeper: Keeper, clocks: FakeClocks) -> None:
    keeper.command(Pause(seconds=10))
    run(keeper, clocks, 10)
    chair = load(keeper.store)
    assert chair
    assert chair.hold is None


def test_a_command_is_on_disk_at_once(keeper: Keeper, clocks: FakeClocks) -> None:
    run(keeper, clocks, 5)
    assert keeper.command(StartBreak()) == ()
    assert keeper.store.db.execute("select body, seconds from span").fetchall() == [("sitting", 5)]
    assert keeper.view().state is State.BREAK


def test_what_is_not_possible_is_said_in_a_sentence(keeper: Keeper) -> None:
    with pytest.raises(NotNowError, match="No break is due"):
        keeper.command(SkipBreak(Skip.FLOW))


def test_a_stall_counts_from_the_last_tick_not_from_what_was_stored_last(
    keeper: Keeper, clocks: FakeClocks
) -> None:
    run(keeper, clocks, 25)
    clocks.advance(119)
    keeper.tick()
    keeper.command(Stand())
    assert keeper.store.db.execute("select body, seconds from span").fetchall() == [("sitting", 144)]


def test_an_absence_begins_at_the_last_tick(keeper: Keeper, clocks: FakeClocks) -> None:
    run(keeper, clocks, 25)
    clocks.sleep(600)
    keeper.tick()
    spans = keeper.store.db.execute("select body, seconds from span order by started_at").fetchall()
    assert spans == [("sitting", 25), ("away", 600)]


def test_a_command_after_a_stall_finds_the_absence_from_the_last_tick(keeper: Keeper, clocks: FakeClocks) -> None:
    run(keeper, clocks, 25)
    clocks.sleep(600)
    keeper.command(Stand())
    spans = keeper.store.db.execute("select body, seconds from span order by started_at").fetchall()
    assert spans == [("sitting", 25), ("away", 600)]


# two processes


def test_a_second_process_follows_and_shows_the_same(keeper: Keeper, other: Keeper, clocks: FakeClocks) -> None:
    assert not other.keeping
    clocks.advance(60)
    keeper.tick()
    before = writes(other)
    assert other.tick() == ()
    assert writes(other) == before
    assert other.view() == keeper.view()


def test_only_the_keeper_tells(keeper: Keeper, other: Keeper, clocks: FakeClocks) -> None:
    run(keeper, clocks, 1799)
    clocks.advance(1)
    assert keeper.tick() == (Notice(Call.DUE),)
    assert other.tick() == ()
    assert other.view().state is State.DUE


def test_a_command_of_another_process_is_seen_on_the_next_tick(
    keeper: Keeper, other: Keeper, clocks: FakeClocks
) -> None:
    run(keeper, clocks, 10)
    other.command(StartBreak())
    clocks.advance(1)
    keeper.tick()
    assert keeper.view().state is State.BREAK
    run(keeper, clocks, 119)
    spans = keeper.store.db.execute("select body, seconds, ends_stretch from span order by started_at").fetchall()
    assert spans == [("sitting", 10, 0), ("break", 120, 1)]


def test_a_follower_takes_over_when_the_keeper_is_gone(keeper: Keeper, other: Keeper, clocks: FakeClocks) -> None:
    run(keeper, clocks, 1790)
    keeper.lock.release()
    clocks.advance(5)
    other.tick()
    assert other.keeping
    assert run(other, clocks, 5) == [Notice(Call.DUE)]


def test_a_follower_does_not_take_over_while_the_keeper_lives(
    keeper: Keeper, other: Keeper, clocks: FakeClocks
) -> None:
    for _ in range(100):
        run(keeper, clocks, 1)
        other.tick()
    assert (keeper.keeping, other.keeping) == (True, False)


# the end


def test_closing_stores_what_is_open_and_lets_go(keeper: Keeper, clocks: FakeClocks, home: Home) -> None:
    run(keeper, clocks, 7)
    keeper.close()
    assert not keeper.keeping
    assert not kept_by_someone(home.lock)
    chair = load(keeper.store)
    assert chair
    assert (chair.seen.wall, chair.closed) == (at("09:00") + 7, True)


def test_a_follower_that_closes_changes_nothing(keeper: Keeper, other: Keeper, home: Home) -> None:
    before = load(keeper.store)
    other.close()
    assert load(keeper.store) == before
    assert kept_by_someone(home.lock)


def test_a_chair_without_a_keeper_is_taken_up_where_it_was(store: Store, clocks: FakeClocks, home: Home) -> None:
    transition(store, (Reading(clocks.now(), Stand()),), POLICY)
    clocks.advance(60)
    with closing(open_store(home)) as opened:
        late = Keeper(opened, clocks, POLICY, KeeperLock(home.lock))
        late.tick()
        assert late.chair
        assert (late.chair.body, late.view().lasted) == (Body.STANDING, 60)
        late.lock.release()


def test_after_a_newer_version_migrates_nothing_more_is_written(keeper: Keeper, clocks: FakeClocks) -> None:
    newer = "insert into _sqlite_migrations (migration_set, name, applied_at) values ('coretui', '0099_later', '')"
    with closing(Store(keeper.store.path)) as store:
        store.db.conn.execute("create table later (id)")
        store.db.conn.execute(newer)
        store.db.conn.commit()
    clocks.advance(600)
    assert keeper.tick() == ()
    assert keeper.store.outdated
    assert seen(keeper) == at("09:00")
    with pytest.raises(StoreNewerError):
        keeper.command(StartBreak())
    keeper.close()
    assert seen(keeper) == at("09:00")
