"""How habits of other programs come in beside those that are here."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from coretui.domain.days import Instant
from coretui.domain.habits.habit import Habit
from coretui.domain.habits.schedules import Repeat, Schedule
from coretui.store.habits import Change, add, change, read_habits
from coretui.store.records import tick
from coretui.store.tables import RECORD
from tests.store.exchange.foreign.conftest import TODAY, Here
from tests.store.exchange.foreign.files import FIRST, habo, habo_habit, harsh, loop_db, loop_row, loop_zip

NOW = Instant(1_795_424_400.0, 1000.0, "boot", 0)


def content(here: Here) -> dict[str, list[tuple[object, ...]]]:
    return {table: here.rows(f"select * from {table} order by id") for table in RECORD}  # noqa: S608 - ours


def a_file(folder: Path, kind: str, days: int = 3) -> Path:
    """Return a file of a kind, with one habit and so many days."""
    some = [FIRST + timedelta(days=n) for n in range(days)]
    if kind == "harsh":
        return harsh(folder / "harsh", "Read: 1\n", "".join(f"{day} : Read : y : so so\n" for day in some))
    file = folder / kind
    file.unlink(missing_ok=True)
    if kind == "loop":
        return loop_db(file, 25, [{"name": "Read"}], [(1, day, 2, "so so") for day in some])
    if kind == "old loop":
        return loop_db(file, 12, [{"name": "Read"}], [(1, day) for day in some])
    if kind == "loop zip":
        file.write_bytes(loop_zip([loop_row("Read")], {1: [(str(day), "YES_MANUAL", "so so") for day in some]}))
    else:
        events = {f"{day} 12:00:00.000Z": ["DayType.check", "so so"] for day in some}
        file.write_bytes(habo([habo_habit("Read", events)]))
    return file


KINDS = ["loop", "old loop", "loop zip", "habo", "harsh"]


@pytest.mark.parametrize(
    "kind", [kind if kind in {"loop", "harsh"} else pytest.param(kind, marks=pytest.mark.slow) for kind in KINDS]
)
def test_twice_is_once_and_a_later_file_adds_what_is_new(here: Here, tmp_path: Path, kind: str) -> None:
    first = here.takes(a_file(tmp_path, kind))
    assert first.new
    before = content(here)
    assert here.takes(a_file(tmp_path, kind)).nothing
    assert content(here) == before
    here.takes(a_file(tmp_path, kind, 5))
    assert len(here.ticks("read")) == 5
    assert len(here.own()) == 1


def test_a_habit_renamed_here_is_still_known_by_where_it_came_from(here: Here, tmp_path: Path) -> None:
    here.takes(a_file(tmp_path, "loop"))
    [habit] = [one for one in read_habits(here.store, TODAY) if one.id == "read"]
    change(here.store, habit, Change(name="Lezen"), TODAY, 0, NOW)
    assert here.takes(a_file(tmp_path, "loop", 4)).joined == (("read", "read"),)
    assert here.own("id, name") == [("read", "Lezen")]
    assert len(here.ticks("read")) == 4


@pytest.mark.slow
def test_the_same_history_from_another_file_of_the_program_counts_once(here: Here, tmp_path: Path) -> None:
    for kind in KINDS:
        here.takes(a_file(tmp_path, kind))
    assert set(here.ticks("read").values()) == {1.0}
    assert len(here.rows("select * from tick")) == len(here.rows("select * from note")) == 3


def test_a_habit_of_that_name_keeps_what_it_is_and_gets_the_days(here: Here, tmp_path: Path) -> None:
    mine = Habit("", "READ", False, 2.0, "pages", TODAY, None, 0)  # noqa: FBT003 - not derived
    add(here.store, mine, Schedule(TODAY, Repeat.TIMES, 3), NOW)
    day = FIRST + timedelta(days=1)
    tick(here.store, "read", day, NOW, times=5)
    report = here.takes(a_file(tmp_path, "loop"))
    assert report.joined == (("read", "read"),)
    assert here.own("id, name, goal, unit, created_day") == [("read", "READ", 2.0, "pages", str(FIRST))]
    assert here.schedule("read") == ("times", 3, str(FIRST))
    assert here.ticks("read") == {str(FIRST): 1.0, str(day): 5.0, str(day + timedelta(days=1)): 1.0}
    assert here.takes(a_file(tmp_path, "loop")).nothing


def test_a_name_of_a_built_in_habit_or_of_another_one_is_told_apart(here: Here, tmp_path: Path) -> None:
    names = ["Breathing", "Run", "run", "x" * 100, "\x1b[31mred", " \u200b ", "Move"]
    here.takes(loop_db(tmp_path / "loop.db", 25, [{"name": name, "uuid": ""} for name in names], []))
    found = [name for (name,) in here.own("name")]
    assert found[:4] == ["Breathing (Loop)", "Run", "run (Loop)", "x" * 60]
    assert found[4:] == ["?[31mred", "?", "Move"]
    assert "Breathing → Breathing (Loop)" in str(here.remarks()["renamed"])
    assert here.takes(tmp_path / "loop.db").nothing


def test_nothing_of_a_day_yet_to_come_or_of_an_endless_note(here: Here, tmp_path: Path) -> None:
    log = f"2026-11-02 : Read : y : {'é' * 70_000}\n{date(2026, 11, 24)} : Read : y\n"
    here.takes(harsh(tmp_path / "harsh", "Read: 1\n", log))
    assert here.ticks("read") == {"2026-11-02": 1.0}
    assert len(here.notes("read")["2026-11-02"]) == 65_536
    assert here.remarks() == {"future": 1, "shortened": 1}
