"""The one line below Today: a question that waits, what has been sat against what was wanted, or the week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widgets import Static

from coretui.domain.habits.overview import WeekView
from coretui.i18n import _
from coretui.tui.widgets.sentence import put
from coretui.words.columns import first_fitting, fitting, width
from coretui.words.posture import SHORT_QUESTION, answers

BETWEEN = " · "
WIDE = "  ·  "


class TodayLine(Static):
    """How the week goes, and on its last working day how it went, unless something is to be told before that."""

    def ask(self, left: int, columns: int) -> None:
        """Offer in so many columns to say how one sat; it may come back so many times today."""
        question = _(SHORT_QUESTION)
        room, parts = columns - width(question) - 3, answers(left)
        between = WIDE if width(WIDE.join(parts)) <= room else BETWEEN
        said = fitting(parts, room, between)
        put(self, Content.from_markup("[$foreground b]$question[/]   $said", question=question, said=said))

    def tell(self, sentence: str) -> None:
        """Say something quietly."""
        put(self, sentence)

    def show_week(self, week: WeekView, went: Sequence[Sequence[str]], columns: int) -> None:
        """Show a week in so many columns; `went` says ever shorter how it went, when that is said."""
        label = _("WEEK") + "  "
        room = columns - width(label)
        if not went:
            put(self, label + fitting(filter(None, _goes(week)), room, WIDE))
        elif width(BETWEEN.join(went[-1][:2])) > room:
            put(self, first_fitting(went, columns, BETWEEN))
        else:
            put(self, label + first_fitting(went, room, BETWEEN))


def _goes(week: WeekView) -> Iterable[str]:
    core, moved = week.habit("core"), week.habit("movement")
    due = sum(one.breaks_due for one in week.days)
    kept = sum(one.breaks_kept for one in week.days)
    if core:
        yield _("core {n} of {target}").format(n=core.week.count, target=core.week.target)
    if due:
        yield _("{share:.0%} of breaks kept").format(share=kept / due)
    if moved:
        yield _("moved on {n} of {target} days").format(n=moved.week.count, target=moved.week.target)
