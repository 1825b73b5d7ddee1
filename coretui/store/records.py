"""Writing down what the user did: ticks, movement, breaths. Each call is one step of the journal."""

from __future__ import annotations

from datetime import date

from coretui.domain.chair.spans import Span
from coretui.domain.days import Instant, logical_day
from coretui.errors import NotNowError
from coretui.i18n import _
from coretui.store.database import Store, new_id
from coretui.store.journal import recorded


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


def log_movement(store: Store, kind: str, minutes: float, start: Instant, day_start: int, note: str = "") -> date:
    """Write down some movement that began at an instant; return the day it belongs to."""
    day = logical_day(start, day_start)
    with recorded(store, start.wall, "movement", kind=kind, minutes=minutes, day=day.isoformat()) as changes:
        changes.insert(
            "movement",
            {
                "id": new_id(),
                "kind": kind,
                "minutes": minutes,
                "started_at": start.wall,
                "utc_offset": start.offset,
                "day": day.isoformat(),
                "note": note,
            },
        )
    return day


def free_before(store: Store, kind: str, seconds: float, end: float) -> float:
    """Return the latest wall time up to `end` before which nobody moved in another way for so many seconds.

    Who writes down two kinds of movement without saying when did one after the other; the same kind once more may
    be the same once more.
    """
    query = (
        "select min(started_at) from movement where kind <> ? and started_at < ? and started_at + 60 * minutes > ?"
    )
    while (busy := store.db.execute(query, [kind, end, end - seconds]).fetchone()[0]) is not None:
        end = busy
    return end


def log_sitting(
    store: Store, start: Instant, seconds: float, day_start: int, running: tuple[Span, ...] = ()
) -> date:
    """Write down sitting that the app did not see, a flight say; it takes the place of absence.

    `running` are the spans that have not ended yet.

    Raises `NotNowError` if something else is on record for that time: spans never overlap.
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
        if busy or any(row["body"] != "away" for row in touched):
            raise NotNowError(_("Something else is recorded for that time; choose another with --at."))
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
