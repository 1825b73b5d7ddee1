"""New orders of weeks, by which chance is measured: the domain knows no chance, so it is handed them."""

from __future__ import annotations

import random

SEED = 2026
"""Decides the orders, so that the same days give the same answer."""


def orders(weeks: int, count: int) -> list[list[int]]:
    """Return so many new orders of so many weeks, the same ones each time, with every Python.

    Each is dealt from what is left (Fisher and Yates); `random.sample` does so too, in more than twice the time.
    """
    bits = random.Random(SEED * 1000 + weeks).getrandbits  # noqa: S311 - chance, not secret
    lefts = [(left, left.bit_length()) for left in range(weeks, 0, -1)]
    whole = list(range(weeks))
    found = []
    for _ in range(count):
        pool, order = whole.copy(), []
        for left, length in lefts:
            place = bits(length)
            while place >= left:
                place = bits(length)
            order.append(pool[place])
            pool[place] = pool[left - 1]
        found.append(order)
    return found
