"""What the screens work with: the parts of the program, put together once and handed to each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coretui.config import Settings
from coretui.desktop.notices import Notifier
from coretui.domain.days import Instant, logical_day
from coretui.domain.sitting import open_spans
from coretui.keeper import Clocks, Keeper
from coretui.overviews import Overviews
from coretui.store.database import Store


@dataclass(slots=True)
class Workplace:
    """The store, the clocks, the settings, the keeper of the chair and the way to the desktop."""

    store: Store
    clocks: Clocks
    settings: Settings
    keeper: Keeper
    notifier: Notifier

    @property
    def now(self) -> Instant:
        """This moment."""
        return self.clocks.now()

    @property
    def today(self) -> date:
        """The logical day."""
        return logical_day(self.now, self.settings.day_start)

    @property
    def ascii(self) -> bool:
        """Whether signs are drawn in plain characters."""
        return bool(self.settings["look.glyphs"] == "ascii")

    @property
    def still(self) -> bool:
        """Whether nothing is to move."""
        return bool(self.settings["look.motion"] == "reduced")

    def overviews(self) -> Overviews:
        """Return what reads days and weeks, as of this moment."""
        chair, start = self.keeper.chair, self.settings.day_start
        live = open_spans(chair, self.now, start) if chair else ()
        return Overviews(self.store, self.settings, self.clocks.zone, self.today, live)
