"""What the tests of services work with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coretui.paths import Home
from coretui.services.desk import Desk
from coretui.services.workplace import Workplace
from coretui.settings.keys import Settings
from coretui.store.database import Store
from tests.clock import FakeClocks
from tests.notices import Notices


@pytest.fixture
def workplace(store: Store, clocks: FakeClocks, home: Home) -> Iterator[Workplace]:
    """Return a workplace at nine on a Monday, with nothing set; its chair is kept from the first tick on."""
    one = Workplace.of(Desk(home, Settings.of(), clocks, opened=store), Notices())
    yield one
    one.keeper.lock.release()
