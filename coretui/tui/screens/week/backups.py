"""The copies of the database: which there are, what differs from each, and putting one back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from coretui.domain.days import Instant
from coretui.domain.differences import Difference
from coretui.domain.harmless import one_line
from coretui.errors import CoretuiError, NotNowError
from coretui.i18n import N_, _, ngettext
from coretui.paths import Home
from coretui.services.guard import sentence
from coretui.services.workplace import Workplace
from coretui.store.backups import Backup, glanced, listed, make
from coretui.store.restore import difference, prepared, restore_beside
from coretui.tui.dialogs.choice import Choice
from coretui.tui.screens.page import Page, asks
from coretui.tui.screens.subpage import Aside
from coretui.tui.widgets.prose import Item, Prose, ReadingPane, Section
from coretui.tui.widgets.rows import Row, Rows
from coretui.words import backups as words
from coretui.words.columns import padded, width
from coretui.words.time import moment

RESTORE, LEAVE = "restore", "leave"
A_GLANCE = 0.15
"""Seconds that the cursor stays on a copy before it is compared: who walks on does not mean it."""
MOST = 6
"""So many tables that differ are listed where it is asked; all of them stand on the page."""


class BackupsScreen(Aside):
    """A list of copies; what differs from the one under the cursor stands below it, or beside it."""

    AUTO_FOCUS = "Rows"
    MODE = "week"
    CSS_PATH = "backups.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "restore", N_("restore"), key_display="enter", tooltip=N_("Put this backup back")),
        Binding("n", "make", N_("back up now"), tooltip=N_("Make a backup now")),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._found: dict[str, Backup] = {}
        self._compared: dict[str, Difference | str] = {}
        """What differs from a copy, or the sentence that says why that cannot be told."""
        self._below = ""

    def body(self) -> ComposeResult:
        """Yield the list, and what is told of the one under the cursor."""
        with Container(id="aside"), Container(id="copies"):
            with Vertical(id="copies-list", classes="panel"):
                with Horizontal(classes="head"):
                    yield Static(_("BACKUPS"), classes="title", markup=False)
                    yield Static(id="copies-sum", classes="aside", markup=False)
                with VerticalScroll(id="copies-rows", can_focus=False):
                    yield Rows().data_bind(Page.ascii)
            with Vertical(id="copies-told", classes="panel"):
                yield Static(id="copies-name", classes="title", markup=False)
                with ReadingPane(id="copies-text", can_focus=False):
                    yield Prose()

    # what is shown

    def reload(self) -> None:
        """Show what there is, by what is known of it; each is read whole beside that."""
        self._compared.clear()
        self._show(glanced(self.workplace.home))
        self.run_worker(self._look(), group="backups", exclusive=True)
        self._compare_soon()

    async def _look(self) -> None:
        self._show(await asyncio.to_thread(listed, self.workplace.home))

    def _show(self, found: list[Backup]) -> None:
        if not self._ready:
            return
        self._found = {one.name: one for one in found}
        self.query_one(Rows).rows = tuple(self._rows(found))
        count = ngettext("{n} backup", "{n} backups", len(found)).format(n=len(found))
        self.say("copies-sum", f"{count} · {words.size(sum(one.size for one in found))}" if found else "")
        self._tell()
        self.refresh_bindings()

    def _rows(self, found: list[Backup]) -> Iterator[Row]:
        now, zone = self.workplace.now.wall, self.workplace.clocks.zone
        when = {one.name: moment(one.at.timestamp(), now, zone) for one in found}
        columns = max(map(width, when.values()), default=0)
        for one in found:
            text = f"{padded(when[one.name], columns)}  {words.made_for(one.reason)}"
            right, role = (words.size(one.size), "muted") if one.ok else (_("damaged"), "due")
            yield Row(one.name, "", text, right, role=role)

    @property
    def current(self) -> Backup | None:
        """The copy under the cursor."""
        row = self.query_one(Rows).current
        return self._found.get(row.id) if row else None

    @on(Rows.Selected)
    def follow_cursor(self) -> None:
        """Tell about the copy under the cursor."""
        self._tell()
        self._compare_soon()

    def _tell(self) -> None:
        one = self.current
        self.say("copies-name", one_line(one.short) if one else "")
        if self._below != (one.name if one else ""):
            self._below = one.name if one else ""
            self.query_one("#copies-text").scroll_home(animate=False)
        self.query_one(Prose).sections = tuple(self._said(one))

    def _said(self, one: Backup | None) -> Iterator[Section]:
        if one is None:
            yield Section("", (Item(_("There is no backup yet. One is made each day; n makes one now.")),))
            return
        found = self._compared.get(one.name)
        if found is None:
            yield Section("", (Item(_("Comparing …"), role="quiet"),))
        elif isinstance(found, str):
            yield Section("", (Item(found, role="alarm"),))
        elif found.alike:
            yield Section(
                "", (Item(_("It holds what is recorded now.")), Item(words.rows(one.rows), role="quiet"))
            )
        else:
            lines = [Item(f"{what}:", counts) for what, counts in words.differing(found)]
            yield Section("", (Item(_("What differs"), role="name"), *lines))
            if days := words.days(found, self.workplace.today):
                yield Section("", (Item(days),))

    def _compare_soon(self) -> None:
        one = self.current
        if one and one.name not in self._compared:
            self.run_worker(self._compare(one.name), group="comparing", exclusive=True)

    async def _compare(self, name: str) -> None:
        await asyncio.sleep(A_GLANCE)
        self._compared[name] = await asyncio.to_thread(_compared, self.workplace.home, name)
        if self._ready:
            self._tell()

    # what is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to restore where there is something to."""
        if action == "restore" and self._ready:
            return self.current is not None
        return super().check_action(action, parameters)

    @asks
    async def action_make(self) -> None:
        """Make a copy now, without holding the screen up."""
        await self._do(lambda home, now: _("Backup made: {name}.").format(name=make(home, "now", now).short))

    @asks
    async def action_restore(self) -> None:
        """Ask whether the copy under the cursor is to be put back, and do so."""
        one, workplace = self.current, self.workplace
        if one is None or not self.attempt(lambda: _refuse_underway(workplace), waits=False):
            return
        found = await asyncio.to_thread(_compared, workplace.home, one.name)
        if isinstance(found, str):
            self.app.notify(found, severity="warning", markup=False)
            return
        if found.alike:
            self.app.notify(_("It holds what is recorded now."))
            return
        question = _("Put {name} back in place of what is recorded now?").format(name=one_line(one.short))
        said = [f"{what}: {counts}" for what, counts in words.differing(found)]
        said = ["\n".join([*said[:MOST], *(["…"] if len(said) > MOST else [])])]
        if days := words.days(found, workplace.today):
            said.append(days)
        answers = ((LEAVE, _("Leave everything as it is")), (RESTORE, _("Put it back; this can be undone")))
        if await self.app.push_screen_wait(Choice(question, answers, said=said)) == RESTORE:
            await self._do(lambda home, now: _restored(home, one, now))

    async def _do(self, do: Callable[[Home, Instant], str]) -> None:
        """Do something with the copies in a thread, say what came of it, and show what there is then."""
        workplace = self.workplace
        try:
            self.app.notify(await asyncio.to_thread(do, workplace.home, workplace.now), timeout=20, markup=False)
        except Exception as error:  # noqa: BLE001 - whatever it is, the app goes on
            self.app.notify(sentence(workplace.home, error), severity="warning", timeout=20, markup=False)
        workplace.keeper.reload()
        self.changed()
        self.query_one(Rows).cursor = 0  # what undoes it


def _refuse_underway(workplace: Workplace) -> None:
    """Raise `NotNowError` while something is led, or waits to be saved: it would go on in another record."""
    if workplace.underway:
        raise NotNowError(_("A session or a breath is under way; end it first."))
    if workplace.unsaved:
        raise NotNowError(_("Not everything is saved yet; wait until it is."))


def _compared(home: Home, name: str) -> Difference | str:
    try:
        with prepared(home, name) as path:
            return difference(home, path)
    except CoretuiError as no:
        return str(no)


def _restored(home: Home, one: Backup, now: Instant) -> str:
    before = words.made_for(restore_beside(home, one.name, now).reason)
    return _("{name} is restored. To undo that, restore “{before}”.").format(name=one.short, before=before)
