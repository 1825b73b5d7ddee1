"""The channels together: at once, in order, each with its own health, none in the way of another."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from coretui.desktop.notices.channels import BellNotifier, Channels, PopupNotifier, TerminalNotifier
from coretui.desktop.notices.notifier import ChannelHealth, DesktopNotifier, Notifier
from coretui.settings.keys import CHANNELS

KITTY = {"TERM": "xterm-kitty", "PATH": ""}
NOTICE = "\x1b]99;i=coretui:d=0;Stand up\x1b\\\x1b]99;i=coretui:d=1:p=body;Walk.\x1b\\"


@dataclass
class Fake:
    """A channel that answers as it is told."""

    answer: Callable[[], ChannelHealth] = lambda: ChannelHealth.SHOWN
    seconds: float = 0
    health: ChannelHealth = ChannelHealth.UNKNOWN
    sent: list[tuple[str, str]] = field(default_factory=list)

    async def send(self, title: str, text: str) -> ChannelHealth:
        self.sent.append((title, text))
        await asyncio.sleep(self.seconds)
        self.health = self.answer()
        return self.health


def broken() -> ChannelHealth:
    raise OSError("broken")


async def test_every_channel_is_sent_the_notice_whatever_another_does() -> None:
    bad, good = Fake(broken), Fake()
    channels = Channels({"desktop": bad, "terminal": good})
    assert channels.healths == {"desktop": ChannelHealth.UNKNOWN, "terminal": ChannelHealth.UNKNOWN}

    assert await channels.send("Stand up", "Walk.") is ChannelHealth.SHOWN

    assert bad.sent == good.sent == [("Stand up", "Walk.")]
    assert channels.healths == {"desktop": ChannelHealth.REFUSED, "terminal": ChannelHealth.SHOWN}
    assert channels.health is ChannelHealth.SHOWN


async def test_channels_are_sent_to_at_once_and_a_silent_one_is_left_alone() -> None:
    channels = Channels({"desktop": Fake(seconds=60), "bell": Fake(seconds=0.3), "popup": Fake(seconds=0.3)}, 1.0)
    began = time.monotonic()
    assert await channels.send("Stand up", "") is ChannelHealth.SHOWN
    assert time.monotonic() - began < 1.5
    assert list(channels.healths.values()) == [ChannelHealth.SILENT, ChannelHealth.SHOWN, ChannelHealth.SHOWN]


@pytest.mark.parametrize(
    ("answers", "best"),
    [
        ((ChannelHealth.NO_WAY, ChannelHealth.REFUSED), ChannelHealth.REFUSED),
        ((ChannelHealth.REFUSED, ChannelHealth.SILENT), ChannelHealth.SILENT),
        ((ChannelHealth.NO_WAY, ChannelHealth.SHOWN, ChannelHealth.SILENT), ChannelHealth.SHOWN),
        ((ChannelHealth.NO_WAY,), ChannelHealth.NO_WAY),
        ((), ChannelHealth.UNKNOWN),
    ],
)
async def test_the_health_is_the_best_of_all(answers: tuple[ChannelHealth, ...], best: ChannelHealth) -> None:
    channels = Channels({str(number): Fake(lambda one=one: one) for number, one in enumerate(answers)})  # type: ignore[misc]
    assert await channels.send("Stand up", "") is best
    assert channels.health is best


async def test_a_bell_that_rings_says_nothing_that_can_be_read() -> None:
    channels = Channels({"desktop": Fake(lambda: ChannelHealth.NO_WAY), "bell": Fake()})
    assert await channels.send("Time to breathe", "") is ChannelHealth.NO_WAY
    assert channels.health is ChannelHealth.SHOWN


async def test_health_is_that_of_the_last_notice() -> None:
    answers = iter([ChannelHealth.SHOWN, ChannelHealth.REFUSED])
    channels = Channels({"desktop": Fake(lambda: next(answers))})
    await channels.send("Stand up", "")
    await channels.send("Stand up", "")
    assert channels.health is ChannelHealth.REFUSED


async def test_the_movement_is_for_the_popup_alone() -> None:
    desktop, popup = Fake(), Fake()
    channels = Channels({"desktop": desktop, "popup": popup})
    await channels.send("Stand up", "", "Walk.")
    await channels.send("Stand up", "Stretch.", "Walk.")
    assert desktop.sent == [("Stand up", ""), ("Stand up", "Stretch.")]
    assert popup.sent == [("Stand up", "Walk."), ("Stand up", "Stretch.")]


def test_the_channels_of_the_settings_are_all_there_in_their_order() -> None:
    names = tuple(reversed(CHANNELS))
    channels = Channels.of(names, {})
    assert tuple(channels.healths) == names
    assert [type(one) for one in channels.notifiers.values()] == [
        PopupNotifier,
        BellNotifier,
        TerminalNotifier,
        DesktopNotifier,
    ]
    takes: Notifier = channels
    assert takes.health is ChannelHealth.UNKNOWN


async def test_channels_can_be_chosen_anew_while_the_app_runs() -> None:
    written: list[str] = []
    channels = Channels.of(("terminal",), KITTY, written.append)
    await channels.send("Stand up", "Walk.")
    terminal = channels.notifiers["terminal"]

    channels.use(("bell", "terminal"))
    assert channels.healths == {"bell": ChannelHealth.UNKNOWN, "terminal": ChannelHealth.SHOWN}
    assert channels.notifiers["terminal"] is terminal
    channels.use(("bell",))
    assert channels.health is ChannelHealth.UNKNOWN
    written.clear()
    await channels.send("Stand up", "Walk.")
    assert written == ["\a"]


# what each writes


async def test_the_app_writes_for_the_terminal_and_the_bell() -> None:
    written: list[str] = []
    channels = Channels.of(("terminal", "bell"), KITTY, written.append)
    assert await channels.send("Stand up", "Walk.") is ChannelHealth.SHOWN
    assert sorted(written) == sorted([NOTICE, "\a"])


async def test_a_terminal_that_shows_no_notices_is_sent_none() -> None:
    written: list[str] = []
    channels = Channels.of(("terminal", "popup"), {"TERM": "linux"}, written.append)
    assert await channels.send("Stand up", "Walk.") is ChannelHealth.NO_WAY
    assert written == []
    assert set(channels.healths.values()) == {ChannelHealth.NO_WAY}


async def test_a_tmux_that_cannot_be_asked_is_written_through() -> None:
    written: list[str] = []
    environ = {"TERM": "tmux-256color", "TMUX": "/nowhere,1,0", "PATH": ""}
    assert await TerminalNotifier(environ, written.append).send("Stand up", "") is ChannelHealth.SHOWN
    assert written == ["\x1bPtmux;\x1b\x1b]9;Stand up\x1b\x1b\\\x1b\\"]


async def test_standard_output_that_is_no_terminal_is_left_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out"
    with file.open("w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        channels = Channels.of(("terminal", "bell"), KITTY)
        assert await channels.send("Stand up", "Walk.") is ChannelHealth.NO_WAY
    monkeypatch.setattr(sys, "stdout", None)  # a service without one
    assert await channels.send("Stand up", "Walk.") is ChannelHealth.NO_WAY
    assert file.read_bytes() == b""
