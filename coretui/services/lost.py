"""The file was moved, removed or replaced while it was open: what it held is kept, and whose turn it is asked."""

from __future__ import annotations

import os
from dataclasses import dataclass

from coretui.errors import StoreLostError
from coretui.i18n import _, ngettext
from coretui.services.workplace import Workplace
from coretui.store.salvage.rescue import put_back, rescue, take_new

BACK, NEW, WAIT = "back", "new", "wait"


@dataclass(slots=True)
class Lost:
    """A file that is not in its place any more, and what can be done about it.

    `rescued` is where a copy of it lies, empty if there is none; `asked` that it was asked what to do.
    """

    workplace: Workplace
    sentence: str
    rescued: str
    asked: bool = False

    @classmethod
    def of(cls, workplace: Workplace, error: StoreLostError) -> Lost:
        """Copy what the open connection still has."""
        return cls(workplace, str(error), rescue(workplace.store.db.conn, workplace.store.path))

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
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
            rows = take_new(workplace.store, self.rescued)
            words = ngettext(
                "{path} is used now; {n} row was added from the copy.",
                "{path} is used now; {n} rows were added from the copy.",
                rows,
            ).format(path=workplace.store.path, n=rows)
        workplace.store.hurry()
        workplace.keeper.revision += 1
        return words
