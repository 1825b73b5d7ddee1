"""The keys of the player, and what it shows at any moment."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.domain.exercises.dose import Dose
from coretui.domain.exercises.plan import Plan, PlannedSet
from coretui.domain.exercises.player import Cue, Ended, Reopened, cues
from coretui.domain.exercises.rep import RepPhase, Rhythm, rep_at
from coretui.domain.exercises.steps import StepKind, Tempo
from tests.domain.players import (
    CALM,
    HOLDS,
    KEYS,
    LEGS,
    OWN_PACE,
    PLANS,
    START,
    TEMPI,
    at_rest,
    begun,
    bells,
    run,
    run_from,
    ticked,
)


def test_done_means_all_of_the_set_and_one_step_on_what_was_counted() -> None:
    hold, legs = run(begun(HOLDS), 5 + 22.9), run(begun(LEGS), 5 + 12 * 4 + 3.9)
    assert hold.done(START + 27.9)[1] == (Ended(0, 30, told=True),)
    assert hold.forward(START + 27.9)[1] == (Ended(0, 22, told=True),)
    assert legs.forward(START + 56.9)[1] == (Ended(0, 12, told=True),)
    player, happened = legs.done(START + 56.9)
    assert happened == (Ended(0, 15, told=True),)
    assert (player.moment(START + 56.9).kind, player.moment(START + 56.9).left) == (StepKind.SWITCH, 5)


def test_a_key_is_a_sign_of_life() -> None:
    player, _ = run(begun(HOLDS), 2).done(START + 4)
    assert run_from(player, 4, 14).moment(START + 14).done == 10
    player, _ = run(begun(HOLDS), 36).skip(START + 38.5)
    assert player.advanced(START + 41)[0].began is not None


def test_a_key_doubled_on_getting_ready_does_no_set() -> None:
    working, happened = begun(HOLDS).done(START + 1)
    again, ended = working.done(START + 1.1)
    assert (happened, ended) == ((), ())
    assert again.moment(START + 1.1).kind is StepKind.WORK


def test_done_at_once_means_all_of_it_too() -> None:
    player, happened = run(begun(HOLDS), 5.5).done(START + 5.5)
    assert (player.moment(START + 5.5).kind, happened) == (StepKind.REST, (Ended(0, 30, told=True),))


def test_done_between_sets_cuts_it_short() -> None:
    player, happened = begun(HOLDS).done(START + 1)
    assert (player.moment(START + 1).kind, player.moment(START + 1).left, happened) == (StepKind.WORK, 30, ())
    resting, _ = run_from(player, 1, 10).done(START + 10)
    assert resting.done(START + 12)[0].moment(START + 12).kind is StepKind.WORK


def test_in_own_pace_done_means_all_repetitions_and_a_hold_as_long_as_it_was() -> None:
    assert run(begun(LEGS, OWN_PACE), 30).done(START + 30)[1] == (Ended(0, 15, told=True),)
    assert run(begun(LEGS, OWN_PACE), 30).forward(START + 30)[1] == ()
    assert run(begun(HOLDS, OWN_PACE), 17).done(START + 17)[1] == (Ended(0, 12, told=True),)
    long = run(begun(HOLDS, OWN_PACE), 500)
    assert long.moment(START + 500).kind is StepKind.WORK
    assert (long.moment(START + 500).left, long.moment(START + 500).remaining) == (None, 120)
    player, happened = long.done(START + 500)
    assert happened == (Ended(0, 30, told=True),)
    assert run_from(player, 500, 530).moment(START + 530).kind is StepKind.WORK  # the rest ran by itself


def test_a_key_that_comes_after_the_end_finds_it_ended() -> None:
    player = run(begun(HOLDS), 34.9)
    resting = player.advanced(START + 35.1)
    for key in (player.done, player.forward, player.skip, player.back):
        assert key(START + 35.1) == resting
    assert resting[1] == (Ended(0, 30),)


def test_forward_goes_step_by_step_to_the_end_and_back_from_there() -> None:
    player, kinds = begun(LEGS[:2]), list[StepKind | None]()
    for second in range(5):
        kinds.append(player.moment(START + second).kind)
        player, happened = player.forward(START + second)
        assert happened == ()
    assert kinds == [StepKind.READY, StepKind.WORK, StepKind.SWITCH, StepKind.WORK, None]
    assert player.over
    assert player.skip(START + 6) == player.done(START + 6) == player.forward(START + 6) == (player, ())
    player, happened = player.back(START + 7)
    assert happened == (Reopened(1),)
    assert (player.moment(START + 7).kind, player.index, player.began) == (StepKind.READY, 1, START + 7)


def test_forward_keeps_a_part() -> None:
    assert run(begun(LEGS), 5 + 4 * 4 + 1).forward(START + 22)[1] == (Ended(0, 4, told=True),)


@pytest.mark.parametrize(
    ("after", "index", "happened"),
    [
        (2, 0, ()),                        # ready for the first: there is none before
        (5 + 2, 0, ()),
        (5 + 20, 0, ()),                   # well into it: its own start
        (35 + 3, 0, (Reopened(0),)),       # the rest after it
        (65 + 2.9, 0, (Reopened(0),)),     # just begun with the next
        (65 + 3.1, 1, ()),
        (95 + 29, 1, (Reopened(1),)),
    ],
)  # fmt: skip
def test_back_reopens_the_set_before_or_begins_this_one_anew(
    after: float, index: int, happened: tuple[Reopened, ...]
) -> None:
    player, told = run(begun(HOLDS), after).back(START + after)
    assert (player.index, told) == (index, happened)
    moment = player.moment(START + after)
    assert (moment.kind, moment.left, moment.done) == (StepKind.READY, 5, 0)
    assert moment.remaining == 5 + 30 * (3 - index) + 30 * (2 - index)


def test_back_after_an_interruption_begins_the_interrupted_set_anew() -> None:
    player = run(begun(HOLDS), 95 + 30 + 20).paused(START + 145)[0].started(2000)[0]
    player, happened = player.back(2001)
    assert (player.index, happened, player.moment(2001).done) == (2, (), 0)


def test_skip_keeps_nothing_and_a_rest_goes_on() -> None:
    player, happened = run(begun(HOLDS), 5 + 20).skip(START + 25)
    assert (player.index, player.moment(START + 25).kind, happened) == (1, StepKind.READY, ())
    player, happened = run(begun(HOLDS), 35 + 10).skip(START + 45)
    moment = player.moment(START + 45)
    assert (player.index, moment.kind, moment.left, happened) == (2, StepKind.REST, 20, ())
    assert moment.remaining == 20 + 30
    assert player.skip(START + 46)[0].over


def test_at_rest_the_keys_leave_it_at_rest() -> None:
    player = at_rest(run(begun(LEGS), 5 + 9).paused(START + 14))
    assert at_rest(player.done(START + 15)).moment(0).kind is StepKind.SWITCH
    assert player.done(START + 15)[1] == (Ended(0, 15, told=True),)
    assert at_rest(player.skip(START + 15)).index == 1
    assert at_rest(player.back(START + 15)).index == 0
    assert at_rest(player.forward(START + 15)).started(START + 20)[0].moment(START + 20).left == 5


def test_another_plan_begins_the_set_anew_and_lets_a_rest_go_on() -> None:
    lighter = (HOLDS[0], *(replace(one, exercise="hip-bridge", instead_of=one.exercise) for one in HOLDS[1:]))
    working, _ = run(begun(HOLDS), 65 + 10).replanned(lighter, START + 75)
    assert (working.moment(START + 75).kind, working.index, working.plan) == (StepKind.READY, 1, lighter)
    resting, _ = run(begun(HOLDS), 35 + 10).replanned(lighter, START + 45)
    moment = resting.moment(START + 45)
    assert moment.step
    assert (moment.kind, moment.left, moment.step.planned) == (StepKind.REST, 20, lighter[1])
    _, happened = ticked(resting, START + 45, START + 300)
    assert happened == [Ended(1, 30), Ended(2, 30)]


@given(PLANS, TEMPI, st.booleans(), st.lists(st.tuples(KEYS, st.floats(0, 12)), max_size=40))
def test_whatever_is_pressed_what_is_kept_is_within_the_plan(
    sets: Plan, tempo: Tempo, hands_free: bool, pressed: list[tuple[str, float]]
) -> None:
    now, player = START, begun(sets, replace(tempo, hands_free=hands_free))
    for key, wait in pressed:
        now += wait
        index = player.index
        player, happened = getattr(player, key)(now)
        for one in happened:
            if isinstance(one, Ended):
                assert index <= one.index <= player.index
                assert 0 < one.done <= sets[one.index].amount
            else:
                assert one.index == player.index == index - 1
        moment = player.moment(now)
        assert moment.over is player.over
        if moment.step:
            now_left = moment.step.whole - moment.into if moment.left is None else moment.left
            shown = max(0.0, now_left) + sum(step.expected for step in moment.upcoming)
            assert moment.remaining == pytest.approx(shown, abs=1e-6)
            assert [step.index for step in moment.upcoming if step.kind is StepKind.WORK][-1:] in (
                [],
                [len(sets) - 1],
            )


ROLL = Rhythm(2, 1, 4, 1)
"""Two seconds there, one where it turns, four back, one at the start."""


@pytest.mark.parametrize(
    ("dose", "into", "phase", "share", "reach"),
    [
        (Dose(3, reps=15), 0, RepPhase.THERE, 0, 0), (Dose(3, reps=15), 1, RepPhase.THERE, 0.5, 0.5),
        (Dose(3, reps=15), 2.5, RepPhase.THERE, 1, 1), (Dose(3, reps=15), 3, RepPhase.BACK, 0, 1),
        (Dose(3, reps=15), 6, RepPhase.BACK, 0.75, 0.25), (Dose(3, reps=15), 7.5, RepPhase.BACK, 1, 0),
        (Dose(3, reps=25, hold_seconds=1), 2, RepPhase.HOLD, 0, 1),
        (Dose(3, reps=25, hold_seconds=1), 2.75, RepPhase.HOLD, 0.75, 1),
        (Dose(3, reps=25, hold_seconds=1), 7.5, RepPhase.BACK, 1, 0),
        (Dose(3, reps=25, hold_seconds=1, each_way=True), 2.5, RepPhase.HOLD, 0.5, 1),
        (Dose(3, reps=25, hold_seconds=1, each_way=True), 7.25, RepPhase.HOLD, 0.25, 0),
        (Dose(3, reps=25, hold_seconds=1, each_way=True), 8, RepPhase.HOLD, 1, 0),
    ],
)  # fmt: skip
def test_a_repetition_goes_there_and_back_and_only_what_is_prescribed_is_a_hold(
    dose: Dose, into: float, phase: RepPhase, share: float, reach: float
) -> None:
    rep = rep_at(ROLL, dose, into)
    assert (rep.phase, rep.share, rep.reach) == (phase, share, reach)


@given(PLANS, TEMPI)
def test_the_body_never_jumps(sets: Plan, tempo: Tempo) -> None:
    for one in {planned.exercise: planned for planned in sets if planned.dose.reps}.values():
        rhythm = tempo.rhythm_of(one)
        seconds = rhythm.seconds
        reach = [rep_at(rhythm, one.dose, (n / 200 * seconds) % seconds).reach for n in range(401)]
        fastest = 1 / min(rhythm.there, rhythm.back)
        assert max(abs(after - before) for before, after in pairwise(reach)) <= fastest * seconds / 200 + 1e-6
        assert min(reach) == 0
        assert max(reach) == pytest.approx(1, abs=fastest * seconds / 200)


def test_repetitions_are_counted_when_they_are_whole() -> None:
    player = run(begun(LEGS), 5)
    done = [run_from(player, 5, 5 + into).moment(START + 5 + into).done for into in (0, 3.9, 4, 7.9, 8)]
    assert done == [0, 0, 1, 1, 2]
    rep = run_from(player, 5, 10).moment(START + 5 + 5).rep
    assert rep
    assert rep.phase is RepPhase.THERE
    assert rep.share == pytest.approx(2 / 3)
    assert begun(LEGS).moment(START).rep is None
    assert run(begun(LEGS, OWN_PACE), 9).moment(START + 9).rep is None
    assert run(begun(HOLDS), 9).moment(START + 9).rep is None


def test_the_countdown_shows_whole_seconds() -> None:
    player = run(begun(HOLDS), 5)
    left = [run_from(player, 5, 5 + into).moment(START + 5 + into).count for into in (0, 0.1, 1, 9.99, 10)]
    assert left == [30, 30, 29, 21, 20]
    assert run(begun(LEGS, OWN_PACE), 9).moment(START + 9).count is None


@pytest.mark.parametrize("start", [0.1, 0.3, 1234.56])
def test_what_is_whole_is_shown_whole_whatever_the_clock_said(start: float) -> None:
    holding = ticked(begun(HOLDS, now=start), start, start + 5)[0]
    legs = ticked(begun(LEGS, replace(CALM, rep=4.1), now=start), start, start + 5)[0]
    for n in range(1, 10):
        legs = ticked(legs, start + 5 + (n - 1) * 4.1, start + 5 + n * 4.1)[0]
        assert legs.moment(start + 5 + n * 4.1).done == n
    for n in range(1, 30):
        holding = holding.advanced(start + 5 + n)[0]
        moment = holding.moment(start + 5 + n)
        assert (moment.count, moment.done) == (30 - n, n)


def test_a_hold_rings_its_half_and_the_seconds_before_it_begins_and_ends() -> None:
    assert bells(begun(HOLDS[:2]), 70) == [
        (2, Cue.LAST), (3, Cue.LAST), (4, Cue.LAST), (5, Cue.START),
        (20, Cue.HALF), (32, Cue.LAST), (33, Cue.LAST), (34, Cue.LAST), (35, Cue.END),
        (62, Cue.LAST), (63, Cue.LAST), (64, Cue.LAST), (65, Cue.START),
    ]  # fmt: skip


def test_bells_in_own_pace_are_for_what_is_timed() -> None:
    ready = [(2, Cue.LAST), (3, Cue.LAST), (4, Cue.LAST), (5, Cue.START)]
    hold = [(20, Cue.HALF), (32, Cue.LAST), (33, Cue.LAST), (34, Cue.LAST), (35, Cue.END)]
    assert bells(begun(HOLDS, OWN_PACE), 90) == ready + hold
    assert bells(begun(LEGS, OWN_PACE), 90) == ready
    held = run(begun(HOLDS, OWN_PACE), 50)
    before, after = held.moment(START + 50), held.done(START + 50)[0].moment(START + 50)
    assert cues(before, after) == frozenset()  # its end has rung


def test_a_set_too_short_to_have_a_half_has_none() -> None:
    short = (PlannedSet("own", 1, None, Dose(1, seconds=6)),)
    assert [cue for _, cue in bells(begun(short), 12)] == [Cue.LAST] * 3 + [Cue.START] + [Cue.LAST] * 3 + [Cue.END]


def test_a_key_rings_what_it_ends_and_a_pause_rings_nothing() -> None:
    player, now = run(begun(HOLDS), 5 + 10), START + 15
    before = player.moment(now)
    assert cues(before, player.done(now)[0].moment(now)) == {Cue.END}
    for turn in (player.back(now), player.skip(now), player.paused(now)):
        assert cues(before, turn[0].moment(now)) == frozenset()
    rested = player.paused(now)[0]
    going_on = rested.started(now)[0]
    assert cues(rested.moment(now), going_on.moment(now)) == frozenset()
    almost = ticked(going_on, now, now + 4.9)[0]
    assert cues(almost.moment(now + 4.9), almost.moment(now + 5)) == {Cue.START}


def test_a_switch_that_takes_no_time_rings_both_ends() -> None:
    player = run(begun(LEGS, replace(CALM, switch=0)), 64.9)
    assert cues(player.moment(START + 64.9), player.moment(START + 65)) == {Cue.END, Cue.START}
