"""Reaching the people who are attached to the tmux around us, whatever window they look at.

Each of them sits at a terminal of their own, a client of tmux. A notice is written to that terminal past tmux,
which would drop it from a window that is hidden. Everything is asked of tmux by short-lived child processes
with a time limit.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coretui.desktop.notices import terminal
from coretui.desktop.notices.notifier import ChannelHealth, clean
from coretui.desktop.notices.terminal import Terminal
from coretui.desktop.signs.child import output
from coretui.desktop.signs.source import NoSignError
from coretui.i18n import _

CHILD = Path(__file__).with_name("popup_child.py")
TIME_LIMIT = 3.0
"""Seconds within which tmux has to answer."""
BLOCKED = 1.0
"""Seconds for which a terminal that takes nothing is tried again."""
POLL = 0.02  # seconds between two tries
MESSAGE_MILLISECONDS = 5000
"""How long a message stays in the status line, unless a key is pressed."""
POPUPS_SINCE = (3, 2)
"""The first version of tmux with popups, and with messages that last as long as we say."""
POPUP_SIZE = (46, 9)
"""Columns and rows of a popup with its border; tmux makes it smaller where there is less."""
POPUP_SECONDS = 300
"""How long a popup stays at most: whoever comes back from lunch finds nothing in the way."""
FAILS_WITHIN = 0.5
"""Seconds in which tmux says that it cannot open a popup; one that opens stays for longer, keys or not."""

_CLIENT = (
    "client #{version} #{client_control_mode} #{session_id} #{client_name} #{client_tty}"
    " #{client_termname} #{client_termtype}"
)
LISTING = ("list-clients", "-F", _CLIENT, ";", "list-panes", "-a", "-F", "pane #{session_id} #{pane_id}")
"""The words after `tmux` that print what `parse` reads."""


@dataclass(frozen=True, slots=True)
class Client:
    """Someone's terminal that is attached to tmux.

    `name` is what tmux calls it and `tty` its device; `control` says that a program speaks to tmux there, and
    nothing may be written in between; `version` is tmux's own, as `version` returns it.
    """

    name: str
    tty: str
    terminal: Terminal
    version: tuple[int, ...]
    control: bool = False


def version(text: str) -> tuple[int, ...]:
    """Return the numbers of a version such as `3.3a` or `next-3.6`; one without numbers is the newest of all."""
    return tuple(int(number) for number in re.findall(r"\d+", text)) or (99,)


def parse(listing: str, pane: str) -> tuple[Client, ...]:
    """Return the clients of the sessions that this pane is in; if there are none, those of all sessions."""
    here: set[str] = set()
    found: list[tuple[str, Client]] = []
    for line in listing.splitlines():
        match line.split(" ", 7):
            case ["pane", session, one]:
                if one == pane:
                    here.add(session)
            case ["client", numbers, control, session, name, tty, term, answer]:
                kind = terminal.of_client(term, answer)
                found.append((session, Client(name, tty, kind, version(numbers), control == "1")))
            case _:  # not ours
                continue
    return tuple(client for session, client in found if session in here) or tuple(client for _, client in found)


async def clients(environ: Mapping[str, str]) -> tuple[Client, ...] | None:
    """Return whom a notice would reach; None if tmux cannot be asked."""
    listing = await _ask(environ, *LISTING)
    return None if listing is None else parse(listing, environ.get("TMUX_PANE", ""))


async def _ask(environ: Mapping[str, str], *words: str) -> str | None:
    """Return what a command of tmux prints; None if it fails or does not answer in time."""
    program = shutil.which("tmux", path=environ.get("PATH"))
    if program is None:
        return None
    try:
        async with asyncio.timeout(TIME_LIMIT):
            return await output(program, *words, environ=environ)
    except (NoSignError, TimeoutError):
        return None


# --- in the terminals ---------------------------------------------------------------------------------------


async def notify(environ: Mapping[str, str], title: str, text: str) -> ChannelHealth | None:
    """Show a notice in the terminal of every client and tell how it went.

    None if tmux cannot be asked, or only programs are attached: these are sent what is written in the pane.
    """
    attached = await clients(environ)
    if attached is None:
        return None
    reached = [client for client in attached if not client.control]
    if not reached:
        return None if attached else ChannelHealth.NO_WAY
    told = await asyncio.gather(*(_tell(environ, client, title, text) for client in reached))
    return ChannelHealth.SHOWN if any(told) else ChannelHealth.REFUSED


async def _tell(environ: Mapping[str, str], client: Client, title: str, text: str) -> bool:
    sequence = terminal.notice(client.terminal, title, text)
    written = bool(sequence) and await write_tty(client.tty, sequence)
    if written and client.terminal.certain:
        return True
    # Whether this terminal shows notices is not known: the status line always does.
    return await message(environ, client, title, text) or written


async def message(environ: Mapping[str, str], client: Client, title: str, text: str) -> bool:
    """Show a notice in a client's status line until a key is pressed; tell whether tmux took it."""
    for_a_while = ("-d", str(MESSAGE_MILLISECONDS)) if client.version >= POPUPS_SINCE else ()
    words = ("display-message", "-c", client.name, *for_a_while, "--", _as_message(title, text))
    return await _ask(environ, *words) is not None


