"""The guided player: every set once per side, on the second, and nothing lost by leaving."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.catalogue import load
from coretui.domain.exercises.dose import Dose, Side, Sides
from coretui.domain.exercises.plan import Plan, PlannedSet, plan, sets_of
from coretui.domain.exercises.player import STALL, Cue, Ended, Player, Reopened, Turn, cues
from coretui.domain.exercises.rep import RepPhase, rep_at
from coretui.domain.exercises.steps import Step, StepKind, Tempo, steps

CATALOGUE = load()
CALM = Tempo()
OWN_PACE = Tempo(hands_free=False)
L, R = Side.LEFT, Side.RIGHT
START = 1000.25

PROGRAMMES = st.sampled_from(sorted(CATALOGUE.programmes))
TEMPI = st.builds(
    Tempo,
    ready=st.integers(1, 10),
    switch=st.integers(0, 10),
    rest=st.integers(0, 60),
    rep=st.integers(4, 24).map(lambda quarters: quarters / 4),
    reps=st.dictionaries(st.sampled_from(["log-roll", "pelvic-tilts"]), st.integers(1, 9).map(float)),
)


def planned(programme: str = "programme", sides: Sides = Sides.EACH, first: Side = L) -> Plan:
    return plan(CATALOGUE.programmes[programme], CATALOGUE, sides, first)


def of(exercise: str, sides: Sides = Sides.EACH, first: Side = L) -> Plan:
    return tuple(one for one in planned(sides=sides, first=first) if one.exercise == exercise)


PLANS = st.builds(planned, PROGRAMMES, st.sampled_from(Sides), st.sampled_from(Side))
GAPS = st.lists(st.floats(0.5, STALL - 0.01), min_size=1, max_size=9)
"""Seconds between one tick and the next, again and again."""
HOLDS, LEGS = of("front-plank-2-legs"), of("front-plank-1-leg")


def words(step: Step) -> str:
    """Return a step as it is typed in the tables below: `work 1L 60`."""
    side = {None: "", L: "L", R: "R"}[step.planned.side]
    seconds = "-" if step.seconds is None else f"{step.seconds:g}"
    return f"{step.kind} {step.planned.number}{side} {seconds}"


def begun(sets: Plan, tempo: Tempo = CALM, index: int = 0, now: float = START) -> Player:
    return Player.at(sets, tempo, index).started(now)[0]


def ticked(player: Player, now: float, until: float) -> tuple[Player, list[Ended | Reopened]]:
    """Tell the player of the time every two seconds and a bit."""
    happened: list[Ended | Reopened] = []
    while now < until:
        now = min(until, now + 2.3)
        player, more = player.advanced(now)
        happened += more
    return player, happened


def run(player: Player, after: float) -> Player:
    """Return a player that was begun at the start, so many seconds later."""
    return ticked(player, START, START + after)[0]


def at_rest(turn: Turn) -> Player:
    assert turn[0].began is None
    return turn[0]


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
def test_the_steps_typed_by_hand(exercise: str, sides: Sides, first: Side, typed: str) -> None:
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
def test_every_exercise_of_every_programme_in_every_setting(
    programme: str, sides: Sides, first: Side, hands_free: bool
) -> None:
    sets = planned(programme, sides, first)
    found = steps(sets, Tempo(hands_free=hands_free))
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


def test_it_begins_with_getting_ready_wherever_it_begins() -> None:
    typed = "ready 2R 5, work 2R 60, rest 3L 30, work 3L 60, switch 3R 5, work 3R 60"
    assert ", ".join(map(words, steps(LEGS, CALM, start=3))) == typed
    assert steps(LEGS, CALM, start=6) == steps((), CALM) == ()
    assert Player.at((), CALM).over


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
    tempo = Tempo(reps={"own": own} if own is not None else {})
    assert tempo.unit_of(PlannedSet("own", 1, None, dose)) == seconds
    assert tempo.seconds_of(PlannedSet("own", 1, None, dose)) == seconds * (dose.reps or dose.seconds or 0)


# time


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
    while now + 9 < last:
        now += 9
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
        assert on.over is rested.over
        if on.step and rested.step:
            assert on.done == rested.done
            lost = tempo.unit_of(rested.step.planned)
            most = rested.remaining + tempo.ready + (lost if rested.kind is StepKind.WORK else 0)
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
    player, happened = player.advanced(2005)
    assert (player.moment(2005).left, player.moment(2005).into, happened) == (8, 22, ())
    assert player.advanced(2012.99)[1] == ()
    assert player.advanced(2013)[1] == (Ended(0, 30),)


def test_interrupted_again_before_it_went_on_it_still_has_what_was_held() -> None:
    player = run(begun(HOLDS), 5 + 22).paused(START + 27)[0].started(2000)[0].paused(2001)[0].started(3000)[0]
    assert player.moment(3000).left == 5
    assert player.moment(3005).left == 8


def test_repetitions_go_on_from_the_last_whole_one() -> None:
    player = run(begun(LEGS), 5 + 12 * 4 + 3).paused(START + 56)[0].started(2000)[0]
    assert player.moment(2005).done == 12
    assert player.moment(2005).into == 48
    player = player.advanced(2009)[0]
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


def test_a_stall_in_a_rest_stays_in_the_rest() -> None:
    stalled, happened = run(begun(HOLDS), 35 + 12).advanced(START + 900)
    assert (stalled.moment(0).kind, stalled.moment(0).left, happened) == (StepKind.REST, 18, ())


# keys


def test_done_early_keeps_what_was_done() -> None:
    assert run(begun(HOLDS), 5 + 22.9).done(START + 27.9)[1] == (Ended(0, 22),)
    player, happened = run(begun(LEGS), 5 + 12 * 4 + 3.9).done(START + 56.9)
    assert happened == (Ended(0, 12),)
    assert (player.moment(START + 56.9).kind, player.moment(START + 56.9).left) == (StepKind.SWITCH, 5)


def test_a_key_is_a_sign_of_life() -> None:
    player, _ = begun(HOLDS).done(START + 4)
    assert player.advanced(START + 14)[0].moment(START + 14).done == 10
    player, _ = run(begun(HOLDS), 36).skip(START + 45)
    assert player.advanced(START + 54)[0].began is not None


def test_done_at_once_keeps_nothing() -> None:
    player, happened = run(begun(HOLDS), 5.5).done(START + 5.5)
    assert (player.moment(START + 5.5).kind, happened) == (StepKind.REST, ())


def test_done_between_sets_cuts_it_short() -> None:
    player, happened = begun(HOLDS).done(START + 1)
    assert (player.moment(START + 1).kind, player.moment(START + 1).left, happened) == (StepKind.WORK, 30, ())
    resting, _ = player.done(START + 10)
    assert resting.done(START + 12)[0].moment(START + 12).kind is StepKind.WORK


def test_in_own_pace_done_means_all_repetitions_and_a_hold_as_long_as_it_was() -> None:
    assert run(begun(LEGS, OWN_PACE), 30).done(START + 30)[1] == (Ended(0, 15),)
    assert run(begun(LEGS, OWN_PACE), 30).forward(START + 30)[1] == ()
    assert run(begun(HOLDS, OWN_PACE), 17).done(START + 17)[1] == (Ended(0, 12),)
    long = run(begun(HOLDS, OWN_PACE), 500)
    assert long.moment(START + 500).kind is StepKind.WORK
    assert (long.moment(START + 500).left, long.moment(START + 500).remaining) == (None, 120)
    player, happened = long.done(START + 500)
    assert happened == (Ended(0, 30),)
    assert run_from(player, 500, 530).moment(START + 530).kind is StepKind.WORK  # the rest ran by itself


def run_from(player: Player, begin: float, end: float) -> Player:
    return ticked(player, START + begin, START + end)[0]


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
    assert run(begun(LEGS), 5 + 4 * 4 + 1).forward(START + 22)[1] == (Ended(0, 4),)


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
    assert player.done(START + 15)[1] == (Ended(0, 2),)
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


KEYS = st.sampled_from(["done", "forward", "skip", "back", "paused", "started", "advanced"])


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


# what is shown


@pytest.mark.parametrize(
    ("dose", "seconds", "into", "phase", "share", "reach"),
    [
        (Dose(3, reps=15), 4, 0, RepPhase.UP, 0, 0),
        (Dose(3, reps=15), 4, 1, RepPhase.UP, 0.5, 0.5),
        (Dose(3, reps=15), 4, 2, RepPhase.DOWN, 0, 1),
        (Dose(3, reps=15), 4, 3.5, RepPhase.DOWN, 0.75, 0.25),
        (Dose(3, reps=25, hold_seconds=1), 4, 1.5, RepPhase.HOLD, 0, 1),
        (Dose(3, reps=25, hold_seconds=1), 4, 2.25, RepPhase.HOLD, 0.75, 1),
        (Dose(3, reps=25, hold_seconds=1), 4, 3.25, RepPhase.DOWN, 0.5, 0.5),
        (Dose(3, reps=25, hold_seconds=1, each_way=True), 5, 3.25, RepPhase.DOWN, 0.5, 0.5),
        (Dose(3, reps=25, hold_seconds=1, each_way=True), 5, 4.5, RepPhase.HOLD, 0.5, 0),
        (Dose(3, reps=25, hold_seconds=1), 4, 4, RepPhase.DOWN, 1, 0),
        (Dose(3, reps=25, each_way=True), 4, 4, RepPhase.DOWN, 1, 0),
    ],
)
def test_where_a_repetition_is(
    dose: Dose, seconds: float, into: float, phase: RepPhase, share: float, reach: float
) -> None:
    rep = rep_at(dose, seconds, into)
    assert (rep.phase, rep.share, rep.reach) == (phase, share, reach)


@given(st.integers(0, 3), st.booleans(), st.integers(1, 40))
def test_the_body_never_jumps(hold: int, each_way: bool, quarters: int) -> None:
    dose = Dose(1, reps=2, hold_seconds=hold or None, each_way=each_way and hold > 0)
    seconds = hold * (2 if dose.each_way else 1) + 0.75 + quarters / 4
    reach = [rep_at(dose, seconds, (n / 200 * seconds) % seconds).reach for n in range(401)]
    assert max(abs(after - before) for before, after in pairwise(reach)) <= 2 * seconds / 200 + 1e-6
    assert min(reach) == 0
    assert max(reach) == pytest.approx(1, abs=2 * seconds / 200)


def test_repetitions_are_counted_when_they_are_whole() -> None:
    player = run(begun(LEGS), 5)
    assert [player.moment(START + 5 + into).done for into in (0, 3.9, 4, 7.9, 8)] == [0, 0, 1, 1, 2]
    rep = player.moment(START + 5 + 5).rep
    assert rep
    assert (rep.phase, rep.share) == (RepPhase.UP, 0.5)
    assert begun(LEGS).moment(START).rep is None
    assert run(begun(LEGS, OWN_PACE), 9).moment(START + 9).rep is None
    assert run(begun(HOLDS), 9).moment(START + 9).rep is None


def test_the_countdown_shows_whole_seconds() -> None:
    player = run(begun(HOLDS), 5)
    assert [player.moment(START + 5 + into).count for into in (0, 0.1, 1, 9.99, 10)] == [30, 30, 29, 21, 20]
    assert run(begun(LEGS, OWN_PACE), 9).moment(START + 9).count is None


@pytest.mark.parametrize("start", [0.1, 0.3, 1234.56])
def test_what_is_whole_is_shown_whole_whatever_the_clock_said(start: float) -> None:
    holding = begun(HOLDS, now=start).advanced(start + 5)[0]
    legs = begun(LEGS, Tempo(rep=4.1), now=start).advanced(start + 5)[0]
    for n in range(1, 10):
        legs = legs.advanced(start + 5 + n * 4.1)[0]
        assert legs.moment(start + 5 + n * 4.1).done == n
    for n in range(1, 30):
        holding = holding.advanced(start + 5 + n)[0]
        moment = holding.moment(start + 5 + n)
        assert (moment.count, moment.done) == (30 - n, n)


def bells(player: Player, seconds: float, frame: float = 0.25) -> list[tuple[float, Cue]]:
    """Return the bells of a player that is told of the time, with the seconds since the start."""
    rung, before = list[tuple[float, Cue]](), player.moment(START)
    for n in range(1, int(seconds / frame) + 1):
        now = START + n * frame
        player, _ = player.advanced(now)
        after = player.moment(now)
        rung += [(now - START, cue) for cue in sorted(cues(before, after))]
        before = after
    return rung


def test_the_bells_of_a_hold_and_what_is_around_it() -> None:
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
    assert cues(going_on.moment(now), going_on.moment(now + 5)) == {Cue.START}


def test_a_switch_that_takes_no_time_rings_both_ends() -> None:
    player = run(begun(LEGS, Tempo(switch=0)), 64.9)
    assert cues(player.moment(START + 64.9), player.moment(START + 65)) == {Cue.END, Cue.START}
