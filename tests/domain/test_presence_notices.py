"""When somebody at the desk is told, and when not: typing, warnings, do-not-disturb, holds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coretui.domain.chair.hours import Hours
from coretui.domain.chair.messages import Breathe, Pause, Resume, Skip, SkipBreak, StartBreak
from coretui.domain.chair.view import ChairState
from tests.domain.script import Script, at


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


# when the notice comes


def test_a_notice_waits_for_a_pause_in_typing(desk: Script) -> None:
    desk.tick(29, 50)
    desk.type_on(seconds=20)
    desk.expect("09:30 due")
    desk.idle(seconds=2)
    desk.expect()
    desk.idle(seconds=1)
    desk.expect("notice: due")


def test_a_notice_waits_for_half_a_minute_at_most(desk: Script) -> None:
    desk.tick(29, 50)
    desk.type_on(seconds=39)
    desk.expect("09:30 due")
    desk.type_on(seconds=1)
    desk.expect("notice: due")
    desk.type_on(5)
    desk.expect("notice: again")


def test_a_break_taken_while_the_notice_waits_is_a_break(desk: Script) -> None:
    desk.tick(29, 50)
    desk.type_on(seconds=15)
    desk.command(StartBreak())
    desk.idle(2)
    desk.expect("09:30 due", "sitting 09:00-09:30:05", "09:32:05 taken", "notice: break over")


def test_a_warning_comes_a_minute_before_if_it_is_wanted(desk: Script) -> None:
    desk.set(warn=True)
    desk.tick(28, 59)
    desk.expect()
    desk.tick(seconds=1)
    desk.expect("notice: soon")
    desk.tick(1)
    desk.expect("09:30 due", "notice: due")
    desk.command(SkipBreak(Skip.FLOW))
    desk.expect("09:30 skipped (flow)")
    desk.tick(30)
    desk.expect("notice: soon", "10:00 due", "notice: due")


def test_a_warning_comes_once_though_one_steps_out_for_a_moment(desk: Script) -> None:
    desk.set(warn=True)
    desk.tick(29)
    desk.expect("notice: soon")
    desk.lock()
    desk.idle(seconds=20)
    desk.unlock()
    desk.tick(seconds=30)
    desk.expect()


def test_no_warning_comes_while_held(desk: Script) -> None:
    desk.set(warn=True)
    desk.command(Pause(seconds=29.5 * 60))
    desk.tick(29, 29)
    desk.expect()
    desk.tick(seconds=1)
    desk.expect("notice: soon")


# do not disturb


def test_do_not_disturb_holds_and_afterwards_tells_once(desk: Script) -> None:
    desk.tick(20)
    desk.disturb(wanted=False)
    desk.tick(90)
    assert (desk.view.state, desk.view.why) == (ChairState.HELD, "do not disturb")
    desk.expect()
    desk.disturb(wanted=True)
    desk.expect("10:50 due", "notice: due")
    assert desk.sat == 110


def test_do_not_disturb_lets_the_open_prompt_lapse(due: Script) -> None:
    due.tick(1)
    due.disturb(wanted=False)
    due.expect("09:31 lapsed")
    due.tick(10)
    due.disturb(wanted=True)
    assert due.due_in == 20


def test_do_not_disturb_in_the_second_of_the_due_is_in_time(desk: Script) -> None:
    desk.tick(29, 59)
    desk.quiet = True
    desk.tick(seconds=1)
    desk.expect()


def test_an_absence_while_held_counts_no_break_and_ends_the_stretch(desk: Script) -> None:
    desk.tick(20)
    desk.command(Pause())
    desk.touch()
    desk.idle(30)
    desk.type_on(seconds=5)
    desk.expect("sitting 09:00-09:20", "away 09:20-09:50, full")
    assert desk.view.state is ChairState.HELD
    desk.command(Resume())
    desk.tick(29, 55)
    desk.expect("10:20 due", "notice: due")


def test_an_absence_outside_hours_counts_no_break(desk: Script) -> None:
    desk.set(hours=Hours((((9 * 3600, 9 * 3600 + 600),),) * 7))
    desk.tick(20)
    desk.touch()
    desk.idle(5)
    desk.expect("sitting 09:00-09:20")
    assert desk.view.until == at("09:00", days=1)


def test_whoever_breathes_by_the_pacer_touches_nothing_and_has_not_left(desk: Script) -> None:
    desk.tick(25)
    desk.command(Breathe(600))
    desk.idle(10)
    desk.expect("09:35 due", "notice: due")
    desk.touch()
    assert (desk.view.state, desk.sat) == (ChairState.DUE, 35)
