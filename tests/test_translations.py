"""Every text in both languages: what is marked is translated, what is shown is marked, Dutch keeps to its words.

What is marked is what Babel finds. What is shown is looked at in a made-up language whose letters are none of
ours, so that a text that slipped through stays readable, wherever it is cut, wrapped or put together.
"""

from __future__ import annotations

import ast
import gettext
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter, ascii_letters

import click
import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

import coretui
from coretui import catalogue, cli, i18n, status
from coretui.desktop.lock import KeeperLock
from coretui.desktop.notices.notifier import ChannelHealth, DesktopNotifier
from coretui.doctor import checks as doctor
from coretui.doctor import notices
from coretui.doctor import store as doctor_store
from coretui.doctor.check import NAMES
from coretui.domain.care.selfcheck import REASONS, SIGNS
from coretui.domain.chair.messages import Skip
from coretui.domain.days import logical_day
from coretui.domain.exercises.text import Lines, Text
from coretui.domain.habits.habit import BUILT_IN_IDS
from coretui.i18n import LOCALE_DIR, _
from coretui.paths import Home
from coretui.sample import weeks as demo
from coretui.settings.keys import KEYS, Settings
from coretui.store.database import open_store
from coretui.tui.app import CoretuiApp
from coretui.words.breathing import NAMES as PATTERN_NAMES
from coretui.words.journal import MOVEMENTS
from coretui.words.time import short_date
from tests.clock import FakeClocks
from tests.ui.desk import Notices, make_app, wait

PACKAGE = Path(coretui.__file__).parent
PO = Path(LOCALE_DIR) / "nl" / "LC_MESSAGES" / "coretui.po"
FRIDAY = datetime(2026, 11, 20, 14, 32, tzinfo=UTC).timestamp()
"""A Friday afternoon, as a wall time in UTC."""
DAY_START = 4 * 3600

pytestmark = pytest.mark.usefixtures("_utc")
Texts = tuple[str, ...]
"""A text, or a text and its plural."""


# --- what is marked, and what is translated -----------------------------------------------------------------


@cache
def marked() -> dict[str, Texts]:
    """Return what Babel finds in the package, each with its plural, by the text itself."""
    found = extract_from_dir(PACKAGE, [("**.py", "python")])
    texts = [text if isinstance(text, tuple) else (text,) for _file, _line, text, _comments, _context in found]
    return {text[0]: text for text in texts}


@cache
def translated() -> dict[str, Message]:
    """Return the Dutch catalogue by its English texts."""
    with PO.open("rb") as lines:
        return {_texts(message.id)[0]: message for message in read_po(lines, locale="nl") if message.id}


@cache
def dutch() -> gettext.GNUTranslations:
    """Return the Dutch catalogue, compiled here and now."""
    with PO.open("rb") as lines:
        compiled = BytesIO()
        write_mo(compiled, read_po(lines, locale="nl"))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


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
    """It looks into strings one by one: a text inside an f-string, say, escapes it."""
    lost = [
        f"{path.relative_to(PACKAGE)}:{call.lineno} {argument.value}"
        for path, call in _calls({"_", "N_", "ngettext"})
        for argument in call.args
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
        ("hold", "stil"),
        ("held", "stil"),
        ("on hold", "stil"),
        ("away", "weg"),
        ("in a moment", "zo meteen"),
        ("skip", "sla over"),
        ("standing", "staand werken"),
        ("round {n} of {target}", "ronde"),
        ("session", "sessie"),
        ("{n} of {target} sets", "series"),
        ("{n} s hold", "vasthouden"),
        ("rest", "rust"),
        ("each side", "kant"),
        ("streak", "reeks"),
        ("{name} met.", "gehaald"),
        ("{name} off.", "vrij"),
        ("Move 20 min", "bewegen"),
    ],
)
def test_dutch_keeps_to_its_words(english: str, word: str) -> None:
    assert word in dutch().gettext(english)


