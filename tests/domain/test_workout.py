"""The sets of a session: how many, in which order, on which side."""

from __future__ import annotations

from itertools import groupby

import pytest

from coretui.catalogue import load
from coretui.domain.exercises.dose import Side, Sides
from coretui.domain.exercises.plan import PlannedSet, SetProgress, plan

L, R = Side.LEFT, Side.RIGHT


def planned(sides: Sides, first: Side = L, programme: str = "programme") -> tuple[PlannedSet, ...]:
    """Return the sets of a programme of the catalogue."""
    found = load()
    return plan(found.programmes[programme], found, sides, first)


def sides_of(sets: tuple[PlannedSet, ...], exercise: str) -> list[Side | None]:
    return [one.side for one in sets if one.exercise == exercise]


def test_the_programme_has_51_sets_for_each_side_and_36_in_all() -> None:
    assert len(planned(Sides.EACH)) == 51
    assert len(planned(Sides.TOTAL)) == 36


def test_for_each_side_every_set_is_done_left_and_right() -> None:
    sets = planned(Sides.EACH)
    assert sides_of(sets, "side-plank-2-legs") == [L, R, L, R, L, R]
    assert [one.number for one in sets if one.exercise == "side-plank-2-legs"] == [1, 1, 2, 2, 3, 3]
    assert sides_of(sets, "front-plank-2-legs") == [None, None, None]


def test_in_all_the_sets_alternate() -> None:
    assert sides_of(planned(Sides.TOTAL), "side-plank-2-legs") == [L, R, L]


def test_the_side_to_begin_with_is_chosen() -> None:
    assert sides_of(planned(Sides.EACH, R), "log-roll") == [R, L, R, L, R, L]
    assert sides_of(planned(Sides.TOTAL, R), "log-roll") == [R, L, R]


@pytest.mark.parametrize("sides", Sides)
@pytest.mark.parametrize("programme", ["programme", "pillars", "gentle", "desk"])
def test_every_key_is_there_once_and_exercises_keep_their_order(programme: str, sides: Sides) -> None:
    sets = planned(sides, programme=programme)
    keys = [one.key for one in sets]
    assert len(set(keys)) == len(keys)
    order = [exercise for exercise, _ in groupby(one.exercise for one in sets)]
    assert order == [entry.exercise_id for entry in load().programmes[programme].entries]


def test_the_amount_is_repetitions_or_seconds() -> None:
    amounts = {one.exercise: one.amount for one in planned(Sides.EACH)}
    assert (amounts["front-plank-2-legs"], amounts["log-roll"], amounts["pelvic-tilts"]) == (30, 5, 25)


def test_a_session_goes_on_where_it_was_left() -> None:
    sets = planned(Sides.EACH)
    progress = SetProgress(sets, frozenset(one.key for one in sets[:5]))
    assert progress.count == 5
    assert progress.share == pytest.approx(5 / 51)
    assert progress.next() == sets[5]
    assert progress.last() == sets[4]


def test_a_set_left_out_is_the_next_one() -> None:
    sets = planned(Sides.EACH)
    progress = SetProgress(sets, frozenset({sets[0].key, sets[2].key, sets[3].key}))
    assert progress.next() == sets[1]
    assert progress.next("front-plank-1-leg") == sets[4]
    assert progress.last("front-plank-2-legs") == sets[2]
    assert progress.last("pelvic-tilts") is None


def test_all_done_leaves_nothing_and_nothing_planned_is_no_share() -> None:
    sets = planned(Sides.TOTAL)
    done = SetProgress(sets, frozenset(one.key for one in sets))
    assert (done.next(), done.share) == (None, 1)
    assert SetProgress(()).share == 0


def test_a_set_that_is_not_planned_does_not_count() -> None:
    assert SetProgress(planned(Sides.TOTAL), frozenset({("handstand", 1, None)})).count == 0
