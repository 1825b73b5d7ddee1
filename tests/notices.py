"""Notices for tests: what would have been sent, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from coretui.desktop.notices.notifier import ChannelHealth


@dataclass
class Notices:
    """Notices as they were sent."""

    health: ChannelHealth = ChannelHealth.SHOWN
    sent: list[tuple[str, str]] = field(default_factory=list)
    movements: list[str] = field(default_factory=list)
    names: tuple[str, ...] = ("desktop",)

    async def send(self, title: str, text: str, movement: str = "") -> ChannelHealth:
        """Keep the notice, if there is a channel for it."""
        if self.names:
            self.sent.append((title, text))
            self.movements.append(movement)
        return self.health if self.names else ChannelHealth.UNKNOWN

    def use(self, names: Iterable[str]) -> None:
        """Take note of the channels."""
        self.names = tuple(names)

    async def close(self) -> None:
        """Nothing is shown."""
