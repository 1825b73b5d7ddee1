"""Two processes and one chair: who keeps it, who follows, who tells."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from coretui.domain.chair.messages import (
    Away,
    Back,
    Breathe,
    Call,
    Command,
    Notice,
    Pause,
    Resume,
    Snooze,
    Stand,
    StartBreak,
)
from coretui.domain.chair.reading import Reading
from coretui.domain.chair.state import Body
from coretui.domain.chair.view import ChairState
from coretui.services.keeper import Keeper
from coretui.store.chair import transition
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
from tests.shell import Desk


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


class Crossing(NamedTuple):
    """A command of others at the very moment at which there is something to tell; each by the clock."""

    before: dict[str, Command]
    """What was done by the keeper."""
    others: dict[str, Command]
    told: Call
    """What the keeper tells afterwards."""


CROSSINGS = {
    "a break too short to count": Crossing(
        before={}, others={"09:30:00": StartBreak(), "09:30:05": Back()}, told=Call.DUE
    ),
    "standing for a moment": Crossing(before={}, others={"09:30:00": Stand(), "09:30:05": Back()}, told=Call.DUE),
    "the end of a hold": Crossing(before={"09:01:00": Pause()}, others={"09:40:00": Resume()}, told=Call.DUE),
    "the end of a breath": Crossing(
        before={"09:29:50": Breathe(60)}, others={"09:30:50": Breathe(0)}, told=Call.DUE
    ),
    "the end of a snooze": Crossing(
        before={"09:30:10": Snooze()}, others={"09:35:10": Breathe(0)}, told=Call.AGAIN
    ),
    "the end of a break": Crossing(
        before={"09:10:00": StartBreak()}, others={"09:12:00": Pause(seconds=60)}, told=Call.BREAK_OVER
    ),
    "standing for long": Crossing(
        before={"09:10:00": Stand()}, others={"09:55:00": Breathe(0)}, told=Call.STILL_STANDING
    ),
}


@pytest.mark.parametrize("who", ["a command", "a follower"])
@pytest.mark.parametrize("crossing", CROSSINGS.values(), ids=CROSSINGS.keys())
def test_a_command_of_others_leaves_the_notice_to_the_keeper(
    keeper: Keeper, other: Keeper, clocks: FakeClocks, who: str, crossing: Crossing
) -> None:
    """The keeper does not tick at the moment itself: another process's command comes first."""

    def run_until(moment: float) -> None:
        run(keeper, clocks, round(moment - clocks.now().wall))

    for clock, command in crossing.before.items():
        run_until(at(clock))
        keeper.command(command)
    run_until(at(min(crossing.others)) - 1)
    for clock, command in crossing.others.items():
        clocks.advance(at(clock) - clocks.now().wall)
        if who == "a follower":
            assert other.command(command) == ()
        else:
            _chair, events = transition(other.store, (Reading(clocks.now(), command, mute=True),), POLICY)
            assert not [event for event in events if isinstance(event, Notice)]
    assert other.tick() == ()
    assert keeper.tick() == (Notice(crossing.told),)
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
