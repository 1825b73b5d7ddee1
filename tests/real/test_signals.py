"""Ended from outside: everything is saved and the terminal is as it was."""

from __future__ import annotations

import os
import pty
import signal
import subprocess

import pytest

from tests.real.conftest import Installed, OpenPane
from tests.real.terminal import CORETUI, PROMPT, Pane, alive, environment, until

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


def test_a_terminal_that_takes_nothing_holds_up_no_end(coretui: Installed) -> None:
    """Whoever should read the screen is stuck: giving the terminal back waits for ever, saving does not."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [CORETUI],
        env=environment(coretui.home),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        until(lambda: coretui.json("status")["keeper"], within=30, what=lambda: str(process.poll()))
        process.send_signal(signal.SIGTERM)
        until(lambda: process.poll() is not None, within=20, what=lambda: f"{process.pid} still runs")
        assert coretui.json("status")["keeper"] is False
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_a_stop_hands_the_chair_on_and_the_screen_comes_back(open_pane: OpenPane) -> None:
    first, second = open_pane(), open_pane()
    clean = first.format(FLAGS)
    pid = first.start(wrapped=True)
    first.wait_for_app()
    second.start()
    second.wait_for_app()
    second.wait_for("Another coretui")
    for number in (signal.SIGTSTP, signal.SIGSTOP):
        os.kill(pid, number)
        if number is signal.SIGTSTP:
            second.wait_for(lambda screen: "Another coretui" not in screen)
        os.kill(pid, signal.SIGCONT)
        # Keys that come while the terminal is being taken back are not meant for coretui: it drops them.
        until(lambda: press(first, "4", "SITTING, BREAKS"), within=15, what=first.text)
        first.send("1")
        first.wait_for("YOUR DAY")
    first.send("q")
    # A key that was dropped while stopped may stand before the prompt: the terminal showed it.
    first.wait_for(lambda screen: screen.rstrip().endswith(PROMPT) and first.format(FLAGS) == clean)
    assert "Traceback" not in second.leave()


def press(pane: Pane, key: str, shows: str) -> bool:
    """Press a key and tell whether the screen shows what it leads to within half a second."""
    pane.send(key)
    try:
        pane.wait_for(shows, within=0.5)
    except AssertionError:
        return False
    return True
