"""`coretui breathe`: what it refuses, in one line and with nothing written."""

from __future__ import annotations

import io
import sys
from contextlib import closing
from typing import Any

import pytest

from coretui import i18n
from coretui.errors import StoreError
from coretui.services.breathing_run import Breather
from coretui.settings.file import write
from coretui.store.breathing import Run
from coretui.store.database import open_store
from coretui.tui.inline import InlinePacer
from tests.clock import MONDAY_NINE
from tests.shell import Desk


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Run]:
    """Let the pacer have a terminal, and return each run that would begin on it."""
    begun: list[Run] = []

    def run(app: InlinePacer, **_options: Any) -> str:
        begun.append(app.breather.run)
        return "ended"

    monkeypatch.setattr(sys, "__stdin__", Terminal())
    monkeypatch.setattr(sys, "__stderr__", Terminal())
    monkeypatch.setattr(InlinePacer, "run", run)
    return begun


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("breathe 0-0-0", "'0-0-0' is not a pattern; in and out last from 0.5 to 20 seconds, holds at most"),
        (
            "breathe 4-7-800",
            "'4-7-800' is not a pattern; in and out last from 0.5 to 20 seconds, holds at most",
        ),
        ("breathe 4-20.5-8", "'4-20.5-8' is not a pattern; in and out last from 0.5 to 20 seconds"),
        (
            "breathe 4-7",
            "'4-7' is not a pattern; write in-hold-out or in-hold-out-hold in seconds, such",
        ),
        ("breathe a-b-c", "'a-b-c' is not a pattern; write in-hold-out"),
        ("breathe 4-7-8-4-7", "'4-7-8-4-7' is not a pattern; write in-hold-out"),
        ("breathe 4-7-8x", "'4-7-8x' is not a pattern; write in-hold-out"),
        ("breathe 4-7-8.25", "'4-7-8.25' is not a pattern; write whole or half seconds, such as 5.5-0-5.5."),
        ("breathe -4-7-8", "is not an option; see `coretui breathe --help`."),
        ("breathe -- -4-7-8", "'-4-7-8' is not a pattern; write in-hold-out"),
        ("breathe nonsense", "'nonsense' is not a pattern"),
        ("breathe box belly", "coretui breathe --help"),
        ("breathe --speed 0.4", "'0.4' is not valid for --speed; write a number from 0.5 to 1.5."),
        ("breathe --speed 1.6", "'1.6' is not valid for --speed; write a number from 0.5 to 1.5."),
        ("breathe --speed -1", "'-1' is not valid for --speed"),
        ("breathe --speed nan", "'nan' is not valid for --speed; write a number."),
        ("breathe --speed fast", "'fast' is not valid for --speed; write a number."),
        ("breathe --rounds 0", "'0' is not valid for --rounds; write a whole number from 1 to 999."),
        ("breathe --rounds -1", "'-1' is not valid for --rounds; write a whole number from 1 to 999."),
        ("breathe --rounds 1000", "'1000' is not valid for --rounds; write a whole number from 1 to 999."),
        ("breathe --rounds 1.5", "'1.5' is not valid for --rounds; write a whole number."),
        ("breathe --rounds", "--rounds needs a value"),
        ("breathe --for soon", "'soon' is not a duration; write 45m, 1h or 1h30."),
        ("breathe --for 0m", "'0m' is not a duration"),
        ("breathe --for 24h", "'24h' is too long for --for; 999 rounds of 4-7-8 is the most."),
        ("breathe --rounds 4 --for 5m", "--rounds and --for do not go together; give one of them."),
    ],
)
def test_what_cannot_be_understood_is_said_in_one_line(
    desk: Desk, runs: list[Run], command: str, says: str
) -> None:
    assert says in desk.refuses(command, 2)
    assert not runs


def test_an_empty_pattern_is_not_understood(desk: Desk, runs: list[Run]) -> None:
    assert desk.refuses(["breathe", ""], 2)
    assert not runs


@pytest.mark.parametrize("missing", ["__stdin__", "__stderr__"])
@pytest.mark.parametrize("instead", [None, io.StringIO()], ids=["closed", "a file"])
def test_without_a_terminal_it_says_so(
    desk: Desk, runs: list[Run], monkeypatch: pytest.MonkeyPatch, missing: str, instead: object
) -> None:
    monkeypatch.setattr(sys, missing, instead)
    assert desk.refuses("breathe", 1) == "The breathing pacer needs a terminal."
    assert not runs


