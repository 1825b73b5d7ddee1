"""What every command works with, and how words on the command line are understood."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta

import click
from click.shell_completion import CompletionItem

from coretui.domain.days import Instant
from coretui.errors import CoretuiError, UsageError
from coretui.i18n import _
from coretui.parsing.days import typed_day, weekday_number
from coretui.parsing.times import at_clock, clock_time
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


def past_moment(desk: Desk, text: str) -> Instant:
    """Understand a moment that has been: `13:10` today, or `2026-11-20T18:00`.

    Raises `UsageError` for anything else and for the future.
    """
    now = desk.now
    seconds = clock_time(text)
    wall: float | None
    if seconds is not None:
        wall = at_clock(desk.clocks.zone, now.wall, seconds)
    else:
        try:
            wall = datetime.fromisoformat(text).timestamp() if "T" in text else None
        except ValueError:
            wall = None
    if wall is None or wall < 0:
        raise UsageError(_("{text} is not a time; write 13:10 or 2026-11-20T18:00.").format(text=text))
    if wall > now.wall:
        raise UsageError(_("{text} is in the future.").format(text=text))
    return Instant(wall, now.elapsed - (now.wall - wall), now.boot, desk.clocks.zone(wall))


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
    return [CompletionItem(one.id, help=named(one)) for one in habits if one.id.startswith(incomplete.casefold())]
