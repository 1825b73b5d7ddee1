"""`coretui doctor --repair`: what the screen of trouble does, from a shell."""

from __future__ import annotations

import sys

import click

from coretui.desktop.output import at_terminal, say
from coretui.domain.harmless import harmless
from coretui.errors import NotNowError
from coretui.i18n import _
from coretui.services.desk import Desk
from coretui.services.repair import Proposal, proposed, said, trouble_of


def repair(desk: Desk, *, yes: bool, afresh: bool) -> int:
    """Show what can be brought back, and do it after a yes; return the exit code."""
    trouble = trouble_of(desk)
    if trouble is None:
        say(_("{path} is not damaged; there is nothing to repair.").format(path=desk.home.database))
        return 0
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


def _silent(_read: int, _all: int) -> None:
    """Tell nobody how far it is."""


def _agreed(proposal: Proposal) -> bool:
    """Ask whether it may be done; raises `NotNowError` where nobody can answer."""
    if not at_terminal(sys.stdin):
        raise NotNowError(_("Nothing was changed; confirm it with --yes."))
    if proposal.salvaged is None:
        question = _("Put the files aside and start afresh? (yes/no)")
    else:
        question = _("Put the files aside and go on with this? (yes/no)")
    answer: str = click.prompt(harmless(question), default="", show_default=False)
    return answer.strip().casefold() in {"yes", "y", _("yes"), _("y")}
