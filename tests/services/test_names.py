"""What things are called by their ids, wherever an id comes from."""

from __future__ import annotations

from datetime import date

from coretui.paths import Home
from coretui.services.names import namer
from coretui.services.workplace import Workplace
from tests.stores import lay_own


def test_own_exercises_and_forms_of_movement_have_names(home: Home, workplace: Workplace) -> None:
    lay_own(home, "wall-sit", "Wall sit")
    name = namer(workplace.store, date(2026, 11, 23), home.exercises)
    named = [name(one) for one in ("wall-sit", "superman", "core", "weights", "nothing-known")]
    assert named == ["Wall sit", "Superman", "Core session", "weight lifting", "nothing-known"]
