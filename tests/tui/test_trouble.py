"""A damaged or lost record in the app: what was found is told, and nothing is done before a yes."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from coretui import cli
from coretui.desktop.lock import KeeperLock
from coretui.paths import Home
from coretui.services.desk import Desk
from coretui.services.keeper import Keeper
from coretui.services.repair import trouble_of
from coretui.settings.keys import Settings
from coretui.store.database import open_store
from coretui.tui.app import CoretuiApp
from coretui.tui.trouble import OPEN, TroubleApp
from tests.clock import FakeClocks
from tests.stores import lay_out, two_weeks_until_friday
from tests.tui.desk import make_app


def damage(path: str) -> None:
    """Overwrite pages that are in use."""
    with open(path, "r+b") as file:
        for page in range(5, 45, 6):
            file.seek(page * 4096)
            file.write(bytes(4096))


@pytest.fixture
def damaged(home: Home) -> Home:
    lay_out(home, two_weeks_until_friday())
    damage(home.database)
    return home


def trouble_app(home: Home, clocks: FakeClocks) -> TroubleApp:
    desk = Desk(home, Settings.of(), clocks)
    trouble = trouble_of(desk)
    assert trouble is not None
    app = TroubleApp(desk, trouble)
    app.patience = app.bounce = 0
    return app


def content(home: Home) -> bytes:
    return Path(home.database).read_bytes()


def put_aside(home: Home) -> list[Path]:
    return [path for path in Path(home.data_dir).iterdir() if path.name.startswith(("damaged-", "repairing-"))]


def words(app: TroubleApp) -> str:
    return str(app.query_one("#trouble-words", Static).content)


async def read(app: TroubleApp, pilot: Pilot[str]) -> str:
    await app.workers.wait_for_complete()
    await pilot.pause()
    return words(app)


@pytest.mark.parametrize("size", [(60, 20), (160, 45)])
async def test_what_can_be_read_is_brought_back_after_a_yes(
    damaged: Home, clocks: FakeClocks, size: tuple[int, int]
) -> None:
    before = content(damaged)
    app = trouble_app(damaged, clocks)
    async with app.run_test(size=size) as pilot:
        assert "rows can be brought back; there is no backup" in await read(app, pilot)
        assert content(damaged) == before
        for last in ("#trouble-hint", "AnswerList"):
            assert app.screen.region.contains_region(app.query_one(last).region)
        await pilot.press("1")
        await pilot.pause()
        assert "Done." in words(app)
        assert "sets" in str(app.query_one("#trouble-table", Static).content)
        [folder] = put_aside(damaged)
        assert content(Home("", str(folder))) == before
        await pilot.press("enter")
    assert app.return_value == OPEN
    with closing(open_store(damaged)) as store:
        assert store.db.table("session_set").count > 100


async def test_leaving_changes_nothing(damaged: Home, clocks: FakeClocks) -> None:
    before = content(damaged)
    app = trouble_app(damaged, clocks)
    async with app.run_test() as pilot:
        await read(app, pilot)
        await pilot.press("escape")
    assert app.return_value is None
    assert content(damaged) == before
    assert put_aside(damaged) == []


async def test_nothing_is_read_while_another_coretui_is_open(damaged: Home, clocks: FakeClocks) -> None:
    other = KeeperLock(damaged.lock)
    assert other.acquire()
    app = trouble_app(damaged, clocks)
    async with app.run_test() as pilot:
        assert "Another coretui has the file open" in await read(app, pilot)
        other.release()
        await pilot.press("1")
        assert "rows can be brought back" in await read(app, pilot)


@pytest.fixture
def gone(home: Home) -> Home:
    Path(home.data_dir).mkdir()
    Path(home.health).write_text('{"whole": "2026-11-26"}')
    return home


async def test_a_record_that_is_gone_is_not_made_anew_unasked(gone: Home, clocks: FakeClocks) -> None:
    app = trouble_app(gone, clocks)
    async with app.run_test() as pilot:
        assert "There is nothing to bring back" in await read(app, pilot)
        assert trouble_of(app.desk) is not None
        await pilot.press("1")  # start empty
        await read(app, pilot)
        await pilot.press("enter")
    assert app.return_value == OPEN
    open_store(gone).close()


# on the way there


async def test_an_app_that_finds_its_record_damaged_ends_for_the_screen_of_trouble(
    home: Home, clocks: FakeClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(home, clocks)

    def read_nonsense(_keeper: Keeper) -> None:
        raise ValueError("a value that nobody wrote")

    async with app.run_test() as pilot:
        await pilot.pause()
        damage(home.database)
        monkeypatch.setattr(Keeper, "tick", read_nonsense)
        app.tick()
        await pilot.pause()
        assert not app.is_running
    assert "is damaged" in app.workplace.guard.damage


@pytest.fixture
def opened(damaged: Home, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let `coretui` be typed at a terminal of that home; return how many sets each app that was opened had."""
    counts: list[int] = []

    def shown(app: CoretuiApp) -> None:
        counts.append(app.workplace.store.db.table("session_set").count)
        app.workplace.store.close()

    monkeypatch.setenv("CORETUI_HOME", damaged.data_dir)
    monkeypatch.setattr(cli, "at_terminal", lambda *_streams: True)
    monkeypatch.setattr(CoretuiApp, "run", shown)
    return counts


def test_whoever_leaves_the_screen_of_trouble_is_told_why(
    damaged: Home, opened: list[int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(TroubleApp, "run", lambda _app: None)
    assert cli.main([]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"{damaged.database} is damaged" in said
    assert opened == []


def test_a_record_that_was_put_right_is_opened(
    damaged: Home, opened: list[int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def put_right(_app: TroubleApp) -> str:
        assert cli.main(["doctor", "--repair", "--yes"]) == 0
        return OPEN

    monkeypatch.setattr(TroubleApp, "run", put_right)
    assert cli.main([]) == 0
    assert opened[0] > 100
    assert capsys.readouterr().err == ""
    assert list(Path(damaged.data_dir).glob("damaged-*"))


def test_what_comes_back_at_once_is_not_asked_for_ever(opened: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[TroubleApp] = []

    def wrongly_sure(app: TroubleApp) -> str:
        asked.append(app)
        return OPEN

    monkeypatch.setattr(TroubleApp, "run", wrongly_sure)
    assert cli.main([]) == 1
    assert (len(asked), opened) == (1, [])
