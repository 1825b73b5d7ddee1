"""How often chance does as well: the person's own weeks, dealt anew.

Whole weeks of pain are laid beside whole weeks of what was done in another order, so that what hangs together
within a week goes on hanging together. What every week gives beside every other one is worked out once; a deal
is then a sum of at most 52 look-ups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from operator import getitem

from coretui.domain.insights.series import WEEK, Series


class Weeks:
    """Two series, week beside week: sums of products, and of squares of the first where both are known."""

    def __init__(self, done: Series, pain: Series) -> None:
        self.done, self.pain = done, pain
        with_both = {n // WEEK for n, (x, y) in enumerate(zip(done, pain, strict=True)) if None not in (x, y)}
        weeks = sorted(with_both)
        products = [_filled(pain, week) for week in weeks]
        there = [_there(pain, week) for week in weeks]
        self.table: list[list[float]] = []
        self.weight: list[list[float]] = []
        for week in weeks:
            a, b, c, d, e, f, g = _filled(done, week)
            self.table.append(
                [a * h + b * i + c * j + d * k + e * m + f * n + g * o for h, i, j, k, m, n, o in products]
            )
            a, b, c, d, e, f, g = a * a, b * b, c * c, d * d, e * e, f * f, g * g
            self.weight.append(
                [a * h + b * i + c * j + d * k + e * m + f * n + g * o for h, i, j, k, m, n, o in there]
            )

    @property
    def weighed(self) -> float:
        """How well the days of the first series are mixed: the sum of its squares, as the weeks were."""
        return sum(row[n] for n, row in enumerate(self.weight))

    @property
    def together(self) -> float:
        """The sum of products, as the weeks were."""
        return sum(row[n] for n, row in enumerate(self.table))


def _filled(values: Series, week: int) -> list[float]:
    """Return a week of values, 0 where one is not known."""
    return [0.0 if value is None else value for value in values[week * WEEK : (week + 1) * WEEK]]


def _there(values: Series, week: int) -> list[float]:
    return [0.0 if value is None else 1.0 for value in values[week * WEEK : (week + 1) * WEEK]]


Orders = Callable[[int, int], Sequence[Sequence[int]]]
"""Returns new orders of so many weeks, so many of them, and the same ones each time."""


class Deals:
    """New orders of weeks, the same for every pair that has as many of them."""

    def __init__(self, count: int, orders: Orders) -> None:
        self.count, self._orders = count, orders
        self._made: dict[int, Sequence[Sequence[int]]] = {}

    def of(self, weeks: int) -> Sequence[Sequence[int]]:
        """Return the orders of so many weeks."""
        if weeks not in self._made:
            self._made[weeks] = self._orders(weeks, self.count)
        return self._made[weeks]

    def strengths(self, weeks: Weeks) -> list[float]:
        """Return how strongly two series go together in each new order of their weeks, the weakest first."""
        return sorted(self._strengths(weeks))

    def _strengths(self, weeks: Weeks) -> Iterator[float]:
        for order in self.of(len(weeks.table)):
            weighed = sum(map(getitem, weeks.weight, order))
            yield abs(sum(map(getitem, weeks.table, order))) / sqrt(weighed) if weighed > 0 else 0.0
