"""Notices to the people attached to a real tmux: seen as bytes at the terminal of one of them."""

from __future__ import annotations

import contextlib
import fcntl
import os
import struct
import subprocess
import tempfile
import termios
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from coretui.desktop.notices import tmux
from coretui.desktop.notices.channels import Channels
from coretui.desktop.notices.notifier import ChannelHealth
from coretui.desktop.notices.terminal import Terminal, Way
from coretui.desktop.notices.tmux import Client, Popups, notify, parse, version, write_each, write_tty
from tests.real.conftest import require
from tests.real.programs import end
from tests.real.terminal import CORETUI, PROMPT, Pane, until

OSC9 = b"\x1b]9;Stand up: Walk.\x1b\\"
HOSTILE = "#(touch BAD) $(touch BAD) `touch BAD` 100%H \x1b]0;t\a;"


class Person:
    """Someone attached to a tmux by a terminal: what has come to it, and the keys of it."""

    def __init__(self, socket: str, env: dict[str, str], *options: str) -> None:
        self._outside, inside = os.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.tty = os.ttyname(inside)
        self._seen = bytearray()
        self._client = subprocess.Popen(
            ["tmux", "-u", *options, "-S", socket, "attach"],
            env=env,
            stdin=inside,
            stdout=inside,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(inside)
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        with contextlib.suppress(OSError):  # the other end is closed
            while some := os.read(self._outside, 65536):
                self._seen += some

    @property
    def seen(self) -> bytes:
        return bytes(self._seen)

    def forget(self) -> None:
        self._seen.clear()

    def press(self, keys: bytes) -> None:
        os.write(self._outside, keys)

    def wait_for(self, wanted: bytes | Callable[[bytes], object]) -> None:
        """Wait until these bytes have come, or until a question about all that came is answered with yes."""
        ask = wanted if callable(wanted) else lambda seen: wanted in seen
        until(lambda: ask(self.seen), within=15, what=lambda: f"{wanted!r} in {self.seen!r}")

    def leave(self) -> None:
        end(self._client)
        self._reader.join(10)
        os.close(self._outside)


class Office:
    """A tmux of its own with two windows, the first of them hidden; `environ` is that of a program in there."""

    def __init__(self, pane: Pane, env: dict[str, str], stack: ExitStack) -> None:
        self.pane, self._env, self._stack = pane, env, stack
        self.socket = pane.format("#{socket_path}")
        self.environ = {
            "PATH": env["PATH"],
            "LANG": "C.UTF-8",
            "TERM": "tmux-256color",
            "TMUX": f"{self.socket},{pane.format('#{pid}')},0",
            "TMUX_PANE": pane.format("#{pane_id}"),
        }
        self.folder = Path(env["HOME"])
        pane.tmux("new-window", f"env PS1='{PROMPT} ' ENV= sh")

    def attach(self, *options: str) -> Person:
        before = self.clients()
        person = Person(self.socket, self._env, *options)
        self._stack.callback(person.leave)
        until(lambda: self.clients() == before + 1, within=20, what=self.pane.text)
        return person

    def clients(self) -> int:
        return len(self.pane.tmux("list-clients").splitlines())


@contextmanager
def opened() -> Iterator[Office]:
    require("tmux")
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="coretui-")))
        path = os.pathsep.join([str(CORETUI.parent), os.environ.get("PATH", os.defpath)])
        env = {"PATH": path, "HOME": str(home), "CORETUI_HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8"}
        yield Office(stack.enter_context(Pane(env, home)), env, stack)


@pytest.fixture
def office() -> Iterator[Office]:
    with opened() as office:
        yield office


def fake_tmux(folder: Path, script: str) -> dict[str, str]:
    """Put another tmux in the place of the real one; return the environment that finds it."""
    program = folder / "tmux"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.defpath}", "TMUX": "/nowhere,1,0", "TMUX_PANE": "%1"}


# who is there


KITTY = Terminal(Way.OSC99, certain=True)
LISTED = """\
client 3.3a 0 $1 /dev/pts/1 /dev/pts/1 xterm-256color kitty(0.36.4)
client 3.3a 0 $2 /dev/pts/2 /dev/pts/2 foot 
client 3.3a 1 $1 client-77  xterm 
pane $1 %1
pane $1 %2
pane $3 %3
something else
"""  # noqa: W291 - a client that has not answered leaves its field empty


