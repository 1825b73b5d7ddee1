"""An app that ignores what nobody typed on purpose: pastes, and keys that come in a burst.

A paste may come as keys, and typing may have been meant for another window.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from textual import events
from textual.app import App
from textual.widgets import Input

from coretui.i18n import _

PATIENCE = 0.03
"""Seconds that a printable key waits for company: too short to be felt, long enough for a paste."""
WINDOW = 0.1
"""Seconds within which so many different keys are no typing."""
TOO_MANY = 4


def undecided(keys: Sequence[events.Key], now: float) -> float:
    """Return for how many seconds more to wait before it is clear what the keys are; 0 if it is clear."""
    if len({key.character for key in keys}) < 2:
        return 0.0
    return max(0.0, keys[0].time + WINDOW - now)


def is_burst(keys: Sequence[events.Key]) -> bool:
    """Tell whether the keys, held since the first of them, are a burst: too many different ones at once."""
    return len({key.character for key in keys}) >= TOO_MANY


class GuardedApp(App[str]):
    """Hands keys on after a moment, and none of a burst; `patience` is that moment in seconds, 0 for none."""

    def __init__(self) -> None:
        super().__init__()
        self.patience = PATIENCE
        self._held: list[events.Key] = []

    def key_pressed(self) -> None:
        """Take note of a key, whatever it does."""

    async def on_event(self, event: events.Event) -> None:
        """Ignore what is pasted, or comes in a burst, outside a text field: it was meant for another window."""
        if isinstance(event, events.Paste) and not isinstance(self.focused, Input):
            self.notify(_("That was pasted into coretui, and nothing was done with it."), severity="warning")
            return
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.key_pressed()
        if isinstance(event, events.Key) and not event.is_forwarded and self._guarded():
            self._held.append(event)
            if event.is_printable:
                if len(self._held) == 1:
                    self.set_timer(self.patience, self.let_keys_act)
                return
            self._held.pop()
            await self.let_keys_act(at_once=True)
        await super().on_event(event)

    def _guarded(self) -> bool:
        return self.patience > 0 and not isinstance(self.focused, Input)

    async def let_keys_act(self, *, at_once: bool = False) -> None:
        """Let the keys act that were held for a moment, unless they came in a burst."""
        keys = self._held
        if not keys:
            return
        if not at_once and (wait := undecided(keys, monotonic())):
            self.set_timer(wait, self.let_keys_act)
            return
        self._held = []
        if is_burst(keys):
            self.notify(_("So many keys at once were not meant for coretui: ignored."), severity="warning")
            return
        for key in keys:
            await super().on_event(key)
