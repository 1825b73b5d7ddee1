"""Every screen in a made-up language: an unmarked word is found."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

from coretui import catalogue
from coretui.desktop.lock import KeeperLock
from coretui.desktop.notices.notifier import ChannelHealth
from coretui.paths import Home
from coretui.settings import file as settings_file
from coretui.tui.app import CoretuiApp
from tests.clock import FakeClocks
from tests.foreign import ForeignTranslations, foreign, marked, unmarked
from tests.notices import Notices
from tests.tui.desk import make_app, told, wait
from tests.tui.emulated import rows_shown
from tests.tui.findings import lay_findings

STATES = (
    *("Stand up at {time}", "s left", "Stand up for a moment", "Snoozed until {time}", "Paused until {time}"),
    *("Standing since {time}", "You can sit down again from {time}.", "{sat} Time to stand up."),
    *("stand up", "paused", "on a break"),
)


QUIET_STATES = (
    *(
        "Outside working hours until {time}",
        "Your sitting time counts, but nothing reminds you.",
        "notices only in the app",
    ),
    *(
        "No reminders while you are up.",
        "no notices: the desktop refused them",
        "Another coretui is already tracking.",
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
        if words := unmarked(self._seen(), *self.KEYS):
            self.found[state] = words

    def _seen(self) -> str:
        """Return what stands on the screen, and messages in full: not every one has room."""
        shown = told(self.app)
        return "\n".join([*rows_shown(self.app), *shown])


@pytest.mark.parametrize("size", [(120, 40), pytest.param((80, 24), marks=pytest.mark.slow)])
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
    assert abroad.said >= {*STATES, "Why skip this break?", "Pause reminders for how long?", "Undone: {step}."}


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
        await pilot.press("3")
        for _ in range(60):
            await app.run_action("screen.tick")
        await looker.look("all of it")
        await looker.look("undone", "u", "U")
    assert looker.found == {}


@pytest.mark.usefixtures("abroad")
async def test_care_shows_nothing_unmarked(home: Home, friday: FakeClocks) -> None:
    app = make_app(home, friday)
    async with app.run_test(size=(120, 40)) as pilot:
        looker = Looker(app, pilot, friday)
        await looker.look("how is your back?", "r")
        await looker.look("into a leg?", "7")
        await looker.look("a lot of pain", "2")
        await looker.look("less pain", "r", "0")
        await looker.look("no flare-up", "exclamation_mark")
        await looker.look("a flare-up", "space")
        await looker.look("over", "space", "escape")
        await looker.look("self-check", "c")
        for number in range(5):
            await looker.look(f"question {number}", "y")
        await looker.look("half-way", "escape")
        await looker.look("not answered", "c", "enter")
        for number, key in enumerate(("d", "y", "n"), 5):
            await looker.look(f"question {number}", key)
        await looker.look("hidden", "y", "enter")
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
        settings_file.write(home.config, "look.language", "nl")  # all is read again where one key is changed
        await looker.look("together?", "i")
        await looker.look("nothing to lay beside", "enter")
        lay_findings(app)
        await looker.look("together")
        await looker.look("worked out how", "enter")
        await looker.look("off again", "escape", "d")
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


@pytest.fixture
def short_home() -> Iterator[Home]:
    """Return a home with a short name: a message breaks a long one where its line ends."""
    with tempfile.TemporaryDirectory() as folder:
        yield Home(folder, folder)


def _write_mistake(home: Home) -> None:
    Path(home.exercises).mkdir()
    Path(home.exercises, "own.toml").write_text("[exercises.own]\n", "utf-8")


@pytest.mark.usefixtures("abroad")
async def test_library_shows_nothing_unmarked(friday: FakeClocks, short_home: Home) -> None:
    home = short_home
    _write_mistake(home)
    app = make_app(home, friday)
    async with app.run_test(size=(200, 80)) as pilot:
        looker = Looker(app, pilot, friday)
        await looker.look("at first", "5")
        for number in range(len(catalogue.load().exercises) + len(catalogue.load().articles) - 1):
            await looker.look(f"row {number}", "down")
        await looker.look("reading", "enter")
        await looker.look("red flags", "escape", "f")
        await looker.look("searching", "escape", "slash", "7")
        app.screen.query_one(Input).value = ""
        await looker.look("a mistake", "escape", "home")
    of_the_file = {"exercises", "own", "toml", "name"}
    found = {state: {*words} - of_the_file for state, words in looker.found.items()}
    assert {state: words for state, words in found.items() if words} == {}


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
