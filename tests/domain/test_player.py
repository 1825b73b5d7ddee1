"""The guided player: every set once per side, on the second, and nothing lost by leaving."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, groupby

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coretui.domain.exercises.dose import Dose, Side, Sides
from coretui.domain.exercises.plan import Plan, PlannedSet, sets_of
from coretui.domain.exercises.player import Ended, Player, Reopened
from coretui.domain.exercises.rep import Rhythm
from coretui.domain.exercises.steps import StepKind, Tempo, steps
from coretui.domain.shown import STALL
from tests.domain.players import (
    CALM,
    CATALOGUE,
    GAPS,
    HOLDS,
    LEGS,
    OWN_PACE,
    PLANS,
    START,
    TEMPI,
    L,
    R,
    at_rest,
    begun,
    of,
    planned,
    run,
    ticked,
    words,
)

# which steps there are


@pytest.mark.parametrize(
    ("exercise", "sides", "first", "typed"),
    [
        (
            "front-plank-2-legs", Sides.EACH, L,
            "ready 1 5, work 1 30, rest 2 30, work 2 30, rest 3 30, work 3 30",
        ),
        (
            "front-plank-1-leg", Sides.EACH, L,
            ("ready 1L 5, work 1L 60, switch 1R 5, work 1R 60, rest 2L 30, work 2L 60, switch 2R 5, work 2R 60, "
             "rest 3L 30, work 3L 60, switch 3R 5, work 3R 60"),
        ),
        (
            "front-plank-1-leg", Sides.TOTAL, R,
            "ready 1R 5, work 1R 60, switch 2L 5, work 2L 60, rest 3R 30, work 3R 60",
        ),
        (
            "log-roll", Sides.EACH, R,
            ("ready 1R 5, work 1R 20, switch 1L 5, work 1L 20, rest 2R 30, work 2R 20, switch 2L 5, work 2L 20, "
             "rest 3R 30, work 3R 20, switch 3L 5, work 3L 20"),
        ),
        (
            "log-roll", Sides.TOTAL, L,
            "ready 1L 5, work 1L 20, switch 2R 5, work 2R 20, rest 3L 30, work 3L 20",
        ),
        (
            "pelvic-tilts", Sides.TOTAL, L,
            "ready 1 5, work 1 125, rest 2 30, work 2 125, rest 3 30, work 3 125",
        ),
    ],
)  # fmt: skip
def test_a_set_follows_getting_ready_a_switch_of_sides_or_a_rest(
    exercise: str, sides: Sides, first: Side, typed: str
) -> None:
    assert ", ".join(map(words, steps(of(exercise, sides, first), CALM))) == typed


def test_in_the_persons_own_pace_a_set_has_no_end_of_itself() -> None:
    assert ", ".join(map(words, steps(LEGS[:3], OWN_PACE))) == (
        "ready 1L 5, work 1L -, switch 1R 5, work 1R -, rest 2L 30, work 2L -"
    )
    assert steps(LEGS, OWN_PACE)[1].expected == 60


@pytest.mark.parametrize("hands_free", [True, False])
@pytest.mark.parametrize("first", Side)
@pytest.mark.parametrize("sides", Sides)
@pytest.mark.parametrize("programme", sorted(CATALOGUE.programmes))
def test_every_set_of_every_programme_follows_a_pause_of_its_own(
    programme: str, sides: Sides, first: Side, hands_free: bool
) -> None:
    sets = planned(programme, sides, first)
    found = steps(sets, replace(CALM, hands_free=hands_free))
    assert found[0].kind is StepKind.READY
    assert [(step.index, step.planned) for step in found[1::2]] == list(enumerate(sets))
    assert {step.kind for step in found[1::2]} == {StepKind.WORK}
    assert {step.seconds is None for step in found[1::2]} == {not hands_free}
    for _, of_one in groupby(zip(found[::2], found[1::2], strict=True), lambda pair: pair[1].planned.exercise):
        for place, (pause, work) in enumerate(of_one):
            assert (pause.index, pause.planned) == (work.index, work.planned)
            if work.index:
                other_side = work.planned.side is not None and place % 2 == 1
                assert pause.kind is (StepKind.SWITCH if other_side else StepKind.REST)


@pytest.mark.parametrize("sides", Sides)
@pytest.mark.parametrize("programme", sorted(CATALOGUE.programmes))
def test_each_prescribed_set_is_there_once_for_each_side(programme: str, sides: Sides) -> None:
    done = [step.planned for step in steps(planned(programme, sides), CALM) if step.kind is StepKind.WORK]
    for entry in CATALOGUE.programmes[programme].entries:
        numbers = range(1, entry.dose.sets + 1)
        here = [(one.number, one.side) for one in done if one.exercise == entry.exercise_id]
        if not CATALOGUE.exercises[entry.exercise_id].sides:
            assert here == [(number, None) for number in numbers]
        elif sides is Sides.EACH:
            assert here == [(number, side) for number in numbers for side in (L, R)]
        else:
            assert here == [(number, L if number % 2 else R) for number in numbers]


@given(st.integers(1, 7), st.sampled_from(Sides), st.sampled_from(Side))
def test_with_any_number_of_sets_the_sides_come_in_pairs(count: int, sides: Sides, first: Side) -> None:
    sets = tuple(sets_of(CATALOGUE.exercises["log-roll"], Dose(count, reps=5), sides, first))
    pauses = [step.kind for step in steps(sets, CALM)[2::2]]
    assert pauses == [StepKind.SWITCH if n % 2 == 0 else StepKind.REST for n in range(len(sets) - 1)]


def test_a_side_that_lost_its_other_one_is_followed_by_a_rest() -> None:
    """As after a swap in the middle of a round: 1 right, then 2 left, then 2 right."""
    assert [step.kind for step in steps(LEGS[1:4], CALM)[2::2]] == [StepKind.REST, StepKind.SWITCH]
    stand_in = replace(LEGS[1], exercise="bird-dog", instead_of=LEGS[1].exercise)
    assert [step.kind for step in steps((LEGS[0], stand_in), CALM)[2::2]] == [StepKind.REST]
    assert [step.kind for step in steps((stand_in, LEGS[0]), CALM)[2::2]] == [StepKind.REST]


def test_a_pair_that_was_done_opens_no_other_one() -> None:
    stand_in = replace(LEGS[3], exercise="bird-dog", instead_of=LEGS[3].exercise)
    found = steps((*LEGS[:3], stand_in, *LEGS[4:]), CALM)
    assert [step.kind for step in found[2::2]] == [
        StepKind.SWITCH,
        StepKind.REST,
        StepKind.REST,
        StepKind.REST,
        StepKind.SWITCH,
    ]


def test_a_session_begins_with_getting_ready_wherever_it_begins() -> None:
    typed = "ready 2R 5, work 2R 60, rest 3L 30, work 3L 60, switch 3R 5, work 3R 60"
    assert ", ".join(map(words, steps(LEGS, CALM, start=3))) == typed
    assert steps(LEGS, CALM, start=6) == steps((), CALM) == ()
    assert Player.at((), CALM).over


def test_one_has_12_s_for_the_first_set_and_10_to_change_sides_or_place() -> None:
    usual = Tempo()
    assert ", ".join(map(words, steps(LEGS[:3], usual))) == (
        "ready 1L 12, work 1L 60, switch 1R 10, work 1R 60, rest 2L 30, work 2L 60"
    )
    hurried = replace(usual, rest=4)
    pauses = [step.expected for step in steps((*HOLDS[:2], *LEGS[:1]), hurried)[2::2]]
    assert pauses == [4, 10], "another exercise is another place"


def test_getting_ready_again_takes_as_long_as_changing_place() -> None:
    player = begun(HOLDS, Tempo())
    assert player.moment(START).left == 12
    assert player.paused(START + 1)[0].started(2000)[0].moment(2000).left == 12, "it had not begun"
    for turn in (player.skip(START + 1), run(player, 12 + 20).back(START + 32), player.replanned(LEGS, START + 1)):
        assert turn[0].moment(START + 32).left == 10
    interrupted = run(player, 12 + 20).paused(START + 32)[0].started(2000)[0]
    assert (interrupted.moment(2000).left, interrupted.moment(2000).done) == (10, 20)


@pytest.mark.parametrize(
    ("dose", "speed", "own", "rhythm"),
    [
        (Dose(3, reps=5), 1, None, (2, 1, 4, 1)),
        (Dose(3, reps=5), 2, None, (1, 0.5, 2, 0.5)),
        (Dose(3, reps=5), 0.5, None, (4, 2, 8, 2)),
        (Dose(3, reps=5), 0.5, 4, (1, 0.5, 2, 0.5)),  # one's own is as it was set
        (Dose(3, reps=5, hold_seconds=5), 1, None, (2, 5, 4, 1)),
        (Dose(3, reps=5, hold_seconds=5), 2, None, (1, 5, 2, 0.5)),
        (Dose(3, reps=5, hold_seconds=5, each_way=True), 2, None, (1, 5, 2, 5)),
        (Dose(3, reps=5, hold_seconds=1, each_way=True), 1, 14, (4, 1, 8, 1)),
        (Dose(3, reps=5, hold_seconds=5, each_way=True), 1, 2, (1 / 3, 5, 2 / 3, 5)),  # a hold is never shortened
    ],
)  # fmt: skip
def test_all_but_the_holds_of_a_repetition_goes_at_the_speed(
    dose: Dose, speed: float, own: float | None, rhythm: tuple[float, ...]
) -> None:
    reps = {} if own is None else {"own": own}
    tempo = Tempo(speed=speed, rhythms={"own": Rhythm(2, 1, 4, 1)}, reps=reps)
    found = tempo.rhythm_of(PlannedSet("own", 1, None, dose))
    assert (found.there, found.stay, found.back, found.rest) == pytest.approx(rhythm)


@pytest.mark.parametrize(
    ("dose", "own", "seconds"),
    [
        (Dose(3, seconds=30), 9, 1), (Dose(3, reps=15), None, 4), (Dose(3, reps=15), 6.5, 6.5),
        (Dose(3, reps=15, hold_seconds=1), None, 4), (Dose(3, reps=15, hold_seconds=2), None, 5),
        (Dose(3, reps=15, hold_seconds=1, each_way=True), None, 5), (Dose(3, reps=15, hold_seconds=3), 2, 4),
        (Dose(3, reps=15), 0, 1),
    ],
)  # fmt: skip
def test_a_repetition_takes_its_rhythm_and_its_holds(dose: Dose, own: float | None, seconds: float) -> None:
    tempo = replace(CALM, reps={"own": own} if own is not None else {})
    assert tempo.unit_of(PlannedSet("own", 1, None, dose)) == seconds
    assert tempo.seconds_of(PlannedSet("own", 1, None, dose)) == seconds * (dose.reps or dose.seconds or 0)


# time


@pytest.mark.slow
@given(PLANS, TEMPI, st.floats(0, 1e6), GAPS)
def test_by_itself_every_set_ends_whole_once_in_order_and_on_the_second(
    sets: Plan, tempo: Tempo, start: float, gaps: list[float]
) -> None:
    now, waits = start, cycle(gaps)
    player, happened = begun(sets, tempo, now=start), list[Ended | Reopened]()
    total = sum(step.expected for step in player.steps)
    while not player.over:
        assert now < start + total + 1e-6
        moment = player.moment(now)
        assert moment.step
        assert moment.remaining == pytest.approx(start + total - now, abs=1e-4)
        assert moment.left is not None
        assert moment.remaining == pytest.approx(moment.left + sum(step.expected for step in moment.upcoming))
        assert moment.into + moment.left == pytest.approx(moment.step.whole)
        now += next(waits)
        player, more = player.advanced(now)
        happened += more
    assert now >= start + total - 1e-6
    assert happened == [Ended(index, one.amount) for index, one in enumerate(sets)]
    assert player.moment(now).over


@given(GAPS)
def test_51_sets_told_at_any_time_end_exactly_when_they_were_to(gaps: list[float]) -> None:
    now, waits, player = START, cycle(gaps), begun(planned())
    last = START + 4055
    assert sum(step.expected for step in player.steps) == 4055
    while player.position < len(player.steps) - 1:
        now += next(waits)
        player, _ = player.advanced(now)
    assert player.ends == last
    while now + 2.9 < last:
        now += 2.9
        player, _ = player.advanced(now)
    assert not player.advanced(last - 2**-20)[0].over
    over, happened = player.advanced(last)
    assert (over.over, happened) == (True, (Ended(50, 25),))


@given(PLANS, TEMPI, st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_leaving_anywhere_loses_nothing_and_repeats_only_the_interrupted_set(
    sets: Plan, tempo: Tempo, leaves: list[float]
) -> None:
    now, player, happened = START, begun(sets, tempo), list[Ended | Reopened]()
    for share in leaves:
        whole = player.moment(now).remaining
        player, more = ticked(player, now, now + share * whole)
        happened += more
        before, now = player.index, now + share * whole + 3600
        player = begun(sets, tempo, before, now)
        assert player.moment(now).kind in {StepKind.READY, None}
        assert [step.index for step in player.steps[1::2]] == list(range(before, len(sets)))
    player, more = ticked(player, now, now + player.moment(now).remaining + 1)
    assert happened + more == [Ended(index, one.amount) for index, one in enumerate(sets)]
    assert player.over


@example(planned("desk"), Tempo(1, 0, 0, 1, speed=1.5, rhythms=CATALOGUE.rhythms), [0.0, 1.0])
@given(PLANS, TEMPI, st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_pauses_at_any_instant_lose_at_most_the_repetition_or_second_under_way(
    sets: Plan, tempo: Tempo, pauses: list[float]
) -> None:
    now, player, happened = START, begun(sets, tempo), list[Ended | Reopened]()
    for share in pauses:
        whole = player.moment(now).remaining
        player, more = ticked(player, now, now + share * whole)
        now += share * whole
        player, also = player.paused(now)
        happened += [*more, *also]
        rested = player.moment(now)
        assert player.moment(now + 500) == rested
        now += 500
        player, nothing = player.started(now)
        assert nothing == ()
        on = player.moment(now)
        assert on.over is rested.over or rested.remaining < 1e-6
        if on.step and rested.step:
            assert on.done == rested.done
            lost = tempo.unit_of(rested.step.planned)
            most = (
                rested.remaining + max(tempo.ready, tempo.switch) + (lost if rested.kind is StepKind.WORK else 0)
            )
            assert rested.remaining - 1e-6 <= on.remaining <= most + 1e-6
    player, more = ticked(player, now, now + player.moment(now).remaining + 1)
    assert happened + more == [Ended(index, one.amount) for index, one in enumerate(sets)]


def test_a_hold_goes_on_where_it_was_interrupted_after_getting_ready() -> None:
    player = at_rest(run(begun(HOLDS), 5 + 22.4).paused(START + 27.4))
    moment = player.moment(START + 99)
    assert (moment.kind, moment.paused, moment.done, moment.count) == (StepKind.WORK, True, 22, 8)
    player, _ = player.started(2000)
    moment = player.moment(2000)
    assert (moment.kind, moment.left, moment.done, moment.paused) == (StepKind.READY, 5, 22, False)
    assert moment.remaining == 5 + 8 + 2 * 60
    player, happened = ticked(player, 2000, 2005)
    assert (player.moment(2005).left, player.moment(2005).into, happened) == (8, 22, [])
    player = ticked(player, 2005, 2012)[0]
    assert player.advanced(2012.99)[1] == ()
    assert player.advanced(2013)[1] == (Ended(0, 30),)


def test_interrupted_again_before_it_went_on_it_still_has_what_was_held() -> None:
    player = run(begun(HOLDS), 5 + 22).paused(START + 27)[0].started(2000)[0].paused(2001)[0].started(3000)[0]
    assert player.moment(3000).left == 5
    assert ticked(player, 3000, 3005)[0].moment(3005).left == 8


def test_repetitions_go_on_from_the_last_whole_one() -> None:
    player = run(begun(LEGS), 5 + 12 * 4 + 3).paused(START + 56)[0].started(2000)[0]
    player = ticked(player, 2000, 2005)[0]
    assert player.moment(2005).done == 12
    assert player.moment(2005).into == 48
    player = ticked(player, 2005, 2016)[0]
    assert player.advanced(2016.9)[1] == ()
    assert player.advanced(2017)[1] == (Ended(0, 15),)


def test_a_rest_that_was_almost_over_leaves_time_to_get_ready() -> None:
    resting = run(begun(HOLDS), 35 + 28)
    player = resting.paused(START + 63)[0]
    assert player.moment(0).left == 2
    assert player.started(2000)[0].moment(2000).left == 5
    early = run(begun(HOLDS), 35 + 10).paused(START + 45)[0].started(2000)[0]
    assert (early.moment(2000).kind, early.moment(2000).left) == (StepKind.REST, 20)


def test_a_stall_runs_through_nothing_that_nobody_did() -> None:
    player = run(begun(HOLDS), 5 + 15)
    assert player.advanced(START + 20 + STALL)[0].began is not None
    stalled, happened = player.advanced(START + 20 + STALL + 0.01)
    assert (stalled.began, stalled.spent, happened) == (None, 15, ())
    assert player.moment(START + 4000) == stalled.moment(START + 4000)
    assert stalled.moment(START + 4000).done == 15
    for key in (player.done, player.forward, player.skip, player.back, player.paused):
        assert key(START + 4000) == (stalled, ())
    assert player.replanned(HOLDS[:2], START + 4000) == (stalled, ())


def test_a_key_after_a_stall_finds_the_set_where_it_stalled() -> None:
    player = run(begun(LEGS), 5 + 17)
    now = START + 22 + STALL + 1
    for key in (player.done, player.forward, player.skip, player.back, player.paused):
        assert key(now) == player.advanced(now)
    assert player.done(now)[0].moment(now).done == 4


def test_a_set_is_done_when_its_end_was_shown() -> None:
    """The terminal takes nothing from a second before the end of the hold on: the end was not shown."""
    player = run(begun(HOLDS), 34)
    late, happened = player.advanced(START + 36, shown=START + 34)
    assert (happened, late.moment(START + 36).kind) == ((), StepKind.REST)
    assert late.advanced(START + 36.5, shown=START + 36.5)[1] == (Ended(0, 30),), "it took all within the time"
    stalled, happened = late.advanced(START + 37.5, shown=START + 37.5)
    assert (stalled.began, stalled.moment(0).done, happened) == (None, 29, ())


def test_a_led_plank_that_is_stopped_records_no_set() -> None:
    """Stopped 5 s into the first of 3 x 30 s, for 75 s."""
    stalled, happened = run(begun(HOLDS), 10).advanced(START + 85)
    assert (stalled.began, stalled.index, happened) == (None, 0, ())
    assert stalled.moment(0).done == 5


def test_a_stall_in_a_rest_stays_in_the_rest() -> None:
    stalled, happened = run(begun(HOLDS), 35 + 12).advanced(START + 900)
    assert (stalled.moment(0).kind, stalled.moment(0).left, happened) == (StepKind.REST, 18, ())
