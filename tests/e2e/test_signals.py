"""Ended from outside: everything is saved and the terminal is as it was."""

from __future__ import annotations

import os
import signal

import pytest

from tests.e2e.conftest import Installed, OpenPane
from tests.e2e.terminal import Pane, alive, until

FLAGS = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_cursor_flag}"


def tick_the_first_habit(coretui: Installed, pane: Pane) -> str:
    first: str = coretui.json("today")["habits"][0]["id"]
    pane.send("Space")
    until(lambda: coretui.habit(first)["done"], within=5, what=pane.text)
    return first


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP], ids=lambda sent: sent.name)
def test_a_signal_leaves_the_terminal_as_it_was(coretui: Installed, pane: Pane, sent: signal.Signals) -> None:
    pane.run("echo written before")
    pane.wait_for("\nwritten before")
    clean = pane.format(FLAGS)
    pid = pane.start()
    pane.wait_for_app()
    assert pane.format(FLAGS) != clean
    habit = tick_the_first_habit(coretui, pane)

    os.kill(pid, sent)

    screen = pane.wait_for_shell()
    assert "\nwritten before" in screen
    assert "Traceback" not in screen
    assert pane.format(FLAGS) == clean
    pane.run("stty -a")
    assert "-icanon" not in pane.wait_for("icanon")
    assert not alive(pid)
    assert coretui.habit(habit)["done"]
    assert coretui.json("status")["keeper"] is False


def test_closing_the_window_saves_and_ends(coretui: Installed, open_pane: OpenPane) -> None:
    pane = open_pane()
    pid = pane.start()
    pane.wait_for_app()
    habit = tick_the_first_habit(coretui, pane)

    pane.close_window()

    until(lambda: not alive(pid), within=10, what=lambda: f"process {pid} still runs")
    assert coretui.habit(habit)["done"]
    again = open_pane()
    again.start()
    again.wait_for_app()
    assert coretui.json("status")["keeper"] is True
    again.leave()