def test_those_are_told_who_are_attached_to_the_session_of_the_pane() -> None:
    assert parse(LISTED, "%2") == (
        Client("/dev/pts/1", "/dev/pts/1", KITTY, (3, 3)),
        Client("client-77", "", Terminal(Way.OSC9), (3, 3), control=True),
    )


def test_where_nobody_looks_at_that_session_everybody_is_told() -> None:
    assert [client.name for client in parse(LISTED, "%3")] == ["/dev/pts/1", "/dev/pts/2", "client-77"]
    assert parse("pane $1 %1\n", "%1") == ()


@pytest.mark.parametrize(
    ("text", "able"),
    [("3.2", True), ("3.2a", True), ("next-3.6", True), ("master", True), ("3.1c", False), ("2.9", False)],
)
def test_popups_are_there_since_tmux_3_2(text: str, able: bool) -> None:
    assert (version(text) >= tmux.POPUPS_SINCE) is able


async def test_a_tmux_that_hangs_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tmux, "TIME_LIMIT", 0.3)
    began = time.monotonic()
    assert await notify(fake_tmux(tmp_path, "exec sleep 60"), "Stand up", "") is None
    assert time.monotonic() - began < 5


async def test_an_old_tmux_is_not_asked_for_a_popup(tmp_path: Path) -> None:
    environ = fake_tmux(tmp_path, f'echo "$1" >> {tmp_path}/asked; echo "client 3.1c 0 $1 x /dev/null xterm "')
    assert await Popups(environ).show("Stand up", "") is ChannelHealth.NO_WAY
    assert (tmp_path / "asked").read_text() == "list-clients\n"


# a terminal as a file


async def test_a_terminal_that_takes_nothing_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tmux, "BLOCKED", 0.2)
    outside, inside = os.openpty()
    try:
        termios.tcflow(inside, termios.TCOOFF)  # as ctrl+s does
        began = time.monotonic()
        assert not await write_tty(os.ttyname(inside), "notice")
        assert 0.1 < time.monotonic() - began < 5, "it was tried again, for a while"
        termios.tcflow(inside, termios.TCOON)
        assert await write_tty(os.ttyname(inside), "notice")
        assert os.read(outside, 100) == b"notice"
    finally:
        os.close(inside)
        os.close(outside)


