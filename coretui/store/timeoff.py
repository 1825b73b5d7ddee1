"""Time off in the store: days on which targets rest, of every habit or of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coretui.domain.days import Instant
from coretui.errors import NotNowError
from coretui.i18n import _
from coretui.store.database import Store, new_id
from coretui.store.journal import recorded

FLARE = "flare"


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


def take(store: Store, first: date, last: date, now: Instant, habit: str | None = None) -> tuple[date, date]:
    """Take days off, of all habits or of one; return the first and the last day of what that makes.

    What overlaps becomes one. Raises `NotNowError` if all of these days are off already.
    """
    with store.write():
        return _take(store, first, last, now, habit)


def _take(store: Store, first: date, last: date, now: Instant, habit: str | None) -> tuple[date, date]:
    known = all_time_off(store)
    covering = [one for one in known if one.habit in {None, habit}]
    if any(one.first <= first and (one.last is None or one.last >= last) for one in covering):
        raise NotNowError(_("These days are off already."))
    touching = [
        (one, one.last)
        for one in known
        if one.last is not None and one.reason != FLARE and one.habit == habit
        if one.first <= last and first <= one.last
    ]
    begin = min([first, *(one.first for one, _last in touching)])
    end = max([last, *(until for _one, until in touching)])
    words = {"first": first.isoformat(), "last": last.isoformat()}
    if habit:
        words["habit"] = habit
    with recorded(store, now.wall, "habit off" if habit else "time off", **words) as changes:
        for one, _last in touching:
            changes.delete("time_off", one.id)
        row = {
            "id": new_id(),
            "first": begin.isoformat(),
            "last": end.isoformat(),
            "reason": "off",
            "habit": habit,
        }
        changes.insert("time_off", row)
    return begin, end


def give_back(store: Store, off: TimeOff, now: Instant) -> None:
    """Remove time off. Raises `NotNowError` for a flare-up that goes on, which is ended instead."""
    if off.last is None:
        raise NotNowError(_("That is a flare-up that goes on; end it with `coretui flare off`."))
    words = {"first": off.first.isoformat(), "last": off.last.isoformat()}
    with recorded(store, now.wall, "time off back", **words) as changes:
        changes.delete("time_off", off.id)
