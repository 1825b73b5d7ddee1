"""Kinds of movement as people name them, in English or Dutch whatever the interface speaks."""

from __future__ import annotations

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


def movement(text: str) -> str:
    """Return the kind of movement that a word means, `sit` for sitting.

    Raises `UsageError` with those there are.
    """
    word = " ".join(text.casefold().split())
    if word in {SIT, "zit", "zitten", pgettext("kind of movement", "sit")}:
        return SIT
    for kind, name in MOVEMENTS.items():
        if word in {kind, name, _(name), DUTCH.get(kind)}:
            return kind
    names = ", ".join([*map(_, MOVEMENTS.values()), pgettext("kind of movement", "sit")])
    sentence = _("{word} is not a kind of movement; choose from {names}.")
    raise UsageError(sentence.format(word=quoted(text), names=names))
