"""A real terminal for the tests: a shell in a tmux server of its own, with keys sent and the screen read."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

from tests.real.reaper import VARIABLE

CORETUI = Path(sys.executable).parent / "coretui"
PROMPT = "ready>"
POLL = 0.05  # seconds between two looks
SETTLED = 5
"""So many looks that are alike show a screen that has been drawn."""


def until(look: Callable[[], object], *, within: float, what: Callable[[], str]) -> None:
    """Look again until the answer is truthy; after `within` seconds fail with `what` was seen instead."""
    deadline = time.monotonic() + within
    while not look():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within:g} s: {what()}")
        time.sleep(POLL)


def alive(pid: int) -> bool:
    """Return whether this process still runs; one that ended and was not yet waited for does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return not Path("/proc/self").exists()  # no /proc at all: the signal above has answered


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return what a program sees: its own folder, English, UTF-8, and nothing of the tester's desktop."""
    return {
        "PATH": os.pathsep.join([str(CORETUI.parent), os.environ.get("PATH", os.defpath)]),
        "HOME": str(home),
        "CORETUI_HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent/bus",  # where a screen may be locked
        VARIABLE: os.environ.get(VARIABLE, ""),
        **more,
    }


class Pane:
    """One tmux pane with a shell in it; `close` ends the server, by its process id if need be."""

    def __init__(self, env: Mapping[str, str], cwd: Path, *, columns: int = 100, rows: int = 30) -> None:
        # A Unix socket's path may have 107 bytes: pytest's own folders can be too deep for one.
        self._folder = Path(tempfile.mkdtemp(prefix="coretui-"))
        self._env = dict(env)
        (self._folder / "tmux.conf").write_text("set-option -g default-terminal tmux-256color\n")
        shell = f"env PS1='{PROMPT} ' ENV= sh"
        self._begin("new-session", "-d", "-c", str(cwd), "-x", f"{columns}", "-y", f"{rows}", shell)
        self._server = int(self.format("#{pid}"))
        self._pids = 0
        self.wait_for(PROMPT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _begin(self, *args: str) -> None:
        """Start the server; it ends at once in one of very many starts: then once more, with a log."""
        try:
            self.tmux(*args)
        except AssertionError as first:
            try:
                self.tmux(*args, options=("-vv",))
            except AssertionError as second:
                logs = sorted(self._folder.glob("tmux-*.log"))
                told = (f"{log.name}:\n{log.read_text(errors='replace')}" for log in logs)
                second.add_note("\n".join([f"at first: {first}", *told]))
                shutil.rmtree(self._folder, ignore_errors=True)
                raise

    def tmux(self, *args: str, options: Sequence[str] = ()) -> str:
        """Have the server do a command of tmux's, and return what that prints."""
        done = subprocess.run(
            ["tmux", *options, "-u", "-S", self._folder / "socket", "-f", self._folder / "tmux.conf", *args],
            env=self._env,
            cwd=self._folder,  # where it writes its log
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=20,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        if done.returncode:
            raise AssertionError(f"tmux {args[0]}: {done.stderr.strip()}")
        return done.stdout

    def run(self, command: str) -> None:
        """Type a command at the prompt and press enter."""
        self.tmux("send-keys", "-l", "--", command)
        self.send("Enter")

    def start(self, *args: str, wrapped: bool = False) -> int:
        """Start coretui at the prompt and return its process id.

        A process that is to be stopped has to be `wrapped` in a shell of its own: the one at the prompt would
        take the terminal back, and tmux lets go on at once what it started itself.
        """
        self._pids += 1
        pid_file = self._folder / f"pid-{self._pids}"
        words = shlex.join([str(CORETUI), *args])
        command = f'sh -c \'echo $$ > {pid_file}.new; mv {pid_file}.new {pid_file}; exec "$0" "$@"\' {words}'
        self.run(shlex.join(["sh", "-c", f"{command}; :"]) if wrapped else command)
        until(pid_file.exists, within=10, what=self.text)
        return int(pid_file.read_text())

    def send(self, *keys: str) -> None:
        """Press keys, by tmux's names: `b`, `Space`, `Enter`, `C-c`."""
        self.tmux("send-keys", "--", *keys)

    def text(self) -> str:
        """Return what the screen shows now, a line per row."""
        return self.tmux("capture-pane", "-p")

    def format(self, template: str) -> str:
        """Return tmux's answer to a format such as `#{alternate_on}`."""
        return self.tmux("display-message", "-p", template).strip()

    def wait_for(self, wanted: str | Callable[[str], object], within: float = 15) -> str:
        """Wait for a text, or until a question about the screen is answered with yes; return the screen."""
        seen = ""

        def look() -> bool:
            nonlocal seen
            seen = self.text()
            return wanted in seen if isinstance(wanted, str) else bool(wanted(seen))

        until(look, within=within, what=lambda: f"{wanted!r} on\n{seen}")
        return seen

    def wait_for_app(self, within: float = 30) -> str:
        """Wait until the app has drawn Today, with its name in the top line; fail at once if it has ended."""

        def drawn(screen: str) -> bool:
            # With one prompt only, what was typed at it is not drawn yet.
            if screen.count(PROMPT) > 1 and self.at_prompt(screen):
                raise AssertionError(f"it has ended:\n{screen}")
            return "coretui" in screen and "Breathe" in screen and self.format("#{alternate_on}") == "1"

        return self.wait_for(drawn, within)

    def settled(self, within: float = 15) -> str:
        """Return the screen once it has stayed the same for a few looks."""
        seen: list[str] = []

        def look() -> bool:
            seen.append(self.text())
            return len(seen) > SETTLED and len(set(seen[-SETTLED:])) == 1

        until(look, within=within, what=lambda: f"the screen goes on changing:\n{seen[-1]}")
        return seen[-1]

    def at_prompt(self, screen: str) -> bool:
        """Return whether the last line of the normal screen is the prompt again."""
        return screen.rstrip().splitlines()[-1:] == [PROMPT] and self.format("#{alternate_on}") == "0"

    def leave(self, within: float = 10) -> str:
        """Press `q` and return the screen of the shell that comes back."""
        self.send("q")
        return self.wait_for_shell(within)

    def wait_for_shell(self, within: float = 10) -> str:
        """Wait until the prompt is back."""
        return self.wait_for(self.at_prompt, within)

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal another size, as a user who drags its corner."""
        self.tmux("resize-window", "-x", f"{columns}", "-y", f"{rows}")

    def close_window(self) -> None:
        """Close the pane as a terminal's close button does: what runs in it gets SIGHUP."""
        self.tmux("kill-pane")

    def close(self) -> None:
        """End the server and all in it, and take its socket away."""
        with contextlib.suppress(AssertionError):  # it ends by itself with its last pane
            self.tmux("kill-server")
        deadline = time.monotonic() + 5
        while alive(self._server) and time.monotonic() < deadline:
            time.sleep(POLL)
        if alive(self._server):
            os.kill(self._server, signal.SIGKILL)
        shutil.rmtree(self._folder, ignore_errors=True)
