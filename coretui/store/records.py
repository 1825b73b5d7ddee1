"""Writing down what the user did: ticks, movement, breaths. Each call is one step of the journal."""

from __future__ import annotations

from datetime import date

from coretui.domain.chair.spans import Span
from coretui.domain.days import Instant, Zone, fixed, logical_day, split
from coretui.errors import NotNowError
from coretui.i18n import _
from coretui.store.database import Store, new_id
from coretui.store.deeds import deed
from coretui.store.journal import recorded


@deed
def tick(store: Store, habit: str, day: date, now: Instant, times: float = 1) -> None:
    """Tick a habit on a day, so many times."""
    with recorded(store, now.wall, "tick", habit=habit, day=day.isoformat()) as changes:
        changes.insert(
            "tick",
            {
                "id": new_id(),
                "habit": habit,
                "day": day.isoformat(),
                "times": times,
                "ticked_at": now.wall,
                "utc_offset": now.offset,
            },
        )


@deed
def untick(store: Store, habit: str, day: date, now: Instant, times: float | None = None) -> float:
    """Take back ticks by hand on a day: so many times, the last ones first, or all; return how many times."""
    with recorded(store, now.wall, "untick", habit=habit, day=day.isoformat()) as changes:
        query = "select id, times from tick where habit = ? and day = ? order by ticked_at desc, rowid desc"
        taken = 0.0
        for row_id, had in store.db.execute(query, [habit, day.isoformat()]).fetchall():
            if times is not None and taken + had > times:
                if times > taken:
                    changes.update("tick", row_id, times=had - (times - taken))
                return times
            changes.delete("tick", row_id)
            taken += had
        return taken


A_MOMENT = 0.5
"""Seconds that two things on record may share: wall times are no more exact."""
_SAT = (
    "select started_at from span where body = 'sitting' and started_elapsed is null"
    " and started_at < :end and started_at + seconds > :start"
)
"""Sitting that somebody wrote down: no clock of the machine saw it begin. What the app saw may be mistaken."""
_MOVED = "select started_at, kind from movement where started_at < :end and started_at + 60 * minutes > :start"


@deed
def log_movement(
    store: Store,
    kind: str,
    minutes: float,
    start: Instant,
    day_start: int,
    note: str = "",
    zone: Zone | None = None,
) -> date:
    """Write down some movement that began at an instant; return the day it began on.

    What lasts longer than that day is written down for each day by its part. The zone is that of the instant
    unless another is given. Raises `NotNowError` if somebody wrote down sitting for that time.
    """
    day = logical_day(start, day_start)
    where = zone or fixed(start.offset)
    with recorded(store, start.wall, "movement", kind=kind, minutes=minutes, day=day.isoformat()) as changes:
        end = start.wall + 60 * minutes - A_MOMENT
        if store.db.execute(f"select 1 from ({_SAT})", {"start": start.wall + A_MOMENT, "end": end}).fetchone():
            raise NotNowError(_("Something else is recorded for that time; choose another time with --at."))
        for on, begin, seconds in split(start.wall, 60 * minutes, day_start, where):
            changes.insert(
                "movement",
                {
                    "id": new_id(),
                    "kind": kind,
                    "minutes": seconds / 60,
                    "started_at": begin,
                    "utc_offset": start.offset if begin == start.wall else where(begin),
                    "day": on.isoformat(),
                    "note": note if begin == start.wall else "",
                },
            )
    return day


def free_before(store: Store, kind: str, seconds: float, end: float) -> float:
    """Return the latest wall time up to `end` before which nobody did anything else for so many seconds.

    That is another kind of movement, or sitting that somebody wrote down. Who writes down two of them without
    saying when did one after the other; the same kind once more may be the same once more.
    """
    query = f"select min(started_at) from (select started_at from ({_MOVED}) where kind <> :kind union all {_SAT})"
    if kind == "sit":
        query = f"select min(started_at) from ({_MOVED})"
    limits = {"kind": kind, "start": end - seconds, "end": end}
    while (busy := store.db.execute(query, limits).fetchone()[0]) is not None:
        limits |= {"start": busy - seconds, "end": busy}
        end = busy
    return end


@deed
def log_sitting(
    store: Store, start: Instant, seconds: float, day_start: int, running: tuple[Span, ...] = ()
) -> date:
    """Write down sitting that the app did not see, a flight say; it takes the place of absence.

    `running` are the spans that have not ended yet.

    Raises `NotNowError` if something else is on record for that time, movement too: nobody sits and moves at once.
    """
    end = start.wall + seconds
    day = logical_day(start, day_start)
    with recorded(store, start.wall, "sitting", minutes=seconds / 60, day=day.isoformat()) as changes:
        touched = list(
            store.db.query(
                "select * from span where started_at < ? and started_at + seconds > ? order by started_at",
                [end, start.wall],
            )
        )
        busy = any(span.start < end and span.start + span.seconds > start.wall for span in running)
        moved = store.db.execute(_MOVED, {"start": start.wall + A_MOMENT, "end": end - A_MOMENT}).fetchone()
        if busy or moved or any(row["body"] != "away" for row in touched):
            raise NotNowError(_("Something else is recorded for that time; choose another time with --at."))
        for row in touched:
            changes.delete("span", row["id"])
            for begin, stop in ((row["started_at"], start.wall), (end, row["started_at"] + row["seconds"])):
                if stop > begin:
                    # The rest of the absence; only the first piece knows its elapsed clock.
                    whole = begin == row["started_at"]
                    changes.insert(
                        "span",
                        {
                            **row,
                            "id": new_id(),
                            "started_at": begin,
                            "started_elapsed": row["started_elapsed"] if whole else None,
                            "boot": row["boot"] if whole else None,
                            "seconds": stop - begin,
                            "day": logical_day(Instant(begin, 0, "", row["utc_offset"]), day_start).isoformat(),
                        },
                    )
        changes.insert(
            "span",
            {
                "id": new_id(),
                "body": "sitting",
                "started_at": start.wall,
                "utc_offset": start.offset,
                "seconds": seconds,
                "ends_stretch": 0,
                "day": day.isoformat(),
            },
        )
    return day
