"""Notes of posture: what somebody noticed of how they sat, and what many of them come to.

The postures are those that `posture` and `core-psoas` describe to notice, with what desk workers add. None of
them is called good or bad: what is worth a number is how often it changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

ENOUGH_PAIRS = 4
"""Neighbouring notes from which a share of those that differ says something."""
ENOUGH_NOTES = 10
"""Notes from which shares of them say something."""
FOUR_WEEKS = timedelta(days=28)
FIRST_OF_A_DAY = 3
"""Notes of a day that are compared with other days: as many as its goal, so that more of them tell no more."""


class Posture(StrEnum):
    """How somebody sits or stands."""

    UPRIGHT = "upright"
    SLUMPED = "slumped"
    HOLLOW = "hollow"
    LEFT = "left"
    RIGHT = "right"
    CROSSED = "crossed"
    STANDING = "standing"


class Moment(StrEnum):
    """When it was noted: as a break began, on the return from one, or of one's own accord."""

    BREAK = "break"
    BACK = "back"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class PostureNote:
    """One note: the posture, its wall time, the zone's seconds east of UTC then, and the logical day it is of."""

    posture: Posture
    moment: Moment
    at: float
    offset: int
    day: date


@dataclass(frozen=True, slots=True)
class PostureChanges:
    """How many of the notes that have one before them on the same day tell of another posture than that one."""

    changed: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """The share that differs, 0 to 1; None where there are too few to say."""
        return self.changed / self.of if self.of >= ENOUGH_PAIRS else None


def changed(notes: Iterable[PostureNote]) -> PostureChanges:
    """Count the neighbours in time, within one logical day each, and those of them that differ."""
    ordered = sorted(notes, key=lambda note: note.at)
    pairs = [(one, then) for one, then in _neighbours(ordered) if one.day == then.day]
    return PostureChanges(sum(one.posture is not then.posture for one, then in pairs), len(pairs))


def _neighbours(ordered: list[PostureNote]) -> Iterable[tuple[PostureNote, PostureNote]]:
    by_day: defaultdict[date, list[PostureNote]] = defaultdict(list)
    for note in ordered:
        by_day[note.day].append(note)
    return (pair for there in by_day.values() for pair in pairwise(there))


def counts(notes: Iterable[PostureNote]) -> dict[Posture, int]:
    """Return how often each posture was noted, all seven in their order."""
    found = dict.fromkeys(Posture, 0)
    for note in notes:
        found[note.posture] += 1
    return found


def shares(notes: Iterable[PostureNote]) -> dict[Posture, float]:
    """Return which share of the notes each posture has, 0 to 1; 0 each where there are none."""
    found = counts(notes)
    total = sum(found.values())
    return {posture: count / total if total else 0.0 for posture, count in found.items()}


def spells(
    notes: Iterable[PostureNote], first: date, last: date
) -> tuple[tuple[date, date, tuple[PostureNote, ...]], ...]:
    """Return the notes from `first` to `last` by four weeks, with the days those begin and end on.

    The last four weeks end on `last`; where the days do not come to whole ones, the first have fewer.
    """
    every, found, end = tuple(notes), [], last
    while end >= first:
        begin = max(first, end - FOUR_WEEKS + timedelta(days=1))
        found.append((begin, end, tuple(note for note in every if begin <= note.day <= end)))
        end = begin - timedelta(days=1)
    return tuple(reversed(found))


def by_hour(notes: Iterable[PostureNote]) -> Mapping[date, Mapping[int, tuple[Posture, ...]]]:
    """Return the postures of each logical day by the hour that the clock showed, in the order they were noted.

    Hours are counted from the midnight that the day began with: 25 is the one from one in the night after.
    """
    found: dict[date, dict[int, tuple[Posture, ...]]] = {}
    for note in sorted(notes, key=lambda one: one.at):
        shown = datetime.fromtimestamp(note.at + note.offset, UTC)
        hour = shown.hour + 24 * (shown.date() - note.day).days
        there = found.setdefault(note.day, {})
        there[hour] = (*there.get(hour, ()), note.posture)
    return found


def different(notes: Iterable[PostureNote]) -> int | None:
    """Return how many different postures the first three notes of a day tell of; None with fewer notes."""
    first = sorted(notes, key=lambda note: note.at)[:FIRST_OF_A_DAY]
    return len({note.posture for note in first}) if len(first) == FIRST_OF_A_DAY else None
