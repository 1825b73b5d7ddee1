"""What happens once a second, with a screen or without: the app and `coretui watch` both beat this.

Each part is guarded on its own, so that one which goes wrong takes nothing from the others: a break that falls
due is told in the second in which it is stored, or never.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coretui.domain.chair.messages import Notice
from coretui.errors import CoretuiError, StoreLostError
from coretui.i18n import N_
from coretui.services.guard import Saying, Severity
from coretui.services.reminder import Reminder
from coretui.services.workplace import Workplace

if TYPE_CHECKING:
    from coretui.services.daily_backup import DailyBackup
    from coretui.services.lost import LeftCopy, Lost

OUTDATED = N_(
    "A newer version of coretui has changed the database, so nothing is saved any more: restart coretui."
)
PAINTED = 2
"""How many beats it takes until the app is on the screen, whatever else there is to do."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What came of a second.

    `notices` are to be sent, `sayings` to be said; `problems` are the mistakes in the settings, None if these
    did not change; `outdated` tells in every second that the store must not be written any more.
    """

    notices: tuple[Notice, ...]
    sayings: tuple[Saying, ...]
    problems: tuple[str, ...] | None
    outdated: bool


@dataclass(slots=True)
class Heartbeat:
    """Follows the settings, steps the chair, looks whether a session is due and listens to the watcher."""

    workplace: Workplace
    reminder: Reminder
    lost: Lost | None = None
    left: LeftCopy | None = None
    _day: date | None = None
    _beats: int = 0
    _backup: DailyBackup | None = None

    @classmethod
    def of(cls, workplace: Workplace) -> Heartbeat:
        """Begin now: session times that have been are not told of."""
        return cls(workplace, Reminder.of(workplace))

    def beat(self) -> Pulse:
        """Let the second that has passed have its effect; what goes wrong is said once, and tried again."""
        workplace, guard = self.workplace, self.workplace.guard
        nothing: tuple[Notice, ...] = ()
        problems = guard.attempt("settings", workplace.follow_settings, None)
        guard.attempt("place", self._look, None)
        refusals: list[CoretuiError] = []
        if workplace.unsaved and workplace.waiting.due:
            workplace.keeper.revision += 1  # what was waiting is shown as done
            for refused in guard.attempt("waiting", workplace.waiting.retry, refusals):
                guard.say(str(refused), Severity.WARNING)
        chair = guard.attempt("chair", workplace.keeper.tick, nothing)
        session = guard.attempt("reminder", self.reminder.look, nothing)
        guard.attempt("habits", self._new_day, None)
        self._beats += 1
        guard.attempt("backup", self._back_up, None)
        if self._beats == PAINTED and self.lost is None:
            guard.attempt("rescued", self._look_for_copies, None)
        if workplace.watcher and (message := guard.attempt("signs", workplace.watcher.take_message, "")):
            guard.say(message, Severity.WARNING)
        return Pulse((*chair, *session), guard.said(), problems, workplace.store.outdated)

    def _look(self) -> None:
        """Make sure that the file is in its place, and keep what it held once it is not."""
        try:
            self.workplace.store.look()
        except StoreLostError as error:
            if self.lost is None:
                from coretui.services.lost import Lost  # noqa: PLC0415 - hardly ever needed

                self.lost = Lost.of(self.workplace, error)
            self.lost.sentence = str(error)  # one that was gone may have another in its place by now
            raise
        self.lost = None

    def _look_for_copies(self) -> None:
        """Look, once, for what was kept of a lost file and never dealt with."""
        from coretui.store.place import RESCUED  # noqa: PLC0415 - after the first paint

        store = self.workplace.store
        names = os.listdir(self.workplace.home.data_dir)
        if store.only_read or store.outdated or not any(name.startswith(RESCUED) for name in names):
            return
        from coretui.services.lost import LeftCopy  # noqa: PLC0415 - hardly ever needed

        self.left = LeftCopy.find(self.workplace)

    def _new_day(self) -> None:
        """Look on each new day, and when the clock was set, whether it was wrong when habits were added."""
        today = self.workplace.today
        if today == self._day or self.workplace.store.outdated:
            return
        if self._day is not None and (said := self.workplace.desk.clock_was_wrong()):
            self.workplace.keeper.revision += 1
            for sentence in said:
                self.workplace.guard.say(sentence, Severity.WARNING)
        self._day = today

    def _back_up(self) -> None:
        """See to it that the day gets its copy of the store; not while the app is still being painted."""
        workplace = self.workplace
        if self._beats <= PAINTED or not workplace.desk.backs_up:
            return
        if workplace.store.only_read or workplace.store.outdated:
            return
        if self._backup is None:
            from coretui.services.daily_backup import DailyBackup  # noqa: PLC0415 - after the first paint

            self._backup = DailyBackup(workplace.home)
        self._backup.look(workplace.today, workplace.now, workplace.clocks.monotonic())

    def guard(self, do: Callable[[], None]) -> tuple[Saying, ...]:
        """Do what the owner does besides in each second, guarded as the parts are; return what to say."""
        self.workplace.guard.attempt("owner", do, None)
        return self.workplace.guard.said()
