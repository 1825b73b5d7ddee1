"""README's table of keys says what the bindings say: each key, on its screen, in the words of the help."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from textual.binding import Binding, BindingType

from coretui.tui.app import SCREENS, CoretuiApp
from coretui.tui.screens.page import MODES, Page
from coretui.tui.screens.session.led import Led

README = Path(__file__).parents[2] / "README.md"
NAMES = {"escape": "esc", "left": "←", "right": "→", "up": "↑", "down": "↓"}

Row = tuple[str, str, str]
"""Where a key acts, its name, and what it does."""


def name_of(binding: Binding) -> str:
    """Return the first of a binding's keys, as the help writes it."""
    shown = binding.key_display or binding.key.split(",")[0]
    return NAMES.get(shown, shown.split()[0])


def rows_of(where: str, bindings: Iterable[BindingType]) -> Iterator[Row]:
    """Yield a row for each key; one that does this now and that then has both."""
    does: dict[str, list[str]] = {}
    for binding in bindings:
        assert isinstance(binding, Binding)
        words = binding.tooltip or binding.description
        does.setdefault(name_of(binding), []).append(words[:1].upper() + words[1:])
    for key, said in does.items():
        yield where, key, "; or: ".join(dict.fromkeys(said))


def bound() -> list[Row]:
    """Return every key that the bindings of the app and its screens have."""
    modes = {key for key, _mode, _label in MODES}
    own = [one for one in CoretuiApp.BINDINGS if isinstance(one, Binding) and one.key not in modes]
    rows = [("everywhere", key, f"Show {label}") for key, _mode, label in MODES]
    rows += rows_of("everywhere", [*Page.BINDINGS, *own])
    for mode, screen in SCREENS.items():
        where = next(label for _key, other, label in MODES if other == mode)
        kinds = [kind for kind in reversed(screen.mro()) if issubclass(kind, Page) and kind is not Page]
        rows += rows_of(where, [one for kind in kinds for one in vars(kind).get("BINDINGS", ())])
        if mode == "session":
            rows += rows_of("Session, guided", Led.BINDINGS)
    return rows


def told() -> list[Row]:
    """Return every key in README's table; an empty first cell means the one above it."""
    table = README.read_text(encoding="utf-8").split("\n## Keys\n")[1].split("\n## ")[0]
    rows: list[Row] = []
    for where, keys, does in re.findall(r"^\| *(.*?) *\| (`.+`) \| (.+) \|$", table, re.MULTILINE):
        rows += [(where or rows[-1][0], key, does) for key in re.findall(r"`([^`]+)`", keys)]
    return rows


def test_readme_tells_every_key_and_what_it_does() -> None:
    table = "\n".join(f"| {where} | `{key}` | {does} |" for where, key, does in bound())
    assert told() == bound(), f"the table is to say:\n{table}"
