"""Who is at the desk, by input and locks: leaving, and what that does to the reminder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coretui.domain.chair.messages import Away, Pause, Snooze, Stand, StartBreak
from coretui.domain.chair.state import Absence
from coretui.domain.chair.view import ChairState
from tests.domain.script import Script


@pytest.fixture
def desk() -> Iterator[Script]:
    """Return a script in which a source tells of every input; what nobody expected fails the test."""
    begun = Script(source="x11")
    yield begun
    begun.expect()


@pytest.fixture
def due(desk: Script) -> Script:
    """Return one in which a break fell due at half past nine, while somebody worked."""
    desk.tick(30)
    desk.expect("09:30 due", "notice: due")
    return desk


# input rests


def test_five_minutes_of_rest_are_an_absence_since_the_last_input(desk: Script) -> None:
    desk.tick(20)
    desk.touch()
    desk.idle(4, 59)
    desk.expect()
    assert desk.view.state is ChairState.SITTING
    desk.idle(seconds=1)
    desk.expect("sitting 09:00-09:20", "09:20 due", "09:25 absence")
    assert (desk.view.state, desk.view.lasted) == (ChairState.AWAY, 300)
    desk.idle(35)
    desk.type_on(seconds=5)
    desk.expect("away 09:20-10:00, full")
    assert desk.sat == pytest.approx(5 / 60)
    desk.tick(29, 55)
    desk.expect("10:30 due", "notice: due")


def test_less_than_five_minutes_of_rest_change_nothing(desk: Script) -> None:
    desk.tick(20)
    desk.touch()
    desk.idle(4, 59)
    desk.touch()
    assert desk.sat == pytest.approx(24 + 59 / 60)
    desk.tick(5, 1)
    desk.expect("09:30 due", "notice: due")


def test_rest_that_keeps_just_under_the_threshold_is_sitting_all_day(desk: Script) -> None:
    desk.set(interval=10 * 3600)
    for _ in range(60):
        desk.idle(4, 59)
        desk.touch()
    assert desk.sat == pytest.approx(60 * (4 + 59 / 60))


def test_rest_that_keeps_reaching_the_threshold_is_an_absence_each_time(desk: Script) -> None:
    desk.set(interval=3600)
    for _ in range(3):
        desk.type_on(5)
        desk.idle(5)
    desk.type_on(seconds=5)
    desk.expect(
        *["sitting 09:00-09:05", "away 09:05-09:10, full"],
        *["sitting 09:10-09:15", "away 09:15-09:20, full"],
        *["sitting 09:20-09:25", "away 09:25-09:30, full"],
    )


def test_an_absence_before_half_an_interval_counts_no_break(desk: Script) -> None:
    desk.tick(10)
    desk.touch()
    desk.idle(5)
    desk.expect("sitting 09:00-09:10")
    assert desk.view.state is ChairState.AWAY


def test_due_while_nothing_is_touched_a_break_counts_from_the_due(desk: Script) -> None:
    desk.tick(28)
    desk.touch()
    desk.idle(3, 59)
    desk.expect("09:30 due", "notice: due")
    desk.idle(seconds=1)
    desk.expect("sitting 09:00-09:30", "09:32 absence")


def test_due_while_somebody_works_a_break_counts_from_the_last_input(due: Script) -> None:
    due.tick(4)
    due.touch()
    due.idle(1, 59)
    due.expect("notice: again")
    due.idle(seconds=1)
    due.expect("sitting 09:00-09:34", "09:36 absence")


def test_a_notice_that_is_not_due_any_more_is_not_given(desk: Script) -> None:
    desk.tick(25)
    desk.touch()
    desk.idle(5)
    # It falls due in the very second in which the rest is an absence.
    desk.expect("09:30 due", "sitting 09:00-09:25", "09:30 absence")


def test_a_snoozed_prompt_waits_for_a_whole_absence(due: Script) -> None:
    due.tick(1)
    due.command(Snooze())
    due.touch()
    due.idle(4, 59)
    due.expect()
    due.idle(seconds=1)
    due.expect("sitting 09:00-09:31", "09:36 absence")


def test_a_snooze_that_ends_while_nobody_has_been_there_for_a_break_gives_no_notice(due: Script) -> None:
    due.tick(1)
    due.command(Snooze())
    due.tick(3)
    due.touch()
    due.idle(2)
    due.expect("sitting 09:00-09:34", "09:36 absence")


def test_nothing_can_be_snoozed_while_away(due: Script) -> None:
    due.lock()
    assert due.refused(Snooze()) == "nothing due"
    due.idle(2)
    due.expect("sitting 09:00-09:30", "09:32 absence")
    assert due.refused(Snooze()) == "nothing due"


def test_keys_in_coretui_that_the_source_does_not_see_are_input_all_the_same(desk: Script) -> None:
    desk.tick(10)
    desk.touch()
    for _ in range(4):
        desk.idle(4)
        desk.own_key = desk.clocks.now()
    desk.idle(3, 59)
    assert desk.sat == pytest.approx(29 + 59 / 60)
    desk.idle(1, 1)
    desk.expect("09:30 due", "notice: due", "sitting 09:00-09:26", "09:31 absence")


def test_a_command_from_elsewhere_is_a_sign_all_the_same(desk: Script) -> None:
    desk.tick(10)
    desk.touch()
    desk.idle(4, 50)
    desk.command(Pause())
    desk.idle(4, 59)
    desk.expect()
    desk.idle(seconds=1)
    desk.expect("sitting 09:00-09:14:50")


# locked


def test_a_lock_is_leaving_at_once(desk: Script) -> None:
    desk.tick(20)
    desk.lock()
    assert desk.view.state is ChairState.AWAY
    desk.idle(1, 59)
    desk.expect()
    desk.idle(seconds=1)
    desk.expect("sitting 09:00-09:20", "09:20 due", "09:22 absence")
    desk.idle(28)
    desk.unlock()
    desk.expect("away 09:20-09:50, full")
    assert (desk.view.state, desk.due_in) == (ChairState.SITTING, 30)


def test_a_lock_for_less_than_a_break_changes_nothing(desk: Script) -> None:
    desk.tick(20)
    desk.lock()
    desk.idle(1, 59)
    desk.unlock()
    assert desk.sat == pytest.approx(21 + 59 / 60)
    desk.tick(8, 1)
    desk.expect("09:30 due", "notice: due")


def test_unlocking_is_a_sign_of_somebody_though_no_input_is_told_of() -> None:
    desk = Script(source="x11", away=60)
    desk.tick(20)
    desk.touch()
    desk.lock()
    desk.idle(1, 59)
    desk.unlock()
    desk.idle(seconds=59)
    desk.expect()
    seen = [desk.view.state]
    desk.idle(seconds=1)
    assert [*seen, desk.view.state] == [ChairState.SITTING, ChairState.AWAY]


def test_typing_at_the_locked_screen_is_no_return(desk: Script) -> None:
    desk.tick(10)
    desk.lock()
    desk.idle(3)
    desk.type_on(seconds=10)
    desk.expect("sitting 09:00-09:10")
    assert desk.view.state is ChairState.AWAY
    desk.unlock()
    desk.expect("away 09:10-09:13:10, full")


def test_with_nothing_but_a_lock_known_that_alone_tells() -> None:
    script = Script(source="logind")
    script.tick(40)
    script.expect("09:30 due", "notice: due", *["notice: again"] * 2)
    script.lock()
    script.tick(10)
    script.expect("sitting 09:00-09:40", "09:42 absence")
    script.unlock()
    script.expect("away 09:40-09:50, full")


def test_unlocking_ends_an_absence_announced_but_not_while_one_is_still_leaving() -> None:
    script = Script(source="logind")
    script.tick(20)
    script.command(Away())
    script.tick(seconds=5)
    script.lock()
    script.tick(seconds=10)
    script.unlock()
    assert script.view.state is ChairState.AWAY
    script.lock()
    script.tick(40)
    script.unlock()
    script.expect("sitting 09:00-09:20", "09:20 due", "09:22 absence", "away 09:20-10:00:15, full")


def test_whoever_presses_a_key_in_coretui_sits_elsewhere_than_at_the_locked_screen(desk: Script) -> None:
    desk.tick(10)
    desk.lock()
    desk.idle(20)
    desk.own_key = desk.clocks.now()
    desk.idle(seconds=1)
    desk.expect("sitting 09:00-09:10", "away 09:10-09:30, full")
    desk.idle(4, 58)
    assert desk.sat == pytest.approx(4 + 59 / 60)
    desk.idle(seconds=1)
    assert desk.view.state is ChairState.AWAY


def test_a_break_that_ends_at_a_locked_screen_goes_over_into_an_absence() -> None:
    script = Script(source="logind")
    script.tick(20)
    script.command(StartBreak())
    script.lock()
    script.tick(2)
    taken = ["09:20 due", "09:22 taken", "break 09:20-09:22, full", "notice: break over"]
    script.expect("sitting 09:00-09:20", *taken)
    script.tick(seconds=1)
    assert script.view.state is ChairState.AWAY


# standing, sessions, settings


def test_from_a_standing_desk_one_returns_to_standing(desk: Script) -> None:
    desk.command(Stand())
    desk.tick(10)
    desk.touch()
    desk.idle(12)
    desk.type_on(seconds=5)
    desk.expect("standing 09:00-09:10, full", "away 09:10-09:22, full")
    assert desk.view.state is ChairState.STANDING


def test_an_absence_after_long_standing_counts_no_break(desk: Script) -> None:
    desk.command(Stand())
    desk.tick(20)
    desk.touch()
    desk.idle(5)
    desk.expect("standing 09:00-09:20, full")


def test_a_night_later_one_returns_to_sitting(desk: Script) -> None:
    desk.command(Stand())
    desk.tick(10)
    desk.touch()
    desk.idle(4 * 60)
    desk.type_on(seconds=5)
    desk.expect("standing 09:00-09:10, full", "away 09:10-13:10, full")
    assert desk.view.state is ChairState.SITTING


def test_still_standing_is_asked_once_though_one_steps_out_for_a_moment(desk: Script) -> None:
    desk.command(Stand())
    desk.tick(45)
    desk.expect("notice: still standing")
    desk.lock()
    desk.idle(1)
    desk.unlock()
    desk.tick(10)
    desk.expect()


def test_an_absence_that_is_to_count_as_sitting_goes_on_being_sat(desk: Script) -> None:
    desk.set(absence=Absence.SITTING)
    desk.tick(20)
    desk.lock()
    desk.idle(30)
    desk.unlock()
    desk.expect("09:30 due", "notice: due", *["notice: again"] * 3)
    assert (desk.view.state, desk.sat) == (ChairState.DUE, 50)


def test_sleep_that_always_is_sitting_adds_no_prompt_to_the_past(desk: Script) -> None:
    desk.set(absence=Absence.SITTING)
    desk.tick(20)
    desk.sleep(100)
    desk.expect("11:00 due", "notice: due")
    assert desk.sat == 120


def test_an_absence_that_is_to_count_as_a_break_is_credited(desk: Script) -> None:
    desk.set(absence=Absence.BREAK)
    desk.tick(20)
    desk.touch()
    desk.idle(5)
    desk.expect("sitting 09:00-09:20", "09:20 due", "09:25 absence")
