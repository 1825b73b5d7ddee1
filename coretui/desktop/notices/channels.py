"""All the ways of giving notice that are switched on, used at once, each with its own health."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from coretui.desktop.notices import terminal, tmux
from coretui.desktop.notices.notifier import ChannelHealth, DesktopNotifier, Notifier

TIME_LIMIT = 8.0
"""Seconds after which a channel counts as silent; each has shorter limits of its own."""

WriteOut = Callable[[str], None]
"""Writes an escape sequence to the terminal that the app draws on, between two frames."""

BEST_FIRST = (
    ChannelHealth.SHOWN,
    ChannelHealth.UNKNOWN,
    ChannelHealth.SILENT,
    ChannelHealth.REFUSED,
    ChannelHealth.NO_WAY,
)


class Channels:
    """Sends each notice on every channel.

    `healths` tells by the channel's name, in the order of the settings, how its last notice went; `health` is
    the best of them: `SHOWN` if any channel showed it. `notifiers` are those in use, by the channel's name.
    """

    def __init__(
        self,
        notifiers: Mapping[str, Notifier],
        time_limit: float = TIME_LIMIT,
        make: Mapping[str, Callable[[], Notifier]] | None = None,
    ) -> None:
        self.notifiers = dict(notifiers)
        self._time_limit = time_limit
        self._make = make or {}
        self.healths: dict[str, ChannelHealth] = dict.fromkeys(self.notifiers, ChannelHealth.UNKNOWN)
        self.health = ChannelHealth.UNKNOWN

    @classmethod
    def of(cls, names: Iterable[str], environ: Mapping[str, str], write: WriteOut | None = None) -> Channels:
        """Return the channels of these names (the setting `notices.channels`).

        `write` hands a sequence to the app's terminal; without one it is written to standard output, if that is
        a terminal.
        """
        make: dict[str, Callable[[], Notifier]] = {
            "desktop": DesktopNotifier,
            "terminal": lambda: TerminalNotifier(environ, write),
            "bell": lambda: BellNotifier(write),
            "popup": lambda: PopupNotifier(environ),
        }
        channels = cls({}, make=make)
        channels.use(names)
        return channels

    def use(self, names: Iterable[str]) -> None:
        """Send on the channels of these names from now on; those that were in use go on as they are."""
        self.notifiers = {name: self.notifiers.get(name) or self._make[name]() for name in names}
        self.healths = {name: self.healths.get(name, ChannelHealth.UNKNOWN) for name in self.notifiers}
        self.health = self._best()

    def _best(self) -> ChannelHealth:
        return min(self.healths.values(), key=BEST_FIRST.index, default=ChannelHealth.UNKNOWN)

    async def send(self, title: str, text: str, movement: str = "") -> ChannelHealth:
        """Show a notice on all channels at once, and tell the best that came of it where it can be read.

        A bell only rings. `movement` says what to do now, for the popup where the text does not.
        """
        sent = self.notifiers
        texts = {name: text or movement if name == "popup" else text for name in sent}
        answers = await asyncio.gather(*(self._send(one, title, texts[name]) for name, one in sent.items()))
        # Meanwhile other channels may have been chosen.
        self.healths |= {name: how for name, how in zip(sent, answers, strict=True) if name in self.healths}
        self.health = self._best()
        read = (how for name, how in zip(sent, answers, strict=True) if name != "bell")
        return min(read, key=BEST_FIRST.index, default=ChannelHealth.UNKNOWN)

    async def _send(self, notifier: Notifier, title: str, text: str) -> ChannelHealth:
        try:
            async with asyncio.timeout(self._time_limit):
                return await notifier.send(title, text)
        except TimeoutError:
            return ChannelHealth.SILENT
        except Exception:  # noqa: BLE001 - one that fails in whatever way must not keep the others from sending
            return ChannelHealth.REFUSED

    async def close(self) -> None:
        """Take away what is still shown and would stay."""
        for notifier in self.notifiers.values():
            if isinstance(notifier, PopupNotifier):
                await notifier.close()


@dataclass(slots=True)
class TerminalNotifier:
    """Shows notices by the terminal: inside tmux by those of its clients, else by our own."""

    environ: Mapping[str, str]
    write: WriteOut | None = None
    health: ChannelHealth = ChannelHealth.UNKNOWN

    async def send(self, title: str, text: str) -> ChannelHealth:
        """Show a notice and tell how it went; a terminal does not answer, so `SHOWN` means that it was sent."""
        self.health = await self._send(title, text)
        return self.health

    async def _send(self, title: str, text: str) -> ChannelHealth:
        if self.environ.get("TMUX") and (told := await tmux.notify(self.environ, title, text)) is not None:
            return told
        sequence = terminal.notice(terminal.from_environment(self.environ), title, text)
        return await _written(sequence, self.write) if sequence else ChannelHealth.NO_WAY


@dataclass(slots=True)
class BellNotifier:
    """Rings the bell of the terminal; tmux hands it on from a hidden window too."""

    write: WriteOut | None = None
    health: ChannelHealth = ChannelHealth.UNKNOWN

    async def send(self, title: str, text: str) -> ChannelHealth:
        """Ring once; `SHOWN` means that the bell was sent."""
        del title, text
        self.health = await _written(terminal.BELL, self.write)
        return self.health


@dataclass(slots=True)
class PopupNotifier:
    """Opens a popup of tmux over whatever window is in front."""

    environ: Mapping[str, str]
    health: ChannelHealth = ChannelHealth.UNKNOWN
    _popups: tmux.Popups = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._popups = tmux.Popups(self.environ)

    async def send(self, title: str, text: str) -> ChannelHealth:
        """Open a popup and tell how it went; it stays open until a key is pressed, and nobody waits for that."""
        inside = bool(self.environ.get("TMUX"))
        self.health = await self._popups.show(title, text) if inside else ChannelHealth.NO_WAY
        return self.health

    async def close(self) -> None:
        """Close what is still open."""
        await self._popups.close()


async def _written(sequence: str, write: WriteOut | None) -> ChannelHealth:
    """Write through the app, or without one to standard output if it is a terminal."""
    if write is not None:
        write(sequence)
        return ChannelHealth.SHOWN
    out = sys.stdout
    if out is None or not out.isatty():
        return ChannelHealth.NO_WAY
    out.flush()
    return (
        ChannelHealth.SHOWN if await tmux.write_tty(os.ttyname(out.fileno()), sequence) else ChannelHealth.REFUSED
    )
