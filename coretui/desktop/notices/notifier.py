"""Notices on the desktop: sent from a child process, never from the interface's thread, and with known health."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from coretui.domain.harmless import harmless

CHILD = Path(__file__).with_name("notify_child.py")
TIME_LIMIT = 5.0
"""Seconds after which a desktop that does not answer is left alone."""
SHOWN_SECONDS = 10
"""How long a notice stays on the screen."""


class ChannelHealth(StrEnum):
    """How the last notice of a channel went."""

    UNKNOWN = "unknown"
    SHOWN = "shown"
    NO_WAY = "no way"
    REFUSED = "refused"
    SILENT = "silent"


class Notifier(Protocol):
    """Shows notices somewhere."""

    health: ChannelHealth

    async def send(self, title: str, text: str) -> ChannelHealth:
        """Show a notice and tell how it went."""


class Messenger(Notifier, Protocol):
    """Shows notices everywhere they are wanted; `movement` says what to do now, where there is room for it."""

    async def send(self, title: str, text: str, movement: str = "") -> ChannelHealth:
        """Show a notice; `SHOWN` if it can be read anywhere, which a bell alone is not."""

    def use(self, names: Iterable[str]) -> None:
        """Send on the channels of these names from now on."""

    async def close(self) -> None:
        """Take away what is still shown and would stay."""


@dataclass(slots=True)
class DesktopNotifier:
    """Shows notices through plyer; `health` is how the last one went."""

    health: ChannelHealth = ChannelHealth.UNKNOWN
    time_limit: float = TIME_LIMIT

    async def send(self, title: str, text: str) -> ChannelHealth:
        """Show a notice and tell how it went: within the time limit, whatever the desktop does."""
        self.health = await self._send(clean(title), clean(text))
        return self.health

    async def _send(self, title: str, text: str) -> ChannelHealth:
        order = json.dumps({"title": title, "text": text, "seconds": SHOWN_SECONDS}).encode()
        try:
            child = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",
                str(CHILD),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            return ChannelHealth.NO_WAY
        try:
            async with asyncio.timeout(self.time_limit):
                await child.communicate(order)
        except TimeoutError:
            return ChannelHealth.SILENT
        finally:
            if child.returncode is None:
                # Its whole group: notify-send may be what hangs.
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                await child.wait()
        return {0: ChannelHealth.SHOWN, 3: ChannelHealth.NO_WAY}.get(child.returncode or 0, ChannelHealth.REFUSED)


@dataclass(slots=True)
class NoNotifier:
    """Shows nothing: for the demo, and where notices are switched off."""

    health: ChannelHealth = ChannelHealth.SHOWN

    async def send(self, title: str, text: str, movement: str = "") -> ChannelHealth:
        """Do nothing."""
        del title, text, movement
        return self.health

    def use(self, names: Iterable[str]) -> None:
        """Stay silent."""

    async def close(self) -> None:
        """Nothing is shown."""


def clean(text: str) -> str:
    """Return the text without control characters: it goes to terminals and desktops as it is."""
    return "".join(char for char in text if harmless(char) == char and char not in "\n\t")
