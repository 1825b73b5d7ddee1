"""What a look has found, laid down so that nothing has to be worked out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coretui.domain.insights.pairs import PAIRS, Finding, Verdict
from coretui.domain.pain import Pain
from coretui.services import insights
from coretui.store.care import feel
from coretui.tui.app import CoretuiApp

LOOKED = date(2026, 10, 20)
"""A day of the last look before the test's Monday, 23 November."""
FEW, NONE, SIGN = Verdict.TOO_FEW, Verdict.NO_SIGN, Verdict.SIGN
FOUND = tuple(
    Finding(pair, 163, 84, 79, split, at_least=True, difference=x, low=low, high=high, verdict=verdict, wants=12)
    for pair, split, x, low, high, verdict in zip(
        PAIRS,
        (54.0, 20.0, 0.8, 3.0),
        (0.94, -0.2, 0.15, 0.0),
        (0.42, -0.7, -0.3, 0.0),
        (1.38, 0.3, 0.6, 0.0),
        (SIGN, NONE, NONE, FEW),
        strict=True,
    )
)
"""A hint, two that are none, and one with too few days."""


def lay_findings(app: CoretuiApp, day: date = LOOKED) -> None:
    """Let the look have found these, as if they had been worked out before, beside a pain that is noted."""
    workplace = app.workplace
    feel(workplace.store, Pain(3), day, workplace.now)
    insights.keep(workplace.store, replace(insights.gather(workplace.overviews()), findings=FOUND))
    workplace.keeper.revision += 1
