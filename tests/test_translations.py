"""Every text in both languages: what is marked is translated, what is shown is marked, Dutch keeps to its words.

What is marked is what Babel finds. What is shown is looked at in a made-up language whose letters are none of
ours, so that a text that slipped through stays readable, wherever it is cut, wrapped or put together.
"""

from __future__ import annotations

import ast
import gettext
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from coretui import i18n
from coretui.i18n import _
from coretui.paths import Home
from coretui.tui.widgets.frame import KeyBar
from coretui.words.time import short_date
from tests.clock import FakeClocks
from tests.dutch import PO, dutch
from tests.foreign import PACKAGE, Texts, foreign, marked, unmarked
from tests.tui.desk import make_app

MARKERS = {"_", "N_", "NP_", "ngettext", "pgettext"}
"""The functions that mark a text; two of them have a context before it."""

# --- what is marked, and what is translated -----------------------------------------------------------------


@cache
def translated() -> dict[str, Message]:
    """Return the Dutch catalogue by its English texts."""
    with PO.open("rb") as lines:
        return {_texts(message.id)[0]: message for message in read_po(lines, locale="nl") if message.id}


def _texts(text: str | Iterable[str] | None) -> Texts:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _placeholders(text: str) -> Counter[tuple[str, str]]:
    """Return the names in braces and how each is written."""
    return Counter((name, form or "") for _, name, form, _ in Formatter().parse(text) if name is not None)


def _edges(text: str) -> tuple[bool, bool]:
    """Tell whether there is air before and after a text."""
    return text != text.lstrip(), text != text.rstrip()


def test_every_text_is_translated() -> None:
    assert [text for text in marked() if text not in translated()] == []
    assert [text for text, message in translated().items() if not all(_texts(message.string))] == []
    assert [text for text, message in translated().items() if message.fuzzy] == []


def test_nothing_is_translated_that_nobody_says() -> None:
    assert [text for text in translated() if text not in marked()] == []


def test_texts_with_a_plural_have_both_forms() -> None:
    assert {text: _texts(message.id) for text, message in translated().items()} == marked()
    assert [
        text for text, message in translated().items() if len(_texts(message.string)) != len(marked()[text])
    ] == []


def test_translations_fill_in_the_same() -> None:
    pairs = [
        pair
        for message in translated().values()
        for pair in zip(_texts(message.id), _texts(message.string), strict=True)
    ]
    assert [own for english, own in pairs if _placeholders(own) != _placeholders(english)] == []
    assert [own for english, own in pairs if _edges(own) != _edges(english)] == []


def test_babel_finds_every_text_that_the_code_marks() -> None:
    """It looks into strings one by one: what it finds inside an f-string depends on the version of Python."""
    inside = [
        f"{path.name}:{node.lineno} {ast.unparse(call)}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in MARKERS
        if any(isinstance(argument, ast.Constant) for argument in call.args)
    ]
    assert inside == []
    lost = [
        f"{path.relative_to(PACKAGE)}:{call.lineno} {argument.value}"
        for path, call in _calls(MARKERS)
        for argument in call.args[_name(call) in {"NP_", "pgettext"} :]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value
        if argument.value not in {text for texts in marked().values() for text in texts}
    ]
    assert lost == []


def test_what_is_installed_is_up_to_date() -> None:
    installed = PO.with_suffix(".mo")
    assert installed.exists(), "not compiled: install coretui again, as `make test` does"
    with installed.open("rb") as compiled:
        found = gettext.GNUTranslations(compiled)
    stale = [text for text in translated() if found.gettext(text) != dutch().gettext(text)]
    stale += [text for text in translated() if found.ngettext(text, "", 2) != dutch().ngettext(text, "", 2)]
    assert stale == [], "install coretui again, as `make test` does"


# --- Dutch --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "word"),
    [
        ("break", "opstaan"),
        ("on a break", "opgestaan"),
        ("Stand up for a moment", "Tijd om op te staan"),
        ("Paused until {time}", "Gedempt"),
        ("Snoozed until {time}", "Uitgesteld"),
        ("undo", "ongedaan"),
        ("close", "sluiten"),
        ("away", "weg"),
        ("snooze", "zo meteen"),
        ("skip", "overslaan"),
        ("standing", "staand werken"),
        ("round {n} of {target}", "ronde"),
        ("session", "sessie"),
        ("{n} of {target} set", "serie"),
        ("{length} hold", "vasthouden"),
        ("each side", "kant"),
        ("streak", "reeks"),
        ("{name} met.", "gehaald"),
        ("{name} off.", "vrij"),
        ("Move 20 min", "bewegen"),
    ],
)
def test_dutch_keeps_to_its_words(english: str, word: str) -> None:
    assert word in dutch().gettext(english)


