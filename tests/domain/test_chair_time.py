"""The chair when time does odd things: holds, hours, sleep, stalls, changed clocks."""

from __future__ import annotations

import pytest

from coretui.domain.chair.hours import Hours
from coretui.domain.chair.messages import Back, Pause, Resume, Stand, StartBreak
from coretui.domain.chair.view import ChairState
from coretui.domain.days import DAY
from tests.clock import MONDAY_NINE, FakeClocks
from tests.domain.script import Script, at

OFFICE = Hours((((9 * 3600, 17 * 3600),),) * 5 + ((), ()))
"""Nine to five, Monday to Friday."""
NIGHT = Hours((((22 * 3600, 30 * 3600),),) * 7)
"""Ten in the evening to six in the morning."""


# held


def test_a_hold_ends_by_itself_and_then_tells_once(script: Script) -> None:
    script.tick(20)
    script.command(Pause(seconds=45 * 60, reason="meeting"))
    script.tick(44, 59)
    script.expect()
    assert (script.view.state, script.view.why, script.view.until) == (ChairState.HELD, "meeting", at("10:05"))
    script.tick(seconds=1)
    script.expect("10:05 due", "notice: due")


def test_a_hold_until_a_time_of_day_ends_then(script: Script) -> None:
    script.command(Pause(until=at("10:15")))
    script.tick(74, 59)
    script.expect()
    script.tick(seconds=1)
    script.expect("10:15 due", "notice: due")


def test_a_hold_without_an_end_lasts_until_resumed(script: Script) -> None:
    script.command(Pause())
    script.tick(180, every=20)
    script.expect()
    script.command(Resume())
    script.expect("12:00 due", "notice: due")


def test_nothing_falls_due_in_a_hold_that_ended_between_two_readings(script: Script) -> None:
    script.tick(29)
    script.command(Pause(seconds=90))
    script.stall(seconds=110)
    script.expect("09:30:50 due", "notice: due")


def test_nothing_falls_due_before_reminders_are_resumed(script: Script) -> None:
    script.tick(29, 40)
    script.command(Pause())
    script.clocks.advance(30)
    script.command(Resume())
    script.expect("09:30:10 due", "notice: due")


def test_a_hold_lapses_the_open_prompt_and_sitting_goes_on(due: Script) -> None:
    due.tick(1)
    due.command(Pause(seconds=600))
    due.expect("09:31 lapsed")
    due.tick(10)
    assert (due.sat, due.due_in) == (41, 20)
    due.tick(20)
    due.expect("10:01 due", "notice: due")


def test_a_hold_for_a_while_takes_no_notice_of_a_changed_clock(script: Script) -> None:
    script.command(Pause(seconds=40 * 60))
    script.set_clock(3600)
    script.tick(39, 59)
    script.expect()
    script.tick(seconds=1)
    script.expect("10:40 due", "notice: due")


def test_a_hold_outlives_the_app(script: Script) -> None:
    script.command(Pause(seconds=3600))
    script.close()
    script.reopen(seconds=30)
    script.tick(59, 29)
    script.expect()
    script.tick(seconds=1)
    script.expect("10:00 due", "notice: due")


def test_asleep_across_the_end_of_a_hold_there_is_no_notice(script: Script) -> None:
    script.tick(20)
    script.command(Pause(seconds=1800))
    script.sleep(60)
    script.expect("sitting 09:00-09:20", "away 09:20-10:20, full")
    assert script.due_in == 30


# hours


def test_outside_hours_nothing_falls_due_and_sitting_counts() -> None:
    script = Script(FakeClocks(at("08:00")), hours=OFFICE)
    script.tick(59, 59)
    script.expect()
    assert (script.view.state, script.view.until) == (ChairState.OFF, at("09:00"))
    script.tick(seconds=1)
    script.expect("09:00 due", "notice: due")
    assert script.sat == 60


def test_the_end_of_hours_lapses_the_open_prompt() -> None:
    script = Script(FakeClocks(at("16:25")), hours=OFFICE)
    script.tick(34, 59)
    script.expect("16:55 due", "notice: due")
    script.tick(seconds=1)
    script.expect("17:00 lapsed")
    script.tick(60)
    script.expect()


def test_hours_across_midnight_stay_open_over_it() -> None:
    script = Script(FakeClocks(at("23:45")), hours=NIGHT)
    script.tick(30)
    script.expect("00:15 due", "notice: due")
    script.command(StartBreak())
    script.tick(2)
    script.expect("sitting 23:45-00:15", "00:17 taken", "break 00:15-00:17, full", "notice: break over")


def test_a_break_of_ones_own_accord_outside_hours_counts_none() -> None:
    script = Script(FakeClocks(at("07:00")), hours=OFFICE)
    script.tick(40)
    script.command(StartBreak())
    script.tick(2)
    script.expect("sitting 07:00-07:40", "break 07:40-07:42, full", "notice: break over")


# asleep, stalled, closed


@pytest.mark.parametrize("gap", ["sleep", "stall"])
def test_a_gap_as_long_as_a_break_is_an_absence_credited_at_once(due: Script, gap: str) -> None:
    due.tick(1)
    getattr(due, gap)(40)
    due.expect("sitting 09:00-09:31", "09:33 absence", "away 09:31-10:11, full")
    assert (due.sat, due.due_in) == (0, 30)
    due.tick(30)
    due.expect("10:41 due", "notice: due")


def test_an_absence_without_a_prompt_after_half_an_interval_counts_one_due_and_one_kept(script: Script) -> None:
    script.tick(15)
    script.sleep(10)
    script.expect("sitting 09:00-09:15", "09:15 due", "09:17 absence", "away 09:15-09:25, full")


