"""What every command works with: where files are, what is set, what time it is, and the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from coretui.desktop.clocks import MachineClocks
from coretui.domain.days import Instant, logical_day
from coretui.domain.habits.habit import built_in_habits
from coretui.paths import Home
from coretui.settings.keys import Settings

if TYPE_CHECKING:
    from coretui.store.database import Store


@dataclass(slots=True)
class Desk:
    """The parts a command needs: where files are, what is set, what time it is, and the store."""

    home: Home
    settings: Settings
    clocks: MachineClocks
    problems: tuple[str, ...] = ()
    _store: Store | None = field(default=None, repr=False)

    def open(self) -> Store:
        """Open the store, once, with the built-in habits in it."""
        if self._store is None:
            from coretui.store.database import open_store
            from coretui.store.habits import add_built_in_habits

            self._store = open_store(self.home)
            add_built_in_habits(self._store, built_in_habits(self.today))
        return self._store

    @property
    def now(self) -> Instant:
        """This moment."""
        return self.clocks.now()

    @property
    def today(self) -> date:
        """The logical day."""
        return logical_day(self.now, self.settings.days.start)
