"""A made-up language: what is shown in it and was not marked, stands out."""

from __future__ import annotations

import gettext
import re
import unicodedata
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from string import ascii_letters

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

import coretui
from coretui import catalogue
from coretui.domain.care.selfcheck import REASONS, SIGNS
from coretui.domain.chair.messages import Skip
from coretui.domain.habits.habit import BUILT_IN_IDS
from coretui.words.breathing import NAMES as PATTERN_NAMES
from coretui.words.journal import MOVEMENTS

_FOREIGN = str.maketrans(
    {letter: chr(0x1D5A0 + place) for place, letter in enumerate(ascii_letters[26:] + ascii_letters[:26])}
)
"""Letters of one column without capitals to be made of them; to a person they still look like ours."""


def foreign(text: str) -> str:
    """Write a text in foreign letters, but for what is filled in."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return "".join(
        part if part.startswith("{") else part.translate(_FOREIGN) for part in re.split(r"(\{.*?\})", plain)
    )


class ForeignTranslations(gettext.NullTranslations):
    """A language for everything that is marked, and for nothing else; `said` is what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.said: set[str] = set()

    def gettext(self, message: str) -> str:
        self.said.add(message)
        return foreign(message) if message in marked() else message

    def pgettext(self, context: str, message: str) -> str:
        """Return a text that is another one elsewhere; the made-up language has one word for both."""
        return self.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.said.add(msgid1)
        known = msgid1 in marked() and marked()[msgid1][1:] == (msgid2,)
        message = msgid1 if n == 1 else msgid2
        return foreign(message) if known else message


IDS = frozenset(
    {
        *BUILT_IN_IDS,
        *catalogue.load().exercises,
        *catalogue.load().programmes,
        *catalogue.load().sources,
        *catalogue.load().muscles,
        *catalogue.load().equipment,
        *catalogue.load().articles,
        *MOVEMENTS,
        *PATTERN_NAMES,
        *Skip,
        *SIGNS,
        *REASONS,
        "sit",
    }
)
"""Ids are the same in every language: scripts rely on them."""


def unmarked(shown: str, *allowed: str) -> list[str]:
    """Return the words in our letters that are left in what is shown, but for those that are no words.

    Options, paths, ids and the name of the program may stand anywhere.
    """
    for word in allowed:
        shown = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", shown)
    shown = re.sub(r"(?<!\w)--?[a-z][\w-]*|(?<![\w<])[~/][\w./-]+|\bcoretui\b", " ", shown)
    words = re.findall(r"[^\W\d_\U0001D5A0-\U0001D5D3]{2}[\w-]*", shown)
    return [word for word in words if word not in IDS]


PACKAGE = Path(coretui.__file__).parent


FRIDAY = datetime(2026, 11, 20, 14, 32, tzinfo=UTC).timestamp()
"""A Friday afternoon, as a wall time in UTC."""


DAY_START = 4 * 3600


Texts = tuple[str, ...]
"""A text, or a text and its plural."""


@cache
def marked() -> dict[str, Texts]:
    """Return what Babel finds in the package, each with its plural, by the text itself."""
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords={**DEFAULT_KEYWORDS, "NP_": ((1, "c"), 2)})
    texts = [text if isinstance(text, tuple) else (text,) for _file, _line, text, _comments, _context in found]
    return {text[0]: text for text in texts}
