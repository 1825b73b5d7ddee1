"""A session made to measure: own doses, less time, and something else in its place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coretui.catalogue import load
from coretui.domain.exercises.dose import Dose, Side, Sides
from coretui.domain.exercises.plan import Plan, PlannedSet, SetProgress, plan
from coretui.domain.exercises.steps import Tempo
from coretui.domain.exercises.tailoring import (
    DoseError,
    Prescription,
    another,
    cut_to,
    estimate,
    heavier,
    lighter,
    movement,
    out_of_reach,
    parse_dose,
    replaced,
    with_doses,
    within_reach,
    without_stretches,
)

CATALOGUE = load()
PROGRAMME = CATALOGUE.programmes["programme"]
CALM = Tempo(ready=5, switch=5, rest=30, rep=4)
L, R = Side.LEFT, Side.RIGHT


def prescribed(programme: str = "programme", sides: Sides = Sides.EACH, first: Side = L) -> Prescription:
    chosen = CATALOGUE.programmes[programme]
    return Prescription(plan(chosen, CATALOGUE, sides, first), chosen, CATALOGUE, sides, first)


PRESCRIPTIONS = st.builds(
    prescribed, st.sampled_from(sorted(CATALOGUE.programmes)), st.sampled_from(Sides), st.sampled_from(Side)
)


def place(sets: Plan, exercise: str, number: int = 1, side: Side | None = None) -> int:
    """Return where a set is in a plan."""
    found = (n for n, one in enumerate(sets) if (one.exercise, one.number, one.side) == (exercise, number, side))
    return next(found)


def short(sets: Plan, origin: str) -> str:
    """Return the sets of an exercise, and those in place of them, as they are typed: `1L 2R`."""
    sides = {None: "", L: "L", R: "R"}
    return " ".join(f"{one.number}{sides[one.side]}" for one in sets if one.origin == origin)


def all_done(sets: Plan) -> SetProgress:
    return SetProgress(sets, frozenset(one.key for one in sets))


# doses


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("2x20", Dose(2, reps=20)), ("2 × 20", Dose(2, reps=20)), (" 2 X 20 ", Dose(2, reps=20)),
        ("3x30s", Dose(3, seconds=30)), ("3 × 30 s", Dose(3, seconds=30)), ("1x3600S", Dose(1, seconds=3600)),
        ("3 x 25 hold 1s", Dose(3, reps=25, hold_seconds=1)),
        ("3x25 hold 0 s", Dose(3, reps=25, hold_seconds=0)), ("20x200", Dose(20, reps=200)),
    ],
)  # fmt: skip
def test_a_dose_is_typed_as_sets_of_repetitions_or_seconds(text: str, dose: Dose) -> None:
    assert parse_dose(text) == dose


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "shape"), ("20", "shape"), ("2x", "shape"), ("x20", "shape"), ("2-20", "shape"), ("-2x20", "shape"),
        ("2x20m", "shape"), ("2x2.5", "shape"), ("2x20 hold 1", "shape"), ("3x30s hold 1s", "shape"),
        ("2x20hold 1s", "shape"), ("٢x٢٠", "shape"), ("2x20x3", "shape"), ("2x20000", "shape"),
        ("0x20", "range"), ("2x0", "range"), ("21x5", "range"), ("2x201", "range"), ("2x3601s", "range"),
        ("3x25 hold 61s", "range"),
    ],
)  # fmt: skip
def test_what_is_no_dose_is_refused_with_the_reason(text: str, code: str) -> None:
    with pytest.raises(DoseError) as error:
        parse_dose(text)
    assert str(error.value) == code


def test_an_own_dose_stands_beside_the_prescribed_one() -> None:
    own = with_doses(PROGRAMME, {"log-roll": parse_dose("2x20"), "handstand": Dose(1, reps=1)})
    doses = {entry.exercise_id: entry.dose for entry in own.entries}
    assert doses["log-roll"] == Dose(2, reps=20)
    assert PROGRAMME.entries[9].dose == Dose(3, reps=5)
    assert with_doses(own, {"log-roll": Dose(3, reps=5)}) == PROGRAMME
    assert len(plan(own, CATALOGUE)) == 51 - 2


@pytest.mark.parametrize(
    ("exercise", "typed", "dose"),
    [
        ("upper-abdominals", "2x20", Dose(2, reps=20, hold_seconds=1)),
        ("upper-abdominals", "2x20 hold 3s", Dose(2, reps=20, hold_seconds=3)),
        ("upper-abdominals", "2x20 hold 0s", Dose(2, reps=20)),
        ("upper-abdominals", "2x20s", Dose(2, seconds=20)),
        ("pelvic-tilts", "2x20", Dose(2, reps=20, hold_seconds=1, each_way=True)),
        ("pelvic-tilts", "2x20 hold 0s", Dose(2, reps=20)),
        ("front-plank-2-legs", "3x10", Dose(3, reps=10)),
        ("front-plank-2-legs", "3x45s", Dose(3, seconds=45)),
        ("front-plank-2-legs", "3x10 hold 5s", Dose(3, reps=10, hold_seconds=5)),
    ],
)
def test_an_own_dose_keeps_the_prescribed_holds(exercise: str, typed: str, dose: Dose) -> None:
    own = with_doses(PROGRAMME, {exercise: parse_dose(typed)})
    assert next(entry.dose for entry in own.entries if entry.exercise_id == exercise) == dose


def test_without_own_doses_it_is_the_programme() -> None:
    for programme in CATALOGUE.programmes.values():
        assert with_doses(programme, {}) == programme


def test_stretches_can_be_left_out_and_others_with_them() -> None:
    pillars = CATALOGUE.programmes["pillars"]
    gone = {"low-lunge", "happy-baby", "lying-twist"}
    kept = without_stretches(pillars, CATALOGUE)
    assert kept.entries == tuple(entry for entry in pillars.entries if entry.exercise_id not in gone)
    fewer = without_stretches(pillars, CATALOGUE, {"supine-leg-lifts"})
    assert [entry.number for entry in fewer.entries] == [1, 2, 4, 5, 6, 7]
    assert without_stretches(PROGRAMME, CATALOGUE) == PROGRAMME


def test_what_needs_equipment_that_is_missing_is_left_out() -> None:
    assert [one.id for one in out_of_reach(PROGRAMME, CATALOGUE, {"ball", "band"})] == ["superman"]
    kept = within_reach(PROGRAMME, CATALOGUE, {"ball"})
    assert [entry.number for entry in kept.entries] == [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12]
    pillars = CATALOGUE.programmes["pillars"]
    assert [one.id for one in out_of_reach(pillars, CATALOGUE, {"band"})] == ["pallof-press"]
    for missing in (set[str](), {"band"}):
        assert within_reach(PROGRAMME, CATALOGUE, missing) == PROGRAMME
    alone = replace(PROGRAMME, entries=PROGRAMME.entries[7:8])
    assert within_reach(alone, CATALOGUE, {"ball"}) == alone, "who has only this knows what it is done with"


# the time there is


def test_per_side_takes_over_an_hour_and_in_all_about_fifty_minutes() -> None:
    each, total = prescribed().plan, prescribed(sides=Sides.TOTAL).plan
    assert (len(each), len(total)) == (51, 36)
    assert estimate(each, CALM) == 5 + 2925 + 15 * 5 + 35 * 30  # ready, sets, switches, rests
    assert estimate(total, CALM) == 5 + 2235 + 5 * 5 + 30 * 30
    assert estimate(each, CALM) > 60 * 60
    assert 47 * 60 <= estimate(total, CALM) <= 53 * 60


@pytest.mark.parametrize(
    ("programme", "sides", "seconds"),
    [
        # 12 s ready; 3 × (3.9 + 3.9 + 4) × 15 × 2 and 3 × 5 × 15 × 2 in repetitions of a side, and
        # 3 × 25 × (4.4 + 4.6 + 5.4 + 5.6) in others; 15 holds of 30 s, 15 changes of side, 35 rests
        ("programme", Sides.EACH, 12 + 1062 + 450 + 1500 + 15 * 30 + 15 * 10 + 35 * 30),
        ("desk", Sides.EACH, 12 + 2 * 5 * 4.4 + 10 + 30 + 60 + 30 + 5 * 5.6 + 30 + 60),
    ],
)
def test_a_session_takes_the_sum_of_what_each_exercise_takes(programme: str, sides: Sides, seconds: float) -> None:
    sets = plan(CATALOGUE.programmes[programme], CATALOGUE, sides)
    assert estimate(sets, Tempo(rhythms=CATALOGUE.rhythms)) == pytest.approx(seconds)


def test_in_own_pace_the_estimate_is_that_of_the_tempo() -> None:
    sets = prescribed().plan
    assert estimate(sets, replace(CALM, hands_free=False)) == estimate(sets, CALM)
    assert estimate(sets, replace(CALM, reps={"log-roll": 8})) == estimate(sets, CALM) + 6 * 5 * 4
    assert estimate((), CALM) == 0


@pytest.mark.parametrize(
    ("minutes", "sets", "rounds"),
    [
        (70, 51, "3 3 3 3 3 3 3 3 3 3 3 3"),
        (60, 46, "3 3 3 3 3 3 3 3 2 2 2 2"),
        (45, 34, "2 2 2 2 2 2 2 2 2 2 2 2"),
        (23, 17, "1 1 1 1 1 1 1 1 1 1 1 1"),
        (20, 16, "1 1 1 1 1 1 1 1 1 1 1 0"),
    ],
)
def test_a_session_is_cut_evenly(minutes: int, sets: int, rounds: str) -> None:
    cut = cut_to(prescribed().plan, minutes * 60, CALM)
    numbers = {entry.exercise_id: 0 for entry in PROGRAMME.entries}
    for one in cut:
        numbers[one.exercise] = max(numbers[one.exercise], one.number)
    assert (len(cut), " ".join(map(str, numbers.values()))) == (sets, rounds)
    assert estimate(cut, CALM) <= minutes * 60


def test_where_not_all_exercises_fit_the_others_are_spread_over_the_session() -> None:
    cut = cut_to(prescribed().plan, 10 * 60, CALM)
    assert [one.exercise for one in cut if one.side is not R] == [
        "front-plank-2-legs", "side-plank-2-legs", "back-plank-2-legs", "lower-abdominals", "upper-abdominals",
        "deep-transverse",
    ]  # fmt: skip
    assert len(cut_to(prescribed().plan, 0, CALM)) == 1


SECONDS = st.floats(0, 5000)


@given(PRESCRIPTIONS, SECONDS)
def test_a_cut_fits_keeps_its_order_and_both_sides(whole: Prescription, seconds: float) -> None:
    cut = cut_to(whole.plan, seconds, CALM)
    remaining = iter([one.key for one in whole.plan])
    assert all(one.key in remaining for one in cut)  # a part of it, in its order
    exercises = {one.exercise for one in cut}
    assert estimate(cut, CALM) <= seconds or len(exercises) == 1
    rounds = {name: max(one.number for one in cut if one.exercise == name) for name in exercises}
    assert all(one.dose.sets == rounds[one.exercise] for one in cut)  # and no set is said to come that does not
    if exercises != {one.exercise for one in whole.plan}:
        assert set(rounds.values()) == {1}
    for entry in whole.programme.entries:
        most = rounds.get(entry.exercise_id, entry.dose.sets)
        assert min(entry.dose.sets, max(rounds.values()) - 1) <= most <= entry.dose.sets
    if whole.sides is Sides.EACH:
        for (name, _), sides in Counter((one.exercise, one.number) for one in cut).items():
            assert sides == (2 if CATALOGUE.exercises[name].sides else 1)


@given(PRESCRIPTIONS, SECONDS, SECONDS)
def test_more_time_is_never_fewer_exercises_or_rounds(whole: Prescription, one: float, other: float) -> None:
    less, more = (cut_to(whole.plan, seconds, CALM) for seconds in sorted((one, other)))
    assert len({each.exercise for each in less}) <= len({each.exercise for each in more})
    assert len({(each.exercise, each.number) for each in less}) <= len(
        {(each.exercise, each.number) for each in more}
    )


@given(PRESCRIPTIONS, st.integers(1, 4500))
def test_no_more_is_left_out_than_has_to_be(whole: Prescription, seconds: int) -> None:
    """What was left out last does not fit: a cut to its own length is itself."""
    cut = cut_to(whole.plan, seconds, CALM)
    assert cut_to(whole.plan, estimate(cut, CALM), CALM) == cut
    if estimate(whole.plan, CALM) <= seconds:
        assert cut == whole.plan


# something instead


def test_a_heavier_neighbour_takes_over_the_sets_that_are_left_with_its_own_sides_and_dose() -> None:
    whole = prescribed()
    swapped = heavier(whole.plan, 1, whole)
    assert swapped
    assert swapped[:6] == (
        whole.plan[0],
        *(
            PlannedSet("front-plank-1-leg", n, side, Dose(3, reps=15), "front-plank-2-legs", worth=0.5)
            for n in (2, 3)
            for side in (L, R)
        ),
        whole.plan[3],
    )
    assert swapped[5:] == whole.plan[3:]


@pytest.mark.parametrize(
    ("exercise", "number", "side", "sides", "first", "left"),
    [
        ("front-plank-1-leg", 1, L, Sides.EACH, L, "1 2 3"),
        ("front-plank-1-leg", 2, R, Sides.EACH, L, "1L 1R 2L 2 3"),
        ("front-plank-1-leg", 2, R, Sides.TOTAL, L, "1L 2 3"),
        ("side-plank-1-leg", 2, R, Sides.EACH, L, "1L 1R 2L 2R 3L 3R"),
        ("side-plank-1-leg", 2, L, Sides.EACH, R, "1R 1L 2R 2L 3R 3L"),
    ],
)
def test_a_lighter_neighbour_takes_over_the_sets_that_are_left(
    exercise: str, number: int, side: Side, sides: Sides, first: Side, left: str
) -> None:
    whole = prescribed(sides=sides, first=first)
    index = place(whole.plan, exercise, number, side)
    swapped = lighter(whole.plan, index, whole)
    assert swapped
    assert short(swapped, exercise) == left
    assert swapped[:index] == whole.plan[:index]
    assert {one.exercise for one in swapped[index:] if one.origin == exercise} == {
        exercise.replace("1-leg", "2-legs")
    }


def test_where_there_is_no_neighbour_there_is_none() -> None:
    whole = prescribed()
    assert lighter(whole.plan, 0, whole) is None
    assert heavier(whole.plan, place(whole.plan, "log-roll", 1, L), whole) is None
    assert lighter(movement(whole.plan, 0, "walk"), 0, whole) is None


def test_an_own_exercise_that_left_the_catalogue_has_no_neighbour() -> None:
    whole = prescribed()
    left = {id_: one for id_, one in CATALOGUE.exercises.items() if id_ != whole.plan[0].exercise}
    without = replace(whole, catalogue=replace(CATALOGUE, exercises=left))
    assert lighter(whole.plan, 0, without) is None
    assert heavier(whole.plan, 0, without) is None


def test_an_unsided_exercise_in_all_alternates_when_its_neighbour_has_sides() -> None:
    whole = prescribed(sides=Sides.TOTAL, first=R)
    swapped = heavier(whole.plan, 0, whole)
    assert swapped
    assert short(swapped, "front-plank-2-legs") == "1R 2L 3R"
    assert [one.worth for one in swapped[:3]] == [1, 1, 1]


def test_the_dose_of_a_neighbour_is_ones_own_then_that_of_any_programme_then_the_same() -> None:
    whole = prescribed()
    own = replace(whole, programme=with_doses(PROGRAMME, {"front-plank-1-leg": Dose(2, reps=9)}))
    elsewhere = prescribed("pillars")
    unknown = replace(whole, catalogue=replace(CATALOGUE, programmes={}), programme=elsewhere.programme)

    def dose_with(prescription: Prescription) -> Dose:
        swapped = heavier(whole.plan, 0, prescription)
        assert swapped
        return swapped[0].dose

    assert dose_with(whole) == Dose(3, reps=15)
    assert dose_with(own) == Dose(3, reps=9)  # in as many rounds as it stands in for
    assert dose_with(unknown) == Dose(3, seconds=30)
    side_plank = place(elsewhere.plan, "side-plank-2-legs", 1, L)
    swapped = heavier(elsewhere.plan, side_plank, elsewhere)
    assert swapped
    assert swapped[side_plank].dose == Dose(2, reps=15)


@given(PRESCRIPTIONS, st.data())
def test_back_again_is_the_plan_there_was(whole: Prescription, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(whole.plan) - 1))
    here = CATALOGUE.exercises[whole.plan[index].exercise]
    for there, back in ((lighter, heavier), (heavier, lighter)):
        if swapped := there(whole.plan, index, whole):
            assert swapped != whole.plan
            assert back(swapped, index, whole) == whole.plan
    other = data.draw(st.sampled_from(sorted(set(CATALOGUE.exercises) - {here.id})))
    assert another(another(whole.plan, index, other, whole), index, here.id, whole) == whole.plan
    assert another(movement(whole.plan, index, "swim"), index, here.id, whole) == whole.plan


@given(PRESCRIPTIONS, st.lists(st.tuples(st.floats(0, 1), st.sampled_from("-+so")), max_size=8))
def test_however_often_a_plan_is_swapped_it_is_worth_the_same_and_no_set_is_there_twice(
    whole: Prescription, swaps: list[tuple[float, str]]
) -> None:
    sets, index = whole.plan, 0
    for share, key in swaps:
        index += int(share * (len(sets) - 1 - index))
        passed = sets[:index]
        match key:
            case "-":
                sets = lighter(sets, index, whole) or sets
            case "+":
                sets = heavier(sets, index, whole) or sets
            case "s":
                sets = another(sets, index, "hip-bridge", whole)
            case _:
                sets = another(sets, index, sets[index].origin, whole)
        assert sets[:index] == passed
        assert len({one.key for one in sets}) == len(sets)
        assert sum(one.worth for one in sets) == pytest.approx(len(whole.plan))
        assert [key for key, _ in groupby(one.origin for one in sets)] == [
            entry.exercise_id for entry in whole.programme.entries
        ]
        assert SetProgress(sets).total == len(whole.plan)
        assert all(one.counts or one.instead_of for one in sets)


def test_done_by_a_neighbour_is_done() -> None:
    whole = prescribed()
    harder, easier = heavier(whole.plan, 0, whole), lighter(whole.plan, 3, whole)
    assert harder
    assert easier
    for sets in (harder, easier):
        progress = all_done(sets)
        assert (progress.count, progress.total, progress.share, progress.next()) == (51, 51, 1, None)
    half = SetProgress(harder, frozenset({harder[0].key}))
    assert half.count == 0
    assert half.share == pytest.approx(0.5 / 51)


def test_a_stand_in_is_not_the_set_of_the_same_name() -> None:
    whole = prescribed()
    sets = heavier(whole.plan, 0, whole)
    assert sets
    same = [one for one in sets if (one.exercise, one.number, one.side) == ("front-plank-1-leg", 1, L)]
    assert [one.origin for one in same] == ["front-plank-2-legs", "front-plank-1-leg"]
    assert SetProgress(sets, frozenset({same[0].key})).next("front-plank-1-leg") == sets[1]
    assert same[1].key == ("front-plank-1-leg", 1, L)


def test_something_else_is_kept_as_what_it_was_and_what_was_prescribed_is_not_done() -> None:
    whole = prescribed()
    walked = movement(whole.plan, 1, "walk")
    assert walked[:3] == (
        whole.plan[0],
        PlannedSet("walk", 2, None, Dose(1, seconds=600), "front-plank-2-legs", counts=False, worth=2),
        whole.plan[3],
    )
    assert (all_done(walked).count, all_done(walked).total, all_done(walked).next()) == (49, 51, None)
    bridged = another(whole.plan, 1, "hip-bridge", whole)
    assert bridged[1] == PlannedSet("hip-bridge", 2, None, Dose(3, reps=8), "front-plank-2-legs", counts=False)
    assert (all_done(bridged).count, all_done(bridged).total) == (49, 51)


def test_the_neighbour_of_something_else_is_something_else() -> None:
    whole = prescribed()
    planks = another(whole.plan, place(whole.plan, "superman"), "side-plank-2-legs", whole)
    index = next(n for n, one in enumerate(planks) if one.origin == "superman")
    harder = heavier(planks, index, whole)
    assert harder
    assert {one.counts for one in harder if one.origin == "superman"} == {False}
    assert all_done(harder).count == 48


def test_a_cut_session_stays_cut_when_it_is_swapped() -> None:
    whole = prescribed()
    cut = replace(whole, plan=cut_to(whole.plan, 45 * 60, CALM))
    swapped = heavier(cut.plan, 0, cut)
    assert swapped
    assert short(swapped, "front-plank-2-legs") == "1L 1R 2L 2R"


def test_only_what_is_left_of_one_exercise_is_replaced() -> None:
    sets = prescribed().plan
    by = [PlannedSet("own", 1, None, Dose(1, reps=1), "front-plank-1-leg")]
    assert replaced(sets, 5, by) == (*sets[:5], replace(by[0], worth=4), *sets[9:])
