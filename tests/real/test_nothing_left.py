"""A run of tests that is killed leaves no process behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.real.reaper import VARIABLE, marked
from tests.real.terminal import until

STARTS_ONE = """
import subprocess, time
def test_it():
    subprocess.Popen(["sleep", "600"], start_new_session=True)
    time.sleep(600)
"""


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the environment of others is not shown here")
def test_what_a_killed_run_has_started_is_ended(tmp_path: Path) -> None:
    """A run within this run: with the same conftest, one test that starts a process and waits for ever."""
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "conftest.py").write_text("from tests.real.conftest import _nothing_left_behind\n")
    (folder / "test_one.py").write_text(STARTS_ONE)
    run = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder, folder],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:

        def started() -> str:
            """Return the mark of the inner run, once its `sleep` is there."""
            for process in Path("/proc").glob("[0-9]*"):
                try:
                    words, environ = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
                    parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
                except (OSError, IndexError):
                    continue
                if parent == run.pid and words.startswith(b"sleep\0"):
                    return environ.split(f"{VARIABLE}=".encode())[1].split(b"\0")[0].decode()
            return ""

        until(started, within=30, what=lambda: "the inner run has started nothing")
        mark = started()
        assert mark != os.environ[VARIABLE]
    finally:
        run.send_signal(signal.SIGKILL)
        run.wait()
    until(lambda: not marked(mark), within=10, what=lambda: f"left behind: {marked(mark)}")
