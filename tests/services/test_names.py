"""What things are called by their ids, wherever an id comes from."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from coretui.paths import Home
from coretui.services.names import namer
from coretui.services.workplace import Workplace

WALL_SIT = """
[exercises.wall-sit]
name.en = "Wall sit"
position.en = "Back against a wall."
steps.en = ["Slide down."]
cue.en = "Breathe on."
sources = ["posture"]
"""


def test_own_exercises_and_forms_of_movement_have_names(home: Home, workplace: Workplace) -> None:
    os.makedirs(home.exercises)
    Path(home.exercises, "own.toml").write_text(WALL_SIT, "utf-8")
    name = namer(workplace.store, date(2026, 11, 23), home.exercises)
    named = [name(one) for one in ("wall-sit", "superman", "core", "weights", "nothing-known")]
    assert named == ["Wall sit", "Superman", "Core session", "weight lifting", "nothing-known"]
