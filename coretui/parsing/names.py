"""Names that people type: of habits, and of what they add themselves."""

from __future__ import annotations

from collections.abc import Iterable

from coretui.domain.habits.habit import Habit
from coretui.errors import UsageError
from coretui.i18n import _
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
            raise UsageError(_("{word} fits more than one habit: {names}.").format(word=word, names=names))
    names = ", ".join(one.id for one in current)
    raise UsageError(_("{word} is not a habit; there are {names}.").format(word=word, names=names))


def _fitting(word: str, habits: list[Habit]) -> list[Habit]:
    wanted = word.strip().casefold()
    if not wanted:
        return []
    for meant in (
        [one for one in habits if one.id == wanted],
        [one for one in habits if named(one).casefold() == wanted],
    ):
        if meant:
            return meant
    return [one for one in habits if wanted in f"{one.id} {named(one)}".casefold()]


LONGEST_NAME = 60
"""Characters of the name of a habit."""


def typed_name(text: str) -> str:
    """Return a name that somebody typed, with single spaces; raises `UsageError` for one that will not do."""
    return typed_words(text, LONGEST_NAME, _("A name has 1 to {most} letters."))


def typed_words(text: str, most: int, sentence: str) -> str:
    """Return text with single spaces; raises `UsageError` if it is empty, too long or cannot be shown."""
    plain = " ".join(text.split())
    if not plain or len(plain) > most or not plain.isprintable():
        raise UsageError(sentence.format(most=most))
    return plain
