"""Programs that a test starts, ended by their process ids; waiting for what they do without stopping the loop."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from coretui.desktop.clocks import MachineClocks
from coretui.desktop.signs.watcher import WatchedSigns, Watcher
from tests.real.terminal import POLL


@contextmanager
def answering(*command: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start a program that writes one line to the descriptor `{answer}`; give it and the line, end it after."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [word.format(answer=writing) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(writing,),
    )
    os.close(writing)
    try:
        with open(reading, encoding="utf-8") as answers:
            line = answers.readline().strip()
        assert line, f"{command[0]} did not start"
        yield process, line
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program, one that stands still too."""
    process.send_signal(signal.SIGCONT)
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def display(*options: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start a display of its own; give its process and the name for `DISPLAY`."""
    # Without -noreset it begins anew when its last program leaves, and turns the next one away meanwhile.
    options = ("-noreset", "-nolisten", "tcp", *options)
    with answering("Xvfb", "-displayfd", "{answer}", *options) as (process, number):
        yield process, f":{number}"


@contextmanager
def bus() -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start a bus of its own; give its process and its address."""
    with answering("dbus-daemon", "--session", "--nofork", "--print-address={answer}") as started:
        yield started


async def seen(watcher: Watcher, wanted: Callable[[WatchedSigns], object], within: float = 20) -> WatchedSigns:
    """Wait until what the watcher reads is as wanted, and return it."""
    clocks = MachineClocks()
    deadline = time.monotonic() + within
    while not wanted(signs := watcher.read(clocks.now())):
        assert time.monotonic() < deadline, f"not within {within:g} s: {signs}"
        await asyncio.sleep(POLL)
    return signs
