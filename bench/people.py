"""Made-up people to calibrate insights on: pain with many zeros, habits with memory, trend, weekdays, gaps.

Every series is an AR(1) with a trend and a weekend step of its own, so that without an effect nothing goes
together but by chance. The same seed makes the same person.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from math import exp, sqrt

from coretui.domain.insights.pairs import Day

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Kind:
    """What kind of people: `effect` points of pain from the pair `on`; None is drawn for each person.

    `phi` is how long things are remembered, `base` the usual pain and `noise` its spread. `pain_missing` of the
    days say nothing of pain. With `reverse` it is pain that keeps from moving; `regimes` is how often levels jump.
    """

    effect: float = 0.0
    on: str = "longest"
    phi: float | None = None
    pain_missing: float = 0.3
    base: float | None = None
    noise: float | None = None
    reverse: bool = False
    regimes: int = 0


ORDINARY = Kind()


def _remembered(rng: random.Random, n: int, phi: float) -> list[float]:
    """Return n steps of an AR(1) of variance 1."""
    value, found = rng.gauss(0, 1), []
    spread = sqrt(1 - phi * phi)
    for _ in range(n):
        found.append(value)
        value = phi * value + spread * rng.gauss(0, 1)
    return found


def _gaps(rng: random.Random, n: int, share: float) -> list[bool]:
    """Return which days are missing, in runs: where something remembered is at its lowest."""
    z = _remembered(rng, n, 0.5)
    cut = sorted(z)[min(n - 1, int(share * n))]
    return [value < cut for value in z]


def _jumps(rng: random.Random, n: int, count: int) -> list[float]:
    """Return a level that jumps so many times: a flare-up of some weeks, a programme begun."""
    cuts = sorted(rng.randrange(n) for _ in range(count))
    level, found = rng.gauss(0, 1.0), []
    for t in range(n):
        while cuts and cuts[0] <= t:
            cuts.pop(0)
            level = rng.gauss(0, 1.0)
        found.append(level)
    return found


def person(seed: int, n: int = 364, kind: Kind = ORDINARY) -> list[Day]:
    """Return n days of one person, which begin on a Monday."""
    rng = random.Random(seed)  # noqa: S311 - made up, not secret
    weekend = [t % 7 >= SATURDAY for t in range(n)]
    trend = [t / max(1, n - 1) - 0.5 for t in range(n)]

    def phi() -> float:
        return rng.uniform(0.3, 0.7) if kind.phi is None else kind.phi

    def series() -> list[float]:
        z = _remembered(rng, n, phi())
        if kind.regimes:
            z = [a + b for a, b in zip(z, _jumps(rng, n, kind.regimes), strict=True)]
        return z

    def habit(weekday: float, slope: float) -> list[float]:
        z = series()
        return [z[t] + (weekday if weekend[t] else 0) + slope * trend[t] for t in range(n)]

    def drawn(weekday: float, slope: float) -> list[float]:
        return habit(rng.gauss(0, weekday), rng.gauss(0, slope))

    longest = [55 * exp(0.35 * v) for v in drawn(0.7, 0.8)]
    drawn(0.7, 0.8)  # breaks kept, which is no pair: drawn so that everything after it stays what it was
    moved = [max(0.0, 20 + 18 * v) for v in drawn(0.7, 0.8)]
    trained = drawn(0.5, 0.5)
    drawn(0.5, 0.8)  # breathing
    shifts = [min(1.0, max(0.0, 0.5 + 0.25 * v)) for v in drawn(0.5, 0.8)]
    planned = rng.sample(range(7), 3)
    base = rng.uniform(0.0, 4.0) if kind.base is None else kind.base
    spread = rng.uniform(1.0, 2.0) if kind.noise is None else kind.noise
    remembered = _remembered(rng, n, phi())
    slope, step = rng.gauss(0, 1.0), rng.gauss(0, 0.6)
    if kind.regimes:
        remembered = [a + b for a, b in zip(remembered, _jumps(rng, n, kind.regimes), strict=True)]
    felt = [base + spread * remembered[t] + slope * trend[t] + (step if weekend[t] else 0) for t in range(n)]
    core = [1.0 if (t % 7 in planned and trained[t] > -0.8) or trained[t] > 1.8 else 0.0 for t in range(n)]
    done = {"longest": longest, "movement": moved, "core": core, "changes": shifts}
    if kind.effect:
        lag, hit = (0, _above_median(longest)) if kind.on == "longest" else (1, [v >= 20 for v in done[kind.on]])
        for t in range(lag, n):
            felt[t] += kind.effect * hit[t - lag]
    pain = [max(0, min(10, round(v))) for v in felt]
    if kind.reverse:
        for t in range(n):
            if pain[t] >= 4 and rng.random() < 0.7:
                moved[t] = core[t] = 0.0
    unnoted, unnoticed = _gaps(rng, n, kind.pain_missing), _gaps(rng, n, 0.35)
    elsewhere = [weekend[t] and rng.random() < 0.7 for t in range(n)]
    return [
        Day(
            None if unnoted[t] else pain[t],
            {
                **({} if elsewhere[t] else {"longest": longest[t]}),
                "movement": moved[t],
                "core": core[t],
                **({} if elsewhere[t] or unnoticed[t] else {"changes": float(round(1 + 2 * shifts[t]))}),
            },
        )
        for t in range(n)
    ]


def _above_median(values: list[float]) -> list[bool]:
    half = sorted(values)[len(values) // 2]
    return [value > half for value in values]


def noting_bad_days(days: list[Day], seed: int) -> list[Day]:
    """Return the same days with pain noted mostly where it is bad."""
    rng = random.Random(seed)  # noqa: S311 - made up, not secret
    return [
        Day(None, day.done) if day.pain is not None and rng.random() < (0.85 if day.pain <= 1 else 0.1) else day
        for day in days
    ]


def idle_days(days: list[Day], seed: int) -> list[Day]:
    """Return the same days, some of them idle: what is not noted then counts as 0, and pain is seldom noted."""
    rng = random.Random(seed)  # noqa: S311 - made up, not secret
    idle, found = 0.0, []
    for day in days:
        idle = 0.7 * idle + 0.71 * rng.gauss(0, 1)
        if idle > 0.5:
            done = {**day.done, "movement": 0.0, "core": 0.0}
            found.append(Day(None if rng.random() < 0.8 else day.pain, done))
        else:
            found.append(day)
    return found


Change = Callable[[list[Day], int], list[Day]]
