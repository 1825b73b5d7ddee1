"""Kinds of movement are named in either language, and listed in that of the person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coretui import i18n
from coretui.errors import UsageError
from coretui.i18n import _
from coretui.parsing.movements import movement_first
from coretui.words.journal import MOVEMENTS


@pytest.fixture
def _dutch() -> Iterator[None]:
    i18n.use("nl")
    yield
    i18n.use("en")


WORDS = [
    ("walk", "walk"), ("Wandelen", "walk"), ("zitten", "sit"), ("sit", "sit"), ("zit", "sit"),
    ("strength training", "strength"), ("krachttraining", "strength"), ("ander  bewegen", "other"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "kind"), WORDS)
def test_kinds_are_named_in_either_language(word: str, kind: str) -> None:
    assert movement_first(word.split()) == (kind, ())


@pytest.mark.usefixtures("_dutch")
@pytest.mark.parametrize(("word", "kind"), WORDS)
def test_kinds_are_named_in_either_language_in_dutch_too(word: str, kind: str) -> None:
    assert movement_first(word.split()) == (kind, ())


@pytest.mark.parametrize("word", [one for one, _kind in WORDS])
def test_the_longest_name_there_is_wins_and_the_rest_is_left(word: str) -> None:
    kind = dict(WORDS)[word]
    assert movement_first([*word.split(), "1", "h"]) == (kind, ("1", "h"))
    assert movement_first([word, "1 h"]) == (kind, ("1 h",))


@pytest.mark.usefixtures("_dutch")
@pytest.mark.parametrize(("kind", "name"), MOVEMENTS.items())
def test_every_name_that_is_offered_is_understood_word_by_word(kind: str, name: str) -> None:
    assert movement_first([*_(name).split(), "20m"]) == (kind, ("20m",))


def test_another_word_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"^'fly' is not a kind of movement; choose from walk, .*, sit\.$"):
        movement_first(["fly", "20m"])
    with pytest.raises(UsageError, match=r"^'' is not a kind of movement"):
        movement_first([" "])


@pytest.mark.usefixtures("_dutch")
def test_they_are_listed_in_the_language_of_the_person() -> None:
    with pytest.raises(UsageError, match=r"wandelen, zwemmen, .*, zitten"):
        movement_first(["vliegen", "20m"])