def _as_message(title: str, text: str) -> str:
    """Write a notice so that tmux shows it as it is: it expands `#` and `%`, and ends a command at a last `;`."""
    line = ": ".join(part for part in (clean(title), clean(text)) if part)[: terminal.LONGEST]
    return line.replace("#", "##").replace("%", "%%").replace(";", ",")


async def write_each(environ: Mapping[str, str], sequence: Callable[[Client], str]) -> int:
    """Write to every client's terminal what `sequence` returns for it, if anything; return how many took it."""
    wanted = [(client, sequence(client)) for client in await clients(environ) or () if not client.control]
    return sum(await asyncio.gather(*(write_tty(client.tty, text) for client, text in wanted if text)))


async def write_tty(path: str, sequence: str) -> bool:
    """Write a sequence to a terminal in one go; tell whether it took all of it.

    Never blocks and never raises: a terminal that is gone, or takes nothing for `BLOCKED` seconds, is left alone.
    """
    try:
        device = os.open(path, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        return os.isatty(device) and await _write_all(device, sequence.encode())
    except OSError:
        return False
    finally:
        os.close(device)


async def _write_all(device: int, rest: bytes) -> bool:
    for _again in range(round(BLOCKED / POLL)):
        with contextlib.suppress(BlockingIOError):
            rest = rest[os.write(device, rest) :]
        if not rest:
            return True
        await asyncio.sleep(POLL)
    return False


# --- over the window in front -------------------------------------------------------------------------------


class Popups:
    """Popups over whatever window each client shows; any key closes one.

    `processes` run as long as the popup that each opened, and go by the name of its client.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    async def show(self, title: str, text: str) -> ChannelHealth:
        """Open a popup for every client, in place of one of ours that is still open, and tell how it went.

        Returns when it is clear whether they opened; `REFUSED` if something else of tmux is in front.
        """
        able = [
            client
            for client in await clients(self._environ) or ()
            if not client.control and client.version >= POPUPS_SINCE
        ]
        if not able:
            return ChannelHealth.NO_WAY
        opened = await asyncio.gather(*(self._show(client, title, text) for client in able))
        return ChannelHealth.SHOWN if any(opened) else ChannelHealth.REFUSED

    async def close(self) -> None:
        """Close the popups that are still open."""
        await asyncio.gather(*(self._close(name) for name in tuple(self.processes)))

    async def _show(self, client: Client, title: str, text: str) -> bool:
        await self._close(client.name)
        process = self._start(client.name, title, text)
        if process is None:
            return False
        self.processes[client.name] = process
        return await _runs_for(process, FAILS_WITHIN)

    async def _close(self, name: str) -> None:
        process = self.processes.pop(name, None)
        if process is not None and process.poll() is None:
            await _ask(self._environ, "display-popup", "-C", "-c", name)
            await _runs_for(process, TIME_LIMIT)

    def _start(self, name: str, title: str, text: str) -> subprocess.Popen[bytes] | None:
        """Open a popup by a process that lives as long as it does."""
        program = shutil.which("tmux", path=self._environ.get("PATH")) or ""
        order = {"title": clean(title), "text": clean(text), "foot": _("Any key closes this.")}
        payload = base64.urlsafe_b64encode(json.dumps({**order, "seconds": POPUP_SECONDS}).encode()).decode()
        columns, rows = map(str, POPUP_SIZE)
        words = ["display-popup", "-c", name, "-E", "-w", columns, "-h", rows, "--"]
        try:
            process = subprocess.Popen(  # noqa: S603 - the words are ours, the texts encoded
                [program, *words, sys.executable, "-I", str(CHILD), payload],
                env=dict(self._environ),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            return None
        # Someone has to wait for it, however long that takes, and nobody has to wait for that.
        threading.Thread(target=process.wait, daemon=True).start()
        return process


async def _runs_for(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait until a process has ended; tell whether it still runs after so many seconds."""
    for _again in range(round(seconds / POLL)):
        if process.poll() is not None:
            return False
        await asyncio.sleep(POLL)
    return process.poll() is None
