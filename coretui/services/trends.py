"""Reading what trends are drawn from: signs, pain, sitting and sessions, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coretui.services.overviews import Overviews
from coretui.store import care


@dataclass(frozen=True, slots=True)
class BodyDays:
    """What the days from `first` on said, where they said anything.

    How many signs a self-check told, how the back was (0 to 10), seconds sat, and how many sessions were done.
    """

    first: date
    signs: Mapping[date, float]
    pain: Mapping[date, float]
    sat: Mapping[date, float]
    sessions: Mapping[date, float]


def read_body(overviews: Overviews, first: date) -> BodyDays:
    """Read the days from `first` to today, as they are at one moment."""
    store, today = overviews.store, overviews.today
    with store.reading():
        checks = care.checks(store, first, today)
        back = care.back_pain(store, first, today)
        days = overviews.facts(first, today)
    return BodyDays(
        first=first,
        signs={one.day: float(len(one.signs)) for one in checks},
        pain={day: float(one.score) for day, one in back.items()},
        sat={one.date: one.sitting_seconds for one in days if one.sitting_seconds},
        sessions={one.date: float(one.sessions) for one in days},
    )
