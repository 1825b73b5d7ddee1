"""What every command works with, and how words on the command line are understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from coretui.config import Settings
from coretui.desktop.clocks import Clocks
from coretui.domain.days import Instant, logical_day, parse_duration
from coretui.domain.habits import Habit, built_in_habits
from coretui.errors import UsageError
from coretui.holding import at_clock, clock_time
from coretui.i18n import _
from coretui.paths import Home
from coretui.telling import habit_name

if TYPE_CHECKING:
    from coretui.store.database import Store

EARLIEST_YEAR = 1970
"""Wall times are counted from its beginning; nothing on record is older."""


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


def day(desk: Desk, text: str | None) -> date:
    """Understand a date: ISO, `today`, `yesterday`; nothing is today.

    Raises `UsageError` for anything else and for a date in the future.
    """
    today = desk.today
    if text is None:
        return today
    word = text.strip().lower()
    if word in {"today", _("today")}:
        return today
    if word in {"yesterday", _("yesterday")}:
        return today - timedelta(days=1)
    try:
        found = date.fromisoformat(word) if re.fullmatch(r"\d{4}-\d\d-\d\d", word) else None
    except ValueError:
        found = None
    if found is None or found.year < EARLIEST_YEAR:
        raise UsageError(_("{text} is not a date; write 2026-11-22, today or yesterday.").format(text=text))
    if found > today:
        raise UsageError(_("{text} is in the future.").format(text=text))
    return found


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
    """Find a habit by its id or by any word that fits only one; raises `UsageError` with those there are."""
    known = list(habits)
    wanted = word.strip().casefold()
    for one in known:
        if one.id == wanted:
            return one
    fitting = [one for one in known if wanted and wanted in f"{one.id} {habit_name(one.id, one.name)}".casefold()]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(one.id for one in fitting or known)
    if fitting:
        raise UsageError(_("{word} fits more than one habit: {names}.").format(word=word, names=names))
    raise UsageError(_("{word} is not a habit; there are {names}.").format(word=word, names=names))
