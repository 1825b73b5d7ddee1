"""Today: the chair as it is seen, its keys, and the checklist."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from coretui import i18n
from coretui.desktop.signs.watcher import WatchedSigns
from coretui.domain.chair.view import ChairState
from coretui.domain.days import Instant
from coretui.paths import Home
from coretui.settings import file as config
from coretui.store import records, timeoff
from coretui.store.database import open_store
from coretui.store.timeoff import all_time_off
from coretui.tui.app import CoretuiApp
from coretui.tui.widgets.daystrip import DayStrip
from coretui.tui.widgets.frame import KeyBar
from coretui.tui.widgets.ring import Ring
from coretui.tui.widgets.rows import Rows
from tests.clock import FakeClocks
from tests.foreign import FRIDAY
from tests.notices import Notices
from tests.stores import lay_out, lay_own, two_weeks_until_friday
from tests.tui.desk import SIZE, make_app, marks, text, told, wait
from tests.tui.emulated import rows_shown, settle

HALF_HOUR = 30 * 60


def state(app: CoretuiApp) -> ChairState:
    return app.workplace.keeper.view().state


@pytest.mark.parametrize(
    ("size", "says"),
    [
        ((60, 20), "Flare-up since Mon 23 Nov"),
        ((80, 24), "Flare-up since Mon 23 Nov: easy movement and breathing come first."),
    ],
)
async def test_a_flare_up_is_said_whole_at_every_size(
    home: Home, clocks: FakeClocks, size: tuple[int, int], says: str
) -> None:
    app = make_app(home, clocks)
    timeoff.flare_on(app.workplace.store, date(2026, 11, 23), clocks.now())
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        assert says in [row.strip() for row in rows_shown(app)]


async def test_the_ring_counts_down_to_the_minute_and_says_when(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        ring = app.screen.query_one(Ring)
        assert (ring.mode, ring.big, ring.small) == ("counting", "30", "min left")
        assert text(app, "#headline") == "Stand up at 09:30"
        wait(app, clocks, 14 * 60 + 1)
        await pilot.pause()
        assert ring.big == "16"
        assert ring.fraction == pytest.approx(841 / HALF_HOUR)
        assert text(app, "#why") == "You have sat for 14 min."


async def test_seconds_show_only_in_the_last_minute(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE):
        wait(app, clocks, HALF_HOUR - 60)
        assert app.screen.query_one(Ring).big == "1"
        clocks.advance(18)
        app.tick()
        assert (app.screen.query_one(Ring).big, app.screen.query_one(Ring).small) == ("0:42", "s left")


async def test_due_is_shown_and_one_notice_is_sent(home: Home, clocks: FakeClocks) -> None:
    notices = Notices()
    app = make_app(home, clocks, notices)
    async with app.run_test(size=SIZE) as pilot:
        wait(app, clocks, HALF_HOUR)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert notices.sent == [("Stand up for a moment", "")]
        assert text(app, "#headline") == "Stand up for a moment"
        assert app.screen.query_one(Ring).mode == "due"


async def test_notice_popup_and_app_offer_the_same_and_all_come_before_one_comes_again(
    home: Home, clocks: FakeClocks
) -> None:
    lay_own(home, "calf-raise", "Calf raise")
    notices = Notices()
    app = make_app(home, clocks, notices, notices__text="movement", chair__interval="2m", chair__break="20s")
    offered = []
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(6):
            wait(app, clocks, 120)
            await app.workers.wait_for_complete()
            due = text(app, "#then")
            await pilot.press("b")
            assert {notices.sent[-1][1], notices.movements[-1], text(app, "#then")} == {due}
            offered.append(due.split(":")[0])
            wait(app, clocks, 40)
    assert offered[-1] == offered[0]
    assert sorted(offered[:5]) == sorted(
        [
            "Standing hip extension",
            "Short walk",
            "Standing core stability",
            "Standing belly breathing",
            "Calf raise",
        ]
    )


async def test_no_desktop_channel_sends_nothing(home: Home, clocks: FakeClocks) -> None:
    notices = Notices()
    app = make_app(home, clocks, notices, notices__channels=[])
    async with app.run_test(size=SIZE):
        wait(app, clocks, HALF_HOUR)
        await app.workers.wait_for_complete()
        assert notices.sent == []


async def test_a_break_runs_backwards_ends_by_itself_and_is_kept(home: Home, clocks: FakeClocks) -> None:
    notices = Notices()
    app = make_app(home, clocks, notices)
    async with app.run_test(size=SIZE) as pilot:
        wait(app, clocks, HALF_HOUR)
        await pilot.press("b")
        assert state(app) is ChairState.BREAK
        wait(app, clocks, 30)
        assert app.screen.query_one(Ring).big == "1:30"
        wait(app, clocks, 90)
        await app.workers.wait_for_complete()
        assert state(app) is ChairState.SITTING
        assert notices.sent[-1][0] == "Sit down again whenever you like"
        rows = {row.id: row for row in app.screen.query_one(Rows).rows}
        assert (rows["breaks"].mark, rows["breaks"].right) == ("done", "1 of 1")


@pytest.mark.parametrize("keys", [("w",), ("p", "1")])
async def test_a_notice_that_a_key_gives_rise_to_is_sent(
    home: Home, clocks: FakeClocks, keys: tuple[str, ...]
) -> None:
    """The break is over before the next tick: the key that comes first tells of it."""
    notices = Notices()
    app = make_app(home, clocks, notices)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        wait(app, clocks, 115)
        clocks.advance(15)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await app.workers.wait_for_complete()
        assert [title for title, _text in notices.sent] == ["Sit down again whenever you like"]


async def test_b_ends_a_break_that_has_begun(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        clocks.advance(20)
        await pilot.press("b")
        assert state(app) is ChairState.SITTING


async def test_z_puts_a_due_break_off_for_five_minutes(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        wait(app, clocks, HALF_HOUR)
        clocks.advance(3)
        await pilot.press("z")
        assert text(app, "#headline") == "Snoozed until 09:35"
        wait(app, clocks, 300)
        assert text(app, "#headline") == "Stand up for a moment"


async def test_x_asks_why_and_skips(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        wait(app, clocks, HALF_HOUR)
        await pilot.press("x")
        await pilot.press("2")
        await app.workers.wait_for_complete()
        await pilot.pause()
        row = app.workplace.store.db.execute("select outcome, reason from prompt").fetchone()
        assert row == ("skipped", "flow")
        assert state(app) is ChairState.SITTING


async def test_p_holds_for_a_while_and_p_goes_on(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("p")
        await pilot.press("2")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert text(app, "#headline") == "Paused until 09:30"
        await pilot.press("p")
        assert state(app) is ChairState.SITTING


async def test_escape_leaves_a_question_without_an_answer(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("p")
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        assert state(app) is ChairState.SITTING


async def test_s_stands_and_sits(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("s")
        assert state(app) is ChairState.STANDING
        clocks.advance(60)
        await pilot.press("s")
        assert state(app) is ChairState.SITTING


async def test_only_keys_that_make_sense_now_are_offered(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        words = {active.binding.action for active in app.screen.active_bindings.values()}
        assert {"break", "hold", "stand"} <= words
        assert not {"snooze", "skip", "back", "resume"} & words
        await pilot.press("b")
        words = {active.binding.action for active in app.screen.active_bindings.values()}
        assert "back" in words
        assert "break" not in words


async def test_space_ticks_and_what_is_ticked_is_on_disk(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "space")
        assert marks(app)["self-check"] == "done"
        other = sqlite3.connect(home.database)
        assert other.execute("select habit, day from tick").fetchall() == [("self-check", "2026-11-23")]
        other.close()
        await pilot.press("space")
        assert marks(app)["self-check"] == "open"


async def test_u_undoes_and_shift_u_does_it_again(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "space", "u")
        assert marks(app)["self-check"] == "open"
        await pilot.press("U")
        assert marks(app)["self-check"] == "done"
        await pilot.press("u", "u")
        assert marks(app)["self-check"] == "open"


async def test_what_facts_prove_cannot_be_unticked(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    records.log_movement(app.workplace.store, "walk", 30, clocks.now(), 4 * 3600)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "down", "down", "space")
        assert marks(app)["movement"] == "done"
        assert told(app) == ["Move 20 min still counts as done today: 30 min of movement."]


async def test_what_another_process_writes_shows_at_the_next_tick(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE):
        other = open_store(home)
        records.tick(other, "core", app.workplace.today, clocks.now())
        other.close()
        app.tick()
        assert marks(app)["core"] == "done"


async def test_a_newer_version_stops_all_writing_and_says_restart(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        other = sqlite3.connect(home.database)
        other.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('coretui', '0999_new', '')"
        )
        other.execute("create table new_table (id integer)")
        other.commit()
        app.tick()
        await pilot.pause()
        assert any("restart" in said for said in told(app))
        await pilot.press("end", "space")
        assert other.execute("select count(*) from tick").fetchone() == (0,)
        other.close()


async def test_a_second_app_follows_and_takes_over(home: Home, clocks: FakeClocks) -> None:
    first = make_app(home, clocks)
    async with first.run_test(size=SIZE):
        second = make_app(home, clocks)
        async with second.run_test(size=SIZE):
            assert text(second, "#notices") == "Another coretui is already tracking."
            first.workplace.keeper.close()
            second.tick()
            assert second.workplace.keeper.keeping


@dataclass
class Watcher:
    """Signs of a person as a test gives them."""

    clocks: FakeClocks
    input_at: Instant | None = None
    locked: bool = False

    async def start(self) -> None:
        """Nothing to start."""

    async def stop(self) -> None:
        """Nothing to stop."""

    def take_message(self) -> str:
        """Nothing went wrong."""
        return ""

    def read(self, now: Instant) -> WatchedSigns:
        """Return what the test says."""
        return WatchedSigns(input_at=self.input_at, seen_at=now, complete=True, locked=self.locked, source="X11")


def watched(home: Home, clocks: FakeClocks) -> tuple[CoretuiApp, Watcher]:
    app = make_app(home, clocks)
    watcher = Watcher(clocks, clocks.now())
    app.workplace.watcher = app.workplace.keeper.watching = watcher  # type: ignore[assignment]
    return app, watcher


async def test_an_absence_is_counted_shown_and_corrected_with_one_key(home: Home, clocks: FakeClocks) -> None:
    app, watcher = watched(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(30):
            watcher.input_at = clocks.now()
            wait(app, clocks, 20)
        wait(app, clocks, 12 * 60)
        assert state(app) is ChairState.AWAY
        for _ in range(4):
            watcher.input_at = clocks.now()
            wait(app, clocks, 2)
        assert state(app) is ChairState.SITTING
        assert text(app, "#then") == "Away 12 min: counted as a break. Sat anyway? (n)"
        await pilot.pause()
        assert app.screen.query_one(KeyBar).render_line(0).text.startswith(" n sat anyway")
        await pilot.press("n")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert text(app, "#then") == "Straighten your hips or walk a little."
        assert app.workplace.keeper.view().sat > 21 * 60
        assert "sat anyway" not in app.screen.query_one(KeyBar).render_line(0).text
        await pilot.press("u")
        assert text(app, "#then").startswith("Away 12 min")


async def test_later_an_absence_is_chosen_from_the_list_of_the_day(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("w")
        assert state(app) is ChairState.AWAY
        wait(app, clocks, 300)
        await pilot.press("b")
        wait(app, clocks, 15 * 60)
        assert text(app, "#then") == "Straighten your hips or walk a little."
        await pilot.press("n", "1")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.workplace.keeper.view().sat == 20 * 60


async def test_a_key_in_coretui_ends_an_absence(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("w")
        wait(app, clocks, 300)
        await pilot.press("down")
        app.tick()
        assert state(app) is ChairState.SITTING


async def test_a_locked_session_is_away_at_once(home: Home, clocks: FakeClocks) -> None:
    app, watcher = watched(home, clocks)
    async with app.run_test(size=SIZE):
        watcher.locked = True
        wait(app, clocks, 2)
        assert state(app) is ChairState.AWAY


async def test_today_says_where_signs_come_from(home: Home, clocks: FakeClocks) -> None:
    app, _watcher = watched(home, clocks)
    async with app.run_test(size=SIZE):
        app.tick()
        assert text(app, "#notices") == "activity from X11 · notices on"


async def test_settings_that_are_changed_outside_hold_at_the_next_tick(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        config.write(home.config, "chair.interval", "10m")
        config.write(home.config, "look.language", "nl")
        app.tick()
        await pilot.pause()
        assert app.workplace.keeper.view().due_in == 600
        assert i18n.language() == "nl"


async def test_a_hold_can_be_typed_with_a_time_and_a_reason(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("p", "6", *"14:30", "space", *"meeting", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert text(app, "#headline") == "Paused until 14:30 (meeting)"


async def test_a_line_that_is_no_time_holds_nothing_and_says_what_is_one(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("p", "6", *"later", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert state(app) is ChairState.SITTING
        assert ["does not say how long" in said for said in told(app)] == [True]


async def test_weeks_away_are_time_off_with_one_key(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    store, today = app.workplace.store, app.workplace.today
    records.tick(store, "breathing", today - timedelta(days=20), clocks.now())
    async with app.run_test(size=(60, 20)) as pilot:
        assert text(app, "#welcome") == "Welcome back after 19 days. v counts them as time off."
        assert next(iter(app.screen.active_bindings)) == "v"
        await pilot.press("v")
        assert text(app, "#welcome") == ""
        assert [(one.last, one.reason) for one in all_time_off(store)] == [(today - timedelta(days=1), "off")]
        assert "v" not in app.screen.active_bindings or not app.screen.check_action("rest_gap", ())
        assert told(app)[-1].endswith("Press u to undo.")


@pytest.mark.parametrize(("friday", "said"), [(["9-17"], True), ([], False)])
async def test_the_last_working_day_says_how_the_week_went(home: Home, friday: list[str], said: bool) -> None:
    lay_out(home, two_weeks_until_friday())
    app = make_app(home, FakeClocks(FRIDAY), hours__thursday=["9-17"], hours__friday=friday)
    async with app.run_test(size=(60, 20)):
        line = text(app, "#line")
        assert (line == "WEEK  core 2 of 3 · longest sitting 1 h 02, was 1 h 13") is said
        assert line.startswith("WEEK  core 2 of 3")


async def test_what_counts_follows_the_cursor_and_an_empty_day_says_what_will_stand_there(
    home: Home, clocks: FakeClocks
) -> None:
    app = make_app(home, clocks, chair__break="4m")
    async with app.run_test(size=(80, 24)) as pilot:
        assert text(app, "#counts") == "Breaks kept when due: 2 min is enough."
        assert app.screen.query_one(DayStrip).empty == "Your sitting time and breaks appear here."
        await pilot.press("down")
        await pilot.pause()
        assert text(app, "#counts") == "Counts when all rounds are done (key 2)."
        wait(app, clocks, 6 * 60)
        assert app.screen.query_one(DayStrip).empty == ""
