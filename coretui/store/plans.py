"""The plan of a session as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from coretui.domain.exercises.dose import Dose, Side
from coretui.domain.exercises.plan import Plan, PlannedSet


def written(plan: Plan) -> str:
    """Write a plan as JSON."""
    return json.dumps([asdict(one) for one in plan])


def read_plan(text: str) -> Plan:
    """Read a plan that was written."""
    return tuple(
        PlannedSet(**{**one, "side": Side(one["side"]) if one["side"] else None, "dose": Dose(**one["dose"])})
        for one in json.loads(text)
    )
