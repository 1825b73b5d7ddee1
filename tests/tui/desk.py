"""An app on a test's own store, with clocks and notices that the test holds."""

from __future__ import annotations

from textual.widgets import Static

from coretui.domain.habits.habit import built_in_habits
from coretui.paths import Home
from coretui.services.desk import Desk
from coretui.services.workplace import Workplace
from coretui.settings.keys import Settings
from coretui.store.habits import add_built_in_habits
from coretui.tui.app import CoretuiApp
from coretui.tui.screens.breathe import BreatheScreen
from coretui.tui.widgets.rows import Rows
from tests.clock import FakeClocks
from tests.conftest import CREATED
from tests.notices import Notices
from tests.stores import a_store, lay_out, with_habits

SIZE = (100, 30)


def make_app(home: Home, clocks: FakeClocks, notices: Notices | None = None, **given: object) -> CoretuiApp:
    """Put an app together; keys of the settings have `__` for their dot."""
    lay_out(home, with_habits(CREATED))
    store = a_store(home)
    add_built_in_habits(store, built_in_habits(CREATED))
    app = CoretuiApp(Workplace.of(Desk(home, Settings.of(**given), clocks, opened=store), notices or Notices()))
    app.workplace.notifier.use(app.workplace.settings.notices.channels)
    app.patience = app.bounce = 0  # a test's keys act at once, and each is a press of its own
    return app


def text(app: CoretuiApp, where: str) -> str:
    """Return what a line of the present screen says."""
    return str(app.screen.query_one(where, Static).content)


def marks(app: CoretuiApp) -> dict[str, str]:
    """Return the name of the sign before each row of the present list, by the row's id."""
    return {row.id: row.mark for row in app.screen.query_one(Rows).rows}


def told(app: CoretuiApp) -> list[str]:
    """Return the messages that are shown, the oldest first."""
    return [str(one.message) for one in app._notifications]  # noqa: SLF001 - Textual says nowhere what it shows


def wait(app: CoretuiApp, clocks: FakeClocks, seconds: float) -> None:
    """Let time pass while the app ticks, and draws what is led; a gap would be an absence, or a pause."""
    while seconds > 0:
        step = min(seconds, 2 if app.workplace.underway else 20)
        clocks.advance(step)
        seconds -= step
        app.post_notices(app.workplace.keeper.tick())
        if isinstance(app.screen, BreatheScreen):
            app.screen.frame()
    app.tick()
