"""A terminal that stops reading: nothing waits for it, what came too late is left out, what it took is known."""

from __future__ import annotations

import fcntl
import os
import select
import sys
from queue import Queue

import pytest

from coretui.tui.terminal.writer import BEHIND, LAST_WORDS, MOST_LATE, TerminalWriter

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")

FRAME, NOTICE = "a frame ", "\x1b]9;Stand up\x07"


class Line:
    """A line that holds little, a clock moved by hand, and what the writer tells."""

    def __init__(self) -> None:
        self.ours, theirs = os.pipe()
        fcntl.fcntl(theirs, 1031, 4096)  # F_SETPIPE_SZ
        self.theirs = theirs
        self.now = 100.0
        self.told: Queue[str] = Queue()
        self.writer = TerminalWriter(
            theirs, lambda: self.now, lambda: self.told.put("caught up"), lambda: self.told.put("gone")
        )

    def stick(self) -> None:
        """Write more than the line holds at once."""
        self.writer.write("x" * 5000)
        select.select((self.ours,), (), ())

    def read(self, count: int) -> str:
        """Read so many bytes, however long they take."""
        found = b""
        while len(found) < count:
            found += os.read(self.ours, count - len(found))
        return found.decode()

    def rest(self) -> str:
        """Close the line and return what is left on it."""
        os.close(self.theirs)
        with os.fdopen(self.ours, "rb") as file:
            return file.read().decode()


@pytest.fixture
def line() -> Line:
    """Return a line to a terminal; a test ends with `rest`."""
    return Line()


def test_what_was_taken_was_shown(line: Line) -> None:
    line.writer.write(FRAME)
    assert line.read(len(FRAME)) == FRAME
    line.writer.close()
    line.now += 50
    assert line.writer.shown(line.now) == line.now
    assert line.rest() == ""


def test_what_is_not_taken_was_not_shown_and_no_old_frame_comes_afterwards(line: Line) -> None:
    line.stick()
    for _ in range(1000):
        line.now += 0.05
        line.writer.write(FRAME)
        line.writer.write(NOTICE)
    assert line.writer.shown(line.now) == 100
    assert len(line.read(5000)) == 5000
    assert line.told.get(timeout=60) == "caught up"
    assert line.writer.shown(line.now) == line.now
    line.writer.write("drawn anew")
    line.writer.close()
    late = line.rest()
    assert late.count(FRAME) <= BEHIND / 0.05 + 1
    assert 0 < late.count(NOTICE) <= MOST_LATE + 1, "a notice comes late rather than never"
    assert late.endswith("drawn anew")


def test_a_moment_of_waiting_leaves_nothing_out(line: Line) -> None:
    line.stick()
    line.now += BEHIND
    line.writer.write(FRAME)
    line.read(5000)
    line.writer.close()
    assert line.rest() == FRAME


def test_what_gives_the_terminal_back_is_written_whatever_was_left_out(line: Line) -> None:
    line.stick()
    line.now += 9
    line.writer.write(FRAME)
    line.writer.leave()
    line.writer.write("back ")
    line.now += 9
    line.writer.write("in front")
    line.read(5000)
    line.writer.close()
    assert line.rest() == "back in front"


def test_leaving_does_not_wait_for_a_terminal_that_takes_nothing(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coretui.tui.terminal.writer.LAST_WORDS", LAST_WORDS / 100)
    line.stick()
    line.writer.leave()
    line.writer.close()
    assert line.writer.shown(200) == 100
    line.read(5000)
    assert line.rest() == ""


def test_a_terminal_that_is_gone_is_told_of_once(line: Line) -> None:
    os.close(line.ours)
    line.writer.write(FRAME)
    assert line.told.get(timeout=60) == "gone"
    line.writer.write(FRAME)
    line.writer.close()
    assert line.told.empty()
    os.close(line.theirs)