async def test_only_terminals_are_written_to(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    assert not await write_tty(str(file), "notice")
    assert file.read_text() == "mine"
    assert not await write_tty(str(tmp_path / "gone"), "notice")
    assert not await write_tty("", "notice")


# real people


async def test_a_notice_from_a_hidden_window_arrives_at_the_terminal(office: Office) -> None:
    person = office.attach()
    assert office.pane.format("#{window_index}") == "1", "the program's window is the one before"
    assert await notify(office.environ, "Stand up", "Walk.") is ChannelHealth.SHOWN
    person.wait_for(OSC9)
    # Whether that terminal shows it is not known, so the status line does.
    person.wait_for(b"Stand up: Walk.   ")


async def test_a_terminal_that_gives_its_name_gets_its_own_way_and_no_other(office: Office) -> None:
    person = office.attach()
    person.wait_for(b"\x1b[>q")
    person.press(b"\x1bP>|kitty(0.36.4)\x1b\\")
    until(lambda: "kitty" in office.pane.format("#{client_termtype}"), within=10, what=lambda: str(person.seen))
    person.forget()
    assert await notify(office.environ, "Stand up", "Walk.") is ChannelHealth.SHOWN
    person.wait_for(b"\x1b]99;i=coretui:d=1:p=body;Walk.\x1b\\")
    assert b"\x1b]9;" not in person.seen
    assert b"Stand up: Walk." not in person.seen


async def test_everyone_attached_is_told(office: Office) -> None:
    people = [office.attach(), office.attach()]
    assert await notify(office.environ, "Stand up", "Walk.") is ChannelHealth.SHOWN
    for person in people:
        person.wait_for(OSC9)


async def test_a_program_that_speaks_to_tmux_is_not_written_to_but_through_the_pane(office: Office) -> None:
    program = office.attach("-C")  # as iTerm2 does
    written: list[str] = []
    channels = Channels.of(("terminal", "popup"), office.environ, written.append)
    assert await channels.send("Stand up", "Walk.") is ChannelHealth.SHOWN
    assert channels.healths["popup"] is ChannelHealth.NO_WAY
    assert written == ["\x1bPtmux;\x1b\x1b]9;Stand up: Walk.\x1b\x1b\\\x1b\\"]
    assert await write_each(office.environ, lambda _client: "title") == 0
    assert b"Stand up" not in program.seen


async def test_a_hostile_text_is_shown_as_it_is(office: Office) -> None:
    person = office.attach()
    assert await notify(office.environ, HOSTILE, "") is ChannelHealth.SHOWN
    person.wait_for(b"#(touch BAD) $(touch BAD) `touch BAD` 100%H ]0,t,   ")
    assert not list(office.folder.rglob("BAD"))


async def test_where_nobody_is_attached_nobody_is_told(office: Office) -> None:
    channels = Channels.of(("terminal", "popup"), office.environ, pytest.fail)
    assert await channels.send("Stand up", "") is ChannelHealth.NO_WAY
    office.pane.tmux("kill-server")
    assert await notify(office.environ, "Stand up", "") is None


async def test_something_else_can_be_written_to_each_terminal(office: Office) -> None:
    person = office.attach()
    assert await write_each(office.environ, lambda client: f"\x1b]2;for {client.tty}\x1b\\") == 1
    person.wait_for(f"\x1b]2;for {person.tty}\x1b\\".encode())
    assert await write_each(office.environ, lambda _client: "") == 0


# popups


async def test_a_popup_shows_the_text_over_another_window_until_a_key_is_pressed(office: Office) -> None:
    person = office.attach()
    popups = Popups(office.environ)
    began = time.monotonic()
    assert await popups.show("Stand up", "Straighten your hips or walk.") is ChannelHealth.SHOWN
    assert time.monotonic() - began < 5, "it is still open, and nobody waits for that"
    person.wait_for(b"Straighten your hips or walk.")
    assert b"Stand up" in person.seen
    assert b"Any key closes this." in person.seen
    [process] = popups.processes.values()

    def closed() -> bool:
        person.press(b"k")
        return process.poll() is not None

    until(closed, within=15, what=lambda: str(person.seen))
    assert time.monotonic() - began > 1, "someone in the middle of a word closed it unseen"
    person.press(b"\x15echo here $((40 + 2))\r")
    office.pane.wait_for("here 42")


async def test_a_hostile_text_in_a_popup_is_shown_as_it_is(office: Office) -> None:
    person = office.attach()
    popups = Popups(office.environ)
    assert await popups.show("x;", f"kill-server; {HOSTILE}") is ChannelHealth.SHOWN
    person.wait_for(b"$(touch BAD)")
    person.wait_for(b"100%H")
    person.wait_for(b"]0;t;")
    assert b"\x1b]0;t" not in person.seen
    await popups.close()
    assert office.clients() == 1
    assert not list(office.folder.rglob("BAD"))


async def test_a_popup_of_ours_makes_way_for_the_next_and_one_of_others_does_not(office: Office) -> None:
    person = office.attach()
    popups = Popups(office.environ)
    assert await popups.show("First", "") is ChannelHealth.SHOWN
    [first] = popups.processes.values()
    assert await popups.show("Second", "") is ChannelHealth.SHOWN
    person.wait_for(b"Second")
    [second] = popups.processes.values()
    assert (first.poll() is None, second.poll() is None) == (False, True)

    assert await Popups(office.environ).show("Third", "") is ChannelHealth.REFUSED
    assert second.poll() is None
    await popups.close()
    assert second.poll() is not None
    assert b"Third" not in person.seen


# as it is used


def test_notify_test_in_a_hidden_window_reaches_the_one_in_front(office: Office) -> None:
    require(CORETUI)
    (office.folder / "config.toml").write_text('[notices]\nchannels = ["terminal", "popup"]\n')
    person = office.attach()
    window = office.environ["TMUX_PANE"]
    office.pane.tmux("send-keys", "-t", window, "coretui notify-test; echo ended with $?", "Enter")
    person.wait_for(b"\x1b]9;Stand up for a moment\x1b\\")
    person.wait_for(b"Straighten your hips")
    said = ""

    def ended() -> bool:
        nonlocal said
        said = office.pane.tmux("capture-pane", "-p", "-t", window)
        return "ended with 0" in said

    until(ended, within=15, what=lambda: said)
    assert said.count("ok  Notices: ") == 2, said
