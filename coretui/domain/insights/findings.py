"""What goes together, of four things that are laid beside a person's back pain.

Days are compared with those of the same four weeks and the same kind of day, which takes trend and weekday out.
For what is done less in pain, the pain of the day itself is taken out as well. Holm's correction over the pairs,
and a sign only after two looks running: whoever looks thirteen times a year would otherwise meet one by chance
in that year in one of nine people; calibrated, it is one in twenty-four.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from math import ceil, sqrt

from coretui.domain.insights.chance import Deals, Orders, Weeks
from coretui.domain.insights.pairs import PAIRS, Day, Finding, PainPair, Verdict
from coretui.domain.insights.series import SPELL, WEEK, known, split, within, without

WINDOW = 52
"""Weeks looked back on."""
DEALS = 1999
"""How often the weeks are dealt anew."""
LEVEL = 0.015
"""After Holm, at two looks running; it may only be changed together with the table of the calibration."""
RANGE = 0.90
"""How much of what chance does the interval holds."""
LEAST_DAYS = 30
"""Days on which both are known."""
LEAST_EACH = 10
"""Days of them on either side of the split."""
LEAST_WEEKS = 8
"""Weeks with such a day at least."""
LEAST_PAIN = 5
"""Days with a pain above 0: a back that never hurts has nothing to go together with."""
LEAST_WEIGHT = 4.0
"""How well days have to be mixed: a sum of squares of what is left of a yes once spell and weekday are out."""
LEAST_SHOWN = 0.5
"""Points of pain; a smaller difference is never a sign, whatever chance says."""


def verdicts(days: Sequence[Day], orders: Orders) -> tuple[Finding, ...]:
    """Say what goes together in days that begin on a Monday and make whole spells, the oldest first.

    `orders` deals the weeks anew. A sign is one only if it was one at the look before, four weeks ago, and on the
    same side.
    """
    now = findings(days, Deals(DEALS, orders))
    if not any(one.verdict is Verdict.SIGN for one in now):
        return now
    before: dict[str, Finding] = {}
    if len(days) > SPELL:
        before = {one.pair.id: one for one in findings(days[:-SPELL], Deals((DEALS + 1) // 2 - 1, orders))}
    return tuple(
        one
        if one.verdict is not Verdict.SIGN or _again(one, before.get(one.pair.id))
        else replace(one, verdict=Verdict.NO_SIGN, first_time=True)
        for one in now
    )


def _again(now: Finding, before: Finding | None) -> bool:
    return (
        before is not None and before.verdict is Verdict.SIGN and (before.difference > 0) == (now.difference > 0)
    )


def findings(days: Sequence[Day], deals: Deals, level: float = LEVEL) -> tuple[Finding, ...]:
    """Look once at each pair, in the last `WINDOW` weeks; the same days give the same answer."""
    days = days[max(0, len(days) - WINDOW * WEEK) :]
    return _judged([_look(pair, days, deals) for pair in PAIRS], level)


def _look(pair: PainPair, days: Sequence[Day], deals: Deals) -> Finding:
    amounts = [day.done.get(pair.id) for day in days]
    parts, at_least = split(known(amounts), pair.split)
    done = [
        None if amount is None else float(amount > parts or (at_least and amount == parts)) for amount in amounts
    ]
    pain = [None if pair.id in day.early else day.pain for day in days]
    before: list[float | None] = []
    if pair.after:
        rest = len(days) - pair.after
        nothing = [None] * min(pair.after, len(days))
        done = [*nothing, *done[: max(0, rest)]]
        before = [*nothing, *pain[: max(0, rest)]]
        # Without the pain of the day itself the day after cannot be compared.
        pain = [None if earlier is None else felt for felt, earlier in zip(pain, before, strict=True)]
    both = [(n, x, y) for n, (x, y) in enumerate(zip(done, pain, strict=True)) if x is not None and y is not None]
    yes = int(sum(x for _n, x, _y in both))
    few = Finding(pair, len(both), yes, len(both) - yes, parts, at_least)
    wants = max(
        LEAST_DAYS - few.days,
        2 * (LEAST_EACH - min(few.yes, few.no)),
        (LEAST_WEEKS - len({n // WEEK for n, _x, _y in both})) * WEEK,
        LEAST_PAIN - sum(1 for _n, _x, y in both if y > 0),
        0,
    )
    if wants:
        return replace(few, wants=wants)
    x, y = within(done), within(pain)
    if pair.after:
        earlier = within(before)
        x, y = without(x, earlier), without(y, earlier)
    return _measured(few, Weeks(x, y), deals)


def _measured(few: Finding, weeks: Weeks, deals: Deals) -> Finding:
    """Return what the weeks say beside how often chance does as well; too few where they are too much alike."""
    weighed = weeks.weighed
    if weighed < LEAST_WEIGHT:
        return few
    difference, strength = weeks.together / weighed, abs(weeks.together) / sqrt(weighed)
    dealt = deals.strengths(weeks)
    half = dealt[min(len(dealt) - 1, ceil(RANGE * (len(dealt) + 1)) - 1)] / sqrt(weighed)
    chance = (1 + len(dealt) - bisect_left(dealt, strength - 1e-9)) / (1 + len(dealt))
    return replace(
        few,
        difference=difference,
        low=difference - half,
        high=difference + half,
        chance=chance,
        verdict=Verdict.NO_SIGN,
    )


def _judged(found: Sequence[Finding], level: float) -> tuple[Finding, ...]:
    """Correct by Holm over the pairs that could be looked at; a sign also has to be large enough to be felt."""
    looked = sorted((one for one in found if one.verdict is not Verdict.TOO_FEW), key=lambda one: one.chance)
    corrected: dict[str, float] = {}
    worst = 0.0
    for rank, one in enumerate(looked):
        worst = max(worst, min(1.0, one.chance * (len(looked) - rank)))
        corrected[one.pair.id] = worst
    return tuple(
        replace(one, chance_of_any=any_chance, verdict=_verdict(one, any_chance, level))
        if (any_chance := corrected.get(one.pair.id)) is not None
        else one
        for one in found
    )


def _verdict(one: Finding, chance: float, level: float) -> Verdict:
    return Verdict.SIGN if chance <= level and abs(one.difference) >= LEAST_SHOWN else Verdict.NO_SIGN
