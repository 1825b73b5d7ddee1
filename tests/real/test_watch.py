"""`coretui watch` as a service manager runs it: a process without a screen that keeps the chair."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from coretui.desktop.clocks import MachineClocks
from coretui.domain.days import between
from tests.desktop.test_clocks import zone_file
from tests.real.conftest import Installed, require
from tests.real.programs import display, end
from tests.real.terminal import CORETUI, environment, until

# Whether somebody types on this machine meanwhile is no matter here.
CALM = '[chair]\naway = "10h"\n[notices]\nchannels = []\n'
KEEPING = "Tracking your sitting.\n"
FOLLOWING = "Another coretui is already tracking your sitting; this one follows it.\n"
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Watch:
    """A running `coretui watch` and what it has said."""

    process: subprocess.Popen[bytes]
    out: Path
    err: Path

    @property
    def said(self) -> str:
        return self.out.read_text(encoding="utf-8")

    @property
    def complained(self) -> str:
        return self.err.read_text(encoding="utf-8")

    def report(self) -> str:
        return f"exit code {self.process.poll()}, said {self.said!r}, complained {self.complained!r}"

    def wait_for(self, said: str) -> None:
        """Wait until this is all that it has said, and it still runs."""
        until(lambda: self.said == said, within=PATIENCE, what=self.report)
        assert self.process.poll() is None, self.report()

    def ended(self) -> int:
        """Wait for its end; return its exit code."""
        until(lambda: self.process.poll() is not None, within=PATIENCE, what=self.report)
        assert self.process.returncode is not None
        return self.process.returncode


class Room:
    """A home, and the watching processes on it."""

    def __init__(self, home: Path, stack: ExitStack) -> None:
        home.mkdir(mode=0o700)
        self.coretui = Installed(home)
        self.coretui.configure(CALM)
        self._stack = stack
        self._count = 0

    def watch(self, *, closed: str = "", out: int | None = None, **env: str) -> Watch:
        """Start one; `closed` closes streams in the shell's words, `out` is where it says what it says."""
        self._count += 1
        folder = self.coretui.home.parent
        said, complained = (folder / f"{name}-{self._count}" for name in ("out", "err"))

        def opened(path: Path) -> IO[bytes]:
            return self._stack.enter_context(path.open("wb"))

        process = subprocess.Popen(
            ["sh", "-c", f'exec "$0" watch {closed}', CORETUI],
            env=environment(self.coretui.home, **env),
            cwd=self.coretui.home,
            stdin=subprocess.DEVNULL,
            stdout=opened(said) if out is None else out,
            stderr=opened(complained),
        )
        self._stack.callback(end, process)
        if out is not None:
            os.close(out)
        return Watch(process, said, complained)

    @property
    def kept(self) -> bool:
        kept: bool = self.coretui.json("status")["keeper"]
        return kept


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    require(CORETUI)
    with ExitStack() as stack:
        yield Room(tmp_path / "home", stack)


def test_watch_keeps_the_chair(room: Room) -> None:
    assert not room.kept
    watch = room.watch()
    watch.wait_for(KEEPING)
    status = room.coretui.json("status")
    assert (status["keeper"], status["state"]) == (True, "sitting")
    until(lambda: room.coretui.json("status")["sitting_seconds"] >= 2, within=PATIENCE, what=watch.report)
    assert room.coretui.run("break", "start").returncode == 0
    assert room.coretui.json("status")["state"] == "break"
    assert watch.complained == ""


def test_a_watch_that_is_stopped_hands_the_chair_on(room: Room) -> None:
    first = room.watch()
    first.wait_for(KEEPING)
    second = room.watch()
    second.wait_for(FOLLOWING)
    first.process.send_signal(signal.SIGTSTP)
    second.wait_for(FOLLOWING + KEEPING)
    first.process.send_signal(signal.SIGCONT)
    first.wait_for(KEEPING + FOLLOWING)
    assert (first.complained, second.complained) == ("", "")


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda sent: sent.name)
def test_a_signal_ends_watch_in_good_order(room: Room, sent: signal.Signals) -> None:
    watch = room.watch()
    watch.wait_for(KEEPING)
    until(lambda: room.coretui.json("status")["sitting_seconds"] >= 2, within=PATIENCE, what=watch.report)
    before = MachineClocks().now()

    watch.process.send_signal(sent)

    assert watch.ended() == 0, watch.report()
    assert (watch.said, watch.complained) == (KEEPING, "")
    chair = room.coretui.chair()
    assert chair.closed
    assert between(before, chair.seen) >= 0, "what was open is stored as of the end"
    assert not room.kept
    assert room.coretui.json("status")["state"] == "off"


