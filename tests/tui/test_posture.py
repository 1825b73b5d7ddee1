"""How you sit, on Today: the question, its dialog, the notes under the day, and where they stand."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from textual import events
from textual.pilot import Pilot

from coretui.domain.habits.habit import built_in_habit
from coretui.domain.posture.asking import Answer
from coretui.domain.posture.notes import Moment, Posture
from coretui.paths import Home
from coretui.services import posture
from coretui.store import posture as stored
from coretui.store.habits import add_offered
from coretui.tui.app import CoretuiApp
from coretui.tui.dialogs.choice import Choice
from coretui.tui.widgets.daystrip import DayStrip
from coretui.tui.widgets.frame import KeyBar
from coretui.tui.widgets.rows import Rows
from tests.clock import FakeClocks
from tests.stores import a_store
from tests.tui.desk import make_app, text, told, wait
from tests.tui.emulated import rows_shown, settle

HOUR = 3600
CALM: dict[str, Any] = {"look__motion": "reduced", "chair__interval": "2h"}


def sit(app: CoretuiApp) -> None:
    """Let somebody have sat for two hours today."""
    workplace = app.workplace
    row = {"id": str(workplace.today), "body": "sitting", "started_at": workplace.now.wall - 2 * HOUR}
    with workplace.store.write() as db:
        day = {"utc_offset": 0, "day": workplace.today.isoformat()}
        db.table("span").insert({**row, **day, "seconds": 2.0 * HOUR})


def noticing(home: Home, clocks: FakeClocks, **given: Any) -> CoretuiApp:
    """Return the app of somebody who wants to notice how they sit."""
    app = make_app(home, clocks, **CALM, **given)
    sit(app)
    habit, schedule = built_in_habit("posture", app.workplace.today)
    add_offered(app.workplace.store, habit, schedule, clocks.now())
    return app


async def press(app: CoretuiApp, pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, and let a second see what came of them."""
    await pilot.press(*keys)
    app.tick()
    await settle(app, pilot)


def notes(app: CoretuiApp) -> list[tuple[str, str]]:
    today = app.workplace.today
    return [(one.posture, one.moment) for one in posture.notes(app.workplace.desk, today, today)]


def answers(app: CoretuiApp) -> list[Answer | None]:
    return [one.answer for one in stored.asks(app.workplace.store)]


def signs(app: CoretuiApp) -> str:
    return "".join(one.sign for one in app.screen.query_one(DayStrip).notes or ())


async def test_a_break_asks_and_one_key_notes_it(home: Home, clocks: FakeClocks) -> None:
    app = noticing(home, clocks)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        wait(app, clocks, 600)
        assert answers(app) == [], "nothing is asked while somebody sits"
        week = text(app, "#line")
        await press(app, pilot, "b")
        offered = "HOW WERE YOU SITTING?   o answer  ·  esc not now  ·  2 more today at most"
        assert text(app, "#line") == offered
        keys = app.screen.query_one(KeyBar)
        assert keys.render_line(0).text.startswith(" o how you sit  b I'm back")
        await press(app, pilot, "2", "1", "j")  # the answers act in the dialog alone
        assert (notes(app), text(app, "#line")) == ([], offered)

        await pilot.press("o")
        await settle(app, pilot)
        assert isinstance(app.screen, Choice)
        for key in "23":
            app.post_message(events.Key(key, key))
        await settle(app, pilot)
        assert notes(app) == [("slumped", "break")]
        assert "Noted at 09:10: slumped. 1 of 3 today. Press u to undo." in told(app)
        assert answers(app) == [Answer.NOTED]
        app.tick()
        assert (text(app, "#line"), signs(app)) == (week, ")")

        with closing(a_store(home)) as other:
            stored.note(other, Posture.STANDING, Moment.OWN, clocks.now(), 0)
        app.tick()
        assert signs(app) == ")↑"
        await settle(app, pilot)
        [glyphs] = [row for row in rows_shown(app) if row.rstrip().endswith("↑")]
        assert glyphs.count(")") == 0, "the last one in a column stands"
        await press(app, pilot, "u", "u")
        assert (notes(app), signs(app)) == ([], "")


async def test_not_now_twice_is_said_and_ten_without_an_answer_too(home: Home, clocks: FakeClocks) -> None:
    app = noticing(home, clocks, posture__every="5m")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for keys in (("b", "escape"), ("b", "o", "escape")):
            wait(app, clocks, 300)
            await press(app, pilot, keys[0])
            assert answers(app)[-1] is None
            assert "No more questions about posture today." not in told(app)
            for key in keys[1:]:
                await press(app, pilot, key)
            assert answers(app)[-1] is Answer.NOT_NOW
        assert "No more questions about posture today." in told(app)
        wait(app, clocks, 300)
        await press(app, pilot, "b")
        assert len(answers(app)) == 2

        clocks.advance(24 * HOUR)
        for _ in range(7):
            stored.answer(app.workplace.store, stored.ask(app.workplace.store, clocks.now(), 0), Answer.PASSED)
        clocks.advance(24 * HOUR)
        app.tick()
        sit(app)
        wait(app, clocks, 600)
        assert len(answers(app)) == 9, "nothing is asked because a day has begun"
        await press(app, pilot, "b")
        assert text(app, "#line").startswith("HOW WERE YOU SITTING?")
        app.clear_notifications()
        wait(app, clocks, 601)
        assert [one.partition(":")[0] for one in told(app)] == ["The question about how you sit is off now"]
        assert not text(app, "#line").startswith("HOW WERE YOU SITTING?")
        assert len(app.screen_stack) == 1, "no dialog comes by itself, of posture or of pain"
        assert app.workplace.settings.posture.ask == "off"


async def test_what_stands_below_and_every_row_are_in_sight_at_every_size(home: Home, friday: FakeClocks) -> None:
    """The question comes before what was sat against what was wanted, and that before the week."""
    app = make_app(home, friday, **CALM)
    workplace, said = app.workplace, []
    async with app.run_test(size=(60, 20)) as pilot:
        for size in ((60, 20), (80, 24), (100, 30), (160, 45)):
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            shown = "\n".join(rows_shown(app))
            said.append(text(app, "#line").split("   ")[0])
            assert said[-1] in shown, size
            assert [row.text for row in app.screen.query_one(Rows).rows if row.text[:20] not in shown] == []
            strip = app.screen.find_widget(app.screen.query_one(DayStrip))
            assert (strip.region.height, strip.visible_region) == (4, strip.region)
            if size == (60, 20):
                chair = workplace.settings.chair._replace(day=3 * HOUR)
                workplace.desk.settings = workplace.settings._replace(chair=chair)
            elif size == (80, 24):
                stored.ask(workplace.store, friday.now(), 0)
    assert said == [
        "WEEK  core 2 of 3 · longest sitting 1 h 02, was 1 h 13",
        "Sat 3 h 48 today; you had 3 h 00 in mind.",
        *["HOW WERE YOU SITTING?"] * 2,
    ]
