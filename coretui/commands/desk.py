"""What every command works with, and how words on the command line are understood."""

from __future__ import annotations

import os
from datetime import date, timedelta

import click
from click.shell_completion import CompletionItem

from coretui.domain.days import Instant
from coretui.domain.harmless import harmless
from coretui.errors import CoretuiError
from coretui.parsing import times
from coretui.parsing.days import typed_day
from coretui.parsing.numbers import readings
from coretui.parsing.weekdays import weekday_number
from coretui.services.desk import Desk
from coretui.words.habits import named


def day(desk: Desk, text: str | None, *, ahead: bool = False) -> date:
    """Understand a date as `typed_day` does; nothing is today."""
    return desk.today if text is None else typed_day(text, desk.today, ahead=ahead)


def last_day(desk: Desk, text: str, first: date) -> date:
    """Understand the last day of a stretch as `day` does; a weekday is the next one from its first day on."""
    number = weekday_number(text)
    if number is not None:
        return first + timedelta(days=(number - first.weekday()) % 7)
    return day(desk, text, ahead=True)


def past_moment(desk: Desk, text: str, seconds: float = 0) -> Instant:
    """Understand a moment that has been: `13:10` in this logical day, or `2026-11-20T18:00`.

    Of two such moments it is the last one from which something of so many seconds is over.
    Raises `UsageError` for anything else and for the future.
    """
    return desk.at(times.past_moment(text, desk.now, desk.clocks.zone, desk.settings.days.start, seconds))


class Number(click.types.FloatParamType):
    """A number as people type it, with a point or a comma."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number; anything else is refused as click does."""
        found = readings(value) if isinstance(value, str) else frozenset({value})
        if len(found) == 1 and isinstance(number := next(iter(found)), int | float):
            return float(number)
        raise click.BadParameter(f"'{value}'", ctx=ctx, param=param)


def complete_habit(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of habits to a shell."""
    del param
    desk = ctx.find_object(Desk)
    if desk is None or not os.path.exists(desk.home.database):
        return []
    from coretui.store.habits import read_habits

    try:
        habits = read_habits(desk.open(), desk.today)
    except CoretuiError:
        return []  # a shell that completes has nowhere to say why
    return [
        CompletionItem(one.id, help=harmless(named(one)))
        for one in habits
        if one.id.startswith(incomplete.casefold())
    ]
