"""The loop that keeps the chair: who keeps it, what it stores, what it hears of others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

import pytest

from coretui.desktop.lock import KeeperLock, kept_by_someone
from coretui.desktop.signs.watcher import WatchedSigns
from coretui.domain.chair.messages import (
    Away,
    Back,
    Breathe,
    Call,
    Command,
    Notice,
    Pause,
    Resume,
    Skip,
    SkipBreak,
    Snooze,
    Stand,
    StartBreak,
)
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import NO_SOURCE, Body, Policy
from coretui.domain.chair.view import ChairState
from coretui.domain.days import Instant
from coretui.errors import NotNowError, StoreNewerError
from coretui.paths import Home
from coretui.services.keeper import HEARTBEAT, Keeper
from coretui.store.chair import load, transition
from coretui.store.database import Store, open_store
from tests.clock import FakeClocks
from tests.domain.script import at
from tests.shell import Desk

POLICY = Policy()
SHORT = Policy(interval=60, break_length=10, away=20)
"""A policy under which nobody answering is noticed within minutes."""


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


def spans(keeper: Keeper) -> list[tuple[str, float, int]]:
    """Return what the body did, as stored."""
    rows = keeper.store.db.execute("select body, seconds, ends_stretch from span order by started_at")
    return [tuple(row) for row in rows]


def prompts(keeper: Keeper) -> list[tuple[float, str | None]]:
    """Return when breaks fell due and how they ended, as stored."""
    return [tuple(row) for row in keeper.store.db.execute("select due_at, outcome from prompt order by due_at")]


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
        store = open_store(self.home)
        keeper = Keeper(store, self.clocks, policy, KeeperLock(self.home.lock), watching, graphical=graphical)
        self.stores.append(store)
        self.keepers.append(keeper)
        keeper.tick()
        return keeper

    def watched(self, source: str, *, complete: bool, graphical: bool) -> Watched:
        seen = Seen(self.clocks, source, complete)
        seen.type()
        return Watched(self.one(SHORT, seen, graphical=graphical), seen)


@pytest.fixture
def opened(home: Home, clocks: FakeClocks) -> Iterator[Open]:
    made = Open(home, clocks)
    yield made
    for keeper in made.keepers:
        keeper.lock.release()
    for store in made.stores:
        store.close()


def sign(keeper: Keeper) -> float:
    """Return the wall time of the last proof of presence."""
    assert keeper.chair
    return keeper.chair.sign.wall


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
    assert other.view().state is ChairState.DUE


def test_a_command_of_another_process_is_seen_on_the_next_tick(
    keeper: Keeper, other: Keeper, clocks: FakeClocks
) -> None:
    run(keeper, clocks, 10)
    other.command(StartBreak())
    clocks.advance(1)
    keeper.tick()
    assert keeper.view().state is ChairState.BREAK
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


def test_a_follower_lets_the_keeper_know_of_its_keys_every_half_minute(
    keeper: Keeper, other: Keeper, clocks: FakeClocks
) -> None:
    changes = []
    for _ in range(300):
        run(keeper, clocks, 1)
        other.touch()
        before = writes(other)
        assert other.tick() == ()
        changes.append(writes(other) - before)
        keeper.tick()
        assert clocks.now().wall - sign(keeper) <= 30
    assert sum(changes) == 10


def test_a_key_long_ago_is_told_once(keeper: Keeper, other: Keeper, clocks: FakeClocks) -> None:
    run(keeper, clocks, 60)
    other.touch()
    before = writes(other)
    for _ in range(100):
        run(keeper, clocks, 1)
        other.tick()
    assert writes(other) - before == 1
    keeper.tick()
    assert at("09:01") <= sign(keeper) <= at("09:01") + 1


def test_keys_in_a_follower_are_heard_by_the_keeper(opened: Open, clocks: FakeClocks) -> None:
    keeper, other = opened.one(), opened.one()
    for pressing in (True, False):
        for second in range(13 * 60):
            run(keeper, clocks, 1)
            if pressing and second % 90 == 0:
                other.touch()
            other.tick()
        assert (keeper.view().body is Body.SITTING) == pressing
    assert keeper.view().state is ChairState.AWAY
    other.touch()
    other.tick()
    keeper.tick()
    assert keeper.view().state is other.view().state is ChairState.SITTING


def test_keys_in_a_follower_do_not_end_a_break(opened: Open, clocks: FakeClocks) -> None:
    """To the keeper's source they are input like any other, and it may hear of them first."""
    watching = Seen(clocks)
    keeper, other = opened.one(POLICY, watching), opened.one(POLICY)
    keeper.command(StartBreak())
    run(keeper, clocks, 20)
    for _ in range(40):
        watching.type()
        other.touch()
        run(keeper, clocks, 1)
        other.tick()
    assert keeper.view().state is ChairState.BREAK
    for _ in range(10):
        watching.type()
        run(keeper, clocks, 1)
    assert keeper.view().state is ChairState.SITTING


def test_one_that_is_stopped_passes_the_chair_on_as_it_stands(
    keeper: Keeper, other: Keeper, clocks: FakeClocks
) -> None:
    run(keeper, clocks, 40)
    keeper.pass_on()
    assert seen(keeper) == at("09:00") + 40
    run(other, clocks, 60)
    assert other.keeping
    assert keeper.tick() == ()
    assert not keeper.keeping
    assert spans(keeper) == []
    assert keeper.view().sat == pytest.approx(100)


