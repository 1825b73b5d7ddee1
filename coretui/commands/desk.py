"""What every command works with, and how words on the command line are understood."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from coretui.desktop.clocks import Clocks
from coretui.domain.days import Instant, logical_day, parse_duration
from coretui.domain.habits.habit import Habit, built_in_habits
from coretui.errors import CoretuiError, UsageError
from coretui.i18n import _
from coretui.parsing.days import typed_day, weekday_number
from coretui.parsing.times import at_clock, clock_time
from coretui.paths import Home
from coretui.settings.file import Settings
from coretui.words.habits import named

if TYPE_CHECKING:
    from coretui.store.database import Store


@dataclass(slots=True)
class Desk:
    """The parts a command needs: where files are, what is set, what time it is, and the store."""

    home: Home
    settings: Settings
    clocks: Clocks
    problems: tuple[str, ...] = ()
    _store: Store | None = field(default=None, repr=False)

    def open(self) -> Store:
        """Open the store, once, with the built-in habits in it."""
        if self._store is None:
            from coretui.store.database import open_store
            from coretui.store.reading import add_built_in_habits

            self._store = open_store(self.home)
            add_built_in_habits(self._store, built_in_habits(self.today))
        return self._store

    @property
    def now(self) -> Instant:
        """This moment."""
        return self.clocks.now()

    @property
    def today(self) -> date:
        """The logical day."""
        return logical_day(self.now, self.settings.day_start)


def day(desk: Desk, text: str | None, *, ahead: bool = False) -> date:
    """Understand a date as `typed_day` does; nothing is today."""
    return desk.today if text is None else typed_day(text, desk.today, ahead=ahead)


def last_day(desk: Desk, text: str, first: date) -> date:
    """Understand the last day of a stretch as `day` does; a weekday is the next one from its first day on."""
    number = weekday_number(text)
    if number is not None:
        return first + timedelta(days=(number - first.weekday()) % 7)
    return day(desk, text, ahead=True)


def duration(text: str) -> int:
    """Understand a duration in seconds; raises `UsageError` for anything that is none."""
    seconds = parse_duration(text)
    if seconds is None:
        raise UsageError(_("{text} is not a duration; write 90s, 45m or 1h20m.").format(text=text))
    return seconds


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


def habit(word: str, habits: Iterable[Habit]) -> Habit:
    """Find a habit by its id, its name or any word that fits only one; one that is retired comes second.

    Raises `UsageError` with those there are.
    """
    known = list(habits)
    current = [one for one in known if one.retired is None] or known
    for some in (current, known):
        if len(found := _fitting(word, some)) == 1:
            return found[0]
        if found:
            names = ", ".join(one.id for one in found)
            raise UsageError(_("{word} fits more than one habit: {names}.").format(word=word, names=names))
    names = ", ".join(one.id for one in current)
    raise UsageError(_("{word} is not a habit; there are {names}.").format(word=word, names=names))


def _fitting(word: str, habits: list[Habit]) -> list[Habit]:
    wanted = word.strip().casefold()
    if not wanted:
        return []
    for meant in (
        [one for one in habits if one.id == wanted],
        [one for one in habits if named(one).casefold() == wanted],
    ):
        if meant:
            return meant
    return [one for one in habits if wanted in f"{one.id} {named(one)}".casefold()]


def complete_habit(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of habits to a shell."""
    del param
    desk = ctx.find_object(Desk)
    if desk is None or not os.path.exists(desk.home.database):
        return []
    from coretui.store.habits import read_habits

    try:
        habits = read_habits(desk.open().db.conn, desk.today)
    except CoretuiError:
        return []  # a shell that completes has nowhere to say why
    return [CompletionItem(one.id, help=named(one)) for one in habits if one.id.startswith(incomplete.casefold())]
