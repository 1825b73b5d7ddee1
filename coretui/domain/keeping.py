"""Which copies of a record are kept: every one of the last days, then fewer the older they are.

Days, weeks and months are counted among those that have a copy: whoever was away for a month comes back to as many
as were there.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAILY, WEEKLY, MONTHLY = 7, 4, 12
"""How many days, weeks and months keep a copy."""
BESIDES_DAYS = 30
"""How many days a copy is kept that was made for something, such as before an update."""
FEWEST = 3
"""How many copies always stay, the newest ones."""
ROOM = 200_000_000
"""Bytes that all copies may take together."""
TIMES = 3
"""How many times the newest copy they may take where that is more."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the record: its name, when it was made (any number that grows), of which day, and its bytes.

    `daily` tells one that is made each day from one that was made for something.
    """

    name: str
    made: float
    day: date
    size: int
    daily: bool


def room(newest: int) -> int:
    """Return how many bytes all copies may take together, by the size of the newest."""
    return max(ROOM, TIMES * newest)


def surplus(copies: Iterable[Copy], today: date) -> tuple[str, ...]:
    """Return the names of the copies to remove, in the order in which to do it."""
    newest_first = sorted(copies, key=lambda one: (one.made, one.name), reverse=True)
    daily = [one for one in newest_first if one.daily]
    days = _first_of_each(daily, DAILY, lambda one: one.day)
    weeks = _first_of_each(daily, WEEKLY, lambda one: one.day.isocalendar()[:2])
    months = _first_of_each(daily, MONTHLY, lambda one: (one.day.year, one.day.month))
    since = today - timedelta(days=BESIDES_DAYS)
    besides = [one for one in newest_first if not one.daily and one.day > since]
    always = newest_first[:FEWEST]
    kept = {*always, *days, *weeks, *months, *besides}
    gone = [one for one in reversed(newest_first) if one not in kept]
    if newest_first:
        left = sum(one.size for one in kept) - room(newest_first[0].size)
        of_their_own = {*days, *besides}
        for rank in ({*months} - {*weeks} - of_their_own, {*weeks} - of_their_own, {*besides}, {*days}):
            for one in sorted(rank - {*always}, key=lambda one: (one.made, one.name)):
                if left > 0:
                    gone.append(one)
                    left -= one.size
    return tuple(one.name for one in gone)


def _first_of_each(copies: list[Copy], most: int, period: Callable[[Copy], Hashable]) -> list[Copy]:
    """Return the first copy of each period, of so many periods at most."""
    found: dict[Hashable, Copy] = {}
    for one in copies:
        if len(found) < most or period(one) in found:
            found.setdefault(period(one), one)
    return list(found.values())
