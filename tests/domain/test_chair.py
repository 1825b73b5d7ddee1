"""The chair while the machine is awake: due, remind, break, stand, snooze, skip."""

from __future__ import annotations

import pytest

from coretui.domain.chair.messages import (
    Away,
    Back,
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
from coretui.domain.chair.view import ChairState
from tests.domain.script import Script

# due and reminders


def test_a_break_falls_due_after_half_an_hour_of_sitting(script: Script) -> None:
    script.tick(29, 59)
    script.expect()
    script.tick(seconds=1)
    script.expect("09:30 due", "notice: due")
    assert script.view.state is ChairState.DUE


def test_a_late_reading_does_not_move_the_due(script: Script) -> None:
    script.tick(29, 50)
    script.stall(seconds=30)
    script.expect("09:30 due", "notice: due")


def test_the_reminder_repeats_every_five_minutes_three_times_and_then_is_quiet(due: Script) -> None:
    for _ in range(3):
        due.tick(4, 59)
        due.expect()
        due.tick(seconds=1)
        due.expect("notice: again")
    due.tick(14, 59)
    due.expect()


def test_a_break_that_nobody_takes_is_missed_and_the_next_falls_due_an_interval_later(due: Script) -> None:
    due.tick(29, 59)
    due.expect(*["notice: again"] * 3)
    due.tick(seconds=1)
    due.expect("10:00 missed")
    due.tick(29, 59)
    due.expect()
    due.tick(seconds=1)
    due.expect("10:30 due", "notice: due")


def test_a_day_ignored_has_every_break_missed_in_its_turn(script: Script) -> None:
    script.tick(4 * 60, every=20)
    again = ["notice: again"] * 3
    script.expect(
        *["09:30 due", "notice: due", *again, "10:00 missed"],
        *["10:30 due", "notice: due", *again, "11:00 missed"],
        *["11:30 due", "notice: due", *again, "12:00 missed"],
        *["12:30 due", "notice: due", *again, "13:00 missed"],
    )
    assert script.sat == 240


# the break itself


def test_a_full_break_is_taken_and_ends_by_itself_with_one_notice(due: Script) -> None:
    due.command(StartBreak())
    due.expect("sitting 09:00-09:30")
    due.tick(1, 59)
    due.expect()
    assert due.view.state is ChairState.BREAK
    due.tick(seconds=1)
    due.expect("09:32 taken", "break 09:30-09:32, full", "notice: break over")
    assert (due.sat, due.due_in) == (0, 30)


def test_after_a_break_the_next_falls_due_an_interval_after_sitting_down(due: Script) -> None:
    due.tick(3)
    due.command(StartBreak())
    due.tick(2)
    due.expect("sitting 09:00-09:33", "09:35 taken", "break 09:33-09:35, full", "notice: break over")
    due.tick(30)
    due.expect("10:05 due", "notice: due")


def test_a_break_of_half_its_length_is_short_and_the_stretch_goes_on(due: Script) -> None:
    due.command(StartBreak())
    due.tick(1)
    due.command(Back())
    due.expect("sitting 09:00-09:30", "09:31 short", "break 09:30-09:31")
    assert (due.sat, due.due_in) == (30, 30)
    due.tick(30)
    due.expect("10:01 due", "notice: due")


def test_a_shorter_break_leaves_the_prompt_open(due: Script) -> None:
    due.command(StartBreak())
    due.tick(seconds=59)
    due.command(Back())
    due.expect("sitting 09:00-09:30", "break 09:30-09:30:59")
    assert (due.view.state, due.sat) == (ChairState.DUE, 30)
    due.tick(29, 1)
    due.expect(*["notice: again"] * 3, "10:00 missed")


def test_a_break_of_ones_own_accord_after_half_an_interval_counts_one_due_and_one_kept(script: Script) -> None:
    script.tick(15)
    script.command(StartBreak())
    script.tick(2)
    taken = ("09:15 due", "09:17 taken", "break 09:15-09:17, full", "notice: break over")
    script.expect("sitting 09:00-09:15", *taken)


def test_a_break_of_ones_own_accord_before_half_an_interval_counts_none(script: Script) -> None:
    script.tick(14, 59)
    script.command(StartBreak())
    script.tick(2)
    script.expect("sitting 09:00-09:14:59", "break 09:14:59-09:16:59, full", "notice: break over")
    assert script.sat == 0


def test_a_short_break_of_ones_own_accord_changes_nothing(script: Script) -> None:
    script.tick(20)
    script.command(StartBreak())
    script.tick(1, 30)
    script.command(Back())
    script.expect("sitting 09:00-09:20", "break 09:20-09:21:30")
    assert script.sat == 20
    script.tick(8, 30)
    script.expect("09:30 due", "notice: due")


def test_nothing_falls_due_on_a_break(script: Script) -> None:
    script.tick(29, 30)
    script.command(StartBreak())
    script.tick(seconds=50)
    script.expect("sitting 09:00-09:29:30")
    script.command(Back())
    script.expect("break 09:29:30-09:30:20", "09:30:20 due", "notice: due")


def test_a_reminder_does_not_come_before_one_sits_again(script: Script) -> None:
    script.tick(29, 50)
    script.command(StartBreak())
    script.clocks.advance(30)
    script.command(Back())
    script.expect("sitting 09:00-09:29:50", "break 09:29:50-09:30:20", "09:30:20 due", "notice: due")


def test_a_break_follows_on_standing_without_a_gap(due: Script) -> None:
    due.command(Stand())
    due.tick(1)
    due.command(StartBreak())
    due.tick(2)
    due.expect(
        "sitting 09:00-09:30",
        "standing 09:30-09:31",
        *["09:33 taken", "break 09:31-09:33, full", "notice: break over"],
    )


# standing


def test_standing_as_long_as_a_break_keeps_it(due: Script) -> None:
    due.command(Stand())
    due.tick(1, 59)
    due.expect("sitting 09:00-09:30")
    due.tick(seconds=1)
    due.expect("09:32 stood")
    assert due.sat == 0
    due.tick(8)
    due.command(Back())
    due.expect("standing 09:30-09:40, full")
    assert (due.sat, due.due_in) == (0, 30)


def test_standing_for_less_leaves_the_prompt_open(due: Script) -> None:
    due.command(Stand())
    due.tick(1, 59)
    due.command(Back())
    due.expect("sitting 09:00-09:30", "standing 09:30-09:31:59")
    assert (due.view.state, due.sat) == (ChairState.DUE, 30)


def test_standing_of_ones_own_accord_counts_no_break(script: Script) -> None:
    script.tick(20)
    script.command(Stand())
    script.tick(10)
    script.command(Back())
    script.expect("sitting 09:00-09:20", "standing 09:20-09:30, full")


def test_long_standing_is_asked_after_once(script: Script) -> None:
    script.command(Stand())
    script.tick(44, 59)
    script.expect()
    script.tick(seconds=1)
    script.expect("notice: still standing")
    script.tick(60)
    script.expect()
    assert script.view.state is ChairState.STANDING


def test_long_standing_is_not_asked_after_while_held(script: Script) -> None:
    script.command(Pause())
    script.command(Stand())
    script.tick(50)
    script.expect()


# snoozing


def test_a_snooze_returns_after_five_minutes(due: Script) -> None:
    due.tick(seconds=2)
    due.command(Snooze())
    assert (due.view.snoozed, due.view.snoozes) == (True, 1)
    due.tick(4, 59)
    due.expect()
    due.tick(seconds=1)
    due.expect("notice: again")
    assert due.view.snoozed is False
    due.tick(5)
    due.expect("notice: again")


def test_a_snooze_key_is_dead_for_two_seconds_after_each_notice(due: Script) -> None:
    due.tick(seconds=1)
    assert due.refused(Snooze()) == "too quick"
    due.tick(5)
    due.expect("notice: again")
    assert due.refused(Snooze()) == "too quick"
    due.tick(seconds=2)
    due.command(Snooze())


def test_a_snooze_comes_twice_in_a_row_at_most(due: Script) -> None:
    for _ in range(2):
        due.tick(seconds=2)
        due.command(Snooze())
        assert due.refused(Snooze()) == "snoozed already"
        due.tick(5)
        due.expect("notice: again")
    due.tick(seconds=2)
    assert due.refused(Snooze()) == "no more snoozes"
    due.command(SkipBreak(Skip.MEETING))
    due.expect("09:40:06 skipped (meeting)")


def test_a_break_answers_a_snoozed_prompt(due: Script) -> None:
    due.tick(1)
    due.command(Snooze())
    due.command(StartBreak())
    due.tick(2)
    due.expect("sitting 09:00-09:31", "09:33 taken", "break 09:31-09:33, full", "notice: break over")


def test_the_next_prompt_has_its_snoozes_again(due: Script) -> None:
    due.set(snoozes=1)
    due.tick(seconds=2)
    due.command(Snooze())
    due.tick(29, 58)
    due.expect(*["notice: again"] * 4, "10:00 missed")
    due.tick(30, 2)
    due.expect("10:30 due", "notice: due")
    due.command(Snooze())


def test_without_snoozes_allowed_there_are_none(due: Script) -> None:
    due.set(snoozes=0)
    due.tick(1)
    assert due.refused(Snooze()) == "no more snoozes"


# skipping


def test_a_skip_says_why_and_the_stretch_goes_on(due: Script) -> None:
    due.tick(1)
    due.command(SkipBreak(Skip.FLOW, "one more test"))
    due.expect("09:31 skipped (flow: one more test)")
    assert (due.sat, due.due_in) == (31, 30)
    due.tick(30)
    due.expect("10:01 due", "notice: due")


# what is not possible


@pytest.mark.parametrize(
    ("before", "command", "code"),
    [
        (None, Back(), "sitting already"),
        (None, Snooze(), "nothing due"),
        (None, SkipBreak(Skip.OTHER), "nothing due"),
        (None, Resume(), "not held"),
        (StartBreak(), StartBreak(), "on a break already"),
        (StartBreak(), Snooze(), "nothing due"),
        (Stand(), Stand(), "standing already"),
        (Away(), Away(), "away already"),
        (StartSession(), Snooze(), "nothing due"),
    ],
    ids=str,
)
def test_what_is_not_possible_is_refused_and_changes_nothing(
    script: Script, before: Command | None, command: Command, code: str
) -> None:
    if before:
        script.command(before)
    assert script.refused(command) == code


def test_a_snooze_on_a_break_is_refused_even_if_one_is_due(due: Script) -> None:
    due.tick(seconds=10)
    due.command(StartBreak())
    due.expect("sitting 09:00-09:30:10")
    assert due.refused(Snooze()) == "nothing due"


# settings


def test_a_shorter_interval_set_meanwhile_is_due_at_once(script: Script) -> None:
    script.tick(20)
    script.set(interval=600)
    script.tick(seconds=1)
    script.expect("09:20:01 due", "notice: due")


def test_a_longer_interval_set_meanwhile_counts_from_the_same_start(script: Script) -> None:
    script.tick(20)
    script.set(interval=45 * 60)
    script.tick(24, 59)
    script.expect()
    script.tick(seconds=1)
    script.expect("09:45 due", "notice: due")


def test_a_longer_break_set_meanwhile_is_asked_of_the_running_one(due: Script) -> None:
    due.command(StartBreak())
    due.tick(1)
    due.set(break_length=300)
    due.tick(3, 59)
    due.expect("sitting 09:00-09:30")
    due.tick(seconds=1)
    due.expect("09:35 taken", "break 09:30-09:35, full", "notice: break over")


def test_the_shortest_interval_works_too() -> None:
    script = Script(interval=5)
    script.tick(seconds=15)
    script.expect("09:00:05 due", "notice: due", "09:00:10 missed", "09:00:15 due", "notice: due")
