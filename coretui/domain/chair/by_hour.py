"""When in the day somebody sits, sits long, and gets up: the hours of the clock, over many days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from coretui.domain.chair.spans import Span, got_up
from coretui.domain.chair.state import Body
from coretui.domain.days import Zone, split

HOUR = 3600
LONG = 1.5
"""Intervals from which a stretch of sitting is long: who gets up some minutes after it is time, or snoozes twice,
is within them; who lets it pass is not. coretui's own measure."""


@dataclass(frozen=True, slots=True)
class SittingHour:
    """What many days come to in one hour of the clock.

    `hour` is the one that begins then, counted from the midnight that the logical day began with: 25 is the hour
    from one in the night after. `sat` are seconds of sitting, `long` those of them that lie in long stretches,
    and `up` is how often somebody got up.
    """

    hour: int
    sat: float = 0.0
    long: float = 0.0
    up: int = 0


@dataclass(frozen=True, slots=True)
class SittingHours:
    """When in the day somebody sat over the weeks up to one: so many `days` with sitting, summed up by the hour.

    A stretch of more than `long` seconds counts as long.
    """

    days: int
    long: float
    hours: tuple[SittingHour, ...]

    @property
    def sat(self) -> float:
        """All seconds of sitting."""
        return sum(one.sat for one in self.hours)

    @property
    def up(self) -> int:
        """How often somebody got up in all."""
        return sum(one.up for one in self.hours)


def by_hour(
    spans: Sequence[Span], days: Collection[date], long: float, day_start: int, zone: Zone
) -> tuple[SittingHour, ...]:
    """Return the hours in which somebody sat or got up on these logical days, in order and without gaps.

    Spans come in order. A stretch of more than `long` seconds is long, from its beginning on. What the hours have
    of sitting and of getting up adds up to what the days have of it.
    """
    sat: defaultdict[int, float] = defaultdict(float)
    in_long: defaultdict[int, float] = defaultdict(float)
    up: defaultdict[int, int] = defaultdict(int)
    for stretch in _stretches(spans):
        is_long = sum(span.seconds for span in stretch) > long
        for span in stretch:
            there = span.zone(zone)
            for day, start, seconds in split(span.start, span.seconds, day_start, there):
                for hour, part in _hours(day, start, seconds, there) if day in days else ():
                    sat[hour] += part
                    in_long[hour] += part if is_long else 0.0
    for span, day, moment in got_up(spans, day_start, zone):
        if day in days:
            up[_hour(day, moment, span.zone(zone))] += 1
    seen = {hour for hour, seconds in sat.items() if seconds} | up.keys()
    hours = range(min(seen), max(seen) + 1) if seen else ()
    return tuple(SittingHour(hour, sat[hour], in_long[hour], up[hour]) for hour in hours)


def _stretches(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Yield the spans of each stretch of sitting."""
    stretch: list[Span] = []
    for span in spans:
        if span.ends_stretch:
            yield stretch
            stretch = []
        elif span.body is Body.SITTING:
            stretch.append(span)
    yield stretch


def _hours(day: date, start: float, seconds: float, zone: Zone) -> Iterator[tuple[int, float]]:
    """Yield the hours of a day that a time lies in, with the seconds of it in each."""
    end = start + seconds
    while start < end:
        part = min(end - start, HOUR - (start + zone(start)) % HOUR)
        yield _hour(day, start, zone), part
        start += part


def _hour(day: date, wall: float, zone: Zone) -> int:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
    return int((wall + zone(wall) - midnight) // HOUR)
