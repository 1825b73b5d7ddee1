"""A real desktop for the tests: a display, a session bus and dunst, all private, and what dunst was sent."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from tests.real.terminal import until

TOOLS = ("Xvfb", "dbus-daemon", "dunst", "dunstctl", "notify-send")

DUNSTRC = """
[global]
    monitor = 0
    font = Monospace 10
    idle_threshold = 0
    dmenu = /bin/false
    browser = /bin/false

[keep]
    summary = "*"
    script = {script}
"""
# A bus without services: the standard one would start a second dunst for whoever asks before the first is there.
BUS = """<busconfig>
  <type>session</type>
  <listen>unix:tmpdir={folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
# dunst's own history could be read only with systemd's busctl, which a bare machine has not.
SCRIPT = """#!/bin/sh
cd "$(dirname "$0")" || exit
printf '%s\\0' "$DUNST_APP_NAME" "$DUNST_SUMMARY" "$DUNST_BODY" > new.$$
mv new.$$ notices/"$DUNST_ID".$$
"""


@dataclass(frozen=True, slots=True)
class Received:
    """A notice as dunst was sent it."""

    app: str
    title: str
    body: str


class Desktop:
    """Xvfb, dbus-daemon and dunst for one test; leaving the `with` block ends them by their process ids.

    `env` is what a program needs to find them, `pids` has their process ids by name.
    """

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.env: dict[str, str] = {}
        self.pids: dict[str, int] = {}

    def __enter__(self) -> Self:
        with self._stack:
            self._begin()
            self._stack = self._stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _begin(self) -> None:
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="coretui-")))
        self.env = {"XDG_RUNTIME_DIR": str(folder), "LIBGL_ALWAYS_SOFTWARE": "1"}
        rules = folder / "dunstrc"
        script = folder / "keep"
        script.write_text(SCRIPT)
        script.chmod(0o700)
        rules.write_text(DUNSTRC.format(script=script))
        bus = folder / "bus.conf"
        bus.write_text(BUS.format(folder=folder))
        self._notices = folder / "notices"
        self._notices.mkdir()
        display = self._start(
            folder, "Xvfb", "-displayfd", "{answer}", "-screen", "0", "800x600x24", "-nolisten", "tcp"
        )
        self.env["DISPLAY"] = f":{display}"
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._start(
            folder, "dbus-daemon", "--config-file", str(bus), "--nofork", "--print-address={answer}"
        )
        self._start(folder, "dunst", "-config", str(rules))
        until(lambda: self._dunstctl("is-paused") == "false", within=20, what=lambda: self._log(folder))

    def _start(self, folder: Path, *command: str) -> str:
        """Start a program that lives as long as the desktop; return the line it writes to `{answer}`, if any."""
        log: IO[bytes] = self._stack.enter_context((folder / f"{command[0]}.log").open("wb"))
        reading, writing = os.pipe()
        process = subprocess.Popen(
            [word.format(answer=writing) for word in command],
            env={**os.environ, **self.env},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=(writing,),
        )
        self._stack.callback(_end, process)
        self.pids[command[0]] = process.pid
        os.close(writing)
        with open(reading, encoding="utf-8") as answers:
            if not any("{answer}" in word for word in command):
                return ""
            answer = answers.readline().strip()
        if not answer:
            raise AssertionError(f"{command[0]} did not start: {self._log(folder)}")
        return answer

    @staticmethod
    def _log(folder: Path) -> str:
        return "\n".join(f"{log.name}: {log.read_text(errors='replace')}" for log in folder.glob("*.log"))

    def _dunstctl(self, *args: str) -> str:
        done = subprocess.run(
            ["dunstctl", *args],
            env={**os.environ, **self.env},
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        return done.stdout.strip() if done.returncode == 0 else ""

    def received(self) -> list[Received]:
        """Return every notice that dunst has shown so far, the oldest first."""
        files = sorted(self._notices.iterdir(), key=lambda file: int(file.name.partition(".")[0]))
        return [Received(*file.read_text(encoding="utf-8").split("\0")[:3]) for file in files]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGCONT)  # one that a test has frozen could not end
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
