"""A person's own exercises and programmes stand beside the app's; a mistake costs only what it is in."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import coretui
from coretui import i18n
from coretui.catalogue import load, load_with_own
from coretui.domain.exercises.dose import Dose
from coretui.paths import Home
from tests.shell import Desk

GOOD = """
[sources.book]
name = { en = "A book" }
about = { en = "About it" }

[exercises.squat]
name = { nl = "Kniebuiging" }
position = { en = "Standing." }
cue = { en = "Down, up." }
steps = { en = ["Down.", "Up."] }
sources = ["book", "programme"]
muscles = ["gluteals"]
lighter = "hip-bridge"

[exercises.jump]
name = { en = "Jump" }
position = { en = "Standing." }
cue = { en = "Up." }
steps = { en = ["Up."] }
sources = ["programme"]

[programmes.legs]
name = { en = "Legs" }
about = { en = "Mine." }
times_per_week = 2
counts_as = "core"
sources = ["book"]
entries = [{ exercise = "squat", sets = 3, reps = 12 }, { exercise = "dead-bug", sets = 2, seconds = 20 }]

[programmes.jumps]
name = { en = "Jumps" }
about = { en = "Mine." }
times_per_week = 1
counts_as = "movement"
sources = ["programme"]
entries = [{ exercise = "jump", sets = 1, reps = 5 }]
"""
OTHER = """
[exercises.hop]
name = { en = "Hop" }
position = { en = "Standing." }
cue = { en = "Up." }
steps = { en = ["Up."] }
sources = ["programme"]
"""
SQUAT, LEGS, ALL = {"squat", "legs"}, {"legs"}, {"squat", "jump", "legs", "jumps"}
CUE = 'cue = { en = "Down, up." }'

MISTAKES: list[tuple[str, str, set[str], str]] = [
    (
        "[exercises.squat]",
        "[exercises.squat",
        ALL,
        "own.toml: is not valid TOML (Expected ']' ",
    ),
    ("[exercises.squat]", "x = " + "[" * 5000 + "\n[exercises.squat]", ALL, "own.toml: is not valid TOML ("),
    ("times_per_week = 2", f"times_per_week = {'9' * 5000}", ALL, "own.toml: is not valid TOML ("),
    ("[exercises.squat]", "[exercise.squat]", SQUAT, "exercise is not a known key; expected one of sources, "),
    ("[sources.book]", "muscles = 3\n[sources.book]", set(), "own.toml: muscles is 3; expected a table."),
    ("[sources.book]", '"a\\nb" = 3\n[sources.book]', set(), r"own.toml: 'a\nb' is not a known key; expected"),
    (
        "[exercises.squat]",
        "[exercises.Squat]",
        SQUAT,
        "exercises is 'Squat'; expected an id",
    ),
    (
        "[exercises.squat]",
        "[exercises.superman]",
        SQUAT,
        "exercises.superman comes with the app already; expected",
    ),
    (
        "[programmes.legs]",
        "[programmes.gentle]",
        LEGS,
        "programmes.gentle comes with the app already; expected",
    ),
    (
        "[sources.book]",
        "[sources.posture]",
        {"squat", "legs"},
        "sources.posture comes with the app already; expected",
    ),
    (
        CUE,
        'que = { en = "Down." }',
        SQUAT,
        "exercises.squat.que is not a known key; expected one",
    ),
    (CUE, "", SQUAT, "exercises.squat.cue is missing; expected a text in en, in nl, or in both."),
    (CUE, "cue = 3", SQUAT, "exercises.squat.cue is 3; expected a text in en, in nl, or in both."),
    (CUE, 'cue = { en = "\\u001b[2J" }', SQUAT, r'exercises.squat.cue is {en = "\u001b[2J"}; expected a text'),
    (
        CUE,
        'cue = { en = "", nl = "Op" }',
        SQUAT,
        'exercises.squat.cue is {en = "", nl = "Op"}; expected a text',
    ),
    ('["Down.", "Up."]', "[]", SQUAT, "exercises.squat.steps is {en = []}; expected at least one text"),
    ('"programme"]\nmuscles', '"film"]\nmuscles', SQUAT, "squat.sources is 'film'; expected the id of a source."),
    ('["gluteals"]', '["biceps"]', SQUAT, "exercises.squat.muscles is 'biceps'; expected the id of a muscle."),
    (
        'lighter = "hip-bridge"',
        'lighter = "hip"',
        SQUAT,
        "squat.lighter is 'hip'; expected the id of an",
    ),
    (
        'lighter = "hip-bridge"',
        'lighter = "squat"',
        SQUAT,
        "squat.lighter is 'squat'; expected a variant that",
    ),
    (
        'lighter = "hip-bridge"',
        'lighter = "front-plank-1-leg"\nheavier = "front-plank-2-legs"',
        SQUAT,
        "squat.heavier is 'front-plank-2-legs'; expected a variant that does not lead back to this exercise.",
    ),
    (CUE, CUE + "\npillar = 5", SQUAT, "exercises.squat.pillar is 5; expected a whole number from 1 to 4."),
    (
        CUE,
        CUE + '\nside_left = { en = "left" }',
        SQUAT,
        "squat.side_right is missing; expected both sides",
    ),
    ('about = { en = "About it" }', "", set(), "own.toml: sources.book.about is missing; expected a text in en"),
    (
        '"squat", sets',
        '"sit-up", sets',
        LEGS,
        "legs.entries[1].exercise is 'sit-up'; expected the id of an",
    ),
    ('"dead-bug"', '"squat"', LEGS, "legs.entries[2].exercise is 'squat'; expected each exercise once."),
    ("sets = 3", "sets = 0", LEGS, "programmes.legs.entries[1].sets is 0; expected a whole number from 1 to 99."),
    ("reps = 12", "reps = -1", LEGS, "legs.entries[1].reps is -1; expected a whole number from 1 to 999."),
    (
        "seconds = 20",
        "seconds = 2.5",
        LEGS,
        "legs.entries[2].seconds is 2.5; expected a whole number from 1",
    ),
    ("reps = 12", "reps = 12, seconds = 9", LEGS, "entries[1].reps is 12; expected either reps or seconds."),
    (
        "times_per_week = 2",
        "times_per_week = 9",
        LEGS,
        "times_per_week is 9; expected a whole number from 1",
    ),
    ("entries = [{ exercise", "entries = [3] # {", LEGS, "programmes.legs.entries[1] is 3; expected a table."),
    ('counts_as = "core"', 'counts_as = "fun"', LEGS, "legs.counts_as is 'fun'; expected one of core, movement."),
]


def _folder(path: Path) -> None:
    path.mkdir()


def _dangling(path: Path) -> None:
    path.symlink_to(path.parent / "gone")


def _round(path: Path) -> None:
    path.symlink_to(path)


BROKEN_FILES: list[tuple[Callable[[Path], object], str]] = [
    (_folder, "exercises/bad.toml: is not a file; expected a text file with TOML."),
    (os.mkfifo, "exercises/bad.toml: is not a file; expected a text file with TOML."),
    (_dangling, "exercises/bad.toml: cannot be read (No such file or directory)."),
    (_round, "exercises/bad.toml: cannot be read (Too many levels of symbolic links)."),
    (
        lambda path: path.write_bytes(b"[exercises.x]\n# caf\xe9\n"),
        "exercises/bad.toml: line 2 is not UTF-8; expected a text saved as UTF-8.",
    ),
    (
        lambda path: path.write_bytes(b"#" * 10_000_000),
        "exercises/bad.toml: is larger than 1 MB; expected a text file with TOML.",
    ),
    (
        lambda path: path.write_bytes(b"\x00\x01\x02"),
        "exercises/bad.toml: is not valid TOML (Invalid statement (at line 1, column 1)).",
    ),
]


@pytest.fixture
def own(home: Home) -> Path:
    """Return the folder of a person's own exercises."""
    folder = Path(home.exercises)
    folder.mkdir(parents=True)
    return folder