def test_dutch_has_no_word_for_two_things_and_is_not_formal() -> None:
    said = [words for message in translated().values() for words in _texts(message.string)]
    # A "pauze" could be a break, or reminders on hold.
    assert [words for words in said if re.search(r"pauze|\buw\b", words, re.IGNORECASE)] == []


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
    months = [short_date(date(2026, month, 2)).split()[2] for month in range(1, 13)]
    assert " ".join(months) == "jan feb mrt apr mei jun jul aug sep okt nov dec"
    assert short_date(date(2026, 11, 22)) == "zo 22 nov"


async def test_keys_are_described_in_the_language_of_the_moment(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)

    def described(key: str) -> tuple[str, str]:
        active = app.screen.active_bindings[key]
        return active.binding.description, active.tooltip

    async with app.run_test(size=(120, 40)) as pilot:
        assert described("b")[0] == "break"
        assert " break" in _visible(app)
        i18n.use("nl", dutch())
        app.screen.refresh_bindings()
        await pilot.pause()
        assert described("b")[0] == "opstaan"
        assert described("p") == ("stil", dutch().gettext("Hold reminders for a while"))
        assert " opstaan" in _visible(app)
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


# --- unmarked texts, by looking at what is shown ------------------------------------------------------------

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

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.said.add(msgid1)
        known = msgid1 in marked() and marked()[msgid1][1:] == (msgid2,)
        message = msgid1 if n == 1 else msgid2
        return foreign(message) if known else message


@pytest.fixture
def abroad(monkeypatch: pytest.MonkeyPatch) -> ForeignTranslations:
    """Speak the made-up language everywhere: interface, catalogue, click."""
    translations = ForeignTranslations()
    text, lines = Text.in_, Lines.in_
    monkeypatch.setattr(gettext, "translation", lambda *args, **kwargs: translations)
    monkeypatch.setattr(Text, "in_", lambda self, language: foreign(text(self, language)))
    monkeypatch.setattr(Lines, "in_", lambda self, language: tuple(map(foreign, lines(self, language))))
    i18n.use("nl")
    return translations


@pytest.fixture
def friday(home: Home) -> FakeClocks:
    """Return the clocks of a Friday afternoon, with two weeks on record in the home."""
    clocks = FakeClocks(FRIDAY)
    store = open_store(home)
    now = clocks.now()
    today = logical_day(now, DAY_START)
    demo.fill(store, today=today, now=now, weeks=2, seed=1, zone=clocks.zone, day_start=DAY_START)
    store.close()
    return clocks


