"""A file of the catalogue that is wrong is refused in one sentence: which file, which key, what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from coretui import i18n
from coretui.catalogue import CatalogueError, read
from coretui.domain.exercises.dose import Dose
from coretui.domain.exercises.rep import Rhythm


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


GOOD = """
[sources.book]
name = { en = "A book" }
about = { en = "About it" }

[exercises.squat]
name = { en = "Squat" }
position = { en = "Standing." }
cue = { en = "Down, up." }
steps = { en = ["Down.", "Up."], nl = ["Omlaag.", "Omhoog."] }
sources = ["book"]

[programmes.legs]
name = { en = "Legs" }
about = { en = "Mine." }
times_per_week = 2
counts_as = "core"
sources = ["book"]
entries = [{ exercise = "squat", sets = 3, reps = 12, hold_seconds = 2 }]
"""

MISTAKES = [
    ("[exercises.squat]", "[exercises.squat", "own.toml: is not valid TOML ("),
    ("[exercises.squat]", "[exercise.squat]", "exercise is not a known key; expected one of sources, "),
    ("[exercises.squat]", "[exercises.Squat]", "exercises is 'Squat'; expected an id of lower-case"),
    ("cue =", "que =", "exercises.squat.que is not a known key; expected one of ask_if_inflamed, "),
    ('cue = { en = "Down, up." }', "", "exercises.squat.cue is missing; expected a text in en, in nl"),
    ('{ en = "Squat" }', '"Squat"', "exercises.squat.name is 'Squat'; expected a text in en, in nl"),
    ('{ en = "Squat" }', '{ fr = "Squat" }', 'exercises.squat.name is {fr = "Squat"}; expected a text'),
    ('{ en = "Squat" }', '{ en = " " }', 'exercises.squat.name is {en = " "}; expected a text in en'),
    (
        '"Down.", "Up."',
        '"Down."',
        "; expected the same number of texts in en and in nl, or texts in one of them only.",
    ),
    ('steps = { en = ["Down.", "Up."], nl', 'steps = { en = "Down.", nl', "exercises.squat.steps is {"),
    ('sources = ["book"]\n\n', 'sources = ["film"]\n\n', "squat.sources is 'film'; expected the id of a source"),
    ('sources = ["book"]\n\n', "sources = []\n\n", "exercises.squat.sources is []; expected a list of ids"),
    ("cue =", 'heavier = "jump"\ncue =', "squat.heavier is 'jump'; expected the id of an exercise"),
    ("cue =", 'muscles = ["biceps"]\ncue =', "squat.muscles is 'biceps'; expected the id of a muscle"),
    ("cue =", 'equipment = "ball"\ncue =', "squat.equipment is 'ball'; expected a list of ids"),
    ("cue =", 'stretch = "yes"\ncue =', "squat.stretch is 'yes'; expected true or false"),
    (
        "cue =",
        "rhythm = 4\ncue =",
        "squat.rhythm is 4; expected the keys there and back, and if you like stay and rest",
    ),
    ("cue =", "rhythm = { there = 2 }\ncue =", "squat.rhythm is {there = 2}; expected the keys there and back"),
    (
        "cue =",
        "rhythm = { there = 2, back = 0.1 }\ncue =",
        "expected the keys there and back, and if you like stay and rest",
    ),
    ("cue =", "rhythm = { there = 2, back = 2, wait = 1 }\ncue =", "expected the keys there and back"),
    (
        "cue =",
        "rhythm = { there = 2, back = true }\ncue =",
        "expected the keys there and back, and if you like stay and rest",
    ),
    ("cue =", 'moves.en = ["down"]\ncue =', 'squat.moves is {en = ["down"]}; expected two words in each language'),
    ("cue =", 'breath = "fire"\ncue =', "squat.breath is 'fire'; expected one of 4-7-8, belly, box, coherent"),
    ("cue =", "timed = 1\ncue =", "squat.timed is 1; expected true or false"),
    ("cue =", "pillar = 5\ncue =", "squat.pillar is 5; expected a whole number from 1 to 4"),
    ("cue =", 'side_left = { en = "left" }\ncue =', "squat.side_right is missing; expected both sides"),
    ('exercise = "squat"', 'exercise = "sit-up"', "legs.entries[1].exercise is 'sit-up'; expected the id of"),
    ("sets = 3", "sets = true", "programmes.legs.entries[1].sets is true; expected a whole number from 1"),
    ("sets = 3", "sets = 0", "programmes.legs.entries[1].sets is 0; expected a whole number from 1"),
    ("reps = 12", "reps = 12, seconds = 30", "entries[1].reps is 12; expected either reps or seconds"),
    (", reps = 12, hold_seconds = 2", "", "entries[1].reps is missing; expected either reps or seconds"),
    ("reps = 12", "seconds = 30", "entries[1].hold_seconds can only be used together with reps."),
    ("entries = [{ exercise", "entries = [3] #", "programmes.legs.entries[1] is 3; expected a table"),
    ("entries =", "#", "programmes.legs.entries is missing; expected a list of exercises"),
    ("times_per_week = 2", "times_per_week = 8", "legs.times_per_week is 8; expected a whole number from 1"),
    ('"core"', '"fun"', "programmes.legs.counts_as is 'fun'; expected one of core, movement"),
]


def written(folder: Path, text: str, name: str = "own.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_an_exercise_of_ones_own_has_its_rhythm_and_words(tmp_path: Path) -> None:
    own = 'rhythm = { there = 2, back = 3.5, rest = 0.5 }\nmoves.nl = ["zak", "kom op"]\ncue ='
    squat = read([written(tmp_path, GOOD.replace("cue =", own))]).exercises["squat"]
    assert squat.rhythm == Rhythm(2, 0, 3.5, 0.5)
    assert squat.moves.in_("en") == ("zak", "kom op")
    assert (squat.timed, squat.breath) == (False, None)


def test_a_person_may_write_in_one_language(tmp_path: Path) -> None:
    found = read([written(tmp_path, GOOD)])
    assert found.exercises["squat"].name.in_("nl") == "Squat"
    assert found.programmes["legs"].entries[0].dose == Dose(3, reps=12, hold_seconds=2)


@pytest.mark.parametrize(("right", "wrong", "sentence"), MISTAKES)
def test_a_mistake_is_one_sentence_with_file_key_and_what_was_expected(
    tmp_path: Path, right: str, wrong: str, sentence: str
) -> None:
    assert right in GOOD
    with pytest.raises(CatalogueError) as caught:
        read([written(tmp_path, GOOD.replace(right, wrong, 1))])
    said = str(caught.value)
    assert sentence in said
    assert said.startswith("own.toml: ")
    assert said.endswith(".")
    assert "\n" not in said


def test_an_id_is_used_once_over_all_files(tmp_path: Path) -> None:
    first, second = written(tmp_path, GOOD), written(tmp_path, GOOD, "more.toml")
    with pytest.raises(CatalogueError, match=r"more\.toml: sources\.book is there already, in own\.toml"):
        read([first, second])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"none\.toml: cannot be read \(No such file"):
        read([tmp_path / "none.toml"])
