"""Reads how a repetition goes: the seconds of its parts, and the words for the way there and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from coretui.domain.exercises.rep import Rhythm
from coretui.domain.exercises.text import Lines

SHORTEST_WAY, LONGEST_PART = 0.2, 60
"""Seconds that the ways there and back last at least, and that any part of a repetition may last."""
_PARTS = {field.name for field in fields(Rhythm)}


def rhythm_of(values: object) -> Rhythm | None:
    """Return the rhythm that a table of seconds describes; None if it describes none."""
    if not isinstance(values, Mapping) or not {"there", "back"} <= set(values) <= _PARTS:
        return None
    if not all(_is_length(values[part], SHORTEST_WAY if part in {"there", "back"} else 0) for part in values):
        return None
    parts: dict[str, float] = {"stay": 0.0, **{part: float(seconds) for part, seconds in values.items()}}
    return Rhythm(**parts)


def _is_length(value: object, least: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= LONGEST_PART


def are_moves(words: Lines) -> bool:
    """Tell whether there are two words in each language that has any: for the way there, and the way back."""
    return all(len(found) in {0, 2} for found in (words.en, words.nl))