def test_a_second_one_follows_and_takes_over_from_one_that_is_killed(room: Room) -> None:
    first = room.watch()
    first.wait_for(KEEPING)
    second = room.watch()
    second.wait_for(FOLLOWING)
    until(lambda: room.coretui.json("status")["sitting_seconds"] >= 2, within=PATIENCE, what=second.report)
    before = room.coretui.json("status")
    assert second.said == FOLLOWING

    first.process.kill()

    second.wait_for(FOLLOWING + KEEPING)
    after = room.coretui.json("status")
    assert after["keeper"]
    assert (after["state"], after["since"], after["due_at"]) == ("sitting", before["since"], before["due_at"])
    assert after["sitting_seconds"] >= before["sitting_seconds"]
    assert room.coretui.rows("select count(*) from span") == [(0,)]
    second.process.terminate()
    assert second.ended() == 0
    assert (first.complained, second.complained) == ("", "")


def test_one_that_follows_ends_without_a_trace(room: Room) -> None:
    first = room.watch()
    first.wait_for(KEEPING)
    second = room.watch()
    second.wait_for(FOLLOWING)
    second.process.terminate()
    assert second.ended() == 0
    assert room.kept
    assert not room.coretui.chair().closed
    assert (first.said, second.complained) == (KEEPING, "")


@pytest.mark.parametrize("closed", ["<&-", "<&- >&-", "<&- >&- 2>&-"])
def test_watch_works_with_its_streams_closed(room: Room, closed: str) -> None:
    watch = room.watch(closed=closed)
    until(lambda: room.kept, within=PATIENCE, what=watch.report)
    until(lambda: room.coretui.json("status")["sitting_seconds"] >= 2, within=PATIENCE, what=watch.report)
    watch.process.terminate()
    assert watch.ended() == 0, watch.report()
    assert watch.complained == ""
    assert room.coretui.chair().closed


def test_watch_outlives_whoever_read_what_it_says(room: Room) -> None:
    first = room.watch()
    first.wait_for(KEEPING)
    reading, writing = os.pipe()
    second = room.watch(out=writing)
    with open(reading, encoding="utf-8") as log:
        assert log.readline() == FOLLOWING
    first.process.kill()
    until(lambda: room.kept, within=PATIENCE, what=second.report)
    before = room.coretui.json("status")["sitting_seconds"]
    until(
        lambda: room.coretui.json("status")["sitting_seconds"] >= before + 2, within=PATIENCE, what=second.report
    )
    assert room.kept
    second.process.terminate()
    assert second.ended() == 0, second.report()
    assert second.complained == ""


def test_watch_says_when_nothing_tells_of_input_any_more(room: Room) -> None:
    require("Xvfb")
    with display() as (server, name):
        watch = room.watch(DISPLAY=name)
        watch.wait_for(KEEPING)
        assert room.coretui.json("status")["idle_source"] == "X11"
        server.kill()
        until(lambda: "X11" in watch.complained, within=PATIENCE, what=watch.report)
    until(lambda: room.coretui.json("status")["idle_source"] != "X11", within=PATIENCE, what=watch.report)
    assert len(watch.complained.splitlines()) == 1
    assert room.kept


def test_watch_follows_the_settings(room: Room) -> None:
    watch = room.watch()
    watch.wait_for(KEEPING)
    before = room.coretui.json("status")["due_in_seconds"]
    assert before > 20 * 60
    room.coretui.configure('[chair]\naway = "10h"\ninterval = "10m"\nbreak = "often"\n[notices]\nchannels = []\n')
    until(lambda: "chair.break" in watch.complained, within=PATIENCE, what=watch.report)
    assert room.coretui.run("away").returncode == 0
    assert watch.process.poll() is None


def test_what_falls_due_is_on_disk_and_answered_by_a_command(room: Room) -> None:
    room.coretui.configure(CALM.replace("[chair]\n", '[chair]\ninterval = "5s"\nbreak = "10m"\n'))
    watch = room.watch()
    until(lambda: room.coretui.json("status")["state"] == "due", within=PATIENCE, what=watch.report)
    assert room.coretui.run("break", "skip", "--reason", "flow").returncode == 0
    [*_, last] = room.coretui.rows("select outcome, reason from prompt order by due_at")
    assert last == ("skipped", "flow")
    assert watch.complained == ""


def test_watch_follows_the_zone_of_the_machine(room: Room, tmp_path: Path) -> None:
    here = tmp_path / "localtime"
    zone_file(here, 3600)
    room.coretui.configure(CALM.replace('away = "10h"', 'away = "10h"\ninterval = "5s"'))
    watch = room.watch(TZ=f":{here}")
    watch.wait_for(KEEPING)

    def offset() -> int | None:
        query = "select utc_offset from prompt order by due_at desc limit 1"
        with closing(sqlite3.connect(f"file:{room.coretui.home / 'coretui.db'}?mode=ro", uri=True)) as db:
            row = db.execute(query).fetchone()
        return row[0] if row else None

    until(lambda: offset() == 3600, within=PATIENCE, what=watch.report)
    zone_file(here, 9 * 3600)
    until(lambda: offset() == 9 * 3600, within=60, what=watch.report)
    assert watch.complained == ""
