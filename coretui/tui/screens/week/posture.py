"""How somebody sat in a week, by hour, and over the weeks before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.app import ComposeResult
from textual.reactive import reactive

from coretui.domain.habits.schedules import Week
from coretui.domain.posture.notes import (
    ENOUGH_NOTES,
    Posture,
    PostureNote,
    by_hour,
    changed,
    counts,
    shares,
)
from coretui.i18n import _, ngettext
from coretui.services.by_hour import read_postures
from coretui.services.overviews import WEEKS, Overviews
from coretui.tui.screens.week.turns import WeekTurn
from coretui.tui.widgets.daystrip import WORKDAY
from coretui.tui.widgets.postureweek import NoteSign, PostureRow, PostureSheet, PostureWeek
from coretui.words import posture as words
from coretui.words.time import day_and_month, weekday

NOTHING = "–"
FULL = 5
"""Notes of one posture that fill its bar at least: one note is not to look like many."""
Spells = Sequence[tuple[date, date, tuple[PostureNote, ...]]]
"""Notes by four weeks, with the days those begin and end on."""


class PosturePanel(WeekTurn):
    """The notes of a week."""

    ascii: reactive[bool] = reactive(default=False, repaint=False)

    def compose(self) -> ComposeResult:
        """Yield the strips and counts, which have their title among them."""
        yield PostureWeek().data_bind(PosturePanel.ascii)

    def show_week(self, overviews: Overviews, week: Week) -> None:
        """Show the notes of a week, beside those of the weeks up to it."""
        spells, running = read_postures(overviews, week), overviews.today in week
        self.query_one(PostureWeek).sheet = posture_sheet(week, spells, ascii=self.ascii, running=running)


def posture_sheet(week: Week, spells: Spells, *, ascii: bool, running: bool) -> PostureSheet:
    """Return what the panel shows; four weeks with too few notes have their number, and no shares.

    `running` says that it is the week of today.
    """
    made = [note for _first, _last, notes in spells for note in notes if note.day in week]
    hourly, found = by_hour(made), counts(made)
    full = max(FULL, *found.values())
    noted = tuple(
        tuple(
            NoteSign(hour, words.glyph(posture, ascii=ascii), posture is Posture.STANDING)
            for hour, there in hourly.get(day, {}).items()
            for posture in there
        )
        for day in week.days
    )
    shown = [one.hour for there in noted for one in there]
    of_spells = [notes for _first, _last, notes in spells]
    weeks = ngettext("{n} WEEK, IN FOURS", "{n} WEEKS, IN FOURS", WEEKS).format(n=WEEKS)
    return PostureSheet(
        title=_(words.BY_HOUR),
        days=tuple(weekday(day) for day in week.days),
        notes=noted,
        hours=(min(WORKDAY[0], *shown), max(WORKDAY[1], *(hour + 1 for hour in shown))) if shown else WORKDAY,
        postures=tuple(
            PostureRow(
                words.glyph(posture, ascii=ascii),
                words.short(posture),
                str(found[posture]),
                tuple(_share(shares(notes)[posture], len(notes)) for notes in of_spells),
                found[posture] / full,
                standing=posture is Posture.STANDING,
            )
            for posture in Posture
        ),
        sums=(
            PostureRow("", _("notes"), str(len(made)), tuple(str(len(notes) or NOTHING) for notes in of_spells)),
            PostureRow("", _(words.DIFFERENTLY), _changed(made), tuple(map(_changed, of_spells))),
        ),
        heads=(_("THIS WEEK") if running else _("WEEK"), weeks),
        begins=tuple(day_and_month(first) for first, _last, _notes in spells) if any(of_spells) else (),
        words=_said(len(made), running=running),
    )


def _share(part: float, notes: int) -> str:
    return words.share(part) if notes >= ENOUGH_NOTES else NOTHING


def _changed(notes: Sequence[PostureNote]) -> str:
    part = changed(notes).share
    return NOTHING if part is None else words.share(part)


def _said(notes: int, *, running: bool) -> tuple[str, ...]:
    if not notes:
        return words.nothing_in_a_week(running=running), _(words.HOW_TO_NOTE)
    return words.sum_of_notes(notes), _(words.NONE_IS_BAD)
