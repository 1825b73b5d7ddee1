"""Every way out that needs a real terminal or a real signal: the rows of docs/leaving.md."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import resource
import select
import signal
import sqlite3
import struct
import subprocess
import termios
import time
from collections.abc import Iterator

import pytest

from tests.real.conftest import Installed, OpenPane
from tests.real.terminal import CORETUI, Pane, environment
from tests.real.test_breathe import breathed
from tests.real.test_signals import FLAGS

OURS = """
[chair]
interval = "5m"
[breathing]
tension = "off"
[session]
sides = "each"
ball = "no"
asked = ["goal", "band"]
ready = "1s"
[notices]
channels = []
"""


class Screen:
    """The app in a terminal whose window the test holds: it is read only when the test says so."""

    def __init__(self, coretui: Installed, *args: str) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            [CORETUI, *args],
            env=environment(coretui.home),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        os.set_blocking(self.ours, False)
        self.seen = b""

    def read(self, seconds: float) -> bytes:
        """Read all that comes for so many seconds."""
        until_then, news = time.monotonic() + seconds, b""
        while (left := until_then - time.monotonic()) > 0:
            if select.select((self.ours,), (), (), left)[0]:
                with contextlib.suppress(OSError):
                    news += os.read(self.ours, 65536)
        self.seen += news
        return news

    def wait_for(self, words: str, within: float = 30) -> None:
        """Read until these words have come."""
        deadline = time.monotonic() + within
        self.seen = b""
        while words.encode() not in self.seen:
            assert time.monotonic() < deadline, self.seen[-2000:]
            self.read(0.2)

    def ends(self, within: float) -> int:
        """Read until the process has ended; return its exit code."""
        deadline = time.monotonic() + within
        while self.process.poll() is None:
            assert time.monotonic() < deadline, "it still runs"
            self.read(0.1)
        self.read(0.1)
        return self.process.wait()

    def press(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.ours)


@pytest.fixture
def screen(coretui: Installed) -> Iterator[Screen]:
    coretui.configure(OURS)
    coretui.json("today")
    one = Screen(coretui)
    one.wait_for("YOUR DAY")
    yield one
    one.close()


def test_a_terminal_that_stops_reading_pauses_the_breath_and_gets_no_old_frames(
    coretui: Installed, screen: Screen
) -> None:
    screen.press("2")
    screen.wait_for("BREATHE")
    screen.press(" ")
    screen.wait_for("finish")
    time.sleep(45)  # two rounds of 4-7-8 and more, none of which is read
    late = screen.read(5)
    assert len(late) < 60_000, "of some 300 kB"
    assert b"paused" in late or b"Paused" in late
    assert coretui.rows("select coalesce(max(rounds), 0) from breathing") == [(0,)]
    screen.process.send_signal(signal.SIGTERM)
    assert screen.ends(within=10) == 0


def test_a_signal_ends_it_though_the_terminal_takes_nothing(coretui: Installed, screen: Screen) -> None:
    screen.press("2")
    screen.wait_for("BREATHE")
    screen.press(" ")
    screen.wait_for("finish")
    time.sleep(12)
    screen.process.send_signal(signal.SIGTERM)
    assert screen.process.wait(timeout=8) == 0
    assert coretui.json("status")["keeper"] is False


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP], ids=lambda sent: sent.name)
def test_a_full_disk_holds_up_no_end(screen: Screen, sent: signal.Signals) -> None:
    resource.prlimit(screen.process.pid, resource.RLIMIT_FSIZE, (0, 0))
    screen.process.send_signal(sent)
    assert screen.ends(within=8) == 1
    assert b"Traceback" not in screen.seen
    assert b"\x1b[?1049l" in screen.seen, "the terminal is given back"


def test_a_locked_store_holds_up_no_end(coretui: Installed, screen: Screen) -> None:
    with contextlib.closing(sqlite3.connect(coretui.home / "coretui.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        screen.process.send_signal(signal.SIGTERM)
        assert screen.ends(within=15) == 1
    assert b"\x1b[?1049l" in screen.seen, "the terminal is given back"


def test_a_led_session_left_by_q_is_over_for_the_chair_and_still_offered(
    coretui: Installed, open_pane: OpenPane
) -> None:
    coretui.configure(OURS)
    pane = open_pane()
    pane.start()
    pane.wait_for_app()
    pane.send("3")
    pane.wait_for("CORE PROGRAMME")
    pane.send("Enter")
    pane.wait_for("of 30 s")
    pane.leave()
    pane.start()
    pane.wait_for_app()
    assert "In a session" not in pane.settled()
    assert coretui.json("status")["state"] == "sitting"
    pane.send("3")
    pane.wait_for("enter go on")
    pane.leave()


@pytest.mark.parametrize("name", ["1  Today", "2  Breathe", "3  Session", "4  Week", "5  Library"])
def test_ctrl_z_stops_to_the_shell_and_fg_comes_back_whole(pane: Pane, name: str) -> None:
    def whole(screen: str) -> object:
        lines = screen.splitlines()
        return "coretui" in lines[0] and name in lines[0] and lines[-1].strip() and len(lines) == 30

    clean = pane.format(FLAGS)
    pane.start()
    pane.wait_for_app()
    pane.send(name[0])
    pane.wait_for(whole)
    pane.send("C-z")
    pane.wait_for_shell()
    assert pane.format(FLAGS) == clean
    pane.run("echo at the prompt")
    pane.wait_for("\nat the prompt")
    pane.run("fg")
    assert len([line for line in pane.wait_for(whole).splitlines() if line.strip()]) > 15
    pane.leave()
    assert pane.format(FLAGS) == clean


def test_ctrl_z_pauses_the_breath(coretui: Installed, pane: Pane) -> None:
    pane.start()
    pane.wait_for_app()
    pane.send("2")
    pane.wait_for("BREATHE")
    pane.send("Space")
    pane.wait_for("get ready")
    pane.send("C-z")
    pane.wait_for_shell()
    pane.run("fg")
    pane.wait_for("paused")
    assert breathed(coretui) == []
    pane.leave()


@pytest.mark.parametrize("words", [(), ("breathe",)], ids=["app", "prompt"])
def test_a_terminal_that_is_gone_without_a_signal_ends_it(coretui: Installed, words: tuple[str, ...]) -> None:
    coretui.json("today")
    screen = Screen(coretui, *words)
    screen.wait_for("finish" if words else "YOUR DAY")
    os.close(screen.ours)
    try:
        assert screen.process.wait(timeout=10) == 0
    finally:
        screen.process.kill()
        screen.process.wait()
    if not words:
        assert coretui.json("status")["keeper"] is False


def test_without_a_shell_ctrl_z_says_so_and_goes_on(screen: Screen) -> None:
    screen.press("\x1a")
    screen.wait_for("There is no shell")
    screen.press("4")
    screen.wait_for("SITTING, BREAKS")
    assert screen.process.poll() is None
