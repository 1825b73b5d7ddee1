"""Every state of the chair against everything that time and machines do to it.

Each state is entered on a Monday by somebody at work; then something happens. A cell says what is told (a span
with `!` ends the stretch), the state after it, and the minutes of the stretch and to the next due.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from coretui.domain.chair.hours import Hours
from coretui.domain.chair.messages import Away, Pause, Snooze, Stand, StartBreak, StartSession
from tests.clock import FakeClocks, amsterdam
from tests.domain.script import Script

SUNDAYS_ONLY = Hours(((), (), (), (), (), (), ((43_200, 43_260),)))
SUMMER = datetime(2026, 3, 29, 1, tzinfo=UTC).timestamp()
WINTER = datetime(2026, 10, 25, 1, tzinfo=UTC).timestamp()
FOUR = datetime(2026, 11, 23, 3, tzinfo=UTC).timestamp()
"""The clock goes forward, the clock goes back, a day begins; all in Amsterdam."""
TEN = datetime(2026, 11, 23, 9, tzinfo=UTC).timestamp()

# --- the states ---------------------------------------------------------------------------------------------


def sitting(script: Script) -> None:
    script.tick(10)


def due(script: Script) -> None:
    script.tick(31)


def snoozed(script: Script) -> None:
    script.tick(31)
    script.command(Snooze())


def held(script: Script) -> None:
    script.tick(10)
    script.command(Pause())


def outside(script: Script) -> None:
    script.set(hours=SUNDAYS_ONLY)
    script.tick(10)


def on_break(script: Script) -> None:
    script.tick(30)
    script.command(StartBreak())
    script.idle(1)


def session(script: Script) -> None:
    script.tick(10)
    script.command(StartSession())
    script.idle(1)


def standing(script: Script) -> None:
    script.tick(10)
    script.command(Stand())
    script.tick(1)


def away(script: Script) -> None:
    script.tick(10)
    script.command(Away())
    script.idle(1)


STATES: list[Callable[[Script], None]] = [
    sitting, due, snoozed, held, outside, on_break, session, standing, away,
]  # fmt: skip

# --- what happens -------------------------------------------------------------------------------------------


def sleep(script: Script) -> None:
    script.sleep(10)


def lock(script: Script) -> None:
    script.lock()
    script.idle(10)
    script.unlock()


def kill_10_seconds(script: Script) -> None:
    script.stall(seconds=10)


def kill_10_minutes(script: Script) -> None:
    script.stall(10)


def kill_10_hours(script: Script) -> None:
    script.stall(10 * 60)


def reboot(script: Script) -> None:
    script.reboot(60)


def shorter_interval(script: Script) -> None:
    script.set(interval=300)
    script.idle(seconds=1)


def longer_break(script: Script) -> None:
    script.set(break_length=600)
    script.idle(1)


def work(script: Script) -> None:
    script.tick(10)


def forward(script: Script) -> None:
    script.set_clock(3600)
    script.tick(10)


def back(script: Script) -> None:
    script.set_clock(-3600)
    script.tick(10)


def travel(script: Script) -> None:
    script.clocks.travel(lambda wall: 9 * 3600)
    script.tick(10)


def entered(state: Callable[[Script], None], start: float) -> Script:
    """Return a script in which a state is reached at an instant."""
    trial = Script(FakeClocks(0))
    state(trial)
    script = Script(FakeClocks(start - trial.clocks.now().wall, amsterdam), source="x11")
    state(script)
    script.told.clear()
    return script


def outcome(script: Script) -> str:
    """Write down what was told, and what the chair is now."""
    told = " ".join(map(brief, script.told))
    script.told.clear()
    due_in = "-" if script.due_in is None else f"{script.due_in:.4g}"
    return f"{told}{' ' if told else ''}= {script.view.state} {script.sat:.4g} {due_in}"


def brief(line: str) -> str:
    first, second, *_ = line.removesuffix(", full").split()
    if first == "notice:":
        return f"({second})"
    return f"{first}{'!' if line.endswith(', full') else ''}" if first[0].isalpha() else second


# --- the table ----------------------------------------------------------------------------------------------

CHANGES: list[Callable[[Script], None]] = [
    work, sleep, lock, kill_10_seconds, kill_10_minutes, kill_10_hours, reboot, shorter_interval, longer_break,
]  # fmt: skip
AFRESH = "sitting away! = sitting 0 30"
TABLE: dict[Callable[[Script], None], tuple[str, ...]] = {
    sitting: (
        "= sitting 20 10",  # ten minutes of work
        AFRESH,  # ten minutes asleep
        AFRESH,  # ten minutes locked
        "= sitting 10.17 19.83",  # killed, back after ten seconds
        AFRESH,  # after ten minutes
        AFRESH,  # after ten hours
        "= sitting 11 19",  # the machine started anew, a minute
        "due (due) = due 10.02 -0",  # an interval of five minutes, a second later
        "= sitting 11 19",  # a break of ten minutes, a minute later
    ),
    due: (
        "(again) (again) = due 41 -11",
        "sitting absence away! = sitting 0 30",
        "sitting absence away! = sitting 0 30",
        "= due 31.17 -1.167",
        "sitting absence away! = sitting 0 30",
        "lapsed sitting away! = sitting 0 30",
        "= due 32 -2",
        "= due 31.02 -1.017",
        "= due 32 -2",
    ),
    snoozed: (
        "(again) (again) = due 41 -11",
        "sitting absence away! = sitting 0 30",
        "sitting absence away! = sitting 0 30",
        "= due 31.17 -1.167",
        "sitting absence away! = sitting 0 30",
        "lapsed sitting away! = sitting 0 30",
        "= due 32 -2",
        "= due 31.02 -1.017",
        "= due 32 -2",
    ),
    held: (
        "= held 20 -",
        "sitting away! = held 0 -",
        "sitting away! = held 0 -",
        "= held 10.17 -",
        "sitting away! = held 0 -",
        "sitting away! = held 0 -",
        "= held 11 -",
        "= held 10.02 -",
        "= held 11 -",
    ),
    outside: (
        "= off 20 -",
        "sitting away! = off 0 -",
        "sitting away! = off 0 -",
        "= off 10.17 -",
        "sitting away! = off 0 -",
        "sitting away! = off 0 -",
        "= off 11 -",
        "= off 10.02 -",
        "= off 11 -",
    ),
    on_break: (
        # A minute into it work goes on: half of it is short.
        "short break = sitting 39.92 20.08",
        "taken break! = sitting 0 30",
        "taken (break) = break 0 -",
        "= break 30 -",
        "taken break! = sitting 0 30",
        "lapsed break! = sitting 0 30",
        "taken (break) = break 0 -",
        "= break 30 -",
        "= break 30 -",
    ),
    session: (
        "= session 0 -",
        # It ended where the machine fell asleep, after a minute; the sleep is the break.
        "session away! = sitting 0 30",
        "= session 0 -",
        "= session 10 -",
        "session away! = sitting 0 30",
        "session away! = sitting 0 30",
        "= session 0 -",
        "= session 10 -",
        "= session 10 -",
    ),
    standing: (
        "= standing 0 -",
        "standing away! = sitting 0 30",
        "standing away! = standing 0 -",
        "= standing 10 -",
        "standing away! = sitting 0 30",
        "standing away! = sitting 0 30",
        "= standing 0 -",
        "= standing 10 -",
        "= standing 10 -",
    ),
    away: (
        # Announced for a minute only, so nobody went anywhere.
        "= sitting 21 9",
        # An absence that was announced goes on until somebody is there.
        "sitting = away 0 -",
        "sitting away! = sitting 0 30",
        "= away 10 -",
        "sitting = away 0 -",
        "sitting = away 0 -",
        "sitting = away 0 -",
        "= away 10 -",
        "= away 10 -",
    ),
}
CELLS = [(state, change, cell) for state in STATES for change, cell in zip(CHANGES, TABLE[state], strict=True)]


@pytest.mark.parametrize(("state", "change", "cell"), CELLS, ids=lambda part: getattr(part, "__name__", "becomes"))
def test_what_becomes_of_a_state(
    state: Callable[[Script], None], change: Callable[[Script], None], cell: str
) -> None:
    script = entered(state, TEN)
    change(script)
    assert outcome(script) == cell


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("change", [forward, back, travel], ids=lambda change: change.__name__)
def test_a_clock_that_is_set_is_ten_minutes_of_work(
    state: Callable[[Script], None], change: Callable[[Script], None]
) -> None:
    script = entered(state, TEN)
    change(script)
    assert outcome(script) == TABLE[state][0]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("middle", [SUMMER, WINTER, FOUR], ids=["summer time", "winter time", "a new day"])
def test_a_change_of_the_clocks_or_of_the_day_is_ten_minutes_of_work(
    state: Callable[[Script], None], middle: float
) -> None:
    script = entered(state, middle - 300)
    work(script)
    assert outcome(script) == TABLE[state][0]
