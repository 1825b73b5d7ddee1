"""Breathing by the pacer: each round on disk as it ends, and no notice in the middle of a breath."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coretui.domain.breathing.pacer import PRELUDE
from coretui.domain.breathing.patterns import BOX
from coretui.services.breathing_run import QUIET, SIGN, Breather
from coretui.services.workplace import Workplace
from coretui.store.chair import load
from tests.clock import MONDAY_NINE, FakeClocks

ROUND = 8.0
"""Seconds of a round of the box, breathed twice as fast."""


def kept(breather: Breather) -> list[tuple[object, ...]]:
    query = "select rounds, seconds, planned, speed, tension_before, started_at from breathing"
    return breather.workplace.store.db.execute(query).fetchall()


def quiet_seconds(breather: Breather) -> float:
    """Return for how many seconds no notice comes, as stored."""
    chair = load(breather.workplace.store)
    return chair.quiet_until.wall - breather.workplace.now.wall if chair and chair.quiet_until else 0


def go(breather: Breather, clocks: FakeClocks, seconds: float) -> bool:
    """Show a run for so many seconds; tell whether a round was kept at the end of them."""
    while seconds > 2:
        clocks.advance(2)
        seconds -= 2
        breather.keep()
    clocks.advance(seconds)
    return breather.keep()


@pytest.fixture
def breather(workplace: Workplace) -> Breather:
    """Return a run of three rounds that begins at nine, where the chair is kept."""
    workplace.keeper.tick()
    one = Breather.of(workplace, BOX, 3, speed=2.0, tension=6)
    one.start()
    return one


def test_each_round_is_on_disk_as_it_ends(breather: Breather, clocks: FakeClocks) -> None:
    assert (go(breather, clocks, PRELUDE + ROUND - 0.5), kept(breather)) == (False, [])
    assert (go(breather, clocks, 0.5), breather.keep()) == (True, False)
    for rounds in (1, 2):
        assert kept(breather) == [(rounds, rounds * ROUND, 3, 2.0, 6, MONDAY_NINE + PRELUDE)]
        assert go(breather, clocks, ROUND)


@pytest.mark.parametrize(("finish", "left"), [(False, ROUND), (True, 0)])
def test_a_run_is_over_after_its_last_round_or_the_one_under_way(
    breather: Breather, clocks: FakeClocks, *, finish: bool, left: float
) -> None:
    go(breather, clocks, PRELUDE + 1.5 * ROUND)
    if finish:
        breather.finish()
    go(breather, clocks, ROUND / 2)
    assert (breather.over, breather.moment().left) == (finish, left)
    go(breather, clocks, left)
    assert breather.over


def test_notices_wait_while_it_runs_and_the_round_that_is_interrupted_begins_anew(
    breather: Breather, clocks: FakeClocks
) -> None:
    assert quiet_seconds(breather) == QUIET
    go(breather, clocks, PRELUDE + 1.5 * ROUND)
    breather.pause()
    assert (quiet_seconds(breather), len(kept(breather))) == (0, 1)
    assert (breather.running, breather.moment().left) == (False, 2 * ROUND)
    breather.start()
    assert (quiet_seconds(breather), breather.running) == (QUIET, True)
    go(breather, clocks, PRELUDE + ROUND)
    breather.end()
    assert (quiet_seconds(breather), breather.run.rounds) == (0, 2)


def test_notices_wait_as_long_as_it_runs_and_hardly_longer_if_it_ends_without_a_word(
    breather: Breather, clocks: FakeClocks
) -> None:
    for _ in range(5):
        go(breather, clocks, 5)
        assert QUIET - SIGN - 2 < quiet_seconds(breather) <= QUIET
    clocks.advance(QUIET)  # it is killed
    assert quiet_seconds(breather) <= 0


@pytest.mark.parametrize("stop", [FakeClocks.advance, FakeClocks.sleep])
def test_what_nobody_could_see_is_no_round(
    breather: Breather, clocks: FakeClocks, stop: Callable[[FakeClocks, float], None]
) -> None:
    """The process is stopped, or the machine sleeps, in the middle of the second round."""
    go(breather, clocks, PRELUDE + 1.5 * ROUND)
    stop(clocks, 85)
    assert not breather.keep()
    assert (breather.running, breather.run.rounds, breather.moment().left) == (False, 1, 2 * ROUND)
    assert quiet_seconds(breather) == 0


def test_what_the_terminal_did_not_take_is_no_round(breather: Breather, clocks: FakeClocks) -> None:
    go(breather, clocks, PRELUDE + ROUND - 1)
    last = clocks.now().elapsed
    breather.workplace.shown = lambda _now: last
    go(breather, clocks, 55)
    assert (breather.running, breather.run.rounds) == (False, 0)


def test_leaving_keeps_the_whole_rounds_and_lets_notices_come(breather: Breather, clocks: FakeClocks) -> None:
    go(breather, clocks, PRELUDE + 1.5 * ROUND)
    assert breather.workplace.put_away() == ()
    assert (len(kept(breather)), quiet_seconds(breather), breather.workplace.underway) == (1, 0, set())


def test_a_chair_that_is_newer_or_that_nobody_keeps_is_left_alone(breather: Breather) -> None:
    store, before = breather.workplace.store, load(breather.workplace.store)
    store.outdated = True
    breather.end()
    assert load(store) == before
    store.outdated = False
    breather.workplace.keeper.lock.release()
    breather.end()
    assert load(store) == before
