"""Names that people type: of habits, and of what they add themselves."""

from __future__ import annotations

import re
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

    A whole id or name comes before a part of one, be it of a habit that is retired.

    Raises `UsageError` with those there are.
    """
    known = list(habits)
    current = [one for one in known if one.retired is None] or known
    for some, fitting in ((current, _called), (known, _called), (current, _with), (known, _with)):
        if len(found := fitting(folded(word), some)) == 1:
            return found[0]
        if found:
            names = ", ".join(one.id for one in found)
            raise UsageError(
                _("{word} matches more than one habit; choose from {names}.").format(
                    word=quoted(word), names=names
                )
            )
    names = ", ".join(one.id for one in current)
    raise UsageError(_("{word} is not a habit; choose from {names}.").format(word=quoted(word), names=names))


def _called(wanted: str, habits: list[Habit]) -> list[Habit]:
    by_id = [one for one in habits if one.id == wanted]
    return by_id or [one for one in habits if folded(named(one)) == wanted]


def _with(wanted: str, habits: list[Habit]) -> list[Habit]:
    return [one for one in habits if wanted and wanted in folded(f"{one.id} {named(one)}")]


LONGEST_NAME = 60
"""Signs of the name of a habit, as a person counts them."""
MOST_CHARACTERS = 12
"""Characters that one sign may be made of on average: a family of four has eleven."""


def typed_name(text: str) -> str:
    """Return a name that somebody typed, with single spaces; raises `UsageError` for one that will not do."""
    return typed_words(text, LONGEST_NAME, _("That is not a valid name; write 1 to {most} characters."))


def typed_words(text: str, most: int, sentence: str) -> str:
    """Return text of any script with single spaces; raises `UsageError` if it is empty, too long or unsafe.

    What is counted is what a person sees: 👩‍👩‍👧 is one. What looks the same is stored the same, so signs
    that only tell where a line may end, as between the words of Khmer, are left out.
    """
    plain = unicodedata.normalize("NFC", " ".join(re.sub("[\u00ad\u200b]", "", text).split()))
    fits = len(plain) <= most * MOST_CHARACTERS and len(graphemes(plain)) <= most
    if not fits or not _shows(plain) or not width(plain) or harmless(plain) != plain:
        raise UsageError(sentence.format(most=most))
    return plain


BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters by name, and a sign without dots, that show nothing: fillers of Korean, the empty one of braille."""


def _shows(text: str) -> bool:
    """Tell whether there is anything to see in a text: more than spaces, marks and signs without a shape."""
    unseen = ("Z", "M", "Cc", "Cf", "Cs")
    return any(not unicodedata.category(one).startswith(unseen) and one not in BLANK for one in text)


def folded(text: str) -> str:
    """Return a name as names are compared: capitals, spaces and how accents are written make no difference."""
    return unicodedata.normalize("NFC", " ".join(text.split()).casefold())
