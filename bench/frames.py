"""The app that breathing is measured beside: a line that is another one thirty times a second."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

FRAMES = 30


class FramesApp(App[None]):
    """Counts its frames."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def compose(self) -> ComposeResult:
        """Yield the line."""
        yield Static(id="count")

    def on_mount(self) -> None:
        """Begin to count."""
        self.set_interval(1 / FRAMES, self.frame)

    def frame(self) -> None:
        """Show this frame."""
        self.count += 1
        self.query_one("#count", Static).update(str(self.count))


if __name__ == "__main__":
    FramesApp().run()
