"""Every state of the chair against everything that time and machines do to it.

Each state is entered on a Monday by somebody at work; then something happens. A cell says what is told, if
anything, and after an arrow the state that follows, with the minutes of the stretch and to or since the next due.
What is told is a span by its body, `!` if it ends the stretch, a break that is `due` or how it ended, or a
`(notice)`.
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

Happening = Callable[[Script], None]
"""What is done or happens at the desk."""

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


def entered(state: Happening, start: float) -> Script:
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
    now = [f"{script.view.state}", f"sat {script.sat:.4g}"]
    if script.due_in is not None:
        now.append(f"due in {script.due_in:.4g}" if script.due_in > 0 else f"due since {-script.due_in:.4g}")
    return " → ".join(filter(None, [told, ", ".join(now)]))


def brief(line: str) -> str:
    first, second, *_ = line.removesuffix(", full").split()
    if first == "notice:":
        return f"({second})"
    return f"{first}{'!' if line.endswith(', full') else ''}" if first[0].isalpha() else second


# --- the table ----------------------------------------------------------------------------------------------

AFRESH = "sitting away! → sitting, sat 0, due in 30"
TABLE: dict[Happening, dict[Happening, str]] = {
    sitting: {
        work: "sitting, sat 20, due in 10",
        sleep: AFRESH,
        lock: AFRESH,
        kill_10_seconds: "sitting, sat 10.17, due in 19.83",
        kill_10_minutes: AFRESH,
        kill_10_hours: AFRESH,
        reboot: "sitting, sat 11, due in 19",
        shorter_interval: "due (due) → due, sat 10.02, due since 0",
        longer_break: "sitting, sat 11, due in 19",
    },
    due: {
        work: "(again) (again) → due, sat 41, due since 11",
        sleep: "sitting absence away! → sitting, sat 0, due in 30",
        lock: "sitting absence away! → sitting, sat 0, due in 30",
        kill_10_seconds: "due, sat 31.17, due since 1.167",
        kill_10_minutes: "sitting absence away! → sitting, sat 0, due in 30",
        kill_10_hours: "lapsed sitting away! → sitting, sat 0, due in 30",
        reboot: "due, sat 32, due since 2",
        shorter_interval: "due, sat 31.02, due since 1.017",
        longer_break: "due, sat 32, due since 2",
    },
    snoozed: {
        work: "(again) (again) → due, sat 41, due since 11",
        sleep: "sitting absence away! → sitting, sat 0, due in 30",
        lock: "sitting absence away! → sitting, sat 0, due in 30",
        kill_10_seconds: "due, sat 31.17, due since 1.167",
        kill_10_minutes: "sitting absence away! → sitting, sat 0, due in 30",
        kill_10_hours: "lapsed sitting away! → sitting, sat 0, due in 30",
        reboot: "due, sat 32, due since 2",
        shorter_interval: "due, sat 31.02, due since 1.017",
        longer_break: "due, sat 32, due since 2",
    },
    held: {
        work: "held, sat 20",
        sleep: "sitting away! → held, sat 0",
        lock: "sitting away! → held, sat 0",
        kill_10_seconds: "held, sat 10.17",
        kill_10_minutes: "sitting away! → held, sat 0",
        kill_10_hours: "sitting away! → held, sat 0",
        reboot: "held, sat 11",
        shorter_interval: "held, sat 10.02",
        longer_break: "held, sat 11",
    },
    outside: {
        work: "off, sat 20",
        sleep: "sitting away! → off, sat 0",
        lock: "sitting away! → off, sat 0",
        kill_10_seconds: "off, sat 10.17",
        kill_10_minutes: "sitting away! → off, sat 0",
        kill_10_hours: "sitting away! → off, sat 0",
        reboot: "off, sat 11",
        shorter_interval: "off, sat 10.02",
        longer_break: "off, sat 11",
    },
    on_break: {
        # A minute into it work goes on: half of it is short.
        work: "short break → sitting, sat 39.92, due in 20.08",
        sleep: "taken break! → sitting, sat 0, due in 30",
        lock: "taken (break) → break, sat 0",
        kill_10_seconds: "break, sat 30",
        kill_10_minutes: "taken break! → sitting, sat 0, due in 30",
        kill_10_hours: "lapsed break! → sitting, sat 0, due in 30",
        reboot: "taken (break) → break, sat 0",
        shorter_interval: "break, sat 30",
        longer_break: "break, sat 30",
    },
    session: {
        work: "session, sat 0",
        # It ended where the machine fell asleep, after a minute; the sleep is the break.
        sleep: "session away! → sitting, sat 0, due in 30",
        lock: "session, sat 0",
        kill_10_seconds: "session, sat 10",
        kill_10_minutes: "session away! → sitting, sat 0, due in 30",
        kill_10_hours: "session away! → sitting, sat 0, due in 30",
        reboot: "session, sat 0",
        shorter_interval: "session, sat 10",
        longer_break: "session, sat 10",
    },
    standing: {
        work: "standing, sat 0",
        sleep: "standing away! → sitting, sat 0, due in 30",
        lock: "standing away! → standing, sat 0",
        kill_10_seconds: "standing, sat 10",
        kill_10_minutes: "standing away! → sitting, sat 0, due in 30",
        kill_10_hours: "standing away! → sitting, sat 0, due in 30",
        reboot: "standing, sat 0",
        shorter_interval: "standing, sat 10",
        longer_break: "standing, sat 10",
    },
    away: {
        # Announced for a minute only, so nobody went anywhere.
        work: "sitting, sat 21, due in 9",
        # An absence that was announced goes on until somebody is there.
        sleep: "sitting → away, sat 0",
        lock: "sitting away! → sitting, sat 0, due in 30",
        kill_10_seconds: "away, sat 10",
        kill_10_minutes: "sitting → away, sat 0",
        kill_10_hours: "sitting → away, sat 0",
        reboot: "sitting → away, sat 0",
        shorter_interval: "away, sat 10",
        longer_break: "away, sat 10",
    },
}
CELLS = [(state, change, cell) for state, row in TABLE.items() for change, cell in row.items()]


def test_every_state_meets_the_same_changes() -> None:
    assert {tuple(row) for row in TABLE.values()} == {tuple(TABLE[sitting])}


@pytest.mark.parametrize(("state", "change", "cell"), CELLS, ids=lambda part: getattr(part, "__name__", "becomes"))
def test_what_becomes_of_a_state(state: Happening, change: Happening, cell: str) -> None:
    script = entered(state, TEN)
    change(script)
    assert outcome(script) == cell


@pytest.mark.parametrize("state", TABLE, ids=lambda state: state.__name__)
@pytest.mark.parametrize("change", [forward, back, travel], ids=lambda change: change.__name__)
def test_a_clock_that_is_set_is_ten_minutes_of_work(state: Happening, change: Happening) -> None:
    script = entered(state, TEN)
    change(script)
    assert outcome(script) == TABLE[state][work]


@pytest.mark.parametrize("state", TABLE, ids=lambda state: state.__name__)
@pytest.mark.parametrize("middle", [SUMMER, WINTER, FOUR], ids=["summer time", "winter time", "a new day"])
def test_a_change_of_the_clocks_or_of_the_day_is_ten_minutes_of_work(state: Happening, middle: float) -> None:
    script = entered(state, middle - 300)
    work(script)
    assert outcome(script) == TABLE[state][work]
