"""A panel whose words depend on how wide it is."""

from __future__ import annotations

from dataclasses import dataclass

from textual.containers import Vertical
from textual.message import Message


class Panel(Vertical):
    """Tells when it has another width, which it gets when it is laid out: later than the window has its own."""

    _wide = 0

    @dataclass
    class Fitted(Message):
        """The panel has another width."""

    def on_resize(self) -> None:
        """Tell, unless only its height is another."""
        if self._wide != self.size.width:
            self._wide = self.size.width
            self.post_message(self.Fitted())
