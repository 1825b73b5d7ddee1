"""Year: a map of days that the cursor walks through, and twelve weeks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from coretui.domain.habits.schedules import week_of
from coretui.domain.habits.streaks import DayMark
from coretui.domain.habits.year import shares, year_days
from coretui.domain.pain import Pain
from coretui.paths import Home
from coretui.store import care, records
from coretui.store.database import Store, new_id
from coretui.store.reading import records as read_records
from coretui.tui.app import CoretuiApp
from coretui.tui.screens.week.screen import WeekScreen
from coretui.tui.screens.week.year import YearScreen
from coretui.tui.widgets.heat import Heat
from coretui.tui.widgets.plots import Plot
from coretui.tui.widgets.weekgrid import WeekGrid
from tests.clock import FakeClocks
from tests.tui.desk import SIZE, make_app, text

MONDAY = date(2026, 11, 23)


def at(day: date) -> FakeClocks:
    return FakeClocks(datetime(day.year, day.month, day.day, 9, tzinfo=UTC).timestamp())


def year(app: CoretuiApp) -> YearScreen:
    assert isinstance(app.screen, YearScreen)
    return app.screen


def level(app: CoretuiApp, day: date) -> str:
    sheet = app.screen.query_one(Heat).sheet
    return sheet.levels[(day - sheet.first).days]


# moving


async def test_y_opens_the_year_at_the_day_and_esc_leaves_it(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "left_square_bracket", "right", "y")
        assert year(app).day == date(2026, 11, 17)
        assert text(app, "#which") == "2026   Stand up every half hour"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, WeekScreen)
        assert text(app, "#which") == "Week 47   16–22 November"


async def test_keys_move_by_day_and_week_and_never_past_today(home: Home, clocks: FakeClocks) -> None:
    walk = (
        ("down", 0), ("right", 0), ("up", -1), ("k", -2), ("left", -9), ("h", -16), ("down", -15), ("j", -14),
        ("right", -7), ("l", 0), ("left", -7), ("t", 0),
    )  # fmt: skip
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "y")
        for key, days in walk:
            await pilot.press(key)
            await pilot.pause()
            assert year(app).day == MONDAY + timedelta(days=days), key
            assert app.screen.query_one(Heat).day == year(app).day


async def test_enter_shows_the_week_of_the_day(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "y", "left", "left", "up", "enter")
        await pilot.pause()
        assert text(app, "#which") == "Week 45   2–8 November"
        assert app.screen.query_one(WeekGrid).day == 6


async def test_years_turn_and_the_cursor_keeps_its_date(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "y", "left_square_bracket")
        assert year(app).day == date(2025, 11, 23)
        await pilot.press("right_square_bracket", "right_square_bracket")
        assert year(app).day == MONDAY
        await pilot.press("left_square_bracket", "left_square_bracket", "t")
        assert year(app).day == MONDAY


async def test_the_29th_of_february_is_there_and_becomes_the_28th(home: Home) -> None:
    app = make_app(home, at(date(2024, 2, 29)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "y")
        sheet = app.screen.query_one(Heat).sheet
        assert (sheet.first, sheet.weeks) == (date(2024, 1, 1), 53)
        assert text(app, "#under").startswith("Thu 29 Feb · ")
        await pilot.press("left_square_bracket")
        assert year(app).day == date(2023, 2, 28)


async def test_a_year_that_begins_in_week_53_has_its_first_days_in_its_first_column(home: Home) -> None:
    app = make_app(home, at(date(2021, 1, 4)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "y")
        assert app.screen.query_one(Heat).sheet.first == date(2020, 12, 28)
        assert [level(app, date(2020, 12, day)) for day in (28, 31)] == ["", ""]
        assert level(app, date(2021, 1, 1)) != ""
        assert app.screen.query_one(Heat).cursor == 7


async def test_the_cursor_walks_over_new_year_inside_a_week(home: Home) -> None:
    app = make_app(home, at(date(2021, 1, 1)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "y", "up")
        await pilot.pause()
        assert year(app).day == date(2020, 12, 31)
        assert text(app, "#which").startswith("2020")
        assert app.screen.query_one(Heat).day == date(2020, 12, 31)
        await pilot.press("enter")
        await pilot.pause()
        assert text(app, "#which") == "Week 53   28 December 2020 – 3 January"


async def test_a_leap_year_that_begins_on_a_sunday_has_54_columns(home: Home) -> None:
    app = make_app(home, at(date(2012, 12, 31)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "y")
        await pilot.pause()
        heat = app.screen.query_one(Heat)
        assert heat.sheet.weeks == 54
        assert heat.cursor == 53 * 7
        assert any("◇" in "".join(sign for sign, _ in row) for row in heat.draw(*heat.size))


# what is shown


async def test_habits_turn_and_all_of_them_come_after_the_last(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    for day in (2, 4, 6):
        records.tick(app.workplace.store, "core", date(2026, 11, day), clocks.now())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "y", "greater_than_sign", "greater_than_sign")
        assert text(app, "#which") == "2026   Core session"
        assert text(app, "#sentence") == "Done on 3 days. Longest: 1 week."
        assert [level(app, date(2026, 11, day)) for day in (1, 2, 3, 4)] == ["rest", "4", "rest", "4"]
        await pilot.press("less_than_sign", "less_than_sign", "less_than_sign")
        assert text(app, "#which") == "2026   All habits"
        assert level(app, date(2026, 11, 4)) == "2"  # core of core, breathing and movement
        assert level(app, date(2026, 11, 3)) == "missed"


async def test_days_off_are_not_missed_and_days_to_come_are_empty(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    with app.workplace.store.write() as db:
        row = {"id": new_id(), "first": "2026-11-19", "last": "2026-11-20", "reason": "flare"}
        db.table("time_off").insert(row)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "y", "greater_than_sign")
        days = (18, 19, 20, 21, 23, 24)
        assert [level(app, date(2026, 11, day)) for day in days] == ["missed", "off", "off", "missed", "open", ""]


async def test_the_day_is_told_in_words(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    store = app.workplace.store
    records.log_movement(store, "walk", 25, clocks.now(), 4 * 3600)
    care.feel(store, Pain(3), MONDAY, clocks.now())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "y", "less_than_sign")
        assert text(app, "#under") == "Mon 23 Nov · 1 of 5 done · moved 25 min · back pain 3"
        await pilot.press("greater_than_sign", "greater_than_sign")
        assert text(app, "#under") == "Mon 23 Nov · still open · moved 25 min · back pain 3"


async def test_twelve_weeks_are_plotted(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    store = app.workplace.store
    for day, score in ((date(2026, 11, 17), 6), (date(2026, 11, 18), 2), (MONDAY, 3)):
        care.feel(store, Pain(score), day, clocks.now())
    records.log_sitting(store, at(date(2026, 11, 20)).now(), 3600, 4 * 3600)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "y")
        back, sat = (app.screen.query_one(f"#plot-{name}", Plot).curve for name in ("back", "sat"))
        assert (back.values[-3:], back.now, back.top) == ((None, 6.0, 3.0), "3", 10.0)
        assert (sat.values[-2:], sat.now, sat.most) == ((3600.0, None), "–", "1 h 00")
        assert back.ends == ("week 37", "week 48")


async def test_a_store_without_anything_has_a_year_too(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    app.workplace.store.db.execute("delete from habit")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "y", "up", "greater_than_sign", "left_square_bracket")
        assert year(app).day == date(2025, 11, 22)


# the rules behind it


def test_shares_of_twelve_weeks_leave_out_what_was_before_and_off(store: Store, clocks: FakeClocks) -> None:
    for day in (2, 4, 6, 9, 16):
        records.tick(store, "core", date(2026, 11, day), clocks.now())
    with store.write() as db:
        row = {"id": new_id(), "first": "2026-11-09", "last": "2026-11-15", "reason": "off"}
        db.table("time_off").insert({**row, "first": "2026-11-10"})
    core = next(one for one in read_records(store, MONDAY) if one.habit.id == "core")
    assert shares(core, week_of(MONDAY, 0), MONDAY, 5) == (None, 1.0, 1.0, 1 / 3, 0.0)


def test_a_retired_habit_asks_nothing_any_more(store: Store) -> None:
    with store.write() as db:
        db.table("habit").update("breathing", {"retired_day": "2026-11-10"})
    one = [record for record in read_records(store, MONDAY) if record.habit.id == "breathing"]
    days = year_days(one, date(2026, 11, 1), date(2026, 11, 30), MONDAY, 0)
    assert days[date(2026, 11, 9)].mark is DayMark.MISSED
    assert days[date(2026, 11, 11)].mark is DayMark.OFF
    assert max(days) == MONDAY
