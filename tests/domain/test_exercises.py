"""Texts, doses and the ball: plain values. The contents of the catalogue are compared in `test_catalogue`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coretui.domain.exercises.catalogue import Catalogue, Entry, Exercise, Programme, ball_size
from coretui.domain.exercises.dose import Dose
from coretui.domain.exercises.text import Lines, Text

SQUAT = Exercise(
    id="squat",
    name=Text("Squat", "Kniebuiging"),
    position=Text("Standing.", "Staand."),
    steps=Lines(("Down.", "Up."), ("Omlaag.", "Omhoog.")),
    cue=Text("Down, up.", "Omlaag, omhoog."),
    sources=("programme",),
)


def programme(id_: str, *exercises: str) -> Programme:
    entries = tuple(Entry(exercise, n, Dose(3, reps=15)) for n, exercise in enumerate(exercises, 1))
    return Programme(id_, Text(id_), Text(id_), 3, "core", ("programme",), entries)


@pytest.mark.parametrize(
    ("height", "diameter"),
    [
        (1.50, 55),
        (1.679, 55),
        (1.68, 65),
        (168 / 100, 65),
        (1.75, 65),
        (1.88, 65),
        (188 / 100, 65),
        (1.881, 75),
        (2.10, 75),
    ],
)
def test_the_ball_goes_by_height_and_both_bounds_are_65(height: float, diameter: int) -> None:
    assert ball_size(height) == diameter


def test_a_text_is_given_in_the_language_asked_for() -> None:
    assert SQUAT.name.in_("en") == "Squat"
    assert SQUAT.name.in_("nl") == "Kniebuiging"
    assert SQUAT.steps.in_("nl") == ("Omlaag.", "Omhoog.")


def test_a_missing_text_falls_back_to_english_and_then_to_the_one_there_is() -> None:
    assert Text(en="Squat").in_("nl") == "Squat"
    assert Text("Squat", "Kniebuiging").in_("de") == "Squat"
    assert Text(nl="Kniebuiging").in_("en") == "Kniebuiging"
    assert Lines(en=("Down.",)).in_("nl") == ("Down.",)
    assert Lines(nl=("Omlaag.",)).in_("en") == ("Omlaag.",)


def test_sides_are_apart_only_where_they_have_names() -> None:
    assert not SQUAT.sides
    assert replace(SQUAT, side_left=Text("left leg up"), side_right=Text("right leg up")).sides


def test_support_goes_by_the_ball_at_hand_and_else_by_the_one_variant_there_is() -> None:
    ball, floor = Text("On the ball."), Text("On the floor.")
    both = replace(SQUAT, on_ball=ball, on_floor=floor)
    assert both.support(ball=True) == ball
    assert both.support(ball=False) == floor
    assert replace(SQUAT, on_ball=ball).support(ball=False) == ball
    assert SQUAT.support(ball=True) is None


def test_an_exercise_appears_in_each_programme_that_has_it_with_its_number_there() -> None:
    programmes = {one.id: one for one in (programme("a", "squat"), programme("b", "walk", "squat"))}
    catalogue = Catalogue({"squat": SQUAT}, programmes, {}, {}, {})
    assert [(one.id, entry.number) for one, entry in catalogue.appearances("squat")] == [("a", 1), ("b", 2)]
    assert list(catalogue.appearances("rest")) == []
