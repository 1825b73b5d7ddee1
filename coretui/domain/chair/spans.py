"""What the stored spans add up to: seconds for each day, and the longest stretch of sitting."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from coretui.domain.chair.state import Body, Chair
from coretui.domain.days import Instant, Zone, between, day_of, logical_day, split, zone_then

AT_ONCE = 60.0
"""Seconds between two spans under which one follows the other: nothing unknown lies between them."""


@dataclass(frozen=True, slots=True)
class Span:
    """One span of the body: wall time of its start, seconds, the day it started on.

    `offset` is the zone's distance from UTC in seconds where it began; None means the zone of now.
    """

    body: Body
    start: float
    seconds: float
    day: date
    ends_stretch: bool = False
    offset: int | None = None

    def zone(self, now: Zone) -> Zone:
        """Return the zone in which it was, by the one of now."""
        return zone_then(self.start, self.offset, now)


def open_spans(chair: Chair, now: Instant, day_start: int) -> tuple[Span, ...]:
    """Return the spans that are still running, as they are now."""

    def span(body: Body, start: Instant, end: Instant) -> Span:
        return Span(body, start.wall, between(start, end), logical_day(start, day_start), offset=start.offset)

    running = span(chair.body, chair.since, now)
    if chair.left_since:
        return span(chair.left, chair.left_since, chair.since), running
    return (running,)


def seconds_by_day(spans: Iterable[Span], body: Body, day_start: int, zone: Zone) -> dict[date, float]:
    """Return the seconds of one kind for each day, spans split where the day starts."""
    totals: dict[date, float] = defaultdict(float)
    for span in spans:
        if span.body is body:
            for day, _start, seconds in split(span.start, span.seconds, day_start, span.zone(zone)):
                totals[day] += seconds
    return dict(totals)


def got_up(spans: Iterable[Span], day_start: int, zone: Zone) -> Iterator[tuple[Span, date, float]]:
    """Yield each sitting that somebody got up from, for whatever it was, with the day and the wall time of that.

    Spans come in order. Sitting that still runs, or that nothing follows at once, is no getting up.
    """
    for span, then in pairwise(spans):
        moment = span.start + span.seconds
        up = span.body is Body.SITTING and then.body is not Body.SITTING
        if up and abs(then.start - moment) < AT_ONCE:
            yield span, day_of(moment, day_start, span.zone(zone)), moment


def got_up_by_day(spans: Iterable[Span], day_start: int, zone: Zone) -> dict[date, int]:
    """Return how often somebody got up on each day that they did."""
    return dict(Counter(day for _span, day, _moment in got_up(spans, day_start, zone)))


def longest_by_day(spans: Iterable[Span]) -> dict[date, float]:
    """Return the longest stretch of sitting that began on each day, in seconds; spans come in order.

    A stretch goes on through breaks and absences too short to end it; they do not count as sitting.
    """
    return {day: seconds for day, (seconds, _end) in longest_stretches(spans).items()}


def longest_stretches(spans: Iterable[Span]) -> dict[date, tuple[float, float]]:
    """Return the same with the wall time at which each of these stretches ended, or was last seen."""
    longest: dict[date, tuple[float, float]] = {}
    began: date | None = None
    sat = 0.0
    for span in spans:
        if span.ends_stretch:
            began, sat = None, 0.0
        elif span.body is Body.SITTING:
            began = began or span.day
            sat += span.seconds
            if began not in longest or sat > longest[began][0]:
                longest[began] = (sat, span.start + span.seconds)
    return longest


def over_budget(sat: float, budget: float) -> bool:
    """Tell whether somebody has sat longer today than they wanted to, both in seconds; without a budget never."""
    return 0 < budget <= sat
