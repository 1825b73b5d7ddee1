"""A session in words: doses, sides and rhythms of the leaflet, in both languages, and time that is no hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coretui import i18n
from coretui.catalogue import load
from coretui.domain.breathing.patterns import BELLY, beat
from coretui.domain.exercises.dose import Dose, Side
from coretui.domain.exercises.plan import PlannedSet
from coretui.domain.exercises.player import PlayerMoment
from coretui.domain.exercises.rep import Rep, RepPhase, Rhythm
from coretui.domain.exercises.steps import Step, StepKind, Tempo
from coretui.words import sessions as words
from tests.dutch import dutch

# Typed by hand from the leaflet (facts, section 6): dose, and what it is in words; the sides are words of the app.
# Then the words of a repetition, and how long one takes with its holds, in tenths of a second.
LEAFLET = [
    ("front-plank-2-legs", "3 × 30 s hold", "3 × 30 s vasthouden", "", "", "", "", 10),
    ("front-plank-1-leg", "3 × 15 reps, each side", "3 × 15 herhalingen, per kant",
     "lift", "lower", "til op", "laat zakken", 39),
    ("side-plank-2-legs", "3 × 30 s hold, each side", "3 × 30 s vasthouden, per kant", "", "", "", "", 10),
    ("side-plank-1-leg", "3 × 15 reps, each side", "3 × 15 herhalingen, per kant",
     "lift", "lower", "til op", "laat zakken", 39),
    ("back-plank-2-legs", "3 × 30 s hold", "3 × 30 s vasthouden", "", "", "", "", 10),
    ("back-plank-1-leg", "3 × 15 reps, each side", "3 × 15 herhalingen, per kant",
     "lift", "lower", "til op", "laat zakken", 40),
    ("lower-abdominals", "3 × 25 reps", "3 × 25 herhalingen", "tilt", "lower", "kantel", "laat zakken", 44),
    ("superman", "3 × 30 s hold", "3 × 30 s vasthouden", "", "", "", "", 10),
    ("upper-abdominals", "3 × 25 reps, hold 1 s", "3 × 25 herhalingen, 1 s vasthouden",
     "lift", "lower", "til op", "laat zakken", 46),
    ("log-roll", "3 × 5 reps, each side", "3 × 5 herhalingen, per kant", "roll", "back", "rol", "terug", 150),
    ("deep-transverse", "3 × 25 reps, hold 1 s", "3 × 25 herhalingen, 1 s vasthouden",
     "draw in", "let go", "trek in", "laat los", 54),
    ("pelvic-tilts", "3 × 25 reps, hold 1 s at each end", "3 × 25 herhalingen, in beide standen 1 s vasthouden",
     "hollow", "round", "hol", "bol", 56),
]  # fmt: skip
# The app's own doses and rhythms of what the other sources name.
OTHERS = [
    ("dead-bug", "2 × 8 reps, each side", "lower", "back", "laat zakken", "terug", 67),
    ("bird-dog", "2 × 8 reps, each side", "reach", "back", "strek", "terug", 70),
    ("supine-leg-lifts", "2 × 8 reps, each side", "lift", "lower", "til op", "laat zakken", 70),
    ("pallof-press", "2 × 8 reps, each side", "press", "back", "duw", "terug", 44),
    ("lunge-with-rotation", "2 × 8 reps, each side", "step and turn", "back", "stap en draai", "terug", 69),
    ("hip-bridge", "2 × 8 reps", "lift", "lower", "til op", "laat zakken", 58),
    ("standing-core-stability", "2 × 8 reps", "raise", "lower", "omhoog", "omlaag", 56),
    ("standing-hip-extension", "1 × 5 reps, each side", "leg back", "return", "naar achteren", "terug", 44),
]
TEMPO = Tempo(rhythms=load().rhythms)


def test_what_a_set_asks_for_reads_as_nothing_else() -> None:
    def said(exercise: str, dose: Dose) -> str:
        return words.prescribed(load(), PlannedSet(exercise, 1, None, dose))

    doses = (
        ("superman", Dose(3, seconds=30)),
        ("short-walk", Dose(1, seconds=300)),
        ("walk", Dose(1, seconds=600)),
    )
    assert [said(*one) for one in doses] == ["hold for 30 s", "for 5 min", "for 10 min"]
    assert said("pelvic-tilts", Dose(3, reps=25)) == "25 reps"
    in_dutch()
    assert [said(*one) for one in doses[:2]] == ["30 s vasthouden", "5 min lang"]


def test_one_set_is_no_sets() -> None:
    assert (words.sets_done(1, 1), words.sets_done(1, 3)) == ("1 of 1 set", "1 of 3 sets")
    in_dutch()
    assert (words.sets_done(1, 1), words.sets_done(1, 3)) == ("1 van 1 serie", "1 van 3 series")


def test_what_rests_in_the_middle_is_paused_and_not_silent() -> None:
    in_dutch()
    before, work = (Step(kind, 0, a_set("superman"), 12) for kind in (StepKind.READY, StepKind.WORK))
    assert words.doing(load(), PlayerMoment(work, paused=True)) == "gepauzeerd"
    assert words.doing(load(), PlayerMoment(before, paused=True)) == "gepauzeerd, maak je klaar"


def in_dutch() -> None:
    i18n.use("nl", dutch())


def a_set(exercise: str) -> PlannedSet:
    """Return the first set of an exercise, as the first programme that has it doses it."""
    _programme, entry = next(load().appearances(exercise))
    side = Side.LEFT if load().exercises[exercise].sides else None
    return PlannedSet(exercise, 1, side, entry.dose)


def dose(exercise: str) -> str:
    planned, timed = a_set(exercise), load().exercises[exercise].timed
    return words.dose(planned.dose, planned.side is not None, 2 * planned.dose.sets, timed=timed)


def working(planned: PlannedSet, into: float = 5.0, rep: Rep | None = None) -> PlayerMoment:
    """Return a moment in a set, when nothing is said beside what is done."""
    whole = TEMPO.seconds_of(planned)
    step = Step(StepKind.WORK, 0, planned, whole)
    return PlayerMoment(step, into=into, left=whole - into, done=int(into), rep=rep)


def moves(exercise: str) -> tuple[str, str]:
    ways = (RepPhase.THERE, RepPhase.BACK)
    there, back = (words.doing(load(), working(a_set(exercise), rep=Rep(way, 0.5, 0.5))) for way in ways)
    return there, back


@pytest.mark.parametrize("row", LEAFLET, ids=lambda row: row[0])
def test_each_exercise_of_the_leaflet_has_its_dose_its_rhythm_and_its_words(
    row: tuple[str, str, str, str, str, str, str, int],
) -> None:
    exercise, english, dutch_dose, there, back, heen, terug, tenths = row
    assert dose(exercise) == english
    assert TEMPO.unit_of(a_set(exercise)) == pytest.approx(tenths / 10)
    if there:
        assert moves(exercise) == (there, back)
    in_dutch()
    assert dose(exercise) == dutch_dose
    if there:
        assert moves(exercise) == (heen, terug)
    else:
        assert words.doing(load(), working(a_set(exercise))) == "vasthouden"


@pytest.mark.parametrize("row", OTHERS, ids=lambda row: row[0])
def test_each_other_exercise_with_repetitions_has_a_rhythm_and_words(
    row: tuple[str, str, str, str, str, str, int],
) -> None:
    exercise, english, there, back, heen, terug, tenths = row
    assert (dose(exercise), moves(exercise)) == (english, (there, back))
    assert TEMPO.unit_of(a_set(exercise)) == pytest.approx(tenths / 10)
    in_dutch()
    assert moves(exercise) == (heen, terug)


def test_no_exercise_with_repetitions_is_without() -> None:
    found = load()
    counted = {entry.exercise_id for one in found.programmes.values() for entry in one.entries if entry.dose.reps}
    assert counted == {row[0] for row in LEAFLET if row[3]} | {row[0] for row in OTHERS}
    assert counted <= set(found.rhythms) == {one.id for one in found.exercises.values() if one.moves.en}


def test_sides_that_share_the_sets_are_told_so() -> None:
    assert words.dose(Dose(3, reps=15), sided=True, sets=3) == "3 × 15 reps, in total, left and right in turn"
    in_dutch()
    assert (
        words.dose(Dose(3, reps=15), sided=True, sets=3)
        == "3 × 15 herhalingen, in totaal, links en rechts om en om"
    )


def test_what_is_timed_is_time_and_no_hold() -> None:
    walk, breathing = a_set("short-walk"), a_set("belly-breathing")
    assert [dose("short-walk"), dose("belly-breathing")] == ["5 min", "5 min"]
    assert [words.amount(walk), words.amount(replace(walk, dose=Dose(1, seconds=60)))] == ["5 min", "1 min"]
    assert words.doing(load(), working(walk)) == "left"
    assert words.done_of(working(walk)) == "0:05 of 5:00"
    swim = PlannedSet("swim", 1, None, Dose(1, seconds=600), "superman", counts=False)
    assert words.doing(load(), working(swim)) == "left", "another form of movement is time too"
    told = [words.doing(load(), working(breathing, into), beat(BELLY, into)) for into in (3.9, 4.1, 9.9, 10)]
    assert told == ["left   breathe in", "left   breathe out", "left   breathe out", "left   breathe in"]
    in_dutch()
    assert words.doing(load(), working(walk)) == "te gaan"
    assert words.doing(load(), working(breathing, 3), beat(BELLY, 3)) == "te gaan   adem in"


def test_a_hold_is_held_and_counted_in_seconds() -> None:
    plank = a_set("front-plank-2-legs")
    assert words.doing(load(), working(plank)) == "hold"
    assert words.done_of(working(plank, 22)) == "22 of 30 s"
    tilts = working(a_set("pelvic-tilts"), rep=Rep(RepPhase.HOLD, 0.5, 1.0))
    assert words.doing(load(), tilts) == "hold"


def test_an_exercise_without_words_of_its_own_has_some_that_fit_any() -> None:
    own = PlannedSet("mine", 1, None, Dose(1, reps=9))
    rep = Rep(RepPhase.THERE, 0.5, 0.5)
    assert words.doing(load(), working(own, rep=rep)) == "out"
    assert Tempo(rep=4).rhythm_of(own) == Rhythm(1.5, 1, 1.5)
    in_dutch()
    assert words.doing(load(), working(own, rep=rep)) == "heen"


def test_one_set_alone_has_no_number() -> None:
    walk, plank = a_set("short-walk"), a_set("superman")
    assert words.heading(load(), Step(StepKind.WORK, 0, walk, 300)) == "Short walk"
    assert words.heading(load(), Step(StepKind.WORK, 0, plank, 30)) == "Superman  ·  set 1 of 3"
    instead = PlannedSet("walk", 3, None, Dose(1, seconds=600), instead_of="superman", counts=False)
    assert words.heading(load(), Step(StepKind.WORK, 0, instead, 600)) == "Walk"
