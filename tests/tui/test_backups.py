"""The page of backups: which there are, what differs, one put back; and the corner of Week that says how old."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from coretui.paths import Home
from coretui.services.workplace import Workplace
from coretui.store.backups import listed, make, make_daily
from coretui.store.records import log_movement
from coretui.tui.app import CoretuiApp
from coretui.tui.dialogs.choice import Choice
from coretui.tui.screens.week.backups import BackupsScreen
from coretui.tui.screens.week.counted import BackupLine
from coretui.tui.screens.week.screen import WeekScreen
from coretui.tui.widgets.prose import Prose
from coretui.tui.widgets.rows import Rows
from tests.clock import FakeClocks
from tests.foreign import DAY_START
from tests.tui.desk import SIZE, make_app, text, told
from tests.tui.emulated import settle


def said(app: CoretuiApp) -> str:
    """Return what is told of the copy under the cursor."""
    sections = app.screen.query_one(Prose).sections
    return " / ".join(f"{item.text} {item.after}".strip() for section in sections for item in section.items)


async def looked(app: CoretuiApp, pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, and wait until the copies are looked at and compared."""
    for key in keys:
        await pilot.press(key)
        while isinstance(app.screen, BackupsScreen) and app.screen.asking:
            await pilot.pause()
    await settle(app, pilot)
    while working := [one for one in app.workers if one.group in {"backups", "comparing"} and not one.is_finished]:
        with suppress(WorkerCancelled):
            await working[0].wait()
    await pilot.pause()


def walk(workplace: Workplace, minutes: int) -> None:
    log_movement(workplace.store, "walk", minutes, workplace.now, DAY_START)


async def test_one_is_made_compared_put_back_and_taken_back(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await looked(app, pilot, "4", "b")
        assert isinstance(app.screen, BackupsScreen)
        assert said(app) == "There is no backup yet. One is made each day; n makes one now."
        await looked(app, pilot, "n")
        assert told(app)[-1] == "Backup made: now-2026-11-23-090000."
        assert said(app) == "It holds what is recorded now. / 10 rows"
        walk(app.workplace, 20)
        app.workplace.keeper.revision += 1
        app.tick()
        await looked(app, pilot)
        assert said(app) == "What differs / movement: 1 now, 0 in the backup / Days: Mon 23 Nov."

        await looked(app, pilot, "enter")
        assert isinstance(app.screen, Choice)
        assert app.screen.said == ("movement: 1 now, 0 in the backup", "Days: Mon 23 Nov.")
        await looked(app, pilot, "1")  # leave everything as it is
        assert app.workplace.store.db.table("movement").count == 1
        await looked(app, pilot, "enter")
        await looked(app, pilot, "2")
        assert app.workplace.store.db.table("movement").count == 0
        assert told(app)[-1] == "now-2026-11-23-090000 is restored. To undo that, restore “before a restore”."

        row = app.screen.query_one(Rows).rows[0]
        assert (row.text, row.id) == ("09:00  by hand", "now-2026-11-23-090000.db.gz")
        await looked(app, pilot, "j", "enter", "2")  # both are of the same second
        assert app.workplace.store.db.table("movement").count == 1
        await looked(app, pilot, "escape")
        assert isinstance(app.screen, WeekScreen)


async def test_one_that_is_damaged_says_so_and_is_not_put_back(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    os.truncate(make(home, "import", clocks.now()).path, 10)
    async with app.run_test(size=SIZE) as pilot:
        app.action_backups()
        await looked(app, pilot)
        [row] = app.screen.query_one(Rows).rows
        assert (row.text, row.right) == ("09:00  before an import", "damaged")
        sentence = "The backup before-import-2026-11-23-090000.db.gz is damaged; choose another one."
        assert said(app) == sentence
        await looked(app, pilot, "enter")
        assert told(app)[-1] == sentence
        assert len(listed(home)) == 1


class Led:
    """Something that somebody is led through."""

    def rest(self) -> None: ...

    def put_away(self) -> None: ...


async def test_nothing_is_put_back_while_something_is_led(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    make(home, "now", clocks.now())
    walk(app.workplace, 20)
    async with app.run_test(size=SIZE) as pilot:
        app.workplace.underway.add(Led())
        app.action_backups()
        await looked(app, pilot, "enter")
        assert isinstance(app.screen, BackupsScreen)
        assert told(app)[-1] == "A session or a breath is under way; end it first."


async def test_week_says_in_a_corner_how_old_the_newest_is(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    now = clocks.now()
    os.utime(home.database, (now.wall, now.wall))
    app.workplace.store.db.execute("pragma wal_checkpoint(truncate)")
    make_daily(home, app.workplace.today, now)
    for path in (home.database, f"{home.database}-wal"):
        os.utime(path, (now.wall, now.wall))
    async with app.run_test(size=SIZE) as pilot:
        await looked(app, pilot, "4")
        line = app.screen.query_one(BackupLine)
        assert not line.display
        app.workplace.desk.backs_up = True

        def now_says() -> tuple[str, str]:
            for path in (home.database, f"{home.database}-wal"):
                os.utime(path, (clocks.now().wall, clocks.now().wall))
            line.tell(app.workplace)
            return str(line.content), " ".join(line.trouble)

        assert now_says()[0].startswith("backup: today, ")
        assert now_says()[1] == ""
        clocks.advance(3 * 86_400)
        assert now_says() == ("backup: 3 days ago", "The newest backup: 3 days ago (b).")
        app.workplace.keeper.revision += 1
        app.tick()
        assert text(app, "#sentence").startswith("The newest backup: 3 days ago (b).")
        [one] = listed(home)
        os.truncate(one.path, 10)
        assert now_says() == ("backup: damaged", "The newest backup is damaged (b).")