def test_an_absence_before_half_an_interval_counts_none(script: Script) -> None:
    script.tick(14, 59)
    script.sleep(10)
    script.expect("sitting 09:00-09:14:59", "away 09:14:59-09:24:59, full")


def test_a_gap_shorter_than_a_break_changes_nothing(script: Script) -> None:
    script.tick(20)
    script.sleep(1, 59)
    script.stall(1, 59)
    script.expect()
    assert script.sat == pytest.approx(23 + 58 / 60)
    script.tick(6, 2)
    script.expect("09:30 due", "notice: due")


def test_a_busy_machine_is_no_absence_however_short_breaks_are(script: Script) -> None:
    script.set(break_length=5)
    script.tick(20)
    script.stall(seconds=44)
    script.expect()
    script.stall(seconds=45)
    script.expect("sitting 09:00-09:20:44", "09:20:44 due", "09:20:49 absence", "away 09:20:44-09:21:29, full")


def test_after_hours_of_reminders_slept_through_there_is_no_backlog(due: Script) -> None:
    due.sleep(3 * 60)
    due.expect("sitting 09:00-09:30", "09:32 absence", "away 09:30-12:30, full")


def test_closing_for_less_than_a_break_changes_nothing(due: Script) -> None:
    due.tick(1)
    due.close()
    due.reopen(1, 59)
    assert (due.view.state, due.sat) == (ChairState.DUE, 30 + 2 + 59 / 60)
    due.tick(2, 1)
    due.expect("notice: again")


def test_leaving_with_an_open_prompt_lets_it_lapse(due: Script) -> None:
    due.tick(1)
    due.close()
    due.expect()
    due.reopen(40)
    due.expect("09:31 lapsed", "sitting 09:00-09:31", "away 09:31-10:11, full")


def test_leaving_without_a_prompt_credits_nothing(script: Script) -> None:
    script.tick(20)
    script.close()
    script.reopen(40)
    script.expect("sitting 09:00-09:20", "away 09:20-10:00, full")


def test_ten_hours_away_start_afresh(due: Script) -> None:
    due.sleep(10 * 60)
    due.expect("09:30 lapsed", "sitting 09:00-09:30", "away 09:30-19:30, full")
    assert (due.sat, due.due_in) == (0, 30)


def test_four_hours_away_start_afresh_and_a_little_less_is_an_absence(due: Script) -> None:
    due.sleep(3 * 60 + 59)
    due.expect("sitting 09:00-09:30", "09:32 absence", "away 09:30-13:29, full")
    due.tick(30)
    due.expect("13:59 due", "notice: due")
    due.sleep(4 * 60)
    due.expect("13:59 lapsed", "sitting 13:29-13:59", "away 13:59-17:59, full")


def test_a_new_day_starts_afresh_however_short_the_night() -> None:
    script = Script(FakeClocks(at("03:00")))
    script.tick(30)
    script.expect("03:30 due", "notice: due")
    script.sleep(45)
    script.expect("03:30 lapsed", "sitting 03:00-03:30", "away 03:30-04:15, full")


def test_a_break_slept_through_lasts_until_the_machine_wakes(due: Script) -> None:
    due.command(StartBreak())
    due.tick(seconds=30)
    due.sleep(20)
    due.expect("sitting 09:00-09:30", "09:50:30 taken", "break 09:30-09:50:30, full")


def test_standing_ends_where_the_machine_falls_asleep(script: Script) -> None:
    script.command(Stand())
    script.tick(10)
    script.sleep(20)
    script.expect("standing 09:00-09:10, full", "away 09:10-09:30, full")
    assert script.view.state is ChairState.SITTING


# other clocks


@pytest.mark.parametrize("change", [3600, -3600, 86_400])
def test_a_changed_clock_changes_no_duration(due: Script, change: int) -> None:
    due.tick(5)
    due.expect("notice: again")
    due.set_clock(change)
    due.tick(seconds=1)
    assert due.sat == pytest.approx(35 + 1 / 60)
    assert due.due_in == pytest.approx(-5 - 1 / 60)
    due.tick(4, 59)
    due.expect("notice: again")


def test_across_a_restart_of_the_machine_the_wall_counts(due: Script) -> None:
    due.reboot(60)
    assert due.sat == 31
    due.tick(4)
    due.expect("notice: again")
    due.reboot(30 * 60)
    due.expect("sitting 09:00-09:35", "09:37 absence", "away 09:35-10:05, full")
    due.tick(30)
    due.expect("10:35 due", "notice: due")


def test_a_clock_set_back_before_a_restart_gives_no_negative_time(script: Script) -> None:
    script.tick(10)
    script.set_clock(-7200)
    script.reboot(60)
    script.command(StartBreak())
    script.tick(2)
    script.expect("break 07:11-07:13, full", "notice: break over")


def test_a_clock_that_was_years_ahead_before_a_restart_leaves_nothing_waiting_for_those_years() -> None:
    ahead = FakeClocks(MONDAY_NINE + 57 * 365 * DAY)
    script = Script(ahead)
    script.tick(30)
    script.expect("09:30 due", "notice: due")
    script.command(Pause(until=ahead.now().wall + 600))
    script.set_clock(-57 * 365 * DAY)
    script.reboot(60)
    assert script.chair
    assert script.chair.hold is None, "it would end in fifty years"
    script.tick(30)
    script.expect("09:30 lapsed", "sitting 09:00-09:30", "10:01 due", "notice: due")


def test_a_reading_older_than_the_last_one_turns_no_time_back(script: Script) -> None:
    script.tick(10)
    script.clocks.sleep(-1)
    script.command(Stand())
    script.clocks.sleep(1)
    script.tick(5)
    script.command(Back())
    script.expect("sitting 09:00-09:10", "standing 09:10-09:15, full")
