"""What goes together: four things beside the back, off until somebody wants it, and the same for four weeks."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.widgets import Static

from coretui.domain.insights.pairs import Day, Finding, Verdict
from coretui.i18n import N_, _
from coretui.services import insights
from coretui.services.insights import Insights
from coretui.services.workplace import Workplace
from coretui.settings import file as settings_file
from coretui.tui.dialogs.leaflet import Leaflet
from coretui.tui.screens.page import Page
from coretui.tui.screens.subpage import Aside
from coretui.tui.widgets.intervals import Compared, Comparisons, Interval, Intervals
from coretui.tui.widgets.prose import Item, Prose, ReadingPane, Section
from coretui.words import insights as together

SETTING = "insights.show"


async def show_insights(screen: Page) -> None:
    """Show what goes together, and ask first whether that is wanted unless it has been said."""
    if not screen.workplace.settings.insights.show:
        invitation = Leaflet(_(together.TITLE), [_(together.INVITATION)], _(together.INVITED))
        if not (await screen.app.push_screen_wait(invitation) and _want(screen, "on")):
            return
    screen.app.push_screen(InsightsScreen(screen.workplace))


def _want(page: Page, shown: str) -> bool:
    """Write down whether it is to be shown; tell whether that was possible."""
    workplace = page.workplace

    def write() -> None:
        settings_file.write(workplace.home.config, SETTING, shown)
        workplace.follow_settings()

    return page.attempt(write, waits=False)


class InsightsScreen(Aside):
    """Four rows with what came of them; in a flare-up those of the look before it."""

    AUTO_FOCUS = "#together"
    MODE = "week"
    CSS_PATH = "insights.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "explain", N_("how this is worked out"), key_display="enter"),
        Binding("d", "turn_off", N_("leave this off"), tooltip=N_("Do not show this any more")),
        Binding("f", "flags", show=False, tooltip=N_("Signs that call for help at once")),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._sought: tuple[Day, ...] = ()
        """The days that are or were worked out here, once."""

    def body(self) -> ComposeResult:
        """Yield the look, its rows, and how little they say."""
        with Container(id="aside"), ReadingPane(id="together"):
            with Horizontal(id="look"):
                yield Static(id="look-title", markup=False)
                yield Static(id="look-span", markup=False)
            yield Prose(id="look-about")
            with Container(id="look-found"):
                with Container(id="rows", classes="panel"):
                    yield Intervals().data_bind(Page.ascii)
                yield Prose(id="look-words")

    def reload(self) -> None:
        """Show the last look; what is not worked out yet comes when it is, and no key waits for that."""
        found = insights.gather(self.workplace.overviews())
        self._show(found)
        if found.days and not found.findings and found.seen != self._sought:
            self._sought = found.seen
            self.run_worker(self._work_out(found), group="insights", exclusive=True)

    async def _work_out(self, found: Insights) -> None:
        try:
            done = await asyncio.to_thread(insights.work_out, found)
        except Exception as error:  # noqa: BLE001 - whatever it is, the app goes on
            self.app.notify(self.workplace.guard.explain(error), severity="error", timeout=20, markup=False)
            return
        self._show(insights.keep(self.workplace.store, done))

    def _show(self, found: Insights) -> None:
        self.say("look-title", _(together.TITLE))
        span = together.span(found.months, found.as_of, found.next_look, self.workplace.today)
        self.say("look-span", span if found.days else "")
        about = [Item(_(together.RESTING), role="name")] if found.resting else []
        about.append(Item(_(together.COMPARED), role="quiet") if found.days else Item(_(together.NO_PAIN)))
        self.query_one("#look-about", Prose).sections = (Section("", tuple(about)),)
        rows = tuple(_row(one) for one in found.findings) if found.days else ()
        table = self.query_one(Intervals)
        table.shown = Comparisons(rows, _(together.LESS), _(together.MORE))
        self.query_one("#rows").set_class(not rows, "-empty")
        words = [together.breathing(*found.breathing)] if found.breathing else []
        words += [_(together.CHANCE)] if rows else []
        self.query_one("#look-words", Prose).sections = tuple(Section("", (Item(text),)) for text in words)

    def action_explain(self) -> None:
        """Say how it is worked out."""
        paragraphs = [_(text) for text in together.EXPLAINED]
        self.app.push_screen(Leaflet(_(together.TITLE), paragraphs, _(together.EXPLAINED_KEYS)))

    def action_turn_off(self) -> None:
        """Leave, and show it no more until it is wanted again."""
        if _want(self, "off"):
            self.dismiss()
            self.app.notify(_(together.TURNED_OFF))


def _row(one: Finding) -> Compared:
    """Return a row of what was found; too few days have nothing to draw."""
    row = Compared(together.compared(one), together.lag(one), together.verdict(one))
    if one.verdict is Verdict.TOO_FEW:
        return row
    hint = one.verdict is Verdict.SIGN
    return Compared(
        row.name,
        row.lag,
        row.verdict,
        days=together.sides(one),
        between="" if hint else together.interval(one),
        told=together.hint(one) if hint else "",
        interval=Interval(one.low, one.difference, one.high),
        stands_out=hint,
    )
