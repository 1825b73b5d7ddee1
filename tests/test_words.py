"""The words that people read: one for each thing, those of docs/words.md, none of Textual's, no ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from coretui import catalogue
from coretui.domain.exercises.text import Lines, Text
from coretui.words.terms import terms
from tests.dutch import PO
from tests.textual_words import textual_says

ROOT = Path(__file__).parents[1]
GOLDENS = ROOT / "tests" / "golden" / "screens"
PAGES = ("README.md", *(f"docs/{page}.md" for page in ("exercises", "habits", "leaving", "posture", "status-bar")))

Said = tuple[str, str, str]
"""Where a text stands, its language, and the text."""

NEVER = {
    "en": (
        *(r"\bthe chair\b", r"\bkeeps? the chair\b", r"\bNobody keeps\b", r"\bstretch(es)? of sitting\b"),
        *(r"\b[Ll]ongest stretch\b", r"\b[Hh]eld until\b", r"\bon hold\b", r"\b[Hh]old reminders\b"),
        *(r"\breminders (are |were )?held\b", r"\bidle\b", r"\b[Tt]ake[ns]? (it |that )?back\b", r"\bretired\b"),
        *(
            r"\b[Ff]orget\b",
            r"\b(are|be) forgotten\b",
            r"\b[Mm]end\b",
            r"\bis whole\b",
            r"\bthe defaults hold\b",
            r"\bunless said\b",
        ),
        *(r"\bwill not do\b", r"\bis too much\b", r"\bSo many\b", r"\bplays up\b", r"\b[Cc]omplaints\b"),
        *(
            r"\byour physician\b(?! or physiotherapist before you go on)",
            r"\b[Hh]eavier\b",
            r"\btargets? rest",
            r"\bloads or stretches\b",
        ),
        *(r"\byour professional\b", r"\b(leg|body|back)s? long\b", r"\bown reading\b"),
        *(r"\bthe store\b", r"\bunder the prompt\b"),
    ),
    "nl": (
        *(r"\b[Dd]e stoel\b", r"\b[Hh]erinneringen (zijn )?stil\b", r"\b[Ss]til tot\b", r"\b[Mm]etgezel\b"),
        *(
            r"\b[Oo]pdracht(en)?\b",
            r"\b[Tt]eruggedraaid\b",
            r"\bTerug met u\b",
            r"\besc dicht\b",
            r"\b[Vv]ergeet\b",
        ),
        *(r"\bgewoonten\b", r"\baan staat\b", r"\bop de maat\b", r"\b[Ss]traks\b", r"\braakt er\b", r"\buw\b"),
        *(r"\bochtend erna\b", r"\bvink serie\b", r"\bmet een professional\b", r"\b(lichaam|rug|been) lang\b"),
        *(r"\b[Hh]alf uur\b", r"\bfitnessba", r"\bbehandelaar\b", r"\bhoud vast\b"),
        *(r"\bknieën los\b", r"\bheupbotten\b", r"\b(gaat|kan) niet (bij|als|voor) [{]"),
    ),
}
"""What nobody is to read, in each language; docs/words.md has the word to use."""


@cache
def messages() -> tuple[Message, ...]:
    """Return the Dutch catalogue."""
    with PO.open("rb") as lines:
        return tuple(message for message in read_po(lines, locale="nl") if message.id)


def _texts(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text) if isinstance(text, list | tuple) else ()


def _in_catalogue() -> Iterator[Said]:
    """Yield every text of the catalogue in both languages."""
    found = catalogue.load()
    for kind in (found.exercises, found.programmes, found.sources, found.muscles, found.equipment):
        for id_, one in kind.items():
            for name in type(one).__slots__:
                text = getattr(one, name)
                for language in ("en", "nl"):
                    said = text.in_(language) if isinstance(text, Text | Lines) else ()
                    yield from ((f"coretui/catalogue {id_}.{name}", language, line) for line in _texts(said))


def said() -> Iterator[Said]:
    """Yield every text there is, where it stands and in which language."""
    for message in messages():
        places = [place for place, _line in message.locations]
        where = places[0]
        yield from ((where, "en", text) for text in _texts(message.id))
        yield from ((where, "nl", text) for text in _texts(message.string))
    yield from _in_catalogue()
    for page in PAGES:
        text = re.sub(
            r"\n## Keys\n.*?\n## |```.*?```|`[^`]*`|\]\([^)]*\)",
            "",
            (ROOT / page).read_text("utf-8"),
            flags=re.DOTALL,
        )
        yield from ((page, "en", paragraph) for paragraph in text.split("\n\n"))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_nobody_reads_a_word_that_is_ours_alone(language: str) -> None:
    never = re.compile("|".join(NEVER[language]))
    wrong = [
        f"{where}: {found[0]!r} in {' '.join(text.split())[:90]!r}"
        for where, spoken, text in said()
        if spoken == language and (found := never.search(text))
    ]
    assert wrong == []


def test_a_pause_is_of_a_breath_or_a_session_and_never_a_break_or_of_reminders() -> None:
    wrong = [
        (english, dutch)
        for message in messages()
        for english, dutch in zip(_texts(message.id), _texts(message.string), strict=False)
        if re.search("pauze", dutch, re.IGNORECASE)
        and (not re.search("paus|hold", english, re.IGNORECASE) or "reminder" in english.casefold())
    ]
    assert wrong == []


def glossary() -> list[tuple[str, str]]:
    """Return the English and the Dutch words of docs/words.md."""
    rows = re.findall(r"^\| (.+?) \| (.+?) \| .+ \|$", (ROOT / "docs/words.md").read_text("utf-8"), re.MULTILINE)
    return [(english, dutch.split(" (")[0]) for english, dutch in rows[2:]]


def test_the_words_of_the_glossary_are_those_that_are_said() -> None:
    for english, dutch in glossary():
        exact = [one.string for one in messages() if one.id == english]
        within = [
            " ".join(_texts(one.string))
            for one in messages()
            if re.search(rf"\b{re.escape(english)}\b", " ".join(_texts(one.id)))
        ]
        assert exact or within, f"nobody says {english!r}"
        assert [word for word in exact or within if dutch.casefold() in str(word).casefold()], (
            f"{english!r} is said as {exact or within}"
        )


def test_the_glossary_has_every_term_that_the_app_explains() -> None:
    explained = [term for term, _meaning in terms()]
    assert [english for english, _dutch in glossary()][: len(explained)] == explained


def test_an_error_quotes_what_was_typed_and_says_what_is_possible() -> None:
    refusing = re.compile(r"\{(given|text|word|value)\} (is not|is no|can mean|matches|does not|is in the future)")
    assert [
        text for where, language, text in said() if language == "en" and refusing.search(text) and ";" not in text
    ] == []


# --- ids, and what Textual says -----------------------------------------------------------------------------


def ids() -> list[str]:
    """Return the ids of sources and exercises that no sentence has by chance."""
    found = catalogue.load()
    return [id_ for id_ in (*found.sources, *found.exercises) if "-" in id_ or id_ == "sceptic"]


def shown() -> Iterator[tuple[str, str]]:
    """Yield every screen that is looked at in a test, as one text."""
    for path in sorted(GOLDENS.glob("*.txt")):
        yield f"tests/golden/{path.name}", " ".join(path.read_text("utf-8").split())


def test_no_screen_and_no_text_names_a_source_or_an_exercise_by_its_id() -> None:
    named = re.compile(
        rf"(?<![\w/-])({'|'.join(map(re.escape, ids()))})(?![\w-])|\((stretching|posture|programme)\)"
    )
    texts = [(where, text) for where, _language, text in said() if not where.startswith(("README", "docs"))]
    wrong = [f"{where}: {found[0]}" for where, text in (*shown(), *texts) if (found := named.search(text))]
    assert wrong == []


def test_no_screen_says_what_textual_says_in_english() -> None:
    assert [(name, words) for name, text in shown() for words in textual_says() if words in text] == []


def test_every_exercise_and_every_programme_has_a_source_in_both_languages() -> None:
    found = catalogue.load()
    named = {id_: bool(one.name.in_("en") and one.name.in_("nl")) for id_, one in found.sources.items()}
    named_by = {one.id: one.sources for one in found.exercises.values()}
    named_by |= {one.id: one.sources for one in found.programmes.values()}
    assert [id_ for id_, sources in named_by.items() if not sources or not all(map(named.get, sources))] == []
