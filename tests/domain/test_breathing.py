"""The breath: at every instant one phase, without drift."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.breathing.pacer import PRELUDE, Pacer
from coretui.domain.breathing.patterns import (
    BELLY,
    BOX,
    COHERENT,
    FOUR_SEVEN_EIGHT,
    PATTERNS,
    Pattern,
    PatternError,
    Phase,
    beat,
    most_rounds,
    parse,
    rounds_for,
    suggested,
)
from coretui.domain.shown import STALL

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


@pytest.mark.parametrize(
    "pattern",
    [*PATTERNS.values(), *(one.at(speed) for one in PATTERNS.values() for speed in (0.5, 0.9, 1.5))],
    ids=str,
)
def test_the_lungs_never_jump(pattern: Pattern) -> None:
    steps = [beat(pattern, n / 50).fullness for n in range(int(pattern.seconds * 50) + 1)]
    assert max(abs(after - before) for before, after in pairwise(steps)) < 0.02
    assert (min(steps), round(max(steps), 3)) == (0, 1)


@pytest.mark.parametrize(("seconds", "rounds"), [(0, 1), (19, 1), (19.1, 2), (76, 4), (300, 16)])
def test_rounds_are_whole_and_last_at_least_as_long_as_asked(seconds: float, rounds: int) -> None:
    assert rounds_for(seconds, FOUR_SEVEN_EIGHT) == rounds


@pytest.mark.parametrize(
    ("pattern", "parts", "seconds", "rounds", "total"),
    [
        (FOUR_SEVEN_EIGHT, "4-7-8", 19, 4, 76),
        (BELLY, "4-0-6", 10, 30, 300),
        (BOX, "4-4-4-4", 16, 19, 304),
        (COHERENT, "5.5-0-5.5", 11, 55, 605),
    ],
)
def test_the_built_in_patterns_have_their_seconds_and_rounds(
    pattern: Pattern, parts: str, seconds: float, rounds: int, total: float
) -> None:
    assert (pattern.parts, pattern.seconds, pattern.rounds) == (parts, seconds, rounds)
    assert pattern.rounds * pattern.seconds == total
    assert parse(parts) is pattern


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("4-2-6", (4, 2, 6, 0)),
        ("4-2-6-0", (4, 2, 6, 0)),
        ("0.5-0-0.5", (0.5, 0, 0.5, 0)),
        ("20-20-20-20", (20, 20, 20, 20)),
        ("5.5-1.5-7.0-0.5", (5.5, 1.5, 7, 0.5)),
    ],
)
def test_a_pattern_is_typed_as_seconds_between_dashes(text: str, lengths: tuple[float, ...]) -> None:
    pattern = parse(text)
    assert (pattern.inhale, pattern.hold, pattern.exhale, pattern.rest) == lengths
    assert pattern.rounds * pattern.seconds >= 300 > (pattern.rounds - 1) * pattern.seconds
    assert parse(pattern.id) == pattern


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("4-7", "shape"), ("-4-7-8", "shape"), ("a-b-c", "shape"), ("", "shape"), ("4-7-8-", "shape"),
        ("4-7-8-9-1", "shape"), ("4 7 8", "shape"), ("4-7-1e3", "shape"), ("4-7-8\n", "shape"), ("٤-٧-٨", "shape"),
        ("0-0-0", "range"), ("4-7-800", "range"), ("0-4-4", "range"), ("4-4-0", "range"), ("4-20.5-4", "range"),
        ("4-0-4-21", "range"), ("20.5-0-4", "range"), ("4.2-0-4", "half"), ("4-0.25-4", "half"),
    ],
)  # fmt: skip
def test_what_is_no_pattern_is_refused_with_the_reason(text: str, code: str) -> None:
    with pytest.raises(PatternError) as error:
        parse(text)
    assert str(error.value) == code


def followed(pacer: Pacer, now: float, seconds: float) -> tuple[Pacer, float]:
    """Show a run for so many seconds, every two and a bit; return it, and the moment then."""
    until = now + seconds
    while now < until:
        now = min(until, now + 2.3)
        pacer = pacer.advanced(now)
    return pacer, now


def test_what_nobody_could_see_is_not_credited() -> None:
    """4-7-8: the last round is stopped in its middle, from 5 s to 90 s, and the run rests there."""
    pacer, now = followed(Pacer(FOUR_SEVEN_EIGHT, 4).started(100), 100, PRELUDE + 19 + 5)
    assert pacer.advanced(now + STALL).began is not None
    stalled = pacer.advanced(now + 85)
    assert (stalled.began, stalled.before, stalled.over) == (None, 1, False)
    assert pacer.paused(now + 85) == stalled
    again, now = followed(stalled.started(now + 90), now + 90, PRELUDE + 3 * 19)
    assert again.over


def test_a_round_is_done_when_its_end_was_shown() -> None:
    """The terminal takes nothing from a second before the end of the round on: the end was not shown."""
    pacer, now = followed(Pacer(FOUR_SEVEN_EIGHT, 2).started(100), 100, PRELUDE + 18)
    late = pacer.advanced(now + 2, shown=now)
    assert (late.kept, late.done(now + 2)) == (0, 1)
    assert late.advanced(now + 2.5, shown=now + 2.5).kept == 1, "it took all within the time"
    stalled = late.advanced(now + 3.5, shown=now + 3.5)
    assert (stalled.began, stalled.before) == (None, 0)


def test_the_last_breath_stays_out_until_its_end_was_shown() -> None:
    moment = Pacer(FOUR_SEVEN_EIGHT, 1).started(100).moment(100 + PRELUDE + 19.4)
    assert moment.beat
    assert (moment.beat.phase, moment.left, moment.count) == (Phase.OUT, 0, 1)


SPEEDS = st.integers(5, 15).map(lambda tenths: tenths / 10)


@given(OWN, SPEEDS, st.floats(0, 5_000))
def test_at_every_speed_the_ratio_stays(pattern: Pattern, speed: float, elapsed: float) -> None:
    paced = pattern.at(speed)
    assert paced.seconds == pytest.approx(pattern.seconds / speed)
    assert [phase for phase, _ in paced.phases] == [phase for phase, _ in pattern.phases]
    now = beat(paced, elapsed)
    assert now.into + now.left == pytest.approx(dict(paced.phases)[now.phase])
    before = sum(
        length for phase, length in paced.phases if list(Phase).index(phase) < list(Phase).index(now.phase)
    )
    assert now.round * paced.seconds + before + now.into == pytest.approx(elapsed, abs=1e-6)


@given(OWN, SPEEDS, st.floats(0, 4_000))
def test_a_time_means_the_fewest_whole_rounds(pattern: Pattern, speed: float, seconds: float) -> None:
    paced = pattern.at(speed)
    rounds = rounds_for(seconds, paced)
    assert rounds >= 1
    assert rounds * paced.seconds >= seconds - 1e-6
    assert rounds == 1 or (rounds - 1) * paced.seconds < seconds


@pytest.mark.parametrize(("days", "most"), [(None, 4), (0, 4), (29, 4), (30, 8), (3000, 8)])
def test_four_rounds_in_the_first_month_and_never_more_than_eight(days: int | None, most: int) -> None:
    today = date(2026, 11, 23)
    first = None if days is None else today - timedelta(days=days)
    assert most_rounds(FOUR_SEVEN_EIGHT, first, today) == most
    assert most_rounds(BELLY, first, today) is None


@pytest.mark.parametrize(
    ("pattern", "speed", "rounds"),
    [(FOUR_SEVEN_EIGHT, 0.5, 4), (BELLY, 1, 30), (BELLY, 0.5, 15), (BELLY, 1.5, 45)],
)
def test_what_is_suggested_is_counted_or_timed(pattern: Pattern, speed: float, rounds: int) -> None:
    assert suggested(pattern, speed) == rounds


@given(OWN, SPEEDS, st.integers(1, 9), st.lists(st.tuples(st.integers(0, 3), st.floats(0.01, 0.99)), max_size=6))
def test_pauses_at_any_instant_lose_no_round_and_count_none_twice(
    pattern: Pattern, speed: float, planned: int, runs: list[tuple[int, float]]
) -> None:
    pacer, now, done = Pacer(pattern.at(speed), planned), 1000.0, 0
    for whole, share in runs:
        pacer = pacer.started(now)
        pacer, now = followed(pacer, now, PRELUDE + (whole + share) * pacer.pattern.seconds)
        done = min(planned, done + whole)
        pacer = pacer.paused(now)
        now += 77.7
        moment = pacer.moment(now)
        assert (moment.beat, moment.ready, moment.done) == (None, None, done)
    pacer = pacer.started(now)
    rest = (planned - done) * pacer.pattern.seconds
    assert pacer.left(now) == pytest.approx(rest)
    almost, later = followed(pacer, now, PRELUDE + rest - 0.01)
    assert almost.over is (done == planned)
    assert followed(almost, later, 0.01 + 1e-6)[0].over


def test_a_moment_tells_what_to_show() -> None:
    pacer = Pacer(FOUR_SEVEN_EIGHT, 2).started(100)
    assert [pacer.moment(100 + t).ready for t in (0, 0.9, 1, 2.9)] == [3, 3, 2, 1]
    first = pacer.moment(103)
    assert first.beat
    assert (first.ready, first.count, first.turn, first.fullness, first.left) == (None, 4, 0, 0, 38)
    assert [pacer.moment(103 + t).count for t in (0, 0.1, 1, 3.99, 4, 11, 18.5)] == [4, 4, 3, 1, 7, 8, 1]
    assert pacer.moment(103 + 7.5).turn == 0.5


def test_twenty_minutes_on_the_last_boundary_is_where_the_schedule_has_it() -> None:
    """Computed from one start, frames late or early by whatever the machine makes of them change nothing."""
    pattern = COHERENT
    pacer = Pacer(pattern, 110).started(5.0)
    frame, shown, now, jitter = 1 / 20, 0, 5.0, (0.0, 0.013, 0.004, 0.041)
    worst = 0.0
    for n in range(int((PRELUDE + 110 * 11) / frame) + 2):
        now = 5.0 + n * frame + jitter[n % 4]
        done = pacer.done(now)
        if done > shown:
            worst = max(worst, abs(now - (5.0 + PRELUDE + done * pattern.seconds)))
            shown = done
    assert shown == 110
    assert worst <= frame + max(jitter)
