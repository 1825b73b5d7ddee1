"""Taking the record out, and bringing one in."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import click

from coretui.desktop.output import at_terminal, say
from coretui.domain.harmless import harmless, one_line
from coretui.errors import NotNowError
from coretui.i18n import _
from coretui.services.desk import Desk

if TYPE_CHECKING:
    from coretui.services.exchange import Settled
    from coretui.store.exchange.loading import LoadedExport
    from coretui.store.exchange.merge import MergeReport

OFTEN = 0.2
"""Seconds between two words on how far it is."""


@click.command(help=_("Write your whole record into a file (JSON lines), or into a folder of CSV files."))
@click.argument("target", metavar=_("FILE.json[.gz]|DIR"), type=click.Path())
@click.option("--yes", is_flag=True, help=_("Replace an export of that name without asking."))
@click.pass_obj
def export(desk: Desk, target: str, *, yes: bool) -> None:
    """Write the record out."""
    from coretui.services.exchange import check_target
    from coretui.services.exchange import export as written
    from coretui.words.backups import rows

    replaces = check_target(target, desk.home)
    if replaces and not yes:
        if not at_terminal(sys.stdin):
            raise NotNowError(_("{path} exists already; --yes replaces it.").format(path=target))
        if not _agreed(_("{path} exists already. Replace it? (yes/no)").format(path=target)):
            say(_("Nothing was changed."))
            return
    count = written(desk, target, replace=replaces)
    say(_("Your record is in {path} ({rows}).").format(path=os.path.abspath(target), rows=rows(count)))


@click.command(
    "import",
    help=_(
        "Bring in an export of coretui, or the habits of Loop Habit Tracker, Habo or harsh: what is not here is"
        " added, and nothing here is deleted."
    ),
)
@click.argument("source", metavar=_("FILE"), type=click.Path())
@click.option("--dry-run", is_flag=True, help=_("Only show what would change."))
@click.option("--settings", is_flag=True, help=_("Take over the settings in it, too."))
@click.option("--yes", is_flag=True, help=_("Import it without asking."))
@click.pass_obj
def import_(desk: Desk, source: str, *, dry_run: bool, settings: bool, yes: bool) -> None:
    """Show what would come in, ask, and bring it in."""
    from coretui.services.exchange import bring_in, compare, has_settings, opened, take_settings

    if not (yes or dry_run or at_terminal(sys.stdin)):
        sentence = _("Importing {path} changes your record; confirm it with --yes, or look first with --dry-run.")
        raise NotNowError(sentence.format(path=one_line(source)))
    far = _Progress(desk)
    with opened(source, desk.today, far.read) as found:
        report = compare(desk, found, progress=far.merged)
        far.done()
        wanted = settings or not has_settings(desk.home)
        settled = take_settings(desk.home, found.header, rehearse=True) if wanted else None
        something = not report.nothing or (settled and (settled.settings or settled.exercises))
        _preview(desk, source, found, report, settled)
        if dry_run or not something:
            say(_("Nothing was changed."))
            return
        if not yes and not _agreed(_("Import this? (yes/no)")):
            say(_("Nothing was changed."))
            return
        before, report = bring_in(desk, found, progress=far.merged)
        far.done()
        if wanted:
            take_settings(desk.home, found.header)
    say(_("{path} is imported.").format(path=source))
    say(_("To undo that: {command}").format(command=f"coretui backup restore {before.short}"))


@dataclass(slots=True)
class _Progress:
    """Says on a terminal how far it is, on one line that is written over."""

    desk: Desk
    _last: float = 0.0
    _width: int = 0

    def read(self, rows: int) -> None:
        """Say how many rows are read."""
        self._write(_("{n} rows read").format(n=rows))

    def merged(self, done: int, of: int) -> None:
        """Say how much is compared with what is here."""
        self._write(f"{100 * done // max(1, of)} %")

    def done(self) -> None:
        """Take the line away."""
        if self._width:
            self._put("")
            self._width = 0

    def _write(self, words: str) -> None:
        now = self.desk.clocks.monotonic()
        if now - self._last >= OFTEN and at_terminal(sys.stderr):
            self._last = now
            self._put(words)

    def _put(self, words: str) -> None:
        click.echo(f"\r{words.ljust(self._width)}\r{words}", err=True, nl=False)
        self._width = len(words)


def _agreed(question: str) -> bool:
    answer: str = click.prompt(harmless(question), default="", show_default=False)
    return answer.strip().casefold() in {"yes", "y", _("yes"), _("y")}


def _preview(desk: Desk, source: str, found: LoadedExport, report: MergeReport, settled: Settled | None) -> None:
    """Show what would become of what is in a file."""
    from coretui.words.columns import padded, width
    from coretui.words.exchange import already, coming, joined, names
    from coretui.words.foreign import goes_to, remark
    from coretui.words.time import moment

    when = one_line(found.header.made)
    try:
        at = datetime.fromisoformat(found.header.made).timestamp()
        when = moment(at, desk.now.wall, desk.clocks.zone)
    except (ValueError, OverflowError, OSError):
        pass  # it says what it says
    if found.foreign:
        say(_("{path}, from {program}:").format(path=source, program=found.foreign.program))
    else:
        say(_("{path}, exported {when}:").format(path=source, when=when))
    told = ("habit", "schedule") if found.foreign else ()  # of those a sentence says what stays as it is
    lines = [
        coming(one.table, one.new, one.changed, 0 if one.table in told else one.kept) for one in report.tables
    ]
    columns = max(width(what) for what, _counts in lines)
    for what, counts in lines:
        if counts:
            say(f"  {padded(what, columns)}  {counts}")
    if same := sum(one.same for one in report.tables):
        say(already(same))
    for sentence in goes_to(report.joined) if found.foreign else joined(report.joined):
        say(sentence)
    for one in found.foreign.remarks if found.foreign else ():
        say(remark(one.code, one.names, one.count))
    if settled is None and found.header.settings:
        say(_("The settings in it are left out; --settings takes them over."))
    for sentence, which in (
        (_("Settings: {names}."), settled.settings if settled else ()),
        (_("Your own exercises: {names}."), settled.exercises if settled else ()),
        (_("Left out, because it cannot be used here: {names}."), settled.left if settled else ()),
    ):
        if which:
            say(sentence.format(names=names(which)))
    if report.only_here or report.new:
        say(_("Nothing here is deleted; what you once deleted here and the file still has comes back."))
