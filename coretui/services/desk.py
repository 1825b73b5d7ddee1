"""What commands and screens work with: where files are, what is set, what time it is, and the store."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coretui.desktop.clocks import Clocks
from coretui.domain.days import Instant, logical_day
from coretui.domain.habits.habit import built_in_habits
from coretui.errors import StoreError
from coretui.paths import Home, is_unsaved
from coretui.settings.keys import Settings

if TYPE_CHECKING:
    from coretui.domain.chair.state import Chair
    from coretui.services.overviews import Overviews
    from coretui.store.database import Store


NO_TERMINALS = ""
"""A folder of terminals that is not there."""


@dataclass(slots=True)
class Desk:
    """The parts that everything needs; the store is opened when it is first asked for.

    `terminals` is the folder of the pseudo terminals that may tell of a person, `backs_up` whether
    each day gets a copy of the store, `tell` says what is waited for.
    """

    home: Home
    settings: Settings
    clocks: Clocks
    problems: tuple[str, ...] = ()
    opened: Store | None = None
    terminals: str = NO_TERMINALS
    backs_up: bool = False
    tell: Callable[[str], None] | None = None

    def open(self) -> Store:
        """Open the store, once, with the built-in habits in it."""
        if self.opened is None:
            from coretui.store.database import open_store
            from coretui.store.habits import add_built_in_habits, renamed
            from coretui.store.health import Vouch, refuse_other_tables
            from coretui.words.habits import has_another_id

            store = open_store(self.home, lambda: self.now)
            store.tell = self.tell
            store.vouch = Vouch(self.home, lambda: self.today)
            self.opened = store
            refuse_other_tables(self.home, store.db.conn)
            if store.only_read:
                from coretui.store.only_read import not_counted

                self.problems += (not_counted(store.path),)
            else:
                add_built_in_habits(store, built_in_habits(self.today))
                if found := renamed(store):
                    self.problems += (has_another_id(*found),)
                self._take_up(store)
                with suppress(StoreError):  # what cannot be written can be read all the same
                    self.problems += self.clock_was_wrong()
        return self.opened

    def _take_up(self, store: Store) -> None:
        """Save what an earlier process could not, and say so."""
        if not any(map(is_unsaved, os.listdir(self.home.data_dir))):
            return
        from coretui.services.unsaved import take_up

        for sentence in take_up(self.home, store):
            if self.tell:
                self.tell(sentence)
            else:
                self.problems += (sentence,)

    def close(self) -> None:
        """Close the store, if it was opened."""
        if self.opened is not None:
            self.opened.close()
            self.opened = None

    def clock_was_wrong(self) -> tuple[str, ...]:
        """Let habits begin now that begin later, or long ago, for the clock was wrong then; say so if it was."""
        from coretui.store.ahead import begin_today, begin_with_records
        from coretui.words.habits import was_ahead, was_behind

        store, today = self.open(), self.today
        if began := begin_with_records(store, today):
            return (was_behind(began, today),)
        found = begin_today(store, today)
        if not found.beyond_a_journey(today):
            return ()
        return (was_ahead(found.until or today, today, mended=not found.behind_now),)

    @property
    def now(self) -> Instant:
        """This moment."""
        return self.clocks.now()

    def at(self, wall: float) -> Instant:
        """Return the moment at a wall time, on the other clocks too, with the offset it had here."""
        now = self.now
        return Instant(wall, now.elapsed - (now.wall - wall), now.boot, self.clocks.zone(wall))

    @property
    def today(self) -> date:
        """The logical day."""
        return logical_day(self.now, self.settings.days.start)

    def overviews(self, chair: Chair | None) -> Overviews:
        """Return what reads days and weeks as of this moment, what runs in a chair that is kept included."""
        from coretui.domain.chair.spans import open_spans
        from coretui.services.overviews import Overviews

        live = open_spans(chair, self.now, self.settings.days.start) if chair else ()
        return Overviews(self.open(), self.settings, self.clocks.zone, self.today, live)
