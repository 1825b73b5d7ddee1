"""The movements of breaks: which take turns, and that none comes again before all have come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import pytest

from coretui.catalogue import load
from coretui.domain.chair.messages import Back, Skip, SkipBreak, Snooze, StartBreak
from coretui.domain.exercises.at_desk import for_breaks, in_turn
from coretui.domain.exercises.catalogue import Exercise
from tests.domain.script import Script
from tests.domain.test_exercises import SQUAT

DESK = ("standing-hip-extension", "short-walk", "standing-core-stability", "standing-belly-breathing")


def desk() -> list[Exercise]:
    known = load()
    return [known.exercises[entry.exercise_id] for entry in known.programmes["desk"].entries]


def ids(movements: Iterable[Exercise]) -> tuple[str, ...]:
    return tuple(one.id for one in movements)


def test_the_movements_of_the_desk_and_ones_own_take_turns() -> None:
    assert ids(for_breaks(desk(), [SQUAT], flaring=False)) == (*DESK, "squat")


@pytest.mark.parametrize(
    ("own", "fits"),
    [
        (replace(SQUAT, stretch=True), False),
        (replace(SQUAT, ask_if_inflamed=True), False),
        (replace(SQUAT, equipment=("band",)), False),
        (replace(SQUAT, equipment=("chair",)), True),
    ],
)
def test_a_break_offers_no_stretch_nothing_to_ask_about_and_nothing_to_fetch(own: Exercise, fits: bool) -> None:
    assert (own in for_breaks(desk(), [own], flaring=False)) is fits


def test_a_flare_up_leaves_easy_movement_and_breathing() -> None:
    assert ids(for_breaks(desk(), [SQUAT], flaring=True)) == ("short-walk", "standing-belly-breathing")


@pytest.mark.parametrize("start", range(6))
def test_no_movement_comes_again_before_all_have_come(start: int) -> None:
    movements = for_breaks(desk(), [SQUAT], flaring=False)
    shown = [in_turn(movements, start + n).id for n in range(2 * len(movements))]
    half = len(movements)
    assert {*shown[:half]} == {*shown[half:]} == {*ids(movements)}
    assert all(a != b for a, b in pairwise(shown))


def offered(script: Script) -> int:
    assert script.chair is not None
    return script.chair.offered


def test_one_break_keeps_its_movement_from_the_first_notice_to_its_end() -> None:
    script = Script()
    script.tick(31)
    assert offered(script) == 1
    script.command(Snooze())
    script.tick(6)
    script.command(StartBreak())
    script.tick(3)
    assert offered(script) == 1
    script.tick(28)
    assert offered(script) == 1
    script.tick(2)
    assert offered(script) == 2
    script.command(SkipBreak(Skip.MEETING))
    script.tick(30)
    assert offered(script) == 3


def test_a_break_of_ones_own_accord_has_a_movement_of_its_own() -> None:
    script = Script()
    script.tick(5)
    script.command(StartBreak())
    assert offered(script) == 1
    script.tick(33)
    assert offered(script) == 2


def test_a_break_that_was_too_short_goes_on_with_its_movement() -> None:
    script = Script()
    script.tick(31)
    script.command(StartBreak())
    script.tick(seconds=20)
    script.command(Back())
    script.command(StartBreak())
    assert offered(script) == 1


def test_what_is_next_outlasts_the_night_and_a_clock_set_back() -> None:
    script = Script()
    script.tick(31)
    script.sleep(15 * 60)
    script.tick(31)
    assert offered(script) == 2
    script.clocks.reboot(-20 * 3600)
    script.tick(1)
    assert offered(script) == 2
