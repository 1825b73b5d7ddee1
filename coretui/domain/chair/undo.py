"""Which commands of the chair can be taken back, and until when: as long as nothing else has come of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from coretui.domain.chair.messages import (
    Away,
    Back,
    Command,
    Pause,
    Refusal,
    Resume,
    SkipBreak,
    Snooze,
    Stand,
    StartBreak,
)
from coretui.domain.chair.state import Body, Chair

CHAIR_STEPS = frozenset({"break", "stand", "sit", "away", "snooze", "skip", "hold", "resume"})
"""What the commands are called that can be taken back."""
KNOWN_NOW = ("seen", "sign", "closed", "locked", "hushed", "source", "quiet_until")
"""What a chair knows of the moment, whatever is taken back."""
READINGS_CHANGE = (
    *KNOWN_NOW, "banked", "touched", "touching", "missed", "then_anchor", "then_due", "told", "announced", "left",
    "left_full",
)  # fmt: skip
"""What changes with a reading alone."""
HAIR = 1e-3  # seconds by which sums of the same seconds may differ


def step_of(chair: Chair | None, command: Command | None) -> str:
    """Return what a command to this chair is called; empty for one that cannot be taken back.

    The end of a break or an absence is none: what has been rested is over.
    """
    match command:
        case StartBreak():
            return "break"
        case Stand():
            return "stand"
        case Back() if chair is not None and chair.body is Body.STANDING:
            return "sit"
        case Away():
            return "away"
        case Snooze():
            return "snooze"
        case SkipBreak():
            return "skip"
        case Pause():
            return "hold"
        case Resume():
            return "resume"
        case _:
            return ""


def lasts(chair: Chair, after: Chair) -> bool:
    """Tell whether a chair still stands as a command left it, whatever standing has come to since."""
    return chair.body is after.body is Body.STANDING and chair.since == after.since


def turned(chair: Chair, wanted: Chair, left: Chair) -> Chair:
    """Return the chair as it is wanted, put back from how a command (or its undoing) left it.

    What it knows of now stays: the time, the signs, a breath that runs. Raises `Refusal` with "over" if that
    command has had its effect meanwhile: a break that was long enough, a snooze that has ended.
    """
    if _alike(chair, wanted) and wanted.hold == left.hold:
        return chair  # it came to that by itself: the key that was pressed has ended an absence
    if not (lasts(chair, left) or _alike(chair, left)):
        raise Refusal("over")
    fresh = replace(wanted, touched=None, touching=None, missed=0, then_anchor=None, then_due=None)
    return replace(fresh, **_of(chair, KNOWN_NOW))


def _alike(one: Chair, other: Chair) -> bool:
    """Tell whether two chairs differ only in what readings change."""
    return abs(one.banked - other.banked) < HAIR and one == replace(other, **_of(one, READINGS_CHANGE))


def _of(chair: Chair, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(chair, name) for name in names}
