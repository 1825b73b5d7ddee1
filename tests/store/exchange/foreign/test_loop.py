"""Loop Habit Tracker: every version of its database, and its CSV files."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.exchange.foreign.conftest import Here
from tests.store.exchange.foreign.files import FIRST, loop_db, loop_row, loop_zip


def days(*after: int) -> list[str]:
    return [str(FIRST + timedelta(days=n)) for n in after]


@pytest.mark.parametrize(
    "version",
    [12, *(pytest.param(version, marks=pytest.mark.slow) for version in range(13, 26)), 26],
)
def test_every_version_comes_in_as_far_as_it_says_something(here: Here, tmp_path: Path, version: int) -> None:
    values = [(1, FIRST + timedelta(days=n), value, f"note {n}") for n, value in enumerate([2, 0, 1, 3, -1])]
    here.takes(
        loop_db(tmp_path / "any name", version, [{"name": "Lezen"}, {"name": "Run", "archived": 1}], values)
    )
    assert here.own("id, name, retired_day") == [("lezen", "Lezen", None), ("run", "Run", "2026-11-23")]
    assert here.schedule("lezen") == ("daily", 1, str(FIRST))
    if version == 12:  # it kept nothing but what was done
        assert list(here.ticks("lezen")) == days(0, 1, 2, 3, 4)
    else:
        assert here.ticks("lezen") == {str(FIRST): 1.0}
        assert here.off("lezen") == days(3)
    assert here.notes("lezen") == (
        {day: f"note {n}" for n, day in enumerate(days(0, 1, 2, 3, 4))} if version > 24 else {}
    )
    assert ("groups" in here.remarks()) == (version == 26)


def test_a_tick_is_at_noon_and_has_an_id_made_of_where_it_comes_from(here: Here, tmp_path: Path) -> None:
    here.takes(loop_db(tmp_path / "loop.db", 25, [{"name": "Read", "uuid": "abc"}], [(1, FIRST, 2, "")]))
    known = hashlib.sha256(f"loop\nabc\ntick\n{FIRST}".encode()).hexdigest()[:16]
    assert here.rows("select id, ticked_at % 86400, utc_offset from tick") == [(known, 43_200.0, 0)]
    assert here.rows("select * from origin") == [("loop:abc", "habit", "read")]


@pytest.mark.parametrize(
    ("times", "over", "wanted", "exact"),
    [
        (1, 1, ("daily", 1), True),
        (7, 7, ("daily", 1), True),
        (3, 7, ("times", 3), True),
        (1, 7, ("times", 1), True),
        (3, 10, ("times", 2), False),
        (1, 30, ("times", 1), False),
        (29, 30, ("daily", 1), False),
        (0, 0, ("daily", 1), False),
    ],
)
def test_how_often_a_habit_is_wanted(
    here: Here, tmp_path: Path, times: int, over: int, wanted: tuple[str, int], *, exact: bool
) -> None:
    here.takes(loop_db(tmp_path / "loop.db", 25, [{"name": "Run", "freq_num": times, "freq_den": over}], []))
    assert here.schedule("run")[:2] == wanted
    assert ("approximate" in here.remarks()) is not exact


def test_numbers_are_amounts_and_a_limit_is_left_out(here: Here, tmp_path: Path) -> None:
    number = {"type": 1, "target_value": 2.5, "unit": "km"}
    habits = [
        {"name": "Run", **number},
        {"name": "Coffee", **number, "target_type": 1},
        {"name": "Swim", **number, "freq_den": 7},
    ]
    entries = [(1, FIRST, 3250, ""), (1, FIRST + timedelta(days=1), 3, ""), (1, FIRST + timedelta(days=2), 0, "")]
    here.takes(loop_db(tmp_path / "loop.db", 25, habits, [*entries, (2, FIRST, 1000, "")]))
    assert here.own() == [("run", "Run", 2.5, "km"), ("swim", "Swim", 2.5, "km")]
    assert here.ticks("run") == {str(FIRST): 3.25}
    assert here.off("run") == days(1)
    assert here.remarks() == {"at-most": ("Coffee",), "together": ("Swim (1/7 → 1/7)",)}


def test_what_makes_no_sense_or_has_not_been_yet_is_counted(here: Here, tmp_path: Path) -> None:
    ahead = FIRST + timedelta(days=400)
    odd = [(1, FIRST, "much", ""), (9, FIRST, 2, ""), (1, 10**18, 2, ""), (1, -5, 2, ""), (1, FIRST, 10**17, "")]
    here.takes(loop_db(tmp_path / "loop.db", 25, [{"name": "Read", "question": "?"}], [*odd, (1, ahead, 2, "")]))
    assert here.rows("select * from tick") == []
    assert here.remarks() == {"texts": 1, "entries": 5, "future": 1}


def test_an_old_skip_is_a_skip(here: Here, tmp_path: Path) -> None:
    here.takes(loop_db(tmp_path / "loop.db", 22, [{"name": "Read"}], [(1, FIRST, -3)]))
    assert here.off("read") == [str(FIRST)]


def test_the_csv_files_say_the_same_as_the_database(here: Here, tmp_path: Path) -> None:
    habits = [
        loop_row('Rén/../x, "fast"', 3, 7),
        loop_row("Walk", Type="NUMERICAL", Unit="km", Target_Type="AT_LEAST", Target_Value="2.5"),
        loop_row("Coffee", Type="NUMERICAL", Target_Type="AT_MOST", Target_Value="2.0"),
    ]
    habits[1]["Archived?"] = "true"
    entries = {
        1: [
            (str(FIRST), "YES_MANUAL", "a, b\nc"),
            *(
                (day, value, "")
                for day, value in zip(days(1, 2, 3, 4), ["YES_AUTO", "NO", "SKIP", "UNKNOWN"], strict=True)
            ),
        ],
        2: [(str(FIRST), "3250", ""), ("soon", "1", ""), (days(1)[0], "x", "")],
    }
    file = tmp_path / "Loop Habits.zip"
    file.write_bytes(loop_zip(habits, entries))
    here.takes(file)
    [first, walk] = here.own("id, name, goal, unit, retired_day")
    assert first[1:] == ('Rén/../x, "fast"', 1.0, "", None)
    assert walk == ("walk", "Walk", 2.5, "km", days(1)[0])
    assert here.schedule(first[0]) == ("times", 3, str(FIRST))
    assert here.ticks(first[0]) == {str(FIRST): 1.0}
    assert here.off(first[0]) == days(3)
    assert here.notes(first[0]) == {str(FIRST): "a, b\nc"}
    assert here.ticks("walk") == {str(FIRST): 3.25}
    assert here.remarks() == {"at-most": ("Coffee",), "entries": 2}
