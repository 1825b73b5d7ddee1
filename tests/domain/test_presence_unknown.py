"""Where nothing tells of input: keys in coretui prove that somebody is there, silence proves nothing for long."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coretui.domain.chair.hours import Hours
from coretui.domain.chair.messages import Away, Back, Pause, Skip, SkipBreak, Stand, StartBreak
from coretui.domain.chair.view import ChairState
from tests.clock import FakeClocks
from tests.domain.script import Script, at

AGAIN = ["notice: again"] * 3
OFFICE = Hours((((9 * 3600, 17 * 3600),),) * 7)


def missed(due: str, ended: str) -> list[str]:
    """Return what is told of a prompt that nobody answers."""
    return [f"{due} due", "notice: due", *AGAIN, f"{ended} missed"]


@pytest.fixture
def ssh() -> Iterator[Script]:
    """Return a script without a source of input; what nobody expected fails the test."""
    begun = Script(source="none")
    yield begun
    begun.expect()


def test_silence_alone_is_no_absence(ssh: Script) -> None:
    ssh.tick(29, 59)
    assert (ssh.view.state, ssh.sat) == (ChairState.SITTING, 29 + 59 / 60)


def test_three_prompts_missed_are_an_absence_since_the_last_sign(ssh: Script) -> None:
    ssh.tick(180)
    told = [*missed("09:30", "10:00"), *missed("10:30", "11:00"), *missed("11:30", "12:00")]
    ssh.expect(*told, "09:00 nobody there since")
    assert (ssh.view.state, ssh.sat, ssh.view.lasted) == (ChairState.AWAY, 0, 3 * 3600)
    ssh.tick(60)
    ssh.key()
    ssh.expect("away 09:00-13:00, full")


def test_a_prompt_open_at_the_last_sign_was_answered_by_leaving(ssh: Script) -> None:
    ssh.tick(40)
    ssh.key()
    ssh.tick(200)
    told = [*missed("09:30", "10:00"), *missed("10:30", "11:00"), *missed("11:30", "12:00")]
    told += missed("12:30", "13:00")
    ssh.expect(*told, "09:40 nobody there since", "sitting 09:00-09:40", "13:00 absence")


def test_what_was_skipped_before_the_last_sign_counts_once(ssh: Script) -> None:
    ssh.tick(30)
    ssh.command(SkipBreak(Skip.MEETING))
    ssh.tick(10)
    ssh.key()
    ssh.tick(170)
    told = ["09:30 due", "notice: due", "09:30 skipped (meeting)"]
    told += [*missed("10:00", "10:30"), *missed("11:00", "11:30"), *missed("12:00", "12:30")]
    ssh.expect(*told, "09:40 nobody there since", "sitting 09:00-09:40")


def test_what_the_last_sign_itself_answered_is_not_open_again(ssh: Script) -> None:
    ssh.tick(35)
    ssh.command(SkipBreak(Skip.MEETING))
    ssh.tick(180)
    told = ["09:30 due", "notice: due", "notice: again", "09:35 skipped (meeting)"]
    told += [*missed("10:05", "10:35"), *missed("11:05", "11:35"), *missed("12:05", "12:35")]
    ssh.expect(*told, "09:35 nobody there since", "sitting 09:00-09:35")


def test_what_remains_is_what_leaving_then_would_have_left() -> None:
    def day(source: str) -> Script:
        script = Script(source=source)
        script.tick(30)
        script.command(SkipBreak(Skip.MEETING))
        script.tick(20)
        return script

    gone, silent = day("none"), day("none")
    gone.key()
    gone.command(Away())
    silent.key()
    gone.tick(200, every=5)
    silent.tick(200, every=5)
    told = ["09:30 due", "notice: due", "09:30 skipped (meeting)"]
    gone.expect(*told, "sitting 09:00-09:50", "09:50 due", "09:52 absence")
    # Three more fell due and are revoked; then all is as it was for the one who had said so.
    three = [*missed("10:00", "10:30"), *missed("11:00", "11:30"), *missed("12:00", "12:30")]
    silent.expect(*told, *three, "09:50 nobody there since", "sitting 09:00-09:50", "09:50 due", "12:30 absence")
    gone.key()
    silent.key()
    gone.expect("away 09:50-13:10, full")
    silent.expect("away 09:50-13:10, full")


def test_keys_in_coretui_prevent_an_absence_by_missed_prompts(ssh: Script) -> None:
    for _ in range(6):
        ssh.tick(60)
        ssh.key()
    assert ssh.sat == 360
    again = [["notice: due", *AGAIN] for _ in range(6)]
    hours = range(9, 15)
    told = zip(hours, again, strict=True)
    ssh.expect(*[line for hour, more in told for line in (f"{hour:02}:30 due", *more, f"{hour + 1:02}:00 missed")])


def test_commands_prevent_an_absence_by_missed_prompts(ssh: Script) -> None:
    ssh.tick(145)
    ssh.command(Stand())
    ssh.tick(1)
    ssh.command(Back())
    ssh.tick(34)
    stood = ["sitting 09:00-11:25", "standing 11:25-11:26"]
    ssh.expect(*missed("09:30", "10:00"), *missed("10:30", "11:00"), *stood, *missed("11:30", "12:00"))
    assert ssh.view.state is ChairState.SITTING


def test_a_break_ends_by_itself_at_full_length(ssh: Script) -> None:
    ssh.tick(30)
    ssh.command(StartBreak())
    ssh.tick(2)
    taken = ["09:32 taken", "break 09:30-09:32, full", "notice: break over"]
    ssh.expect("09:30 due", "notice: due", "sitting 09:00-09:30", *taken)


def test_a_source_that_fails_is_neither_rest_nor_input(ssh: Script) -> None:
    ssh.source = "x11"
    ssh.tick(20)
    ssh.touch()
    ssh.idle(4)
    ssh.lose_source()
    ssh.tick(5)
    assert (ssh.view.state, ssh.sat) == (ChairState.SITTING, 29)
    ssh.tick(1)
    ssh.expect("09:30 due", "notice: due")


def test_prompts_missed_while_one_typed_say_nothing_once_the_source_has_failed(ssh: Script) -> None:
    ssh.source = "x11"
    ssh.tick(180)
    ssh.expect(*missed("09:30", "10:00"), *missed("10:30", "11:00"), *missed("11:30", "12:00"))
    ssh.lose_source()
    ssh.tick(179)
    ssh.expect(*missed("12:30", "13:00"), *missed("13:30", "14:00"), "14:30 due", "notice: due", *AGAIN)
    assert ssh.sat == 359


def test_a_source_that_comes_back_is_believed_again(ssh: Script) -> None:
    ssh.tick(10)
    ssh.source = "x11"
    ssh.touch()
    ssh.idle(5)
    ssh.expect("sitting 09:00-09:10")
    assert ssh.view.state is ChairState.AWAY


def test_after_a_restart_of_the_machine_nobody_was_there_since_then(ssh: Script) -> None:
    ssh.tick(10)
    ssh.key()
    ssh.reboot(600)
    ssh.expect("sitting 09:00-09:10", "away 09:10-09:20, full")
    ssh.tick(180)
    told = [*missed("09:50", "10:20"), *missed("10:50", "11:20"), *missed("11:50", "12:20")]
    ssh.expect(*told, "09:20 nobody there since")


# nights


def test_a_night_outside_hours_has_not_been_sat_at() -> None:
    script = Script(FakeClocks(at("16:50")), source="none", hours=OFFICE)
    script.tick(11 * 60 + 9, every=10)
    script.expect()
    assert script.view.state is ChairState.OFF
    script.tick(1, every=10)
    script.expect("16:50 nobody there since")
    script.tick(5 * 60, every=10)
    script.expect("away 16:50-09:00, full")
    assert (script.view.state, script.due_in) == (ChairState.SITTING, 30)
    script.tick(30)
    script.expect("09:30 due", "notice: due")


def test_a_hold_overnight_has_not_been_sat_at() -> None:
    script = Script(source="none")
    script.tick(20)
    script.command(Pause(until=at("08:30", days=1)))
    script.tick(18 * 60 + 39, every=10)
    script.expect()
    script.tick(1, every=10)
    script.expect("09:20 nobody there since", "sitting 09:00-09:20")
    script.tick(4 * 60 + 30, every=10)
    script.expect("away 09:20-08:30, full")
    assert script.due_in == 30


def test_a_hold_through_a_long_day_is_sitting_as_long_as_the_day_lasts() -> None:
    script = Script(source="none")
    script.command(Pause(seconds=8 * 3600))
    script.tick(8 * 60, every=10)
    script.expect("17:00 due", "notice: due")
    assert script.sat == 480


def test_a_command_about_the_reminder_is_a_return_from_a_silent_absence(ssh: Script) -> None:
    ssh.tick(180)
    ssh.told.clear()
    ssh.tick(30)
    ssh.command(Pause(seconds=600))
    ssh.expect("away 09:00-12:30, full")
    assert ssh.view.state is ChairState.HELD
