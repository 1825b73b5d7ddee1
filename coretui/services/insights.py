"""What goes together in somebody's days: the facts of a year, laid beside their back pain.

The answer hangs on the days up to the last look alone, so it is the same until the next one. Gathering the days is
for whoever has the store; working out what goes together takes longer and needs none, so it may be done elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coretui.domain.chair.spans import longest_stretches
from coretui.domain.insights.findings import WINDOW, verdicts
from coretui.domain.insights.looks import first_day, last_end, next_look
from coretui.domain.insights.pairs import Day, Finding
from coretui.domain.insights.series import WEEK
from coretui.domain.posture.notes import FIRST_OF_A_DAY, PostureNote, different
from coretui.services.overviews import Overviews
from coretui.services.posture import at_desk
from coretui.services.shuffling import orders
from coretui.store import posture
from coretui.store.breathing import eased
from coretui.store.care import back_felt
from coretui.store.database import Store
from coretui.store.perday import MOVED, sums
from coretui.store.period import days_on_record
from coretui.store.timeoff import days_off, flare_since

KNOWN_FROM = 2 * 3600.0
"""Seconds at the desk from which a day is known, though nothing was written down on it."""
A_MONTH = 30.44
"""Days of a month on average."""


KEPT = "insights"
"""Under which name the store keeps what was worked out last, beside the days it came from."""


@dataclass(frozen=True, slots=True)
class Insights:
    """What goes together, at the look that ended on `as_of`; the next one is on `next_look`.

    `days` of its window tell of pain, which begins `months` before its end. `resting` says that the back plays up,
    so that this is what was found before. `breathing` is the tension before and after it, and of how many times.
    `seen` is what is known of each day; `findings` has nothing until it is worked out.
    """

    as_of: date
    next_look: date
    months: int
    days: int
    resting: bool
    breathing: tuple[float, float, int] | None
    seen: tuple[Day, ...]
    findings: tuple[Finding, ...] = ()


def read(overviews: Overviews) -> Insights:
    """Return what goes together; it is worked out again only where other days are known than before."""
    found = gather(overviews)
    return found if found.findings else keep(overviews.store, work_out(found))


def gather(overviews: Overviews) -> Insights:
    """Read the days of the last look, with its findings if it was worked out from the same ones before."""
    store, today = overviews.store, overviews.today
    found = store.once((KEPT, today), lambda: _gathered(overviews))
    seen, findings = store.kept.get(KEPT, ((), ()))
    return replace(found, findings=findings) if seen == found.seen else found


def work_out(found: Insights) -> Insights:
    """Return it with its findings: 0.1 s of processor time for a year, in whatever thread."""
    return replace(found, findings=verdicts(found.seen, orders))


def keep(store: Store, found: Insights) -> Insights:
    """Keep what was worked out until other days are known, and return it."""
    store.kept[KEPT] = (found.seen, found.findings)
    return found


def _gathered(overviews: Overviews) -> Insights:
    store, today = overviews.store, overviews.today
    with store.reading():
        flare = flare_since(store)
        end = last_end(min(flare, today) if flare else today)
        first = first_day(end)
        felt = back_felt(store, first, end)
        days = _days(overviews, first, end, felt)
        window = end - timedelta(days=WINDOW * WEEK - 1)
        breathing = eased(store, window, end)
    told = [day for day, one in days.items() if day >= window and (one.pain is not None or one.done)]
    return Insights(
        as_of=end,
        next_look=next_look(today),
        months=min(12, max(1, round(((end - min(told, default=end)).days + 1) / A_MONTH))),
        days=sum(day >= window for day in felt),
        resting=flare is not None,
        breathing=breathing,
        seen=tuple(days.get(first + timedelta(days=n), Day()) for n in range((end - first).days + 1)),
    )


def _days(
    overviews: Overviews, first: date, last: date, felt: Mapping[date, tuple[int, float]]
) -> dict[date, Day]:
    """Return what is known of each day that tells anything; flare-ups and time off are left out."""
    store = overviews.store
    facts = sums(store, ("core_share", MOVED), first, last)
    spans = overviews.spans(first, last)
    seated, longest = at_desk(spans, overviews, first, last), longest_stretches(spans)
    noted: defaultdict[date, list[PostureNote]] = defaultdict(list)
    for note in posture.notes(store, first, last):
        noted[note.day].append(note)
    known = days_on_record(store, first, last) | {day for day, sat in seated.items() if sat >= KNOWN_FROM}
    days: dict[date, Day] = {}
    for day in sorted(known - days_off(store, overviews.today)):
        if not first <= day <= last:
            continue
        sat, ended = longest.get(day, (0.0, 0.0))
        done = {"movement": float(facts[day].get(MOVED) or 0), "core": float(facts[day].get("core_share") or 0)}
        if sat and seated.get(day, 0.0) >= KNOWN_FROM:
            done["longest"] = sat / 60
        varied = different(noted[day])
        if varied is not None:
            done["changes"] = float(varied)
        pain, felt_at = felt.get(day, (None, 0.0))
        days[day] = Day(pain, done, _too_early(felt_at, ended, noted[day]))
    return days


def _too_early(felt_at: float, ended: float, notes: list[PostureNote]) -> frozenset[str]:
    """Return the pairs for which a pain was noted before what it might go together with was over."""
    ends: Mapping[str, float] = {
        "longest": ended,
        "changes": notes[FIRST_OF_A_DAY - 1].at if len(notes) >= FIRST_OF_A_DAY else 0.0,
    }
    return frozenset(pair for pair, end in ends.items() if felt_at < end)
