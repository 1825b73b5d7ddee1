"""The loop that keeps the chair: who keeps it, what it stores, what it hears of others."""

from __future__ import annotations

from contextlib import closing

import pytest

from coretui.desktop.lock import KeeperLock, kept_by_someone
from coretui.domain.chair.messages import (
    Call,
    Command,
    Here,
    Notice,
    Pause,
    Skip,
    SkipBreak,
    Stand,
    StartBreak,
)
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import NO_SOURCE, Body
from coretui.domain.chair.view import ChairState
from coretui.errors import NotNowError, StoreNewerError
from coretui.paths import Home
from coretui.services.keeper import HEARTBEAT, Keeper
from coretui.store.chair import load, transition
from coretui.store.database import Store, open_store
from tests.clock import FakeClocks
from tests.domain.script import at
from tests.keepers import (
    POLICY,
    SHORT,
    Open,
    Seen,
    prompts,
    run,
    seen,
    sign,
    spans,
    writes,
)


def test_the_first_tick_keeps_the_chair_and_sits_down(keeper: Keeper, home: Home) -> None:
    assert keeper.keeping
    assert kept_by_someone(home.lock)
    assert keeper.view().state is ChairState.SITTING
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
    assert keeper.view().state is ChairState.BREAK


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


# the signs of the person


def test_resting_input_is_an_absence_and_input_the_return(opened: Open, clocks: FakeClocks) -> None:
    watched = opened.watched("X11", complete=True, graphical=True)
    keeper = watched.keeper
    run(keeper, clocks, 19)
    assert keeper.view().state is ChairState.SITTING
    run(keeper, clocks, 1)
    assert (keeper.view().state, keeper.view().source) == (ChairState.AWAY, "X11")
    run(keeper, clocks, 30)
    for _ in range(6):
        watched.seen.type()
        run(keeper, clocks, 1)
    assert keeper.view().state is ChairState.SITTING
    assert [row[:2] for row in spans(keeper)] == [("away", 50)]


def test_resting_keys_in_terminals_prove_nothing_beside_a_desktop(opened: Open, clocks: FakeClocks) -> None:
    keeper = opened.watched("terminals", complete=False, graphical=True).keeper
    told = run(keeper, clocks, 119)
    assert keeper.view().state is ChairState.DUE
    assert Notice(Call.DUE) in told
    assert spans(keeper) == []
    assert keeper.view().source == "terminals"


def test_beside_a_desktop_keys_in_terminals_prove_presence(opened: Open, clocks: FakeClocks) -> None:
    watched = opened.watched("terminals", complete=False, graphical=True)
    run(watched.keeper, clocks, 5)
    watched.keeper.touch()
    run(watched.keeper, clocks, 5)
    assert sign(watched.keeper) == at("09:00") + 5
    watched.seen.type()
    run(watched.keeper, clocks, 1)
    assert sign(watched.keeper) == at("09:00") + 10


def test_of_two_keys_the_later_is_the_sign_however_close_they_are(opened: Open, clocks: FakeClocks) -> None:
    watched = opened.watched("terminals", complete=False, graphical=True)
    clocks.advance(0.5)
    watched.keeper.touch()
    run(watched.keeper, clocks, 1)
    assert sign(watched.keeper) == at("09:00") + 0.5


def test_beside_a_desktop_three_prompts_missed_without_a_key_are_an_absence(
    opened: Open, clocks: FakeClocks
) -> None:
    watched = opened.watched("terminals", complete=False, graphical=True)
    for _ in range(6):
        run(watched.keeper, clocks, 120)
        watched.seen.type()
    assert watched.keeper.view().state is not ChairState.AWAY
    run(watched.keeper, clocks, 6 * 60 + 1)
    assert watched.keeper.view().state is ChairState.AWAY


def test_resting_keys_in_terminals_are_an_absence_where_there_is_nothing_else(
    opened: Open, clocks: FakeClocks
) -> None:
    keeper = opened.watched("tmux", complete=False, graphical=False).keeper
    run(keeper, clocks, 20)
    assert (keeper.view().state, keeper.view().source) == (ChairState.AWAY, "tmux")


@pytest.mark.parametrize(("complete", "graphical"), [(True, True), (False, True), (False, False)])
def test_a_lock_and_the_wish_for_quiet_are_handed_on(
    opened: Open, clocks: FakeClocks, *, complete: bool, graphical: bool
) -> None:
    watched = opened.watched("any", complete=complete, graphical=graphical)
    watched.seen.held = True
    run(watched.keeper, clocks, 1)
    assert (watched.keeper.view().state, watched.keeper.view().why) == (ChairState.HELD, "do not disturb")
    watched.seen.held = False
    run(watched.keeper, clocks, 1)
    assert watched.keeper.view().state is ChairState.SITTING
    watched.seen.locked = True
    run(watched.keeper, clocks, 1)
    assert watched.keeper.view().state is ChairState.AWAY


