"""Session: the programme as a checklist, kept set by set."""

from __future__ import annotations

from coretui.domain.chair.state import Body
from coretui.paths import Home
from coretui.tui.app import CoretuiApp
from coretui.tui.widgets.setlist import SetList, SetRow
from tests.clock import FakeClocks
from tests.tui.desk import SIZE, make_app, text, told
from tests.tui.led import KNOWN


def sets(app: CoretuiApp) -> list[tuple[str, int, str]]:
    query = "select exercise, number, side from session_set order by rowid"
    return [tuple(row) for row in app.workplace.store.db.execute(query).fetchall()]


def sets_shown(app: CoretuiApp) -> list[SetRow]:
    return [one for one in app.screen.query_one(SetList).rows if isinstance(one, SetRow)]


def row(app: CoretuiApp, exercise: str) -> SetRow:
    return next(one for one in sets_shown(app) if one.id == exercise)


async def test_the_twelve_exercises_stand_with_their_sets_and_sides(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert len(app.screen.query_one(SetList).rows) == 12
        assert row(app, "front-plank-2-legs").middle == ("open", "open", "open")
        assert len(row(app, "side-plank-2-legs").left) == len(row(app, "side-plank-2-legs").right_sets) == 3
        assert text(app, "#progress") == "0 of 51 sets  ·  about 1 h 18"
        assert text(app, "#dose") == "3 × 30 s hold"


async def test_sets_in_all_are_shared_by_the_sides(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, session__sides="total")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert text(app, "#progress") == "0 of 36 sets  ·  about 1 h 00"
        assert (len(row(app, "log-roll").left), len(row(app, "log-roll").right_sets)) == (2, 1)


async def test_space_ticks_the_next_set_and_sides_alternate(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "space", "space", "space", "space", "space")
        assert sets(app) == [
            ("front-plank-2-legs", 1, ""),
            ("front-plank-2-legs", 2, ""),
            ("front-plank-2-legs", 3, ""),
            ("front-plank-1-leg", 1, "left"),
            ("front-plank-1-leg", 1, "right"),
        ]
        assert app.workplace.keeper.view().body is Body.SESSION


async def test_a_session_that_was_left_is_offered_again_that_day(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "space", "space", "escape")
        assert app.workplace.keeper.view().body is Body.SITTING
    clocks.advance(3 * 3600)
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert text(app, "#progress") == "2 of 51 sets"
        assert "Front plank, 2 legs, set 3" in text(app, "#next")
        await pilot.press("space")
        assert len(sets(app)) == 3


async def test_the_next_day_begins_a_new_session_with_the_other_side_first(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "space", "escape")
    clocks.advance(24 * 3600)
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert text(app, "#progress").startswith("0 of 51 sets")
        await pilot.press("space", "space", "space", "space")
        assert sets(app)[-1] == ("front-plank-1-leg", 1, "right")


async def test_the_whole_session_makes_core_done_and_ends_by_itself(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", *["space"] * 51)
        assert app.workplace.store.db.execute("select ended_at is not null from session").fetchone() == (1,)
        assert app.workplace.keeper.view().body is Body.SITTING
        day = app.workplace.overviews().day(app.workplace.today)
        core = next(one for one in day.habits if one.habit.id == "core")
        assert core.evidence.done
        await pilot.press("0")
        await pilot.pause()
        assert text(app, "#progress") == "51 of 51 sets"
        assert {mark for one in sets_shown(app) for mark in one.middle + one.left + one.right_sets} == {"done"}
        assert text(app, "#next").startswith("left 15 · right 15  ·  pain 0\nNext session: ")
        await pilot.press("u")
        await pilot.pause()
        assert text(app, "#progress") == "51 of 51 sets", "pain was the last thing"
        await pilot.press("u")
        await pilot.pause()
        assert text(app, "#progress") == "50 of 51 sets"
        assert row(app, "pelvic-tilts").middle == ("done", "done", "open")


async def test_without_a_ball_superman_is_left_out_and_it_says_why(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, session__ball="no", session__band="no")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert [one.number for one in sets_shown(app)] == [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12]
        assert text(app, "#progress").startswith("0 of 48 sets")
        assert "Superman is left out: you have no ball." in text(app, "#next")
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert "pallof-press" not in {one.id for one in sets_shown(app)}
        assert "Pallof press is left out: you have no elastic band." in text(app, "#next")


async def test_how_a_session_went_is_counted_anew_when_a_set_is_taken_back(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("3", *["space"] * 51)
        await pilot.pause()
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert text(app, "#next").startswith("left 15 · right 15")
        await pilot.press("u")
        await pilot.pause()
        assert text(app, "#progress").startswith("50 of 51 sets")
        assert ["Pelvic tilts, set 3" in said for said in told(app)] == [True]


async def test_undo_takes_the_last_set_back(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "space", "space", "u")
        assert sets(app) == [("front-plank-2-legs", 1, "")]
        assert row(app, "front-plank-2-legs").middle == ("done", "open", "open")


async def test_starting_without_a_set_leaves_no_session_counted(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks, **KNOWN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3", "enter", "escape")
        assert app.workplace.overviews().day(app.workplace.today).facts.sessions == 0
