"""One keeper, any process: two apps at once, sudden deaths, a stall, commands from another terminal."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coretui.desktop.clocks import MachineClocks
from coretui.domain.days import between
from tests.real.conftest import Installed, OpenPane, require
from tests.real.desktop import Desktop
from tests.real.terminal import CORETUI, Pane, alive, environment, until

CALM = '[chair]\ninterval = "30m"\nbreak = "2m"\n'
FOLLOWS = re.compile(r"Another coretui\b.*(?s:.*)\btracking\b")
HALF_A_MINUTE = 30.0
SLACK = 5.0
"""Seconds by which a busy machine may be late."""
STALL = 47.0
"""Seconds for which a process stands still: more than the 45 that are taken for an absence at the earliest."""


def follows(screen: str) -> object:
    """Tell whether an app says that another one keeps the chair; the line may be wrapped."""
    return FOLLOWS.search(screen)


def keeps(screen: str) -> bool:
    return "activity " in screen and not follows(screen)


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    until(lambda: not alive(pid), within=10, what=lambda: f"process {pid} still runs")


def state(coretui: Installed) -> str:
    found: str = coretui.json("status")["state"]
    return found


def test_two_apps_at_once_obey_the_same_commands(coretui: Installed, open_pane: OpenPane) -> None:
    coretui.configure(CALM)
    first, second = open_pane(), open_pane()
    first.start()
    first.wait_for_app()
    first.wait_for(keeps)
    second.start()
    second.wait_for_app()
    second.wait_for(follows)

    second.wait_for("b break")
    second.send("b")
    until(lambda: state(coretui) == "break", within=10, what=second.text)
    first.wait_for("I'm back")
    first.send("b")
    until(lambda: state(coretui) == "sitting", within=10, what=first.text)
    second.wait_for("s stand")
    second.send("s")
    until(lambda: state(coretui) == "standing", within=10, what=second.text)
    first.wait_for("s sit")

    assert keeps(first.text())
    assert follows(second.text())
    bodies = coretui.rows("select body from span order by started_at")
    assert bodies == [("sitting",), ("break",), ("sitting",)]
    second.leave()
    assert coretui.json("status")["keeper"]
    first.leave()
    assert not coretui.json("status")["keeper"]


def test_the_second_app_takes_over_from_one_that_is_killed(coretui: Installed, open_pane: OpenPane) -> None:
    coretui.configure(CALM)
    first, second = open_pane(), open_pane()
    pid = first.start()
    first.wait_for_app()
    second.start()
    second.wait_for_app()
    second.wait_for(follows)
    until(lambda: coretui.json("status")["sitting_seconds"] >= 3, within=15, what=second.text)
    before = coretui.json("status")

    kill(pid)
    second.wait_for(keeps)

    after = coretui.json("status")
    assert after["keeper"]
    assert (after["state"], after["since"], after["due_at"]) == ("sitting", before["since"], before["due_at"])
    assert after["sitting_seconds"] >= before["sitting_seconds"]
    assert coretui.rows("select count(*) from span") == [(0,)]
    until(
        lambda: coretui.json("status")["sitting_seconds"] >= after["sitting_seconds"] + 3,
        within=20,
        what=second.text,
    )
    second.leave()


def test_whoever_is_closed_hands_over_and_can_follow(coretui: Installed, open_pane: OpenPane) -> None:
    coretui.configure(CALM)
    first, second = open_pane(), open_pane()
    first.start()
    first.wait_for_app()
    second.start()
    second.wait_for_app()
    since = coretui.json("status")["since"]
    first.leave()
    second.wait_for(keeps)
    first.start()
    first.wait_for_app()
    first.wait_for(follows)
    assert coretui.json("status")["since"] == since
    first.leave()
    second.leave()


@dataclass
class Desk:
    """A home with an app open in a terminal, brought into a state."""

    name: str
    coretui: Installed
    pane: Pane
    pid: int = 0

    def open(self) -> None:
        self.pid = self.pane.start()

    def wait(self) -> None:
        """Wait until the app is drawn and keeps the chair."""
        self.pane.wait_for_app()
        until(lambda: self.status()["keeper"], within=15, what=self.told)

    def status(self) -> dict[str, Any]:
        status: dict[str, Any] = self.coretui.json("status")
        return status

    def told(self) -> str:
        return f"{self.name}: {self.status()}\n{self.pane.text()}"

    def bring(self) -> None:
        """Bring the chair into the state that gives the desk its name."""
        commands = {"break": "break start", "standing": "stand", "held": "pause 30m --reason meeting"}
        if self.name in commands:
            done = self.coretui.run(*commands[self.name].split())
            assert done.returncode == 0, done.stderr
        until(lambda: self.status()["state"] == self.name, within=20, what=self.told)
        if self.name == "due":
            # From here on it is to stay as it is, however long this takes.
            self.coretui.configure(CALM)

    def facts(self) -> dict[str, Any]:
        """Return what must be the same before and after: a span lasts, and no event is lost or added."""
        status = self.status()
        return {
            "sat": status["sitting_seconds"] if self.name in {"break", "standing"} else 0,
            **{key: status[key] for key in ("since", "until", "snoozes")},
            "due": status["due_at"] if self.name == "due" else None,
            "spans": self.coretui.rows("select * from span order by started_at"),
            "prompts": self.coretui.rows("select * from prompt order by due_at"),
        }


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[list[Desk]]:
    """Give five desks with the app open, each in another state of the chair."""
    require("tmux", CORETUI)
    with ExitStack() as panes:
        found = []
        for name in ("sitting", "break", "standing", "held", "due"):
            home = tmp_path / name
            home.mkdir(mode=0o700)
            coretui = Installed(home)
            coretui.configure(CALM.replace("30m", "5s") if name == "due" else CALM)
            found.append(Desk(name, coretui, panes.enter_context(Pane(environment(home), home))))
        for desk in found:
            desk.open()
        for desk in found:
            desk.wait()
            desk.bring()
        yield found


def test_a_sudden_death_in_any_state_loses_no_event_and_half_a_minute_at_most(desks: list[Desk]) -> None:
    clocks = MachineClocks()
    begun = clocks.now()

    def beaten() -> bool:
        """Tell whether the state has been stored again at each desk though nothing happened there."""
        seen = [desk.coretui.chair().seen for desk in desks]
        late = [between(one, clocks.now()) for one in seen]
        assert max(late) <= HALF_A_MINUTE + SLACK, late
        return all(between(begun, one) > 0 for one in seen)

    until(beaten, within=HALF_A_MINUTE + 3 * SLACK, what=lambda: "\n".join(desk.told() for desk in desks))
    before = [desk.facts() for desk in desks]
    for desk in desks:
        kill(desk.pid)
    for desk in desks:
        status = desk.status()
        assert (status["state"], status["keeper"]) == ("off", False)
        lost = between(desk.coretui.chair().seen, clocks.now())
        assert lost <= HALF_A_MINUTE + SLACK, (desk.name, lost)

    with ExitStack() as panes:
        for desk in desks:
            home = desk.coretui.home
            desk.pane = panes.enter_context(Pane(environment(home), home))
            desk.open()
        for desk, facts in zip(desks, before, strict=True):
            desk.wait()
            assert desk.status()["state"] == desk.name, desk.told()
            assert desk.facts() == facts, desk.told()
            desk.pane.leave()

    by_name = {desk.name: desk.coretui for desk in desks}
    assert by_name["due"].rows("select outcome from prompt")[-1:] == [(None,)]
    assert by_name["held"].json("status")["keeper"] is False
    hold = by_name["held"].chair().hold
    assert hold
    assert (hold.seconds, hold.reason) == (30 * 60, "meeting")


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("break start", r"On a break"),
        ("pause 30m --reason meeting", r"(?s)Paused until \d\d:\d\d.*\(meeting\)"),
        ("stand", r"Standing since \d\d:\d\d"),
        ("away", r"Away since \d\d:\d\d"),
    ],
)
def test_a_command_shows_in_the_open_app_within_two_seconds(
    coretui: Installed, pane: Pane, command: str, shown: str
) -> None:
    coretui.configure(CALM)
    pane.start()
    pane.wait_for_app()
    # All has been stored that is on its way at first: nothing but the command is left to be noticed.
    until(lambda: coretui.json("status")["idle_source"] == "tmux", within=15, what=pane.text)
    assert not re.search(shown, pane.wait_for("activity from tmux"))
    assert coretui.run(*command.split()).returncode == 0
    begun = time.monotonic()
    pane.wait_for(lambda screen: re.search(shown, screen), within=10)
    assert time.monotonic() - begun < 2
    pane.leave()


def test_commands_need_a_keeper_unless_they_hold_or_leave(coretui: Installed, pane: Pane) -> None:
    coretui.configure(CALM)
    pane.start()
    pane.wait_for_app()
    assert coretui.json("status")["keeper"]
    pane.leave()
    for refused in ("break start", "break back", "stand", "sit"):
        done = coretui.run(*refused.split())
        assert done.returncode == 1
        assert "Nothing is tracking your sitting" in done.stderr
    assert coretui.run("pause", "30m", "--reason", "meeting").returncode == 0
    pane.start()
    pane.wait_for_app()
    pane.wait_for(lambda screen: re.search(r"(?s)Paused until \d\d:\d\d.*\(meeting\)", screen))
    assert coretui.run("resume").returncode == 0
    pane.wait_for("Stand up at")
    pane.leave()


def test_a_stalled_app_goes_on_with_an_absence_and_without_a_backlog(
    coretui: Installed, open_pane: OpenPane, desktop: Desktop
) -> None:
    # By dunst alone: with the display, resting keys would be the absence.
    bus = {name: value for name, value in desktop.env.items() if name != "DISPLAY"}
    coretui.configure('[chair]\ninterval = "10s"\nbreak = "3s"\nremind = "5s"\n')
    pane = open_pane(**bus)
    pid = pane.start(wrapped=True)
    pane.wait_for_app()
    until(desktop.received, within=30, what=pane.text)
    [(prompt,)] = coretui.rows("select id from prompt where outcome is null")
    before = len(desktop.received())

    os.kill(pid, signal.SIGSTOP)
    stopped = time.monotonic()
    until(lambda: _process_state(pid) == "T", within=5, what=lambda: _process_state(pid))
    until(lambda: time.monotonic() - stopped > STALL, within=2 * STALL, what=pane.text)
    assert _process_state(pid) == "T", "it has stood still all the time"
    os.kill(pid, signal.SIGCONT)

    def credited() -> list[tuple[Any, ...]]:
        return coretui.rows("select seconds, ends_stretch from span where body = 'away'")

    until(credited, within=15, what=pane.text)
    [(seconds, ends_stretch)] = credited()
    assert STALL - 2 <= seconds <= time.monotonic() - stopped + 2
    assert ends_stretch == 1
    pane.wait_for("Sat anyway?")
    until(lambda: coretui.json("status")["sitting_seconds"] >= 4, within=15, what=pane.text)
    assert len(desktop.received()) <= before + 1, desktop.received()
    assert coretui.rows(f"select outcome from prompt where id = '{prompt}'") == [("absence",)]  # noqa: S608
    assert len(coretui.rows("select id from prompt")) <= 2, "none was added to the past"
    assert coretui.json("status")["keeper"]
    assert "Traceback" not in pane.leave()


def _process_state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