def test_a_source_that_is_lost_is_neither_rest_nor_input(opened: Open, clocks: FakeClocks) -> None:
    watched = opened.watched("X11", complete=True, graphical=True)
    run(watched.keeper, clocks, 15)
    watched.seen.source, watched.seen.input_at = NO_SOURCE, None
    run(watched.keeper, clocks, 30)
    assert (watched.keeper.view().state, watched.keeper.view().source) == (ChairState.SITTING, NO_SOURCE)
    assert watched.keeper.view().sat == 45


@pytest.mark.parametrize("watching", [False, True])
def test_keys_in_coretui_prove_presence(opened: Open, clocks: FakeClocks, *, watching: bool) -> None:
    """Nothing else tells, be it that nobody watches or that the watcher knows of no source."""
    seen = Seen(clocks, NO_SOURCE, complete=False) if watching else None
    keeper = opened.one(SHORT, seen)
    for _ in range(8):
        run(keeper, clocks, 110)
        keeper.touch()
        run(keeper, clocks, 1)
        assert sign(keeper) == clocks.now().wall - 1
        assert keeper.view().body is Body.SITTING
    run(keeper, clocks, 6 * 60 + 1)
    assert keeper.view().state is ChairState.AWAY
    keeper.touch()
    run(keeper, clocks, 1)
    assert keeper.view().state is ChairState.SITTING


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


# closing and opening again


@pytest.mark.parametrize("crash", [False, True], ids=["closed", "killed"])
@pytest.mark.parametrize("command", [None, StartBreak(), Stand(), Pause(seconds=3000, reason="call")])
def test_closed_for_less_than_a_break_nothing_changes(
    opened: Open, clocks: FakeClocks, command: Command | None, *, crash: bool
) -> None:
    keeper = opened.one(POLICY)
    run(keeper, clocks, 600)
    if command:
        keeper.command(command)
    run(keeper, clocks, 17)
    before, stored = keeper.view(), spans(keeper)
    if crash:
        keeper.lock.release()
    else:
        keeper.close()
    clocks.advance(80)
    again = opened.one(POLICY)
    assert again.keeping
    after = again.view()
    assert (after.state, after.since, after.until, after.why) == (
        before.state,
        before.since,
        before.until,
        before.why,
    )
    sat = 80 if before.body is Body.SITTING else 0
    assert (after.sat, spans(again)) == (before.sat + sat, stored)
    assert again.chair
    assert not again.chair.closed


def test_an_open_prompt_is_open_after_a_moment_closed_and_told_once(opened: Open, clocks: FakeClocks) -> None:
    keeper = opened.one(POLICY)
    assert run(keeper, clocks, 1805) == [Notice(Call.DUE)]
    keeper.close()
    clocks.advance(20)
    again = opened.one(POLICY)
    assert again.view().state is ChairState.DUE
    assert run(again, clocks, 60) == []
    assert prompts(again) == [(at("09:30"), None)]


def test_what_fell_due_while_closed_for_a_moment_is_told_once(opened: Open, clocks: FakeClocks) -> None:
    keeper = opened.one(POLICY)
    run(keeper, clocks, 1780)
    keeper.close()
    clocks.advance(80)
    again = Keeper(keeper.store, clocks, POLICY, KeeperLock(opened.home.lock))
    opened.keepers.append(again)
    assert again.tick() == (Notice(Call.DUE),)
    assert run(again, clocks, 60) == []


@pytest.mark.parametrize("crash", [False, True], ids=["closed", "killed"])
def test_closed_for_longer_is_an_absence(opened: Open, clocks: FakeClocks, *, crash: bool) -> None:
    keeper = opened.one(POLICY)
    run(keeper, clocks, 610)
    if crash:
        keeper.lock.release()
    else:
        keeper.close()
    last = seen(keeper)
    assert clocks.now().wall - last == (10 if crash else 0)
    clocks.advance(3600)
    again = opened.one(POLICY)
    assert again.view().state is ChairState.SITTING
    assert again.view().sat == 0
    assert spans(again) == [("sitting", last - at("09:00"), 0), ("away", at("10:00") + 610 - last, 1)]
    assert prompts(again) == []


def test_a_command_alone_closes_the_chair_again_and_tells_nothing(
    store: Store, clocks: FakeClocks, home: Home
) -> None:
    for _ in range(3):
        transition(store, (Reading(clocks.now()),), SHORT)
        clocks.advance(SHORT.interval / 3)
    alone = Keeper(store, clocks, SHORT, KeeperLock(home.lock))
    assert alone.command(Here(), alone=True) == ()
    assert prompts(alone) == [(clocks.now().wall, None)]
    assert alone.chair
    assert alone.chair.closed


def test_a_command_brings_no_notice_into_the_middle_of_typing(opened: Open, clocks: FakeClocks) -> None:
    watched = opened.watched("X11", complete=True, graphical=True)
    for _ in range(62):
        assert run(watched.keeper, clocks, 1) == []
        watched.seen.type()
    assert watched.keeper.view().state is ChairState.DUE
    assert watched.keeper.command(Here()) == ()


def test_closing_twice_does_no_harm(keeper: Keeper) -> None:
    keeper.close()
    before = writes(keeper)
    keeper.close()
    assert writes(keeper) == before
