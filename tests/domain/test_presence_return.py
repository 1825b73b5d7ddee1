"""Coming back: what ends a break or an absence, and what does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coretui.domain.chair.messages import Away, Back, Here, StartBreak, StartSession
from coretui.domain.chair.view import ChairState
from tests.domain.script import Script

RING = "notice: break over"


@pytest.fixture
def desk() -> Iterator[Script]:
    """Return a script in which a source tells of every input; what nobody expected fails the test."""
    begun = Script(source="x11")
    yield begun
    begun.expect()


@pytest.fixture
def on_break(desk: Script) -> Script:
    """Return one on a break that was started when it fell due."""
    desk.tick(30)
    desk.command(StartBreak())
    desk.expect("09:30 due", "notice: due", "sitting 09:00-09:30")
    return desk


@pytest.fixture
def away(desk: Script) -> Script:
    """Return one whose person has said to be away since a quarter past nine."""
    desk.tick(15)
    desk.command(Away())
    return desk


# from a break


def test_a_break_rings_once_and_ends_when_input_comes(on_break: Script) -> None:
    on_break.idle(1, 59)
    on_break.expect()
    on_break.idle(seconds=1)
    on_break.expect("09:32 taken", RING)
    on_break.idle(38)
    on_break.expect()
    assert (on_break.view.state, on_break.view.lasted) == (ChairState.BREAK, 40 * 60)
    on_break.type_on(seconds=5)
    on_break.expect("break 09:30-10:10, full")
    assert on_break.due_in == pytest.approx(30 - 5 / 60)


def test_input_in_the_first_seconds_of_a_break_is_that_of_getting_up(on_break: Script) -> None:
    on_break.type_on(seconds=15)
    on_break.idle(1, 45)
    on_break.expect("09:32 taken", RING)


def test_input_that_goes_on_after_getting_up_ends_a_break(on_break: Script) -> None:
    on_break.idle(seconds=30)
    on_break.type_on(seconds=4)
    on_break.expect()
    on_break.type_on(seconds=1)
    on_break.expect("break 09:30-09:30:30")
    assert (on_break.view.state, on_break.sat) == (ChairState.DUE, 30 + 5 / 60)


def test_a_touch_in_passing_does_not_end_a_break(on_break: Script) -> None:
    for _ in range(4):
        on_break.idle(seconds=20)
        on_break.touch(seconds=4)
    on_break.expect()
    on_break.idle(seconds=24)
    on_break.expect("09:32 taken", RING)


def test_a_source_that_tells_only_every_few_seconds_ends_a_break_too(on_break: Script) -> None:
    on_break.idle(1)
    for _ in range(2):
        on_break.touch()
        on_break.idle(seconds=8)
    on_break.expect("09:31 short", "break 09:30-09:31")


def test_keys_in_coretui_do_not_end_a_break(on_break: Script) -> None:
    on_break.idle(seconds=20)
    for _ in range(60):
        on_break.idle(seconds=1)
        on_break.key()
    on_break.expect()
    on_break.idle(seconds=40)
    on_break.expect("09:32 taken", RING)


def test_a_return_that_began_before_the_ring_leaves_a_full_break(on_break: Script) -> None:
    on_break.idle(1, 58)
    on_break.type_on(seconds=5)
    on_break.expect("09:32 taken", RING, "break 09:30-09:32, full")
    assert on_break.due_in == pytest.approx(30 - 3 / 60)


def test_a_break_of_half_its_length_ended_by_input_is_short(on_break: Script) -> None:
    on_break.idle(1, 20)
    on_break.type_on(seconds=5)
    on_break.expect("09:31:20 short", "break 09:30-09:31:20")


def test_a_break_ends_by_saying_so_as_ever(on_break: Script) -> None:
    on_break.idle(3)
    on_break.command(Back())
    on_break.expect("09:32 taken", RING, "break 09:30-09:33, full")


def test_where_the_source_fails_on_a_break_it_ends_by_itself(on_break: Script) -> None:
    on_break.idle(1)
    on_break.lose_source()
    on_break.idle(1)
    on_break.expect("09:32 taken", "break 09:30-09:32, full", RING)


def test_where_the_source_fails_after_the_ring_the_break_is_over(on_break: Script) -> None:
    on_break.idle(10)
    on_break.expect("09:32 taken", RING)
    on_break.lose_source()
    on_break.expect("break 09:30-09:40, full")


def test_a_source_that_does_not_tell_of_input_lets_a_break_end_by_itself() -> None:
    script = Script(source="logind")
    script.command(StartBreak())
    script.tick(2)
    script.expect("break 09:00-09:02, full", RING)


def test_a_break_slept_through_ends_when_the_machine_wakes(on_break: Script) -> None:
    on_break.sleep(30)
    on_break.expect("10:00 taken", "break 09:30-10:00, full")


# from an absence


def test_who_says_so_is_away_whatever_was_touched_on_the_way_out(away: Script) -> None:
    away.type_on(seconds=15)
    away.idle(1, 45)
    away.expect("sitting 09:00-09:15", "09:15 due", "09:17 absence")
    away.idle(28)
    away.type_on(seconds=5)
    away.expect("away 09:15-09:45, full")


def test_who_says_so_and_stays_is_there(away: Script) -> None:
    away.type_on(seconds=21)
    assert (away.view.state, away.sat) == (ChairState.SITTING, 15 + 21 / 60)


def test_a_touch_in_passing_is_no_return_from_an_absence(away: Script) -> None:
    away.idle(10)
    away.touch(seconds=4)
    away.idle(10)
    away.expect("sitting 09:00-09:15", "09:15 due", "09:17 absence")
    assert away.view.state is ChairState.AWAY


def test_a_key_in_coretui_is_a_return_but_not_at_once(away: Script) -> None:
    away.idle(seconds=15)
    away.key()
    assert away.view.state is ChairState.AWAY
    away.idle(5)
    away.key()
    away.expect("sitting 09:00-09:15", "09:15 due", "09:17 absence", "away 09:15-09:20:15, full")


def test_a_key_in_another_coretui_is_a_return_but_not_at_once(away: Script) -> None:
    away.idle(seconds=15)
    away.command(Here())
    assert away.view.state is ChairState.AWAY
    away.idle(5)
    away.command(Here())
    away.expect("sitting 09:00-09:15", "09:15 due", "09:17 absence", "away 09:15-09:20:15, full")


def test_a_command_is_a_return_at_once(away: Script) -> None:
    away.idle(seconds=10)
    away.command(Back())
    assert (away.view.state, away.sat) == (ChairState.SITTING, 15 + 10 / 60)


def test_a_session_can_be_started_from_an_absence(away: Script) -> None:
    away.idle(10)
    away.command(StartSession())
    away.expect("sitting 09:00-09:15", "09:15 due", "09:17 absence", "away 09:15-09:25, full")
    away.idle(3)
    away.command(Back())
    away.expect("session 09:25-09:28, full")


def test_a_return_that_began_before_the_absence_was_credited_leaves_a_full_one(away: Script) -> None:
    away.idle(1, 57)
    away.type_on(seconds=5)
    away.expect("sitting 09:00-09:15", "09:15 due", "09:17 absence", "away 09:15-09:17, full")


def test_a_source_that_fails_is_no_return_from_an_absence(away: Script) -> None:
    away.idle(10)
    away.lose_source()
    away.idle(10)
    away.expect("sitting 09:00-09:15", "09:15 due", "09:17 absence")
    assert away.view.state is ChairState.AWAY
    away.key()
    away.expect("away 09:15-09:35, full")


def test_back_at_the_lid_one_sits_and_whoever_does_not_was_never_back(desk: Script) -> None:
    desk.tick(10)
    desk.sleep(60)
    desk.expect("sitting 09:00-09:10", "away 09:10-10:10, full")
    assert desk.view.state is ChairState.SITTING
    desk.idle(5)
    assert (desk.view.state, desk.view.lasted, desk.sat) == (ChairState.AWAY, 300, 0)
    desk.touch(seconds=5)
    desk.expect("away 10:10-10:15, full")


def test_a_session_is_not_left_by_resting(desk: Script) -> None:
    desk.command(StartSession())
    desk.idle(10)
    desk.lock()
    desk.idle(5)
    assert desk.view.state is ChairState.SESSION
    desk.command(Back())
    desk.expect("session 09:00-09:15, full")


def test_a_session_forgotten_over_work_ends_at_its_last_sign(desk: Script) -> None:
    desk.command(StartSession())
    desk.tick(20)
    desk.expect("session 09:00-09:02, full")
    assert desk.sat == 18