def write(folder: Path, text: str, name: str = "own.toml") -> None:
    (folder / name).write_text(text, "utf-8")


def names(folder: Path) -> set[str]:
    """Return the ids of the own exercises and programmes that were read."""
    found, _problems = load_with_own(str(folder))
    return {*found.exercises, *found.programmes} - {*load().exercises, *load().programmes}


def problems(folder: Path) -> tuple[str, ...]:
    return load_with_own(str(folder))[1]


def test_own_exercises_stand_after_those_of_the_app_and_in_either_language(own: Path) -> None:
    write(own, GOOD)
    found, wrong = load_with_own(str(own))
    assert wrong == ()
    assert list(found.exercises) == [*load().exercises, "squat", "jump"]
    assert list(found.programmes) == [*load().programmes, "legs", "jumps"]
    assert found.exercises["squat"].name.in_("en") == "Kniebuiging"
    assert found.programmes["legs"].entries[1].dose == Dose(2, seconds=20)
    assert found.sources["book"].about.in_("nl") == "About it"


def test_without_a_folder_there_is_what_comes_with_the_app(home: Home) -> None:
    assert load_with_own(home.exercises) == (load(), ())


@pytest.mark.parametrize(("right", "wrong", "lost", "sentence"), MISTAKES, ids=map(str, range(len(MISTAKES))))
def test_a_mistake_is_one_sentence_and_costs_only_what_it_is_in(
    own: Path, right: str, wrong: str, lost: set[str], sentence: str
) -> None:
    assert right in GOOD
    write(own, GOOD.replace(right, wrong, 1))
    write(own, OTHER, "other.toml")
    first, *rest = problems(own)
    assert sentence in first
    assert first.startswith("exercises/own.toml: ")
    assert first.endswith(".")
    assert first.isprintable()
    # what needs the lost item says so for itself
    assert all("'squat'; expected" in one or "'book'; expected" in one for one in rest)
    assert ALL - names(own) == lost
    assert "hop" in names(own)
    assert {*load().exercises} < {*load_with_own(str(own))[0].exercises}