@pytest.mark.parametrize(
    ("command", "pattern", "planned", "speed"),
    [
        ("breathe", "4-7-8", 4, 1),
        ("breathe 4-7-8 --rounds 2", "4-7-8", 2, 1),
        ("breathe BOX", "box", 19, 1),
        ("breathe Coherent --for 1m", "coherent", 6, 1),
        ("breathe 5.5-0-5.5", "coherent", 55, 1),
        ("breathe 4-2-6 --for 1m", "4-2-6", 5, 1),
        ("breathe belly --speed 0.8 --for 1m", "belly", 5, 0.8),
        ("breathe box --speed 0.5", "box", 10, 0.5),
    ],
)
def test_a_run_is_planned_as_it_was_asked_for(
    desk: Desk, runs: list[Run], command: str, pattern: str, planned: int, speed: float
) -> None:
    assert desk.says(command) == "ended"
    [run] = runs
    assert (run.pattern.id, run.planned, run.speed) == (pattern, planned, speed)


def test_the_speed_is_the_one_that_is_set(desk: Desk, runs: list[Run]) -> None:
    write(desk.home.config, "breathing.speed", "0.9")
    desk.says("breathe belly --rounds 1")
    desk.says("breathe belly --rounds 1 --speed 1")
    assert [run.speed for run in runs] == [0.9, 1]


def test_own_patterns_go_by_their_name(desk: Desk, runs: list[Run]) -> None:
    write(desk.home.config, "breathing.patterns.calm", "4-2-6")
    desk.says("breathe calm")
    assert runs[0].pattern.id == "calm"
    assert "'restful' is not a pattern" in desk.refuses("breathe restful", 2)


def test_a_pattern_goes_by_its_dutch_name_too(desk: Desk, runs: list[Run]) -> None:
    write(desk.home.config, "look.language", "nl")
    desk.says(["breathe", "Buik"])
    desk.says("breathe belly")
    assert [run.pattern.id for run in runs] == ["belly", "belly"]
    assert i18n.language() == "nl"


@pytest.mark.parametrize("asked", ["--rounds 5", "--for 5m"])
def test_more_of_4_7_8_than_is_suggested_gets_one_sentence_and_is_done(
    desk: Desk, runs: list[Run], asked: str
) -> None:
    code, out, err = desk.run(f"breathe {asked}")
    assert (code, out) == (0, "ended\n")
    assert err == "No more than four rounds in the first month, says A. Weil.\n"
    assert len(runs) == 1


def test_after_a_month_eight_rounds_are_as_good_as_four(desk: Desk, runs: list[Run]) -> None:
    with closing(open_store(desk.home)) as store, store.write() as db:
        db.table("breathing").insert(
            {
                "id": "x", "pattern": "4-7-8", "parts": "4-7-8", "planned": 4, "rounds": 4, "seconds": 76,
                "started_at": MONDAY_NINE - 40 * 86_400, "utc_offset": 0, "day": "2026-10-14",
            }
        )  # fmt: skip
    assert desk.says("breathe --rounds 8") == "ended"
    assert desk.run("breathe --rounds 9")[2] == "No more than eight rounds of 4-7-8 at a time, says A. Weil.\n"


def test_a_store_that_takes_nothing_is_said_on_the_side_of_errors(
    desk: Desk, runs: list[Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(app: InlinePacer, **_options: Any) -> None:
        assert isinstance(app.breather, Breather)
        app.error = StoreError("The disk is full.")

    monkeypatch.setattr(InlinePacer, "run", run)
    assert desk.refuses("breathe", 1) == "The disk is full."


def test_the_help_names_the_source_and_what_to_choose_without_holds(desk: Desk) -> None:
    said = " ".join(desk.says("breathe --help").split())
    assert "4-7-8 is by A. Weil: breathe in for 4 seconds, hold your breath for 7, breathe out for 8;" in said
    assert "Told to avoid holding your breath? Choose a pattern without holds: Belly or Coherent." in said
