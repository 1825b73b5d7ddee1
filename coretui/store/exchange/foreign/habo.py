"""Reading a backup of Habo: JSON, a list of habits or, since it knows numbers, an object with one (as of 2026)."""

from __future__ import annotations

from typing import Any

from coretui.i18n import _
from coretui.store.exchange.foreign.record import (
    MOST_ENTRIES,
    ForeignEntry,
    ForeignHabit,
    ForeignRecord,
    Remarks,
    amount_of,
    by_day,
    day_of,
)
from coretui.store.exchange.header import UnfitError, parse

LARGEST_JSON = 20_000_000
"""Bytes of a backup: a year of ten habits is 0.2 MB."""
TEXTS = ("cue", "routine", "reward", "sanction", "accountant")
"""What Habo keeps of a habit that has no place here."""


def read(content: bytes) -> ForeignRecord | None:
    """Read a backup; None for JSON of another kind. Raises `UnfitError` for what is no JSON at all."""
    try:
        document = parse(content.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise UnfitError(_("it is no JSON, or cut off")) from error
    habits = document.get("habits") if isinstance(document, dict) else document
    if not isinstance(habits, list) or not habits or not all(_is_habit(one) for one in habits):
        return None
    if sum(len(one["events"]) for one in habits) > MOST_ENTRIES:
        raise UnfitError(_("it has more than {most} rows").format(most=MOST_ENTRIES))
    remarks = Remarks()
    found = []
    for one in sorted(habits, key=_position):
        if one.get("deletedAt") is not None:
            remarks.name("deleted", one["title"])
            continue
        remarks.count("texts", sum(isinstance(one.get(text), str) and bool(one[text].strip()) for text in TEXTS))
        found.append(_habit(one, remarks))
    return ForeignRecord("habo", "Habo", tuple(found), remarks.all())


def _is_habit(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("title"), str) and isinstance(one.get("events"), dict)


def _position(one: dict[str, Any]) -> float:
    return amount_of(one.get("position")) or 0.0


def _habit(one: dict[str, Any], remarks: Remarks) -> ForeignHabit:
    kind = one.get("habitType")
    numeric = kind == 1 or (isinstance(kind, str) and kind.lower().endswith("numeric"))
    target = (amount_of(one.get("targetValue")) or 0.0) if numeric else 1.0
    entries = []
    for when, event in one["events"].items():
        day = day_of(when)
        entry = _entry(day, event, target if numeric else None) if day else None
        if entry is None:
            remarks.count("entries")
        else:
            entries.append(entry)
    uuid, unit = one.get("uuid"), one.get("unit")
    return ForeignHabit(
        key=uuid if isinstance(uuid, str) and uuid else one["title"],
        name=one["title"],
        goal=target if target > 0 else 1.0,
        unit=unit if numeric and isinstance(unit, str) else "",
        stopped=one.get("archived") in (True, 1),
        entries=by_day(entries),
    )


def _entry(day: Any, event: Any, target: float | None) -> ForeignEntry | None:
    """Read the event of a day; `target` is that of a habit in numbers. None for what is none."""
    if not isinstance(event, list) or not event or not isinstance(event[0], str):
        return None
    note = event[1] if len(event) > 1 and isinstance(event[1], str) else ""
    done, wanted = (amount_of(event[place]) if len(event) > place else None for place in (2, 3))
    kind = event[0].rpartition(".")[2].lower()
    match kind:
        case "check" if target is None:
            return ForeignEntry(day, 1.0, note=note)
        case "check":
            amounts = (done, wanted, target, 1.0)
            return ForeignEntry(day, next(one for one in amounts if one is not None and one > 0), note=note)
        case "progress":
            return ForeignEntry(day, max(done if done is not None else 1.0, 0.0), note=note)
        case "skip":
            return ForeignEntry(day, skipped=True, note=note)
        case "fail" | "clear":
            return ForeignEntry(day, note=note)
        case _:
            return None
