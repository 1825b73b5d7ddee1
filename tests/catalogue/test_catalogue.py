"""The catalogue says what its sources say, in two languages, and its commands print it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from click.testing import CliRunner

from coretui import i18n
from coretui.catalogue import load
from coretui.commands import catalogue as commands
from coretui.commands.documents import exercises_document, programmes_document
from coretui.domain.exercises.dose import Dose
from coretui.domain.exercises.text import Lines, Text
from coretui.errors import UsageError

# typed from the leaflet, not copied: number, id, dose, sides apart, ball, floor
LEAFLET = [
    (1, "front-plank-2-legs", Dose(3, seconds=30), False, True, True),
    (2, "front-plank-1-leg", Dose(3, reps=15), True, True, True),
    (3, "side-plank-2-legs", Dose(3, seconds=30), True, True, True),
    (4, "side-plank-1-leg", Dose(3, reps=15), True, True, True),
    (5, "back-plank-2-legs", Dose(3, seconds=30), False, True, True),
    (6, "back-plank-1-leg", Dose(3, reps=15), True, True, True),
    (7, "lower-abdominals", Dose(3, reps=25), False, False, False),
    (8, "superman", Dose(3, seconds=30), False, True, False),
    (9, "upper-abdominals", Dose(3, reps=25, hold_seconds=1), False, True, True),
    (10, "log-roll", Dose(3, reps=5), True, False, False),
    (11, "deep-transverse", Dose(3, reps=25, hold_seconds=1), False, False, False),
    (12, "pelvic-tilts", Dose(3, reps=25, hold_seconds=1, each_way=True), False, False, False),
]
PILLARS = {
    1: ["dead-bug", "bird-dog", "supine-leg-lifts"],
    2: ["pallof-press", "side-plank-2-legs", "lunge-with-rotation"],
    3: ["belly-breathing"],
    4: ["low-lunge", "happy-baby", "lying-twist"],
}
LONE = [
    "hip-bridge",
    "standing-core-stability",
    "supine-hip-opening",
    "dynamic-lunge",
    "standing-hip-extension",
    "short-walk",
    "standing-belly-breathing",
]
LIFTS_A_LEG = [
    *("front-plank-1-leg", "side-plank-1-leg", "back-plank-1-leg", "lower-abdominals"),
    *("supine-leg-lifts", "dead-bug", "bird-dog"),
]
SAME_IN_DUTCH = {"Superman", "Dead bug", "Bird dog", "Pallof press", "Happy baby"}
ENGLISH = {"the", "your", "and", "with", "until", "both", "keep", "legs", "knee", "back", "lower", "floor"}
DUTCH = {"de", "het", "een", "je", "met", "naar", "tot", "beide", "been", "knie", "rug", "houd", "vloer"}

TIMED = {"belly-breathing", "standing-belly-breathing", "short-walk", "dynamic-lunge"}
"""What is done for a time, and not held."""


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.mark.parametrize("row", LEAFLET, ids=lambda row: row[1])
def test_the_programme_is_the_leaflet(row: tuple[int, str, Dose, bool, bool, bool]) -> None:
    number, id_, dose, sides, ball, floor = row
    entry = load().programmes["programme"].entries[number - 1]
    exercise = load().exercises[id_]
    assert (entry.number, entry.exercise_id, entry.dose) == (number, id_, dose)
    assert exercise.sides == sides
    assert (exercise.on_ball is not None, exercise.on_floor is not None) == (ball, floor)
    assert "programme" in exercise.sources


def test_each_programme_counts_as_core_or_as_movement() -> None:
    programmes = load().programmes
    assert [(one.id, one.counts_as) for one in programmes.values()] == [
        ("programme", "core"),
        ("pillars", "core"),
        ("gentle", "movement"),
        ("desk", "movement"),
    ]
    assert len(programmes["programme"].entries) == 12
    assert programmes["programme"].times_per_week == 3


def test_the_sets_of_the_programme_are_51_per_side_and_36_in_all() -> None:
    exercises, entries = load().exercises, load().programmes["programme"].entries
    assert sum(entry.dose.sets for entry in entries) == 36
    assert sum(entry.dose.sets * (1 + exercises[entry.exercise_id].sides) for entry in entries) == 51


def test_the_four_pillars_hold_ten_exercises_in_their_order() -> None:
    in_session = [entry.exercise_id for entry in load().programmes["pillars"].entries]
    assert in_session == [id_ for ids in PILLARS.values() for id_ in ids]
    for pillar, ids in PILLARS.items():
        assert {e.id for e in load().exercises.values() if e.pillar == pillar} == set(ids)


def test_every_exercise_of_the_facts_is_there_and_no_other() -> None:
    expected = {row[1] for row in LEAFLET} | {id_ for ids in PILLARS.values() for id_ in ids} | set(LONE)
    assert set(load().exercises) == expected


def test_stretches_and_leg_lifts_are_known_to_the_self_check() -> None:
    exercises = load().exercises.values()
    assert {e.id for e in exercises if e.stretch} == {*PILLARS[4], "supine-hip-opening", "dynamic-lunge"}
    # From the facts: leg lifts, exercises 2, 4, 6 and 7, dead bug, bird dog.
    assert {e.id for e in exercises if e.ask_if_inflamed} == {
        "supine-leg-lifts",
        "front-plank-1-leg",
        "side-plank-1-leg",
        "back-plank-1-leg",
        "lower-abdominals",
        "dead-bug",
        "bird-dog",
    }
    assert {e.id for e in exercises if e.easy} == {"belly-breathing", "standing-belly-breathing", "short-walk"}
    assert not any(e.easy and (e.stretch or e.ask_if_inflamed) for e in exercises)
    for programme in ("gentle", "desk"):
        for entry in load().programmes[programme].entries:
            assert not load().exercises[entry.exercise_id].stretch


def test_muscles_are_named_only_where_the_leaflet_makes_them_evident() -> None:
    exercises = load().exercises
    named = {id_ for _, id_, *_ in LEAFLET if exercises[id_].muscles != ("global", "local")}
    assert named == {"lower-abdominals", "upper-abdominals", "deep-transverse", "pelvic-tilts"}


@pytest.mark.parametrize(
    ("id_", "hedge"),
    [
        ("log-roll", "contradicts itself"),
        ("log-roll", "ask your doctor"),
        ("superman", "The leaflet says: as hollow a back as possible"),
        ("upper-abdominals", "The article on core training says that crunches and sit-ups alone do little"),
        ("back-plank-1-leg", "does not say what a repetition is"),
        ("low-lunge", "the article on stretching says when not to"),
        ("low-lunge", "free of pain"),
        ("supine-hip-opening", "free of pain"),
        ("supine-hip-opening", "with the pelvis tilted slightly back"),
        ("dynamic-lunge", "dynamic stretches without force"),
        *((id_, "inflamed psoas") for id_ in LIFTS_A_LEG),
    ],
)
def test_what_a_source_leaves_open_or_contradicts_stays_in(id_: str, hedge: str) -> None:
    assert hedge in " ".join(load().exercises[id_].cautions.en)


def test_neighbours_are_each_others() -> None:
    exercises = load().exercises
    pairs = {(e.id, e.heavier) for e in exercises.values() if e.heavier}
    assert pairs == {(e.lighter, e.id) for e in exercises.values() if e.lighter}
    assert pairs == {(f"{x}-plank-2-legs", f"{x}-plank-1-leg") for x in ("front", "side", "back")}


def texts(thing: object, path: str) -> Iterator[tuple[str, str, str]]:
    """Yield where each text of a value stands, and the text in English and in Dutch."""
    if isinstance(thing, Text):
        yield path, thing.en, thing.nl
    elif isinstance(thing, Lines):
        yield from ((path, en, nl) for en, nl in zip(thing.en, thing.nl, strict=True))
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts(getattr(thing, field.name), f"{path}.{field.name}")
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from texts(value, f"{path}.{key}")


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def test_every_text_is_there_in_both_languages_and_each_in_its_own() -> None:
    seen = 0
    for where, en, nl in texts(load(), "catalogue"):
        seen += 1
        assert en, where
        assert nl, where
        assert en == en.strip(), where
        assert nl == nl.strip(), where
        assert en != nl or en in SAME_IN_DUTCH, where
        assert not words(nl) & ENGLISH, where
        assert not words(en) & DUTCH, where
    assert seen > 250


def test_names_steps_and_cues_fit_their_places() -> None:
    for exercise in load().exercises.values():
        for language in i18n.LANGUAGES:
            assert len(exercise.name.in_(language)) <= 24
            assert len(exercise.cue.in_(language)) <= 60
            for step in exercise.steps.in_(language):
                assert len(step) <= 70, step
                assert re.fullmatch(r"[^.!?]+\.", step), step


EXERCISE_KEYS = ["id", "name", "programmes", "sides", "muscles", "steps", "cautions", "sources"]


def test_the_json_of_exercises_has_exactly_the_keys_of_the_contract() -> None:
    documents = {str(one["id"]): one for one in exercises_document(load(), "en")}
    assert list(documents) == list(load().exercises)
    for id_, document in documents.items():
        pillar = load().exercises[id_].pillar
        assert [key for key in document if key not in {"pillar", "timed"}] == EXERCISE_KEYS
        assert document.get("timed", False) is (id_ in TIMED)
        assert document.get("pillar") == pillar
        assert ("pillar" in document) == (pillar is not None)
    assert documents["side-plank-2-legs"]["programmes"] == [
        {"id": "programme", "number": 3, "sets": 3, "seconds": 30, "times_per_week": 3},
        {"id": "pillars", "number": 5, "sets": 2, "seconds": 20, "times_per_week": 3},
    ]
    assert documents["pelvic-tilts"]["programmes"] == [
        {
            "id": "programme",
            "number": 12,
            "sets": 3,
            "reps": 25,
            "hold_seconds": 1,
            "each_way": True,
            "times_per_week": 3,
        }
    ]
    assert documents["supine-hip-opening"]["programmes"] == []


def test_each_place_in_a_programme_has_exactly_the_keys_of_the_contract() -> None:
    catalogue = load()
    for document in json.loads(CliRunner().invoke(commands.exercises, ["--json"]).stdout):
        places = catalogue.appearances(document["id"])
        for place, (programme, entry) in zip(document["programmes"], places, strict=True):
            amount = "seconds" if entry.dose.reps is None else "reps"
            hold = [] if entry.dose.hold_seconds is None else ["hold_seconds"]
            ends = ["each_way"] if entry.exercise_id == "pelvic-tilts" else []
            assert list(place) == ["id", "number", "sets", amount, *hold, *ends, "times_per_week"]
            assert (place["id"], place["number"], place["sets"]) == (programme.id, entry.number, entry.dose.sets)
            assert place[amount] == (entry.dose.seconds or entry.dose.reps)
            assert place.get("hold_seconds") == entry.dose.hold_seconds
            assert place["times_per_week"] == programme.times_per_week


def test_a_programme_names_its_exercises_by_their_ids() -> None:
    known = load().exercises
    for document in json.loads(CliRunner().invoke(commands.programmes, ["--json"]).stdout):
        assert list(document) == ["id", "name", "times_per_week", "exercises", "entries"]
        assert [entry["exercise"] for entry in document["entries"]] == document["exercises"]
        assert isinstance(document["times_per_week"], int)
        assert document["exercises"]
        assert set(document["exercises"]) <= set(known)


def test_the_json_of_programmes_has_exactly_the_keys_of_the_contract() -> None:
    documents = programmes_document(load(), "nl")
    entries = documents[0].pop("entries")
    assert documents[0] == {
        "id": "programme",
        "name": "Coreprogramma",
        "times_per_week": 3,
        "exercises": [row[1] for row in LEAFLET],
    }
    assert isinstance(entries, list)
    assert entries[11] == {
        "exercise": "pelvic-tilts",
        "sets": 3,
        "reps": 25,
        "hold_seconds": 1,
        "each_way": True,
        "alternatives": [],
    }


def test_the_mild_stretches_are_choices_in_the_pillars_and_nothing_else_is_one() -> None:
    choices = {
        (document["id"], entry["exercise"]): entry["alternatives"]
        for document in json.loads(CliRunner().invoke(commands.programmes, ["--json"]).stdout)
        for entry in document["entries"]
        if entry["alternatives"]
    }
    assert choices == {("pillars", "low-lunge"): ["supine-hip-opening", "dynamic-lunge"]}
    assert load().choices("low-lunge") == ("supine-hip-opening", "dynamic-lunge")
    others = [one.id for one in load().others("low-lunge")]
    assert others[:3] == ["supine-hip-opening", "dynamic-lunge", "front-plank-2-legs"]
    assert sorted([*others, "low-lunge"]) == sorted(load().exercises)
    assert "or: Supine hip opening, Dynamic lunge" in CliRunner().invoke(commands.programmes).stdout
    for choice in load().choices("low-lunge"):
        assert (
            "Four pillars: instead of Low lunge" in CliRunner().invoke(commands.exercises, ["show", choice]).stdout
        )


def test_the_last_exercise_of_the_leaflet_hollows_with_the_back_muscles_and_holds_both_ends() -> None:
    tilts = load().exercises["pelvic-tilts"]
    assert tilts.muscles == ("erector-spinae", "abdominals", "gluteals")
    assert "back muscles" in tilts.steps.en[0]
    assert "rugspieren" in tilts.steps.nl[0]
    assert [n for n, step in enumerate(tilts.steps.en) if "1 second" in step] == [1, 3]
    assert [n for n, step in enumerate(tilts.steps.nl) if "1 seconde" in step] == [1, 3]


def test_json_speaks_the_language_it_is_asked_for() -> None:
    dutch = {one["id"]: one for one in exercises_document(load(), "nl")}["front-plank-2-legs"]
    assert dutch["name"] == "Plank, 2 benen"
    assert dutch["steps"] == list(load().exercises["front-plank-2-legs"].steps.nl)


def test_the_commands_print_the_documents_and_nothing_else() -> None:
    printed = CliRunner().invoke(commands.exercises, ["--json"])
    assert json.loads(printed.stdout) == exercises_document(load(), "en")
    printed = CliRunner().invoke(commands.programmes, ["--json"])
    assert json.loads(printed.stdout) == programmes_document(load(), "en")


def test_lists_name_everything_within_80_columns() -> None:
    for command, ids in ((commands.exercises, load().exercises), (commands.programmes, load().programmes)):
        printed = CliRunner().invoke(command).stdout
        assert all(re.search(rf"\b{id_}\b", printed) for id_ in ids)
        assert max(map(len, printed.splitlines())) <= 80


def test_each_exercise_is_explained_within_80_columns() -> None:
    for exercise in load().exercises.values():
        printed = CliRunner().invoke(commands.exercises, ["show", exercise.id]).stdout
        assert exercise.name.en in printed
        assert all(step in printed for step in exercise.steps.en)
        assert all(load().sources[source].name.en in printed for source in exercise.sources)
        assert max(map(len, printed.splitlines())) <= 80


def test_a_dose_is_printed_as_a_leaflet_writes_it() -> None:
    printed = CliRunner().invoke(commands.programmes).stdout
    assert re.search(r"12  Pelvic tilts +3 × 25 repetitions, hold 1 s at each end\n", printed)
    assert re.search(r" 3  Side plank, 2 legs +3 × 30 s, left and right\n", printed)
    assert re.search(r"Deep belly breathing +1 × 5 min\n", printed)


def test_an_unknown_exercise_is_named_with_how_to_see_what_exists() -> None:
    result = CliRunner().invoke(commands.exercises, ["show", "sit-up"])
    assert isinstance(result.exception, UsageError)
    assert str(result.exception) == "'sit-up' is not an exercise; `coretui exercises` lists them."


def test_the_catalogue_is_read_once() -> None:
    assert load() is load()
