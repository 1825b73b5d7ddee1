"""`coretui doctor --repair`: what the screen of trouble does, from a shell."""

from __future__ import annotations

import sys

import click

from coretui.desktop.output import at_terminal, say
from coretui.domain.harmless import harmless
from coretui.errors import NotNowError
from coretui.i18n import _
from coretui.services.desk import Desk
from coretui.services.lost import added, only_in
from coretui.services.repair import Proposal, proposed, said, trouble_of
from coretui.store.salvage.rescue import bring_in, file, left_behind, missing_rows


def repair(desk: Desk, *, yes: bool, afresh: bool) -> int:
    """Show what can be brought back, and do it after a yes; return the exit code."""
    trouble = trouble_of(desk)
    if trouble is None:
        return _add_what_was_left(desk, yes=yes)
    say(_("{path}: {wrong}.").format(path=desk.home.database, wrong=said(trouble)))
    with proposed(desk, trouble, _silent, afresh=afresh) as proposal:
        for line in proposal.lines:
            say(line)
        if not (yes or _agreed(proposal)):
            say(_("Nothing was changed."))
            return 0
        folder = proposal.accept()
    say(_("Done. The files as they were, and a report, are in {folder}.").format(folder=folder))
    return 0


def _add_what_was_left(desk: Desk, *, yes: bool) -> int:
    """Add what only the copies of lost files have, each after a yes."""
    store, kept, alone = desk.open(), left_behind(desk.home), 0
    for path in kept:
        if rows := missing_rows(store, path):
            alone += 1
            say(only_in(path, rows))
            if not (yes or _is_yes(_("Add it to the record? (yes/no)"))):
                say(_("Nothing was changed."))
                continue
            say(added(bring_in(store, desk.home, path)))
        else:
            file(desk.home, path)
    if not alone:
        say(_("{path} is not damaged; there is nothing to repair.").format(path=desk.home.database))
    return 0


def _silent(_read: int, _all: int) -> None:
    """Tell nobody how far it is."""


def _agreed(proposal: Proposal) -> bool:
    """Ask whether it may be done; raises `NotNowError` where nobody can answer."""
    if proposal.salvaged is None:
        return _is_yes(_("Put the files aside and start afresh? (yes/no)"))
    return _is_yes(_("Put the files aside and go on with this? (yes/no)"))


def _is_yes(question: str) -> bool:
    if not at_terminal(sys.stdin):
        raise NotNowError(_("Nothing was changed; confirm it with --yes."))
    answer: str = click.prompt(harmless(question), default="", show_default=False)
    return answer.strip().casefold() in {"yes", "y", _("yes"), _("y")}
