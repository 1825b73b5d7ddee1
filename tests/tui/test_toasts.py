"""Messages: no sentence twice, three at most, and nothing left of one that is over."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets._toast import Toast, ToastHolder, ToastRack

from coretui.desktop.notices.notifier import ChannelHealth
from coretui.domain.chair.messages import Call, Notice
from coretui.paths import Home
from coretui.services.reminder import LATE
from coretui.tui.app import CoretuiApp
from coretui.tui.toasts import AT_ONCE
from coretui.words.notices import notice
from tests.clock import FakeClocks
from tests.notices import Notices
from tests.tui.desk import make_app, told
from tests.tui.emulated import rows_shown, settle

SHORT = 0.3
"""Seconds for which a message of a test stands."""


async def until_gone(app: CoretuiApp, pilot: Pilot[str]) -> None:
    """Wait until the last message is over."""
    for _ in range(2000):
        if not app.screen.query(ToastHolder) and not app.screen.query_one(ToastRack).display:
            return
        await pilot.pause(0.01)
    raise AssertionError(told(app))


async def test_messages_stand_once_three_at_most_and_leave_the_screen_as_it_was(
    home: Home, clocks: FakeClocks
) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(app, pilot)
        before = rows_shown(app)
        for n in range(14):
            app.notify("Every set of it is done.", timeout=60)
            app.notify(f"Sentence {n % 7} with [words] in it.", timeout=60)
            assert len(told(app)) <= AT_ONCE
            assert len(set(told(app))) == len(told(app))
            await pilot.pause()
            assert len(app.screen.query(Toast)) <= AT_ONCE + 1  # one that gives way may still be on its way out
        await settle(app, pilot)
        assert any("[words]" in row for row in rows_shown(app))
        app.clear_notifications()
        for n in range(AT_ONCE + 1):
            app.notify(f"Sentence {n} is over soon.", timeout=SHORT)
            await pilot.pause()
        await until_gone(app, pilot)
        await settle(app, pilot)
        assert rows_shown(app) == before


async def test_a_refusal_that_is_repeated_is_said_once(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    app.workplace.store.db.execute(
        "insert into prompt (id, due_at, utc_offset, day, outcome) values ('a', ?, 0, '2026-11-23', 'taken')",
        [clocks.now().wall - 60],
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["space"] * 14)
        await pilot.pause()
        assert told(app) == ["Stand up every half hour still counts as done today: 1 of 1 breaks kept."]


@pytest.mark.parametrize(
    ("health", "channels"),
    [(ChannelHealth.NO_WAY, ["desktop"]), (ChannelHealth.SHOWN, []), (ChannelHealth.SHOWN, None)],
)
async def test_a_notice_that_no_channel_shows_stands_here_until_somebody_is_there_to_read_it(
    home: Home, clocks: FakeClocks, health: ChannelHealth, channels: list[str] | None
) -> None:
    given = {} if channels is None else {"notices__channels": channels}
    app = make_app(home, clocks, Notices(health), **given)
    every = [Notice(call) for call in Call]
    here = {
        "In a minute: stand up for a moment",
        "Sit down again whenever you like",
        "Still standing?",
        "Time for your session",
        "Time to breathe",
    }
    async with app.run_test(size=(80, 24)) as pilot:
        for one in every:
            app.clear_notifications()
            app.post_notices([one])
            await app.workers.wait_for_complete()
            titles = {each.title for each in app._notifications}  # noqa: SLF001 - Textual says nowhere what it shows
            seen = {notice(one.call)[0]} & here if channels is not None else set()
            assert titles == seen
        lasting = [each.timeout for each in app._notifications]  # noqa: SLF001
        await pilot.press("up")
        after = [each.timeout for each in app._notifications]  # noqa: SLF001
        if channels is not None:
            assert (lasting, after) == ([LATE], [app.NOTIFICATION_TIMEOUT])
