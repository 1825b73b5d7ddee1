"""Names that people type: of habits, and of what they add themselves."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from coretui.domain.habits.habit import Habit
from coretui.domain.harmless import harmless, quoted
from coretui.errors import UsageError
from coretui.i18n import _
from coretui.words.columns import graphemes, width
from coretui.words.habits import named


def habit(word: str, habits: Iterable[Habit]) -> Habit:
    """Find a habit by its id, its name or any word that fits only one; one that is retired comes second.

    Raises `UsageError` with those there are.
    """
    known = list(habits)
    current = [one for one in known if one.retired is None] or known
    for some in (current, known):
        if len(found := _fitting(word, some)) == 1:
            return found[0]
        if found:
            names = ", ".join(one.id for one in found)
            raise UsageError(
                _("{word} fits more than one habit; choose from {names}.").format(word=quoted(word), names=names)
            )
    names = ", ".join(one.id for one in current)
    raise UsageError(_("{word} is not a habit; choose from {names}.").format(word=quoted(word), names=names))


def _fitting(word: str, habits: list[Habit]) -> list[Habit]:
    wanted = folded(word)
    if not wanted:
        return []
    for meant in (
        [one for one in habits if one.id == wanted],
        [one for one in habits if folded(named(one)) == wanted],
    ):
        if meant:
            return meant
    return [one for one in habits if wanted in folded(f"{one.id} {named(one)}")]


LONGEST_NAME = 60
"""Signs of the name of a habit, as a person counts them."""
MOST_CHARACTERS = 12
"""Characters that one sign may be made of on average: a family of four has eleven."""


def typed_name(text: str) -> str:
    """Return a name that somebody typed, with single spaces; raises `UsageError` for one that will not do."""
    return typed_words(text, LONGEST_NAME, _("That is not a valid name; write 1 to {most} characters."))


def typed_words(text: str, most: int, sentence: str) -> str:
    """Return text of any script with single spaces; raises `UsageError` if it is empty, too long or unsafe.

    What is counted is what a person sees: 👩‍👩‍👧 is one. What looks the same is stored the same.
    """
    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    fits = len(plain) <= most * MOST_CHARACTERS and len(graphemes(plain)) <= most
    if not fits or not width(plain) or harmless(plain) != plain:
        raise UsageError(sentence.format(most=most))
    return plain


def folded(text: str) -> str:
    """Return a name as names are compared: capitals, spaces and how accents are written make no difference."""
    return unicodedata.normalize("NFC", " ".join(text.split()).casefold())
