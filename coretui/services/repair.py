"""Putting a damaged or lost store right: who asks, a screen or a command, shows what comes of it first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from coretui.desktop.lock import KeeperLock
from coretui.domain.salvaged import Salvaged
from coretui.errors import NotNowError
from coretui.i18n import _
from coretui.services.desk import Desk
from coretui.store.backups import Backup
from coretui.store.salvage import repair
from coretui.store.salvage.merge import Tell
from coretui.store.salvage.repair import Rebuilt, Trouble
from coretui.words import salvage as words


def trouble_of(desk: Desk) -> Trouble | None:
    """Look for what is the matter with the store; None if nothing is. Raises `StoreError` with a sentence."""
    return repair.trouble_of(desk.home)


def said(trouble: Trouble) -> str:
    """Say in short what is the matter."""
    return _("the file is missing or empty, though something was saved in it") if trouble.gone else trouble.wrong


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new store that waits for a yes: `lines` say what would come back; nothing has been changed yet."""

    desk: Desk
    trouble: Trouble
    rebuilt: Rebuilt

    @property
    def salvaged(self) -> Salvaged | None:
        """What would come back; None for a store that begins afresh."""
        return self.rebuilt.salvaged

    @property
    def lines(self) -> tuple[str, ...]:
        """What would come back, in sentences."""
        if self.salvaged is None:
            return (_("A new, empty record would take its place."),)
        backup = self.rebuilt.backup
        return words.summary(self.salvaged, backup.at if backup else None, self.desk.today)

    def accept(self) -> str:
        """Put the files that are there aside and the new store in their place; return the folder they are in.

        Raises `NotNowError` and `StoreError` with a sentence.
        """
        at = _local(self.desk)
        backup: Backup | None = self.rebuilt.backup
        named = (backup.name, backup.at) if backup else None
        report = words.report(said(self.trouble), self.salvaged, named, at, self.desk.today)
        return self.rebuilt.put_in_place(at, report)


@contextmanager
def proposed(desk: Desk, trouble: Trouble, tell: Tell, *, afresh: bool = False) -> Iterator[Proposal]:
    """Make what would take the place of the store, and hold the chair meanwhile: nobody may write to it.

    Raises `NotNowError` if another coretui runs, `StoreError` with a sentence.
    """
    lock = KeeperLock(desk.home.lock)
    if not lock.acquire():
        raise NotNowError(
            _("Another coretui has the file open; close it (or stop `coretui watch`) and try again.")
        )
    try:
        making = repair.afresh(desk.home) if afresh else repair.rebuilt(desk.home, desk.today, tell)
        with making as made:
            yield Proposal(desk, trouble, made)
    finally:
        lock.release()


def _local(desk: Desk) -> datetime:
    now = desk.now
    return datetime.fromtimestamp(now.wall, timezone(timedelta(seconds=now.offset)))
