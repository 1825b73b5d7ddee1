"""X11's idle time, read from a real display."""

from __future__ import annotations

import asyncio
import os
import signal
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from coretui.desktop.clocks import MachineClocks
from coretui.desktop.signs import keys
from coretui.desktop.signs.source import NoSignError, WatchHealth
from coretui.desktop.signs.watcher import NONE, Watcher
from coretui.desktop.signs.x11 import COOKIE, X11
from coretui.domain.days import between
from tests.real.conftest import require
from tests.real.programs import display, seen

Screen = tuple[subprocess.Popen[bytes], dict[str, str]]


@pytest.fixture
def screen() -> Iterator[Screen]:
    require("Xvfb", "xdotool")
    with display() as (process, name):
        yield process, environ(name)


def environ(name: str, authority: str = "/nonexistent") -> dict[str, str]:
    return {
        "DISPLAY": name,
        "XAUTHORITY": authority,
        "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent/bus",
    }


def press(env: dict[str, str]) -> None:
    subprocess.run(["xdotool", "key", "a"], env={**os.environ, **env}, check=True, timeout=20)


async def test_rest_grows_until_a_key_is_pressed(screen: Screen) -> None:
    _server, env = screen
    clocks = MachineClocks()
    watcher = Watcher(clocks, env, [X11(env)])
    await watcher.start()
    try:
        first = watcher.read(clocks.now())
        assert (first.source, first.complete) == ("X11", True)
        rested = await seen(watcher, lambda signs: (signs.rest or 0) > (first.rest or 0) + 2)
        assert rested.input_at == first.input_at
        before = clocks.now()
        await asyncio.to_thread(press, env)
        after = clocks.now()
        signs = await seen(watcher, lambda signs: signs.input_at != first.input_at)
        assert signs.input_at is not None
        assert between(before, signs.input_at) > -0.1
        assert between(signs.input_at, after) > -0.1
    finally:
        await watcher.stop()


async def test_a_display_that_is_killed_is_dropped_and_the_process_lives(screen: Screen) -> None:
    server, env = screen
    watcher = Watcher(MachineClocks(), env, [X11(env)])
    await watcher.start()
    try:
        assert watcher.read(MachineClocks().now()).source == "X11"
        server.kill()
        signs = await seen(watcher, lambda signs: signs.source == NONE)
        assert (signs.input_at, signs.rest) == (None, None)
        assert "X11" in watcher.take_message()
    finally:
        await watcher.stop()


async def test_a_display_that_hangs_is_dropped_while_everything_goes_on(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, env = screen
    watcher = Watcher(MachineClocks(), env, [X11(env)])
    await watcher.start()
    try:
        assert watcher.read(MachineClocks().now()).source == "X11"
        server.send_signal(signal.SIGSTOP)
        monkeypatch.setattr(keys, "LIMIT", 0.5)
        await seen(watcher, lambda signs: signs.source == NONE)
        assert watcher.sources()[0] == ("X11", "did not answer in time")
    finally:
        await watcher.stop()


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="coretui-") as name:
        yield Path(name)


def authority(path: Path, number: str, key: bytes) -> str:
    parts = (b"", number.encode(), COOKIE, key)
    path.write_bytes(b"\xff\xff" + b"".join(struct.pack(">H", len(part)) + part for part in parts))
    return str(path)


async def test_a_display_with_a_key_lets_in_only_who_has_it(folder: Path) -> None:
    require("Xvfb")
    right, wrong = bytes(range(16)), bytes(16)
    servers = authority(folder / "server", "", right)
    with display("-auth", servers) as (_process, name):
        for file, key in (("right", right), ("wrong", wrong)):
            source = X11(environ(name, authority(folder / file, name[1:], key)))
            if key == right:
                await source.open()
                assert (await source.look()).seconds >= 0
            else:
                with pytest.raises(NoSignError) as refused:
                    await source.open()
                assert refused.value.health is WatchHealth.REFUSED
            await source.close()


async def test_a_display_that_is_not_there_is_passed_over() -> None:
    env = environ(":65000")
    watcher = Watcher(MachineClocks(), env, [X11(env)])
    await watcher.start()
    assert watcher.sources()[0] == ("X11", "not available here")
    await watcher.stop()
