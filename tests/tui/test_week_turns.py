"""The lower panel of Week and what it turns to, as a person sees it."""

from __future__ import annotations

from contextlib import closing

from textual.widgets import Static

from coretui.domain.habits.habit import built_in_habit
from coretui.domain.posture.notes import Moment, Posture
from coretui.paths import Home
from coretui.store import posture, records
from coretui.store.database import open_store
from coretui.store.habits import add_offered
from coretui.tui.app import CoretuiApp
from coretui.tui.screens.week.days import DaysPanel
from coretui.tui.screens.week.turns import WeekTurn
from coretui.tui.screens.week.year import PLOTS
from coretui.tui.widgets.hourbars import HourBars
from coretui.tui.widgets.plots import Plot
from coretui.tui.widgets.postureweek import PostureWeek
from tests.clock import FakeClocks
from tests.tui.desk import make_app, text


def turned_to(app: CoretuiApp) -> tuple[list[str], str]:
    """Return which lower panels are shown, and what the key calls the next one."""
    panels = [*app.screen.query(DaysPanel), *app.screen.query(WeekTurn)]
    names = [str(panel.id) for panel in panels if panel.styles.display != "none"]
    return names, app.screen.active_bindings["o"].binding.description


def counted(app: CoretuiApp) -> list[str]:
    return [row.count for row in app.screen.query_one(PostureWeek).sheet.postures]


async def test_o_turns_the_lower_panel_and_says_what_comes_next(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    store, now = app.workplace.store, clocks.now()
    for minutes, one in ((-90, Posture.STANDING), (-60, Posture.SLUMPED), (-5, Posture.LEFT)):
        posture.note(store, one, Moment.BREAK, app.workplace.desk.at(now.wall + 60 * minutes), 4 * 3600)
    records.log_sitting(store, app.workplace.desk.at(now.wall - 7000), 3000, 4 * 3600)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert turned_to(app) == (["days"], "how you sat")
        await pilot.press("o")
        await pilot.pause()
        assert turned_to(app) == (["posture"], "long sitting")
        assert text(app, "#sentence") == "You sat differently at 2 of 2 notes."
        sheet = app.screen.query_one(PostureWeek).sheet
        assert [(one.hour, one.sign) for one in sheet.notes[0]] == [(7, "↑"), (8, ")"), (8, "╲")]
        assert counted(app) == ["0", "1", "0", "1", "0", "0", "1"]

        with closing(open_store(home)) as other:
            posture.note(other, Posture.HOLLOW, Moment.OWN, now, 4 * 3600)
        app.tick()
        await pilot.pause()
        assert counted(app) == ["0", "1", "1", "1", "0", "0", "1"]
        await pilot.press("u")
        await pilot.pause()
        assert counted(app) == ["0", "1", "0", "1", "0", "0", "1"]

        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert app.screen.query_one(PostureWeek).sheet.words[0] == "Nothing noted in that week."
        await pilot.press("t", "o")
        await pilot.pause()
        assert turned_to(app) == (["hours"], "sitting, breaks")
        bars = app.screen.query_one(HourBars).sheet
        assert (bars.hours[0], bars.every[:2], bars.part[:2]) == (7, (50.0, 0.0), (50.0, 0.0))
        assert "Your long sits fall mostly between" in str(app.screen.query_one("#hours-said", Static).content)
        await pilot.press("o")
        assert turned_to(app) == (["days"], "how you sat")


async def test_the_habit_of_noticing_tells_its_notes_and_year_plots_them(home: Home, clocks: FakeClocks) -> None:
    app = make_app(home, clocks)
    store, now = app.workplace.store, clocks.now()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("4", "y")
        await pilot.pause()

        def shown() -> list[str]:
            return [name for name in PLOTS if app.screen.query_one(f"#plot-{name}", Plot).display]

        assert shown() == [*PLOTS[:6]]
        add_offered(store, *built_in_habit("posture", app.workplace.today), now)
        for minutes, sat in ((-90, Posture.STANDING), (-60, Posture.SLUMPED)):
            posture.note(store, sat, Moment.BREAK, app.workplace.desk.at(now.wall + 60 * minutes), 4 * 3600)
        app.workplace.keeper.revision += 1
        app.tick()
        assert shown() == [*PLOTS[:6], "changed", "notes"]
        assert app.screen.query_one("#plot-notes", Plot).curve.now == "2"
        await pilot.press("escape", *["down"] * 8)
        await pilot.pause()
        assert text(app, "#under").endswith("Notice how you sit: 2 of 3 · standing 07:30, slumped 08:00")
        assert text(app, "#sentence") == "Once you sat differently than at the note before."
        await pilot.press("y")
        await pilot.pause()
        assert text(app, "#under") == "Mon 23 Nov · partly done · standing, slumped"
