"""The copy of the store that each day has, made beside everything else: nobody waits for it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from threading import Thread
from typing import NamedTuple

from coretui.domain.days import Instant, logical_day
from coretui.errors import StoreDamagedError, StoreError
from coretui.paths import Home
from coretui.services.desk import Desk
from coretui.store.backups import glanced, has_daily, is_behind, make_daily
from coretui.store.health import full_check
from coretui.store.place import damaged

SMALL = 20_000_000
"""Bytes of a store up to which a command copies it itself: 8 weeks take 30 ms of it; more is left to the app."""
AGAIN_SECONDS = 3600.0
"""How long after one that failed the next one is tried."""


@dataclass(slots=True)
class DailyBackup:
    """Makes the copy of each day in a thread of its own."""

    home: Home
    _has: date | None = None
    _failed: Exception | None = None
    _failed_at: float = 0.0
    _thread: Thread | None = None

    def look(self, day: date, at: Instant, monotonic: float) -> None:
        """Begin the copy of a day that has none; raise what went wrong with the last one, until one goes well."""
        failed = self._failed
        if day != self._has and not (self._thread and self._thread.is_alive()):
            if has_daily(self.home, day):
                self._has, self._failed, failed = day, None, None
            elif failed is None or monotonic - self._failed_at >= AGAIN_SECONDS:
                self._failed_at = monotonic
                self._thread = Thread(target=self._make, args=(day, at), name="backup", daemon=True)
                self._thread.start()
        if failed:
            raise failed

    def wait(self) -> None:
        """Wait until the copy that is being made is there, or is not."""
        if self._thread:
            self._thread.join()

    def _make(self, day: date, at: Instant) -> None:
        try:
            if wrong := full_check(self.home, day).wrong:
                raise StoreDamagedError(damaged(self.home.database, wrong))  # noqa: TRY301 - told where the rest is
            make_daily(self.home, day, at)
        except Exception as error:  # noqa: BLE001 - the next look raises it, where it is guarded
            self._failed = error


class NewestCopy(NamedTuple):
    """The newest copy as far as it is known without reading it: its day, its bytes, and what is wrong with it."""

    day: date
    size: int
    whole: bool
    behind: bool


def newest_copy(desk: Desk) -> NewestCopy | None:
    """Return what is known of the newest copy; None where there is none, or none is made."""
    if not desk.backs_up:
        return None
    with suppress(StoreError):
        for one in glanced(desk.home)[:1]:
            at = Instant(one.at.timestamp(), 0.0, "", desk.clocks.zone(one.at.timestamp()))
            day = logical_day(at, desk.settings.days.start)
            return NewestCopy(day, one.size, one.ok, is_behind(desk.home, one))
    return None


def after_command(desk: Desk) -> None:
    """Make the copy of the day if a command wrote and there is none, unless it would have to be waited for.

    Nothing is said where that fails: the app, `doctor` and `backup` say it, and the command has done its work.
    """
    store = desk.opened
    # A store that is closed already was an app's, which looks after this itself.
    with suppress(StoreError, sqlite3.Error, OSError):
        if store is None or store.only_read or not store.db.conn.total_changes:
            return
        if not has_daily(desk.home, desk.today) and os.path.getsize(desk.home.database) <= SMALL:
            make_daily(desk.home, desk.today, desk.now)
