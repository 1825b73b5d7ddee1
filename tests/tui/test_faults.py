"""Whatever goes wrong in the app is said in one sentence, and the app goes on or ends with 1."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

import pytest

from coretui.domain.chair.state import Body
from coretui.paths import Home
from coretui.tui.dialogs.choice import Choice
from coretui.tui.screens.today.screen import TodayScreen
from coretui.tui.screens.week.screen import WeekScreen
from coretui.tui.widgets.rows import Rows
from tests.clock import FakeClocks
from tests.tui.desk import make_app, told
from tests.tui.emulated import rows_shown
from tests.tui.led import KNOWN

pytestmark = pytest.mark.usefixtures("faults_wanted")


def failing(*_given: object) -> None:
    raise KeyError("core")


def sentence(home: Home) -> str:
    return f"Something went wrong inside coretui (KeyError); {home.log} says where."


async def test_a_key_that_goes_wrong_leaves_the_others(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TodayScreen, "action_tick", failing)
    app = make_app(home, clocks)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("space")
        assert told(app) == [sentence(home)]
        await pilot.press("4")
        assert isinstance(app.screen, WeekScreen)


async def test_a_screen_that_cannot_be_read_is_said_once_and_tried_again(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(home, clocks)
    async with app.run_test(notifications=True) as pilot:
        tries: list[bool] = []

        def read(_screen: WeekScreen) -> None:
            tries.append(True)
            failing()

        with monkeypatch.context() as patch:
            patch.setattr(WeekScreen, "reload", read)
            await pilot.press("4")
            await pilot.pause()
            for _ in range(3):
                app.tick()
            await pilot.pause()
            assert told(app) == [sentence(home)]
            assert len(tries) > 3
        app.tick()
        assert app.screen.query("WeekGrid")


async def test_an_app_that_cannot_go_on_says_why_and_ends_with_1(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(home, clocks)
    with pytest.raises(KeyError):  # what Textual hands to a test
        async with app.run_test():
            app.call_later(failing)
    assert (app.fault, app.return_code) == (sentence(home), 1)


# what is not saved yet


async def test_what_the_store_does_not_take_is_told_above_and_done_later(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        count = app.workplace.store.db.table("tick").count_where
        with closing(sqlite3.connect(home.database, isolation_level=None)) as other:
            other.execute("begin immediate")
            await pilot.press("down", "down", "space")
            assert "1 not saved yet" in rows_shown(app)[0]
            await pilot.press("q")
            assert isinstance(app.screen, Choice)
            await pilot.press("escape")
            assert count("habit = 'core'") == 0
        app.tick()
        assert count("habit = 'core'") == 1
        assert "not saved" not in rows_shown(app)[0]
        assert told(app) == []


async def test_what_begins_something_does_not_begin_later(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("3")
        with closing(sqlite3.connect(home.database, isolation_level=None)) as other:
            other.execute("begin immediate")
            await pilot.press("enter")
            await app.workers.wait_for_complete()
            assert len(told(app)) == 1
            await pilot.press("1")
        app.tick()
        assert app.workplace.store.db.table("session").count == 0
        assert app.workplace.keeper.view().body is Body.SITTING


async def test_what_was_not_saved_is_named(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(100, 30)) as pilot:
        with closing(sqlite3.connect(home.database, isolation_level=None)) as other:
            other.execute("begin immediate")
            await pilot.press("down", "down", "space", "u", "b", "b")
            names = ["Core session ticked on Mon 23 Nov", "undo"]
            assert [deed.name for deed in app.workplace.waiting.deeds] == names
            assert app.workplace.keeper.unstored  # the chair goes on meanwhile
            core = next(row for row in app.screen.query_one(Rows).rows if row.id == "core")
            assert (core.mark, core.right, core.quiet) == ("open", "not saved yet", False)
        app.tick()
        core = next(row for row in app.screen.query_one(Rows).rows if row.id == "core")
        assert core.right != "not saved yet"  # undone again, as it was asked
        assert app.workplace.unsaved == 0


async def test_what_was_said_of_a_step_goes_with_the_next(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("b")
        assert "Press u to undo." in told(app)[0]
        await pilot.press("b")
        assert told(app) == []
        await pilot.press("down", "down", "space", "u")
        await pilot.press("u", "u", "u")
        assert told(app) == ["There is nothing to undo."]


async def test_a_file_that_was_moved_away_is_asked_about_once_and_put_back(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.press("down", "down", "space")
        lose(home)
        app.tick()
        await pilot.pause()
        assert isinstance(app.screen, Choice)
        assert app.screen.question.endswith("Nothing is saved until it is back.")
        assert not [said for said in told(app) if "until it is back" in said]  # it would cover the answers
        await pilot.press("2")
        app.tick()
        await pilot.pause()
        assert len(app.screen_stack) == 1
        assert count(home) is None


async def test_a_file_that_is_put_back_from_the_copy_is_written_again(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        lose(home)
        app.tick()
        await pilot.pause()
        await pilot.press("1")
        app.tick()
        await pilot.press("down", "down", "space")
    assert count(home) == 1


def lose(home: Home) -> None:
    os.remove(home.database)


def count(home: Home) -> int | None:
    """Return how many ticks there are; None where there is no file."""
    if not os.path.exists(home.database):
        return None
    with closing(sqlite3.connect(home.database)) as db:
        return int(db.execute("select count(*) from tick").fetchone()[0])
