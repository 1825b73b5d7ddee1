"""What the keys do, those of the screen in front first, and what coretui's words mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from coretui.i18n import N_, _
from coretui.tui.dialogs.dialog import Dialog
from coretui.tui.screens.page import COMMON, MODES, Page
from coretui.tui.widgets.prose import Item, Prose, ReadingPane, Section
from coretui.words.columns import padded, width
from coretui.words.journal import capital
from coretui.words.terms import terms

TOGETHER = 8
"""Columns within which a second key is named for the same thing."""
SWITCHING = ("mode(", "app.turn(", "go_on(")
"""How actions begin that show another screen: every screen has them."""


class Help(Dialog[None]):
    """Shows the keys that act on a page, and the words, over it; it is scrolled, and asks nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,enter,q", "leave", N_("leave"), show=False),
    ]

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._sections = (*_keys_of(page), _words())

    def compose(self) -> ComposeResult:
        """Yield all of it under its title."""
        with Vertical(id="help"):
            with Horizontal(id="help-head"):
                yield Static(_("HELP"), id="help-title", markup=False)
                yield Static(_("esc: close"), id="help-hint", markup=False)
            with ReadingPane(id="help-text"):
                yield Prose()

    def on_mount(self) -> None:
        """Show it in the language of the moment."""
        self.query_one(Prose).sections = self._sections


def _keys_of(page: Page) -> Iterable[Section]:
    """Yield the keys that act on a page, and those that act on every page."""
    active = [one for one in page.active_bindings.values() if _is_ours(one)]
    shared = [
        one
        for one in active
        if one.node is page.app or one.binding.action in COMMON or one.binding.action.startswith(SWITCHING)
    ]
    screens = (f"{MODES[0][0]}-{MODES[-1][0]}", " · ".join(_(label) for _key, _mode, label in MODES))
    here = sorted((one for one in active if one not in shared), key=lambda one: "move(" in one.binding.action)
    for title, keys in (
        (_("This screen"), _named(page, here)),
        (_("Everywhere"), [screens, *_named(page, shared)]),
    ):
        if keys:
            room = max(width(key) for key, _does in keys)
            rows = (Item(does, mark=padded(key, room)) for key, does in keys)
            yield Section("", (Item(title, role="accent"), *rows))


def _named(page: Page, active: Iterable[ActiveBinding]) -> list[tuple[str, str]]:
    """Return what keys do, each thing once: its first key, and a second one where both are short."""
    found: dict[str, str] = {}
    for one in active:
        if said := one.tooltip or one.binding.description:
            does, key = capital(said), page.app.get_key_display(one.binding)
            keys = f"{found[does]} {key}" if does in found else key
            if does not in found or (key not in found[does].split() and width(keys) <= TOGETHER):
                found[does] = keys
    return [(keys, does) for does, keys in found.items()]


def _is_ours(active: ActiveBinding) -> bool:
    """Tell whether a class of coretui binds this key: what Textual binds to scroll and to edit is not told."""
    binding = active.binding
    return (
        active.enabled
        and not binding.system
        and not binding.action.startswith("mode(")
        and any(
            isinstance(bound, Binding) and bound.action == binding.action and binding.key in bound.key.split(",")
            for kind in type(active.node).__mro__
            if kind.__module__.startswith("coretui.")
            for bound in vars(kind).get("BINDINGS", ())
        )
    )


def _words() -> Section:
    explained = (Item(f"{term}:", meaning, role="name") for term, meaning in terms())
    return Section("", (Item(_("Words"), role="accent"), *explained))
