"""What people type on the command line: names of any script, numbers, durations, and what would never end."""

from __future__ import annotations

import json
import unicodedata
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coretui.store.reading import records
from coretui.words.columns import width
from tests.shell import Desk
from tests.stores import a_store

A_CENTURY = 36_525
"""Days; more than anybody has on record, and few enough to count."""
OFF = "insert into time_off (id, first, last, reason) values ('x', '0001-01-01', '9999-12-31', 'off')"


# names


@pytest.mark.parametrize(
    ("retire", "name", "words"),
    [
        (
            "water",
            "Water",
            "Water was stopped on Mon 23 Nov; bring it back with `coretui habits restore water`.",
        ),
        ("water", " WATER ", "was stopped on Mon 23 Nov; bring it back with `coretui habits restore water`."),
        ("breathing", "Breathing", "bring it back with `coretui habits restore breathing`."),
        ("core", "core session", "bring it back with `coretui habits restore core`."),
    ],
)
def test_the_name_of_a_retired_habit_is_refused_with_how_to_bring_it_back(
    desk: Desk, retire: str, name: str, words: str
) -> None:
    desk.says("habits add Water")
    desk.says("habits add tea")
    desk.says(f"habits retire {retire}")
    assert desk.refuses(["habits", "add", name], 1).endswith(words)
    assert desk.refuses(["habits", "rename", "tea", name], 1).endswith(words)
    desk.says(f"habits restore {retire}")
    taken = "There is already a habit called"
    assert taken in desk.refuses(["habits", "add", name], 1)
    assert taken in desk.refuses(["habits", "change", "tea", "--name", name], 1)


def test_a_habit_may_have_its_own_name_written_otherwise(desk: Desk) -> None:
    desk.says("habits add tea")
    assert desk.says("habits rename tea Tea") == "Tea: every day."


@pytest.mark.parametrize("goal", ["1,5", "1.5", "1½"])
def test_a_goal_is_typed_with_a_point_or_a_comma(desk: Desk, goal: str) -> None:
    assert "1.5 min" in desk.says(["habits", "change", "movement", "--goal", goal])


def test_a_goal_that_may_be_two_numbers_is_refused(desk: Desk) -> None:
    assert desk.refuses("habits change movement --goal 1.500", 2).startswith("'1.500' is not valid for --goal")


NAMES = ("日本語の習慣", "한국어", "👍🏽 thumbs", "⚠️ warn", "één", "👩‍👩‍👧 family", "می‌خواهم")


def test_names_of_any_script_are_shown_with_columns_aligned(desk: Desk) -> None:
    for name in NAMES:
        desk.says(["habits", "add", unicodedata.normalize("NFD", name)])
    listed = desk.says("habits list").split("\n")[-len(NAMES) :]
    assert {width(line[: line.index("every day")]) for line in listed} == {13 + 29}
    for command, end in (("week", "0 of 7"), ("today", "–")):
        lines = [line for line in desk.says(command).split("\n") if any(name[-4:] in line for name in NAMES)]
        assert len(lines) == len(NAMES)
        assert len({width(line[: line.rindex(end)]) for line in lines}) == 1
        assert all(width(line) <= 80 for line in lines)
    assert all("?" not in desk.says(command) for command in ("week", "today", "habits list"))


# what would never end


@pytest.mark.parametrize("rows", ["update habit set created_day = '0001-01-01'", OFF])
def test_days_from_year_1_to_9999_hold_nothing_up(desk: Desk, rows: str) -> None:
    with closing(a_store(desk.home)) as store:
        store.db.execute(rows)
        store.db.conn.commit()
    desk.says("week")
    with closing(a_store(desk.home)) as store:
        for one in records(store, date(2026, 11, 23)):
            assert len(one.history.off) + len(one.history.unscheduled) < A_CENTURY, one.habit.id


@pytest.mark.parametrize(
    "command",
    ["log walk 999999h", "log sit 25h", "pause 999999h", "off 0001-01-01 9999-12-31", "off today 9999-12-31"],
)
def test_what_has_no_bounds_is_refused_in_a_sentence(desk: Desk, command: str) -> None:
    assert desk.refuses(command, 2).endswith(".")


def test_a_duration_needs_no_quotes(desk: Desk) -> None:
    assert desk.says("log walk 20 min") == "Walk, 20 min, logged on Mon 23 Nov."
    assert desk.says("log swim half uur --note far") == "Swim, 30 min, logged on Mon 23 Nov."
    assert desk.says("pause 1,5 uur") == "Reminders are paused until 10:30."
    assert desk.says("pause until 2:30 pm") == "Reminders are paused until 14:30."
    assert desk.says("config set chair.interval 20 min") == 'chair.interval = "20 min"'


def test_a_dose_of_an_exercise_that_there_is_not_is_refused_and_found(desk: Desk) -> None:
    for typed in ("session.doses.nope 2x20s", "session.rhythms.nope 3"):
        assert "there is no exercise 'nope'" in desk.refuses(f"config set {typed}", 2)
    desk.says("config set session.doses.bird-dog 2x20s")
    checks = {one["id"]: one for one in json.loads(desk.run("doctor --json")[1])["checks"]}
    assert checks["settings"]["ok"]
    with Path(desk.home.config).open("a", encoding="utf-8") as file:
        file.write("[session.rhythms]\nnope = 3\n")
    checks = {one["id"]: one for one in json.loads(desk.run("doctor --json")[1])["checks"]}
    assert "session.rhythms.nope: there is no exercise 'nope'" in checks["settings"]["text"]


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["config", "set", "", "1"], "'' is not a setting"),
        (["report", "--html", ""], "'' is not the name of a file; write one such as report.html."),
        (["report", "--html", "a\0b"], "'a?b' is not the name of a file; write one such as report.html."),
        (["done", ""], "'' is not a habit"),
        (["report", ""], "'' is not a period"),
        (["log", "", "20m"], "'' is not a kind of movement"),
        (["log", "walk", "20m", "--at", " "], "'' is not a time"),
        (["done", "core", "--on", ""], "'' is not a date"),
    ],
)
def test_nothing_is_named_so_that_it_is_seen(desk: Desk, command: list[str], says: str) -> None:
    assert desk.refuses(command, 2).startswith(says)
