"""The pacer under the prompt: whole rounds are kept, one line stays, and the terminal is as it was."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from typing import Any

import pytest

from tests.real.conftest import Installed, OpenPane
from tests.real.terminal import CORETUI, PROMPT, Pane, alive, environment, until
from tests.real.test_signals import FLAGS

QUICK = "2-0-3"
"""A pattern whose rounds are short to wait for, and long enough to do something in one."""


def breathed(coretui: Installed) -> list[tuple[Any, ...]]:
    return coretui.rows("select pattern, rounds, planned, seconds from breathing")


def wait_for_a_round(coretui: Installed, pane: Pane) -> None:
    until(lambda: breathed(coretui), within=40, what=pane.text)


@pytest.fixture(autouse=True)
def _store(coretui: Installed) -> None:
    coretui.json("today")


def test_a_round_of_4_7_8_lasts_its_seconds_and_leaves_one_line(coretui: Installed, pane: Pane) -> None:
    began = time.monotonic()
    pane.run("coretui breathe 4-7-8 --rounds 1")
    pane.wait_for("get ready")
    pane.wait_for("Hold your breath, at ease")
    screen = pane.wait_for_shell(within=60)
    assert 22 <= time.monotonic() - began < 60
    assert breathed(coretui) == [("4-7-8", 1, 1, 19)]
    assert screen.split("\n")[:3] == [
        f"{PROMPT} coretui breathe 4-7-8 --rounds 1",
        "4-7-8: Done: 1 round.",
        PROMPT,
    ]
    assert screen.rstrip().endswith(PROMPT)


def test_ctrl_c_keeps_the_whole_rounds(coretui: Installed, pane: Pane) -> None:
    pane.run(f"coretui breathe {QUICK} --rounds 3; echo ended with $?")
    wait_for_a_round(coretui, pane)
    pane.send("C-c")
    screen = pane.wait_for_shell()
    assert breathed(coretui) == [(QUICK, 1, 3, 5)]
    assert screen.rstrip().splitlines()[1:] == [f"{QUICK}: 1 whole round, recorded.", "ended with 0", PROMPT]


def test_ctrl_c_before_the_first_breath_records_nothing(coretui: Installed, pane: Pane) -> None:
    pane.run(f"coretui breathe {QUICK}")
    pane.wait_for("get ready")
    pane.send("C-c")
    assert f"\n{QUICK}: No whole round this time.\n{PROMPT}" in pane.wait_for_shell()
    assert breathed(coretui) == []


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda sent: sent.name)
def test_a_signal_keeps_the_rounds_and_leaves_the_terminal_as_it_was(
    coretui: Installed, pane: Pane, sent: signal.Signals
) -> None:
    pane.run("echo written before")
    pane.wait_for("\nwritten before")
    clean = pane.format(FLAGS)
    pid = pane.start("breathe", QUICK, "--rounds", "3")
    wait_for_a_round(coretui, pane)
    assert pane.format(FLAGS) != clean

    os.kill(pid, sent)

    screen = pane.wait_for_shell()
    assert "\nwritten before" in screen
    assert screen.rstrip().endswith(f"\n{QUICK}: 1 whole round, recorded.\n{PROMPT}")
    assert pane.format(FLAGS) == clean
    pane.run("stty -a")
    assert "-icanon" not in pane.wait_for("icanon")
    assert not alive(pid)
    assert breathed(coretui) == [(QUICK, 1, 3, 5)]


def test_closing_the_window_keeps_the_rounds(coretui: Installed, open_pane: OpenPane) -> None:
    pane = open_pane()
    pid = pane.start("breathe", QUICK, "--rounds", "3")
    wait_for_a_round(coretui, pane)
    pane.close_window()
    until(lambda: not alive(pid), within=10, what=lambda: f"process {pid} still runs")
    assert breathed(coretui) == [(QUICK, 1, 3, 5)]


def stuck(terminal: int) -> bool:
    """Tell whether nothing more has come for a while, though the breath goes on."""

    def waiting() -> int:
        return int.from_bytes(fcntl.ioctl(terminal, termios.FIONREAD, bytes(4)), sys.byteorder)

    before = waiting()
    time.sleep(2)
    return 0 < before == waiting()


def test_a_terminal_that_takes_nothing_holds_up_no_end(coretui: Installed) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [CORETUI, "breathe", "0.5-0-0.5"],
        env=environment(coretui.home),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        until(lambda: stuck(ours), within=60, what=lambda: str(process.poll()))
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_ctrl_z_gives_the_terminal_back_and_the_round_begins_anew(coretui: Installed, pane: Pane) -> None:
    clean = pane.format(FLAGS)
    pane.run(f"coretui breathe {QUICK} --rounds 2")
    wait_for_a_round(coretui, pane)
    pane.send("C-z")
    pane.wait_for_shell()
    assert pane.format(FLAGS) == clean
    pane.run("echo at the prompt")
    pane.wait_for("\nat the prompt")

    pane.run("fg")
    pane.wait_for("Paused")
    pane.send("Space")
    pane.wait_for("get ready")
    assert pane.wait_for_shell(within=40).rstrip().endswith(f"{QUICK}: Done: all 2 rounds.\n{PROMPT}")
    assert breathed(coretui) == [(QUICK, 2, 2, 10)]
    assert pane.format(FLAGS) == clean


def test_rounds_do_not_go_on_while_it_is_stopped_from_outside(coretui: Installed, pane: Pane) -> None:
    pid = pane.start("breathe", QUICK, "--rounds", "9", wrapped=True)
    wait_for_a_round(coretui, pane)
    os.kill(pid, signal.SIGSTOP)
    time.sleep(11)  # two rounds and more
    os.kill(pid, signal.SIGCONT)
    pane.wait_for("Paused")
    pane.send("q")
    pane.wait_for_shell()
    assert breathed(coretui) == [(QUICK, 1, 9, 5)]


def test_the_breath_fits_every_size(open_pane: OpenPane) -> None:
    pane = open_pane(columns=80, rows=24)
    pane.run("coretui breathe 20-20-20 --rounds 1")
    pane.wait_for("Breathe in")
    for columns, rows in ((40, 10), (20, 8), (10, 3), (60, 20), (200, 50), (80, 24)):
        pane.resize(columns, rows)
        beside = columns >= 60
        pane.wait_for(lambda screen, beside=beside: ("Breathe in" in screen) is beside)  # type: ignore[misc]
    pane.send("C-c")
    screen = pane.wait_for_shell()
    assert "Traceback" not in screen
    assert screen.rstrip().endswith(f"\n20-20-20: No whole round this time.\n{PROMPT}")


def test_what_is_above_stays_when_the_window_grows(open_pane: OpenPane) -> None:
    pane = open_pane(columns=80, rows=24)
    pane.run("echo written before")
    pane.wait_for("\nwritten before")
    pane.run("coretui breathe 20-20-20")
    pane.wait_for("ctrl+c stop")
    pane.resize(120, 30)
    pane.wait_for(lambda screen: "\nwritten before" in screen and "finish this round" in screen)
    pane.send("C-c")
    assert "\nwritten before" in pane.wait_for_shell()


def test_the_line_that_is_left_goes_where_the_output_goes(coretui: Installed, pane: Pane) -> None:
    pane.run(f"coretui breathe {QUICK} --rounds 1 > said; cat said | tr a-z A-Z")
    pane.wait_for("Breathe in, into your belly")
    assert pane.wait_for_shell(within=40).rstrip().endswith(f"A-Z\n{QUICK}: DONE: 1 ROUND.\n{PROMPT}")
    assert breathed(coretui) == [(QUICK, 1, 1, 5)]


@pytest.mark.parametrize("away", ["< /dev/null", "2> said", "<&-"])
def test_without_a_terminal_it_says_so(coretui: Installed, pane: Pane, away: str) -> None:
    pane.run(f"coretui breathe {away}; echo ended with $?; cat said")
    pane.wait_for("ended with 1")
    screen = pane.wait_for_shell()
    assert "\nended with 1\n" in screen
    assert "\nThe breathing pacer needs a terminal.\n" in screen
    assert breathed(coretui) == []
