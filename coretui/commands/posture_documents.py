"""The JSON of notes of posture and of what goes together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from coretui.domain.insights.pairs import OUTCOME, Finding, Verdict
from coretui.domain.posture.notes import PostureNote, changed, counts
from coretui.services.insights import Insights


def posture_document(
    notes: Sequence[PostureNote], first: date | None = None, last: date | None = None
) -> dict[str, object]:
    """Return what `coretui posture --json` prints; `from` and `to` are there for more than one day."""
    days = {} if first is None or last is None else {"from": first.isoformat(), "to": last.isoformat()}
    return {
        **days,
        "notes": [
            {"at": _iso(note.at, note.offset), "posture": note.posture.value, "moment": note.moment.value}
            for note in notes
        ],
        **_summed(notes),
    }


def summary_document(notes: Sequence[PostureNote]) -> dict[str, object]:
    """Return what notes come to, with their number in place of each of them."""
    return {"notes": len(notes), **_summed(notes)}


def _summed(notes: Sequence[PostureNote]) -> dict[str, object]:
    found = changed(notes)
    return {
        "counts": {posture.value: n for posture, n in counts(notes).items()},
        "changes": {"changed": found.changed, "of": found.of},
    }


def _iso(wall: float, offset: int) -> str:
    zone = timezone(timedelta(seconds=offset)) if offset else UTC
    return datetime.fromtimestamp(wall, zone).isoformat(timespec="seconds")


def insights_document(found: Insights) -> dict[str, object]:
    """Return what `coretui insights --json` prints: always four findings, their numbers null where too few."""
    return {
        "days": found.days,
        "as_of": found.as_of.isoformat(),
        "next": found.next_look.isoformat(),
        "resting": found.resting,
        "findings": [_finding(one) for one in found.findings],
    }


def _finding(one: Finding) -> dict[str, object]:
    enough = one.verdict is not Verdict.TOO_FEW

    def number(value: float) -> float | None:
        return round(value, 4) if enough else None

    return {
        "of": one.pair.id,
        "with": OUTCOME,
        "after_days": one.pair.after,
        "split": round(one.split, 2),
        "days": one.days,
        "yes": one.yes,
        "no": one.no,
        "difference": number(one.difference),
        "low": number(one.low),
        "high": number(one.high),
        "chance": number(one.chance),
        "chance_of_any": number(one.chance_of_any),
        "wants": one.wants,
        "verdict": one.verdict.value,
        **({"first_time": True} if one.first_time else {}),
    }
