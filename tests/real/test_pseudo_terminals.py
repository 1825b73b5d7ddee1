"""Terminals of the machine's own making: what is read from one is seen, what is written to one arrives."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

import pytest

from coretui.desktop.notices.channels import Channels
from coretui.desktop.notices.notifier import ChannelHealth
from coretui.desktop.signs.terminals import Terminals
from tests.desktop.test_channels import KITTY, NOTICE


@pytest.mark.skipif(sys.platform != "linux", reason="the terminals of Linux")
async def test_a_real_terminal_that_is_read_from_is_seen() -> None:
    parent, child = os.openpty()
    try:
        name = Path(os.ttyname(child)).name
        if not os.access(f"/dev/pts/{name}", os.R_OK):
            pytest.skip("no /dev/pts here")
        os.utime(f"/dev/pts/{name}", (1000, 1000))
        source = Terminals("/dev/pts")
        await source.open()
        assert (await source.look()).by_terminal[name] == 1000
        os.write(parent, b"key\n")
        os.read(child, 10)
        assert (await source.look()).by_terminal[name] > 1_000_000
    finally:
        os.close(parent)
        os.close(child)


async def test_without_an_app_the_terminal_is_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    outside, inside = os.openpty()
    try:
        with os.fdopen(inside, "w", encoding="utf-8") as out:
            monkeypatch.setattr(sys, "stdout", out)
            channels = Channels.of(("terminal", "bell"), KITTY)
            assert await channels.send("Stand up", "Walk.") is ChannelHealth.SHOWN
            shown = b""
            while len(shown) <= len(NOTICE) and select.select([outside], [], [], 10)[0]:
                shown += os.read(outside, 1000)
    finally:
        os.close(outside)
    assert shown.replace(b"\a", b"", 1) == NOTICE.encode()
    assert shown.count(b"\a") == 1
