"""What the stored spans add up to: seconds for each day, and the longest stretch of sitting."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from coretui.domain.chair.state import Body, Chair, Policy
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


# two machines

SLACK = 1.0
"""Seconds by which two spans may overlap that follow each other: clocks are no more exact."""
TOGETHER = 600.0
"""Seconds within which prompts of two machines are one."""
_FIRST = (Body.SITTING, Body.SESSION, Body.BREAK, Body.STANDING, Body.AWAY)
"""Of what machines say of one moment the first of these holds: who sits at one of them is away at the other."""


def one_body(spans: Iterable[tuple[str | None, Span]]) -> list[Span]:
    """Return spans of which no two of different machines overlap: a person has one body, wherever it was seen.

    Each comes with the boot that saw it, in the order of time. Sitting is the union of what all of them saw.
    Spans of one boot are left as they are: its clock was set then. A part of a break or an absence ends a stretch
    only if it is as long as a break.
    """
    found: list[Span] = []
    near: list[tuple[str | None, Span]] = []
    reach = float("-inf")
    for boot, span in spans:
        if near and span.start >= reach - SLACK:
            found += _untangled(near)
            near.clear()
        near.append((boot, span))
        reach = max(reach, span.start + span.seconds)
    return found + _untangled(near)


def _untangled(near: list[tuple[str | None, Span]]) -> list[Span]:
    """Return spans that touch each other so that at each moment one of them holds."""
    spans = [span for _boot, span in near]
    if len({boot for boot, _span in near}) < 2:
        return spans
    moments = sorted({moment for span in spans for moment in (span.start, span.start + span.seconds)})
    pieces: list[tuple[int, float, float]] = []
    for begin, end in pairwise(moments):
        start = begin
        there = [n for n, span in enumerate(spans) if span.start <= start and end <= span.start + span.seconds]
        if there:
            holds = min(there, key=lambda n: (_FIRST.index(spans[n].body), n))
            if pieces and pieces[-1][0] == holds and pieces[-1][2] == start:
                start = pieces.pop()[1]
            pieces.append((holds, start, end))
    return [_piece(spans[n], start, end - start) for n, start, end in pieces]


def _piece(span: Span, start: float, seconds: float) -> Span:
    if (start, seconds) == (span.start, span.seconds):
        return span
    ends = span.ends_stretch and seconds >= Policy().break_length
    return replace(span, start=start, seconds=seconds, ends_stretch=ends)


def due_and_kept(prompts: Iterable[tuple[float, str | None, bool]]) -> tuple[int, int]:
    """Return how many breaks were due and how many of them were kept.

    Each prompt comes with its wall time, the boot that asked, and whether it was kept. Those that two machines
    asked within ten minutes are one, and one answer answers them all.
    """
    asked: list[tuple[float, set[str | None], bool]] = []
    for due, boot, kept in sorted(prompts, key=lambda one: one[0]):
        place = next(
            (n for n, (at, boots, _kept) in enumerate(asked) if due - at <= TOGETHER and boot not in boots), -1
        )
        if place < 0:
            asked.append((due, {boot}, kept))
        else:
            at, boots, before = asked[place]
            asked[place] = at, boots | {boot}, before or kept
    return len(asked), sum(kept for _at, _boots, kept in asked)