@pytest.mark.parametrize(("make", "sentence"), BROKEN_FILES)
def test_a_file_that_is_none_is_one_sentence_and_the_others_are_read(
    own: Path, make: Callable[[Path], object], sentence: str
) -> None:
    make(own / "bad.toml")
    write(own, GOOD)
    assert problems(own) == (sentence,)
    assert names(own) == ALL


def test_a_file_or_folder_that_may_not_be_read_is_one_sentence(ordinary_user: Home) -> None:
    own = Path(ordinary_user.exercises)
    own.mkdir()
    write(own, GOOD)
    (own / "own.toml").chmod(0)
    assert problems(own) == ("exercises/own.toml: cannot be read (Permission denied).",)
    own.chmod(0)
    assert problems(own) == ("exercises: cannot be read (Permission denied).",)
    own.chmod(0o700)


def test_a_folder_that_is_a_file_is_one_sentence(home: Home) -> None:
    Path(home.config_dir).mkdir()
    Path(home.exercises).write_text("[exercises]", "utf-8")
    assert load_with_own(home.exercises) == (
        load(),
        ("exercises: is a file; expected a folder with TOML files.",),
    )


def test_a_folder_that_cannot_be_read_is_one_sentence(home: Home) -> None:
    Path(home.config_dir).mkdir()
    _round(Path(home.exercises))
    said = ("exercises: cannot be read (Too many levels of symbolic links).",)
    assert load_with_own(home.exercises) == (load(), said)


def test_every_mistake_is_told_at_once(own: Path) -> None:
    write(own, GOOD.replace(CUE, "").replace("times_per_week = 1", "times_per_week = 0"))
    assert len(problems(own)) == 3
    assert names(own) == {"jump"}


def test_an_id_that_two_files_use_belongs_to_the_first(own: Path) -> None:
    write(own, OTHER, "a.toml")
    write(own, OTHER.replace("Hop", "Skip"), "b.toml")
    assert problems(own) == (
        "exercises/b.toml: exercises.hop is there already, in exercises/a.toml; expected each id once.",
    )
    assert load_with_own(str(own))[0].exercises["hop"].name.en == "Hop"


def test_a_circle_of_variants_costs_the_one_that_closes_it(own: Path) -> None:
    write(own, GOOD.replace('lighter = "hip-bridge"', 'heavier = "jump"'))
    write(own, OTHER + 'lighter = "jump"\nheavier = "squat"', "z.toml")
    assert len(problems(own)) == 1
    assert problems(own)[0].startswith("exercises/z.toml: exercises.hop.heavier is 'squat'; expected a variant")
    assert names(own) == ALL


