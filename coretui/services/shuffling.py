"""New orders of weeks, by which chance is measured: the domain knows no chance, so it is handed them."""

from __future__ import annotations

import random

SEED = 2026
"""Decides the orders, so that the same days give the same answer."""


def orders(weeks: int, count: int) -> list[list[int]]:
    """Return so many new orders of so many weeks, the same ones each time."""
    deal = random.Random(SEED * 1000 + weeks)  # noqa: S311 - chance, not secret
    return [deal.sample(range(weeks), weeks) for _ in range(count)]
