"""Ends what a killed test run has left behind: run beside it, until its end of the pipe closes.

`python reaper.py MARK` waits on its standard input; then it kills every process whose environment holds the mark.
Only Linux shows the environment of others; elsewhere it ends nothing.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from pathlib import Path

VARIABLE = "CORETUI_TEST_RUN"
"""Set in the environment of all that a run of tests starts, to the mark of that run."""


def marked(mark: str) -> list[int]:
    """Return the process ids of all that carry a mark, oneself excepted."""
    wanted = f"{VARIABLE}={mark}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if int(process.name) != os.getpid() and wanted in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
    return found


def reap(mark: str) -> None:
    """Kill all that carry a mark, what they start meanwhile included."""
    while left := marked(mark):
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.stdin.read()
    reap(sys.argv[1])
