"""Every screen as text, in both languages, at the sizes it is made for: what changes is read in a diff."""

from __future__ import annotations

import gettext
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from coretui import i18n
from coretui.paths import Home
from coretui.settings import file as settings_file
from coretui.tui.app import CoretuiApp
from coretui.tui.screens.breathe import BreatheScreen
from coretui.tui.screens.session.screen import SessionScreen
from tests import goldens
from tests.clock import FakeClocks
from tests.dutch import dutch
from tests.tui.desk import make_app, wait
from tests.tui.emulated import rows_shown
from tests.tui.findings import lay_findings

pytestmark = pytest.mark.usefixtures("_plain_machine")

Size = tuple[int, int]
WIDEST = (160, 45)
INTERVAL, BREAK = 30 * 60, 2 * 60
READY = 12
"""Seconds in which a person lies down for a set."""


@pytest.fixture
def _plain_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing of the machine be seen: no desktop, no colours switched off; and speak the Dutch of the .po."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(gettext, "translation", lambda *given, **named: dutch())
    monkeypatch.setattr(CoretuiApp, "NOTIFICATION_TIMEOUT", 3600.0)  # of real time, of which a test knows nothing


class Walk:
    """Goes through an app with the keys a person presses, and keeps what is on the screen."""

    def __init__(self, app: CoretuiApp, pilot: Pilot[str], clocks: FakeClocks) -> None:
        self.app, self._pilot, self._clocks = app, pilot, clocks
        self.seen: dict[str, str] = {}

    async def see(self, name: str, *keys: str) -> None:
        """Press keys, and keep what is shown then; its messages are seen once."""
        await self._press(*keys)
        self.seen[name] = goldens.text_of(await self._settled())
        self.app.clear_notifications()

    async def press(self, *keys: str) -> None:
        """Press keys, and let what came of them have its effect unseen."""
        await self._press(*keys)
        self.app.clear_notifications()

    async def _press(self, *keys: str) -> None:
        await self._pilot.press(*keys)
        self.app.tick()
        await self._pilot.pause()

    async def _settled(self) -> list[str]:
        """Return what is on the screen once nothing changes any more."""
        before: list[str] = []
        while (now := rows_shown(self.app)) != before:
            before = now
            await self._pilot.pause()
        return now

    def keep_settings(self) -> None:
        """Write down the language, which is read again with all else once a setting is changed on a screen."""
        settings_file.write(self.app.workplace.home.config, "look.language", i18n.language())

    def sit(self, seconds: float) -> None:
        """Let time pass at the desk."""
        wait(self.app, self._clocks, seconds)

    def follow(self, seconds: int) -> None:
        """Let time pass in a breath or a session, which look at the clock with each frame."""
        for _ in range(seconds):
            self._clocks.advance(1)
            self.app.workplace.keeper.tick()
            screen = self.app.screen
            if isinstance(screen, BreatheScreen):
                screen.frame()
            elif isinstance(screen, SessionScreen):
                screen.led.frame()


async def the_first_day(walk: Walk) -> None:
    """Go through the states of the chair, from the first minute on."""
    await walk.see("today-first-minute")
    for _ in range(3):
        walk.sit(INTERVAL)
        await walk.press("b")
        walk.sit(BREAK)
    walk.sit(12 * 60)
    await walk.see("today-working", "end", "space")
    walk.sit(INTERVAL - 12 * 60 - 20)
    await walk.see("today-last-minute")
    walk.sit(80)
    await walk.see("today-due")
    await walk.see("today-skip", "x")
    await walk.see("today-snoozed", "escape", "z")
    await walk.see("today-hold", "p")
    await walk.see("today-held", "2")
    await walk.see("today-standing", "p", "s")
    await walk.see("today-break", "b")
    walk.sit(BREAK)
    await walk.press("w")
    walk.sit(20 * 60)
    await walk.see("today-away")
    await walk.see("today-back", "b")
    await walk.see("today-undone", "u")
    await walk.see("posture", "o")
    await walk.see("posture-noted", "2")


