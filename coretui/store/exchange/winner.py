"""Which of two rows that differ stays, by one rule that gives the same answer on every machine.

The later one by the row's own moments; else the one that says more; else the greater one as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from coretui.store.exchange.header import Value

MergedRow = Mapping[str, Value]

MOMENTS: Mapping[str, tuple[str, ...]] = {
    "habit": ("retired_day",),
    "retirement": ("last",),
    "time_off": ("last",),
    "tick": ("ticked_at",),
    "span": ("started_at",),
    "prompt": ("ended_at",),
    "movement": ("started_at",),
    "breathing": ("started_at", "seconds"),
    "session": ("ended_at", "started_at"),
    "session_set": ("done_at",),
    "pain": ("felt_at",),
    "note": ("written_at",),
    "self_check": ("checked_at",),
    "posture_note": ("noted_at",),
    "posture_ask": ("asked_at",),
}
"""What tells which of two rows is later; what has not been yet is earlier than anything."""
EARLIEST: Mapping[str, str] = {"habit": "created_day", "schedule": "effective_from"}
"""The day from which something holds, the earlier one of both: a second machine does not begin a habit anew."""


def settled(table: str, one: MergedRow, other: MergedRow, moments: tuple[str, str] = ("", "")) -> dict[str, Value]:
    """Return what two rows of one id become; the same whichever of them is `one`.

    `moments` are what else tells how late each of them is: of a habit the day on which it was last brought back.
    """
    first = EARLIEST.get(table, "")
    latest = max(((one, moments[0]), (other, moments[1])), key=lambda row: _lateness(table, row[0], row[1], first))
    return since_the_earlier(table, latest[0], other if latest[0] is one else one)


def since_the_earlier(table: str, stays: MergedRow, other: MergedRow) -> dict[str, Value]:
    """Return a row that stays, holding from the earlier day of both if it holds from one."""
    found = dict(stays)
    if first := EARLIEST.get(table):
        found[first] = min(str(stays[first]), str(other[first]))
    return found


def _lateness(table: str, row: MergedRow, moment: str, but: str) -> tuple[object, ...]:
    known = [row[name] for name in MOMENTS.get(table, ())]
    if table == "habit":
        known = [max(moment, str(row["retired_day"] or ""))]
    values = [value for name, value in row.items() if name != but]
    return (
        *((value is not None, value if value is not None else 0) for value in known),
        sum(value is not None for value in values),
        json.dumps(values, ensure_ascii=False),
    )