IDS = frozenset(
    {
        *BUILT_IN_IDS,
        *catalogue.load().exercises,
        *catalogue.load().programmes,
        *catalogue.load().sources,
        *catalogue.load().muscles,
        *catalogue.load().equipment,
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


def test_an_unmarked_word_is_found() -> None:
    assert unmarked(f"{foreign('Stand up at {time}').format(time='14:47')} coretui --json /tmp/x breaks") == []
    assert unmarked(f"  ● {foreign('WEEK')}  2 of 3") == ["of"]
    assert unmarked(f"{foreign('Stand')} up") == ["up"]
    assert unmarked("één") == ["één"]


def _visible(app: CoretuiApp) -> str:
    """Return what stands on the screen, messages included."""
    strips = app.screen._compositor.render_strips()
    told = [notification.message for notification in app._notifications]
    return "\n".join([*("".join(segment.text for segment in strip) for strip in strips), *told])


STATES = (
    *("Stand up at {time}", "seconds", "Stand up for a moment", "Again at {time}", "Held until {time}"),
    *("Standing since {time}", "Back at your desk from {time}.", "{sat} That is a full interval."),
    *("stand up", "on hold", "on a break"),
)
QUIET_STATES = (
    *(
        "Outside working hours until {time}",
        "It counts your sitting, but does not remind you.",
        "notices only here",
    ),
    *(
        "On your feet; nothing reminds you now.",
        "no notices: the desktop refused",
        "Another coretui keeps the chair.",
    ),
)
"""What Today says in some of its states: a state that does not say it was not looked at."""


class Looker:
    """Looks at an app as it goes through its states."""

    KEYS = ("space", "esc", "enter")

    def __init__(self, app: CoretuiApp, pilot: Pilot[str], clocks: FakeClocks) -> None:
        self.app, self._pilot, self._clocks = app, pilot, clocks
        self.found: dict[str, list[str]] = {}

    async def look(self, state: str, *keys: str, after: float = 0) -> None:
        """Press keys, let so many seconds pass, and keep what is unmarked on the screen, if anything is."""
        await self._pilot.press(*keys)
        if after:
            wait(self.app, self._clocks, after)
        self.app.tick()
        await self._pilot.pause()
        if words := unmarked(_visible(self.app), *self.KEYS):
            self.found[state] = words


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120x40", "80x24"])
async def test_today_shows_nothing_unmarked(
    home: Home, friday: FakeClocks, abroad: ForeignTranslations, size: tuple[int, int]
) -> None:
    notices = Notices()
    app = make_app(home, friday, notices, chair__interval="30m")
    async with app.run_test(size=size) as pilot:
        looker = Looker(app, pilot, friday)
        await looker.look("sitting")
        await looker.look("the last minute", after=14 * 60 + 30)
        await looker.look("due", after=60)
        await looker.look("due, elsewhere", "4")
        await looker.look("skip?", "1", "x")
        await looker.look("snoozed", "escape", "z")
        await looker.look("due again", after=360)
        await looker.look("snoozed twice", "z")
        await looker.look("no more snoozes", "z", after=360)
        await looker.look("skipped", "x", "1")
        await looker.look("held how long?", "p")
        await looker.look("held", "2")
        await looker.look("held, elsewhere", "4")
        await looker.look("going on", "1", "p")
        await looker.look("standing", "s")
        await looker.look("standing long", after=5400)
        await looker.look("break", "b")
        await looker.look("break, elsewhere", "4")
        await looker.look("break over", "1", after=130)
        await looker.look("back", "b")
        await looker.look("ticked", "home", "space", "down", "space", "down", "space", "down", "down", "space")
        await looker.look("undone", "u", "u", "u", "u", "u", "U", "U")
        friday.sleep(14 * 3600)
        await looker.look("another day", after=60)
        said = {f"notice {title}": unmarked(f"{title} {words}") for title, words in notices.sent}
    assert looker.found == {}
    assert not any(said.values()), said
    assert abroad.said >= {*STATES, "Why skip this break?", "Hold reminders for how long?", "Undone: {step}."}


async def test_today_shows_nothing_unmarked_in_quiet_states(
    home: Home, friday: FakeClocks, abroad: ForeignTranslations
) -> None:
    lock = KeeperLock(home.lock)
    for given in ({"hours__friday": ["09:00-12:00"], "notices__channels": []}, {"hours__friday": ["20:00-21:00"]}):
        app = make_app(home, friday, Notices(health=ChannelHealth.REFUSED), **given)
        async with app.run_test(size=(120, 40)) as pilot:
            looker = Looker(app, pilot, friday)
            await looker.look("outside hours", after=60)
            await looker.look("outside hours, standing", "s", after=60)
        assert looker.found == {}
    assert lock.acquire()
    app = make_app(home, friday)
    async with app.run_test(size=(120, 40)) as pilot:
        looker = Looker(app, pilot, friday)
        await looker.look("another keeper")
        await looker.look("refused", "b", "b", "z", "x")
    lock.release()
    assert looker.found == {}
    assert abroad.said >= {*QUIET_STATES}


@pytest.mark.usefixtures("abroad")
async def test_breathe_shows_nothing_unmarked(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday)
    async with app.run_test(size=(120, 40)) as pilot:
        looker = Looker(app, pilot, friday)
        await looker.look("at rest", "2")
        await looker.look("another pattern", "down")
        await looker.look("many rounds", "plus", "plus", "plus", "plus", "plus", "plus", "plus")
        await looker.look("get ready", "up", "space")
        for state, seconds in (("in", 5), ("hold", 5), ("out", 7), ("next round", 7)):
            friday.advance(seconds)
            await looker.look(state)
        await looker.look("paused", "space")
        await looker.look("last round", "space", "enter")
        await looker.look("stopped", "escape")
        await looker.look("nothing done", "space", "escape")
        await looker.look("from another screen", "space", "1")
    assert looker.found == {}


@pytest.mark.usefixtures("abroad")
async def test_session_shows_nothing_unmarked(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday)
    async with app.run_test(size=(120, 40)) as pilot:
        looker = Looker(app, pilot, friday)
        await looker.look("not begun", "3")
        await looker.look("begun", "enter")
        for number in range(12):
            await looker.look(f"exercise {number}", "down")
        await looker.look("ticked", "home", "space")
        await looker.look("left", "escape")
        await looker.look("gone on", "enter")
        await looker.look("more than there is", "up", "space", "space", "space")
        await looker.look("on another screen", "1")
        await looker.look("all of it", "3", *["space"] * 60)
        await looker.look("undone", "u", "U")
    assert looker.found == {}


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120x40", "80x24"])
@pytest.mark.usefixtures("abroad")
async def test_care_shows_nothing_unmarked(home: Home, friday: FakeClocks, size: tuple[int, int]) -> None:
    app = make_app(home, friday)
    async with app.run_test(size=size) as pilot:
        looker = Looker(app, pilot, friday)
        await looker.look("how is your back?", "r")
        await looker.look("into a leg?", "7")
        await looker.look("a lot of pain", "2")
        await looker.look("less pain", "r", "0")
        await looker.look("no flare-up", "exclamation_mark")
        await looker.look("a flare-up", "space")
        await looker.look("over", "space", "escape")
        await looker.look("self-check", "c")
        for number in range(9):
            await looker.look(f"question {number}", "y")
        await looker.look("not answered", "n", "up", "up", "up", "question_mark", "escape", "c", "enter")
        await looker.look("hidden", "question_mark", "y", "n", "y", "enter")
        await looker.look("again", "t", "end", "n")
        await looker.look("undone", "escape", *["u"] * 5, *["U"] * 5)
    assert looker.found == {}


@pytest.mark.usefixtures("abroad")
async def test_week_shows_nothing_unmarked(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday)
    async with app.run_test(size=(120, 40)) as pilot:
        looker = Looker(app, pilot, friday)
        await looker.look("this week", "4")
        await looker.look("ticked", "space", "left", "space", "down", "space", "down", "down", "space")
        await looker.look("tomorrow", "right", "right", "right", "space")
        await looker.look("last week", "left_square_bracket")
        await looker.look("empty week", *["left_square_bracket"] * 3)
        await looker.look("next week", "t", "right_square_bracket")
        await looker.look("a note?", "n")
        await looker.look("noted", *"12", "enter")
        await looker.look("which day?", "g")
        await looker.look("no day", *"12", "enter")
        await looker.look("change what?", "e")
        await looker.look("how often?", "2")
        await looker.look("year", "escape", "y")
        await looker.look("another habit", "greater_than_sign", "left", "up")
        await looker.look("the year before", "left_square_bracket")
        await looker.look("back", "escape")
    assert looker.found == {}


@pytest.mark.usefixtures("abroad")
async def test_a_session_that_is_led_shows_nothing_unmarked(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday)
    async with app.run_test(size=(120, 40)) as pilot:
        looker = Looker(app, pilot, friday)
        await looker.look("which programme?", "3", "c")
        await looker.look("how much time?", "escape", "m")
        await looker.look("which sides?", "escape", "enter")
        await looker.look("a ball?", "1")
        await looker.look("get ready", "1")
        for seconds in (6, 9, 9, 9, 5):
            friday.advance(seconds)
            await looker.look(f"led for {seconds} s more")
        await looker.look("what instead?", "s")
        await looker.look("how much pain?", "escape", "p")
        await looker.look("what to remember?", "escape", "n")
        await looker.look("heavier", "escape", "plus", "plus", "plus", "minus", "minus", "minus")
        await looker.look("reps", "x", "x", "x", "right")
        await looker.look("left", "escape")
        await looker.look("the end", "space", *["space"] * 60)
        await looker.look("no pain", "0")
    assert looker.found == {}


@pytest.mark.usefixtures("abroad")
async def test_breathing_asks_nothing_unmarked(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday, breathing__tension="on")
    async with app.run_test(size=(120, 40)) as pilot:
        looker = Looker(app, pilot, friday)
        await looker.look("slower", "2", "less_than_sign", "down", "down", "down")
        await looker.look("own?", "o")
        await looker.look("no pattern", *"12", "enter")
        await looker.look("tense?", "home", "space")
        await looker.look("ready", "5")
        friday.advance(3 + 4 * 19 / 0.9 + 1)
        await looker.look("tense afterwards?")
        await looker.look("relaxed", "2")
    assert looker.found == {}


def _write_mistake(home: Home) -> None:
    Path(home.exercises).mkdir()
    Path(home.exercises, "own.toml").write_text("[exercises.own]\n", "utf-8")


@pytest.mark.usefixtures("abroad")
async def test_library_shows_nothing_unmarked(home: Home, friday: FakeClocks) -> None:
    _write_mistake(home)
    app = make_app(home, friday)
    async with app.run_test(size=(200, 80)) as pilot:
        looker = Looker(app, pilot, friday)
        await looker.look("at first", "5")
        for number in range(len(catalogue.load().exercises) - 1):
            await looker.look(f"exercise {number}", "down")
        await looker.look("reading", "enter")
        await looker.look("red flags", "escape", "f")
        await looker.look("searching", "escape", "slash", "7")
        app.screen.query_one(Input).value = ""
        await looker.look("a mistake", "escape", "home")
    allowed = {"exercises", "own", "toml", "name"}
    assert {state: set(words) - allowed for state, words in looker.found.items() if set(words) - allowed} == {}


@pytest.mark.usefixtures("abroad")
async def test_messages_of_the_app_show_nothing_unmarked(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday)
    async with app.run_test(size=(120, 40)) as pilot:
        looker = Looker(app, pilot, friday)
        app.patience = 0.03
        await looker.look("burst", "a", "b", "c", "d", "e")
        await pilot.pause(0.2)
        app.patience = 0
        textuals = {command.title for command in super(CoretuiApp, app).get_system_commands(app.screen)}
        offered = [one for one in app.get_system_commands(app.screen) if one.title not in textuals]
        palette = " ".join(f"{command.title} {command.help}" for command in offered)
        app.post_message(Paste("Dear all,"))
        keys = {
            key: unmarked(f"{active.binding.description} {active.tooltip}")
            for key, active in app.screen.active_bindings.items()
            if active.binding.description in {foreign(text) for text in marked()}
        }
        await looker.look("pasted")
        await pilot.press("q")
    assert looker.found == {}
    assert unmarked(palette) == []
    assert app.return_value
    assert unmarked(app.return_value) == []
    assert not any(keys.values()), keys


# commands

NOTATION = (
    "[OPTIONS]",
    "COMMAND",
    "[ARGS]...",
    "ID",
    f"[{'|'.join(Skip)}]",
    "[day|week]",
    "first|last|before|after",
)
"""How click writes down what a command takes; it has no other language for it."""


def _named(group: click.Command, path: Texts = ()) -> Iterator[tuple[Texts, click.Command]]:
    """Yield every command there is by its words, groups included."""
    yield path, group
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            if command := group.get_command(context, name):
                yield from _named(command, (*path, name))


class Shell:
    """A shell in the made-up language, on a home with two weeks on record."""

    def __init__(self, home: Home, clocks: FakeClocks, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self.clocks, self._capsys = home, clocks, capsys

    def run(self, *words: str) -> str:
        """Run a command; return all that it said."""
        cli.main(list(words))
        said = self._capsys.readouterr()
        return said.out + said.err


@pytest.fixture
def shell(
    home: Home,
    friday: FakeClocks,
    abroad: ForeignTranslations,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Shell]:
    """Return a shell whose commands were loaded in the made-up language: their help is made when they are."""
    Path(home.config).write_text('[look]\nlanguage = "nl"\n', "utf-8")
    Path(home.config).chmod(0o600)
    monkeypatch.setenv("CORETUI_HOME", home.data_dir)
    monkeypatch.setenv("LANGUAGE", "nl")
    for module in (cli, status):
        monkeypatch.setattr(module, "MachineClocks", lambda: friday)
    package = sys.modules["coretui.commands"]
    before = {name: module for name, module in sys.modules.items() if name.startswith("coretui.commands.")}
    families = [name for name in before if not name.endswith(".desk")]
    for name in families:
        del sys.modules[name]
    yield Shell(home, friday, capsys)
    for name in [name for name in sys.modules if name.startswith("coretui.commands.")]:
        if name not in before:
            del sys.modules[name]
            delattr(package, name.rpartition(".")[2])
    for name in families:
        sys.modules[name] = before[name]
        setattr(package, name.rpartition(".")[2], before[name])


FIELDS = ("state", "due_in", "sat", "bar", "icon")
"""What a template of `status --format` may name."""


def test_help_says_nothing_unmarked(shell: Shell) -> None:
    found = {}
    for path, _command in _named(cli.group()):
        names = [name for name, _below in (_named(cli.group())) if name[:-1] == path and name]
        listed = [name[-1] for name in names]
        said = shell.run(*path, "--help").replace(status.USAGE, "")
        for name in listed:
            said = re.sub(rf"^  {name}\b", "", said, flags=re.MULTILINE)
        said = re.sub(rf"coretui {' '.join(path)}\b", "", said)
        if words := unmarked(said, *FIELDS, *NOTATION):
            found[" ".join(path)] = words
    assert found == {}


READS = [
    "status",
    "today",
    "today --on 2026-11-18",
    "week",
    "week 2026-W46",
    "streaks",
    "streaks core",
    "habits",
    "habits list",
    "exercises",
    *(f"exercises show {exercise}" for exercise in catalogue.load().exercises),
    "programmes",
    "path",
    "config path",
    "config get look.theme",
]
WRITES = [
    "done core",
    "done core",
    "done breaks --on 2026-11-17",
    "undone core",
    "undone core",
    "undone breaks",
    "undo",
    "undo",
    "redo",
    "redo",
    "redo",
    "log walk 20m",
    "log other 1h20m --at 13:10",
    "log cycle 20m",
    "pain 0",
    "pain 7 --leg",
    "check",
    "check --signs hollow,stiff --reasons none",
    "check --signs none --reasons inflamed,unstable,stress,overstretched",
    "undone self-check",
    "flare on",
    "flare on",
    "flare off",
    "flare off",
    *["undo"] * 6,
    "habits add 8 --times 8 --per day",
    "habits add 9 --on mon,wed",
    "habits list --all",
    "done 8 --times 3 --on monday",
    "undone 8 --times 2 --on monday",
    "undone 8 --times 2 --on monday",
    "habits change core --times 4",
    "habits change movement --goal 30",
    "habits change breathing --goal 2",
    "habits change breathing --goal 2",
    "habits list",
    "habits rename 9 7",
    "habits retire 7",
    "habits retire 7",
    "done 7",
    "habits list --all",
    "habits restore 7",
    "habits restore 7",
    "habits forget 8",
    "habits forget core",
    "off today",
    "off today",
    "off 2026-12-24 2027-01-02 --habit movement",
    "off remove 2026-12-24",
    "off remove 2026-12-24",
    "off remove today",
    *["undo"] * 12,
    "habits forget 8 --yes --really",
    "off list",
    "log sit 3h --at 2026-11-19T18:00",
    "log sit 3h --at 2026-11-19T18:00",
    "undo",
]
CHAIR = [
    "break start",
    "break start",
    "status",
    "break back",
    "break back",
    "break skip",
    "break snooze",
    "stand",
    "stand",
    "status",
    "sit",
    "away",
    "status",
    "break back",
    "pause 45m",
    "status",
    "pause",
    "status",
    "pause until 16:00 --reason -",
    "status",
    "pause until tomorrow",
    "resume",
    "resume",
]
WRONG = {
    "nonsense": ("nonsense",),
    "--nonsense": ("nonsense",),
    "break": ("start", "back", "skip", "snooze"),
    "break nonsense": ("nonsense",),
    "config": ("path", "get", "set"),
    "habits nonsense": ("nonsense",),
    "done": (),
    "done nonsense": ("nonsense",),
    "done br": ("br",),
    "done core movement": (),
    "done core --on": (),
    "done core --times 2": (),
    "done core --times 0": (),
    "habits add": (),
    "habits add 8 --times 3": (),
    "habits add 8 --unit 3": (),
    "habits add 8 --times 9 --per week": (),
    "habits add 8 --times 0 --per day": (),
    "habits add 8 --on someday": ("someday",),
    "habits add 8 --on mon --per week": (),
    "habits change core": (),
    "habits change core --goal 0": (),
    "habits change movement --goal 0": (),
    "habits change movement --times 3": (),
    "habits change movement --unit 3": (),
    "habits change self-check --goal 2": (),
    "habits order core up": ("up", "first, last, before, after"),
    "habits order core before": (),
    "habits order core after core": (),
    "off soon": ("soon",),
    "off today yesterday": ("today", "yesterday"),
    "off 2036-01-01": (),
    "done core --on soon": ("soon",),
    "done core --on 2026-11-24": (),
    "week 47": (),
    "week 2026-W49": ("2026-W49",),
    "pain": (),
    "pain much": ("much",),
    "flare": (),
    "flare up": ("up", "on", "off"),
    "check --signs hollow": (),
    "check --on yesterday": (),
    "check --signs back --reasons none": ("back", "none"),
    "log": (),
    "log fly 20m": ("fly",),
    "log walk soon": ("soon",),
    "log walk 20m --at soon": ("soon",),
    "log walk 2h --at 14:00": (),
    "pause soon": ("soon",),
    "pause until noon": ("until noon",),
    "break skip --reason tired": ("tired",),
    "exercises show nonsense": ("nonsense",),
    "exercises --json show dead-bug": (),
    "demo": (),
    "demo x --weeks many": ("many",),
    "demo x --weeks 0": (),
    "demo x --weeks 1 --years 1": (),
    "config get nonsense": ("nonsense",),
    "config get chair.intervall": ("chair.intervall", "chair.interval"),
    "config set chair.interval": (),
    "config set chair.interval 4s": ("chair.interval",),
    "config set chair.snoozes 99": ("chair.snoozes",),
    "config set days.start 13:00": ("days.start",),
    "config set hours.monday 9-5": ("hours.monday",),
    "config set notices.channels smoke": ("notices.channels", "smoke", "desktop, terminal, bell, popup"),
    "config set look.language fr": ("look.language", "fr", "auto, en, nl"),
    "status --nonsense": ("nonsense", status.USAGE),
    "status --format {nonsense}": ("{nonsense}", "{state} {due_in} {sat} {bar} {icon}"),
}
"""What is wrong with each, as it was given or as it must be."""


@pytest.mark.parametrize("commands", [READS, WRITES, CHAIR], ids=["reads", "writes", "chair"])
@pytest.mark.parametrize("kept", [True, False], ids=["kept", "not kept"])
def test_commands_say_nothing_unmarked(shell: Shell, commands: list[str], kept: bool) -> None:
    lock = KeeperLock(shell.home.lock)
    assert not kept or lock.acquire()
    found = {}
    for command in commands:
        if words := unmarked(shell.run(*command.split()), "coretui-dark"):
            found[command] = words
        shell.clocks.advance(5)
    lock.release()
    assert found == {}


@pytest.mark.parametrize("command", WRONG)
def test_what_is_wrong_is_said_with_nothing_unmarked(shell: Shell, command: str) -> None:
    said = shell.run(*(command.split(" ", 2) if "{" in command else command.split())).replace(status.USAGE, "")
    names = sorted({word for path, _command in _named(cli.group()) for word in path}, key=len, reverse=True)
    said = re.sub(rf"coretui( ({'|'.join(names)}))+", "coretui", said)
    assert unmarked(said, *WRONG[command], *NOTATION) == []


def test_settings_are_listed_by_their_keys_alone(shell: Shell) -> None:
    lines = shell.run("config", "get").splitlines()
    assert [line.split(" = ")[0] for line in lines] == list(KEYS)
    assert all(json.loads(line.split(" = ", 1)[1]) is not None for line in lines)


def test_mistakes_in_the_settings_are_told_with_nothing_unmarked(shell: Shell) -> None:
    config = Path(shell.home.config)
    config.write_text('[look]\nlanguage = "nl"\ntheme = 3\n[chair]\ninterval = "soon"\nhere be\n', "utf-8")
    said = shell.run("config", "get", "look.language")
    # What the parser of TOML says about a line comes as it is.
    told = re.sub(r": Expected.*?\(at .*?\)", "", said)
    assert unmarked(told, "look.theme", "chair.interval", "soon", "here be", "nl") == []


@pytest.mark.parametrize("health", ChannelHealth)
def test_notify_test_says_nothing_unmarked(
    shell: Shell, health: ChannelHealth, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    async def send(self: DesktopNotifier, title: str, text: str) -> ChannelHealth:
        said.extend((title, text))
        return health

    monkeypatch.setattr(DesktopNotifier, "send", send)
    said.append(shell.run("notify-test"))
    assert unmarked(" ".join(said), notices.SENDER, notices.SERVICE) == []


def test_demo_says_nothing_unmarked(shell: Shell, tmp_path: Path) -> None:
    folder = str(tmp_path / "sample")
    said = [shell.run("demo", folder, "--weeks", "1"), shell.run("demo", folder)]
    said += [shell.run("demo", shell.home.database), shell.run("demo", folder + "2", "--weeks", "2")]
    assert unmarked(" ".join(said), folder, shell.home.database, "CORETUI_HOME=") == []


ENVIRONMENTS: tuple[dict[str, str], ...] = (
    {},
    {"TERM": "dumb", "LANG": "C"},
    {"TERM": "xterm-256color", "TMUX": "x", "NO_COLOR": "1", "DISPLAY": ":1", "DBUS_SESSION_BUS_ADDRESS": "unix:"},
    {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PATH": "/usr/bin:/bin"},
)
GIVEN = (
    *("nl", "xterm-256color", "unix:", "utf-8", "OSC 9"),
    *("notify-send", "dbus-python", notices.SENDER, notices.SERVICE),
    *("tmux set -g allow-passthrough on", "export COLORTERM=truecolor", "export LANG=C.UTF-8"),
    *("CORETUI_HOME=DIR", "chmod go=", "sudo chown -R $USER", "pip install ."),
)
"""Commands to type, and what the machine says of itself."""


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_doctor_says_nothing_unmarked(shell: Shell, environment: dict[str, str], tmp_path: Path) -> None:
    settings = Settings.of(notices__channels=["desktop", "terminal", "bell"])
    quiet = Settings.of(notices__channels=[])
    checks = [
        *doctor.examine(shell.home, settings, (), environment),
        *doctor.examine(Home(str(tmp_path / "new"), str(tmp_path / "new")), quiet, ("3",), environment),
    ]
    Path(shell.home.database).chmod(0o644)
    checks += doctor_store.permissions(shell.home)
    Path(shell.home.database).write_bytes(b"no database at all, but some other file")
    checks.append(doctor_store.store(shell.home))
    said = " ".join(text for check in checks for text in (check.detail, *check.advice))
    said = re.sub(r"\(file is not a database\)", "", said)
    assert unmarked(said, *GIVEN) == []
    assert unmarked(" ".join(_(name) for name in NAMES.values())) == []