async def a_friday(walk: Walk) -> None:
    """Go through the screens, with two weeks on record and a session that was left half-way."""
    await walk.see("today-friday")
    await walk.see("back-pain", "r")
    await walk.see("back-pain-leg", "7")
    await walk.see("back-pain-noted", "2")
    await walk.see("flare-up", "enter", "exclamation_mark")
    await walk.see("flare-up-on", "space")
    await walk.press("space")
    await walk.see("self-check", "escape", "c")
    await walk.see("self-check-answered", *"nyynnnnnn")
    await walk.see("self-check-kept", "enter")
    await walk.see("breathe", "2")
    await walk.see("breathe-own", "o")
    await walk.see("breathe-ready", "escape", "space")
    walk.follow(3 + 4 + 3)
    await walk.see("breathe-hold")
    await walk.see("breathe-stopped", "escape")
    await walk.see("session", "3")
    await walk.see("session-ready", "enter")
    walk.follow(READY + 13)
    await walk.see("session-reps")
    await walk.see("session-rest", "enter")
    await walk.press("right")
    walk.follow(13)
    await walk.see("session-hold")
    await walk.see("session-left", "escape")
    await walk.see("week", "4")
    await walk.see("week-note", "n")
    await walk.see("week-noted", *"chair", "enter")
    await walk.see("week-edit", "e")
    await walk.see("week-before", "escape", "left_square_bracket")
    await walk.see("week-how-you-sat", "o")
    await walk.see("week-long-sitting", "o")
    await walk.see("year", "o", "t", "y")
    await walk.see("library", "escape", "5")
    await walk.see("library-article", "down", "enter")
    await walk.see("library-search", "escape", "slash", *"plank")
    await walk.see("library-nothing", *"xyz")
    await walk.see("red-flags", "escape", "f")
    await walk.see("keys", "escape", "1", "question_mark")
    walk.keep_settings()
    await walk.see("insights-off", "escape", "4", "i")
    await walk.see("insights-no-pain", "enter")
    lay_findings(walk.app)
    await walk.see("insights")
    await walk.see("insights-end", "end")
    await walk.see("insights-explained", "enter")


async def a_wide_friday(walk: Walk) -> None:
    """Look once at each screen that is laid out in another way where there is room."""
    await walk.see("today-friday")
    await walk.see("flare-up", "exclamation_mark")
    await walk.see("self-check", "escape", "c")
    await walk.see("breathe", "2")
    await walk.see("session", "3")
    await walk.see("session-ready", "enter")
    await walk.see("week", "4")
    await walk.see("week-how-you-sat", "o")
    await walk.see("week-long-sitting", "o")
    await walk.see("year", "o", "y")
    await walk.see("library-article", "escape", "5", "down")
    walk.keep_settings()
    await walk.press("4", "i", "enter")
    lay_findings(walk.app)
    await walk.see("insights")


async def drawn_on(
    home: Home, clocks: FakeClocks, language: str, size: Size, go_through: Callable[[Walk], Awaitable[None]]
) -> dict[str, str]:
    """Return what is seen on a walk through an app without animation, by the names of the goldens."""
    i18n.use(language)
    app = make_app(home, clocks, look__motion="reduced", look__language=language, posture__ask="breaks")
    async with app.run_test(size=size, notifications=True) as pilot:
        walk = Walk(app, pilot, clocks)
        await go_through(walk)
    return {f"screens/{name}.{variant(language, size)}": text for name, text in walk.seen.items()}


def variant(language: str, size: Size) -> str:
    """Return how the name of a golden of this language and size ends."""
    return f"{language}.{size[0]}x{size[1]}.txt"


@pytest.mark.parametrize(
    ("language", "size"),
    [  # each language and each size at once, all of them where there is time
        pytest.param("nl", (60, 20), id="nl-60x20"),
        pytest.param("en", (80, 24), id="en-80x24"),
        pytest.param("en", (60, 20), id="en-60x20", marks=pytest.mark.slow),
        pytest.param("nl", (80, 24), id="nl-80x24", marks=pytest.mark.slow),
    ],
)
async def test_every_screen_is_the_golden_one(
    tmp_path: Path, clocks: FakeClocks, home: Home, friday: FakeClocks, language: str, size: Size
) -> None:
    new = Home(str(tmp_path / "new"), str(tmp_path / "new"))
    drawn = await drawn_on(new, clocks, language, size, the_first_day)
    drawn |= await drawn_on(home, friday, language, size, a_friday)
    goldens.check(f"screens/*.{variant(language, size)}", drawn)


@pytest.mark.parametrize("language", ["nl", pytest.param("en", marks=pytest.mark.slow)])
async def test_every_wide_screen_is_the_golden_one(home: Home, friday: FakeClocks, language: str) -> None:
    drawn = await drawn_on(home, friday, language, WIDEST, a_wide_friday)
    goldens.check(f"screens/*.{variant(language, WIDEST)}", drawn)


def test_every_golden_is_looked_at() -> None:
    known = {variant(language, size) for language in i18n.LANGUAGES for size in ((60, 20), (80, 24), WIDEST)}
    found = {path.name.partition(".")[2] for path in (goldens.GOLDEN / "screens").iterdir()}
    assert found == known
