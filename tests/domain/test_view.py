"""What the chair is called from outside: the first state that applies."""

from __future__ import annotations

import pytest

from coretui.domain.chair.hours import Hours
from coretui.domain.chair.messages import (
    Away,
    Breathe,
    Command,
    Pause,
    Resume,
    Skip,
    SkipBreak,
    Snooze,
    Stand,
    StartBreak,
    StartSession,
)
from coretui.domain.chair.view import ChairState, view
from tests.clock import FakeClocks
from tests.domain.script import Script, at

CLOSED = Hours((((0, 60),),) * 7)
"""Open for the first minute of each day."""


def test_without_a_chair_it_is_off() -> None:
    seen = view(None, FakeClocks().now(), Script().policy)
    assert (seen.state, seen.why, seen.since, seen.sat) == (ChairState.OFF, "no keeper", None, 0)
    assert (seen.snoozed, seen.snoozes, seen.lasted, seen.length) == (False, 0, 0, 0)


@pytest.mark.parametrize(
    ("commands", "state"),
    [
        ([], ChairState.DUE),
        ([Snooze()], ChairState.DUE),
        ([SkipBreak(Skip.PAIN)], ChairState.SITTING),
        ([Pause()], ChairState.HELD),
        ([Pause(), Resume()], ChairState.SITTING),
        ([Pause(), Stand()], ChairState.STANDING),
        ([Stand()], ChairState.STANDING),
        ([Pause(), StartSession()], ChairState.SESSION),
        ([Pause(), StartBreak()], ChairState.BREAK),
        ([Pause(), Away()], ChairState.AWAY),
        ([Away()], ChairState.AWAY),
    ],
    ids=str,
)
def test_the_first_state_that_applies_is_the_one(commands: list[Command], state: ChairState) -> None:
    script = Script()
    script.tick(31)
    for command in commands:
        script.command(command)
    assert script.view.state is state
    script.set(hours=CLOSED)
    assert script.view.state is ChairState.OFF
    assert script.view.why == "outside hours"
    kept = view(script.chair, script.clocks.now(), script.policy, keeper=False)
    assert (kept.state, kept.why, kept.keeper) == (ChairState.OFF, "no keeper", False)


def test_sitting_says_when_a_break_is_due() -> None:
    script = Script()
    script.tick(12)
    seen = script.view
    assert (seen.state, seen.sat, seen.due_at, seen.due_in) == (ChairState.SITTING, 720, at("09:30"), 1080)
    assert (seen.lasted, seen.length, seen.until) == (720, 1800, None)
    assert seen.since is not None
    assert seen.since.wall == at("09:00")


def test_due_counts_on_below_nothing() -> None:
    script = Script()
    script.tick(33)
    seen = script.view
    assert (seen.due_at, seen.due_in, seen.until, seen.snoozed) == (at("09:30"), -180, None, False)


def test_a_snooze_says_until_when_and_which_it_is() -> None:
    script = Script()
    script.tick(31)
    script.command(Snooze())
    script.tick(1)
    seen = script.view
    assert (seen.state, seen.until, seen.snoozed, seen.snoozes) == (ChairState.DUE, at("09:36"), True, 1)
    assert seen.due_in == -120


def test_a_break_says_when_it_is_long_enough() -> None:
    script = Script()
    script.command(StartBreak())
    script.tick(seconds=30)
    seen = script.view
    assert (seen.state, seen.until, seen.lasted, seen.length) == (ChairState.BREAK, at("09:02"), 30, 120)


@pytest.mark.parametrize(
    "hold", [Pause(seconds=5400, reason="meeting"), Pause(until=at("10:30"), reason="meeting")]
)
def test_a_hold_says_until_when_and_why(hold: Pause) -> None:
    script = Script()
    script.command(hold)
    script.tick(10)
    assert (script.view.state, script.view.until, script.view.why) == (ChairState.HELD, at("10:30"), "meeting")


def test_a_hold_without_an_end_says_none() -> None:
    script = Script()
    script.command(Pause())
    assert (script.view.state, script.view.until, script.view.due_in) == (ChairState.HELD, None, None)


def test_the_end_of_a_hold_moves_with_a_changed_clock() -> None:
    script = Script()
    script.command(Pause(seconds=3600))
    script.set_clock(3600)
    assert script.view.until == at("11:00")


def test_breathing_is_why_there_is_no_reminder() -> None:
    script = Script()
    script.command(Breathe(60))
    assert script.view.why == "breathing"


def test_outside_hours_it_says_when_they_begin_and_still_counts() -> None:
    script = Script(hours=CLOSED)
    script.tick(20)
    seen = script.view
    assert (seen.state, seen.until, seen.due_at, seen.due_in) == (ChairState.OFF, at("00:00", days=1), None, None)
    assert seen.sat == 1200


def test_the_stretch_is_what_was_sat_in_all_its_spans() -> None:
    script = Script()
    script.tick(20)
    script.command(Stand())
    script.tick(1)
    assert script.view.sat == 1200
    script.command(StartBreak())
    script.tick(1)
    assert script.view.sat == 1200


def test_without_a_keeper_the_stretch_is_over_after_a_break_of_silence() -> None:
    script = Script()
    script.tick(20)
    assert script.chair
    assert view(script.chair, script.clocks.now(), script.policy, keeper=False).sat == 1200
    script.clocks.advance(119)
    assert view(script.chair, script.clocks.now(), script.policy, keeper=False).sat == 1319
    script.clocks.advance(1)
    gone = view(script.chair, script.clocks.now(), script.policy, keeper=False)
    assert (gone.state, gone.sat, gone.since) == (ChairState.OFF, 0, script.chair.seen)
