"""Kinds of movement are named in either language, and listed in that of the person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coretui import i18n
from coretui.errors import UsageError
from coretui.parsing.movements import movement


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
    assert movement(word) == kind


@pytest.mark.usefixtures("_dutch")
@pytest.mark.parametrize(("word", "kind"), WORDS)
def test_kinds_are_named_in_either_language_in_dutch_too(word: str, kind: str) -> None:
    assert movement(word) == kind


def test_another_word_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"^'fly' is not a kind of movement; choose from walk, .*, sit\.$"):
        movement("fly")
    with pytest.raises(UsageError, match=r"^'' is not a kind of movement"):
        movement(" ")


@pytest.mark.usefixtures("_dutch")
def test_they_are_listed_in_the_language_of_the_person() -> None:
    with pytest.raises(UsageError, match=r"wandelen, zwemmen, .*, zitten"):
        movement("vliegen")
