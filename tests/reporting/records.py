"""What a report's tests put on record, and the report of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from coretui import catalogue
from coretui.domain.breathing.patterns import FOUR_SEVEN_EIGHT
from coretui.domain.care.selfcheck import SelfCheck
from coretui.domain.days import Instant
from coretui.domain.exercises.dose import Dose, Side
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.pain import Pain
from coretui.reporting.gathering import gather
from coretui.reporting.report import ExerciseLine, Report
from coretui.services.overviews import Overviews
from coretui.settings.keys import Settings
from coretui.store import care
from coretui.store.breathing import Run
from coretui.store.database import Store
from coretui.store.records import log_movement, log_sitting
from coretui.store.sessions import Outline, begin, finish_set
from tests.clock import FakeClocks, utc

FOUR = 4 * 3600
TODAY = date(2026, 11, 23)
FIRST = TODAY - timedelta(days=27)
PLANK = PlannedSet("front-plank-1-leg", 1, Side.LEFT, Dose(3, reps=15))
OTHER = PlannedSet("front-plank-1-leg", 1, Side.RIGHT, Dose(3, reps=15))


def report_on(store: Store, first: date = FIRST, last: date = TODAY) -> Report:
    overviews = Overviews(store, Settings.of(), utc, TODAY)
    return gather(overviews, first, last, catalogue.load())


def line_of(report: Report, exercise: str) -> ExerciseLine:
    return next(line for line in report.exercises if line.exercise == exercise)


def ago(clocks: FakeClocks, days: int) -> Instant:
    return clocks.now().later(-86_400 * days)


def session(store: Store, now: Instant, *done: tuple[PlannedSet, int], **more: Any) -> str:
    outline = Outline(**{"programme": "programme", "planned": 51, **more})
    begun = begin(store, outline, now, FOUR)
    for planned, amount in done:
        finish_set(store, begun, planned, now.later(60), amount=amount)
    return begun


def everything(store: Store, clocks: FakeClocks) -> None:
    """Put a little of everything that a report tells into a store."""
    begun = session(store, ago(clocks, 3), (PLANK, 15), (OTHER, 9))
    care.hurt(store, begun, Pain(4, leg=True), ago(clocks, 3))
    for days, score in ((2, 6), (3, 3)):
        care.feel(store, Pain(score), TODAY - timedelta(days=days), ago(clocks, days))
    care.check(store, SelfCheck(TODAY, frozenset({"stiff"}), frozenset({"stress"})), clocks.now())
    log_movement(store, "swim", 30, ago(clocks, 5), FOUR)
    log_sitting(store, ago(clocks, 4), 5400, FOUR)
    Run(store, FOUR_SEVEN_EIGHT, 4, ago(clocks, 4), FOUR).keep(4)
    with store.write() as db:
        for number, (outcome, reason) in enumerate((("taken", ""), ("taken", ""), ("skipped", "meeting"))):
            db.table("prompt").insert(
                {
                    "id": f"{number}",
                    "due_at": 0.0,
                    "utc_offset": 0,
                    "day": (TODAY - timedelta(days=1)).isoformat(),
                    "outcome": outcome,
                    "reason": reason,
                }
            )
