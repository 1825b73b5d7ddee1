"""Pain as it is told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pain:
    """Pain as it was given: 0 to 10, and whether it runs into a leg."""

    score: int
    leg: bool = False
