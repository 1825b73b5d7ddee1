"""The app that ours is measured beside: a clock, redrawn each second."""

from __future__ import annotations

import time

from textual.app import App, ComposeResult
from textual.widgets import Static


class ClockApp(App[None]):
    """Shows the time."""

    def compose(self) -> ComposeResult:
        """Yield the clock."""
        yield Static(id="clock")

    def on_mount(self) -> None:
        """Begin to tick."""
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        """Show this second."""
        self.query_one("#clock", Static).update(time.strftime("%H:%M:%S"))


if __name__ == "__main__":
    ClockApp().run()