def test_dutch_counts() -> None:
    i18n.use("nl", dutch())
    assert i18n.language() == "nl"
    assert [i18n.ngettext("{n} week", "{n} weeks", n).format(n=n) for n in (0, 1, 2)] == [
        "0 weken",
        "1 week",
        "2 weken",
    ]
    assert i18n.ngettext("once a week", "{n} times a week", 1) == "één keer per week"
    assert _("") == ""


def test_dutch_dates() -> None:
    i18n.use("nl", dutch())
    months = [short_date(date(2026, month, 2), date(2026, 1, 1)).split()[2] for month in range(1, 13)]
    assert " ".join(months) == "jan feb mrt apr mei jun jul aug sep okt nov dec"
    assert short_date(date(2026, 11, 22), date(2026, 11, 22)) == "zo 22 nov"


async def test_keys_are_described_in_the_language_of_the_moment(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)

    def keys_shown() -> str:
        return app.screen.query_one(KeyBar).render_line(0).text

    def described(key: str) -> tuple[str, str]:
        active = app.screen.active_bindings[key]
        return active.binding.description, active.tooltip

    async with app.run_test(size=(120, 40)) as pilot:
        assert described("b")[0] == "break"
        assert "b break" in keys_shown()
        i18n.use("nl", dutch())
        app.screen.refresh_bindings()
        await pilot.pause()
        assert described("b")[0] == "opstaan"
        assert described("p") == ("dempen", dutch().gettext("Pause reminders for a while"))
        assert "b opstaan" in keys_shown()
        i18n.use("en")
        app.screen.refresh_bindings()
        await pilot.pause()
        assert described("b")[0] == "break"


# --- unmarked texts, by reading the code --------------------------------------------------------------------

SAYS = frozenset(
    {
        *("Static", "Binding", "Choice", "SystemCommand", "update", "notify", "echo", "print"),
        *("CoretuiError", "UsageError", "NotNowError", "StoreError", "StoreNewerError", "WrongValueError"),
    }
)
"""What shows or tells the texts that it is called with."""
SHOWN_AS = frozenset({"description", "tooltip", "help", "short_help", "epilog", "metavar", "title", "prompt"})
"""What texts are called that are shown, wherever they go."""
NO_WORDS = frozenset(
    {
        "ID",
        "span",
        "prompt",
        "pain",
        "self_check",
        "time_off",
        "habit",
        "tick",
        "breathing",
        "chair",
    }  # the same in both languages; names of tables
)


def _calls(names: frozenset[str] | set[str] | None = None) -> Iterator[tuple[Path, ast.Call]]:
    """Yield every call in the package of a function or method with one of these names."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and (names is None or _name(node) in names):
                yield path, node


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _spoken(call: ast.Call) -> Iterator[ast.expr]:
    """Yield the arguments of a call that a person gets to read."""
    name = _name(call)
    if name == "Binding":
        yield from call.args[2:3]
    elif name in SAYS:
        yield from call.args
    yield from (keyword.value for keyword in call.keywords if keyword.arg in SHOWN_AS)


def _bare(expression: ast.expr) -> Iterator[str]:
    """Yield the texts in an expression that come out as they stand."""
    match expression:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            for part in parts:
                yield from _bare(part)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from _bare(left)
            yield from _bare(right)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _bare(body)
            yield from _bare(orelse)


def test_what_the_code_says_is_marked() -> None:
    unmarked = [
        f"{path.relative_to(PACKAGE)}:{call.lineno} {text}"
        for path, call in _calls()
        for argument in _spoken(call)
        for text in _bare(argument)
        if re.search("[A-Za-z]{2}", text) and text not in NO_WORDS
    ]
    assert unmarked == []


def test_an_unmarked_word_is_found() -> None:
    assert unmarked(f"{foreign('Stand up at {time}').format(time='14:47')} coretui --json /tmp/x breaks") == []
    assert unmarked(f"  ● {foreign('WEEK')}  2 of 3") == ["of"]
    assert unmarked(f"{foreign('Stand')} up") == ["up"]
    assert unmarked("één") == ["één"]