def test_a_variant_that_was_left_out_is_not_linked(own: Path) -> None:
    write(own, GOOD.replace('lighter = "hip-bridge"', 'heavier = "jump"').replace('cue = { en = "Up." }', ""))
    assert len(problems(own)) == 2
    assert load_with_own(str(own))[0].exercises["squat"].heavier is None


def test_a_source_that_was_left_out_goes_by_its_id(own: Path) -> None:
    write(own, GOOD.replace('about = { en = "About it" }', "about = 3"))
    assert load_with_own(str(own))[0].sources["book"].name.in_("nl") == "book"


def test_texts_on_several_lines_and_a_mark_at_the_start_will_do(own: Path) -> None:
    long = GOOD.replace('"Down, up."', '"""\nDown,\n  up.\n"""')
    (own / "own.toml").write_bytes(long.encode("utf-8-sig"))
    found, wrong = load_with_own(str(own))
    assert wrong == ()
    assert found.exercises["squat"].cue.en == "Down, up."


def test_files_of_editors_and_of_other_kinds_are_not_read(own: Path) -> None:
    for name in (".#own.toml", "own.toml~", "notes.txt", ".own.toml.swp"):
        write(own, "nonsense", name)
    assert load_with_own(str(own)) == (load(), ())


def test_a_name_of_a_file_is_said_in_signs_that_can_be_shown(own: Path) -> None:
    with open(os.path.join(os.fsencode(own), b"a\n\x1b\xff.toml"), "wb") as odd:
        odd.write(b"x")
    assert problems(own)[0].startswith("exercises/a???.toml: is not valid TOML")


def test_own_files_are_read_again_only_when_something_changed(own: Path) -> None:
    write(own, GOOD)
    first = load_with_own(str(own))
    assert load_with_own(str(own)) is first
    write(own, OTHER, "more.toml")
    assert "hop" in names(own)
    write(own, "[exercises.hop]\n", "more.toml")
    assert len(problems(own)) == 1
    (own / "more.toml").unlink()
    assert load_with_own(str(own)) == first


def test_mistakes_are_told_in_the_language_of_the_moment(own: Path) -> None:
    write(own, GOOD.replace("sets = 3", "sets = 0"))
    english = problems(own)
    i18n.use("nl")
    assert problems(own) != english


def test_the_example_for_users_is_complete_and_right(own: Path) -> None:
    page = (Path(coretui.__file__).parents[1] / "docs" / "exercises.md").read_text("utf-8")
    example = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert example
    write(own, example[1])
    assert problems(own) == ()
    assert names(own) == {"wall-sit", "one-leg-bridge", "physio"}
    mistake = re.search(r"```text\n(.*?)\n```", page, re.DOTALL)
    assert mistake
    write(own, example[1].replace('cue.en = "Back flat against the wall."\n', ""), "physio.toml")
    (own / "own.toml").unlink()
    assert problems(own)[0] == mistake[1]


def test_commands_print_them_and_tell_mistakes_beside(desk: Desk) -> None:
    own = Path(desk.home.exercises)
    own.mkdir()
    write(own, GOOD.replace("sets = 3", "sets = 0"))
    mistake = "programmes.legs.entries[1].sets is 0; expected a whole number from 1 to 99."
    for command, expected in (
        ("exercises", "squat"),
        ("exercises --json", '"squat"'),
        ("exercises show squat", "Kniebuiging"),
        ("programmes", "Jumps (jumps)"),
        ("programmes --json", '"jumps"'),
    ):
        code, out, err = desk.run(command)
        assert (code, err) == (0, f"exercises/own.toml: {mistake}\n")
        assert expected in out
        assert "Legs (legs)" not in out
        if "--json" in command:
            json.loads(out)


def test_of_many_mistakes_the_first_are_told_and_the_others_counted(own: Path) -> None:
    lay = "\n".join(f"unknown{n} = 1" for n in range(5000))
    (own / "many.toml").write_text(lay, encoding="utf-8")
    assert len(problems(own)) == 6
    assert problems(own)[-1] == "exercises: 4995 more mistakes."
