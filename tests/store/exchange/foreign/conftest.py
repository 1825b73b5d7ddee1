"""A store that files of other programs are brought into."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coretui.domain.habits.habit import built_in_habits
from coretui.paths import Home
from coretui.services.exchange import opened
from coretui.store.database import Store, open_store
from coretui.store.exchange.foreign.record import ForeignRecord
from coretui.store.exchange.merge import MergeReport, merge
from coretui.store.habits import add_built_in_habits
from coretui.store.health import trouble
from tests.stores import lay_out

TODAY = date(2026, 11, 23)


class Here:
    """A store, and what comes into it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.read: ForeignRecord | None = None

    def takes(self, path: Path) -> MergeReport:
        """Bring a file in; the store is whole afterwards."""
        with opened(str(path), TODAY) as found:
            assert found.foreign
            self.read = found.foreign
            report = merge(self.store, found.path, foreign=True)
        assert trouble(self.store.db.conn) == ""
        return report

    def remarks(self) -> dict[str, tuple[str, ...] | int]:
        """Return what does not come in as it was: names, else a count."""
        assert self.read
        return {one.code: one.names or one.count for one in self.read.remarks}

    def rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.store.db.execute(query, list(values)).fetchall()]

    def own(self, columns: str = "id, name, goal, unit") -> list[tuple[Any, ...]]:
        """Return the habits that are not built in, in their order."""
        query = f"select {columns} from habit where name is not null order by position"  # noqa: S608 - ours
        return self.rows(query)

    def ticks(self, habit: str) -> dict[str, float]:
        return dict(self.rows("select day, times from tick where habit = ? order by day", habit))

    def off(self, habit: str) -> list[str]:
        query = "select first from time_off where habit = ? and last = first and reason = 'off' order by first"
        return [day for (day,) in self.rows(query, habit)]

    def notes(self, habit: str) -> dict[str, str]:
        return dict(self.rows("select day, words from note where habit = ? order by day", habit))

    def schedule(self, habit: str) -> tuple[Any, ...]:
        [found] = self.rows("select repeat, times, effective_from from schedule where habit = ?", habit)
        return found


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    home = Home(str(tmp_path / "here"), str(tmp_path / "here"))
    lay_out(home)
    with closing(open_store(home)) as store:
        add_built_in_habits(store, built_in_habits(TODAY))
        yield Here(store)
