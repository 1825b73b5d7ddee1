"""The chair's state as one JSON document; it needs no store, so that `status` can read it without sqlite-utils.

What JSON holds has no types of ours until it is put into its classes: it is `Any` here, and nowhere after.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from coretui.domain.chair.state import Body, Chair, Hold, Prompt
from coretui.domain.days import DAY, SOUND_YEARS, Instant

INSTANTS = (
    "since",
    "anchor",
    "seen",
    "sign",
    "quiet_until",
    "left_since",
    "touched",
    "touching",
    "then_anchor",
    "then_due",
    "alive",
)


EARLIEST, LATEST = (round(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in SOUND_YEARS)
"""The years in which a moment can be, in seconds of Unix time."""

UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading a state ends in that nobody wrote."""


def encode(chair: Chair) -> str:
    """Write the state; instants become `[wall, elapsed, boot, offset]`."""
    return json.dumps({**asdict(chair), **_instants(chair)}, separators=(",", ":"))


def decode(text: str) -> Chair:
    """Read the state back."""
    row: dict[str, Any] = json.loads(text)
    for key in INSTANTS:
        row[key] = _instant(row.get(key))
    row["body"], row["left"] = Body(row["body"]), Body(row["left"])
    if hold := row["hold"]:
        row["hold"] = Hold(**{**hold, "since": _instant(hold["since"])})
    if prompt := row["prompt"]:
        when = {key: _instant(prompt.get(key)) for key in ("due", "noticed", "snoozed", "woke")}
        row["prompt"] = Prompt(**{**prompt, **when})
    return Chair(**row)


def _instants(value: Chair | Hold | Prompt) -> dict[str, object]:
    found: dict[str, object] = {}
    for key in value.__slots__:
        part = getattr(value, key)
        if isinstance(part, Instant):
            found[key] = [part.wall, part.elapsed, part.boot, part.offset]
        elif isinstance(part, (Hold, Prompt)):
            found[key] = {**asdict(part), **_instants(part)}
    return found


def _instant(parts: list[Any] | None) -> Instant | None:
    if not parts:
        return None
    wall, elapsed, boot, offset = parts
    if not (EARLIEST <= wall <= LATEST and abs(offset) <= DAY):
        raise ValueError(parts)
    return Instant(wall, elapsed, boot, offset)
