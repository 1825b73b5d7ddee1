"""Flare-up: the red flags first, then what is easy enough, and the days on which nothing is asked."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Static

from coretui.i18n import N_, _
from coretui.store import timeoff
from coretui.tui.dialogs.red_flags import red_flags_leaf
from coretui.tui.screens.page import BreatheNow
from coretui.tui.screens.subpage import Aside, together
from coretui.tui.widgets.prose import Item, Prose, ReadingPane, Section
from coretui.words import care as caring
from coretui.words.time import short_date


class FlareScreen(Aside):
    """For when the back plays up."""

    AUTO_FOCUS = "#flare"
    CSS_PATH = "flare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "begin", N_("my back is playing up"), tooltip=N_("Pause your targets from today")),
        Binding("space", "end", N_("my back is better"), tooltip=N_("Let your targets count again from tomorrow")),
        Binding("e", "breathe", N_("breathe"), tooltip=N_("Breathe now")),
    ]

    def body(self) -> ComposeResult:
        """Yield the red flags, and what serves."""
        with Container(id="aside"), ReadingPane(id="flare"):
            with Container(id="flags-panel", classes="panel"):
                yield Static(id="flags-head", classes="title", markup=False)
                yield Prose(id="flags-prose")
            with Container(id="easy-panel", classes="panel"):
                yield Prose(id="easy-prose")

    def reload(self) -> None:
        """Say it in the language of the moment, and whether a flare-up is on."""
        since = timeoff.flare_since(self.workplace.store)
        if since:
            state = Item(caring.flaring(since, self.workplace.today), role="accent")
        else:
            state = Item(_("No flare-up now."), role="name")
        easy = (
            Section("", (state, Item(_(caring.WHILE_FLARING)))),
            Section("", (Item(caring.easy_moving()), Item(caring.easy_breathing()))),
            Section("", (Item(_(caring.DO_NOT_EASE)),)),
        )
        self.say("flags-head", _("RED FLAGS FIRST"))
        self.query_one("#flags-prose", Prose).sections = together(red_flags_leaf())
        self.query_one("#easy-prose", Prose).sections = easy if self.roomy else together(easy)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to begin a flare-up or to end it."""
        if action in {"begin", "end"}:
            return (timeoff.flare_since(self.workplace.store) is not None) is (action == "end")
        return super().check_action(action, parameters)

    def action_begin(self) -> None:
        """Let targets rest from today."""
        workplace = self.workplace
        self.attempt(lambda: timeoff.flare_on(workplace.store, workplace.today, workplace.now))

    def action_end(self) -> None:
        """Let targets count again from tomorrow."""
        workplace = self.workplace

        def end() -> None:
            first = timeoff.flare_off(workplace.store, workplace.today, workplace.now)
            sentence = _("The flare-up is over. Your targets were paused from {first}, and still are today.")
            self.app.notify(sentence.format(first=short_date(first, workplace.today)))

        self.attempt(end)

    def action_breathe(self) -> None:
        """Leave, and breathe."""
        self.dismiss()
        self.app.post_message(BreatheNow())
