"""Habo's backups and the two files of harsh."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coretui.errors import StoreError
from tests.store.exchange.foreign.conftest import Here
from tests.store.exchange.foreign.files import habo, habo_habit, harsh

EVENTS = {
    "2026-11-02 12:00:00.000Z": ["DayType.check", "fine"],
    "2026-11-03 12:00:00.000Z": ["DayType.Skip", ""],
    "2026-11-04 12:00:00.000Z": ["DayType.fail", "ill"],
    "2026-11-05 12:00:00.000Z": ["DayType.clear", ""],
}


@pytest.mark.parametrize("old", [True, False])
def test_habo_old_and_new(here: Here, tmp_path: Path, *, old: bool) -> None:
    file = tmp_path / "backup"
    file.write_bytes(habo([habo_habit("Read", EVENTS, cue="tea", uuid=None if old else "u-1")], old=old))
    here.takes(file)
    assert here.ticks("read") == {"2026-11-02": 1.0}
    assert here.off("read") == ["2026-11-03"]
    assert here.notes("read") == {"2026-11-02": "fine", "2026-11-04": "ill"}
    assert here.schedule("read") == ("daily", 1, "2026-11-02")
    assert here.rows("select row from origin") == [("read",)]
    assert here.remarks() == {"texts": 1}


@pytest.mark.parametrize("kind", [1, pytest.param("HabitType.numeric", marks=pytest.mark.slow)])
def test_habo_in_numbers(here: Here, tmp_path: Path, kind: object) -> None:
    events: dict[str, list[Any]] = {
        "2026-11-02": ["DayType.progress", "", 4.5, 10.0],
        "2026-11-03": ["DayType.check", "", 0, 8.0],
        "2026-11-04": ["DayType.check", "", 12.0, 10.0],
        "2026-11-05": ["DayType.check", ""],
        "2026-11-06": ["DayType.progress", ""],
        "2026-11-07": ["DayType.progress", "", 0],
    }
    more: dict[str, Any] = {"habitType": kind, "targetValue": 10.0, "unit": "pages", "archived": 1, "position": 2}
    gone = habo_habit("Gone", {}, deletedAt="2026-11-01")
    file = tmp_path / "backup.json"
    file.write_bytes(habo([habo_habit("Read", events, **more), gone, habo_habit("First", {}, position=1)]))
    here.takes(file)
    assert here.own("name, goal, unit, retired_day") == [
        ("First", 1, "", None),
        ("Read", 10, "pages", "2026-11-08"),
    ]
    assert list(here.ticks("read").values()) == [4.5, 8.0, 12.0, 10.0, 1.0]
    assert here.remarks() == {"deleted": ("Gone",)}


def test_harsh_and_what_it_says_of_a_day(here: Here, tmp_path: Path) -> None:
    habits = "# mine\n! Morning\nRead: 1\nRun : 3/7\nCall home: 7\nStretch: 1/10\nWeigh: 0\n"
    log = (
        "2026-11-02 : Read : n :  : \n2026-11-02 : Read : y : at last : 0\n2026-11-03 : Run : y : 5 km : 5.5\n"
        "2026-11-04 : Run : s : rain\n2026-11-05 : Run : n\n2026-11-06 : Run : y : a : b : c\n"
        "2026-11-02 : Weigh : y : : 80.5\n2026-11-09 : Gone : y\nnonsense\n2026-13-40 : Run : y\n"
    )
    here.takes(harsh(tmp_path / "harsh", habits, log))
    assert [here.schedule(one)[:2] for (one,) in here.own("id")] == [
        ("daily", 1), ("times", 3), ("times", 1), ("times", 1), ("daily", 1), ("daily", 1),
    ]  # fmt: skip
    assert here.ticks("read") == {"2026-11-02": 1.0}
    assert here.notes("read") == {"2026-11-02": "at last"}
    assert here.ticks("run") == {"2026-11-03": 5.5}
    assert here.off("run") == ["2026-11-04"]
    assert here.notes("run") == {"2026-11-03": "5 km", "2026-11-04": "rain"}
    assert here.ticks("weigh") == {"2026-11-02": 80.5}
    stopped = here.own("name, retired_day")
    assert stopped[-2:] == [("Weigh", "2026-11-03"), ("Gone", "2026-11-10")]
    assert here.remarks() == {
        "approximate": ("Stretch (1/10 → 1/7)",), "tracked": ("Weigh",), "unlisted": ("Gone",), "entries": 3,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["habits", "log"])
def test_either_file_of_harsh_stands_for_both(here: Here, tmp_path: Path, name: str) -> None:
    folder = harsh(tmp_path / "harsh", "Read: 1\n", "2026-11-02 : Read : y\n")
    here.takes(folder / name)
    assert here.ticks("read") == {"2026-11-02": 1.0}
    (folder / ("log" if name == "habits" else "habits")).unlink()
    with pytest.raises(StoreError, match="put both into one folder"):
        here.takes(folder / name)
