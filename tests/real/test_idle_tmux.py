"""Keys pressed in a real tmux, by a client that is attached to it."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from coretui.desktop.clocks import MachineClocks
from coretui.desktop.signs.tmux import Tmux
from coretui.desktop.signs.watcher import NONE, Watcher
from coretui.domain.days import between
from tests.real.conftest import require
from tests.real.programs import end, seen
from tests.real.terminal import Pane, until


@dataclass(frozen=True, slots=True)
class Attached:
    """A tmux with a client attached: what a program in it sees, and the client's keyboard."""

    pane: Pane
    environ: dict[str, str]
    keyboard: int


@pytest.fixture
def attached() -> Iterator[Attached]:
    require("tmux")
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="coretui-")))
        env = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8"}
        pane = stack.enter_context(Pane(env, home))
        socket = pane.format("#{socket_path}")
        keyboard, terminal = os.openpty()
        stack.callback(os.close, keyboard)
        client = subprocess.Popen(
            ["tmux", "-u", "-S", socket, "attach"],
            env=env,
            stdin=terminal,
            stdout=terminal,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        stack.callback(end, client)
        os.close(terminal)
        until(lambda: pane.format("#{session_attached}") == "1", within=20, what=pane.text)
        inside = {"PATH": env["PATH"], "TMUX": f"{socket},{pane.format('#{pid}')},0"}
        yield Attached(pane, {**inside, "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent/bus"}, keyboard)


async def test_a_key_in_any_window_is_seen_until_tmux_ends(
    attached: Attached, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tmux, "every", 1.0)
    clocks = MachineClocks()
    watcher = Watcher(clocks, attached.environ, [Tmux(attached.environ)])
    await watcher.start()
    try:
        first = watcher.read(clocks.now())
        assert (first.source, first.complete) == ("tmux", False)
        attached.pane.tmux("new-window")  # another than the one that the program would be in
        rested = await seen(watcher, lambda signs: (signs.rest or 0) > 3)
        assert rested.input_at == first.input_at, "nobody pressed a key"
        before = clocks.now()
        os.write(attached.keyboard, b"a")
        signs = await seen(watcher, lambda signs: signs.input_at != first.input_at)
        assert signs.input_at is not None
        assert between(before, signs.input_at) > -1.5, "tmux knows whole seconds"
        assert between(signs.input_at, clocks.now()) >= 0
        attached.pane.tmux("kill-server")
        lost = await seen(watcher, lambda signs: signs.source == NONE)
        assert lost.rest is None
        assert "tmux" in watcher.take_message()
    finally:
        await watcher.stop()


async def test_a_tmux_that_has_ended_is_passed_over(attached: Attached) -> None:
    attached.pane.tmux("kill-server")
    began = time.monotonic()
    watcher = Watcher(MachineClocks(), attached.environ, [Tmux(attached.environ)])
    await watcher.start()
    assert watcher.read(MachineClocks().now()).source == NONE
    assert time.monotonic() - began < 3
    await watcher.stop()
