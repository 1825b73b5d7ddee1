"""When the record is damaged or gone: what was found, what can be brought back, and what to do about it.

An app of its own: the other one has a store, and this one has none.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence
from contextlib import ExitStack
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.filter import LineFilter
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coretui.errors import CoretuiError, NotNowError
from coretui.i18n import N_, _
from coretui.services.desk import Desk
from coretui.services.guard import sentence
from coretui.services.repair import Proposal, proposed, said
from coretui.store.salvage.repair import Trouble
from coretui.tui.dialogs.choice import AnswerList
from coretui.tui.terminal.key_guard import GuardedApp
from coretui.tui.terminal.line_filter import HARMLESS
from coretui.tui.theme import THEMES, role_variables
from coretui.words.salvage import table_lines

BRING, AFRESH, AGAIN, OPEN, LEAVE = "bring", "afresh", "again", "open", "leave"
ANSWERS = {
    BRING: N_("Put the old files aside, and go on with this"),
    AFRESH: N_("Put the old files aside, and start empty"),
    AGAIN: N_("Try again"),
    OPEN: N_("Open coretui"),
    LEAVE: N_("Leave everything as it is"),
}


class TroubleApp(GuardedApp):
    """Reads what can be read, tells it, and puts it in the place after a yes; returns `OPEN` if it did."""

    CSS_PATH = "trouble.tcss"
    TITLE = "coretui"
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - Textual's
        (0, "-strip"), (8, "-flat"), (14, "-low"), (22, "-mid"), (28, "-tall"),
    ]  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ctrl+q,ctrl+c", "leave", N_("leave"), show=False, priority=True),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        *(Binding(str(n), f"pick({n - 1})", show=False) for n in range(1, 5)),
    ]

    def __init__(self, desk: Desk, trouble: Trouble) -> None:
        super().__init__()
        self.desk, self.trouble = desk, trouble
        self._making = ExitStack()
        self._proposal: Proposal | None = None
        self._leaving = False
        self._answers: tuple[str, ...] = ()
        for theme in THEMES:
            self.register_theme(theme)
        wanted = desk.settings.look.theme
        self.theme = wanted if wanted in self.available_themes else THEMES[0].name

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let no sign that steers a terminal through, beside what Textual filters."""
        return [*super().get_line_filters(), HARMLESS]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme our colour roles."""
        return role_variables(self.current_theme)

    def compose(self) -> ComposeResult:
        """Yield what is said, and the answers."""
        with Vertical(id="trouble"):
            with Horizontal(id="trouble-head"):
                yield Static(id="trouble-title", markup=False)
                yield Static(os.path.basename(self.desk.home.database), id="trouble-name", markup=False)
            with VerticalScroll(id="trouble-said", can_focus=False):
                yield Static(id="trouble-words", markup=False)
                yield Static(id="trouble-table", markup=False)
            with Vertical(id="trouble-foot"):
                yield AnswerList(markup=False, compact=True)
                yield Static(_("enter: confirm · esc: leave everything as it is"), id="trouble-hint", markup=False)

    def on_mount(self) -> None:
        """Begin to read."""
        loop = asyncio.get_running_loop()
        if not self.is_headless:
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(self.action_leave))
        self._read()

    async def on_unmount(self) -> None:
        """Let go of what was made and not wanted."""
        self._leaving = True
        self._making.close()

    def _read(self) -> None:
        """Read what can be read, in a thread."""
        self._show(_("Your record is damaged") if not self.trouble.gone else _("Your record is missing"), ())
        self.run_worker(self._propose(afresh=False), group="reading", exclusive=True)

    async def _propose(self, *, afresh: bool) -> None:
        try:
            self._proposal = await asyncio.to_thread(self._made, afresh)
        except Exception as no:  # noqa: BLE001 - whatever it is, the person is asked what to do
            again = isinstance(no, NotNowError)
            self._say(sentence(self.desk.home, no), (AGAIN, LEAVE) if again else (AGAIN, AFRESH, LEAVE))
            return
        if afresh:
            self._accept()
        else:
            self._ask(self._proposal)

    def _made(self, afresh: bool) -> Proposal:
        making = proposed(self.desk, self.trouble, self._tell, afresh=afresh)
        return self._making.enter_context(making)

    def _tell(self, read: int, of: int) -> None:
        """Say how far the reading is; raises `NotNowError` once nobody waits for it any more."""
        if self._leaving:
            raise NotNowError
        if self.is_running:
            self.call_later(self._show_progress, read, of)

    def _show_progress(self, read: int, of: int) -> None:
        if self._proposal is None:
            now = _("Reading what can be read: page {n} of {all}.").format(n=read, all=of)
            self.query_one("#trouble-words", Static).update("\n\n".join((*self._found(), now)))

    def _found(self) -> tuple[str, ...]:
        """Say what was found, and what it means."""
        kept = _("Nothing more is written into it. The old files are kept, in a folder with the date.")
        if self.trouble.gone:
            kept = _("Nothing is made in its place until you say so.")
        return (_("{path}: {wrong}.").format(path=self.desk.home.database, wrong=said(self.trouble)), kept)

    def _ask(self, proposal: Proposal) -> None:
        nothing = proposal.salvaged is not None and not proposal.salvaged.pages and proposal.rebuilt.backup is None
        self._say("\n".join(proposal.lines), (AFRESH, LEAVE) if nothing else (BRING, AFRESH, LEAVE))

    def _say(self, words: str, answers: tuple[str, ...]) -> None:
        self.query_one("#trouble-words", Static).update("\n\n".join((*self._found(), words)))
        self._offer(answers)

    def _show(self, title: str, answers: tuple[str, ...]) -> None:
        self.query_one("#trouble-title", Static).update(title)
        self.query_one("#trouble-words", Static).update("\n\n".join(self._found()))
        self.query_one("#trouble-table", Static).display = False
        self._offer(answers)

    def _offer(self, answers: tuple[str, ...]) -> None:
        """Put the answers under what is said."""
        self._answers = answers
        listed = self.query_one(AnswerList)
        listed.clear_options()
        listed.add_options([Option(f" {n}  {_(ANSWERS[one])}", id=one) for n, one in enumerate(answers, 1)])
        listed.display = bool(answers)
        listed.highlighted = 0 if answers else None
        listed.focus()

    def _accept(self) -> None:
        """Put the new store in the place, and say what came of it."""
        proposal = self._proposal
        if proposal is None:
            return
        try:
            folder = proposal.accept()
        except CoretuiError as no:
            self._start_over(str(no))
            return
        self._making.close()
        done = _("Done. The files as they were, and a report, are in {folder}.").format(folder=folder)
        self.query_one("#trouble-title", Static).update(_("Your record is in order again"))
        self.query_one("#trouble-words", Static).update("\n\n".join((done, *proposal.lines)))
        table = self.query_one("#trouble-table", Static)
        if proposal.salvaged:
            table.display = True
            table.update("\n".join(table_lines(proposal.salvaged)))
        self.query_one("#trouble-hint", Static).update(_("enter: open coretui · esc: leave"))
        self._offer((OPEN,))

    def _start_over(self, words: str = "") -> None:
        self._making.close()
        self._proposal = None
        self._say(words, (AGAIN, LEAVE))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was chosen."""
        self._choose(event.option_id or LEAVE)

    def _choose(self, answer: str) -> None:
        if answer == OPEN:
            self.exit(OPEN)
        elif answer == BRING:
            self._accept()
        elif answer == LEAVE:
            self.action_leave()
        else:
            self._making.close()
            self._proposal = None
            self._offer(())
            self.run_worker(self._propose(afresh=answer == AFRESH), group="reading", exclusive=True)

    def action_pick(self, place: int) -> None:
        """Choose the answer with a number."""
        if place < len(self._answers):
            self._choose(self._answers[place])

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        listed = self.query_one(AnswerList)
        listed.highlighted = min(max(0, (listed.highlighted or 0) + by), max(0, len(self._answers) - 1))

    def action_page(self, by: int) -> None:
        """Show what there is no room for."""
        there = self.query_one("#trouble-said")
        there.scroll_to(y=there.scroll_y + by * there.size.height, animate=False)

    def action_leave(self) -> None:
        """Leave everything as it is now."""
        self._leaving = True
        self.exit()
