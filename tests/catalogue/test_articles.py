"""The articles say what their sources say, in both languages; numbers are typed from the facts."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from coretui import i18n
from coretui.catalogue import load
from coretui.commands import articles as commands
from coretui.commands import catalogue as exercises
from coretui.domain.care.advice import LOAD_THE_PSOAS
from coretui.domain.exercises.catalogue import POINT
from coretui.errors import UsageError
from coretui.words import red_flags
from coretui.words.articles import for_you
from coretui.words.journal import MOVEMENTS
from tests.dutch import dutch
from tests.shell import Desk

ARTICLES = {
    "why-sitting-matters": {"posture", "sceptic"},
    "psoas-left-and-right": {"posture", "core-psoas", "stretching", "sceptic"},
    "who-the-leaflet-is-for": {"programme", "stretching", "sceptic"},
    "when-to-stretch": {"stretching", "core-psoas"},
    "breathing": {"stretching", "core-psoas", "weil"},
    "what-core-training-does-not-do": {"sceptic", "posture", "core-psoas"},
    "sports": {"posture", "sceptic"},
    "ball-size": {"programme"},
    "red-flags": {"nhs"},
}
"""What there is to read, and whose words they are."""
NAMED = {
    "core-psoas": ("on core training", "over coretraining"),
    "posture": ("article on posture", "artikel over houding"),
    "stretching": ("on stretching", "over rekken"),
    "sceptic": ("sceptical article", "kritische artikel"),
    "programme": ("leaflet", "folder"),
    "weil": ("A. Weil", "A. Weil"),
    "nhs": ("NHS", "NHS"),
}
"""How a source is named in a sentence."""
SAYS = {
    "why-sitting-matters": [
        "every half hour",
        "no dose",
        "not a stretch",
        "no source says that one posture is right",
    ],
    "psoas-left-and-right": ["L1 to L5", "on one side", "left and right separately", "does not diagnose"],
    "who-the-leaflet-is-for": [
        "hamstring",
        "groin",
        "too little coordination",
        "three times a week",
        "martial arts",
    ],
    "when-to-stretch": [
        "long sitting",
        "after sport",
        "as one part of a programme",
        "(tendinitis)",
        "hard and long",
    ],
    "breathing": ["for 4 seconds", "for 7", "for 8", "19 seconds", "four rounds, twice a day"],
    "what-core-training-does-not-do": [
        "no cure-all",
        "2022",
        "beginners",
        "at least as much",
        "vary",
        "technique",
    ],
    "sports": [
        "ballet and modern",
        "sprints and hills",
        "squats and deadlifts",
        "recovery, mobility and strength",
    ],
    "ball-size": [
        "under 1.68 m: 55 cm",
        "1.68 to 1.88 m: 65 cm",
        "over 1.88 m: 75 cm",
        "7, 10, 11 and 12 need no",
    ],
    "red-flags": ["numbness", "both legs", "emergency number now"],
}
IN_DUTCH = {
    "breathing": [
        "4 seconden in",
        "7 seconden in",
        "8 seconden uit",
        "19 seconden",
        "vier rondes, twee keer per dag",
    ],
    "ball-size": ["1,68 m: 55 cm", "1,68 tot 1,88 m: 65 cm", "1,88 m: 75 cm"],
    "sports": ["ballet", "modern", "sprints en heuvels"],
}


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def said(id_: str, language: str = "en") -> str:
    return " ".join(load().articles[id_].paragraphs.in_(language))


def test_the_articles_are_those_of_the_facts_each_with_its_sources() -> None:
    assert {id_: set(one.sources) for id_, one in load().articles.items()} == ARTICLES


@pytest.mark.parametrize("id_", ARTICLES)
def test_an_article_names_its_sources_in_words_in_both_languages(id_: str) -> None:
    for source in ARTICLES[id_]:
        for language, words in zip(i18n.LANGUAGES, NAMED[source], strict=True):
            assert words in said(id_, language)


@pytest.mark.parametrize("id_", ARTICLES)
def test_an_article_says_what_the_facts_say(id_: str) -> None:
    assert [words for words in SAYS[id_] if words.lower() not in said(id_).lower()] == []
    assert [words for words in IN_DUTCH.get(id_, []) if words not in said(id_, "nl")] == []


@pytest.mark.parametrize("id_", ARTICLES)
def test_an_article_is_short_and_its_name_fits_the_list(id_: str) -> None:
    article = load().articles[id_]
    for language in i18n.LANGUAGES:
        assert len(article.name.in_(language)) <= 22
        assert len(said(id_, language).split()) <= 260
        assert max(len(text) for text in article.paragraphs.in_(language)) <= 420
    lists = [
        [text.startswith(POINT) for text in words] for words in (article.paragraphs.en, article.paragraphs.nl)
    ]
    assert lists[0] == lists[1]


def test_points_belong_to_the_paragraph_before_them() -> None:
    parts = load().articles["ball-size"].parts("en")
    assert [len(points) for _text, points in parts] == [3, 0]
    assert parts[0][1][0] == "under 1.68 m: 55 cm"


def test_every_sport_that_loads_the_psoas_can_be_logged_as_the_article_says() -> None:
    assert set(MOVEMENTS) >= LOAD_THE_PSOAS
    for language in i18n.LANGUAGES:
        assert set(re.findall(r"coretui log ([a-z]+) \d", said("sports", language))) == LOAD_THE_PSOAS


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_red_flags_are_those_of_the_dialog(language: str) -> None:
    i18n.use(language, dutch() if language == "nl" else None)
    signs = [POINT + i18n._(sign) for sign in red_flags.SIGNS]
    shown = [i18n._(red_flags.INTRO), *signs, i18n._(red_flags.CALL), i18n._(red_flags.SOURCE)]
    assert list(load().articles["red-flags"].paragraphs.in_(language)) == shown


@pytest.mark.parametrize(
    ("height", "sentence"),
    [
        (1.67, "1.67 m: a ball of 55 cm."),
        (1.68, "1.68 m: a ball of 65 cm."),
        (1.88, "1.88 m: a ball of 65 cm."),
        (1.89, "1.89 m: a ball of 75 cm."),
        (0, "coretui config set profile.height 1.75"),
    ],
)
def test_the_article_on_balls_names_ones_own(height: float, sentence: str) -> None:
    assert for_you("ball-size", height).endswith(sentence)
    assert for_you("sports", height) == ""


def test_an_exercise_names_what_to_read_beside_it() -> None:
    assert [one.id for one in load().reading("low-lunge")] == ["when-to-stretch"]
    printed = CliRunner().invoke(exercises.exercises, ["show", "superman"]).stdout
    assert "Which ball fits you: coretui articles show ball-size" in printed


# --- the command --------------------------------------------------------------------------------------------


def test_the_list_has_each_with_its_title_within_80_columns() -> None:
    lines = CliRunner().invoke(commands.articles).stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(ARTICLES)
    assert lines[5].endswith("  What core training does not do")
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("id_", ARTICLES)
def test_an_article_is_printed_whole_with_its_sources_within_80_columns(id_: str) -> None:
    printed = CliRunner().invoke(commands.articles, ["show", id_]).stdout
    flat = " ".join(printed.replace("·", "").split())
    assert all(text.removeprefix(POINT) in flat for text in load().articles[id_].paragraphs.en)
    assert all(load().sources[source].name.en in flat for source in ARTICLES[id_])
    assert max(map(len, printed.splitlines())) <= 80
    assert CliRunner().invoke(exercises.exercises, ["show", id_]).stdout == printed


def test_the_document_has_id_title_sources_and_paragraphs() -> None:
    documents = json.loads(CliRunner().invoke(commands.articles, ["--json"]).stdout)
    assert [one["id"] for one in documents] == list(ARTICLES)
    for one in documents:
        assert list(one) == ["id", "title", "sources", "paragraphs"]
        assert one["paragraphs"] == list(load().articles[one["id"]].paragraphs.en)
        assert set(one["sources"]) == ARTICLES[one["id"]]


def test_an_unknown_article_is_named_with_how_to_see_what_there_is() -> None:
    result = CliRunner().invoke(commands.articles, ["show", "sugar"])
    assert isinstance(result.exception, UsageError)
    assert str(result.exception) == "'sugar' is not an article; `coretui articles` lists them."


def test_the_persons_own_ball_is_printed(desk: Desk) -> None:
    desk.says("config set profile.height 1.9")
    assert "For your height of 1.90 m: a ball of 75 cm." in desk.says("articles show ball-size")
