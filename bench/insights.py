"""Calibrate insights on made-up people: how often chance alone shows a sign, how often what is there is found.

`python -m bench.insights` takes some ten minutes of one core; `python -m bench.insights 200` a fraction of it. The
level in the code may only be changed together with this table.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from bench.engine import Figure
from bench.people import ORDINARY, Kind, idle_days, noting_bad_days, person
from bench.weeks import child
from coretui.cli import build
from coretui.commands.read import overviews
from coretui.domain.insights.chance import Deals, Weeks
from coretui.domain.insights.findings import LEAST_SHOWN, LEVEL, findings
from coretui.domain.insights.pairs import Day, Verdict
from coretui.domain.insights.series import SPELL
from coretui.paths import Home
from coretui.services.insights import read
from coretui.services.shuffling import orders

YEAR = 364
FIRST_PERSON = 7_000_000
EVER_LIMIT, FOUND_LEAST = 5.0, 75.0
"""Percent of people without any relation who ever see a sign at most, of those with one who see it at least."""
TWO_YEARS_LIMIT = 200.0
"""Milliseconds of processor time for a look at two years, on the machine on which it was agreed."""
FEW, MANY = 99, 9
"""Deals after which a relation that so many of them reach is left alone: it will be no sign any more."""
AT_A_GLANCE = 0.05
"""The level of a single look, at which whole weeks and single days are compared."""
WEEKS_LIMIT, DAYS_LEAST = 9.0, 10.0
"""Percent of people without any relation in whom it finds one: with weeks dealt at most, with days at least."""


class QuickDeals(Deals):
    """Stops early where chance has done as well often enough; the orders are shared by everyone."""

    _shared: dict[tuple[int, int], Sequence[Sequence[int]]] = {}  # noqa: RUF012 - a cache of the process

    def of(self, weeks: int) -> Sequence[Sequence[int]]:
        """Return the orders of so many weeks, which are made once."""
        key = (self.count, weeks)
        if key not in self._shared:
            self._shared[key] = super().of(weeks)
        return self._shared[key]

    def strengths(self, weeks: Weeks) -> list[float]:
        """Return how strong chance is, of the first deals alone where that is plainly enough."""
        dealt = self.of(len(weeks.table))
        seen = abs(weeks.together) / sqrt(weeks.weighed)
        first = [_strength(weeks, order) for order in dealt[:FEW]]
        if sum(one >= seen - 1e-9 for one in first) > MANY:
            return sorted(first)
        return sorted([*first, *(_strength(weeks, order) for order in dealt[FEW:])])


def _strength(weeks: Weeks, order: Sequence[int]) -> float:
    weighed = sum(row[n] for row, n in zip(weeks.weight, order, strict=True))
    together = sum(row[n] for row, n in zip(weeks.table, order, strict=True))
    return abs(together) / sqrt(weighed) if weighed > 0 else 0.0


class DaysDealt(Deals):
    """Deals single days instead of whole weeks, as nearly everyone else does; to show what that costs."""

    def strengths(self, weeks: Weeks) -> list[float]:
        """Return how strong chance is where nothing hangs together within a week."""
        both = [(x, y) for x, y in zip(weeks.done, weeks.pain, strict=True) if x is not None and y is not None]
        done, pain = [x for x, _y in both], [y for _x, y in both]
        weighed = sqrt(sum(x * x for x in done))
        deal = random.Random(self.count)  # noqa: S311 - chance, not secret
        found = []
        for _ in range(self.count):
            deal.shuffle(pain)
            found.append(abs(sum(x * y for x, y in zip(done, pain, strict=True))) / weighed)
        return sorted(found)


DEALS = QuickDeals(999, orders)


def signs(days: Sequence[Day]) -> set[tuple[str, bool]]:
    """Return which pairs are a sign at one look, each with its side."""
    return {
        (one.pair.id, one.difference > 0)
        for one in findings(days, DEALS)
        if one.verdict is not Verdict.TOO_FEW and one.chance_of_any <= LEVEL and abs(one.difference) >= LEAST_SHOWN
    }


def shown(days: Sequence[Day]) -> set[str]:
    """Return the pairs that are ever shown as a sign, at two looks running, to somebody who lives these days."""
    before: set[tuple[str, bool]] = set()
    found: set[str] = set()
    for end in range(SPELL, len(days) + 1, SPELL):
        now = signs(days[:end])
        found |= {pair for pair, _side in now & before}
        before = now
    return found


@dataclass(frozen=True, slots=True)
class Calibration:
    """So many people of a kind, as they `live` a year; `found` is the pair that is really there, none if empty."""

    name: str
    people: int
    live: Callable[[int], Sequence[Day]]
    found: str = ""

    def percent(self, people: int | None = None) -> float:
        """Return in how many percent of them something is shown, or what is there is found."""
        count = people or self.people
        hits = 0
        for n in range(count):
            told = shown(self.live(FIRST_PERSON + n))
            hits += (self.found in told) if self.found else bool(told)
        return 100 * hits / count


def _of(kind: Kind) -> Callable[[int], Sequence[Day]]:
    return lambda seed: person(seed, YEAR, kind)


def _bad_days(seed: int) -> Sequence[Day]:
    return noting_bad_days(person(seed, YEAR, Kind(pain_missing=0.1, base=2.0)), seed)


def _idle(seed: int) -> Sequence[Day]:
    return idle_days(person(seed, YEAR, Kind(pain_missing=0.1, base=2.0)), seed)


NOTHING_THERE = (
    Calibration("no relation", 2000, _of(ORDINARY)),
    Calibration("no relation, remembered long", 600, _of(Kind(phi=0.7))),
    Calibration("no relation, levels that jump", 600, _of(Kind(regimes=4))),
    Calibration("no relation, many zeros", 600, _of(Kind(base=-0.7))),
    Calibration("no relation, pain on 3 days a week", 600, _of(Kind(pain_missing=0.57))),
    Calibration("no relation, pain mostly on bad days", 600, _bad_days),
    Calibration("no relation, idle days as 0", 600, _idle),
)
SOMETHING_THERE = (
    Calibration("1 point with moving", 300, _of(Kind(effect=1.0, on="movement", base=3.0)), "movement"),
)


def at_one_look(people: int, deals: Deals) -> float:
    """Return in how many percent of people without a relation one look at half a year finds something."""
    kind = Kind(phi=0.7)
    hits = 0
    for n in range(people):
        found = findings(person(FIRST_PERSON + n, 26 * 7, kind), deals)
        hits += any(one.verdict is not Verdict.TOO_FEW and one.chance_of_any <= AT_A_GLANCE for one in found)
    return 100 * hits / people


def cost() -> list[float]:
    """Return the CPU milliseconds of looks at two years of days, each read from the store and worked out anew."""
    with tempfile.TemporaryDirectory(prefix="coretui-bench-") as folder:
        home = str(Path(folder) / "home")
        child("demo", home, "--years", "2", home=folder)
        return [_look(home) for _ in range(5)]


def _look(home: str) -> float:
    desk = build(Home(home, home))
    with closing(desk.open()):
        found = overviews(desk)
        began = time.process_time()
        read(found)
        return 1000 * (time.process_time() - began)


def figures() -> list[Figure]:
    """Measure what a look costs."""
    return [Figure("a look at what goes together, two years", cost(), " ms", TWO_YEARS_LIMIT)]


def calibrated(people: int | None) -> Iterable[tuple[str, int, float, bool]]:
    """Yield each calibration: its name, the people, the percent, and whether that will do."""
    for one in NOTHING_THERE:
        percent = one.percent(people)
        yield one.name, people or one.people, percent, percent <= EVER_LIMIT
    for one in SOMETHING_THERE:
        percent = one.percent(people)
        yield one.name, people or one.people, percent, percent >= FOUND_LEAST


def main(arguments: Sequence[str]) -> int:
    """Print the table; return the exit status."""
    people = int(arguments[0]) if arguments else None
    say, good = sys.stdout.write, True
    for name, count, percent, ok in calibrated(people):
        say(f"{name:<40} {count:>5} people  {percent:5.1f} %  {'ok' if ok else 'NOT WITHIN'}\n")
        sys.stdout.flush()
        good = good and ok
    weeks = at_one_look(people or 400, Deals(999, orders))
    days = at_one_look(people or 400, DaysDealt(999, orders))
    contrast = weeks <= WEEKS_LIMIT and days >= DAYS_LEAST
    say(f"one look at {AT_A_GLANCE:g}: weeks dealt {weeks:.1f} %, days dealt {days:.1f} %")
    say(f"  {'ok' if contrast else 'NOT WITHIN'}\n")
    return 0 if good and contrast else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
