"""Commands that show what is on record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from coretui.commands.desk import complete_habit, day
from coretui.commands.documents import (
    day_document,
    habit_day_document,
    hours_document,
    print_json,
    streak_document,
    week_document,
)
from coretui.desktop.output import say
from coretui.domain.habits.schedules import week_of
from coretui.domain.habits.streaks import streak, why
from coretui.domain.harmless import quoted
from coretui.errors import UsageError
from coretui.i18n import _
from coretui.parsing.days import typed_week
from coretui.parsing.names import habit
from coretui.services.desk import Desk
from coretui.words.columns import wrapped
from coretui.words.habits import longest_streak, named, reasons_in_words, run, streak_and_why
from coretui.words.habits import streak as streak_words

if TYPE_CHECKING:
    from coretui.services.overviews import Overviews


PLAIN = str.maketrans({"·": "|", "–": "-", "→": ">"})
"""What stands between words, and its ASCII."""


@click.command(help=_("Today, or another day."))
@click.option("--on", "on", metavar=_("DATE"), help=_("2026-11-22, today, yesterday or a weekday."))
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON document."))
@click.pass_obj
def today(desk: Desk, on: str | None, *, as_json: bool) -> None:
    """Print a day."""
    from coretui.store.care import back_pain
    from coretui.store.notes import of_day

    when, store = day(desk, on), desk.open()
    with store.reading():
        seen = overviews(desk).day(when)
        pain = back_pain(store, when, when).get(when)
        notes = [note.words for note in of_day(store, when)]
    if as_json:
        habits = [habit_day_document(one) for one in seen.habits]
        print_json({**day_document(seen.facts, pain), "habits": habits})
        return
    from coretui.commands.week_table import day_lines

    budget = desk.settings.chair.day
    _print(day_lines(seen, pain, notes, desk.today, ascii=_ascii(desk), budget=budget), desk)


@click.command(help=_("A week (2026-W47); default: this week."))
@click.argument("name", required=False, metavar=_("WEEK"))
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON document."))
@click.pass_obj
def week(desk: Desk, name: str | None, *, as_json: bool) -> None:
    """Print a week."""
    start, now = desk.settings.days.week_start, desk.today
    wanted = typed_week(name, now, start) if name else week_of(now, start)
    if wanted is None:
        raise UsageError(_("{text} is not a week; write 2026-W47.").format(text=quoted(name)))
    if wanted.first > now:
        raise UsageError(
            _("{text} is in the future; write this week or an earlier one.").format(text=quoted(name))
        )
    from coretui.services.by_hour import read_hours
    from coretui.services.overviews import WEEKS, read_week

    reader = overviews(desk)
    with reader.store.reading():
        read, hours = read_week(reader, wanted), read_hours(reader, wanted)
    if as_json:
        from coretui.commands.posture_documents import summary_document

        print_json(
            {
                **week_document(read.seen, read.facts.back),
                "posture": summary_document(read.postures),
                "by_hour": hours_document(hours, WEEKS),
            }
        )
        return
    from coretui.commands.week_table import week_lines

    _print(week_lines(read, hours, now, ascii=_ascii(desk)), desk)


@click.command(help=_("How long each habit has been kept up, and why."))
@click.argument("name", required=False, metavar=_("HABIT"), shell_complete=complete_habit)
@click.option("--json", "as_json", is_flag=True, help=_("As one JSON document."))
@click.pass_obj
def streaks(desk: Desk, name: str | None, *, as_json: bool) -> None:
    """Print streaks."""
    from coretui.commands.week_table import WIDTH

    start, now = desk.settings.days.week_start, desk.today
    known = {record.habit.id: record for record in overviews(desk).records()}
    if name:
        found = habit(name, [record.habit for record in known.values()])
        known = {found.id: known[found.id]}
    else:
        known = {id_: record for id_, record in known.items() if record.habit.retired is None}
    rows = [(one.habit, streak(one.history, now, start), why(one.history, now, start)) for one in known.values()]
    if as_json:
        document = [
            {"id": one.id, "streak": streak_document(kept_up), "why": reasons_in_words(reasons, now)}
            for one, kept_up, reasons in rows
        ]
        print_json({"habits": document})
        return
    for one, kept_up, reasons in rows:
        if name:
            best = [longest_streak(kept_up)] if kept_up.best.length != kept_up.current else []
            say(" ".join([streak_and_why(kept_up, reasons, now), *best]))
            continue
        because = " ".join(reasons_in_words(reasons, now))
        line = _("{habit}: {streak}, longest {longest}.").format(
            habit=named(one),
            streak=streak_words(kept_up.current, kept_up.unit),
            longest=run(kept_up.best),
        )
        _print(wrapped(f"{line} {because}", WIDTH, indent="  "), desk)


def _ascii(desk: Desk) -> bool:
    return desk.settings.look.glyphs == "ascii"


def _print(lines: Iterable[str], desk: Desk) -> None:
    for line in lines:
        say(line.translate(PLAIN) if _ascii(desk) else line)


def overviews(desk: Desk) -> Overviews:
    """Return what reads the store, what runs at this moment included."""
    from coretui.desktop.lock import kept_by_someone
    from coretui.store.chair import load
    from coretui.store.only_read import not_counted
    from coretui.store.place import is_full

    store = desk.open()
    if store.only_read and is_full(store.path):
        say(not_counted(store.path), err=True)
    return desk.overviews(load(store) if kept_by_someone(desk.home.lock) else None)
