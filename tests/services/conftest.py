"""What the tests of services work with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coretui.domain.habits.habit import built_in_habit
from coretui.paths import Home
from coretui.services.desk import Desk
from coretui.services.workplace import Workplace
from coretui.settings.keys import Settings
from coretui.store.database import Store
from coretui.store.habits import add_offered
from tests.clock import FakeClocks
from tests.notices import Notices

HOUR = 3600.0


@pytest.fixture
def workplace(store: Store, clocks: FakeClocks, home: Home) -> Iterator[Workplace]:
    """Return a workplace at nine on a Monday, with nothing set; its chair is kept from the first tick on."""
    one = Workplace.of(Desk(home, Settings.of(), clocks, opened=store), Notices())
    yield one
    one.keeper.lock.release()


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """Return a workplace of somebody who wants to notice, after two hours at the desk."""
    add_offered(workplace.store, *built_in_habit("posture", workplace.today), workplace.now)
    with workplace.store.write() as db:
        row = {"id": "s", "body": "sitting", "started_at": workplace.now.wall - 2 * HOUR, "seconds": 2 * HOUR}
        db.table("span").insert({**row, "utc_offset": 0, "day": workplace.today.isoformat()})
    workplace.keeper.tick()
    return workplace
