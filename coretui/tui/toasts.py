"""Short messages at the edge of the screen: each sentence once, few at a time, and gone when they are over."""

from __future__ import annotations

from textual.app import App
from textual.notifications import Notification, SeverityLevel

AT_ONCE = 3
"""How many messages stand at the same time; the oldest of the shortest gives way."""
AFTERWARDS = 0.2
"""Seconds after the end of a message when what held it is put away."""


class ToastingApp(App[str]):
    """Shows no sentence twice, and never more than `AT_ONCE`."""

    _about_last_step = ""
    _left: frozenset[tuple[str, str]] = frozenset()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a message for `timeout` seconds (five if None), unless it stands there already."""
        standing = list(self._notifications)
        if any((one.message, one.title) == (message, title) for one in standing):
            return
        # What stands longest has been left for somebody: it gives way last.
        first = sorted(standing, key=lambda one: one.timeout)[: max(0, len(standing) + 1 - AT_ONCE)]
        for one in first:
            self._unnotify(one, refresh=False)
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self._notifications.add(Notification(message, title, severity, seconds, markup=markup))
        self._refresh_notifications()
        if self.is_running:
            self.set_timer(seconds + AFTERWARDS, self._clean_up)

    def tell_step(self, message: str, severity: SeverityLevel = "information") -> None:
        """Show a message about the last thing done, if there is any; what was said before is true no longer."""
        for one in list(self._notifications):
            if one.message == self._about_last_step:
                self._unnotify(one, refresh=False)
        self._about_last_step = message
        if message:
            self.notify(message, severity=severity)
        else:
            self._refresh_notifications()

    def leave_word(self, message: str, *, title: str, at_most: float) -> None:
        """Show a message to whoever comes back: until some seconds after their first key, or `at_most` so long."""
        self._left |= {(message, title)}
        self.notify(message, title=title, timeout=at_most)

    def hand_over(self) -> None:
        """Let the messages that were left for somebody end as others do: they are being read."""
        left, self._left = self._left, frozenset()
        for one in [one for one in self._notifications if (one.message, one.title) in left]:
            self._unnotify(one, refresh=False)
            self.notify(one.message, title=one.title)

    def _clean_up(self) -> None:
        """Let go of what is over.

        Textual takes a message away when its own timer ends, but neither the layer that all lie on, once the last
        is gone, nor the holder of one that gave way: the column of a scroll bar would stay.
        """
        self._refresh_notifications()
        for screen in self.screen_stack[-1:]:
            for holder in screen.query("ToastHolder"):
                if not holder.children:
                    holder.remove()
