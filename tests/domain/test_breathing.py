"""The breath: at every instant one phase, without drift."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.breathing import BELLY, FOUR_SEVEN_EIGHT, PATTERNS, Pattern, Phase, beat, rounds_for

LENGTHS = st.one_of(st.just(0), st.integers(1, 20))
OWN = st.builds(Pattern, st.just("own"), st.integers(1, 20), LENGTHS, st.integers(1, 20), LENGTHS)


def test_four_rounds_of_4_7_8_last_76_seconds() -> None:
    assert FOUR_SEVEN_EIGHT.rounds * FOUR_SEVEN_EIGHT.seconds == 76
    assert beat(FOUR_SEVEN_EIGHT, 75.999).round == 3
    assert beat(FOUR_SEVEN_EIGHT, 76).round == 4


def test_belly_breathing_lasts_five_minutes() -> None:
    assert BELLY.rounds * BELLY.seconds == 300
    assert [phase for phase, _ in BELLY.phases] == [Phase.IN, Phase.OUT]


@pytest.mark.parametrize(
    ("elapsed", "phase", "into", "left", "number"),
    [
        (0, Phase.IN, 0, 4, 0),
        (3.5, Phase.IN, 3.5, 0.5, 0),
        (4, Phase.HOLD, 0, 7, 0),
        (10.5, Phase.HOLD, 6.5, 0.5, 0),
        (11, Phase.OUT, 0, 8, 0),
        (18.5, Phase.OUT, 7.5, 0.5, 0),
        (19, Phase.IN, 0, 4, 1),
        (19 * 7 + 12, Phase.OUT, 1, 7, 7),
        (-3, Phase.IN, 0, 4, 0),
    ],
)
def test_a_breath_is_where_the_seconds_say(
    elapsed: float, phase: Phase, into: float, left: float, number: int
) -> None:
    now = beat(FOUR_SEVEN_EIGHT, elapsed)
    assert (now.phase, now.into, now.left, now.round) == (phase, into, left, number)


@given(OWN, st.floats(0, 10_000))
def test_every_instant_has_one_phase_of_its_round(pattern: Pattern, elapsed: float) -> None:
    now = beat(pattern, elapsed)
    before = 0.0
    for phase, length in pattern.phases:
        if phase is now.phase:
            assert now.into + now.left == pytest.approx(length)
            assert 0 <= now.into <= length
            break
        before += length
    assert now.round * pattern.seconds + before + now.into == pytest.approx(elapsed, abs=1e-6)
    assert 0 <= now.fullness <= 1


@given(OWN)
def test_the_phases_that_last_add_up_to_a_round(pattern: Pattern) -> None:
    assert sum(length for _, length in pattern.phases) == pattern.seconds
    assert all(length > 0 for _, length in pattern.phases)


@given(OWN, st.integers(0, 10_000))
def test_a_round_begins_on_the_second_however_many_went_before(pattern: Pattern, n: int) -> None:
    now = beat(pattern, n * pattern.seconds)
    assert (now.round, now.phase, now.into) == (n, Phase.IN, 0)


@pytest.mark.parametrize("pattern", [*PATTERNS.values(), Pattern("box", 4, 4, 4, 4)], ids=str)
def test_the_lungs_never_jump(pattern: Pattern) -> None:
    steps = [beat(pattern, n / 50).fullness for n in range(int(pattern.seconds * 50) + 1)]
    assert max(abs(after - before) for before, after in pairwise(steps)) < 0.02
    assert (min(steps), max(steps)) == (0, 1)


@pytest.mark.parametrize(("seconds", "rounds"), [(0, 1), (19, 1), (19.1, 2), (76, 4), (300, 16)])
def test_rounds_are_whole_and_last_at_least_as_long_as_asked(seconds: float, rounds: int) -> None:
    assert rounds_for(seconds, FOUR_SEVEN_EIGHT) == rounds
