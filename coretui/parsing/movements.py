"""Kinds of movement as people name them, in English or Dutch whatever the interface speaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from coretui.domain.harmless import quoted
from coretui.errors import UsageError
from coretui.i18n import _, pgettext
from coretui.words.journal import MOVEMENTS

SIT = "sit"
"""What was no movement: sitting elsewhere, on a flight say."""
DUTCH = {
    "walk": "wandelen", "swim": "zwemmen", "strength": "krachttraining", "weights": "gewichtheffen",
    "cycle": "fietsen", "run": "hardlopen", "dance": "dansen", "football": "voetbal", "other": "ander bewegen",
}  # fmt: skip
"""What kinds are called in Dutch, where that is another word."""


def movement_first(words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the kind of movement that the first words mean, the longest name there is, and the words behind it.

    Raises `UsageError` with the kinds there are.
    """
    for count in range(len(words), 0, -1):
        if kind := _known(" ".join(words[:count])):
            return kind, tuple(words[count:])
    return _refuse(words[0] if words else ""), ()


def _known(text: str) -> str:
    """Return the kind that a text means; empty if it means none."""
    word = " ".join(text.casefold().split())
    if word in {SIT, "zit", "zitten", pgettext("kind of movement", "sit")}:
        return SIT
    found = (kind for kind, name in MOVEMENTS.items() if word in {kind, name, _(name), DUTCH.get(kind)})
    return next(found, "")


def _refuse(text: str) -> NoReturn:
    names = ", ".join([*map(_, MOVEMENTS.values()), pgettext("kind of movement", "sit")])
    sentence = _("{word} is not a kind of movement; choose from {names}.")
    raise UsageError(sentence.format(word=quoted(text), names=names))
