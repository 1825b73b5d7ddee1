"""An app that ignores what nobody typed on purpose: pastes, keys that come in a burst, a key that bounces.

A paste may come as keys, and typing may have been meant for another window, or for what was in front just before.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Protocol, runtime_checkable

from textual import events
from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input

from coretui.i18n import _
from coretui.tui.toasts import ToastingApp

PATIENCE = 0.03
"""Seconds that a printable key waits for company: too short to be felt, long enough for a paste."""
WINDOW = 0.1
"""Seconds within which so many different keys are no typing."""
TOO_MANY = 4
BOUNCE = 0.2
"""Seconds within which the key that answered a question, once more, is the same press."""
MOST_UNDER_WAY = 32
"""Keys of which it is known on which screen they were typed."""


@runtime_checkable
class TakesKeys(Protocol):
    """A screen that knows whether keys may act: not before it is seen, nor while it is about to ask something."""

    def acts_on_keys(self, *, of_the_app: bool) -> bool:
        """Tell whether keys have an effect now, those of the whole app or this screen's own."""


def undecided(keys: Sequence[events.Key], now: float) -> float:
    """Return for how many seconds more to wait before it is clear what the keys are; 0 if it is clear."""
    if len({key.character for key in keys}) < 2:
        return 0.0
    return max(0.0, keys[0].time + WINDOW - now)


def is_burst(keys: Sequence[events.Key]) -> bool:
    """Tell whether the keys, held since the first of them, are a burst: too many different ones at once."""
    return len({key.character for key in keys}) >= TOO_MANY


class GuardedApp(ToastingApp):
    """Hands keys on after a moment, and none of a burst; `patience` is that moment in seconds, 0 for none.

    `bounce` is for how many seconds the key that answered a question is the same press still.
    """

    def __init__(self) -> None:
        super().__init__()
        self.patience = PATIENCE
        self.bounce = BOUNCE
        self._held: list[events.Key] = []
        self._asked: tuple[str, float, Screen[object] | None] = ("", 0.0, None)  # the last key for a question
        self._typed: deque[tuple[events.Key, Screen[object]]] = deque(maxlen=MOST_UNDER_WAY)

    def key_pressed(self) -> None:
        """Take note of a key, whatever it does."""

    async def on_event(self, event: events.Event) -> None:
        """Ignore what is pasted, or comes in a burst, outside a text field: it was meant for another window."""
        if isinstance(event, events.Paste) and not isinstance(self.focused, Input):
            self.notify(_("That looked like an accidental paste; ignored."), severity="warning")
            return
        if not isinstance(event, events.Key):
            await super().on_event(event)
        elif event.is_forwarded:
            if not self._late(event):
                await super().on_event(event)
        elif not self._bounces(event):
            await self._take(event)

    async def _take(self, key: events.Key) -> None:
        """Let a key act now, or when it is clear that it is none of many."""
        if self._guarded():
            self._held.append(key)
            if key.is_printable:
                if len(self._held) == 1:
                    self.set_timer(self.patience, self.let_keys_act)
                return
            self._held.pop()
            await self.let_keys_act(at_once=True)
        await self._act(key)

    def _bounces(self, event: events.Key) -> bool:
        """Tell whether a key has just answered a question that is gone now: then it is not for what lay below."""
        key, at, where = self._asked
        front = self.screen if self.screen_stack else None
        if event.key == key and event.time - at < self.bounce and front is not where:
            return True
        self._asked = (event.key, event.time, front) if front and front.is_modal else ("", 0.0, None)
        return False

    def _late(self, event: events.Key) -> bool:
        """Tell whether a key has been on its way while a question came or went: it was meant for that."""
        typed_at = next((screen for key, screen in self._typed if key is event), self.screen)
        return typed_at is not self.screen and (typed_at.is_modal or self.screen.is_modal)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key says, unless the screen in front takes none yet: then it was meant for another."""
        front: object = self.screen_stack[-1] if self.screen_stack else None
        of_the_app = default_namespace is None or default_namespace is self
        if isinstance(front, TakesKeys) and not front.acts_on_keys(of_the_app=of_the_app):
            return True
        return await super().run_action(action, default_namespace, namespaces)

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
            self.key_pressed()
            self.notify(_("That looked like stray typing; ignored."), severity="warning")
            return
        for key in keys:
            await self._act(key)

    async def _act(self, key: events.Key) -> None:
        self.key_pressed()
        if self.screen_stack:
            self._typed.append((key, self.screen))
        await super().on_event(key)
