"""Week: seven days, past weeks, ticks on days gone by."""

from __future__ import annotations

from datetime import date

import pytest

from coretui.domain.pain import Pain
from coretui.paths import Home
from coretui.store import care, notes, records
from coretui.tui.dialogs.line import LineDialog
from coretui.tui.screens.week.screen import WeekScreen
from coretui.tui.widgets.plots import PairBars
from coretui.tui.widgets.weekgrid import FARTHEST, GridLine, Sheet, WeekGrid, plan
from coretui.tui.widgets.weeknumbers import WeekNumbers
from tests.clock import FakeClocks
from tests.tui.desk import SIZE, make_app, text, told, wait
from tests.tui.weeks import add_water, marks, off, ticks


async def test_the_grid_shows_marks_counts_and_streaks(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    store = app.workplace.store
    for day in (2, 4, 6, 9, 11, 13, 16, 18, 20, 23):
        records.tick(store, "core", date(2026, 11, day), clocks.now())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4")
        await pilot.pause()
        line = next(line for line in app.screen.query_one(WeekGrid).sheet.lines if line.id == "core")
        assert (line.count, line.streak) == ("1 of 3", "3 weeks")
        assert line.marks == ("done", "rest", "rest", "rest", "rest", "rest", "rest")


async def test_brackets_turn_weeks_and_t_comes_back(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "left_square_bracket")
        assert text(app, "#which") == "Week 47   16–22 November"
        await pilot.press("t")
        assert text(app, "#which") == "Week 48   23–29 November"
        await pilot.press("right_square_bracket")
        assert text(app, "#which") == "Week 48   23–29 November"


async def test_past_days_can_be_ticked_and_unticked(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "left_square_bracket", "j", "j", "l", "space")
        assert ticks(app) == [("core", "2026-11-17")]
        await pilot.press("space")
        assert ticks(app) == []


async def test_a_day_to_come_is_refused(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "right", "space")
        assert ticks(app) == []
        assert told(app) == ["Tue 24 Nov is still to come."]


async def test_sitting_and_breaks_stand_beside_each_day(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        wait(app, clocks, 30 * 60)
        await pilot.press("b")
        wait(app, clocks, 120)
        await pilot.press("4")
        await pilot.pause()
        assert "1/1" in text(app, "#sat-0")
        assert "30 min" in text(app, "#sat-0")
        assert text(app, "#sat-1") == ""
        await pilot.press("left_square_bracket")
        assert text(app, "#sat-1") == "–"


async def test_arrows_and_letters_move_and_never_act(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "down", "right", "k", "h", "j", "l", "up", "left")
        assert ticks(app) == []
        grid = app.screen.query_one(WeekGrid)
        assert (grid.line, grid.day) == (0, 0)


# what stands in words


async def test_every_state_of_a_day_is_in_the_grid(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    add_water(app)
    for day, times in ((16, 3), (17, 1)):
        records.tick(app.workplace.store, "water", date(2026, 11, day), clocks.now(), times)
    off(app, "2026-11-19", "2026-11-20")
    off(app, "2026-11-22", None, "flare")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "left_square_bracket")
        assert marks(app, "water") == ["done", "partly", "missed", "off", "off", "missed", "off"]
        assert marks(app, "breaks") == ["rest", "rest", "rest", "off", "off", "rest", "off"]
        await pilot.press("t")
        assert marks(app, "breathing")[0] == "off"
        app.workplace.store.db.execute("delete from time_off")
        assert isinstance(app.screen, WeekScreen)
        app.screen.changed()
        assert marks(app, "breathing")[0] == "open"


async def test_space_counts_a_counted_habit_up_and_then_back_to_nothing(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    add_water(app)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", *["down"] * 5)
        seen = []
        for _press in range(4):
            await pilot.press("space")
            seen.append(text(app, "#under"))
        assert seen == [
            "Mon 23 Nov · Water: partly done, 1 of 3 glasses",
            "Mon 23 Nov · Water: partly done, 2 of 3 glasses",
            "Mon 23 Nov · Water: done, 3 of 3 glasses",
            "Mon 23 Nov · Water: still open",
        ]


async def test_the_cursor_tells_what_is_under_it(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    records.log_movement(app.workplace.store, "walk", 25, clocks.now(), 4 * 3600)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "down", "down", "down")
        assert text(app, "#under") == "Mon 23 Nov · Move 20 min: done, 25 min of movement"
        await pilot.press("l")
        assert text(app, "#under") == "Tue 24 Nov · Move 20 min: still to come"


async def test_what_facts_prove_is_not_unticked(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    records.log_movement(app.workplace.store, "walk", 25, clocks.now(), 4 * 3600)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "down", "down", "down", "space")
        assert told(app) == ["Move 20 min still counts as done today: 25 min of movement."]


async def test_a_note_is_kept_marked_and_read_under_the_cursor(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "left_square_bracket", "right", "right", "n")
        assert isinstance(app.screen, LineDialog)
        await pilot.press(*"new", "space", *"chair", "enter")
        await pilot.pause()
        assert [one.words for one in notes.of_day(app.workplace.store, date(2026, 11, 18))] == ["new chair"]
        assert app.screen.query_one(WeekGrid).sheet.noted == {2}
        assert text(app, "#under").endswith("✎ new chair")
        await pilot.press("left")
        assert "chair" not in text(app, "#under") + text(app, "#note")
        await pilot.press("u")
        assert app.screen.query_one(WeekGrid).sheet.noted == frozenset()


async def test_a_long_note_has_a_line_of_its_own(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    notes.write(app.workplace.store, notes.Note("much to tell " * 8, date(2026, 11, 23)), clocks.now())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert text(app, "#note").startswith("✎ much to tell")


@pytest.mark.parametrize("keys", [("n", "escape"), ("n", "enter"), ("n", "space", "enter")])
async def test_nothing_written_is_no_note(home: Home, clocks: FakeClocks, keys: tuple[str, ...]) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", *keys)
        await pilot.pause()
        assert isinstance(app.screen, WeekScreen)
        assert notes.of_day(app.workplace.store, date(2026, 11, 23)) == ()


async def test_a_day_to_come_has_no_note(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "right", "n")
        await pilot.pause()
        assert isinstance(app.screen, WeekScreen)
        assert told(app) == ["Tue 24 Nov is still to come."]


# going to a day


async def test_g_goes_to_a_day(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "g", *"2021-01-01", "enter")
        await pilot.pause()
        assert text(app, "#which") == "Week 53   28 December 2020 – 3 January 2021"
        assert app.screen.query_one(WeekGrid).day == 4
        await pilot.press("g", *"nosuch", "enter")
        await pilot.pause()
        assert told(app) == ["'nosuch' is not a date; write 2026-11-22, today, yesterday or Monday."]
        assert text(app, "#which").startswith("Week 53")
        await pilot.press("g", "escape")
        await pilot.pause()
        assert text(app, "#which").startswith("Week 53")
        await pilot.press("t")
        assert (text(app, "#which"), app.screen.query_one(WeekGrid).day) == ("Week 48   23–29 November", 0)


# the numbers


async def test_the_numbers_of_a_week_stand_by_day_with_their_sum(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    store = app.workplace.store
    care.feel(store, Pain(4), date(2026, 11, 17), clocks.now())
    for kind, day in (("walk", 17), ("swim", 19)):
        records.log_movement(store, kind, 30, FakeClocks(clocks.now().wall - (23 - day) * 86400).now(), 4 * 3600)
    with store.write() as db:
        for number, (outcome, reason) in enumerate((("taken", ""), ("skipped", "flow"), ("skipped", "meeting"))):
            row = {"id": f"p{number}", "due_at": 0.0, "utc_offset": 0, "day": "2026-11-18"}
            db.table("prompt").insert({**row, "outcome": outcome, "reason": reason})
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "left_square_bracket")
        rows = {row.name: (row.values, row.sum) for row in app.screen.query_one(WeekNumbers).rows}
        dot = "·"
        assert rows["Back pain, 0–10"] == ((dot, "4", dot, dot, dot, dot, dot), "max 4")
        assert rows["Moved, min"] == ((dot, "30", dot, "30", dot, dot, dot), "1 h 00")
        assert rows["Breaks kept, %"] == ((dot, dot, "33", dot, dot, dot, dot), "33")
        words = " ".join(text(app, "#besides").split())
        assert "Breaks 1 of 3; skipped: in the flow 1, meeting 1" in words
        assert "2 kinds: walk, swim" in words


async def test_the_longest_stretch_stands_beside_that_of_the_week_before(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    night = {
        "id": "night",
        "body": "away",
        "utc_offset": 0,
        "seconds": 3600,
        "ends_stretch": 1,
        "day": "2026-11-18",
    }
    with app.workplace.store.write() as db:
        db.table("span").insert({**night, "started_at": clocks.now().wall - 5 * 86400})
    for days, length in ((7, 75), (0, 52)):
        start = FakeClocks(clocks.now().wall - days * 86400 - 4 * 3600 + 1800).now()
        records.log_sitting(app.workplace.store, start, length * 60, 4 * 3600)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4")
        await pilot.pause()
        pairs = app.screen.query_one(PairBars).pairs
        assert (pairs.now[0], pairs.before[0]) == (52, 75)
        assert text(app, "#sentence") == "Longest sitting 52 min (week before: 1 h 15). Core 0 of 3, 7 days left."


async def test_past_the_last_habit_the_rest_comes_into_sight(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", *["down"] * 8)
        await pilot.pause()
        assert app.screen.query_one("#weeks").scroll_y > 0
        await pilot.press("up")
        await pilot.pause()
        assert app.screen.query_one("#weeks").scroll_y == 0
        assert app.screen.query_one(WeekGrid).line == 3


@pytest.mark.parametrize("trend", [(), (0.5,) * 12])
@pytest.mark.parametrize("width", [78, 98, 158, 240])
def test_the_streaks_stand_near_the_targets_however_wide_the_window(width: int, trend: tuple[float, ...]) -> None:
    line = GridLine("core", "Core session", ("done",) * 7, "3 of 3", "12 weeks", trend=trend)
    place = plan(Sheet(lines=(line,), target="target", streak="streak"), width)
    begins = place.streak_end(width, len(trend)) - len(line.streak)
    assert 3 <= begins - (place.after + place.tail) <= FARTHEST
    assert place.streak_end(width, len(trend)) + (place.gap + len(trend) if place.trend else 0) < width