def test_a_follower_does_not_count_resting_input(opened: Open, clocks: FakeClocks) -> None:
    """The keeper's desk may be another one: only keys in the follower itself mean something."""
    keeper = opened.one()
    seen = Seen(clocks)
    seen.type()
    other = opened.one(SHORT, seen, graphical=True)
    for _ in range(50):
        run(keeper, clocks, 1)
        other.tick()
    other.command(Stand())
    assert spans(other) == [("sitting", 50, 0)]
    assert not other.keeping


def test_a_key_in_a_follower_leaves_the_notice_to_the_keeper(
    keeper: Keeper, other: Keeper, clocks: FakeClocks
) -> None:
    run(keeper, clocks, 1799)
    clocks.advance(1)
    other.touch()
    assert other.tick() == ()
    assert prompts(other) == [(at("09:30"), None)]
    assert keeper.tick() == (Notice(Call.DUE),)
    assert run(keeper, clocks, 60) == []


Doing = tuple[int, Command]
"""A command, so many seconds after nine."""
LEFT_TO_THE_KEEPER: list[tuple[str, list[Doing], list[Doing], Call]] = [
    ("short break", [], [(1800, StartBreak()), (1805, Back())], Call.DUE),
    ("short standing", [], [(1800, Stand()), (1805, Back())], Call.DUE),
    ("hold ended", [(60, Pause())], [(2400, Resume())], Call.DUE),
    ("breath ended", [(1790, Breathe(60))], [(1850, Breathe(0))], Call.DUE),
    ("snooze ended", [(1810, Snooze())], [(2110, Breathe(0))], Call.AGAIN),
    ("break over", [(600, StartBreak())], [(720, Pause(seconds=60))], Call.BREAK_OVER),
    ("still standing", [(600, Stand())], [(3300, Breathe(0))], Call.STILL_STANDING),
]


@pytest.mark.parametrize("who", ["a command", "a follower"])
@pytest.mark.parametrize(
    ("before", "crossing", "call"),
    [each[1:] for each in LEFT_TO_THE_KEEPER],
    ids=[each[0] for each in LEFT_TO_THE_KEEPER],
)
def test_a_command_of_others_leaves_the_notice_to_the_keeper(
    keeper: Keeper,
    other: Keeper,
    clocks: FakeClocks,
    who: str,
    before: list[Doing],
    crossing: list[Doing],
    call: Call,
) -> None:
    """The keeper does not tick at the moment itself: another process's command comes first."""
    for when, command in before:
        run(keeper, clocks, round(at("09:00") + when - clocks.now().wall))
        keeper.command(command)
    run(keeper, clocks, round(at("09:00") + crossing[0][0] - 1 - clocks.now().wall))
    for when, command in crossing:
        clocks.advance(at("09:00") + when - clocks.now().wall)
        if who == "a follower":
            assert other.command(command) == ()
        else:
            _chair, events = transition(other.store, (Reading(clocks.now(), command, mute=True),), POLICY)
            assert not [event for event in events if isinstance(event, Notice)]
    assert other.tick() == ()
    assert keeper.tick() == (Notice(call),)
    assert run(keeper, clocks, 30) == []


def test_commands_in_another_terminal_leave_the_notice_to_the_keeper(
    keeper: Keeper, desk: Desk, clocks: FakeClocks
) -> None:
    run(keeper, clocks, 1799)
    clocks.advance(1)
    desk.says("break start")
    assert run(keeper, clocks, 5) == []
    desk.says("break back")
    assert run(keeper, clocks, 2) == [Notice(Call.DUE)]
    desk.says("break snooze")
    run(keeper, clocks, 299)
    clocks.advance(1)
    desk.says("stand")
    clocks.advance(1)
    desk.says("sit")
    assert run(keeper, clocks, 2) == [Notice(Call.AGAIN)]
    desk.says("pause 5m")
    assert prompts(keeper) == [(at("09:30"), "lapsed")]
    assert run(keeper, clocks, 60) == []


def test_who_takes_over_goes_on_from_what_was_stored_last(
    keeper: Keeper, other: Keeper, clocks: FakeClocks
) -> None:
    run(keeper, clocks, 600)
    keeper.command(StartBreak())
    run(keeper, clocks, 20)
    keeper.lock.release()
    clocks.advance(1)
    assert other.tick() == ()
    assert other.keeping
    assert (other.view().state, other.view().lasted) == (ChairState.BREAK, 21)
    assert run(other, clocks, 99) == [Notice(Call.BREAK_OVER)]
    assert spans(other) == [("sitting", 600, 0), ("break", 120, 1)]


def test_who_takes_over_does_not_tell_again(keeper: Keeper, other: Keeper, clocks: FakeClocks) -> None:
    assert run(keeper, clocks, 1800) == [Notice(Call.DUE)]
    keeper.lock.release()
    clocks.advance(1)
    assert other.tick() == ()
    assert other.keeping
    assert run(other, clocks, 298) == []
    assert run(other, clocks, 1) == [Notice(Call.AGAIN)]


def test_who_was_replaced_follows_and_can_take_over_again(
    keeper: Keeper, other: Keeper, clocks: FakeClocks
) -> None:
    keeper.close()
    clocks.advance(1)
    other.tick()
    assert (keeper.keeping, other.keeping) == (False, True)
    other.command(Away())
    clocks.advance(1)
    assert keeper.tick() == ()
    assert not keeper.keeping
    assert keeper.view().state is ChairState.AWAY
    other.close()
    clocks.advance(1)
    keeper.tick()
    assert keeper.keeping


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


def test_closing_twice_does_no_harm(keeper: Keeper, clocks: FakeClocks) -> None:
    keeper.close()
    before = writes(keeper)
    keeper.close()
    assert writes(keeper) == before
