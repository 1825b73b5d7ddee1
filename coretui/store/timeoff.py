"""Time off in the store: days on which targets rest, of every habit or of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from coretui.domain.days import Instant
from coretui.errors import NotNowError
from coretui.i18n import _
from coretui.store.database import Store, new_id
from coretui.store.deeds import deed
from coretui.store.journal import Changes, recorded

FLARE = "flare"
EARLIEST = date(1970, 1, 1)
"""No day before it is asked about."""
AHEAD = timedelta(days=731)
"""How far ahead days can be taken off."""


@dataclass(frozen=True, slots=True)
class TimeOff:
    """Days off, both ends counted: `habit` is None for all of them, `last` None while a flare-up goes on."""

    id: str
    first: date
    last: date | None
    reason: str
    habit: str | None


def all_time_off(store: Store) -> tuple[TimeOff, ...]:
    """Return all time off, flare-ups too, the earliest first."""
    rows = store.db.execute("select id, first, last, reason, habit from time_off order by first, id")
    return tuple(
        TimeOff(row, date.fromisoformat(first), date.fromisoformat(last) if last else None, reason, habit)
        for row, first, last, reason, habit in rows.fetchall()
    )


@deed
def take(store: Store, first: date, last: date, now: Instant, habit: str | None = None) -> tuple[date, date]:
    """Take days off, of all habits or of one; return the first and the last day of what that makes.

    What overlaps becomes one. Raises `NotNowError` if all of these days are off already.
    """
    with store.write():
        if _covered(store, first, last, habit):
            raise NotNowError(_("These days are already off."))
        words = {"first": first.isoformat(), "last": last.isoformat()}
        if habit:
            words["habit"] = habit
        with recorded(store, now.wall, "habit off" if habit else "time off", **words) as changes:
            whole = _lay(store, changes, TimeOff(new_id(), first, last, "off", habit))
    return whole.first, whole.last or last


@deed
def rest(store: Store, first: date, last: date, now: Instant) -> None:
    """Mark days that have been as time off, by the rule of `take`; nothing if all of them are off already."""
    with store.write():
        if not _covered(store, first, last):
            take(store, first, last, now)


def _covered(store: Store, first: date, last: date, habit: str | None = None) -> bool:
    """Tell whether one time off or flare-up holds all of these days, for this habit or for all."""
    covering = (one for one in all_time_off(store) if one.habit in {None, habit})
    return any(one.first <= first and (one.last is None or one.last >= last) for one in covering)


def _lay(store: Store, changes: Changes, new: TimeOff) -> TimeOff:
    """Write days off down, as one with what overlaps them: no two rows of one kind and habit share a day."""
    overlapping = [
        one
        for one in all_time_off(store)
        if (one.reason, one.habit) == (new.reason, new.habit)
        if one.first <= (new.last or date.max) and new.first <= (one.last or date.max)
    ]
    begin = min(one.first for one in (new, *overlapping))
    end = max(one.last or date.max for one in (new, *overlapping))
    whole = replace(new, first=begin, last=None if end == date.max else end)
    for one in overlapping:
        changes.delete("time_off", one.id)
    last = whole.last.isoformat() if whole.last else None
    changes.insert("time_off", {**asdict(whole), "first": begin.isoformat(), "last": last})
    return whole


@deed
def give_back(store: Store, off: TimeOff, now: Instant) -> None:
    """Remove time off. Raises `NotNowError` for a flare-up that goes on, which is ended instead."""
    if off.last is None:
        raise NotNowError(_("Your flare-up is still going on; end it with `coretui flare off`."))
    words = {"first": off.first.isoformat(), "last": off.last.isoformat()}
    with recorded(store, now.wall, "time off back", **words) as changes:
        changes.delete("time_off", off.id)


_OPEN_FLARE = "reason = 'flare' and last is null"


def rested(store: Store, after: date, today: date, habit: str | None = None) -> int:
    """Return on how many of the days after one and before today all targets rested, or those of a habit."""
    return sum(after < day < today for day in days_off(store, today, habit))


@deed
def flare_on(store: Store, day: date, now: Instant) -> None:
    """Begin a flare-up; one that was over earlier that day goes on. Raises `NotNowError` if it is on already."""
    with store.write():
        if flare_since(store):
            raise NotNowError(_("You are already in a flare-up."))
        with recorded(store, now.wall, "flare on", day=day.isoformat()) as changes:
            _lay(store, changes, TimeOff(new_id(), day, None, FLARE, None))


@deed
def flare_off(store: Store, day: date, now: Instant) -> date:
    """End the flare-up; that day is the last one on which targets rest. Return the first one.

    Raises `NotNowError` if there is none.
    """
    query = f"select id, first from time_off where {_OPEN_FLARE} order by first"
    rows = store.db.execute(query).fetchall()  # two of them if it was said on two machines
    if not rows:
        raise NotNowError(_("You are not in a flare-up; `coretui flare on` begins one."))
    with recorded(store, now.wall, "flare off", day=day.isoformat()) as changes:
        for row, first in rows:
            last = max(day.isoformat(), first)  # a clock that was set back does not turn the days round
            changes.update("time_off", row, last=last)
    return date.fromisoformat(rows[0][1])


def flare_since(store: Store) -> date | None:
    """Return the first day of the flare-up that is on; None if none is."""
    row = store.db.execute(f"select first from time_off where {_OPEN_FLARE}").fetchone()
    return date.fromisoformat(row[0]) if row else None


def flaring(store: Store, day: date) -> bool:
    """Tell whether the back plays up on a day, so that nothing heavier is suggested.

    On the day on which it was said to be over it does not any more, although targets still rest then.
    """
    found = store.db.execute(
        "select 1 from time_off where reason = 'flare' and first <= ? and (last is null or last > ?)",
        [day.isoformat(), day.isoformat()],
    )
    return found.fetchone() is not None


def days_of(first: date, last: date, today: date) -> Iterator[date]:
    """Yield the days of a stretch that anything is asked on: a file may hold one from year 1 to 9999."""
    begin, end = max(first, EARLIEST), min(last, today + AHEAD)
    return (begin + timedelta(days=n) for n in range((end - begin).days + 1))


def days_off(store: Store, today: date, habit: str | None = None) -> frozenset[date]:
    """Return the days on which all targets rest, and those of a habit if one is given.

    That is time off and flare-ups, one that goes on until today.
    """
    found: set[date] = set()
    query = "select first, last from time_off where habit is null or habit = ?"
    for first, last in store.db.execute(query, [habit]):
        start, end = date.fromisoformat(first), date.fromisoformat(last) if last else today
        found.update(days_of(start, end, today))
    return frozenset(found)
