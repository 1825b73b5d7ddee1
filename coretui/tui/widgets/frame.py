"""The frame round every screen: the line on top, and the keys that matter now below."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import ActiveBinding
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen

from coretui.tui.widgets.cells import CellWidget, Grid, blank, write


@dataclass(frozen=True, slots=True)
class Tab:
    """A screen that can be switched to: the key, its mode, its name in the user's language."""

    key: str
    mode: str
    label: str


class TopBar(CellWidget):
    """The name, the screens with the present one marked, and on the right the chair, the date and the time.

    `chair` is the chair's remaining time, `date` and `time` the present; the date gives way first, then the
    time. With `alarm` the chair is due. `unsaved` says that something waits for the store, before all of these.
    `places` are the columns in which each screen was last named, by mode.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "top--core", "top--tui", "top--here-key", "top--here", "top--tab", "top--extra", "top--alarm",
    }  # fmt: skip
    DEFAULT_CSS = """
    TopBar {
        height: 1;
        background: $ink;
        & > .top--core { color: $foreground; text-style: bold; }
        & > .top--tui { color: $accent; text-style: bold; }
        & > .top--here-key { color: $ink; background: $accent; text-style: bold; }
        & > .top--here { color: $foreground; text-style: bold; }
        & > .top--tab { color: $muted; }
        & > .top--extra { color: $muted; }
        & > .top--alarm { color: $due; text-style: bold; }
    }
    """

    tabs: reactive[tuple[Tab, ...]] = reactive((), repaint=False)
    here: reactive[str] = reactive("", repaint=False)
    chair: reactive[str] = reactive("", repaint=False)
    date: reactive[str] = reactive("", repaint=False)
    time: reactive[str] = reactive("", repaint=False)
    alarm: reactive[bool] = reactive(default=False, repaint=False)
    unsaved: reactive[str] = reactive("", repaint=False)
    places: dict[str, range]

    @dataclass
    class Chosen(Message):
        """Somebody clicked on the name of a screen."""

        mode: str

    def watch_tabs(self) -> None:
        """Draw again."""
        self.redraw()

    watch_here = watch_chair = watch_date = watch_time = watch_alarm = watch_unsaved = watch_tabs

    def draw(self, width: int, height: int) -> Grid:
        """Return the line."""
        grid = blank(width, height)
        room = width - 1
        x = 1
        if width >= 60:
            write(grid, x, 0, "core", self.ink("top--core"))
            write(grid, x + 4, 0, "tui", self.ink("top--tui"))
            x += 10 if width >= 76 else 8
        gap = 3 if width >= 100 else 2
        beside = max(len(self.time), len(self.chair))
        spare = room - x - self._beside(2) - sum(len(tab.label) + 2 for tab in self.tabs) - 2
        if len(self.tabs) <= spare < gap * len(self.tabs):
            gap = 1  # the clock is worth more than the air
        short = sum(len(tab.label) + 2 + gap for tab in self.tabs) + 2 > room - x - beside
        named = next((len(tab.label) for tab in self.tabs if tab.mode == self.here), 0)
        bare = (1 + gap) * len(self.tabs) + 3 + named > room - x - len(self.unsaved or self.chair)
        self.places = {}
        for tab in self.tabs:
            here = tab.mode == self.here
            label = "" if (bare if here else short) else tab.label
            key = f" {tab.key} " if here else tab.key
            write(grid, x, 0, key, self.ink("top--here-key" if here else "top--tab"))
            write(grid, x + len(key) + 1, 0, label, self.ink("top--here" if here else "top--tab"))
            end = x + len(key) + (len(label) + 1 if label else 0)
            self.places[tab.mode] = range(x, end)
            x = end + gap
        self._write_right(grid, x, room)
        return grid

    def _write_right(self, grid: Grid, left: int, room: int) -> None:
        shown = [text for text in (self.unsaved, self.chair, self.date, self.time) if text]
        for giving_way in (self.date, self.time, *([self.chair] if self.unsaved else [])):
            air = 2 if giving_way is self.time else 3
            if sum(len(text) + air for text in shown) - air > room - left and giving_way in shown:
                shown.remove(giving_way)
        air = 3 if sum(len(text) + 3 for text in shown) - 3 <= room - left else 2
        x = room
        for text in reversed(shown):
            x -= len(text)
            alarming = (self.alarm and text == self.chair) or text == self.unsaved
            write(grid, x, 0, text, self.ink("top--alarm" if alarming else "top--extra"))
            x -= air

    def _beside(self, air: int) -> int:
        """Return the columns of the chair and the time, with so many between them."""
        return len(self.chair) + len(self.time) + (air if self.chair and self.time else 0)

    def on_click(self, event: events.Click) -> None:
        """Switch to the screen whose name was clicked."""
        for mode, place in self.places.items():
            if event.x in place:
                self.post_message(self.Chosen(mode))


class KeyBar(CellWidget):
    """The keys that act now, as many as there is room for; a click on one presses it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--word"}
    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        background: $ink;
        & > .keys--key { color: $accent; text-style: bold; }
        & > .keys--word { color: $muted; }
    }
    """

    def __init__(self, stay: Set[str] = frozenset()) -> None:
        super().__init__()
        self.stay = stay
        """The actions whose keys go last."""

    def on_mount(self) -> None:
        """Follow what can be done on this screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.redraw()

    def draw(self, width: int, height: int) -> Grid:
        """Return the line."""
        grid = blank(width, height)
        x, air = 1, 3 if width >= 100 else 2
        self._places: list[tuple[range, ActiveBinding]] = []
        for active in self._fitting(width - 1, air):
            key, words = self._in_words(active)
            end = x + len(key) + 1 + len(words)
            write(grid, x, 0, key, self.ink("keys--key"))
            write(grid, x + len(key) + 1, 0, words, self.ink("keys--word"))
            self._places.append((range(x, end), active))
            x = end + air
        return grid

    def _in_words(self, active: ActiveBinding) -> tuple[str, str]:
        return self.app.get_key_display(active.binding), active.binding.description

    def _fitting(self, room: int, air: int) -> list[ActiveBinding]:
        """Return the keys there is room for: the last ones go first, and those that `stay` after all others."""
        found: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.enabled:
                found.setdefault(active.binding.action, active)
        widths = {action: sum(map(len, self._in_words(active))) + 1 + air for action, active in found.items()}
        while found and sum(widths[action] for action in found) - air > room:
            last = [action for action in found if action not in self.stay] or list(found)
            del found[last[-1]]
        return list(found.values())

    async def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        for place, active in self._places:
            if event.x in place:
                await self.app.run_action(active.binding.action, default_namespace=active.node)
