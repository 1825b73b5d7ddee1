"""Breathing by the pacer: each round on disk as it ends, and no notice in the middle of a breath."""

from __future__ import annotations

import pytest

from coretui.domain.breathing.pacer import PRELUDE
from coretui.domain.breathing.patterns import BOX
from coretui.services.breathing_run import LATE, Breather
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


@pytest.fixture
def breather(workplace: Workplace) -> Breather:
    """Return a run of three rounds that begins at nine, where the chair is kept."""
    workplace.keeper.tick()
    one = Breather.of(workplace, BOX, 3, speed=2.0, tension=6)
    one.start()
    return one


def test_each_round_is_on_disk_as_it_ends(breather: Breather, clocks: FakeClocks) -> None:
    clocks.advance(PRELUDE + ROUND - 0.5)
    assert (breather.keep(), kept(breather)) == (False, [])
    for rounds in (1, 2):
        clocks.advance(ROUND)
        assert (breather.keep(), breather.keep()) == (True, False)
        assert kept(breather) == [(rounds, rounds * ROUND, 3, 2.0, 6, MONDAY_NINE + PRELUDE)]


@pytest.mark.parametrize(("finish", "left"), [(False, ROUND), (True, 0)])
def test_a_run_is_over_after_its_last_round_or_the_one_under_way(
    breather: Breather, clocks: FakeClocks, *, finish: bool, left: float
) -> None:
    clocks.advance(PRELUDE + 1.5 * ROUND)
    if finish:
        breather.finish()
    clocks.advance(ROUND / 2)
    assert (breather.over, breather.moment().left) == (finish, left)
    clocks.advance(left)
    assert breather.over


def test_notices_wait_while_it_runs_and_the_round_that_is_interrupted_begins_anew(
    breather: Breather, clocks: FakeClocks
) -> None:
    assert quiet_seconds(breather) == PRELUDE + 3 * ROUND + LATE
    clocks.advance(PRELUDE + 1.5 * ROUND)
    breather.pause()
    assert (quiet_seconds(breather), len(kept(breather))) == (0, 1)
    assert (breather.running, breather.moment().left) == (False, 2 * ROUND)
    breather.start()
    assert (quiet_seconds(breather), breather.running) == (PRELUDE + 2 * ROUND + LATE, True)
    clocks.advance(PRELUDE + ROUND)
    breather.end()
    assert (quiet_seconds(breather), breather.run.rounds) == (0, 2)


def test_a_chair_that_is_newer_or_that_nobody_keeps_is_left_alone(breather: Breather) -> None:
    store, before = breather.workplace.store, load(breather.workplace.store)
    store.outdated = True
    breather.end()
    assert load(store) == before
    store.outdated = False
    breather.workplace.keeper.lock.release()
    breather.end()
    assert load(store) == before
