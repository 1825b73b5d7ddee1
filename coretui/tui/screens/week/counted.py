"""What else stands under a week: its numbers, what is to be said besides them, how old the newest backup is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from coretui.domain.habits.overview import WeekRead
from coretui.i18n import _
from coretui.services.workplace import Workplace
from coretui.tui.widgets.panel import Panel
from coretui.tui.widgets.prose import fold
from coretui.tui.widgets.sentence import put
from coretui.tui.widgets.weekgrid import Sheet
from coretui.tui.widgets.weeknumbers import WeekNumbers
from coretui.words.tables import Numbers
from coretui.words.weeks import TOGETHER, told

BESIDE = 44
"""Columns from which words stand beside their labels."""
LABEL = 11
"""Columns for what stands before the words under the numbers."""


class CountedPanel(Panel):
    """The numbers of seven days, and words under them."""

    def compose(self) -> ComposeResult:
        """Yield the numbers and the words."""
        yield WeekNumbers()
        yield Static(id="besides", markup=False)

    def show(self, sheet: Sheet, rows: tuple[Numbers, ...], *, beside: bool) -> None:
        """Show the numbers under the columns of a grid, or `beside` it."""
        table = self.query_one(WeekNumbers)
        table.beside, table.sheet, table.rows = beside, sheet, rows

    def tell(self, read: WeekRead, *, running: bool) -> None:
        """Say what is to be said besides the numbers, its words under each other where there is room."""
        put(self.query_one("#besides", Static), self._told(read, running=running))

    def _told(self, read: WeekRead, *, running: bool) -> Content:
        width = self.query_one("#besides").size.width
        indent = LABEL if width >= BESIDE else 0
        lines: list[Content] = []
        for label, words in told(read):
            if not indent:
                lines.append(Content.assemble((f"{label}  ", "$muted"), words.replace(TOGETHER, " ")))
                continue
            folded = fold([(word, "") for word in words.split(" ")], width - indent)
            texts = ["".join(word for word, _role in line).replace(TOGETHER, " ") for line in folded]
            heads = [label.ljust(indent), *[" " * indent] * (len(texts) - 1)]
            lines += [Content.assemble((head, "$muted"), text) for head, text in zip(heads, texts, strict=True)]
        if not lines and running:
            return Content.styled(_("Breaks, sessions and movement of this week will be listed here."), "$muted")
        return Content("\n").join(lines)


class BackupLine(Static):
    """Says it quietly, in a corner; what is wrong with it is the `trouble` that the screen says first."""

    DEFAULT_CSS = """
    BackupLine { height: 1; padding: 0 1; text-align: right; color: $muted; }
    BackupLine.-empty { display: none; }
    """
    trouble: tuple[str, ...] = ()

    def tell(self, workplace: Workplace) -> None:
        """Look how old it is; nothing is told where no backups are made."""
        found = None
        if workplace.desk.backs_up:
            from coretui.services.daily_backup import newest_copy  # noqa: PLC0415 - Week is not shown first

            found = newest_copy(workplace.desk)
        if found is None:
            self.trouble = ()
            put(self, "")
            return
        from coretui.words.backups import newest  # noqa: PLC0415

        said, wrong = newest(found.day, workplace.today, found.size, whole=found.whole, behind=found.behind)
        self.trouble = (wrong,) if wrong else ()
        put(self, Content.styled(said, "$due") if wrong else said)
