"""The file was moved, removed or replaced while it was open: what it held is kept, and whose turn it is asked."""

from __future__ import annotations

import os
from dataclasses import dataclass

from coretui.errors import StoreLostError
from coretui.i18n import _, ngettext
from coretui.services.workplace import Workplace
from coretui.store.salvage.rescue import bring_in, file, left_behind, missing_rows, put_back, rescue, take_new

BACK, NEW, ADD, WAIT = "back", "new", "add", "wait"
LossAnswers = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Lost:
    """A file that is not in its place any more, and what can be done about it.

    `rescued` is where a copy of it lies, empty if there is none; `asked` are the answers that were offered.
    """

    workplace: Workplace
    sentence: str
    rescued: str
    asked: LossAnswers = ()

    @classmethod
    def of(cls, workplace: Workplace, error: StoreLostError) -> Lost:
        """Copy what the open connection still has."""
        return cls(workplace, str(error), rescue(workplace.store.db.conn, workplace.store.path))

    @property
    def answers(self) -> LossAnswers:
        """What can be done about it, each with its words."""
        wait = (WAIT, _("Leave it; nothing is saved meanwhile"))
        if os.path.lexists(self.workplace.store.path):
            return (NEW, _("Use the file that is there, and add what only the copy has")), wait
        return ((BACK, _("Put it back from the copy")), wait) if self.rescued else ()

    @property
    def said(self) -> tuple[str, ...]:
        """What is to be known before an answer."""
        if not self.rescued:
            return (_("No copy could be made of it."),)
        return (_("A copy of it, as it was, is in {path}.").format(path=self.rescued),)

    def answer(self, given: str) -> str:
        """Do what was answered, and say what came of it. Raises `CoretuiError` and `OSError`."""
        workplace = self.workplace
        if given not in {BACK, NEW}:
            return ""
        if given == BACK:
            put_back(workplace.store, self.rescued)
            words = _("{path} is back in its place.").format(path=workplace.store.path)
        else:
            rows = take_new(workplace.store, workplace.home, self.rescued)
            words = ngettext(
                "{path} is used now; {n} row was added from the copy.",
                "{path} is used now; {n} rows were added from the copy.",
                rows,
            ).format(path=workplace.store.path, n=rows)
        workplace.store.hurry()
        workplace.keeper.revision += 1
        return words


@dataclass(slots=True)
class LeftCopy:
    """A copy of a lost file that nobody has dealt with, and how many rows of the record only it has."""

    workplace: Workplace
    path: str
    rows: int
    asked: LossAnswers = ()

    @classmethod
    def find(cls, workplace: Workplace) -> LeftCopy | None:
        """Return the oldest one with something in it that the record has not; the others go to the backups.

        Raises `StoreError` for one that cannot be read.
        """
        for path in left_behind(workplace.home):
            if rows := missing_rows(workplace.store, path):
                return cls(workplace, path, rows)
            file(workplace.home, path)
        return None

    @property
    def sentence(self) -> str:
        """What there is."""
        return only_in(self.path, self.rows)

    @property
    def answers(self) -> LossAnswers:
        """What can be done about it, each with its words."""
        return (ADD, _("Add it to the record")), (WAIT, _("Leave it; coretui asks again when it starts"))

    @property
    def said(self) -> tuple[str, ...]:
        """What is to be known before an answer."""
        return (_("It was kept when the file was moved or replaced while coretui was open."),)

    def answer(self, given: str) -> str:
        """Do what was answered, and say what came of it. Raises `CoretuiError` and `OSError`."""
        if given != ADD:
            return ""
        rows = bring_in(self.workplace.store, self.workplace.home, self.path)
        self.workplace.keeper.revision += 1
        return added(rows)


def only_in(path: str, rows: int) -> str:
    """Say that a copy has something that the record has not."""
    sentence = ngettext(
        "{n} row of your record is only in {path}.", "{n} rows of your record are only in {path}.", rows
    )
    return sentence.format(n=rows, path=path)


def added(rows: int) -> str:
    """Say how much was added from a copy."""
    return ngettext("{n} row added to the record.", "{n} rows added to the record.", rows).format(n=rows)
